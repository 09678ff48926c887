"""The sheet on which a timeline is drawn, in days across and pixels down; it cuts to the range and collects pieces."""

from __future__ import annotations

from html import escape
from typing import Any

from sahel import theme as look
from sahel import timeline_traces as pieces
from sahel.timeline_traces import BAR, Band, Bar, Hit, Label, Sign, Stroke

__all__ = ["BAR", "Sheet"]
FADE_SLICES, MOST_SLICES = 8, 16
Point = tuple[float, float]


class Sheet:
    """Collects marks at (x in days from the first one, y in px from the top); `traces` gives them back.

    `scale` is px a day at the narrowest width at which the figure is drawn: wider only makes more room. Marks are cut
    to `days`, labels may reach to the end of the axis.
    """

    def __init__(self, theme: str, days: float, scale: float, axis_days: float | None = None) -> None:
        self.theme, self.days, self.scale = theme, days, scale
        self.axis_days = axis_days or days
        self.ground = look.ground(theme)
        self._bars: dict[str, list[Bar]] = {}
        self._blocks: list[tuple[Bar, str]] = []
        self._bands: list[Band] = []
        self._patches: list[tuple[str, tuple[Point, ...]]] = []
        self._strokes: dict[Stroke, tuple[list[float | None], list[float | None]]] = {}
        self._signs: list[Sign] = []
        self._labels: list[Label] = []
        self._hits: list[Hit] = []
        self._dots: list[tuple[float, float, str]] = []

    def px(self, days: float) -> float:
        """Return a number of days as pixels."""
        return days * self.scale

    def in_days(self, px: float) -> float:
        """Return a number of pixels as days."""
        return px / self.scale

    def _cut(self, first: float, last: float) -> Point:
        return max(first, 0), min(last, self.days)

    def bar(self, group: str, first: float, last: float, y: float, opacity: float = 1) -> None:
        """Draw a sender's bar, cut to the range."""
        first, last = self._cut(first, last)
        if last > first and opacity > 0:
            self._bars.setdefault(group, []).append(Bar(first, last - first, y, opacity))

    def block(self, group: str, one: float, other: float, y: float) -> None:
        """Draw a plain end of a bar in its sender's edge colour, dark enough to carry a chevron."""
        first, last = sorted((one, other))
        self._blocks.append((Bar(first, last - first, y, 1), look.edge(group, self.theme)))

    def fade(self, group: str, faint: float, full: float, y: float, opacity: float = 1) -> None:
        """Draw a span of doubt as slices of falling opacity, from `full` to `faint` (in either direction).

        Eight slices; fewer where they would be under 2 px, more where they would be over 10 px.
        """
        wide = abs(self.px(full - faint))
        slices = round(min(max(wide / 2, 4), FADE_SLICES) if wide < 80 else min(wide / 10, MOST_SLICES))
        step = (full - faint) / slices
        for i in range(slices):
            first, last = sorted((faint + i * step, faint + (i + 1) * step))
            self.bar(group, first, last, y, round(opacity * (i + 0.5) / slices, 3))

    def band(
        self, first: float, last: float, y: float, height: float, fill: str, stripe: str = "", stripes: str = ""
    ) -> None:
        """Draw a band of rule, plain or with `stripes` ("/" or "x") of the colour `stripe`."""
        first, last = self._cut(first, last)
        if last > first:
            self._bands.append(Band(first, last - first, y, height, fill, stripe, stripes))

    def patch(self, fill: str, *corners: Point) -> None:
        """Fill a polygon, such as the point in which a band of rule goes on."""
        self._patches.append((fill, corners))

    def stroke(self, colour: str, width: float, dash: str, *points: Point, over: float = 0) -> None:
        """Draw a line through points, cut to the range; `over` px it may go on behind its last day."""
        if max(x for x, _ in points) >= 0 and min(x for x, _ in points) <= self.days:
            xs, ys = self._strokes.setdefault(Stroke(colour, width, dash), ([], []))
            xs += [*(round(min(max(x, 0), self.days + self.in_days(over)), 2) for x, _ in points), None]
            ys += [*(y for _, y in points), None]

    def sign(self, x: float, y: float, symbol: str, size: float, fill: str, edge: str, width: float = 1.2) -> None:
        """Draw a plotly marker symbol."""
        if 0 <= x <= self.days:
            self._signs.append(Sign(x, y, symbol, size, fill, edge, width))

    def text(self, x: float, y: float, said: str, position: str, html: bool = False, **style: Any) -> None:
        """Write a text whose `position` is where it lies as seen from (x, y); styles are those of `Label`.

        Plotly reads tags in what it writes: a text is escaped here, unless it is `html` made of escaped parts.
        """
        said = said if html else escape(said, quote=False)
        self._labels.append(Label(x, y, said, position, **{"colour": self.ground.ink2, **style}))

    def hit(self, first: float, last: float, y: float, height: float, said: str) -> None:
        """Make a stretch answer the pointer with a text of plotly's HTML."""
        first, last = self._cut(first, last)
        if last > first:
            self._hits.append(Hit(first, last - first, y, height, said, max(1, round(self.px(last - first) / 60))))

    def dot(self, x: float, y: float, said: str) -> None:
        """Make a point answer the pointer."""
        self._dots.append((min(max(x, 0), self.days), y, said))

    def traces(self) -> list[pieces.Trace]:
        """Return everything drawn so far as plotly traces, back to front."""
        clear = look.alpha(self.ground.paper, 0)
        return [
            *pieces.bands(self._bands, self.ground.rule),
            *(pieces.bars(group, bars, self.theme) for group, bars in self._bars.items()),
            *pieces.blocks(self._blocks),
            *(pieces.hit(hit, clear) for hit in self._hits),
            *(pieces.strokes(stroke, xs, ys) for stroke, (xs, ys) in self._strokes.items()),
            *(pieces.patch(fill, corners) for fill, corners in self._patches),
            *pieces.signs(self._signs),
            *pieces.labels(self._labels, self.ground.paper),
            *pieces.dots(self._dots, clear),
        ]
