"""Three years before a day on one strip: rule as bands, each sender's stays as bars with honest ends, coups through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sahel import ink_fonts
from sahel import theme as look
from sahel.aftermath import stays
from sahel.brief_card import Box, Card, Sign
from sahel.brief_timeline_notes import note_reign, note_stay
from sahel.dates import OPEN, precision
from sahel.ink import dots, polygon, stripes
from sahel.queries import PRESUMED_DAYS
from sahel.reigns import happenings, reigns_in
from sahel.spells import Spell
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

YEARS = 3
_SLICES = 8
# In px of the screen: band of rule, bar, step from bar to bar, room over the first country and between countries.
_BAND, _BAR, _STEP, _AXIS, _GAP = 9.0, 5.6, 8.0, 17.0, 7.0


def window(view: View) -> View:
    """Return the view with the three years before its day as its range."""
    start = date(view.on.year - YEARS, view.on.month, 1)
    return view.but(start=start, end=view.on)


def _shown(view: View, country: str) -> list[tuple[str, list[Spell]]]:
    """Return each named sender's stays that touch the range, in the order of senders."""
    first, last = view.start.toordinal(), view.end.toordinal()
    found = []
    for group in SENDER_GROUPS[:-1]:
        mine = [stay for stay in stays(view.store, country, group) if stay.start_min <= last and _last(stay) >= first]
        if mine and group in view.senders:
            found.append((group, mine))
    return found


def _last(stay: Spell) -> int:
    return stay.end_min + PRESUMED_DAYS if stay.is_open else stay.end_max


def height(card: Card) -> float:
    """Return how high the strip of a card's day is, in px."""
    view, scale = window(card.view), card.size.scale
    return scale * (_AXIS + sum(_row(view, country) for country in view.countries))


def _row(view: View, country: str) -> float:
    return _BAND + 3 + _STEP * max(len(_shown(view, country)), 1) + _GAP


def draw(card: Card, box: Box) -> None:
    """Draw the strip into a box as wide as wanted; its height is its own."""
    view, scale, ground = window(card.view), card.size.scale, card.ground
    small = card.size.small
    gutter = max(
        ink_fonts.width(view.words.word("country", country), card.size.row, 600) for country in view.countries
    ) + 20  # fmt: skip
    left, right = box.x + gutter, box.right - ink_fonts.width("2024", small) - 4
    first, last = view.start.toordinal(), view.end.toordinal()

    def x(day: float) -> float:
        return left + (min(max(day, first), last + 1) - first) / (last + 1 - first) * (right - left)

    foot = box.y + height(card)
    for year in range(view.start.year, view.end.year + 1):
        at = x(date(year, 1, 1).toordinal())
        if date(year, 1, 1) >= view.start:
            card.pen.line([(at, box.y + small), (at, foot)], ground.grid, 1)
            card.pen.text(at + 5, box.y + small * 0.95, str(year), small, ground.ink2)
    y = box.y + _AXIS * scale
    for country in view.countries:
        tall = _row(view, country) * scale
        card.pen.line([(box.x, y - 2), (box.right, y - 2)], ground.rule, 1)
        name = view.words.word("country", country)
        card.pen.text(box.x, y + card.size.row * 0.95, name, card.size.row, ground.ink, weight=600)
        _country(card, view, country, x, y)
        y += tall
    card.pen.line([(right, box.y + small * 0.2), (right, foot)], ground.ink, 2)


