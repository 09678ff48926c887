"""The body of the card "Situation of a day": the map, what a briefer would say, the signs, three years before."""

from __future__ import annotations

from collections.abc import Sequence

from sahel import brief_strip, facts_of_day, findings_map, ink_fonts, situation
from sahel.brief import Brief
from sahel.brief_card import Box, Card, Sign
from sahel.brief_map import day_map, signs
from sahel.facts_of_day import Fact
from sahel.sites import TRACE_DAYS, Site, plates, sites

_GAP = 36
# Between two facts in px, and from the left edge to a fact's words in sizes of its figure.
_BETWEEN, _INSET = 18, 1.25
_MOST = 4


def title(brief: Brief) -> tuple[str, str]:
    """Return what holds on the day, and whose forces, where, when and as which record knows it."""
    view = brief.view
    said = view.words.say(
        "{sentence}, as the record of {cutoff} knows it", sentence=view.on_sentence(),
        cutoff=view.words.day(view.store.cutoff),
    )  # fmt: skip
    return situation.finding(view), said


def draw(card: Card, box: Box) -> None:
    """Draw the body; on an upright card the facts stand under the map."""
    if not card.view.countries or not card.view.senders:
        said = card.words.say("No country or no sender is chosen, so there is nothing to show.")
        card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)
        return
    found = plates(sites(card.view, trace_days=TRACE_DAYS))
    # A square has no room for the years before.
    strip = brief_strip.height(card) if card.size.height != card.size.width else 0
    above = box._replace(height=box.height - (strip + 22 if strip else 0))
    shown = legend(card, found, with_rule=bool(strip))
    # Facts come first: their sources have the first numbers.
    if card.size.is_tall:
        tall = min(box.width / 1.72, above.height * 0.52)
        legend_top = above.y + tall + 12
        y = legend_top + card.legend_height(above.width, shown)
        told(card, Box(above.x, y + 12, above.width, above.bottom - y - 12), _MOST)
        day_map(card, above._replace(height=tall), found)
        card.legend(above._replace(y=legend_top), shown)
    else:
        wide = min(above.height * 1.86, above.width * 0.6)
        right = Box(above.x + wide + _GAP, above.y, above.width - wide - _GAP, above.height)
        tall = card.legend_height(right.width, shown)
        told(card, right._replace(height=right.height - tall - 12), _MOST)
        day_map(card, above._replace(width=wide), found)
        card.legend(right._replace(y=right.bottom - tall), shown)
    if strip:
        brief_strip.draw(card, Box(box.x, above.bottom + 22, box.width, strip))


def told(card: Card, box: Box, most: int) -> None:
    """Write the facts of the day, most telling first: mark, large figure, what it means and who says so.

    Where room is short the figures are made smaller; a fact that does not stand whole is left out.
    """
    found = facts_of_day.facts(card.view)
    if not found or not card.brief.has("numbers"):
        said = findings_map.finding(card.view) if found else card.words.say("The record has nothing for this day.")
        card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)
        return
    numbers = [card.note(f"{fact.large}: {fact.said}", fact.source_ids) for fact in found]
    sizes = [card.size.big * share for share in (1, 0.85, 0.72)]
    fitting = [_fitting(card, box, found[:most], large) for large in sizes]
    large = sizes[fitting.index(max(fitting))]
    shown = list(range(max(fitting)))
    if not shown:
        # A lesser fact that stands whole is better than the first one without its claimant.
        shown = [i for i, fact in enumerate(found) if _fitting(card, box, [fact], large)][:1]
    y = box.y
    for i in shown:
        if y > box.y:
            card.pen.line([(box.x, y - 8), (box.right, y - 8)], card.ground.rule, 1)
        y = _fact(card, box._replace(y=y), found[i], numbers[i], large) + _BETWEEN


def _fitting(card: Card, box: Box, found: Sequence[Fact], large: float) -> int:
    """Return how many facts, in their order and whole, a box holds with figures of this size."""
    room, y = box.width - large * _INSET, box.y
    for i, fact in enumerate(found):
        # Raised numbers of sources may take the last word to another line.
        figures, said = (
            ink_fonts.wrap(fact.large, large, 600, room),
            ink_fonts.wrap(fact.said, card.size.row, 400, room - 40),
        )
        y += large * 1.24 * len(figures) + card.size.row * 1.24 * len(said) - large * 0.1 + _BETWEEN
        if y - _BETWEEN > box.bottom:
            return i
    return len(found)


def _fact(card: Card, box: Box, fact: Fact, numbers: tuple[int, ...], large: float) -> float:
    """Write one fact, never cut, from the top of a box and return its lower edge."""
    card.mark(fact.group, fact.state, box.x + large * 0.5, box.y + large * 0.62, large * 0.33)
    x, room = box.x + large * _INSET, box.width - large * _INSET
    bottom = card.paragraph(x, box.y, room, fact.large, large, weight=600)
    return card.paragraph(x, bottom - large * 0.1, room, fact.said, card.size.row, card.ground.ink2, numbers=numbers)


def legend(card: Card, found: tuple[Site, ...], with_rule: bool) -> list[Sign]:
    """Return the signs of the map and, if it is drawn, those of the strip."""
    return signs(card, found) + (brief_strip.signs(card) if with_rule else [])
