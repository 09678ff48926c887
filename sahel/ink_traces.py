"""Traces of the house's figures on a sheet: bars with patterns, lines, filled shapes, marks, texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sahel.ink import Pen, colour, dots, polygon, stripes
from sahel.ink_runs import LINE_HEIGHT, Run, lines_of, written

_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    # In radii of plotly's markers, y down, as plotly.js draws them.
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)), "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((-1.155, 0.5), (1.155, 0.5), (0, -1)), "triangle-down": ((-1.155, -0.5), (1.155, -0.5), (0, 1)),
    "pentagon": ((0, -1), (0.951, -0.309), (0.588, 0.809), (-0.588, 0.809), (-0.951, -0.309)),
    "cross": (
        (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2),
        (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
    ),
}  # fmt: skip
_STROKES = {
    "x-thin": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))), "line-ns": (((0, -1.4), (0, 1.4)),),
    "line-ew": (((-1.4, 0), (1.4, 0)),),
}  # fmt: skip


class Axes(NamedTuple):
    """Where values lie: functions to px, and the plot's box."""

    x: Callable[[Any], float]
    y: dict[str, Callable[[Any], float]]
    domains: dict[str, tuple[float, float]]
    left: float
    top: float
    right: float
    bottom: float


def draw_trace(pen: Pen, axes: Axes, trace: dict[str, Any]) -> None:
    """Draw one trace. Raises ValueError for a kind that the house does not use."""
    if trace["type"] == "bar":
        _bars(pen, axes, trace)
    elif trace.get("fill") == "toself":
        _filled(pen, axes, trace)
    elif trace["mode"] == "lines":
        _strokes(pen, axes, trace)
    elif trace["mode"] == "markers":
        _marks(pen, axes, trace)
    elif trace["mode"] == "text":
        _texts(pen, axes, trace)
    else:
        raise ValueError(f"a trace of {trace['type']} {trace['mode']} is not drawn on a sheet")


def _each(value: Any, count: int) -> list[Any]:
    """Return a property of every point: the same one, or its own."""
    return list(value) if isinstance(value, list | tuple) else [value] * count


def _bars(pen: Pen, axes: Axes, trace: dict[str, Any]) -> None:
    marker, count = trace["marker"], len(trace["x"])
    down = axes.y[trace.get("yaxis", "y")]
    fills, faint = _each(marker["color"], count), _each(marker.get("opacity", 1), count)
    edge, pattern = marker.get("line", {}), marker.get("pattern", {})
    for base, long, y, tall, fill, opacity in zip(
        _each(trace["base"], count), trace["x"], trace["y"], _each(trace["width"], count), fills, faint, strict=True
    ):
        if colour(fill)[3] == 0:
            continue
        left, right = axes.x(base), axes.x(base + long)
        top, foot = sorted((down(y - tall / 2), down(y + tall / 2)))
        line = {"stroke": edge["color"], "line": edge["width"]} if edge.get("width") else {}
        pen.rect(left, top, right - left, foot - top, fill, opacity=opacity, **line)
        _pattern(pen, pattern, (left, top, right - left, foot - top), opacity)
        pen.marked(f"bar {trace['name']}")


def _pattern(pen: Pen, pattern: dict[str, Any], box: tuple[float, float, float, float], opacity: float) -> None:
    kind = pattern.get("shape", "")
    if not kind:
        return
    pitch = float(pattern.get("size", 5))
    if kind == ".":
        spots = dots(*box, pitch * 0.8, 0.8)
        if spots is not None:
            pen.path(spots, pattern["fgcolor"], opacity=opacity)
        return
    lines = stripes(*box, kind, pitch)
    if lines is not None:
        pen.path(lines, "", pattern["fgcolor"], max(pitch * pattern.get("solidity", 0.3) * 0.75, 0.7), opacity=opacity)