def _country(card: Card, view: View, country: str, at: Callable[[float], float], y: float) -> None:
    scale, ground = card.size.scale, card.ground
    for reign in reigns_in(view, country):
        note_reign(card, country, reign)
        left, right = at(reign.first), at(reign.last)
        card.pen.rect(left, y + 2, right - left, _BAND * scale, look.rule_fill(reign.kind, view.theme))
        if reign.kind == "interim":
            lines = stripes(left, y + 2, right - left, _BAND * scale, "/", 7)
            if lines is not None:
                card.pen.path(lines, "", look.alpha(ground.ink2, 0.4), 1)
        card.pen.rect(left, y + 2, right - left, _BAND * scale, "", stroke=ground.rule, line=0.7)
    top = y + 2 + (_BAND + 3) * scale
    shown = _shown(view, country)
    for i, (group, mine) in enumerate(shown):
        for stay in mine:
            note_stay(card, country, stay)
            _stay(card, group, stay, at, top + i * _STEP * scale)
    foot = top + max(len(shown), 1) * _STEP * scale
    for event in happenings(view, country):
        if event["kind"] == "coup" and view.start.toordinal() <= event["date_min"] <= view.end.toordinal():
            day = at(event["date_min"])
            card.pen.line([(day, y), (day, foot)], ground.ink, 1.4 * scale)
            half = 4.2 * scale
            card.pen.path(polygon([(day - half, y - 1), (day + half, y - 1), (day, y + 1.5 * half)]), ground.ink)
            card.pen.marked(f"coup {country}")


def _stay(card: Card, group: str, stay: Spell, at: Callable[[float], float], y: float) -> None:
    """Draw one stay: caps where the day is known, fades as long as the doubt, dashes where it is not admitted."""
    theme, tall = card.view.theme, _BAR * card.size.scale
    full, keyline = look.fill(group, theme), look.edge(group, theme)
    end_min, end_max = (_last(stay), _last(stay)) if stay.is_open else (stay.end_min, stay.end_max)
    first, last = at(stay.start_max), at(end_min + 1)
    card.pen.marked(f"stay {group}")
    if stay.standing != "acknowledged":
        left, right = at(stay.start_min), at(end_max + 1)
        if right > left:
            card.pen.rect(
                left, y, right - left, tall, "" if stay.standing == "denied" else look.alpha(full, look.UNCERTAIN),
                stroke=keyline, line=1.1, dash="4,3",
            )  # fmt: skip
        return
    if last > first:
        card.pen.rect(first, y, last - first, tall, full)
        ink = look.pattern_ink(theme)
        pattern = look.PATTERNS[group]
        strokes = dots(first, y, last - first, tall, 5, 1) if pattern == "." else stripes(
            first, y, last - first, tall, pattern, 6
        )  # fmt: skip
        if strokes is not None:
            card.pen.path(strokes, ink if pattern == "." else "", "" if pattern == "." else ink, 1.3)
    _fade(card, full, at(stay.start_min), first, y, tall)
    _fade(card, full, at(end_max + 1), last, y, tall)
    if precision(stay.start) == "day" and at(stay.start_min) > at(0):
        card.pen.rect(first - 1, y - 2, 2, tall + 4, keyline)
    if stay.end != OPEN and precision(stay.end) == "day" and at(stay.end_max) < at(card.view.on.toordinal()):
        card.pen.rect(last - 1, y - 2, 2, tall + 4, keyline)


def _fade(card: Card, full: str, faint: float, solid: float, y: float, tall: float) -> None:
    step = (solid - faint) / _SLICES
    if abs(step) < 0.4:
        return
    for i in range(_SLICES):
        left = min(faint + i * step, faint + (i + 1) * step)
        card.pen.rect(left, y, abs(step), tall, full, opacity=(i + 0.5) / _SLICES)


def signs(card: Card) -> list[Sign]:
    """Return the signs of the strip: kinds of rule in view, and the coup if there is one."""
    view, words, ground = window(card.view), card.words, card.ground
    kinds = {reign.kind for country in view.countries for reign in reigns_in(view, country)}
    found = []
    for kind in ("elected", "interim", "one_party", "military"):
        if kind in kinds:
            fill = look.rule_fill(kind, view.theme)
            swatch = f'<rect x="-12" y="-5" width="24" height="10" fill="{fill}" stroke="{ground.rule}"/>'
            found.append(Sign(swatch, words.word("regime_kind", kind), 12))
    events = [event for country in view.countries for event in happenings(view, country)]
    if any(event["kind"] == "coup" for event in events):
        found.append(Sign(f'<path d="M-5.5 -4h11l-5.5 9.5z" fill="{ground.ink}"/>', words.say("coup")))
    return found
