"""The pages that follow a card in a PDF: what it says, fact by fact, and every source with its address, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sahel import ink_fonts
from sahel.brief_card import Card, foot
from sahel.brief_notes import FullSource, full_sources
from sahel.cite_view import address
from sahel.ink import Sheet
from sahel.words import messages

_LEADING, _GAP = 1.3, 48
_PARTS = messages({"notes": "What this card says", "sources": "Sources"})
# Wider than this in px at the card's smallest type, a line is hard to follow.
_WIDEST = 62


class Line(NamedTuple):
    """One line: words, weight, whether in the second ink, the address that it leads to, what it keeps free above."""

    said: str
    weight: int = 400
    is_soft: bool = False
    url: str = ""
    gap: float = 0


def pages(card: Card) -> list[Sheet]:
    """Return the pages of notes and sources of a card, as many as it takes; none where the card has no notes."""
    if not card.brief.has("notes"):
        return []
    columns = _columns(card)
    size, margin = card.size, card.size.margin
    top, bottom = margin * 2.1, size.height - margin * 1.4
    tall = size.small * _LEADING
    flowed = _flowed(list(_blocks(card, columns[0][1])), (bottom - top) / tall)
    sheets = []
    for first in range(0, len(flowed), len(columns)):
        sheet = Sheet(size.width, size.height, card.ground.paper)
        for (left, _), lines in zip(columns, flowed[first : first + len(columns)], strict=False):
            y = top - tall * lines[0].gap
            for line in lines:
                y += tall * (1 + line.gap)
                _write(card, sheet, left, y - tall * 0.2, line)
        sheets.append(sheet)
    for i, sheet in enumerate(sheets):
        _frame(card, sheet, i + 2, len(sheets) + 1)
    return sheets


def _columns(card: Card) -> list[tuple[float, float]]:
    """Return left edge and width of each column."""
    room = card.size.width - 2 * card.size.margin
    number = max(1, round(room / (_WIDEST * card.size.small * 0.75)))
    width = (room - _GAP * (number - 1)) / number
    return [(card.size.margin + i * (width + _GAP), width) for i in range(number)]


def _blocks(card: Card, width: float) -> Iterator[list[Line]]:
    """Return what is kept together: a heading with what follows it, a fact, a source with its address."""
    facts = [_wrapped(card, fact, width) for fact in card.notes]
    sources = [
        _wrapped(card, _printable(card, one), width) + _wrapped(card, one.url, width, is_soft=True, url=one.url, gap=0)
        for one in full_sources(card)
    ]
    for name, blocks in (("notes", facts), ("sources", sources)):
        if blocks:
            heading = Line(card.words.say(_PARTS[name]), 600, gap=1)
            yield [heading, *blocks[0]]
            yield from blocks[1:]


def _wrapped(
    card: Card, said: str, width: float, *, gap: float = 0.45, is_soft: bool = False, url: str = ""
) -> list[Line]:
    lines = [Line(line, 400, is_soft, url) for line in ink_fonts.wrap(said, card.size.small, 400, width)]
    return [lines[0]._replace(gap=gap), *lines[1:]]


def _printable(card: Card, source: FullSource) -> str:
    """Return a source as text; a title in letters that the font lacks is left to its address."""
    said = source.said if ink_fonts.drawable(source.said) == source.said else card.words.say(
        "{outlet}, title in letters that this file cannot show", outlet=source.outlet
    )  # fmt: skip
    return f"{source.number}. {said}"


def _flowed(blocks: list[list[Line]], room: float) -> list[list[Line]]:
    """Return the lines of each column, which has room for so many; a block is parted only if it is higher than that."""
    columns: list[list[Line]] = [[]]
    used = 0.0
    for block in blocks:
        if columns[-1] and used + sum(1 + line.gap for line in block) > room:
            columns.append([])
            used = 0
        for line in block:
            if columns[-1] and used + 1 + line.gap > room:
                columns.append([])
                used = 0
            used += 1 + (line.gap if columns[-1] else 0)
            columns[-1].append(line)
    return [column for column in columns if column]


def _write(card: Card, sheet: Sheet, x: float, y: float, line: Line) -> None:
    ink = card.ground.ink2 if line.is_soft else card.ground.ink
    sheet.pen.text(x, y, line.said, card.size.small, ink, "start", line.weight)
    if line.url.startswith(("https://", "http://")):
        sheet.figure.artists[-1].set_url(address(line.url))


def _frame(card: Card, sheet: Sheet, number: int, last: int) -> None:
    """Write over the columns which card this is about, under them record, link and the number of the page."""
    size, margin, small, ground = card.size, card.size.margin, card.size.small, card.ground
    right, below, pen = size.width - margin, foot(card), sheet.pen
    title = ink_fonts.cut(card.title, size.row, 600, right - margin)
    pen.text(margin, margin * 0.9, title, size.row, ground.ink, weight=600)
    pen.text(
        margin, margin * 0.9 + size.row * 1.2, ink_fonts.cut(card.subtitle, small, 400, right - margin), small,
        ground.ink2,
    )  # fmt: skip
    y = size.height - margin * 0.62
    pen.line([(margin, y - small * 1.5), (right, y - small * 1.5)], ground.rule, 1)
    page = card.words.say("page {n} of {last}", n=card.words.number(number), last=card.words.number(last))
    wide = pen.text(right, y, page, small, ground.ink2, "end")
    pen.text(margin, y, ink_fonts.cut(below.record, small, 400, right - margin - wide - 20), small, ground.ink2)
