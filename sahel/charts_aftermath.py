"""One country of the chart aligned on coup day: coups, bars, what lay between exit and arrival. Drawn on a sheet."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any, NamedTuple

from sahel.aftermath import Aftermath, exit_label, said_days, stays
from sahel.lanes import LabelRows, text_width
from sahel.queries import Days
from sahel.spells import Spell, spells
from sahel.timeline_bars import draw_spell
from sahel.timeline_sheet import BAR, Sheet
from sahel.timeline_tips import event_tip, spell_tip
from sahel.timeline_words import event_label
from sahel.view import View

FIRST, LAST = -300, 1180


class Row(NamedTuple):
    """One country's rows of the drawing, px from its top; None for what the view leaves out."""

    after: Aftermath
    top: float
    height: float
    steps: float | None
    french: float | None
    arrival: float | None
    russian: float | None
    gap: float | None
    thin: tuple[tuple[str, float], ...]


def touches(after: Aftermath, stay: Spell) -> bool:
    """Tell whether a stay reaches into the days that the chart shows."""
    zero = after.lag.coup_date.toordinal()
    return stay.start_min < zero + LAST and (stay.is_open or stay.end_max > zero + FIRST)


def strong(said: str) -> str:
    """Return escaped text in the heavier weight."""
    return f"<span style='font-weight:600'>{escape(said, quote=False)}</span>"


