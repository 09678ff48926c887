"""The base map as SVG paths, and sites as plates of marks that do not overlap. Frames in, text out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NamedTuple

from shapely.geometry import box as rectangle

from sahel import theme as look
from sahel.geography import bounds, geo_layer
from sahel.marks import mark
from sahel.sites import Site
from sahel.vocabulary import FOCUS

Window = tuple[float, float, float, float]
# West, south, east and north of the window that shows the three countries whole, and of all that the base map holds.
WINDOW: Window = (-12.6, 9.2, 16.3, 25.3)
REGION: Window = (-18.2, 0.0, 25.0, 30.0)

_MARGIN = 0.06
_MIDDLE = math.cos(math.radians(17))
COUNTRY_LABELS = {"MLI": (-4.5, 19.4), "NER": (10.9, 16.2), "BFA": (-2.2, 11.5)}
NEIGHBOUR_LABELS = {
    "DZA": (3.5, 23.6), "MRT": (-9.4, 19.4), "LBY": (14.6, 24.2), "TCD": (15.2, 13.6), "NGA": (8.3, 11.2),
    "BEN": (2.3, 10.4), "GHA": (-1.3, 9.9), "CIV": (-6.0, 9.7), "GIN": (-9.9, 10.6), "SEN": (-13.2, 14.3),
}  # fmt: skip


class Projection(NamedTuple):
    """Plate carrée true at 17° north, fitted into a box of `width` by `height` px."""

    width: float
    height: float
    scale: float
    left: float
    top: float

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x and y in px of a longitude and latitude in degrees."""
        return (lon - self.left) * _MIDDLE * self.scale, (self.top - lat) * self.scale

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and latitude of a point in px."""
        return self.left + x / self.scale / _MIDDLE, self.top - y / self.scale


def window_of(country: str) -> Window:
    """Return the window that shows one country whole, with a rim of its neighbours."""
    west, south, east, north = bounds(country)
    rim = max(east - west, north - south) * _MARGIN
    return west - rim, south - rim, east + rim, north + rim


def aspect(window: Window) -> float:
    """Return how much wider than high a window is drawn."""
    west, south, east, north = window
    return (east - west) * _MIDDLE / (north - south)


def projection(width: float, height: float, window: Window = WINDOW) -> Projection:
    """Return the projection that fits a window, usually that of the three countries, into a box."""
    west, south, east, north = window
    scale = min(width / ((east - west) * _MIDDLE), height / (north - south))
    spare_x = width / scale / _MIDDLE - (east - west)
    spare_y = height / scale - (north - south)
    return Projection(width, height, scale, west - spare_x / 2, north + spare_y / 2)


def _rings(layer: str, iso: str | None = None) -> list[list[tuple[float, float]]]:
    rings = []
    frame = geo_layer(layer)
    for _, row in frame.iterrows():
        if iso is None or row.get("iso") == iso:
            for part in getattr(row.geometry, "geoms", [row.geometry]):
                lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
                rings += [list(line.coords) for line in lines]
    return rings


def _path(rings: list[list[tuple[float, float]]], where: Projection, closed: bool) -> str:
    parts = []
    for ring in rings:
        points: list[tuple[float, float]] = []
        for lon, lat, *_ in ring:
            x, y = where.point(lon, lat)
            if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) >= 0.8:
                points.append((round(x, 1), round(y, 1)))
        if len(points) > 1:
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + ("Z" if closed else ""))
    return "".join(parts)


@lru_cache(maxsize=16)
def base_map(width: float, height: float, theme: str, window: Window = WINDOW, lit: tuple[str, ...] = FOCUS) -> str:
    """Return neighbours, the countries that are lit, lakes, rivers and borders as SVG elements."""
    ground, where = look.ground(theme), projection(width, height, window)
    focus = "".join(_path(_rings("countries", iso), where, True) for iso in lit)
    return (
        f'<rect width="{width:g}" height="{height:g}" fill="{ground.water}"/>'
        f'<path d="{_path(_rings("countries"), where, True)}" fill="{ground.neighbours}"/>{_beyond(where, theme)}'
        f'<path d="{_path(_rings("borders"), where, False)}" fill="none" stroke="{ground.neighbour_border}"'
        ' stroke-width=".8"/>'
        f'<path d="{focus}" fill="{ground.land}"/>'
        f'<path d="{_path(_rings("rivers"), where, False)}" fill="none" stroke="{ground.river}" stroke-width="1"/>'
        f'<path d="{_path(_rings("lakes"), where, True)}" fill="{ground.water}" stroke="{ground.river}"'
        ' stroke-width=".6"/>'
        f'<path d="{focus}" fill="none" stroke="{ground.country_border}" stroke-width="1.2" stroke-linejoin="round"/>'
    )


def _beyond(where: Projection, theme: str) -> str:
    """Return the land east of what the base map holds, where a map is so wide that it shows any: all of it is land."""
    edge, top = where.point(REGION[2], REGION[3])
    if edge >= where.width:
        return ""
    foot = where.point(REGION[2], REGION[1])[1]
    fill = look.ground(theme).neighbours
    return (
        f'<rect x="{edge - 0.5:.1f}" y="{top:.1f}" width="{where.width - edge + 0.5:.1f}" height="{foot - top:.1f}"'
        f' fill="{fill}"/>'
    )


@lru_cache(maxsize=16)
def locator(width: float, height: float, theme: str, window: Window, lit: tuple[str, ...] = FOCUS) -> str:
    """Return a small map of the region as SVG: the three countries toned, the lit darker, a window framed."""
    ground, where = look.ground(theme), projection(width, height, REGION)
    left, top = where.point(window[0], window[3])
    right, bottom = where.point(window[2], window[1])
    tones = "".join(
        f'<path d="{_path(_rings("countries", iso), where, True)}" stroke="{ground.land}" stroke-width=".5"'
        f' fill="{look.mix(ground.ink3, ground.land, 0.75 if iso in lit else 0.3)}"/>'
        for iso in FOCUS
    )
    return (
        f'<rect width="{width:g}" height="{height:g}" fill="{ground.water}"/>'
        f'<path d="{_path(_rings("countries"), where, True)}" fill="{ground.neighbours}"/>'
        f'<path d="{_path(_rings("borders"), where, False)}" fill="none" stroke="{ground.neighbour_border}"'
        f' stroke-width=".4"/>{tones}'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" fill="none"'
        f' stroke="{ground.ink}" stroke-width="1.1"/>'
        f'<rect width="{width:g}" height="{height:g}" fill="none" stroke="{ground.ink3}" stroke-width="1"/>'
    )


@lru_cache(maxsize=16)
def names_in(window: Window, lit: tuple[str, ...]) -> dict[str, tuple[float, float, float]]:
    """Return where in a window each country's name may stand, and how many degrees wide the country is there."""
    frame, seen = geo_layer("countries"), rectangle(*window)
    found = {}
    for _, row in frame.iterrows():
        part = row.geometry.intersection(seen)
        if not part.is_empty and (row["iso"] in lit or part.area > 0.01 * seen.area):
            whole = max(getattr(part, "geoms", [part]), key=lambda one: one.area)
            point = whole.representative_point()
            level = rectangle(window[0], point.y - 1e-3, window[2], point.y + 1e-3).intersection(whole)
            found[str(row["iso"])] = (float(point.x), float(point.y), float(level.bounds[2] - level.bounds[0]))
    return found


