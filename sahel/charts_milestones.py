"""After the coup: each milestone a line, each coup a mark in days from it; and the table of lags and medians."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from math import sqrt
from typing import Any

from sahel import theme as look
from sahel.aftermath import said_days
from sahel.cards import refs
from sahel.charts_svg import legend, line, ring, text, told
from sahel.citations import Citations
from sahel.lanes import LabelRows, Spot, text_width
from sahel.marks import mark, svg_uri
from sahel.milestones import MILESTONES, SENDER_OF, Lapse, Middle, coup_name, coups, lapses, middle, shown, sources
from sahel.view import View

WIDTH, LEFT, RIGHT, TOP = 1100, 44, 40, 40
_LABEL_ROWS, _LABEL, _HEAD, _FOOT = 5, 15, 30, 10
_TICKS = (0, 30, 90, 180, 365, 730, 1461, 2922, 4383)
_LONGEST = 4800


def x_of(day: float) -> float:
    """Return where a number of days lies: by its square root, so that the first weeks have room."""
    return LEFT + (WIDTH - RIGHT - LEFT) * sqrt(min(max(day, 0), _LONGEST) / _LONGEST)


@lru_cache(maxsize=64)
def drawing(view: View, zero: tuple[str, ...]) -> tuple[str, float, float]:
    """Return the drawing as SVG elements, its width and its height."""
    names, ground = shown(view.senders), look.ground(view.theme)
    rows, y = "", float(TOP)
    for name in names:
        body, height = _row(view, zero, name, y)
        rows += line(0, y, WIDTH, y, ground.grid) + body
        y += height
    return _axis(view, y) + rows, WIDTH, y


def _axis(view: View, bottom: float) -> str:
    ground, words, body = look.ground(view.theme), view.words, ""
    for day in _TICKS:
        x = x_of(day)
        body += line(x, TOP, x, bottom, ground.ink if day == 0 else ground.grid)
        said = words.say("coup day") if day == 0 else words.number(day)
        body += text(x, TOP - 7, said, ground.ink if day == 0 else ground.ink2, anchor="middle", bold=day == 0)
    note = words.say("days from the coup; the scale is that of square roots, so that the first weeks have room")
    return body + text(WIDTH, 13, note, ground.ink2, anchor="end", size=12)


def _row(view: View, zero: tuple[str, ...], name: str, y: float) -> tuple[str, float]:
    """Return one milestone's marks and labels, and how high it is: as many lines as they need."""
    ground, taken = look.ground(view.theme), LabelRows(WIDTH, rows=_LABEL_ROWS, gap=4)
    marks, used = "", 1
    for coup, lapse in _in_order(view, zero, name):
        chosen, said = coup["event_id"] in zero, coup_name(view, coup)
        low, high = _ends(lapse)
        row, spot = _place(taken, low, high, text_width(said, 12, bold=chosen))
        used = max(used, row + 1)
        at = y + _HEAD + row * _LABEL
        marks += _mark(view, coup, lapse, at, chosen)
        if spot:
            colour = ground.ink if chosen else ground.ink2
            anchor, x = ("start", high + 8) if spot.side == "right" else ("end", low - 8)
            marks += text(x, at + 4, said, colour, anchor=anchor, size=12, bold=chosen, halo=ground.paper)
    height = _HEAD + _FOOT + (used - 1) * _LABEL
    return _median(view, zero, name, y, height) + _name(view, name, y + 13) + marks, height


def _ends(lapse: Lapse) -> tuple[float, float]:
    """Return where the days of a milestone begin and end."""
    assert lapse.days is not None
    return x_of(lapse.days.low), x_of(lapse.days.high)


def _place(taken: LabelRows, low: float, high: float, width: float) -> tuple[int, Spot | None]:
    """Return the first line in which mark and label have room, and the label's spot; the last line without a label."""
    for row in range(_LABEL_ROWS):
        if not taken.is_free(row, low - 5, high + 5, 1):
            continue
        for side, x in (("right", high), ("left", low)):
            spot = taken.place(x, width, (side,), offset=8, rows=(row,))
            if spot is not None:
                taken.take(row, low - 5, high + 5)
                return row, spot
    return _LABEL_ROWS - 1, None


