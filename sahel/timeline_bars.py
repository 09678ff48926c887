"""Bars with honest ends: what is known to the day has a cap, what is not fades, what is open goes on in rails."""

from __future__ import annotations

from collections.abc import Sequence

from sahel import theme as look
from sahel.lanes import LabelRows, text_width
from sahel.spells import Spell, is_sharp
from sahel.timeline_sheet import BAR, Sheet
from sahel.timeline_words import end_label, span_label, start_label
from sahel.view import View

LEAST_FADE = 7.0
LABEL = 11.5
_CAP, _ROOM = 10.0, 5.0


def draw_lane(sheet: Sheet, view: View, spells: Sequence[Spell], y: float) -> None:
    """Draw the spells of one lane on the line `y`, then the dates at their ends where there is room."""
    row = LabelRows(sheet.px(sheet.axis_days), rows=1, gap=3)
    cut = view.store.cutoff.toordinal() + 1
    stops = [min((later.start_min for later in spells[i + 1 :]), default=cut) for i in range(len(spells))]
    for spell, stop in zip(spells, stops, strict=True):
        draw_spell(sheet, view, spell, y, stop)
        first, last = _extent(sheet, view, spell, stop)
        row.take(0, max(first, 0), min(last, sheet.px(sheet.days)))
    for spell, stop in zip(spells, stops, strict=True):
        _label_ends(sheet, view, spell, stop, y, row)


def _extent(sheet: Sheet, view: View, spell: Spell, stop: int) -> tuple[float, float]:
    """The pixels between which a spell is drawn, its fades, rails and arrow included."""
    origin = view.start.toordinal()
    last = max(stop, spell.end_min + 1) if spell.is_open else spell.end_max + 1
    left = min(sheet.px(spell.start_min - origin), sheet.px(spell.start_max - origin) - _doubt_px(spell.start))
    right = max(sheet.px(last - origin), sheet.px(spell.end_min + 1 - origin) + _doubt_px(spell.end))
    return left, right + (8 if spell.is_open else 0)


def _doubt_px(form: str) -> float:
    return 0.0 if is_sharp(form) or form == ".." else LEAST_FADE


def draw_spell(sheet: Sheet, view: View, spell: Spell, y: float, stop: int) -> None:
    """Draw one spell; `stop` is the ordinal at which the rails of an open one end."""
    origin = view.start.toordinal()
    # Where the doubt of the start reaches past that of the end it was never surely there: the two fades overlap.
    start, end = sorted((spell.start_max - origin, spell.end_min + 1 - origin))
    strength = _strength(spell)
    faint_start = min(spell.start_min - origin, start - sheet.in_days(_doubt_px(spell.start)))
    faint_end = end if spell.is_open else max(spell.end_max + 1 - origin, end + sheet.in_days(_doubt_px(spell.end)))
    sheet.fade(spell.group, faint_start, start, y, strength)
    _core(sheet, spell, start, end, y, strength, origin)
    sheet.fade(spell.group, faint_end, end, y, strength)
    if strength < 1:
        _outline(sheet, spell, (faint_start, start, end, faint_end), y)
    _ends(sheet, spell, start, end, y, strength)
    if spell.is_open and end < sheet.days:
        _rails(sheet, view, spell, end, stop - origin, y)


def _strength(spell: Spell) -> float:
    if spell.standing == "denied":
        return 0.0
    return 1.0 if spell.standing == "acknowledged" and spell.sure else look.UNCERTAIN


def _core(sheet: Sheet, spell: Spell, start: float, end: float, y: float, strength: float, origin: int) -> None:
    """Draw what lies between the doubts: full where a row surely holds, pale in between."""
    if strength < 1:
        sheet.bar(spell.group, start, end, y, strength)
        return
    reached = start
    for first, last in spell.sure:
        sheet.bar(spell.group, reached, first - origin, y, look.UNCERTAIN)
        sheet.bar(spell.group, max(first - origin, reached), last + 1 - origin, y)
        reached = max(reached, last + 1 - origin)
    sheet.bar(spell.group, reached, end, y, look.UNCERTAIN)


