"""Bars of occupants as SVG with honest ends: caps, fades, rails, dashes; stone for hosts and armed groups."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import NamedTuple

from sahel import theme as look
from sahel.bases import ARMED, HOST, force_word
from sahel.marks import bar_pattern, svg_uri
from sahel.spells import Spell, is_sharp
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

LEAST_FADE = 7.0


class Axis(NamedTuple):
    """Days as px: the first and last day shown, the day after the cut-off, the left and right edge."""

    first: int
    last: int
    cut: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """Return the px of the morning of a day, inside the drawing or not."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)

    def inside(self, day: float) -> float:
        """Return the px of a day, held inside the drawing."""
        return min(max(self.x(day), self.left), self.right)


def fill(holder: str, theme: str) -> str:
    """Return the colour of a holder's bars: a sender's, stone for the host, dark stone for an armed group."""
    ground = look.ground(theme)
    return {HOST: ground.rule, ARMED: ground.ink3}.get(holder) or look.fill(holder, theme)


def edge(holder: str, theme: str) -> str:
    """Return the colour of the outline and caps of a holder's bars."""
    ground = look.ground(theme)
    return {HOST: ground.ink3, ARMED: ground.ink2}.get(holder) or look.edge(holder, theme)


@lru_cache(maxsize=32)
def swatch(holder: str, theme: str) -> str:
    """Return a short bar of a holder as a data URI of 18 by 18 px."""
    pattern = f"<defs>{bar_pattern(holder, theme, 'p')}</defs>" if holder in SENDER_GROUPS else ""
    paint = "url(#p)" if pattern else fill(holder, theme)
    box = f'<rect x="1" y="5" width="16" height="8" fill="{paint}" stroke="{edge(holder, theme)}" stroke-width=".8"/>'
    return svg_uri(pattern + box, 18, 18)


def definitions(theme: str) -> str:
    """Return the patterns and fades that the bars name, once a drawing."""
    paper = look.ground(theme).paper
    patterns = "".join(bar_pattern(group, theme, f"base-{group}") for group in SENDER_GROUPS)
    stops = f'<stop offset="0" stop-color="{paper}"/><stop offset="1" stop-color="{paper}" stop-opacity="0"/>'
    ways = (("start", "0", "1"), ("end", "1", "0"))
    fades = "".join(
        f'<linearGradient id="base-{name}" x1="{x1}" y1="0" x2="{x2}" y2="0">{stops}</linearGradient>'
        for name, x1, x2 in ways
    )
    return f"<defs>{patterns}{fades}</defs>"


def _doubt(form: str) -> float:
    return 0.0 if is_sharp(form) or form == ".." else LEAST_FADE


def _edges(stay: Spell, axis: Axis) -> tuple[float, float, float, float]:
    """Return in px where a stay may begin, surely holds from, surely holds to, and may end."""
    start, end = sorted((axis.x(stay.start_max), axis.x(stay.end_min + 1)))
    faint_start = min(axis.x(stay.start_min), start - _doubt(stay.start))
    faint_end = end if stay.is_open else max(axis.x(stay.end_max + 1), end + _doubt(stay.end))
    return faint_start, start, end, faint_end


def extent(stay: Spell, axis: Axis) -> tuple[float, float]:
    """Return the px between which a stay is drawn, fades, rails and arrow included."""
    faint_start, _, _, faint_end = _edges(stay, axis)
    last = axis.x(axis.cut) + 7 if stay.is_open else faint_end
    return max(faint_start, axis.left), min(max(last, axis.left), axis.right)


def draw(view: View, stay: Spell, axis: Axis, y: float, bar: float) -> str:
    """Return the bar of a stay on the line `y`, `bar` px high."""
    faint_start, start, end, faint_end = _edges(stay, axis)
    if faint_end <= axis.left and not stay.is_open:
        return _earlier(view, stay, axis, y)
    colour, top = edge(stay.group, view.theme), y - bar / 2
    left, right = max(faint_start, axis.left), min(faint_end, axis.right)
    body = ""
    if right > left:
        body += f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bar:g}" {_paint(view, stay)}/>'
    for name, one, two in (("start", faint_start, start), ("end", end, faint_end)):
        if two > axis.left and two - one > 0.5:
            x, wide = max(one, axis.left) - 0.6, two - max(one, axis.left) + 1.2
            body += f'<rect x="{x:.1f}" y="{top - 0.7:.1f}" width="{wide:.1f}" height="{bar + 1.4:g}"'
            body += f' fill="url(#base-{name})"/>'
    body += _unsure(view, stay, axis, top, bar) + _ends(view, stay, axis, y, bar, colour)
    return f"<g><title>{escape(_told(view, stay))}</title>{body}</g>"


