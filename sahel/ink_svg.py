"""Draws the house's own SVG elements (map, marks, lanes, strips) on a sheet, so that export and screen are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import numpy as np
from matplotlib.path import Path

from sahel.ink import CLOSE, LINE, MOVE, Pen, polygon

_TOKEN = re.compile(r"([MLHVZmlhvz])|(-?\d*\.?\d+(?:e-?\d+)?)")
_SLICES = 10
_Paints = dict[str, ElementTree.Element]
_MOVE = re.compile(r"translate\(\s*(-?[\d.]+)[ ,]*(-?[\d.]+)?\s*\)")


def draw(pen: Pen, body: str) -> None:
    """Draw SVG elements; what is only for the pointer or the ear is left out. Raises ValueError for an unknown one."""
    root = _parsed(body)
    paints = {f"url(#{paint.get('id')})": paint for paint in root.iter() if paint.tag in ("pattern", "linearGradient")}
    for element in root:
        _draw(pen, element, {}, paints)


@lru_cache(maxsize=64)
def _parsed(body: str) -> ElementTree.Element:
    # Our own drawing functions wrote it and escaped what the tables say; nothing from outside is parsed here.
    return ElementTree.fromstring(f"<svg>{body}</svg>")


def _draw(pen: Pen, element: ElementTree.Element, inherited: dict[str, str], paints: _Paints) -> None:
    said = inherited | element.attrib
    kind = element.tag
    if kind in ("title", "desc", "defs", "pattern", "linearGradient", "style"):
        return
    if kind in ("g", "a"):
        moved = _MOVE.search(said.pop("transform", ""))
        inner = pen.at(float(moved[1]), float(moved[2] or 0)) if moved else pen
        for child in element:
            _draw(inner, child, said, paints)
    elif kind == "text":
        _text(pen, element, said)
    elif kind == "circle":
        pen.circle(_number(said, "cx"), _number(said, "cy"), _number(said, "r"), **_look(said))
    elif kind == "rect":
        x, y, width, height = (_number(said, name) for name in ("x", "y", "width", "height"))
        if said.get("fill") in paints:
            _paint(pen, paints[said["fill"]], (x, y, width, height), float(said.get("fill-opacity", "1")))
            said["fill"] = "none"
        pen.rect(x, y, width, height, **_look(said))
    elif kind == "line":
        ends = [(_number(said, "x1"), _number(said, "y1")), (_number(said, "x2"), _number(said, "y2"))]
        pen.path(Path(ends), **(_look(said) | {"fill": ""}))
    elif kind == "polygon":
        pen.path(polygon(_pairs(said["points"])), **_look(said), joint="round")
    elif kind == "path":
        pen.path(_path(said["d"]), **_look(said), joint=said.get("stroke-linejoin", "miter"))
    else:
        raise ValueError(f"<{kind}> is not drawn on a sheet")


def _paint(pen: Pen, paint: ElementTree.Element, box: tuple[float, float, float, float], opacity: float) -> None:
    """Fill a rectangle with a pattern's square tiles, or with the slices of a gradient from left to right or back."""
    x, y, width, height = box
    if width <= 0 or height <= 0:
        return
    inside = pen.at(x, y, size=(width, height))
    if paint.tag == "linearGradient":
        strengths = [float(stop.get("stop-opacity", "1")) for stop in paint]
        first, last = strengths if paint.get("x1") == "0" else strengths[::-1]
        for i in range(_SLICES):
            share, step = (i + 0.5) / _SLICES, width / _SLICES
            colour = paint[0].get("stop-color", "")
            inside.rect(i * step, 0, step, height, colour, opacity=(first + (last - first) * share) * opacity)
        return
    for part in paint:
        look = _look(part.attrib)
        if part.tag == "rect":
            inside.rect(0, 0, width, height, look["fill"], opacity=opacity)
        else:
            look["opacity"] *= opacity
            inside.path(_tiled(_tile(part), float(paint.get("width", "5")), box), **look)


def _tile(part: ElementTree.Element) -> Path:
    """Return a line or a dot of a pattern; a dot of a px or two is an octagon, which nobody can tell from a circle."""
    if part.tag == "path":
        return _path(part.attrib["d"])
    x, y, radius = (_number(part.attrib, name) for name in ("cx", "cy", "r"))
    turns = np.arange(8) * np.pi / 4
    return polygon([(x + radius * np.cos(turn), y + radius * np.sin(turn)) for turn in turns])


def _tiled(tile: Path, side: float, box: tuple[float, float, float, float]) -> Path:
    """Return a tile repeated over a box on the grid of the whole drawing, in px of the box."""
    x, y, width, height = box
    across, down = ((low // side, (low + long) // side + 1) for low, long in ((x, width), (y, height)))
    spots = [(i * side - x, j * side - y) for j in np.arange(*down) for i in np.arange(*across)]
    points, codes = np.array(tile.vertices), np.array(tile.codes)
    return Path(np.concatenate([points + spot for spot in spots]), np.tile(codes, len(spots)))


def _number(said: dict[str, str], name: str) -> float:
    return float(said.get(name, "0").removesuffix("px"))


def _look(said: dict[str, str]) -> dict[str, Any]:
    """Return fill, stroke, width, dash and opacity; SVG's own default fill is black, which no drawing of ours uses."""
    fill, stroke = said.get("fill", ""), said.get("stroke", "")
    return {
        "fill": "" if fill == "none" else _faded(fill, said.get("fill-opacity", "")),
        "stroke": "" if stroke == "none" else stroke, "line": float(said.get("stroke-width", "1")),
        "dash": said.get("stroke-dasharray", "").replace("none", ""), "opacity": float(said.get("opacity", "1")),
    }  # fmt: skip


def _faded(fill: str, opacity: str) -> str:
    if not fill.startswith("#") or not opacity:
        return fill
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _text(pen: Pen, element: ElementTree.Element, said: dict[str, str]) -> None:
    words = "".join(element.itertext())
    halo = said.get("stroke", "") if said.get("paint-order") == "stroke" else ""
    pen.text(
        _number(said, "x"), _number(said, "y"), words, _number(said, "font-size") or 12, said.get("fill", ""),
        said.get("text-anchor", "start"), int(said.get("font-weight", "400")), halo,
    )  # fmt: skip


def _pairs(text: str) -> list[tuple[float, float]]:
    numbers = [float(part) for part in re.split(r"[ ,]+", text.strip())]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@lru_cache(maxsize=256)
def _path(text: str) -> Path:
    """Return an SVG path of straight lines as a path: M, L, H, V, Z and their relative forms."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    x = y = 0.0
    start = (0.0, 0.0)
    for command, numbers in _commands(text):
        kind, relative = command.upper(), command.islower()
        if kind == "Z":
            points.append(start)
            codes.append(CLOSE)
            x, y = start
            continue
        for i in range(0, len(numbers), 1 if kind in "HV" else 2):
            if kind == "H":
                x = numbers[i] + (x if relative else 0)
            elif kind == "V":
                y = numbers[i] + (y if relative else 0)
            else:
                x, y = numbers[i] + (x if relative else 0), numbers[i + 1] + (y if relative else 0)
            first = kind == "M" and i == 0
            start = (x, y) if first else start
            points.append((x, y))
            codes.append(MOVE if first else LINE)
    return Path(np.array(points).reshape(-1, 2), codes)


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(text):
        if letter:
            if command:
                yield command, numbers
            command, numbers = letter, []
        else:
            numbers.append(float(number))
    if command:
        yield command, numbers
