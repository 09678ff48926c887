"""Draws the house's plotly figures on a sheet, so that export and screen are one: axes, traces, shapes, notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import plotly.graph_objects as go
from matplotlib.path import Path

from sahel import ink_fonts
from sahel.ink import CLOSE, LINE, MOVE, Pen
from sahel.ink_runs import LINE_HEIGHT, Run, lines_of, written
from sahel.ink_traces import Axes, dash_of, draw_trace


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
        draw_trace(pen, axes, trace)
    for shape in shapes:
        if shape.get("layer") != "below":
            _shape(pen, axes, shape)
    for note in layout.get("annotations", ()):
        _note(pen, axes, note, layout)


def _axes(layout: dict[str, Any], width: float) -> Axes:
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
    return Axes(across, down, domains, left, top, right, bottom)


def _scale(low: float, high: float, foot: float, head: float) -> Callable[[Any], float]:
    return lambda value: foot + (float(value) - low) / (high - low) * (head - foot)


def _day(value: Any) -> float:
    return float(date.fromisoformat(value[:10]).toordinal()) if isinstance(value, str) else float(value)


def _grid(pen: Pen, axes: Axes, layout: dict[str, Any]) -> None:
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


def _tick(pen: Pen, axes: Axes, across: dict[str, Any], base: dict[str, Any], x: float, said: str) -> None:
    font = base | across.get("tickfont", {})
    lines = lines_of(said, Run("", font["size"], 400, font["color"]))
    over = across.get("side") == "top"
    y = axes.top - 8 if over else axes.bottom + font["size"] + 4
    beside = "right" in across.get("ticklabelposition", "")
    written(pen, lines[0], x + 3 if beside else x, y, "start" if beside else "middle")


def _place(axes: Axes, shape: dict[str, Any], x: Any, y: Any) -> tuple[float, float]:
    """Return px of a point of a shape or note in its own references."""
    xref, yref = shape.get("xref", "x"), shape.get("yref", "y")
    is_share = xref in ("x domain", "paper")
    across = axes.left + float(x) * (axes.right - axes.left) if is_share else axes.x(x)
    if yref == "paper":
        return across, axes.bottom - float(y) * (axes.bottom - axes.top)
    return across, axes.y[yref](y)


def _shape(pen: Pen, axes: Axes, shape: dict[str, Any]) -> None:
    line = shape.get("line", {})
    style = {"stroke": line.get("color", ""), "line": line.get("width", 0), "dash": dash_of(line)}
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


def _pixel_shape(pen: Pen, axes: Axes, shape: dict[str, Any], fill: str, style: dict[str, Any]) -> None:
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


def _note(pen: Pen, axes: Axes, note: dict[str, Any], layout: dict[str, Any]) -> None:
    font = {**layout["font"], **note.get("font", {})}
    lines = lines_of(note["text"], Run("", font["size"], font.get("weight", 400), font["color"]))
    x, y = _place(axes, note, note["x"], note["y"])
    x, y = x + note.get("xshift", 0), y - note.get("yshift", 0)
    sizes = [max((run.size for run in runs), default=font["size"]) for runs in lines]
    wide = max(
        sum(ink_fonts.width(ink_fonts.drawable(run.said), run.size, run.weight) for run in runs) for runs in lines
    )
    tall = sum(size * LINE_HEIGHT for size in sizes)
    anchor = {"left": 0.0, "center": 0.5, "right": 1.0}[note.get("xanchor", "center")]
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[note.get("yanchor", "middle")] * tall
    left = x - anchor * wide
    if ground := note.get("bgcolor"):
        pen.rect(left - 1, top, wide + 2, tall, ground)
    align = {"left": (left, "start"), "center": (left + wide / 2, "middle"), "right": (left + wide, "end")}
    at, across = align[note.get("align", "center")]
    for runs, size in zip(lines, sizes, strict=True):
        written(pen, runs, at, top + size * 0.95, across)
        top += size * LINE_HEIGHT