def _outline(sheet: Sheet, spell: Spell, edges: tuple[float, float, float, float], y: float) -> None:
    """Draw the dashed edge of what is reported, claimed or denied; fainter over a doubt."""
    keyline, half = look.edge(spell.group, sheet.theme), BAR / 2 - 0.5
    faint_start, start, end, faint_end = edges
    for side in (y - half, y + half):
        sheet.stroke(keyline, 1.2, "3px,2px", (start, side), (end, side))
        for faint, full in ((faint_start, start), (faint_end, end)):
            if abs(sheet.px(full - faint)) > LEAST_FADE + 3:
                sheet.stroke(look.alpha(keyline, 0.45), 1, "2px,3px", (faint, side), (full, side))


def _ends(sheet: Sheet, spell: Spell, start: float, end: float, y: float, strength: float) -> None:
    keyline = look.edge(spell.group, sheet.theme)
    if start < 0 and (end > 0 or not spell.is_open):
        _chevron(sheet, spell.group, 0, y, 1, strength if end > 0 else 0)
    elif is_sharp(spell.start):
        sheet.sign(start, y, "line-ns", _CAP, keyline, keyline, 2)
    if end > sheet.days:
        _chevron(sheet, spell.group, sheet.days, y, -1, strength if start < sheet.days else 0)
    elif spell.is_open:
        sheet.sign(end, y, "line-ns", _CAP, sheet.ground.ink, sheet.ground.ink, 1.6)
    elif is_sharp(spell.end):
        sheet.sign(end, y, "line-ns", _CAP, keyline, keyline, 2)


def _chevron(sheet: Sheet, group: str, x: float, y: float, way: int, strength: float) -> None:
    """Say in the bar that it is older, or younger, than the view."""
    step = sheet.in_days(1) * way
    if strength == 1:
        sheet.block(group, x, x + 10 * step, y)
    tip, tail = x + 3 * step, x + 7 * step
    colour = sheet.ground.paper if strength == 1 else look.edge(group, sheet.theme)
    sheet.stroke(colour, 1.6, "", (tail, y - 3.2), (tip, y), (tail, y + 3.2))


def _rails(sheet: Sheet, view: View, spell: Spell, seen: float, stop: float, y: float) -> None:
    keyline = look.edge(spell.group, sheet.theme)
    cut = view.store.cutoff.toordinal() + 1 - view.start.toordinal()
    last = min(stop, cut, sheet.days)
    for side in (y - 3, y + 3):
        sheet.stroke(keyline, 1, "1px,2px", (max(seen, 0), side), (last, side))
    if last == cut:
        sheet.stroke(keyline, 1.5, "", (last, y - 6), (last + sheet.in_days(6), y), (last, y + 6), over=6)


def _label_ends(sheet: Sheet, view: View, spell: Spell, stop: int, y: float, row: LabelRows) -> None:
    """Print both dates beside the bar; where one side has no room both on the other, else the one that has."""
    left, right = _extent(sheet, view, spell, stop)
    start = (start_label(view, spell), left - _ROOM, "middle left") if left >= 0 else None
    end = (
        (end_label(view, spell), right + _ROOM, "middle right")
        if right <= sheet.px(sheet.days) + 1 and not spell.is_open
        else None
    )
    options = [[label for label in (start, end) if label]]
    if start and end:
        both = span_label(view, spell)
        options += [[(both, end[1], end[2])], [(both, start[1], start[2])], [start], [end]]
    for labels in options:
        slots = [_slot(*label) for label in labels]
        if all(row.is_free(0, *slot) for slot in slots):
            for (said, x, position), slot in zip(labels, slots, strict=True):
                row.take(0, *slot)
                sheet.text(sheet.in_days(x), y, said, position, size=LABEL)
            return


def _slot(said: str, x: float, position: str) -> tuple[float, float]:
    width = text_width(said, LABEL)
    return (x, x + width) if position == "middle right" else (x - width, x)
