"""The large numbers of the card "After the coup": days to the French exit and the Russian arrival, by country."""

from __future__ import annotations

from collections.abc import Sequence

from sahel import ink_fonts
from sahel.aftermath import Aftermath, exit_label, said_days
from sahel.brief_card import Box, Card
from sahel.queries import Days, rows_by
from sahel.regime_tables import asides, captions, distance

_LEADING, _GAP = 1.24, 28
# So many times the size of type of a row is too narrow for a country's numbers.
_NARROW = 14
_GROUPS = ("FRA", "RUS")


def groups(card: Card) -> list[str]:
    """Return the senders of the view whose days are told."""
    return [group for group in _GROUPS if group in card.view.senders]


def height(card: Card, one: Aftermath, width: float) -> float:
    """Return how high a country's numbers are with everything that stands under them."""
    lines = sum(len(lines) for lines in _asides(card, one, width))
    return card.size.row * _LEADING + _pair(card, one, width) + _LEADING * card.size.small * lines


def _pair(card: Card, one: Aftermath, width: float) -> float:
    """Return how high the numbers and their captions are."""
    shown = groups(card)
    found = (_caption(card, one, group, width / len(shown) - 12) for group in shown)
    return card.size.big * 1.16 + card.size.small * (_LEADING * max(len(lines) for lines in found) + 0.4)


def _caption(card: Card, one: Aftermath, group: str, width: float) -> tuple[str, ...]:
    """Return what a number means, in lines that leave room for its mark and its sources."""
    found = _found(one, group)
    after, before, missing = captions(card.view, group)
    said = missing if not found else before if found[2].high < 0 else after
    small = card.size.small
    raised = ink_fonts.width("99 99", small * 0.62) + 4
    lines = ink_fonts.wrap(said, small, 400, width - _indent(card))
    if ink_fonts.width(lines[-1], small) + raised <= width - _indent(card):
        return lines
    return ink_fonts.wrap(said, small, 400, width - _indent(card) - raised)


def _indent(card: Card) -> float:
    return card.size.small * 0.68 + 8


def _found(one: Aftermath, group: str) -> tuple[str, str, Days] | None:
    return one.lag.exit if group == "FRA" else one.lag.arrival


def _asides(card: Card, one: Aftermath, width: float) -> list[tuple[str, ...]]:
    return [ink_fonts.wrap(said, card.size.small, 400, width) for said in asides(card.view, one)]


def draw(card: Card, box: Box, one: Aftermath) -> None:
    """Write a country's numbers and, as far as they fit, the sentences under them."""
    size, words, y = card.size, card.words, _name(card, box, one)
    shown = groups(card)
    for i, group in enumerate(shown):
        wide = box.width / len(shown)
        _number(card, Box(box.x + i * wide, y, wide - 12, 0), one, group)
    y += _pair(card, one, box.width)
    for said, lines in zip(asides(card.view, one), _asides(card, one, box.width), strict=True):
        card.note(words.say("{country}: {what}", country=words.word("country", one.lag.country), what=said))
        if y + size.small * _LEADING * len(lines) <= box.bottom + 1:
            y = card.paragraph(box.x, y, box.width, said, size.small, card.ground.ink2)


def _name(card: Card, box: Box, one: Aftermath) -> float:
    """Write the country and the day of its coup, and return the lower edge."""
    size, words = card.size, card.words
    name, day = words.word("country", one.lag.country), words.date(one.coup["date"])
    numbers = card.note(
        words.say("{country}: {what}", country=name, what=words.say("coup of {day}", day=day)), one.coup["source_ids"]
    )  # fmt: skip
    card.paragraph(box.x, box.y, box.width, name, size.row, weight=600, most=1)
    left = box.x + ink_fonts.width(name, size.row, 600) + 12
    short = words.date(one.coup["date"], short=True)
    said = words.say("coup of {day}", day=short)
    raised = ink_fonts.width("99 99", size.small * 0.62) + 4
    said = said if ink_fonts.width(said, size.small) + raised <= box.right - left else short
    drop = (size.row - size.small) * 0.95
    card.paragraph(
        left, box.y + drop, box.right - left, said, size.small, card.ground.ink2, most=1, numbers=numbers
    )  # fmt: skip
    return box.y + size.row * _LEADING


def _number(card: Card, box: Box, one: Aftermath, group: str) -> None:
    found, size = _found(one, group), card.size
    large = distance(card.view, found[2]) if found else "–"
    big = min(size.big, size.big * box.width / ink_fonts.width(large, size.big, 600))
    card.pen.text(box.x, box.y + size.big * 0.98, large, big, card.ground.ink, weight=600)
    card.pen.marked("number")
    y, radius = box.y + size.big * 1.16, size.small * 0.34
    card.mark(group, "ended" if group == "FRA" else "present", box.x + radius, y + size.small * 0.62, radius)
    left, numbers = box.x + _indent(card), _noted(card, one, group, found) if found else ()
    lines = _caption(card, one, group, box.width)
    for i, line in enumerate(lines, 1):
        raised = numbers if i == len(lines) else ()
        y = card.paragraph(left, y, box.right - left, line, size.small, card.ground.ink2, most=1, numbers=raised)


def _noted(card: Card, one: Aftermath, group: str, found: tuple[str, str, Days]) -> tuple[int, ...]:
    """Keep the sentence of a number for the notes, and return its sources."""
    words, view = card.words, card.view
    what = (
        exit_label(view, one)
        if group == "FRA"
        else words.say("day {n}: first Russians arrive", n=said_days(view, found[2]))
    )
    said = words.say(
        "{country}, coup of {day}: {what}.", country=words.word("country", one.lag.country),
        day=words.date(one.coup["date"]), what=what,
    )  # fmt: skip
    return card.note(said, rows_by(view.store, "presences", "presence_id")[found[0]][0]["source_ids"])


def beside(card: Card, box: Box, after: Sequence[Aftermath], tops: Sequence[float]) -> None:
    """Write the countries' numbers under each other, each at its own height."""
    for one, top, foot in zip(after, tops, [*tops[1:], box.bottom], strict=True):
        draw(card, Box(box.x, top, box.width, foot - top - card.size.small * 0.4), one)


def over(card: Card, box: Box, after: Sequence[Aftermath]) -> float:
    """Write the countries' numbers beside each other, or under each other where that is narrow; return their foot."""
    wide = (box.width - _GAP * (len(after) - 1)) / len(after)
    if wide < card.size.row * _NARROW:
        y = box.y
        for one in after:
            tall = height(card, one, box.width)
            draw(card, Box(box.x, y, box.width, tall), one)
            y += tall + card.size.row * 0.6
        return y
    tall = max(height(card, one, wide) for one in after)
    for i, one in enumerate(after):
        draw(card, Box(box.x + i * (wide + _GAP), box.y, wide, tall), one)
    return box.y + tall
