"""The body of the card "After the coup": days to exit and arrival beside what followed each coup, aligned on it."""

from __future__ import annotations

from typing import NamedTuple

from sahel import (
    aligned,
    brief_lags,
    brief_milestones,
    findings_regimes,
    ink_fonts,
    ink_plotly,
    milestones,
    signs_regimes,
)
from sahel.aftermath import Aftermath, aftermaths, said_days
from sahel.brief import Brief
from sahel.brief_aftermath_signs import signs
from sahel.brief_card import Box, Card
from sahel.queries import Days
from sahel.view import View

# The smallest text of the drawing, in px of the screen.
_SMALLEST = 12.0
# The least width, in px of the screen, for which its labels find room.
_LEAST = 785.0
_GAP, _LEADING = 36, 1.24
# How near or far the lines of the drawing may lie.
_NEAREST, _FARTHEST = 0.85, 1.3
# Labels are placed by estimated widths: the drawing is a little wider than what they are placed for.
_AIR = 1.02


class Plan(NamedTuple):
    """A drawing that fits: its view, its scale, how far its lines lie apart, its width and height on the card."""

    view: View
    scale: float
    pitch: float
    width: float
    height: float


def title(brief: Brief) -> tuple[str, str]:
    """Return how soon after the coup the French were gone and where the Russians came first; what is counted."""
    return findings_regimes.finding(brief.view), findings_regimes.subtitle(brief.view)


def draw(card: Card, box: Box) -> None:
    """Draw the body: the numbers beside or over the drawing; where that has no room, the milestones in words."""
    view, words = card.view, card.words
    if not view.countries:
        said = words.say("No country is chosen, so there is nothing to show.")
    elif not (after := aftermaths(view.store, view.countries)):
        said = words.say("The record has no coup in these countries, so there is nothing to count from.")
    else:
        _fill(card, box, after)
        return
    card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)


def _fill(card: Card, box: Box, after: tuple[Aftermath, ...]) -> None:
    listed = card.brief.has("numbers") and bool(brief_lags.groups(card))
    readable = _AIR * card.size.small / _SMALLEST
    widest = box.width - _GAP - card.size.row * 13
    if not card.size.is_tall and listed and widest >= aligned.NARROWEST * readable:
        roomy = min(box.width - _GAP - card.size.row * 18, aligned.NARROWEST * _AIR * card.size.scale)
        wide = max(aligned.NARROWEST * readable, roomy)
        chart = Box(box.right - wide, box.y, wide, box.height)
        plan = _plan(card, chart, box.width)
        if plan:
            _beside(card, box, chart, plan, after)
            return
    y = box.y
    if listed:
        y = brief_lags.over(card, box, after) + card.size.row
    below = Box(box.x, y, box.width, box.bottom - y)
    plan = _plan(card, below, box.width) if box.width >= _LEAST * readable else None
    if plan:
        _chart(card, below, plan, after)
        _under(card, below, plan)
    else:
        _in_words(card, below)


def _plan(card: Card, box: Box, foot: float) -> Plan | None:
    """Return the drawing that fits over a foot of some width, with France and Russia alone if need be."""
    scale = min(card.size.scale, max(box.width / (aligned.NARROWEST * _AIR), card.size.small / _SMALLEST))
    pair = tuple(group for group in card.view.senders if group in ("FRA", "RUS"))
    for view in (card.view, card.view.but(senders=pair)):
        natural = sum(row.height for row in aligned.rows(view, pitch=1))
        room = box.height - _foot_height(card, foot, view)
        # Coups without a single stay are no drawing.
        seen = aligned.shown(view)
        pitch = min((room / scale - aligned.TOP - aligned.FOOT) / natural, _FARTHEST) if seen else 0
        if pitch >= _NEAREST:
            height = (natural * pitch + aligned.TOP + aligned.FOOT) * scale
            return Plan(view, scale, pitch, box.width, height)
    return None