def _unsure(view: View, stay: Spell, axis: Axis, top: float, bar: float) -> str:
    """Make pale what lies between the doubts of two rows of a stay, where none surely holds."""
    if stay.standing != "acknowledged":
        return ""
    first, last = sorted((stay.start_max, stay.end_min + 1))
    days = [first, *(day for span in stay.sure for day in (span[0], span[1] + 1)), last]
    body = ""
    for begin, end in zip(days[::2], days[1::2], strict=True):
        left, right = axis.inside(begin), axis.inside(end)
        if right - left > 0.5:
            body += f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bar:g}"'
            body += f' fill="{look.ground(view.theme).paper}" opacity="{1 - look.UNCERTAIN:g}"/>'
    return body


def _paint(view: View, stay: Spell) -> str:
    """Return how a bar is filled: full with its pattern, pale and dashed if not acknowledged, empty if denied."""
    full = f"url(#base-{stay.group})" if stay.group in SENDER_GROUPS else fill(stay.group, view.theme)
    dashes = f'stroke="{edge(stay.group, view.theme)}" stroke-width="1" stroke-dasharray="3 2"'
    if stay.standing == "denied":
        return f'fill="none" {dashes}'
    if stay.standing != "acknowledged":
        return f'fill="{full}" fill-opacity="{look.UNCERTAIN}" {dashes}'
    outline = f' stroke="{edge(stay.group, view.theme)}" stroke-width=".8"' if stay.group in (HOST, ARMED) else ""
    return f'fill="{full}"{outline}'


def _ends(view: View, stay: Spell, axis: Axis, y: float, bar: float, colour: str) -> str:
    start, end = axis.x(stay.start_max), axis.x(stay.end_min + 1)
    proud, ink = bar / 2 + 1.5, look.ground(view.theme).ink
    body = ""
    if start < axis.left:
        x = axis.left + 2
        body += f'<path d="M{x + 4:g} {y - 3:.1f}L{x:g} {y:.1f}L{x + 4:g} {y + 3:.1f}" fill="none"'
        paper = look.ground(view.theme).paper if stay.standing == "acknowledged" and end > axis.left else colour
        body += f' stroke="{paper}" stroke-width="1.6"/>'
    elif is_sharp(stay.start):
        body += _cap(start, y, proud, colour, 2)
    if stay.is_open:
        body += _cap(end, y, proud, ink, 1.6) if end > axis.left else ""
        body += _rails(axis, max(end, axis.left), y, bar, colour)
    elif is_sharp(stay.end):
        body += _cap(end, y, proud, colour, 2)
    return body


def _cap(x: float, y: float, proud: float, colour: str, width: float) -> str:
    return f'<path d="M{x:.1f} {y - proud:.1f}V{y + proud:.1f}" stroke="{colour}" stroke-width="{width:g}"/>'


def _rails(axis: Axis, seen: float, y: float, bar: float, colour: str) -> str:
    """Draw what is not known to have ended: dotted from the last evidence to the cut-off, then an open arrow."""
    cut, half = axis.inside(axis.cut), bar / 2 - 2
    if seen >= cut:
        return ""
    rails = "".join(f"M{seen:.1f} {y + side:.1f}H{cut:.1f}" for side in (-half, half))
    arrow = f"M{cut:.1f} {y - half - 1.5:.1f}L{cut + 5:.1f} {y:.1f}L{cut:.1f} {y + half + 1.5:.1f}"
    return (
        f'<path d="{rails}" stroke="{colour}" stroke-width="1" stroke-dasharray="1 2"/>'
        f'<path d="{arrow}" fill="none" stroke="{colour}" stroke-width="1.4"/>'
    )


def _earlier(view: View, stay: Spell, axis: Axis, y: float) -> str:
    """Say by a small chevron that a stay lies before the days shown."""
    x = axis.left + 2
    return (
        f"<g><title>{escape(_told(view, stay))}</title>"
        f'<path d="M{x + 4:g} {y - 3:.1f}L{x:g} {y:.1f}L{x + 4:g} {y + 3:.1f}" fill="none"'
        f' stroke="{edge(stay.group, view.theme)}" stroke-width="1.6"/></g>'
    )


def _told(view: View, stay: Spell) -> str:
    names = view.words.join(dict.fromkeys(force_word(view, force) for force in stay.force_ids))
    span = view.words.span(stay.start, stay.end, stay.last_seen)
    said = view.words.say("{force}: {dates}", force=names, dates=span)
    if stay.standing == "acknowledged":
        return said
    return view.words.say("{date}, {standing}", date=said, standing=view.words.word("standing", stay.standing))