class RowDrawing:
    """One country on the sheet; x is days from the left edge."""

    def __init__(self, view: View, sheet: Sheet, row: Row) -> None:
        self.view, self.sheet, self.row, self.ground = view, sheet, row, sheet.ground
        self.zero = row.after.lag.coup_date.toordinal() + FIRST
        self.shifted = view.but(start=date.fromordinal(self.zero))
        self.width = sheet.px(sheet.days)

    def draw(self) -> None:
        """Draw from the ground up: separator, bars, gap, coups and steps."""
        row, end = self.row, self.sheet.days
        if row.top:
            self.sheet.stroke(self.ground.rule, 1, "", (0, row.top), (end, row.top))
        for group, y in (("FRA", row.french), ("RUS", row.russian), *row.thin):
            if y is not None:
                for stay in stays(self.view.store, row.after.lag.country, group):
                    self._stay(stay, y)
        for group, y in row.thin:
            self._thin_label(group, y)
        self._coups()
        self._exit()
        self._arrival()
        self._gap()

    def x(self, day: float) -> float:
        """Return where an ordinal lies."""
        return day - self.zero

    def _stay(self, stay: Spell, y: float) -> None:
        if not touches(self.row.after, stay):
            return
        cutoff = self.view.store.cutoff.toordinal()
        draw_spell(self.sheet, self.shifted, stay, y, cutoff + 1)
        for spell in spells(self.view.store, stay.country):
            if set(spell.presence_ids) <= set(stay.presence_ids):
                last = cutoff if spell.is_open else spell.end_max
                self.sheet.hit(self.x(spell.start_min), self.x(last), y, BAR + 4, spell_tip(self.view, spell))

    def _coups(self) -> None:
        after, sheet, words = self.row.after, self.sheet, self.view.words
        taken = LabelRows(self.width, rows=1, gap=1)
        country, day = words.word("country", after.lag.country), words.date(after.coup["date"], short=True)
        head, title = (
            words.say("{country}, {day}", country=country, day=day),
            str(after.coup[f"title_{self.view.lang}"]),
        )
        for other in after.others:
            x = sheet.px(self.x(other["date_min"]))
            taken.take(0, x - 7, x + 7)
        self._coup(after.coup, taken, [(f"{head}  {title}", f"{strong(head)}  {_plain(title)}"), (head, strong(head))])
        for other in after.others:
            day = words.date(other["date"], short=True)
            said = (words.say("coup of {day}", day=day), day)
            self._coup(other, taken, [(text, _plain(text)) for text in said], sheet.ground.ink2)

    def _coup(self, event: dict[str, Any], taken: LabelRows, labels: list[tuple[str, str]], colour: str = "") -> None:
        """Draw a coup with the first label that finds room; a label is its text and its HTML."""
        sheet, ink, y = self.sheet, self.ground.ink, self.row.top + 15
        x = self.x(event["date_min"])
        if not 0 <= x <= sheet.days:
            return
        sheet.stroke(ink, 1.4, "", (x, y - 5), (x, self.row.top + self.row.height))
        sheet.sign(x, y - 2, "triangle-down", 11, ink, ink)
        sheet.dot(x, y - 2, event_tip(self.view, event))
        taken.take(0, sheet.px(x) - 7, sheet.px(x) + 7)
        for text, html in labels:
            spot = taken.place(sheet.px(x), text_width(text, 12.5), ("right", "left"), offset=9, rows=(0,))
            if spot is not None:
                shift = sheet.in_days(9 if spot.side == "right" else -9)
                sheet.text(x + shift, y, html, f"middle {spot.side}", html=True, colour=colour or ink, size=12.5)
                break

    def _exit(self) -> None:
        row, sheet, found = self.row, self.sheet, self.row.after.lag.exit
        if row.french is None or row.steps is None:
            return
        taken = LabelRows(self.width, rows=1)
        for step in row.after.steps:
            self._step(step, row.steps, row.french, taken)
        x = (found[2].high if found is not None else LAST) - FIRST
        if x < sheet.days:
            label = exit_label(self.view, row.after)
            sheet.text(
                x + sheet.in_days(4),
                row.french,
                label,
                "middle right",
                colour=self.ground.ink,
                size=12.5,
                bold=True,
            )

    def _step(self, step: dict[str, Any], label_y: float, bar_y: float, taken: LabelRows) -> None:
        sheet, words, zero = self.sheet, self.view.words, self.row.after.lag.coup_date.toordinal()
        x, ring = self.x(step["date_min"]), bar_y - BAR / 2
        day = said_days(self.view, Days(step["date_min"] - zero, step["date_max"] - zero))
        for title in (step[f"title_{self.view.lang}"], event_label(self.view, step)):
            label = words.say("day {n}: {event}", n=day, event=title)
            if title and taken.place(sheet.px(x), text_width(label, 12), ("right",), offset=2, rows=(0,)) is not None:
                sheet.stroke(self.ground.ink, 1, "", (x, ring), (x, label_y + 6))
                sheet.text(x - sheet.in_days(2), label_y, label, "middle right", size=12)
                break
        sheet.sign(x, ring, "circle", 6, self.ground.paper, self.ground.ink)
        sheet.dot(x, ring, event_tip(self.view, step))

    def _arrival(self) -> None:
        row, sheet, words, found = self.row, self.sheet, self.view.words, self.row.after.lag.arrival
        if row.arrival is None or found is None or not 0 <= found[2].low - FIRST <= sheet.days:
            return
        x = found[2].low - FIRST
        label = words.say("day {n}: first Russians arrive", n=said_days(self.view, found[2]))
        more = ", ".join(self._doubts(found))
        rest = f" ({more})" if more else ""
        room = sheet.px(x) + text_width(label + rest, 12.5, bold=True) < self.width
        text = strong(label) + f"<span style='fill:{self.ground.ink2}'>{_plain(rest)}</span>"
        where, side = (x - sheet.in_days(3), "middle right") if room else (sheet.days, "middle left")
        sheet.text(where, row.arrival, text, side, html=True, colour=self.ground.ink, size=12.5)

    def _doubts(self, found: tuple[str, str, Days]) -> list[str]:
        """Say what the label of the arrival must add: the days between which it lies, and who denies it."""
        words, (presence, day, days) = self.view.words, found
        said = [words.date(day, short=True)] if days.low != days.high else []
        for stay in stays(self.view.store, self.row.after.lag.country, "RUS"):
            if presence in stay.presence_ids and stay.standing == "denied":
                said.append(words.say("denied by host or sender"))
            elif presence in stay.presence_ids and stay.standing != "acknowledged":
                said.append(words.word("standing", stay.standing))
        return said

    def _gap(self) -> None:
        row, lag = self.row, self.row.after.lag
        if row.gap is None or lag.exit is None or lag.arrival is None or lag.exit_to_arrival is None:
            return
        exit_, arrival, gap = lag.exit[2], lag.arrival[2], lag.exit_to_arrival
        if gap.low > 0:
            days = self.view.words.days(gap.low, gap.high)
            self._dimension(row.gap, exit_, arrival, self.view.words.say("neither, {days}", days=days))
        elif gap.high < 0:
            days = self.view.words.days(-gap.high, -gap.low)
            self._dimension(row.gap, arrival, exit_, self.view.words.say("both present, {days}", days=days))

    def _dimension(self, y: float, first: Days, last: Days, said: str) -> None:
        """Draw a dimension line in ink2: solid for the days that are sure, dotted for those in doubt."""
        sheet, colour = self.sheet, self.ground.ink2
        marks = [min(max(day - FIRST, 0), sheet.days) for day in (first.low, first.high, last.low, last.high)]
        low, sure, unsure, high = marks
        for x in dict.fromkeys(marks):
            sheet.stroke(colour, 1, "", (x, y - 4), (x, y + 4))
        if low < sure:
            sheet.stroke(colour, 1, "dot", (low, y), (sure, y))
        if unsure < high:
            sheet.stroke(colour, 1, "dot", (unsure, y), (high, y))
        half = sheet.in_days(text_width(said, 12) / 2 + 8)
        middle = (sure + unsure) / 2
        text = f"<i>{_plain(said)}</i>"
        if unsure - sure > 2 * half + sheet.in_days(24):
            sheet.stroke(colour, 1, "", (sure, y), (middle - half, y))
            sheet.stroke(colour, 1, "", (middle + half, y), (unsure, y))
            sheet.text(middle, y, text, "middle center", html=True)
        else:
            sheet.stroke(colour, 1, "", (sure, y), (unsure, y))
            sheet.text(high + sheet.in_days(4), y, text, "middle right", html=True)

    def _thin_label(self, group: str, y: float) -> None:
        words, sheet, zero = self.view.words, self.sheet, self.row.after.lag.coup_date.toordinal()
        last = [
            stay for stay in stays(self.view.store, self.row.after.lag.country, group) if touches(self.row.after, stay)
        ][-1]
        left = Days(last.end_min - zero, last.end_max - zero)
        if last.is_open:
            label = words.say("last evidence {date}, end unknown", date=words.date(last.last_seen, short=True))
        elif group == "USA":
            label = words.say("last US soldiers leave, day {n}", n=said_days(self.view, left))
        else:
            label = words.say("UN leaves, day {n}", n=said_days(self.view, left))
        x = (left.low if last.is_open else left.high) - FIRST
        if x < sheet.days:
            sheet.text(x + sheet.in_days(4), y, label, "middle right", size=12)


def _plain(said: str) -> str:
    return escape(said, quote=False)
