"""The body of the card "Numbers of one force": claims as marks, and the most telling ones with their claimants."""

from __future__ import annotations

from typing import NamedTuple

from sahel import brief_claims, charts, charts_words, ink_fonts, ink_plotly
from sahel.brief import Brief
from sahel.brief_card import Box, Card, Sign
from sahel.charts_frame import Frame
from sahel.claims import OTHER_MEASURES, Claim, Question, claims, gaps
from sahel.families import offered
from sahel.findings_numbers import finding, plain
from sahel.findings_numbers import subtitle as told_subtitle
from sahel.view import View

# The panels of the drawing, the most telling first.
_ORDER = ("country", "place", "words", "region", *OTHER_MEASURES)
# Heights of its scale in px of the screen: at the least, so that a second panel is worth it, and at the most.
_LOWEST, _ENOUGH, _HIGHEST = 150.0, 200.0, 540.0
_GAP, _LEADING = 40, 1.24
# Labels are placed by estimated widths: the drawing is a little wider than what they are placed for.
_AIR = 0.97


class Plan(NamedTuple):
    """A drawing that fits: its panels, the height of its scale, the width for its labels, its height, what is below."""

    keys: tuple[str, ...]
    tall: float
    width: float
    height: float
    signs: list[Sign]
    left_out: str
    foot: float


def question(brief: Brief, view: View) -> Question | None:
    """Return what the card asks: its force, or the first one that the view offers, and its country, or the first.

    None where the view offers nothing, or not the force that is named.
    """
    families = offered(view)
    wanted = brief.force or next(iter(families), "")
    if wanted not in families:
        return None
    family, countries = families[wanted]
    return Question(view, family, brief.country if brief.country in countries else countries[0])


def title(brief: Brief) -> tuple[str, str]:
    """Return the finding and what is shown of whom, where and when."""
    asked = question(brief, brief.view)
    if asked is None:
        return brief.view.range_sentence(), brief.view.words.say("Every claim about how many, with its claimant.")
    return finding(asked), told_subtitle(asked)


def draw(card: Card, box: Box) -> None:
    """Draw the body: the drawing and, beside or below it, the claims; an empty view says so."""
    asked, words = question(card.brief, card.view), card.words
    if asked is None:
        said = words.say("The record has no figure for the senders and countries that are chosen.")
    elif not claims(asked):
        said = words.say("{view}: nobody in this record gives a figure. That is not zero.", view=plain(asked))
    else:
        _fill(card, box, asked)
        return
    card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)


def _fill(card: Card, box: Box, asked: Question) -> None:
    listed, shown = card.brief.has("numbers"), tuple[Claim, ...]()
    share = _share(card, box) if listed else 1.0
    if card.size.is_tall:
        chart = box._replace(height=box.height * share)
        plan = _plan(card, asked, chart)
        top = box.y + plan.height * card.size.scale + plan.foot + 16
        beside = Box(box.x, top, box.width, box.bottom - top)
    else:
        chart = box._replace(width=box.width * share - _GAP * (share < 1))
        plan = _plan(card, asked, chart)
        left = box.x + box.width * share
        beside = Box(left, box.y, box.right - left, box.height)
    # The list comes first: its sources have the first numbers.
    if listed:
        shown = brief_claims.draw(card, beside, asked)
    for claim in claims(asked):
        if claim not in shown:
            card.note(brief_claims.claim_said(card, claim), claim.source_ids)
    for said in charts_words.trimmed(asked):
        card.note(said)
    _chart(card, chart, asked, plan)


def _share(card: Card, box: Box) -> float:
    """Return how much of the box the drawing has; on a long page there is room for a second panel."""
    if not card.size.is_tall:
        return 0.6
    return 0.68 if box.height / card.size.scale > 800 else 0.58


def _chart(card: Card, box: Box, asked: Question, plan: Plan) -> None:
    """Draw the drawing, the signs that it uses and what it leaves out."""
    scale = card.size.scale
    figure, width = charts.figure(asked, plan.width, plan.keys, plan.tall), box.width / scale
    ink_plotly.draw(card.pen.at(box.x, box.y, scale, (width, plan.height)), figure, width)
    top = box.y + plan.height * scale + 6
    y = card.legend(Box(box.x, top, box.width, plan.foot), plan.signs)
    if plan.left_out:
        card.paragraph(box.x, y + 4, box.width, plan.left_out, card.size.small, card.ground.ink2)
        card.note(plan.left_out)


def _plan(card: Card, asked: Question, box: Box) -> Plan:
    """Return the drawing with as many panels as fit into a box, its scale as high as the room allows."""
    width = box.width / card.size.scale * _AIR
    every = charts.frame_of(asked, width)
    there = sorted((panel.key for panel in every.panels), key=_ORDER.index)
    keys = there[:1]
    for key in there[1:]:
        if _needed(card, asked, every, (*keys, key), box, _ENOUGH) <= box.height:
            keys.append(key)
    least = _needed(card, asked, every, tuple(keys), box, _LOWEST)
    tall = min(_LOWEST + max(box.height - least, 0) / card.size.scale, _HIGHEST)
    frame = charts.frame_of(asked, width, tuple(keys), tall)
    height = sum(charts.room(frame)) + charts.BOTTOM
    signs, said = _signs(asked, frame), _left_out(card, every, tuple(keys))
    return Plan(tuple(keys), tall, width, height, signs, said, _foot(card, box.width, signs, said))


def _needed(card: Card, asked: Question, every: Frame, keys: tuple[str, ...], box: Box, tall: float) -> float:
    """Return how many px of the card some panels and what stands under them take, the scale of some height."""
    frame = charts.frame_of(asked, every.width, keys, tall)
    foot = _foot(card, box.width, _signs(asked, frame), _left_out(card, every, keys))
    return (sum(charts.room(frame)) + charts.BOTTOM) * card.size.scale + foot


def _foot(card: Card, width: float, signs: list[Sign], left_out: str) -> float:
    tall = card.legend_height(width, signs) + 6
    small = card.size.small
    return tall + (small * _LEADING * len(ink_fonts.wrap(left_out, small, 400, width)) + 8 if left_out else 0)


def _signs(asked: Question, frame: Frame) -> list[Sign]:
    """Return the signs of the panels of a frame."""
    known = tuple(claim for panel in frame.panels for claim in panel.claims)
    hatched = bool(gaps(asked)) and any(panel.key == "country" for panel in frame.panels)
    half = charts_words.SIGN / 2
    return [
        Sign(f'<g transform="translate(-{half:g},-{half:g})">{body}</g>', said, half)
        for body, said in charts_words.used_signs(asked, known, hatched)
    ]


def _left_out(card: Card, every: Frame, keys: tuple[str, ...]) -> str:
    """Return which panels have no room, and how many claims each holds; "" if all are there."""
    words = card.words
    parts = [
        words.say_n("{what} ({n} claim)", "{what} ({n} claims)", len(panel.claims), what=_named(panel.title))
        for panel in every.panels
        if panel.key not in keys
    ]
    return words.say("Not drawn for want of room: {list}.", list=words.clauses(parts)) if parts else ""


def _named(title: str) -> str:
    name = title.partition(":")[0].strip()
    return name[:1].lower() + name[1:]