def share(where: Projection, frame: tuple[float, float, float, float], lit: tuple[str, ...]) -> float:
    """Return how much of a frame in px (left, top, right, bottom) lies over the countries that are lit, 0 to 1."""
    (west, north), (east, south) = where.degrees(frame[0], frame[1]), where.degrees(frame[2], frame[3])
    seen, layer = rectangle(west, south, east, north), geo_layer("countries")
    over = sum(float(shape.intersection(seen).area) for shape in layer[layer["iso"].isin(lit)].geometry)
    return over / float(seen.area)


def px_wide(where: Projection, degrees: float) -> float:
    """Return how many px some degrees of longitude are wide."""
    return degrees * _MIDDLE * where.scale


class Plate(NamedTuple):
    """A row of marks at a place, and its name beside it, in px."""

    site: Site
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    shown: bool


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def plates(
    sites: tuple[Site, ...], where: Projection, radius: float, size: float,
    kept: Iterable[tuple[float, float, float, float]] = (),
) -> list[Plate]:  # fmt: skip
    """Place each site's row of marks and its name so that nothing overlaps; held sites first, names drop last.

    Sites nearer than a mark's width to one already placed are moved up or down beside it. `kept` are boxes (left, top,
    right, bottom) in px that no name may lie on.
    """
    taken: list[_Box] = []
    placed = []
    order = sorted(sites, key=lambda site: (not site.is_held, -len(site.marks), site.place_id))
    for site in order:
        x, y = where.point(site.lon, site.lat)
        half, tall = sum(_widths(site, radius)) / 2, radius * (1.6 if _is_outlined(site) else 1)
        y = _free_row(taken, x, y, half, tall)
        taken.append(_Box(x - half, y - tall * 1.1, x + half, y + tall * 1.1))
        placed.append((site, x, y, half, tall))
    result = []
    taken += [_Box(*box) for box in kept]
    for site, x, y, half, tall in placed:
        plate = _label(taken, where, Plate(site, x, y, 0, 0, "start", False), half, tall, size)
        result.append(plate)
    return result