def _beside(card: Card, box: Box, chart: Box, plan: Plan, after: tuple[Aftermath, ...]) -> None:
    tops = [chart.y + (aligned.TOP + row.top) * plan.scale + 4 for row in aligned.rows(plan.view, pitch=plan.pitch)]
    left = Box(box.x, box.y, chart.x - box.x - _GAP, plan.height)
    brief_lags.beside(card, left, after, tops)
    for top in tops[1:]:
        card.pen.line([(left.x, top - 4), (left.right, top - 4)], card.ground.rule, 1)
    _chart(card, chart, plan, after)
    _under(card, box, plan)


def _chart(card: Card, box: Box, plan: Plan, after: tuple[Aftermath, ...]) -> None:
    for one in after:
        _note(card, one)
    _note_stays(card, plan.view)
    width = box.width / plan.scale
    placed = min(aligned.NARROWEST, width / _AIR)
    figure = aligned.figure(plan.view, pitch=plan.pitch, width=placed)
    pen = card.pen.at(box.x, box.y, plan.scale, (width, plan.height / plan.scale))
    ink_plotly.draw(pen, figure, width)


def _note(card: Card, one: Aftermath) -> None:
    """Keep what the drawing says of a country's other coups and of announcements for the notes."""
    words, zero = card.words, one.lag.coup_date.toordinal()
    for event in (*one.others, *one.steps):
        days = Days(event["date_min"] - zero, event["date_max"] - zero)
        what = words.say("day {n}: {event}", n=said_days(card.view, days), event=event[f"title_{card.view.lang}"])
        country = words.word("country", one.lag.country)
        card.note(words.say("{country}: {what}", country=country, what=what), event["source_ids"])


def _note_stays(card: Card, view: View) -> None:
    """Keep the stays that the drawing shows for the notes, with their sources."""
    words = card.words
    for stay in aligned.shown(view):
        what = words.clauses(
            [words.word("sender_group", stay.group), words.span(stay.start, stay.end, stay.last_seen)]
        )  # fmt: skip
        said = words.say("{country}: {what}", country=words.word("country", stay.country), what=what)
        card.note(said, stay.source_ids)


def _under(card: Card, box: Box, plan: Plan) -> None:
    """Write the signs and the cautions under a drawing; milestones where there is room left."""
    y = box.y + plan.height + 8
    y = card.legend(Box(box.x, y, box.width, 0), signs(plan.view)) + 4
    said = _cautions(card, plan.view)
    y = card.paragraph(box.x, y, box.width, said, card.size.small, card.ground.ink2)
    card.note(said)
    if box.bottom - y > card.size.row * 12:
        zero = milestones.headlines(card.view.store, card.view.countries)
        brief_milestones.draw(card, Box(box.x, y + card.size.row, box.width, box.bottom - y - card.size.row), zero)


def _in_words(card: Card, box: Box) -> None:
    """Write the milestones as a table, and that order is not cause."""
    said, small = signs_regimes.not_cause(card.view), card.size.small
    tall = small * _LEADING * len(ink_fonts.wrap(said, small, 400, box.width))
    zero = milestones.headlines(card.view.store, card.view.countries)
    y = brief_milestones.draw(card, box._replace(height=box.height - tall - 12), zero)
    card.paragraph(box.x, y + 12, box.width, said, small, card.ground.ink2)
    card.note(said)


def _foot_height(card: Card, width: float, view: View) -> float:
    said, small = _cautions(card, view), card.size.small
    tall = small * _LEADING * len(ink_fonts.wrap(said, small, 400, width))
    return card.legend_height(width, signs(view)) + tall + 14


def _cautions(card: Card, view: View) -> str:
    """Say that order is not cause, and which forces the drawing leaves out."""
    words, said = card.words, [signs_regimes.not_cause(card.view)]
    if view.senders != card.view.senders and {"USA", "UN"} & set(card.view.senders):
        said.append(words.say("For want of room only French and Russian forces are drawn."))
    elif {"EUR", "OTHER"} & set(view.senders):
        said.append(words.say("European and other forces are not in this chart; the timeline has them."))
    return " ".join(said)
