"""The body of the card "Then and now": the maps of two days, at how many sites senders came and went, what differs."""

from __future__ import annotations

from itertools import zip_longest

from sahel import atlas, brief_map, comparison, findings_compare
from sahel.brief import Brief
from sahel.brief_card import Box, Card, Sign
from sahel.brief_rows import Row, heading, heading_height, height, listed, note
from sahel.compared import STATES, state_of
from sahel.comparison import Sentence
from sahel.marks import mark
from sahel.sites import Site, plates

_GAP = 24.0
# Marks are smaller than on the map of one day: each of the two has half the room.
_RADIUS, _SMALL_RADIUS = 4.2, 3.3
# On a canvas wider than this the legend stands beside the maps.
_WIDE = 2.1
_ROOMY = 900
_Pair = tuple[tuple[Site, ...], tuple[Site, ...]]


def title(brief: Brief) -> tuple[str, str]:
    """Return what differs most between the two days, and what is compared, where and as who knows it."""
    return findings_compare.finding(brief.view), findings_compare.subtitle(brief.view)


def draw(card: Card, box: Box) -> None:
    """Draw both maps with the same extent, then the differences, most important first, as many as fit."""
    view, words = card.view, card.words
    if not view.countries or not view.senders:
        said = words.say("No country or no sender is chosen, so there is nothing to show.")
        card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)
        return
    first, second = (plates(found) for found in comparison.two_maps(view))
    states = {state: words.say(text) for state, text in STATES.items()}
    signs = brief_map.signs(card, (*first, *second), states)
    if card.size.height > card.size.width:
        _under_each_other(card, box, (first, second), signs)
    else:
        _side_by_side(card, box, (first, second), signs)


def _side_by_side(card: Card, box: Box, both: _Pair, signs: list[Sign]) -> None:
    """Draw the maps beside each other; under them a column a country."""
    is_wide = box.width / box.height > _WIDE
    wide = box.width * 0.36 if is_wide else (box.width - _GAP) / 2
    tall = min(wide / atlas.aspect(atlas.WINDOW), box.height * (0.52 if is_wide else 0.46))
    top = card.size.row * 1.5
    maps = [Box(box.x + i * (wide + _GAP), box.y, wide, top + tall) for i in range(2)]
    if is_wide:
        panel = Box(maps[1].right + _GAP, box.y, box.right - maps[1].right - _GAP, top + tall + 16)
        signed = card.legend_height(panel.width, signs)
        moved = panel._replace(y=panel.y + signed + 8, height=panel.height - signed - 8)
        _moves(card, moved, 1)
        y = maps[0].bottom + 20
    else:
        panel = Box(box.x, maps[0].bottom + 8, box.width, box.height)
        signed = card.legend_height(panel.width, signs)
        y = _moves(card, Box(box.x, panel.y + signed + 8, box.width, box.height), 3) + 12
    below = Box(box.x, y, box.width, box.bottom - y)
    # Columns as narrow as a third of a square would cut every sentence.
    (_mixed if card.size.width == card.size.height else _columns)(card, below)
    card.legend(panel, signs)
    _maps(card, maps, both)


def _under_each_other(card: Card, box: Box, both: _Pair, signs: list[Sign]) -> None:
    """Draw the maps under each other; the differences stand beside them, or under them on a narrow canvas."""
    roomy = box.width > _ROOMY
    wide, top = box.width * (0.63 if roomy else 0.6), card.size.row * 1.5
    tall = wide / atlas.aspect(atlas.WINDOW)
    maps = [Box(box.x, box.y + i * (top + tall + 8), wide, top + tall) for i in range(2)]
    gap = _GAP * (1.2 if roomy else 0.6)
    side = Box(box.x + wide + gap, box.y, box.width - wide - gap, box.height)
    panel = Box(box.x, maps[1].bottom + 8, wide, box.bottom - maps[1].bottom - 8) if roomy else side
    if roomy:
        signed = card.legend_height(panel.width, signs) + 8
        _moves(card, panel._replace(y=panel.y + signed, height=panel.height - signed), 1)
        _sections(card, side)
        card.legend(panel, signs)
    else:
        top = _listed_signs(card, panel, signs) + 6
        _moves(card, panel._replace(y=top, height=maps[1].bottom - top), 1)
        _mixed(card, Box(box.x, maps[1].bottom + 12, box.width, box.bottom - maps[1].bottom - 12))
    _maps(card, maps, both)


def _listed_signs(card: Card, box: Box, signs: list[Sign]) -> float:
    """Write the legend as a list, for a panel too narrow for its longest words on one line; return the lower edge."""
    return listed(card, box, [Row(sign.said, sign=sign.body, is_fact=False) for sign in signs], card.size.small)[0]


