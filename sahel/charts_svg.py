"""Strokes, texts and signs of the small SVG charts of the Regimes page; every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import NamedTuple

from sahel.theme import Ground

SIZE = 12.5


class Axis(NamedTuple):
    """Days along the drawing: from `first` at `left` px to `last` at `right` px (ordinals)."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """Return where a day lies, not beyond the ends."""
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def years(self, step: int) -> list[date]:
        """Return the first days of every so many years inside."""
        first, last = date.fromordinal(self.first).year, date.fromordinal(self.last).year
        return [date(year, 1, 1) for year in range(-(-first // step) * step, last + 1, step)]


def text(
    x: float, y: float, said: str, fill: str, *, anchor: str = "start", size: float = SIZE, bold: bool = False,
    italic: bool = False, halo: str = "",
) -> str:  # fmt: skip
    """Return a text whose baseline is at y; a `halo` of the ground keeps it clear of lines."""
    weight = ' font-weight="600"' if bold else ""
    slant = ' font-style="italic"' if italic else ""
    ring = f' stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"{weight}{slant}{ring}>'
        f"{escape(said)}</text>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = ""
) -> str:  # fmt: skip
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def box(x1: float, x2: float, y: float, height: float, fill: str, *, edge: str = "", dash: str = "") -> str:
    """Return a bar from x1 to x2, at least 2 px wide, its top at y."""
    stroke = f' stroke="{edge}"' if edge else ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    width = max(x2 - x1, 2)
    return f'<rect x="{x1:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:g}" fill="{fill}"{stroke}{dashes}/>'


def ring(x: float, y: float, radius: float, fill: str, edge: str, width: float = 1.4) -> str:
    """Return a circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{edge}" stroke-width="{width:g}"/>'


def told(body: str, *lines: str) -> str:
    """Return elements that say lines when they are pointed at."""
    return f"<g><title>{escape(chr(10).join(line for line in lines if line))}</title>{body}</g>"


def years(axis: Axis, ground: Ground, top: float, bottom: float, step: int = 2) -> str:
    """Return the lines and labels of years."""
    found = []
    for day in axis.years(step):
        x = axis.x(day.toordinal())
        found.append(line(x, top, x, bottom, ground.grid))
        found.append(text(x, top - 6, str(day.year), ground.ink2, anchor="middle"))
    return "".join(found)


def legend(items: Iterable[tuple[str, str]]) -> str:
    """Return a legend as escaped HTML: (address of a picture, what it means)."""
    cells = "".join(f'<li><img src="{uri}" alt="">{escape(said)}</li>' for uri, said in items)
    return f"<ul class='signs'>{cells}</ul>"
