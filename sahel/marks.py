"""The six sender marks and the power signs as small SVG pictures, the same on map, card, legend and export."""

from __future__ import annotations

import math
from functools import lru_cache
from urllib.parse import quote

from sahel import theme as look

STATES = ("present", "new", "ended", "uncertain", "old")


def _regular(sides: int, radius: float, turn: float) -> list[tuple[float, float]]:
    angles = [turn + 2 * math.pi * i / sides for i in range(sides)]
    return [(radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles]


def outline(group: str, radius: float) -> list[tuple[float, float]] | None:
    """Return the corners of a sender's mark about (0, 0), y down, of equal optical area; None for the circle."""
    if group == "USA":
        half = 0.89 * radius
        return [(-half, -half), (half, -half), (half, half), (-half, half)]
    if group == "EUR":
        return _regular(5, 1.12 * radius, 0)
    if group == "UN":
        return _regular(4, 1.26 * radius, 0)
    if group == "RUS":
        return [(x, y + 0.2 * radius) for x, y in _regular(3, 1.3 * radius, 0)]
    if group == "OTHER":
        long, short = 1.1 * radius, 0.42 * radius
        quarter = [(-short, -long), (short, -long), (short, -short), (long, -short)]
        return (
            quarter
            + [(-y, x) for x, y in quarter[1:]]
            + [(-x, -y) for x, y in quarter[1:]]
            + [(y, -x) for x, y in quarter[1:-1]]
        )
    return None


def shape(group: str, radius: float, x: float, y: float, attributes: str) -> str:
    """Return the SVG element of a mark's outline, centred on (x, y)."""
    corners = outline(group, radius)
    if corners is None:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {attributes}/>'
    points = " ".join(f"{x + dx:.2f},{y + dy:.2f}" for dx, dy in corners)
    return f'<polygon points="{points}" {attributes} stroke-linejoin="round"/>'


def mark(group: str, theme: str, state: str = "present", x: float = 0, y: float = 0, radius: float = 6) -> str:
    """Return a mark as SVG: present full, new with a second outline, ended hollow and smaller, uncertain dashed.

    Old evidence is greyed: a pale fill and a grey edge.
    """
    full, keyline = look.fill(group, theme), look.edge(group, theme)
    if state == "ended":
        paper = look.ground(theme).panel
        return shape(
            group, radius * 0.72, x, y, f'fill="{paper}" stroke="{keyline}" stroke-width="{radius * 0.23:.2g}"'
        )
    if state == "old":
        ground = look.ground(theme)
        pale = look.mix(full, ground.land, look.OLD)
        return shape(group, radius, x, y, f'fill="{pale}" stroke="{ground.ink3}" stroke-width="{radius * 0.16:.2g}"')
    if state == "uncertain":
        # Opaque on purpose: a map draws the picture as a texture, where half-clear fills turn grey.
        pale = look.mix(full, look.ground(theme).land, look.UNCERTAIN)
        dashes = f'stroke-width="{radius * 0.2:.2g}" stroke-dasharray="{radius * 0.34:.2g} {radius * 0.26:.2g}"'
        faded = f'fill="{pale}" stroke="{keyline}" {dashes}'
        return shape(group, radius, x, y, faded)
    inner = shape(group, radius, x, y, f'fill="{full}" stroke="{keyline}" stroke-width="{radius * 0.16:.2g}"')
    if state == "new":
        inner += shape(group, radius * 1.62, x, y, f'fill="none" stroke="{keyline}" stroke-width="{radius * 0.2:.2g}"')
    return inner


@lru_cache(maxsize=512)
def mark_uri(group: str, theme: str, state: str = "present", size: int = 22, radius: float = 6) -> str:
    """Return a mark as a data URI of a square SVG picture of `size` px."""
    centre = size / 2
    return svg_uri(mark(group, theme, state, centre, centre, radius), size, size)


def svg_uri(body: str, width: float, height: float) -> str:
    """Return SVG elements as the data URI of a picture."""
    box = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{body}</svg>'
    return "data:image/svg+xml," + quote(svg, safe="~()*!.'/:=,;")


def bar_pattern(group: str, theme: str, name: str) -> str:
    """Return the SVG <pattern> of a sender's bars, to be used as fill="url(#name)"."""
    ink = look.pattern_ink(theme)
    strokes = {
        "FRA": "",
        "USA": f'<path d="M2 0V5" stroke="{ink}" stroke-width="1.2"/>',
        "EUR": f'<path d="M0 2.5H5" stroke="{ink}" stroke-width="1.2"/>',
        "UN": f'<circle cx="1.2" cy="1.2" r=".8" fill="{ink}"/><circle cx="3.7" cy="3.7" r=".8" fill="{ink}"/>',
        "RUS": f'<path d="M-1 6L6 -1M-1 1L1 -1M4 6L6 4" stroke="{ink}" stroke-width="1.2"/>',
        "OTHER": f'<path d="M0 0L5 5M0 5L5 0" stroke="{ink}" stroke-width="1"/>',
    }[group]
    return (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<rect width="5" height="5" fill="{look.fill(group, theme)}"/>{strokes}</pattern>'
    )
