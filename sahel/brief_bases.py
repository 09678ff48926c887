"""The body of the card "Base hand-overs": sites with their occupants through time, who has them, the latest changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sahel import bases, brief_handovers, findings_bases, ink_svg, signs_bases
from sahel.bases import HOLDERS, HOST, Base
from sahel.bases_bars import Axis, definitions, edge, fill
from sahel.bases_chart import axis_of, chart
from sahel.bases_lines import LETTERS, has_room, plan
from sahel.bases_words import holder_name, now
from sahel.brief import Brief
from sahel.brief_card import Box, Card, Sign
from sahel.lanes import text_width
from sahel.marks import mark
from sahel.signs_timeline import Picture
from sahel.vocabulary import SENDER_GROUPS

# In px of the screen: the lowest line of a site, what stands over the first and under the last one.
_LINE, _HEAD, _FOOT = 22.0, 24.0, 4.0
_GAP = 44
# How much of the body the latest hand-overs take: of its height on an upright card, else of its width.
_SHARE, _SIDE = 0.34, 0.26


class _Drawing(NamedTuple):
    """The sites that fit, the axis of their bars, and the px of the screen that the drawing takes."""

    found: tuple[Base, ...]
    axis: Axis
    width: float
    height: float


def title(brief: Brief) -> tuple[str, str]:
    """Return the finding of the day and what is drawn of it."""
    return findings_bases.finding(brief.view), findings_bases.subtitle(brief.view)


def draw(card: Card, box: Box) -> None:
    """Draw the body; on an upright card the latest hand-overs stand under the sites."""
    view, words = card.view, card.words
    chosen = view.countries and view.senders
    found = bases.bases(view, "handovers") if chosen else ()
    if not found:
        said = words.say("The record has no site where these forces have been.")
        if not chosen:
            said = words.say("No country or no sender is chosen, so there is nothing to show.")
        card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)
    elif not card.brief.has("numbers"):
        _sites(card, box, found)
    elif card.size.is_tall:
        tall = brief_handovers.height(card, box.width, box.height * _SHARE)
        brief_handovers.draw(card, box._replace(y=box.bottom - tall, height=tall))
        _sites(card, box._replace(height=box.height - tall - card.size.row), found)
    else:
        wide = box.width * _SIDE
        brief_handovers.draw(card, box._replace(x=box.right - wide, width=wide))
        _sites(card, box._replace(width=box.width - wide - _GAP), found)


def _sites(card: Card, box: Box, found: tuple[Base, ...]) -> None:
    """Draw as many sites as fit with their legend under them, and say how many more there are."""
    scale, small = _scale(card), card.size.small
    drawn = _fitted_with_legend(card, box, found)
    body, _ = chart(card.view, drawn.found, drawn.axis, "", str, by_country=False, width=drawn.width)
    _note(card, drawn)
    ink_svg.draw(card.pen.at(box.x, box.y, scale), body)
    y = box.y + drawn.height * scale + small * 0.3
    if left := len(found) - len(drawn.found):
        said = card.words.say_n(
            "{n} more site is not drawn; those with most hand-overs come first.",
            "{n} more sites are not drawn; those with most hand-overs come first.",
            left,
        )
        y = card.paragraph(box.x, y, box.width, said, small, card.ground.ink2, most=1)
    card.legend(box._replace(y=y + small * 0.4), _signs(card, [_in_sight(base, drawn.axis) for base in drawn.found]))


def _fitted_with_legend(card: Card, box: Box, found: tuple[Base, ...]) -> _Drawing:
    """Return the sites that fit beside the legend of all sites, or beside their own where that is lower."""

    def under(shown: Sequence[Base]) -> float:
        return card.legend_height(box.width, _signs(card, shown)) + card.size.small * 2

    drawn = _fitted(card, box._replace(height=box.height - under(found)), found)
    low = under([_in_sight(base, drawn.axis) for base in drawn.found])
    more = _fitted(card, box._replace(height=box.height - low), found)
    return more if under([_in_sight(base, more.axis) for base in more.found]) <= low else drawn


def _in_sight(base: Base, axis: Axis) -> Base:
    """Return a site with only those hand-overs and gaps that the drawing shows."""
    one = base.site
    handed = tuple(it for it in one.handovers if axis.left <= axis.x((it.low + it.high + 1) / 2) <= axis.right)
    return base._replace(site=one._replace(handovers=handed, gaps=tuple(it for it in one.gaps if has_room(it, axis))))


def _scale(card: Card) -> float:
    """Return how much larger than on the screen it is drawn: so that the smallest text is not under `size.small`."""
    return max(card.size.scale, card.size.small / LETTERS)


def _fitted(card: Card, box: Box, found: tuple[Base, ...]) -> _Drawing:
    """Return the first sites that a box holds, their lines a little higher where there is room to spare."""
    scale = _scale(card)
    room, tall, shown = box.height / scale, _HEAD + _FOOT, list[Base]()
    for base in found:
        tall += plan(base.site, 0, _LINE).height
        if tall > room and shown:
            break
        shown.append(base)
    kept = tuple(shown)
    height = _HEAD + _FOOT + sum(plan(base.site, 0, _LINE).height for base in kept)
    return _Drawing(kept, _axis(card, box.width / scale, kept), box.width / scale, height)


def _axis(card: Card, width: float, found: Sequence[Base]) -> Axis:
    """Return the axis between the names of the sites and who has them, which take what they need, up to a share."""
    view, words = card.view, card.words
    names = [
        text_width(base.name, 13.2, True) + text_width(words.word("country", base.site.country), LETTERS) + 32
        for base in found
    ]
    held = [sum(text_width(now(view, base, one), 13) + 39 for one in base.holders) for base in found]
    head = text_width(words.say("On {day}", day=words.day(view.on)), 13, True) + 16
    left = min(max(names), width * 0.27)
    right = width - max(min(max(held), width * 0.27), head) - 14
    return axis_of(view, since_first=False, left=left, right=right)


def _note(card: Card, drawn: _Drawing) -> None:
    """Tell the notes who has each drawn site, then who was there in the time shown, each with its sources."""
    view, words = card.view, card.words
    for base in drawn.found:
        card.pen.marked(f"site {base.site.place_id}")
        for one in base.holders:
            card.note(words.say("{place}: {who}", place=base.name, who=now(view, base, one)), one.source_ids)
    for base in drawn.found:
        for stay in base.site.stays:
            if stay.is_open or stay.end_max >= drawn.axis.first:
                who = holder_name(view, stay.group, stay.country)
                span = words.span(stay.start, stay.end, stay.last_seen)
                said = words.say("{force}: {dates}", force=who, dates=span)
                card.note(words.say("{place}: {who}", place=base.name, who=said), stay.source_ids)


def _signs(card: Card, found: Sequence[Base]) -> list[Sign]:
    """Return holders in house order, then the signs and ends that are in view."""
    view = card.view
    shown = {stay.group for base in found for stay in base.site.stays}
    holders = [_holder(card, holder) for holder in HOLDERS if holder in shown]
    return holders + [_sign(one) for one in (*signs_bases.signs(view, found), *signs_bases.ends(view, found))]


def _holder(card: Card, holder: str) -> Sign:
    theme, words = card.view.theme, card.words
    if holder in SENDER_GROUPS:
        body = definitions(theme) + mark(holder, theme, "present", -14, 0, 5.2)
        body += f'<rect x="-4" y="-5" width="24" height="10" fill="url(#base-{holder})"/>'
        return Sign(body, words.word("sender_group", holder), 20)
    said = words.say("host state") if holder == HOST else words.say("armed group")
    paint = f'fill="{fill(holder, theme)}" stroke="{edge(holder, theme)}" stroke-width=".8"'
    return Sign(f'<rect x="-12" y="-5" width="24" height="10" {paint}/>', said, 12)


def _sign(one: Picture) -> Sign:
    return Sign(f'<g transform="translate({-one.width / 2:g} -7)">{one.body}</g>', one.said, one.width / 2)
