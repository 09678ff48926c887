"""Coups, attempts, plots and events over a band of rule: lines, triangles, rings, and the labels that find room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sahel import theme as look
from sahel.lanes import LabelRows, clusters, text_width
from sahel.timeline_plan import Block
from sahel.timeline_sheet import Sheet
from sahel.timeline_tips import event_tip, events_tip
from sahel.timeline_words import coup_label, event_label, short_event
from sahel.view import View
from sahel.vocabulary import COUP_KINDS

LEAVING = ("withdrawal", "base_left", "base_handed_over", "withdrawal_announced", "agreement_ended")
_REACH, _SIZE, _TRIANGLE = 7.0, 12.0, 9.0
_ROW_Y, _ROW_STEP = 10.5, 14.0
_FIRST_LABELLED = (
    "arrival", "withdrawal", "relabelled", "agreement_ended", "membership", "alliance", "attack_on_force", "election",
    "withdrawal_announced", "base_taken", "battle",
)  # fmt: skip


Event = dict[str, Any]


def draw_events(sheet: Sheet, view: View, block: Block, events: Sequence[Event], blocks: Sequence[Block]) -> None:
    """Draw everything that happened in a country: coups first, then attempts, then events, last plots."""
    rows = LabelRows(sheet.px(sheet.axis_days), block.room.label_rows)
    by_kind = {kind: [event for event in events if event["kind"] == kind] for kind in COUP_KINDS}
    for event in (*by_kind["coup"], *by_kind["coup_attempt"]):
        x = sheet.px(_day(sheet, view, event))
        rows.take(0, x - 4, x + 4)
    for event in by_kind["coup"]:
        _coup(sheet, view, block, event, rows, blocks)
    for event in by_kind["coup_attempt"]:
        _attempt(sheet, view, block, event, rows)
    _events(sheet, view, block, [event for event in events if event["kind"] not in COUP_KINDS], rows)
    for event in by_kind["plot"]:
        _plot(sheet, view, block, event, rows)


def _day(sheet: Sheet, view: View, event: Event) -> float:
    """The place of an event: its day, or the middle of its doubt, so far inside the range that its sign is whole."""
    edge = sheet.in_days(5)
    day = (event["date_min"] + event["date_max"]) / 2 - view.start.toordinal()
    return float(min(max(day, edge), sheet.days - edge))


def _coup(sheet: Sheet, view: View, block: Block, event: Event, rows: LabelRows, blocks: Sequence[Block]) -> None:
    day, ink = _day(sheet, view, event), sheet.ground.ink
    sheet.stroke(ink, 1.4, "", (day, block.band - 4), (day, block.bottom - 10))
    for other in blocks:
        if other.country not in event["countries"]:
            sheet.stroke(look.alpha(ink, 0.28), 0.7, "", (day, other.top), (day, other.bottom))
    sheet.sign(day, block.band - 5, "triangle-down", _TRIANGLE, ink, ink, 1)
    sheet.dot(day, block.band - 5, event_tip(view, event))
    if not _write(sheet, block, day, coup_label(view, event), rows, bold=True):
        _write(sheet, block, day, event["date"][:4], rows, bold=True)


def _attempt(sheet: Sheet, view: View, block: Block, event: Event, rows: LabelRows) -> None:
    day, ink = _day(sheet, view, event), sheet.ground.ink
    sheet.stroke(ink, 1.2, "2px,2px", (day, block.band), (day, block.band + 21))
    sheet.sign(day, block.band - 5, "triangle-down", _TRIANGLE - 1, sheet.ground.paper, ink)
    sheet.dot(day, block.band - 5, event_tip(view, event))
    _write(sheet, block, day, coup_label(view, event), rows)


def _plot(sheet: Sheet, view: View, block: Block, event: Event, rows: LabelRows) -> None:
    x = sheet.px(_day(sheet, view, event))
    if rows.is_free(0, x - 5, x + 5, 1):
        rows.take(0, x - 5, x + 5)
        sheet.sign(
            sheet.in_days(x), block.band - 5, "triangle-down", _TRIANGLE - 2, sheet.ground.paper, sheet.ground.ink2
        )
        sheet.dot(sheet.in_days(x), block.band - 5, event_tip(view, event))


def _row_y(block: Block, row: int) -> float:
    return block.band - _ROW_Y - _ROW_STEP * row


def _write(sheet: Sheet, block: Block, day: float, said: str, rows: LabelRows, bold: bool = False) -> bool:
    x, colour = sheet.px(day), sheet.ground.ink if bold else sheet.ground.ink2
    spot = rows.place(x, text_width(said, _SIZE, bold), ("left", "right"), offset=10, rows=range(block.room.label_rows))
    if spot is not None:
        position = "middle right" if spot.side == "right" else "middle left"
        shift = sheet.in_days(8 if spot.side == "right" else -8)
        sheet.text(day + shift, _row_y(block, spot.row), said, position, colour=colour, size=_SIZE, bold=bold)
    return spot is not None


def _events(sheet: Sheet, view: View, block: Block, events: Sequence[Event], rows: LabelRows) -> None:
    """Draw events as rings; those too near to each other share one, whose tooltip tells them all."""
    days = [_day(sheet, view, event) for event in events]
    order = sorted(range(len(events)), key=lambda i: days[i])
    events = [events[i] for i in order]
    groups = clusters([sheet.px(days[i]) for i in order], _REACH)
    found = [[events[i] for i in group] for group in groups]
    used = {""}
    for group in found:
        group.sort(key=lambda event: _rank(view, event))
    for group in sorted(found, key=lambda group: _rank(view, group[0])):
        said = _label(sheet, view, block, group, rows, used)
        used.add(said)
        day = min(_day(sheet, view, event) for event in group)
        _sign(sheet, view, block, group, day)
        sheet.dot(day, block.band, events_tip(view, group))


def _rank(view: View, event: Event) -> tuple[int, int, int]:
    """Who gets its label first: what tells most, then the kinds that readers look for, then the newest."""
    kind = event["kind"]
    wanted = _FIRST_LABELLED.index(kind) if kind in _FIRST_LABELLED else len(_FIRST_LABELLED)
    return short_event(view, event).vague, wanted, -int(event["date_min"])


def _label(sheet: Sheet, view: View, block: Block, group: Sequence[Event], rows: LabelRows, used: set[str]) -> str:
    """Write beside a stem what one event of a group is, no words twice in a country; return what was written."""
    day = min(_day(sheet, view, event) for event in group)
    for said in (event_label(view, event) for event in group):
        if said in used:
            continue
        # The lowest row is left to coups as long as another has room.
        order = [*range(1, block.room.label_rows), 0]
        spot = rows.place(sheet.px(day), text_width(said, 11.5), ("right", "left"), offset=5, rows=order, stem=True)
        if spot is not None:
            y = _row_y(block, spot.row)
            sheet.stroke(sheet.ground.ink3, 1, "", (day, block.band - 3), (day, y - 5))
            position = "middle right" if spot.side == "right" else "middle left"
            shift = sheet.in_days(3 if spot.side == "right" else -3)
            sheet.text(day + shift, y, said, position, size=11.5)
            return said
    return ""


def _sign(sheet: Sheet, view: View, block: Block, group: Sequence[Event], day: float) -> None:
    """A ring; the mark of the sender if all that happened concerns its forces, hollow if all of it is leaving."""
    senders = {event["group"] for event in group}
    sender = next(iter(senders)) if len(senders) == 1 else ""
    if not sender:
        sheet.sign(day, block.band, "circle", 5.4, sheet.ground.paper, sheet.ground.ink, 1.3)
        return
    keyline = look.edge(sender, view.theme)
    left = all(event["kind"] in LEAVING for event in group)
    full = sheet.ground.paper if left else look.fill(sender, view.theme)
    sheet.sign(day, block.band, look.PLOTLY_MARKS[sender], 7.5, full, keyline, 1.3)
