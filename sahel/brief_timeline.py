"""The body of the card "Timeline of a range": rule, a lane a sender, coups and events per country, the signs below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sahel import brief_timeline_notes, findings_timeline, ink_fonts, ink_plotly
from sahel.aftermath import stays
from sahel.brief import Brief
from sahel.brief_card import Box, Card, Sign
from sahel.brief_timeline_notes import Numbers
from sahel.lanes import Lane, in_range
from sahel.signs_timeline import Picture, ends, rules, signs
from sahel.spells import Spell
from sahel.timeline_bars import LABEL
from sahel.timeline_html import lane_state
from sahel.timeline_plan import BAND, FOOT, Plan, Room, planned
from sahel.timelines import figure_of
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

# In px of the screen: height of rows of labels over a band, the lowest and highest lane, room under a country.
_ROWS = {4: 70.0, 3: 56.0, 2: 42.0, 1: 27.0}
_LOWEST, _HIGHEST, _AFTER = 12.6, 27.0, 9.0
# Whose lanes go first where not all have room.
_GIVEN_UP = ("OTHER", "EUR", "UN", "USA")
_MARK = 5.2


def title(brief: Brief) -> tuple[str, str]:
    """Return the finding of the range, and what, where and when."""
    view, words = brief.view, brief.view.words
    said = words.say(
        "Who rules and whose forces are present in {countries}, {span}, as the record of {cutoff} knows it.",
        countries=words.in_countries(view.countries), span=words.span(view.start.isoformat(), view.end.isoformat()),
        cutoff=words.day(view.store.cutoff),
    )  # fmt: skip
    return findings_timeline.finding(view), said


def draw(card: Card, box: Box) -> None:
    """Draw the body; where not all lanes have room, a sentence says whose are left out."""
    view = card.view
    if said := _nothing(view):
        card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)
        return
    tall = card.legend_height(box.width, _signs(card, _everything(view)))
    room = box._replace(height=box.height - tall - card.size.small * 0.5)
    where, left_out = _fitted(card, room)
    figure = figure_of(view, where)
    _gutter(card, room, where, brief_timeline_notes.stays(card, where))
    brief_timeline_notes.rest(card, brief_timeline_notes.labels(figure))
    ink_plotly.draw(card.pen.at(room.x + _gutter_width(card), room.y, _scale(card)), figure, where.room.width)
    y = room.y + where.height * _scale(card)
    if left_out:
        _say_left_out(card, box, y, left_out)
    drawn = [stay for block in where.blocks for lane in block.lanes for stay in lane.spells]
    card.legend(box._replace(y=min(box.bottom - tall, y + card.size.row * 1.4)), _signs(card, drawn))


def _nothing(view: View) -> str:
    if not view.countries or not view.senders:
        return view.words.say("No country or no sender is chosen, so there is nothing to show.")
    if findings_timeline.is_beyond(view):
        return view.words.say(
            "The record reaches {day}; nothing is known of the days after.", day=view.words.day(view.store.cutoff)
        )
    return ""


def _scale(card: Card) -> float:
    """Return how much larger than on the screen it is drawn: so that the smallest text is not under `size.small`."""
    return max(card.size.scale, card.size.small / LABEL)


def lanes_by_group(view: View, country: str, groups: tuple[str, ...] = SENDER_GROUPS) -> tuple[Lane, ...]:
    """Return one lane for each of the groups that is in the view and was there in its range, in house order."""
    found = []
    for group in (group for group in groups if group in view.senders):
        mine = tuple(stay for stay in stays(view.store, country, group) if in_range(view, stay))
        if mine:
            found.append(Lane(group, mine[0].sender, mine))
    return tuple(found)


def _fitted(card: Card, box: Box) -> tuple[Plan, tuple[str, ...]]:
    """Return the fullest plan that fits a box, and the groups whose lanes were given up for it."""
    high, given = box.height / _scale(card), tuple[str, ...]()
    while True:
        for rows in _ROWS:
            if (found := _with_rows(card, box, high, rows, given)) is not None:
                return found, given
        more = [group for group in _GIVEN_UP if group not in given and group in _drawn(card.view)]
        if not more:
            # Taller than its box: only a view of more countries than the house has comes here.
            return _plan(card, box, Room(_width(card, box), 1, _ROWS[1], _LOWEST, _AFTER), given), given
        given = (*given, more[0])


def _drawn(view: View) -> set[str]:
    return {lane.group for country in view.countries for lane in lanes_by_group(view, country)}


def _with_rows(card: Card, box: Box, high: float, rows: int, given: tuple[str, ...]) -> Plan | None:
    """Return the plan with so many rows of labels, its lanes as high as the box allows; None if it does not fit."""
    room = Room(_width(card, box), rows, _ROWS[rows], _LOWEST, _AFTER)
    lowest = _plan(card, box, room, given)
    count = sum(max(len(block.lanes), 1) for block in lowest.blocks)
    lane = min(_LOWEST + (high - lowest.height) / count, _HIGHEST)
    # More labels are worth less than lanes that do not stick together.
    wanted = _LOWEST if rows == 1 else _LOWEST + 2
    return _plan(card, box, room._replace(lane=lane), given) if lane >= wanted else None


def _plan(card: Card, box: Box, room: Room, given: tuple[str, ...]) -> Plan:
    groups = tuple(group for group in SENDER_GROUPS if group not in given)
    return planned(card.view, room=room, lanes_of=partial(lanes_by_group, groups=groups))


def _width(card: Card, box: Box) -> float:
    return (box.width - _gutter_width(card)) / _scale(card)


def _gutter_width(card: Card) -> float:
    """Return how wide the names are, in px of the sheet; raised numbers of sources included."""
    words, size = card.words, card.size
    names = [ink_fonts.width(words.word("sender_group", group), size.small) for group in _drawn(card.view)]
    inset = 3 * _MARK * _scale(card) + (ink_fonts.width("88", size.small * 0.62) + 4) * card.brief.has("sources")
    countries = [ink_fonts.width(words.word("country", country), size.row, 600) for country in card.view.countries]
    return max([*(wide + inset for wide in names), *countries]) + size.small * 0.7


def _gutter(card: Card, box: Box, where: Plan, numbers: Numbers) -> None:
    """Write the countries at their bands, and mark and sender at each lane with a source of its latest stay."""
    size, words, px = card.size, card.words, _scale(card) * round(where.height) / where.height
    for block in where.blocks:
        base = box.y + (block.band + BAND / 2) * px + size.row * 0.34
        card.pen.text(box.x, base, words.word("country", block.country), size.row, card.ground.ink, weight=600)
        for i, lane in enumerate(block.lanes):
            _name(card, box, box.y + block.lane_y(i) * px, lane, numbers[block.country, lane.group])
        if not block.lanes:
            _say_none(card, box, box.y + block.lane_y(0) * px)
        # The figure's line under a country goes on to the left edge.
        y = box.y + block.bottom * px
        card.pen.line([(box.x, y), (box.x + _gutter_width(card), y)], card.ground.rule, _scale(card))


def _name(card: Card, box: Box, y: float, lane: Lane, numbers: tuple[int, ...]) -> None:
    small, radius = card.size.small, _MARK * _scale(card)
    card.mark(lane.group, lane_state(card.view, lane), box.x + radius * 1.3, y, radius)
    name = card.words.word("sender_group", lane.group)
    room = _gutter_width(card) - 3 * radius
    card.paragraph(box.x + 3 * radius, y - small * 0.61, room, name, small, most=1, numbers=numbers)


def _say_none(card: Card, box: Box, y: float) -> None:
    said, small = card.words.say("No such force in the record for these days."), card.size.small
    left = box.x + _gutter_width(card) + small * 0.4
    card.pen.text(left, y + small * 0.34, said, small, card.ground.ink2, halo=card.ground.paper)


def _say_left_out(card: Card, box: Box, y: float, given: tuple[str, ...]) -> None:
    """Say whose lanes are left out, left of how far the record reaches."""
    words, size = card.words, card.size.small
    names = words.join(words.word("sender_group", group) for group in SENDER_GROUPS if group in given)
    said = words.say("Not drawn for want of room: {names}.", names=names)
    middle = y - FOOT / 2 * _scale(card)
    card.pen.text(box.x, middle + size * 0.34, ink_fonts.cut(said, size, 400, box.width * 0.6), size, card.ground.ink2)


def _everything(view: View) -> list[Spell]:
    return [stay for country in view.countries for lane in lanes_by_group(view, country) for stay in lane.spells]


def _signs(card: Card, drawn: Sequence[Spell]) -> list[Sign]:
    """Return kinds of rule, signs and ends that are in view; senders are named at their lanes."""
    view = card.view
    return [_sign(one) for one in (*rules(view), *signs(view), *ends(view, drawn))]


def _sign(one: Picture) -> Sign:
    return Sign(f'<g transform="translate({-one.width / 2:g} -7)">{one.body}</g>', one.said, one.width / 2)