def _pieces(axes: Axes, trace: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """Give the pieces of a line, which is broken at None."""
    down, piece = axes.y[trace.get("yaxis", "y")], list[tuple[float, float]]()
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            yield piece
            piece = []
        else:
            piece.append((axes.x(x), down(y)))
    yield piece


def _strokes(pen: Pen, axes: Axes, trace: dict[str, Any]) -> None:
    line = trace["line"]
    for piece in _pieces(axes, trace):
        if len(piece) > 1:
            points = _stepped(piece) if line.get("shape") == "hv" else piece
            pen.line(points, line["color"], line["width"], dash_of(line))


def _stepped(piece: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of a line that holds its level until the next point."""
    corners = [piece[0]]
    for x, y in piece[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    return corners


def dash_of(line: dict[str, Any]) -> str:
    """Return the dashes of a plotly line in px, "" for a solid one."""
    named = {"solid": "", "dot": "1.5,2.5", "dash": "6,4"}
    dash = line.get("dash") or "solid"
    return named.get(dash, dash)


def _filled(pen: Pen, axes: Axes, trace: dict[str, Any]) -> None:
    (corners,) = (piece for piece in _pieces(axes, trace) if piece)
    pen.path(polygon(corners), trace["fillcolor"])
    if pattern := trace.get("fillpattern"):
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        left, right = max(min(xs), axes.left), min(max(xs), axes.right)
        lines = stripes(left, min(ys), right - left, max(ys) - min(ys), pattern["shape"], pattern["size"])
        if lines is not None:
            pen.path(lines, "", pattern["fgcolor"], 0.8)


def _marks(pen: Pen, axes: Axes, trace: dict[str, Any]) -> None:
    marker, count = trace["marker"], len(trace["x"])
    down, line = axes.y[trace.get("yaxis", "y")], marker.get("line", {})
    looks = zip(
        trace["x"], trace["y"], _each(marker.get("symbol", "circle"), count), _each(marker["size"], count),
        _each(marker["color"], count), _each(line.get("color", ""), count), _each(line.get("width", 0), count),
        strict=True,
    )  # fmt: skip
    for x, y, symbol, size, fill, edge, width in looks:
        if colour(fill)[3] == 0 and (not width or colour(edge)[3] == 0):
            continue
        symbol_at(pen, axes.x(x), down(y), symbol, size, fill, edge if width else "", width)
        pen.marked("mark")


def symbol_at(
    pen: Pen, x: float, y: float, symbol: str, size: float, fill: str, edge: str, width: float
) -> None:  # fmt: skip
    """Draw one of plotly's marker symbols. Raises ValueError for one that the house does not use."""
    radius, is_open = size / 2, symbol.endswith("-open")
    name = symbol.removesuffix("-open")
    if is_open:
        fill, edge, width = "", edge or fill, width or 1.2
    if name == "circle":
        pen.circle(x, y, radius, fill, stroke=edge, line=width)
    elif name in _CORNERS:
        corners = [(x + dx * radius, y + dy * radius) for dx, dy in _CORNERS[name]]
        pen.path(polygon(corners), fill, edge, width, joint="round")
    elif name in _STROKES:
        for ends in _STROKES[name]:
            pen.line([(x + dx * radius, y + dy * radius) for dx, dy in ends], edge or fill, width)
    else:
        raise ValueError(f"the symbol {symbol} is not drawn on a sheet")


def _texts(pen: Pen, axes: Axes, trace: dict[str, Any]) -> None:
    font, count, down = trace["textfont"], len(trace["x"]), axes.y[trace.get("yaxis", "y")]
    halo = re.search(r"(#[0-9A-Fa-f]{6})", font.get("shadow", "none"))
    looks = zip(
        trace["x"], trace["y"], trace["text"], _each(trace["textposition"], count), _each(font["size"], count),
        _each(font["color"], count), _each(font.get("weight", 400), count), strict=True,
    )  # fmt: skip
    for x, y, said, position, size, ink, weight in looks:
        lines = lines_of(said, Run("", size, weight, ink))
        across = "start" if "right" in position else "end" if "left" in position else "middle"
        tall = size * LINE_HEIGHT * len(lines)
        top = down(y) - tall / 2
        if "top" in position:
            top = down(y) - tall - 3
        if "bottom" in position:
            top = down(y) + 3
        for i, runs in enumerate(lines):
            baseline = top + size * (LINE_HEIGHT * i + 0.93)
            written(pen, runs, axes.x(x), baseline, across, halo[1] if halo else "")
