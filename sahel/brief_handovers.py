"""The latest hand-overs of the view's sites as sentences for a briefing card, newest first, as many as fit."""

from __future__ import annotations

from typing import NamedTuple

from sahel import bases, ink_fonts
from sahel.bases_words import handed
from sahel.brief_card import Box, Card
from sahel.queries import rows_by

_MOST = 24
_LEADING = 1.24
_BETWEEN, _AFTER = 40.0, 0.7
# Two columns where each has room for about so many letters.
_LETTERS = 42


class Entry(NamedTuple):
    """A hand-over: where, the sentence with its day, what an event says of it ("" for none), and its sources."""

    where: str
    said: str
    more: str
    source_ids: tuple[str, ...]


def entries(card: Card) -> list[Entry]:
    """Return the latest hand-overs up to the view's day, newest first."""
    view, found = card.view, []
    for base, one in bases.latest(view, _MOST):
        more = ""
        if one.event_id:
            more = str(rows_by(view.store, "events", "event_id")[one.event_id][0][f"title_{view.lang}"])
        found.append(Entry(base.name, handed(view, one), more, one.source_ids))
    return found


def height(card: Card, width: float, most: float) -> float:
    """Return how high the list will be at a width, and at most."""
    rows = _rows(card, width, most)
    if not rows:
        return _head(card) + card.size.row * _LEADING
    return _head(card) + sum(max(_tall(card, one, _wide(card, width)) for one in row) for row in rows)


def draw(card: Card, box: Box) -> None:
    """Write the list under its heading into a box, as many rows as it holds."""
    size, ground = card.size.row, card.ground
    card.pen.text(box.x, box.y + size, card.words.say("Latest hand-overs"), size * 1.1, ground.ink, weight=600)
    y, wide = box.y + _head(card), _wide(card, box.width)
    rows = _rows(card, box.width, box.height)
    if not rows:
        said = card.words.say("No hand-over is known up to this day.")
        card.paragraph(box.x, y, box.width, said, size, ground.ink2)
    for row in rows:
        y = size * _AFTER + max(
            _write(card, one, box.x + i * (wide + _BETWEEN), y, wide) for i, one in enumerate(row)
        )  # fmt: skip


def _head(card: Card) -> float:
    return card.size.row * 1.9


def _columns(card: Card, width: float) -> int:
    return 2 if width >= 2 * _LETTERS * card.size.row * 0.48 + _BETWEEN else 1


def _wide(card: Card, width: float) -> float:
    count = _columns(card, width)
    return (width - _BETWEEN * (count - 1)) / count


def _rows(card: Card, width: float, most: float) -> list[list[Entry]]:
    """Return the entries in rows of as many columns as the width holds, as many rows as the height holds."""
    found, count, wide = entries(card), _columns(card, width), _wide(card, width)
    rows, left = list[list[Entry]](), most - _head(card)
    for i in range(0, len(found), count):
        row = found[i : i + count]
        left -= max(_tall(card, one, wide) for one in row)
        # The height that was asked for may be the sum of these, a rounding apart.
        if left < -0.5:
            break
        rows.append(row)
    return rows


def _tall(card: Card, one: Entry, width: float) -> float:
    row, small = card.size.row, card.size.small
    said = len(ink_fonts.wrap(one.said, row, 400, width - row * 2))
    more = len(_more(card, one, width))
    return _LEADING * (row * (1 + said) + small * more) + row * _AFTER


def _more(card: Card, one: Entry, width: float) -> tuple[str, ...]:
    return ink_fonts.wrap(one.more, card.size.small, 400, width, 2) if one.more else ()


def _write(card: Card, one: Entry, x: float, y: float, width: float) -> float:
    """Write one hand-over and return its lower edge."""
    row, words = card.size.row, card.words
    told = words.say("{place}: {who}", place=one.where, who=one.said)
    numbers = card.note(told, one.source_ids)
    card.pen.line([(x, y - row * 0.2), (x + width, y - row * 0.2)], card.ground.rule, 1)
    y = card.paragraph(x, y, width, one.where, row, weight=600, most=1)
    y = card.paragraph(x, y, width, one.said, row, numbers=numbers)
    if one.more:
        y = card.paragraph(x, y, width, one.more, card.size.small, card.ground.ink2, most=2)
    card.pen.marked("hand-over")
    return y
