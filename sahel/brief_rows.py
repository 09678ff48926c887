"""Lists on a briefing card: rows with a sign, a bold beginning and sources; as many as fit, and how many more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sahel import ink_fonts, ink_svg
from sahel.brief_card import Box, Card

_LEADING = 1.24
_BETWEEN = 0.34
# Room kept behind a row for the numbers of two sources.
_RAISED = "88 888"


class Row(NamedTuple):
    """One row: what it says and its sources, a bold beginning, an SVG sign about (0, 0), what a test calls the sign.

    A row that is no fact but a legend's entry is not kept for the notes.
    """

    said: str
    source_ids: tuple[str, ...] = ()
    lead: str = ""
    sign: str = ""
    marked: str = ""
    is_fact: bool = True


def heading(card: Card, box: Box, said: str) -> float:
    """Write the heading of a part with a line under it, and return the lower edge."""
    size = card.size.row
    card.pen.text(
        box.x, box.y + size * 0.95, ink_fonts.cut(said, size, 600, box.width), size, card.ground.ink, "start", 600
    )
    y = box.y + size * 1.36
    card.pen.line([(box.x, y), (box.right, y)], card.ground.rule, 1)
    return y + size * 0.36


def heading_height(card: Card) -> float:
    """Return how much room a heading takes."""
    return card.size.row * 1.72


def height(card: Card, box: Box, rows: Sequence[Row], size: float) -> float:
    """Return how high rows will be in a box as wide as this one."""
    return sum(_tall(card, box, rows, row, size) for row in rows)


def fitting(card: Card, box: Box, rows: Sequence[Row], sizes: Sequence[float]) -> float:
    """Return the first of some sizes, large to small, in which all rows fit into a box; else the last one."""
    return next((size for size in sizes if height(card, box, rows, size) <= box.height), sizes[-1])


def listed(
    card: Card, box: Box, rows: Sequence[Row], size: float, more: Callable[[int], str] | None = None
) -> tuple[float, Sequence[Row]]:
    """Write the first rows that fit; return the lower edge and the rows left out.

    `more` says in words how many rows are left out; without it another box goes on with them. Where no row fits, the
    first one is cut.
    """
    kept = size * (_LEADING + _BETWEEN) if more else 0
    shown, y, left = 0, box.y, list[Row]()
    for i, row in enumerate(rows):
        foot = y + _tall(card, box, rows, row, size) - size * _BETWEEN
        is_last = i == len(rows) - 1 and not left
        # Where another box goes on, the order is kept; in the last one a shorter row may take the room of a longer.
        if foot + (0 if is_last else kept) > box.bottom or (left and not more):
            left.append(row)
            continue
        y, shown = _write(card, box._replace(y=y), rows, row, size), shown + 1
    lines = int((box.height - kept) / (size * _LEADING))
    if rows and not shown and lines >= 2:
        y = _write(card, box, rows, rows[0], size, lines)
        left = left[1:]
    if more and left:
        said = more(len(left))
        card.paragraph(box.x + _gutter(rows, size), y, box.width, said, size, card.ground.ink2, most=1)
        y += size * _LEADING
    return y, left


def note(card: Card, rows: Sequence[Row]) -> None:
    """Keep rows that found no room for the notes."""
    for row in rows:
        _noted(card, row)


def _noted(card: Card, row: Row) -> tuple[int, ...]:
    if not row.is_fact:
        return ()
    said = card.words.say("{date}: {what}", date=row.lead, what=row.said) if row.lead else row.said
    return card.note(said, row.source_ids)


def _gutter(rows: Sequence[Row], size: float) -> float:
    return size * 1.45 if any(row.sign for row in rows) else 0


def _room(card: Card, box: Box, rows: Sequence[Row], size: float) -> float:
    raised = ink_fonts.width(_RAISED, size * 0.62) + 6 if card.brief.has("sources") else 0
    return box.width - _gutter(rows, size) - raised


def _tall(card: Card, box: Box, rows: Sequence[Row], row: Row, size: float) -> float:
    return size * (_LEADING * len(_lines(row, size, _room(card, box, rows, size))) + _BETWEEN)


def _lines(row: Row, size: float, room: float, most: int = 0) -> list[tuple[str, str]]:
    """Return a row's lines as what is bold and what follows; a bold beginning that is long has lines of its own."""
    if not row.lead:
        return [("", line) for line in ink_fonts.wrap(row.said, size, 400, room, most)]
    *own, lead = ink_fonts.wrap(row.lead, size, 600, room)
    left, words, first = room - ink_fonts.width(lead + "  ", size, 600), row.said.split(" "), ""
    while words and ink_fonts.width(f"{first} {words[0]}", size) <= left:
        first = f"{first} {words.pop(0)}".strip()
    lines = [*((line, "") for line in own), (lead, first)]
    if most and len(lines) >= most:
        said = ink_fonts.cut(row.said, size, 400, left) if len(lines) == most else "…"
        return [*lines[: most - 1], (lines[most - 1][0], said)]
    rest = " ".join(words)
    more = ink_fonts.wrap(rest, size, 400, room, most - len(lines) if most else 0) if rest else ()
    return [*lines, *(("", line) for line in more)]


def _write(card: Card, box: Box, rows: Sequence[Row], row: Row, size: float, most: int = 0) -> float:
    numbers, ground = _noted(card, row), card.ground
    raised = " ".join(map(str, numbers)) if card.brief.has("sources") else ""
    x = box.x + _gutter(rows, size)
    if row.sign:
        ink_svg.draw(card.pen.at(box.x + size * 0.55, box.y + size * 0.62, size / 15), row.sign)
        if row.marked:
            card.pen.marked(row.marked)
    lines = _lines(row, size, _room(card, box, rows, size), most)
    for i, (lead, line) in enumerate(lines):
        base, left = box.y + size * (_LEADING * i + 0.95), x
        if lead:
            left += card.pen.text(x, base, lead, size, ground.ink, "start", 600) + ink_fonts.width("  ", size)
        wide = card.pen.text(left, base, line, size, ground.ink2 if row.lead else ground.ink) if line else 0
        if raised and i == len(lines) - 1:
            card.pen.text(left + wide + 3, base - size * 0.36, raised, size * 0.62, ground.ink2)
    return box.y + size * (_LEADING * len(lines) + _BETWEEN)
