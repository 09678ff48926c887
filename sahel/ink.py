"""A sheet in px, y down, made of matplotlib's objects (no pyplot): what every exported picture is drawn on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from sahel import ink_fonts

# A figure of 72 dots an inch: one px of the sheet is one point, so that sizes of type and lines are px as well.
DPI = 72
HALO = 3.0
_ALIGN = {"start": "left", "middle": "center", "end": "right"}
_RGBA = re.compile(r"rgba?\(([^)]*)\)")
_CIRCLE = Path.unit_circle()
_ROUND: Any = _CIRCLE.vertices
_ROUND_CODES: Any = _CIRCLE.codes
MOVE, LINE, CLOSE = int(Path.MOVETO), int(Path.LINETO), int(Path.CLOSEPOLY)
Point = tuple[float, float]


class Written(NamedTuple):
    """A text on the sheet: its box in px of the sheet, its words, its size and its colour."""

    left: float
    top: float
    right: float
    bottom: float
    said: str
    size: float
    colour: str


class Sheet:
    """A figure of `width` by `height` px on a ground colour, and all that was written on it, in order."""

    def __init__(self, width: float, height: float, paper: str) -> None:
        self.width, self.height, self.paper = width, height, paper
        self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=paper)
        self.to_display = Affine2D().scale(1 / DPI, -1 / DPI).translate(0, height / DPI) + self.figure.dpi_scale_trans
        self.written: list[Written] = []
        self.marks: list[str] = []
        self._order = 0

    @property
    def pen(self) -> Pen:
        """A pen for the whole sheet."""
        return Pen(self)

    def add(self, artist: Artist, clip: Bbox | None) -> None:
        """Put a piece on top of what is there."""
        self._order += 1
        artist.set_zorder(self._order)
        self.figure.add_artist(artist)
        if clip is not None:
            artist.set_clip_box(TransformedBbox(clip, self.to_display))


class Pen:
    """Draws in px of its own: `scale` times as large and moved by (`x`, `y`) on the sheet, cut to `clip`."""

    def __init__(self, sheet: Sheet, x: float = 0, y: float = 0, scale: float = 1, clip: Bbox | None = None) -> None:
        self.sheet, self.x, self.y, self.scale, self.clip = sheet, x, y, scale, clip

    def at(self, x: float, y: float, scale: float = 1, size: Point | None = None) -> Pen:
        """Return a pen for a drawing that begins at (x, y), `scale` times as large; cut to `size` of its own px."""
        left, top, larger = self.x + x * self.scale, self.y + y * self.scale, self.scale * scale
        clip = self.clip
        if size is not None:
            clip = Bbox.from_extents(left, top, left + size[0] * larger, top + size[1] * larger)
        return Pen(self.sheet, left, top, larger, clip)

    def path(
        self, path: Path, fill: str = "", stroke: str = "", line: float = 1, dash: str = "", opacity: float = 1,
        joint: str = "miter",
    ) -> None:  # fmt: skip
        """Fill and stroke a path; colours are #RRGGBB or rgba(), nothing where empty; `dash` is "4,2" px."""
        vertices: Any = path.vertices
        moved = Path(vertices * self.scale + (self.x, self.y), path.codes)
        patch = PathPatch(
            moved, facecolor=colour(fill, opacity), edgecolor=colour(stroke, opacity), transform=self.sheet.to_display,
            linewidth=line * self.scale if stroke else 0, joinstyle=joint, capstyle="butt",
        )  # fmt: skip
        if dash and stroke:
            patch.set_linestyle((0, _dashes(dash, line)))
        self.sheet.add(patch, self.clip)

    def rect(self, x: float, y: float, width: float, height: float, fill: str = "", **stroke: Any) -> None:
        """Draw a rectangle."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.path(polygon(corners), fill, **stroke)

    def line(self, points: Sequence[Point], stroke: str, line: float = 1, dash: str = "", opacity: float = 1) -> None:
        """Draw a line through points."""
        self.path(Path(points), "", stroke, line, dash, opacity)

    def circle(self, x: float, y: float, radius: float, fill: str = "", **stroke: Any) -> None:
        """Draw a circle."""
        self.path(Path(_ROUND * radius + (x, y), _CIRCLE.codes), fill, **stroke)

    def text(
        self, x: float, y: float, said: str, size: float, ink: str, anchor: str = "start", weight: int = 400,
        halo: str = "", slant: bool = False,
    ) -> float:  # fmt: skip
        """Write one line whose baseline is at y; return its width in px. A `halo` of a colour keeps lines away."""
        said, weight = ink_fonts.drawable(said), 600 if weight >= 600 else 400
        wide = ink_fonts.width(said, size, weight)
        at = (self.x + x * self.scale, self.y + y * self.scale)
        style: dict[str, Any] = {
            "fontproperties": ink_fonts.properties(weight), "fontsize": size * self.scale, "parse_math": False,
            "transform": self.sheet.to_display, "verticalalignment": "baseline", "horizontalalignment": _ALIGN[anchor],
        }  # fmt: skip
        if halo:
            ring = Stroke(linewidth=2 * HALO * min(self.scale, 1.2), foreground=colour(halo), joinstyle="round")
            self.sheet.add(Text(*at, said, color=colour(halo), path_effects=[ring], **style), self.clip)
        self.sheet.add(Text(*at, said, color=colour(ink), **style), self.clip)
        left = at[0] - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide * self.scale
        self.sheet.written.append(
            Written(
                left, at[1] - 0.72 * size * self.scale, left + wide * self.scale, at[1] + 0.2 * size * self.scale, said,
                size * self.scale, ink,
            )
        )  # fmt: skip
        return wide

    def marked(self, name: str) -> None:
        """Note that a mark was drawn, so that a test may count what the picture shows."""
        self.sheet.marks.append(name)


@lru_cache(maxsize=512)
def colour(said: str, opacity: float = 1) -> tuple[float, float, float, float]:
    """Return a colour as matplotlib wants it; "" and "none" are clear."""
    if said in ("", "none", "transparent"):
        return (0, 0, 0, 0)
    found = _RGBA.fullmatch(said.strip())
    if found:
        parts = [float(part) for part in found[1].split(",")]
        red, green, blue = (part / 255 for part in parts[:3])
        return (red, green, blue, (parts[3] if len(parts) > 3 else 1) * opacity)
    red, green, blue, alpha = to_rgba(said)
    return (red, green, blue, alpha * opacity)


def _dashes(dash: str, width: float) -> tuple[float, ...]:
    # Matplotlib counts dashes in widths of the line.
    return tuple(max(float(part), 0.1) / max(width, 0.1) for part in re.findall(r"[\d.]+", dash))


def polygon(corners: Sequence[Point]) -> Path:
    """Return a closed path through corners."""
    codes = [MOVE, *[LINE] * (len(corners) - 1), CLOSE]
    return Path([*corners, corners[0]], codes)


def stripes(x: float, y: float, width: float, height: float, kind: str, pitch: float) -> Path | None:
    """Return the strokes of a bar's pattern, cut to the bar: "|", "-", "/" or "x"; None for plain and dotted bars."""
    if width <= 0 or kind not in ("|", "-", "/", "x"):
        return None
    lines: list[tuple[Point, Point]] = []
    if kind == "|":
        lines += [((at, y), (at, y + height)) for at in np.arange(x + pitch / 2, x + width, pitch)]
    if kind == "-":
        lines += [((x, at), (x + width, at)) for at in np.arange(y + pitch / 2, y + height, pitch)]
    if kind in ("/", "x"):
        lines += [_diagonal(at, x, y, width, height, True) for at in np.arange(x - height, x + width, pitch)]
    if kind == "x":
        lines += [_diagonal(at, x, y, width, height, False) for at in np.arange(x - height, x + width, pitch)]
    points = [point for line in lines for point in line]
    return Path(points, [MOVE, LINE] * len(lines)) if lines else None


def _diagonal(at: float, x: float, y: float, width: float, height: float, rising: bool) -> tuple[Point, Point]:
    """Return the part inside the bar of a line at 45° that starts `at` on its lower (rising) or upper edge."""
    first, last = max(at, x), min(at + height, x + width)
    if rising:
        return (first, y + height - (first - at)), (last, y + height - (last - at))
    return (first, y + first - at), (last, y + last - at)


def dots(x: float, y: float, width: float, height: float, pitch: float, radius: float) -> Path | None:
    """Return the dots of a bar's pattern, in rows that are offset, all inside the bar."""
    rows = np.arange(y + pitch / 2, y + height, pitch)
    centres = [
        (at, row)
        for i, row in enumerate(rows)
        for at in np.arange(x + pitch * (0.5 if i % 2 == 0 else 1.0), x + width - radius, pitch)
    ]
    if not centres:
        return None
    vertices = np.concatenate([_ROUND * radius + centre for centre in centres])
    return Path(vertices, np.tile(_ROUND_CODES, len(centres)))