def _in_order(view: View, zero: tuple[str, ...], name: str) -> list[tuple[dict[str, Any], Lapse]]:
    """Return the coups whose milestone lies after them, the chosen ones first: they get the best places."""
    found = [(coup, lapses(view.store, coup["event_id"])[name]) for coup in coups(view.store, view.countries)]
    kept = [(coup, lapse) for coup, lapse in found if lapse.state == "reached" and lapse.days is not None]
    return sorted(kept, key=lambda pair: (pair[0]["event_id"] not in zero, pair[1].days or ()))


def _name(view: View, name: str, y: float) -> str:
    ground, sender = look.ground(view.theme), SENDER_OF.get(name, "")
    picture = (
        mark(sender, view.theme, "ended" if name.endswith("exit") else "present", LEFT + 12, y, 5) if sender else ""
    )
    return picture + text(
        LEFT + 8 if not sender else LEFT + 22,
        y + 4,
        titled(view, name),
        ground.ink,
        bold=True,
        halo=ground.paper,
    )


def titled(view: View, name: str) -> str:
    """Return what a milestone is called at the head of a line: some begin with an article in French."""
    said = view.words.say(MILESTONES[name])
    return said[0].upper() + said[1:]


def _mark(view: View, coup: dict[str, Any], lapse: Lapse, y: float, chosen: bool) -> str:
    ground = look.ground(view.theme)
    low, high = _ends(lapse)
    edge = ground.ink3 if lapse.after_next else ground.ink
    body = line(low, y, high, y, edge, 2) if high - low > 1 else ""
    body += ring(high, y, 4.6 if chosen else 3.6, ground.ink if chosen else ground.paper, edge)
    return told(body, coup_name(view, coup, short=False), *_told(view, lapse))


def _told(view: View, lapse: Lapse) -> list[str]:
    words = view.words
    assert lapse.days is not None
    said = words.say("day {n}: {date}", n=said_days(view, lapse.days), date=words.date(lapse.date))
    more = [words.say("after another coup that held")] if lapse.after_next else []
    return [words.say(MILESTONES[lapse.milestone]), said, *more]


def _median(view: View, zero: tuple[str, ...], name: str, y: float, height: float) -> str:
    found = middle(lapses(view.store, coup)[name] for coup in zero)
    if found.days is None or found.n < 2:
        return ""
    ground, (low, high) = look.ground(view.theme), found.days
    x = x_of((low + high) / 2)
    return told(line(x, y + 20, x, y + height - 1, ground.grid, 7), median_said(view, found))


def median_said(view: View, found: Middle) -> str:
    """Return "median 149 (3 of 3)", or that nobody reached it."""
    words = view.words
    if found.days is None:
        return words.say("none of {all}", all=words.number(found.of)) if found.of else "–"
    low, high = (words.number(day) for day in found.days)
    days = low if low == high else words.say("{low} to {high}", low=low, high=high)
    return words.say("{days} (n = {n} of {all})", days=days, n=words.number(found.n), all=words.number(found.of))


def signs(view: View) -> str:
    """Return the legend."""
    ground, words = look.ground(view.theme), view.words
    items = [
        (ring(16, 8, 4.6, ground.ink, ground.ink), words.say("coup chosen as day 0")),
        (ring(16, 8, 3.6, ground.paper, ground.ink), words.say("other coup that held")),
        (ring(16, 8, 3.6, ground.paper, ground.ink3), words.say("only after a later coup of that country")),
        (line(4, 8, 28, 8, ground.ink, 2), words.say("days between which it lies")),
        (line(16, 1, 16, 15, ground.grid, 7), words.say("median of the chosen coups")),
    ]
    return legend((svg_uri(body, 32, 16), said) for body, said in items)


