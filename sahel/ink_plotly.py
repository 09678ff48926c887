"""Draws the house's plotly figures on a sheet, so that export and screen are one: bars, lines, marks, texts, shapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html.parser import HTMLParser
from typing import Any, NamedTuple

import plotly.graph_objects as go
from matplotlib.path import Path

from sahel import ink_fonts
from sahel.ink import CLOSE, LINE, MOVE, Pen, colour, dots, polygon, stripes

_LINE_HEIGHT = 1.22
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


class Run(NamedTuple):
    """A stretch of text of one look."""

    said: str
    size: float
    weight: int
    ink: str


class _Runs(HTMLParser):
    """Reads plotly's small HTML: <b>, <span style>, <br>; everything else is dropped."""

    def __init__(self, base: Run) -> None:
        super().__init__()
        self._stack = [base]
        self.lines: list[list[Run]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
            return
        top = self._stack[-1]
        style = dict(part.split(":", 1) for part in (dict(attrs).get("style") or "").split(";") if ":" in part)
        self._stack.append(Run(
            "", float(style.get("font-size", str(top.size)).removesuffix("px")),
            600 if tag == "b" else int(style.get("font-weight", top.weight)), style.get("color", top.ink),
        ))  # fmt: skip

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and len(self._stack) > 1:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(self._stack[-1]._replace(said=data))


def _lines(said: str, base: Run) -> list[list[Run]]:
    reader = _Runs(base)
    reader.feed(said)
    reader.close()
    return reader.lines


class _Axes(NamedTuple):
    """Where values lie: functions to px, and the plot's box."""

    x: Callable[[Any], float]
    y: dict[str, Callable[[Any], float]]
    domains: dict[str, tuple[float, float]]
    left: float
    top: float
    right: float
    bottom: float


def height(figure: go.Figure) -> float:
    """Return the height of a figure in px."""
    return float(figure.layout.height)


def draw(pen: Pen, figure: go.Figure, width: float) -> None:
    """Draw a figure `width` px wide; its height is its own. What only answers the pointer is left out."""
    said = figure.to_dict()
    layout = said["layout"]
    axes = _axes(layout, width)
    shapes = layout.get("shapes", ())
    for shape in shapes:
        if shape.get("layer") == "below":
            _shape(pen, axes, shape)
    _grid(pen, axes, layout)
    for trace in said["data"]:
        _trace(pen, axes, trace)
    for shape in shapes:
        if shape.get("layer") != "below":
            _shape(pen, axes, shape)
    for note in layout.get("annotations", ()):
        _note(pen, axes, note, layout)


def _axes(layout: dict[str, Any], width: float) -> _Axes:
    margin = {"l": 0, "r": 0, "t": 0, "b": 0} | layout.get("margin", {})
    left, right = float(margin["l"]), width - float(margin["r"])
    top, bottom = float(margin["t"]), float(layout["height"]) - margin["b"]
    first, last = (_day(value) for value in layout["xaxis"]["range"])

    def across(value: Any) -> float:
        return left + (_day(value) - first) / (last - first) * (right - left)

    down: dict[str, Callable[[Any], float]] = {}
    domains: dict[str, tuple[float, float]] = {}
    for name in [name for name in layout if name.startswith("yaxis")]:
        low, high = layout[name].get("domain", (0, 1))
        foot, head = bottom - low * (bottom - top), bottom - high * (bottom - top)
        domains["y" + name[5:]] = (foot, head)
        nearest, furthest = (float(end) for end in layout[name]["range"])
        down["y" + name[5:]] = _scale(nearest, furthest, foot, head)
    return _Axes(across, down, domains, left, top, right, bottom)


def _scale(low: float, high: float, foot: float, head: float) -> Callable[[Any], float]:
    return lambda value: foot + (float(value) - low) / (high - low) * (head - foot)


def _day(value: Any) -> float:
    return float(date.fromisoformat(value[:10]).toordinal()) if isinstance(value, str) else float(value)


def _grid(pen: Pen, axes: _Axes, layout: dict[str, Any]) -> None:
    """Draw lines and texts of the axes that name their ticks themselves."""
    across = layout["xaxis"]
    visible = across.get("visible", True)
    for value, said in zip(across.get("tickvals", ()), across.get("ticktext", ()), strict=False):
        x = axes.x(value)
        if visible and across.get("showgrid", True):
            pen.line([(x, axes.top), (x, axes.bottom)], across["gridcolor"], across.get("gridwidth", 1))
        if visible and said and across.get("showticklabels", True):
            _tick(pen, axes, across, layout["font"], x, str(said))
    for name, (foot, _) in axes.domains.items():
        own = layout["yaxis" + name[1:]]
        if not own.get("visible", True):
            continue
        font = own.get("tickfont") or layout["font"]
        for value, said in zip(own.get("tickvals", ()), own.get("ticktext", ()), strict=False):
            y = axes.y[name](value)
            if own.get("showgrid", True) and value:
                pen.line([(axes.left, y), (axes.right, y)], own["gridcolor"], own.get("gridwidth", 1))
            pen.text(axes.left - 4, y + font["size"] * 0.34, str(said).rstrip(), font["size"], font["color"], "end")
        if own.get("zeroline"):
            pen.line([(axes.left, foot), (axes.right, foot)], own["zerolinecolor"], own["zerolinewidth"])


def _tick(pen: Pen, axes: _Axes, across: dict[str, Any], base: dict[str, Any], x: float, said: str) -> None:
    font = base | across.get("tickfont", {})
    lines = _lines(said, Run("", font["size"], 400, font["color"]))
    over = across.get("side") == "top"
    y = axes.top - 8 if over else axes.bottom + font["size"] + 4
    beside = "right" in across.get("ticklabelposition", "")
    _written(pen, lines[0], x + 3 if beside else x, y, "start" if beside else "middle")


def _written(pen: Pen, runs: Sequence[Run], x: float, y: float, anchor: str, halo: str = "") -> None:
    """Write runs after each other on one baseline."""
    wide = sum(ink_fonts.width(ink_fonts.drawable(run.said), run.size, run.weight) for run in runs)
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    for run in runs:
        if run.said:
            x += pen.text(x, y, run.said, run.size, run.ink, "start", run.weight, halo)


def _trace(pen: Pen, axes: _Axes, trace: dict[str, Any]) -> None:
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


def _bars(pen: Pen, axes: _Axes, trace: dict[str, Any]) -> None:
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


def _pieces(axes: _Axes, trace: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """Give the pieces of a line, which is broken at None."""
    down, piece = axes.y[trace.get("yaxis", "y")], list[tuple[float, float]]()
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            yield piece
            piece = []
        else:
            piece.append((axes.x(x), down(y)))
    yield piece


def _strokes(pen: Pen, axes: _Axes, trace: dict[str, Any]) -> None:
    line = trace["line"]
    for piece in _pieces(axes, trace):
        if len(piece) > 1:
            points = _stepped(piece) if line.get("shape") == "hv" else piece
            pen.line(points, line["color"], line["width"], _dash(line))


def _stepped(piece: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of a line that holds its level until the next point."""
    corners = [piece[0]]
    for x, y in piece[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    return corners


def _dash(line: dict[str, Any]) -> str:
    named = {"solid": "", "dot": "1.5,2.5", "dash": "6,4"}
    dash = line.get("dash") or "solid"
    return named.get(dash, dash)


def _filled(pen: Pen, axes: _Axes, trace: dict[str, Any]) -> None:
    (corners,) = (piece for piece in _pieces(axes, trace) if piece)
    pen.path(polygon(corners), trace["fillcolor"])
    if pattern := trace.get("fillpattern"):
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        left, right = max(min(xs), axes.left), min(max(xs), axes.right)
        lines = stripes(left, min(ys), right - left, max(ys) - min(ys), pattern["shape"], pattern["size"])
        if lines is not None:
            pen.path(lines, "", pattern["fgcolor"], 0.8)


def _marks(pen: Pen, axes: _Axes, trace: dict[str, Any]) -> None:
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


def _texts(pen: Pen, axes: _Axes, trace: dict[str, Any]) -> None:
    font, count, down = trace["textfont"], len(trace["x"]), axes.y[trace.get("yaxis", "y")]
    halo = re.search(r"(#[0-9A-Fa-f]{6})", font.get("shadow", "none"))
    looks = zip(
        trace["x"], trace["y"], trace["text"], _each(trace["textposition"], count), _each(font["size"], count),
        _each(font["color"], count), _each(font.get("weight", 400), count), strict=True,
    )  # fmt: skip
    for x, y, said, position, size, ink, weight in looks:
        lines = _lines(said, Run("", size, weight, ink))
        across = "start" if "right" in position else "end" if "left" in position else "middle"
        tall = size * _LINE_HEIGHT * len(lines)
        top = down(y) - tall / 2
        if "top" in position:
            top = down(y) - tall - 3
        if "bottom" in position:
            top = down(y) + 3
        for i, runs in enumerate(lines):
            baseline = top + size * (_LINE_HEIGHT * i + 0.93)
            _written(pen, runs, axes.x(x), baseline, across, halo[1] if halo else "")


def _place(axes: _Axes, shape: dict[str, Any], x: Any, y: Any) -> tuple[float, float]:
    """Return px of a point of a shape or note in its own references."""
    xref, yref = shape.get("xref", "x"), shape.get("yref", "y")
    is_share = xref in ("x domain", "paper")
    across = axes.left + float(x) * (axes.right - axes.left) if is_share else axes.x(x)
    if yref == "paper":
        return across, axes.bottom - float(y) * (axes.bottom - axes.top)
    return across, axes.y[yref](y)


def _shape(pen: Pen, axes: _Axes, shape: dict[str, Any]) -> None:
    line = shape.get("line", {})
    style = {"stroke": line.get("color", ""), "line": line.get("width", 0), "dash": _dash(line)}
    if not style["line"]:
        style |= {"stroke": "", "dash": ""}
    fill = shape.get("fillcolor", "")
    if shape.get("xsizemode") == "pixel":
        _pixel_shape(pen, axes, shape, fill, style)
        return
    (x0, y0), (x1, y1) = (_place(axes, shape, shape[f"x{end}"], shape[f"y{end}"]) for end in "01")
    if shape["type"] == "line":
        pen.path(Path([(x0, y0), (x1, y1)]), "", **style)
    elif shape["type"] == "rect":
        pen.rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), fill, **style)
    else:
        raise ValueError(f"a shape of type {shape['type']} is not drawn on a sheet")


def _pixel_shape(pen: Pen, axes: _Axes, shape: dict[str, Any], fill: str, style: dict[str, Any]) -> None:
    """Draw a shape whose size is in px (or whose height is in values) about a point of the data."""
    anchor = shape["yanchor"] if shape["ysizemode"] == "pixel" else 0
    x, y = _place(axes, shape, shape["xanchor"], anchor)
    down = axes.y[shape["yref"]]
    if shape["type"] == "circle":
        radius = abs(shape["x1"] - shape["x0"]) / 2
        middle = (shape["x0"] + shape["x1"]) / 2, (shape["y0"] + shape["y1"]) / 2
        pen.circle(x + middle[0], y - middle[1], radius, fill, **style)
        return
    points, codes = list[tuple[float, float]](), list[int]()
    for command, dx, dy in re.findall(r"([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?", shape["path"]):
        if command == "Z":
            points.append(points[0])
            codes.append(CLOSE)
            continue
        level = y - float(dy) if shape["ysizemode"] == "pixel" else down(dy)
        points.append((x + float(dx), level))
        codes.append(MOVE if command == "M" else LINE)
    pen.path(Path(points, codes), fill, **style)


def _note(pen: Pen, axes: _Axes, note: dict[str, Any], layout: dict[str, Any]) -> None:
    font = {**layout["font"], **note.get("font", {})}
    lines = _lines(note["text"], Run("", font["size"], font.get("weight", 400), font["color"]))
    x, y = _place(axes, note, note["x"], note["y"])
    x, y = x + note.get("xshift", 0), y - note.get("yshift", 0)
    sizes = [max((run.size for run in runs), default=font["size"]) for runs in lines]
    wide = max(
        sum(ink_fonts.width(ink_fonts.drawable(run.said), run.size, run.weight) for run in runs) for runs in lines
    )
    tall = sum(size * _LINE_HEIGHT for size in sizes)
    anchor = {"left": 0.0, "center": 0.5, "right": 1.0}[note.get("xanchor", "center")]
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[note.get("yanchor", "middle")] * tall
    left = x - anchor * wide
    if ground := note.get("bgcolor"):
        pen.rect(left - 1, top, wide + 2, tall, ground)
    align = {"left": (left, "start"), "center": (left + wide / 2, "middle"), "right": (left + wide, "end")}
    at, across = align[note.get("align", "center")]
    for runs, size in zip(lines, sizes, strict=True):
        _written(pen, runs, at, top + size * 0.95, across)
        top += size * _LINE_HEIGHT
