"""The pieces of a timeline and the plotly traces that they become: pieces of one look share a trace.

Traces are plain data: plotly's checks of every property cost a second a figure, so a test makes them once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sahel import theme as look

BAR = 11.0
Trace = dict[str, Any]


class Bar(NamedTuple):
    """A piece of a sender's bar, from `base` for `x` days, the middle of its height at `y` px."""

    base: float
    x: float
    y: float
    opacity: float


class Band(NamedTuple):
    """A piece of a band of rule; `stripes` is "" or a plotly pattern of the colour `stripe`."""

    base: float
    x: float
    y: float
    width: float
    fill: str
    stripe: str
    stripes: str


class Sign(NamedTuple):
    """A plotly marker symbol."""

    x: float
    y: float
    symbol: str
    size: float
    fill: str
    edge: str
    width: float


class Label(NamedTuple):
    """A text. A halo of the ground keeps it readable on lines; on a band of rule it has none."""

    x: float
    y: float
    said: str
    position: str
    colour: str
    size: float = 12
    bold: bool = False
    halo: bool = True


class Stroke(NamedTuple):
    """A look of lines; a dash of "" is a solid line."""

    colour: str
    width: float
    dash: str


class Hit(NamedTuple):
    """A stretch that answers the pointer, in `pieces`: plotly puts the tooltip at a bar's end, far from the pointer."""

    base: float
    x: float
    y: float
    width: float
    said: str
    pieces: int


def bands(pieces: Iterable[Band], line: str) -> list[Trace]:
    """Return a trace a look of band, its hairline in the colour `line`."""
    looks: dict[tuple[str, str, str], list[Band]] = {}
    for piece in pieces:
        looks.setdefault(piece[4:], []).append(piece)
    return [
        _trace(
            "bar", "rule", orientation="h", base=_all(same, 0), x=_all(same, 1), y=_all(same, 2), width=_all(same, 3),
            marker={"color": fill, "line": {"width": 0.7, "color": line}, "pattern": _pattern(stripes, stripe, 6)},
        )
        for (fill, stripe, stripes), same in looks.items()
    ]  # fmt: skip


def bars(group: str, pieces: Sequence[Bar], theme: str) -> Trace:
    """Return the bars of a sender in its colour and pattern."""
    marker = {
        "color": look.fill(group, theme), "opacity": _all(pieces, 3), "line": {"width": 0},
        "pattern": _pattern(look.PATTERNS[group], look.pattern_ink(theme), 5),
    }  # fmt: skip
    return _trace("bar", group, **_where(pieces), marker=marker)


def blocks(pieces: Sequence[tuple[Bar, str]]) -> list[Trace]:
    """Return plain pieces of bars, each of its own colour."""
    if not pieces:
        return []
    plain = [piece for piece, _ in pieces]
    marker = {"color": [colour for _, colour in pieces], "line": {"width": 0}}
    return [_trace("bar", "older", **_where(plain), marker=marker)]


def patch(fill: str, corners: Sequence[tuple[float, float]]) -> Trace:
    """Return a filled polygon."""
    return _trace(
        "scatter", "goes on", x=[x for x, _ in corners], y=[y for _, y in corners], mode="lines", fill="toself",
        fillcolor=fill, line={"width": 0},
    )  # fmt: skip


def hit(stretch: Hit, clear: str) -> Trace:
    """Return a stretch that is not seen and says its text under the pointer."""
    length = stretch.x / stretch.pieces
    return {
        "type": "bar", "name": "hit", "showlegend": False, "orientation": "h",
        "base": [round(stretch.base + length * i, 2) for i in range(stretch.pieces)],
        "x": [round(length, 2)] * stretch.pieces, "y": [stretch.y] * stretch.pieces, "width": stretch.width,
        "marker": {"color": clear, "line": {"width": 0}}, "hovertemplate": stretch.said + "<extra></extra>",
    }  # fmt: skip


def strokes(stroke: Stroke, xs: list[float | None], ys: list[float | None]) -> Trace:
    """Return lines of one look, broken at None."""
    line = {"color": stroke.colour, "width": stroke.width, "dash": stroke.dash or "solid"}
    return _trace("scatter", "stroke", x=xs, y=ys, mode="lines", line=line)


def signs(pieces: Sequence[Sign]) -> list[Trace]:
    """Return marker symbols, each of its own look."""
    if not pieces:
        return []
    marker = {
        "symbol": _all(pieces, 2), "size": _all(pieces, 3), "color": _all(pieces, 4), "opacity": 1,
        "line": {"color": _all(pieces, 5), "width": _all(pieces, 6)},
    }  # fmt: skip
    x, y = _all(pieces, 0), _all(pieces, 1)
    return [_trace("scatter", "signs", x=x, y=y, mode="markers", marker=marker, cliponaxis=False)]


def labels(pieces: Iterable[Label], paper: str) -> list[Trace]:
    """Return texts, a trace for each weight with and without the halo of the paper."""
    looks: dict[tuple[bool, bool], list[Label]] = {}
    for piece in pieces:
        looks.setdefault((piece.bold, piece.halo), []).append(piece)
    around = ((1, 1), (-1, 1), (1, -1), (-1, -1), (2, 0), (-2, 0))
    halo = ",".join(f"{x}px {y}px 1.5px {paper}" for x, y in around)
    return [
        _trace(
            "scatter", "labels", x=_all(same, 0), y=_all(same, 1), text=_all(same, 2), textposition=_all(same, 3),
            mode="text", cliponaxis=False,
            textfont={
                "family": look.FONT, "color": _all(same, 4), "size": _all(same, 5), "weight": 600 if bold else 400,
                "shadow": halo if has_halo else "none",
            },
        )
        for (bold, has_halo), same in looks.items()
    ]  # fmt: skip


def dots(points: Sequence[tuple[float, float, str]], clear: str) -> list[Trace]:
    """Return points that are not seen and say their text under the pointer."""
    if not points:
        return []
    marker = {"size": 14, "color": clear, "line": {"width": 0}}
    x, y, said = _all(points, 0), _all(points, 1), _all(points, 2)
    dot = _trace("scatter", "dots", x=x, y=y, mode="markers", marker=marker, hovertext=said, cliponaxis=False)
    return [dot | {"hoverinfo": "text"}]


def _trace(kind: str, name: str, **properties: Any) -> Trace:
    return {"type": kind, "name": name, "showlegend": False, "hoverinfo": "skip", **properties}


def _where(pieces: Sequence[Bar]) -> dict[str, Any]:
    return {"orientation": "h", "base": _all(pieces, 0), "x": _all(pieces, 1), "y": _all(pieces, 2), "width": BAR}


def _all(pieces: Iterable[Sequence[Any]], field: int) -> list[Any]:
    return [round(value, 2) if isinstance(value := piece[field], float) else value for piece in pieces]


def _pattern(shape: str, ink: str, size: float) -> dict[str, Any]:
    if not shape:
        return {"shape": ""}
    return {"shape": shape, "fgcolor": ink, "fillmode": "overlay", "size": size, "solidity": 0.3}