def _maps(card: Card, maps: list[Box], both: _Pair) -> None:
    """Draw each day's map under its day; both show the same window in boxes of the same size."""
    view, size = card.view, card.size.row * 1.1
    radius = _RADIUS if maps[0].width > 520 else _SMALL_RADIUS
    for box, day, found in zip(maps, (view.start, view.end), both, strict=True):
        card.pen.text(box.x, box.y + size * 0.95, card.words.day(day), size, card.ground.ink, "start", 600)
        top = card.size.row * 1.5
        inner = box._replace(y=box.y + top, height=box.height - top)
        brief_map.day_map(card.of(view.but(on=day)), inner, found, radius=radius, inset=False)


def _moves(card: Card, box: Box, columns: int) -> float:
    """Write, per sender, at how many sites it is no longer and to how many it came; return the lower edge."""
    view, size = card.view, _size(card)
    rows = [
        Row(said, findings_compare.move_sources(view, group), "", mark(group, view.theme), f"{group} moved")
        for group, said in findings_compare.moves(view)
    ]
    if not rows:
        return card.paragraph(
            box.x, box.y, box.width, card.words.say("No force left a site or came to one."), size, card.ground.ink2
        )
    wide = (box.width - _GAP * (columns - 1)) / columns
    foot = box.y
    for i in range(columns):
        part = box._replace(x=box.x + i * (wide + _GAP), width=wide)
        y, left = listed(card, part, rows[i::columns], size, lambda n: _more_senders(card, n))
        note(card, left)
        foot = max(foot, y)
    return foot


def _more_senders(card: Card, n: int) -> str:
    return card.words.say_n("{n} more sender", "{n} more senders", n)


def _size(card: Card) -> float:
    """Return the size of the sentences: a little smaller than other rows, for there are many of them."""
    return max(card.size.row * 0.9, card.size.small)


def _rows(card: Card, country: str) -> list[Row]:
    return [_row(card, one) for one in findings_compare.ranked(card.view, country)]


def _row(card: Card, one: Sentence, lead: str = "") -> Row:
    if one.group:
        sign, marked = mark(one.group, card.view.theme, state_of(one), 0, 0, 5.4), f"{one.group} {one.what}"
    else:
        sign, marked = f'<circle r="2.2" fill="{card.ground.ink2}"/>', f"{one.country} {one.what}"
    return Row(one.text, one.source_ids, lead, sign, marked)


def _more(card: Card, n: int) -> str:
    return card.words.say_n("{n} more difference", "{n} more differences", n)


def _columns(card: Card, box: Box) -> None:
    """Write the differences a column a country; one or two countries have several columns each."""
    countries = card.view.countries
    each = 3 if len(countries) == 1 else 1
    wide = (box.width - _GAP * (len(countries) * each - 1)) / (len(countries) * each)
    rest: list[Row] = []
    for i, country in enumerate(countries):
        left = box.x + i * each * (wide + _GAP)
        boxes = [box._replace(x=left + j * (wide + _GAP), width=wide) for j in range(each)]
        rest += _country(card, country, boxes)
    _rest(card, rest)


def _sections(card: Card, box: Box) -> None:
    """Write the differences under each other, a part of the box a country, what one does not need for the next."""
    countries, rest, y = card.view.countries, list[Row](), box.y
    for i, country in enumerate(countries):
        part = Box(box.x, y, box.width, (box.bottom - y) / (len(countries) - i) - 10)
        needed = heading_height(card) + height(card, part, _rows(card, country), _size(card))
        rest += _country(card, country, [part])
        y += min(part.height, max(needed, heading_height(card) * 2)) + 10
    _rest(card, rest)


def _country(card: Card, country: str, boxes: list[Box]) -> list[Row]:
    """Write one country's differences into boxes, one after the other, and return those left out."""
    left, size = _rows(card, country), _size(card)
    name = card.words.word("country", country)
    whole = boxes[0]._replace(width=boxes[-1].right - boxes[0].x)
    top = heading(card, whole, name)
    if not left:
        said = card.words.say("Nothing differs in the record.")
        card.paragraph(whole.x, top, whole.width, said, size, card.ground.ink2)
    for box in boxes:
        inner = box._replace(y=top, height=box.bottom - top)
        is_last = box is boxes[-1]
        left = list(listed(card, inner, left, size, (lambda n: _more(card, n)) if is_last else None)[1])
    return left


def _mixed(card: Card, box: Box) -> None:
    """Write the differences of all countries in one list, each country's weightiest in turn, its name before them."""
    view = card.view
    ranked = [
        [_row(card, one, card.words.word("country", country)) for one in findings_compare.ranked(view, country)]
        for country in view.countries
    ]
    rows = [row for turn in zip_longest(*ranked) for row in turn if row is not None]
    if not rows:
        said = card.words.say("Nothing differs in the record.")
        card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)
    _, left = listed(card, box, rows, card.size.small, lambda n: _more(card, n))
    _rest(card, list(left))


def _rest(card: Card, left: list[Row]) -> None:
    """Keep for the notes what found no room, and who came and went between the two days."""
    note(card, left)
    for country in card.view.countries:
        if said := comparison.passed_said(card.view, country):
            card.note(
                card.words.say("{country}: {sentence}", country=card.words.word("country", country), sentence=said)
            )
