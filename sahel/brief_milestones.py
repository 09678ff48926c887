"""Milestones after the coups as a table on a briefing card: a row a milestone, a column a coup, days with sources."""

from __future__ import annotations

from typing import Any, NamedTuple

from sahel import ink_fonts
from sahel.aftermath import said_days
from sahel.brief_card import Box, Card
from sahel.charts_milestones import median_said, state_said, titled
from sahel.milestones import MILESTONES, Lapse, coup_name, lapses, middle, shown, sources
from sahel.queries import rows_by

_LEADING = 1.24
_GAP = 14
# Where not everything fits: what the large numbers of the card say already, and the rest, most telling first.
_LARGE = ("french_exit", "arrival")
_ORDER = (*_LARGE, "request", "agreement", "un_exit", "us_exit", "suspension", "sanction", "ecowas_exit")


class Cell(NamedTuple):
    """One cell: its number or words, in which weight, what stands small under it, and the sources."""

    said: str
    weight: int
    under: tuple[str, ...]
    source_ids: tuple[str, ...]


class Line(NamedTuple):
    """One row: the milestone, its name in lines, its cells, the height in px."""

    name: str
    title: tuple[str, ...]
    cells: tuple[Cell, ...]
    height: float


def draw(card: Card, box: Box, zero: tuple[str, ...]) -> float:
    """Draw as many milestones as fit and return the lower edge; how many more there are is said in words."""
    events = rows_by(card.view.store, "events", "event_id")
    coups = [events[coup][0] for coup in zero]
    edges = _edges(box, len(coups) + (len(coups) > 1))
    every = [_line(card, coups, name, edges) for name in shown(card.view.senders)]
    top = box.y + _head(card, coups, edges)
    if sum(line.height for line in every) > box.bottom - top and card.brief.has("numbers"):
        every = [line for line in every if line.name not in _LARGE]
    kept = _kept(card, every, box.bottom - top)
    if not kept:
        return box.y
    _heads(card, box, coups, edges)
    y = top
    for line in (line for line in every if line.name in kept):
        _row(card, Box(box.x, y, box.width, line.height), line, edges, coups)
        y += line.height
    if len(kept) == len(every):
        return y
    names = card.words.clauses(card.words.say(MILESTONES[line.name]) for line in every if line.name not in kept)
    said = card.words.say("Not in the table for want of room: {list}.", list=names)
    return card.paragraph(box.x, y + 4, box.width, said, card.size.small, card.ground.ink2, most=1)


def _edges(box: Box, count: int) -> list[float]:
    """Return the left edges of the columns, and the right edge of the last."""
    first = box.width * (0.34 if count < 3 else 0.26)
    return [box.x, *(box.x + first + (box.width - first) / count * i for i in range(count + 1))]


def _room(edges: list[float], i: int) -> float:
    return edges[i + 1] - edges[i] - _GAP


def _titles(card: Card, coups: list[dict[str, Any]], edges: list[float]) -> list[tuple[str, ...]]:
    words = card.words
    heads = [words.say("Days from the coup"), *(coup_name(card.view, coup, short=False) for coup in coups)]
    heads += [words.say("Median")] if len(coups) > 1 else []
    return [ink_fonts.wrap(said, card.size.small, 600, _room(edges, i)) for i, said in enumerate(heads)]


def _head(card: Card, coups: list[dict[str, Any]], edges: list[float]) -> float:
    return max(map(len, _titles(card, coups, edges))) * card.size.small * _LEADING + 6


def _heads(card: Card, box: Box, coups: list[dict[str, Any]], edges: list[float]) -> None:
    for i, lines in enumerate(_titles(card, coups, edges)):
        _lines(card, edges[i], box.y, lines, card.size.small, card.ground.ink, 600)


def _kept(card: Card, every: list[Line], room: float) -> set[str]:
    """Return the milestones that fit, the most telling first."""
    if sum(line.height for line in every) <= room:
        return {line.name for line in every}
    order = sorted(every, key=lambda line: _ORDER.index(line.name))
    kept, left = set[str](), room - card.size.small * _LEADING - 8
    for line in order:
        if line.height > left:
            break
        kept.add(line.name)
        left -= line.height
    return kept


def _line(card: Card, coups: list[dict[str, Any]], name: str, edges: list[float]) -> Line:
    size, view = card.size, card.view
    found = [lapses(view.store, coup["event_id"])[name] for coup in coups]
    cells = [_cell(card, lapse, _room(edges, i)) for i, lapse in enumerate(found, 1)]
    if len(coups) > 1:
        cells.append(_plain(card, median_said(view, middle(found)), _room(edges, len(coups) + 1)))
    title = ink_fonts.wrap(titled(view, name), size.row, 400, _room(edges, 0))
    tall = max(
        size.row * _LEADING * len(title),
        *((size.row if cell.said else 0) * _LEADING + size.small * _LEADING * len(cell.under) for cell in cells),
    )
    return Line(name, title, tuple(cells), tall + size.row * 0.55)


def _cell(card: Card, lapse: Lapse, room: float) -> Cell:
    """Return a milestone after one coup: its days and its date, or why it has none."""
    view, size, cited = card.view, card.size, sources(card.view.store, lapse)
    if lapse.state != "reached" or lapse.days is None:
        # The last line leaves room for the sources.
        return _plain(card, state_said(view, lapse), room - size.small * 2)._replace(source_ids=cited)
    day = ink_fonts.wrap(card.words.date(lapse.date, short=True), size.small, 400, room)
    # Paler where another coup that held lies between.
    return Cell(said_days(view, lapse.days), 400 if lapse.after_next else 600, day, cited)


def _plain(card: Card, said: str, room: float) -> Cell:
    return Cell("", 400, ink_fonts.wrap(said, card.size.small, 400, room), ())


def _row(card: Card, box: Box, line: Line, edges: list[float], coups: list[dict[str, Any]]) -> None:
    size, ground, y = card.size, card.ground, box.y + card.size.row * 0.22
    card.pen.line([(box.x, box.y), (box.right, box.y)], ground.rule, 1)
    _lines(card, box.x, y, line.title, size.row, ground.ink)
    for i, cell in enumerate(line.cells, 1):
        numbers = card.note(_noted(card, line, cell, coups[i - 1]), cell.source_ids) if cell.source_ids else ()
        under = y
        if cell.said:
            ink = ground.ink if cell.weight == 600 else ground.ink2
            under = card.paragraph(edges[i], y, _room(edges, i), cell.said, size.row, ink, cell.weight, 1, numbers)
            numbers = ()
        _lines(card, edges[i], under, cell.under[:-1], size.small, ground.ink2)
        last = under + size.small * _LEADING * (len(cell.under) - 1)
        card.paragraph(edges[i], last, _room(edges, i), cell.under[-1], size.small, ground.ink2, numbers=numbers)
    card.pen.marked(f"milestone {line.name}")


def _noted(card: Card, line: Line, cell: Cell, coup: dict[str, Any]) -> str:
    words = card.words
    said = " ".join(cell.under)
    if cell.said:
        said = words.say("day {n}: {date}", n=cell.said, date=said)
    return words.say(
        "{coup}: {milestone}: {what}", coup=coup_name(card.view, coup, short=False),
        milestone=words.say(MILESTONES[line.name]), what=said,
    )  # fmt: skip


def _lines(
    card: Card, x: float, y: float, lines: tuple[str, ...], size: float, ink: str, weight: int = 400
) -> None:  # fmt: skip
    for i, line in enumerate(lines):
        card.pen.text(x, y + size * (_LEADING * i + 0.95), line, size, ink, "start", weight)