def _is_outlined(site: Site) -> bool:
    return any(mark.state == "new" for mark in site.marks)


def _widths(site: Site, radius: float) -> list[float]:
    """Return the room of each mark: a second outline needs more."""
    return [radius * (3.3 if mark.state == "new" else 2.3) for mark in site.marks]


def _free_row(taken: list[_Box], x: float, y: float, half: float, radius: float) -> float:
    for step in (0, 1, -1, 2, -2, 3, -3):
        moved = y + step * radius * 1.2
        box = _Box(x - half, moved - radius, x + half, moved + radius)
        if not any(box.meets(other) for other in taken):
            return moved
    return y


def _label(taken: list[_Box], where: Projection, plate: Plate, half: float, radius: float, size: float) -> Plate:
    wide = len(plate.site.name) * size * 0.53
    options = (
        ("start", plate.x + half + 4, plate.y + size * 0.35, plate.x + half + 4),
        ("end", plate.x - half - 4, plate.y + size * 0.35, plate.x - half - 4 - wide),
        ("middle", plate.x, plate.y + radius + size, plate.x - wide / 2),
        ("middle", plate.x, plate.y - radius - size * 0.35, plate.x - wide / 2),
    )
    for anchor, x, y, left in options:
        box = _Box(left - 2, y - size * 0.8, left + wide + 2, y + size * 0.25)
        inside = box.left > 2 and box.right < where.width - 2 and box.top > 0 and box.bottom < where.height
        if inside and not any(box.meets(other) for other in taken):
            taken.append(box)
            return plate._replace(label_x=x, label_y=y, anchor=anchor, shown=True)
    return plate


def plate_svg(plate: Plate, theme: str, radius: float, size: float) -> str:
    """Return a plate as SVG: its marks side by side, and its name where there was room."""
    ground = look.ground(theme)
    widths = _widths(plate.site, radius)
    body = "".join(
        mark(one.group, theme, one.state, plate.x + sum(widths[:i]) + (widths[i] - sum(widths)) / 2, plate.y, radius)
        for i, one in enumerate(plate.site.marks)
    )
    if plate.shown:
        weight = 600 if plate.site.is_held else 400
        body += text(plate.site.name, plate.label_x, plate.label_y, size, ground.ink, plate.anchor, weight, ground.land)
    return body


def text(
    said: str, x: float, y: float, size: float, colour: str, anchor: str = "start", weight: int = 400, halo: str = ""
) -> str:
    """Return an SVG text, escaped, with a halo of the ground if one is given."""
    ring = f' stroke="{halo}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"'
        f' font-weight="{weight}"{ring}>{escape(said)}</text>'
    )