def table(view: View, zero: tuple[str, ...], citations: Citations) -> str:
    """Return the lags: a row a milestone, a column a coup, and the medians with how many coups they rest on."""
    words, found = view.words, coups(view.store, view.countries)
    heads = "".join(_head(view, coup, coup["event_id"] in zero) for coup in found)
    middles = (words.say("Median, chosen coups"), words.say("Median, all coups"))
    heads += "".join(f"<th>{escape(said)}</th>" for said in middles)
    rows = "".join(_table_row(view, zero, name, citations) for name in shown(view.senders))
    first = escape(words.say("Days from the coup"))
    notes = (
        words.say(
            "A median is that of the coups that reached the milestone; n says how many of those that could. In the "
            "median of all coups one exit counts once for each coup before it in that country."
        ),
        words.say(
            "In italics: another coup that held lies between. An exit is one of soldiers, not of other services."
        ),
    )
    body = f"<div class='scroll'><table class='plain counts lags'><tr><th>{first}</th>{heads}</tr>{rows}</table></div>"
    return body + "".join(f"<p class='soft'>{escape(note)}</p>" for note in notes)


def _head(view: View, coup: dict[str, Any], chosen: bool) -> str:
    mark_ = f"<div class='day'>{escape(view.words.say('day 0'))}</div>" if chosen else ""
    return f"<th>{escape(coup_name(view, coup, short=False))}{mark_}</th>"


def _table_row(view: View, zero: tuple[str, ...], name: str, citations: Citations) -> str:
    found = {coup["event_id"]: lapses(view.store, coup["event_id"])[name] for coup in coups(view.store, view.countries)}
    cells = "".join(f"<td>{_cell(view, lapse, citations)}</td>" for lapse in found.values())
    chosen = middle(lapse for coup, lapse in found.items() if coup in zero)
    everyone = middle(found.values())
    cells += f"<td><b>{escape(median_said(view, chosen))}</b></td><td>{escape(median_said(view, everyone))}</td>"
    return f"<tr><td class='list'>{escape(titled(view, name))}</td>{cells}</tr>"


def _cell(view: View, lapse: Lapse, citations: Citations) -> str:
    words, noted = view.words, refs(citations, sources(view.store, lapse))
    if lapse.state == "reached" and lapse.days is not None:
        days = escape(said_days(view, lapse.days))
        number = f"<i>{days}</i>" if lapse.after_next else f"<b>{days}</b>"
        return (
            f"{number}{noted}<div class='day'>{escape(words.date(lapse.date, short=True))}</div>{_earlier(view, lapse)}"
        )
    said = state_said(view, lapse)
    day = f"<div class='day'>{escape(words.since(lapse.earlier, short=True))}</div>" if lapse.state == "already" else ""
    return f"<span class='soft'>{escape(said)}</span>{noted}{day}"


def state_said(view: View, lapse: Lapse) -> str:
    """Say of a milestone without days of its own why it has none."""
    words = view.words
    return {
        "already": words.say("already in force"), "before": words.say("before the coup"),
        "open": words.say("not by the cut-off"), "never": words.say("no such force in the record"),
    }[lapse.state]  # fmt: skip


def _earlier(view: View, lapse: Lapse) -> str:
    if not lapse.earlier:
        return ""
    day = view.words.date(lapse.earlier, short=True)
    said = {
        "agreement": view.words.say("an earlier one: {day}", day=day),
    }.get(lapse.milestone, view.words.say("in force before: since {day}", day=day))
    return f"<div class='day'>{escape(said)}</div>"


def alt(view: View, zero: tuple[str, ...]) -> str:
    """Say the drawing in sentences: the median of each milestone over the chosen coups."""
    words = view.words
    return " ".join(
        words.say(
            "{milestone}, days from the chosen coups: {median}.", milestone=words.say(MILESTONES[name]),
            median=median_said(view, middle(lapses(view.store, coup)[name] for coup in zero)),
        )
        for name in shown(view.senders)
    )  # fmt: skip
