"""The sites of a day as one SVG: a line a site with its occupants through time, who has it on the day at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from sahel import atlas
from sahel import theme as look
from sahel.atlas import text
from sahel.bases import Base
from sahel.bases_bars import Axis, definitions, edge, fill
from sahel.bases_lines import LETTERS, Line, draw, plan
from sahel.bases_words import holder_name, nobody, now, state
from sahel.lanes import text_width, ticks
from sahel.marks import mark
from sahel.queries import rows_by
from sahel.sites import TRACE_DAYS, plates, sites
from sahel.view import FIRST, RANGE_START, View
from sahel.vocabulary import SENDER_GROUPS

WIDTH, LANE = 1280.0, 22.0
MAP_WIDTH, MAP_HEIGHT = 380, 286
_LEFT, _RIGHT, _NOW = 206.0, 984.0, 14.0
_TOP, _HEAD, _NAME = 24.0, 34.0, 13.2
# Days drawn beyond the cut-off, for the arrows of what is still open.
_BEYOND = 60
_Link = Callable[[str], str]


class Row(NamedTuple):
    """One site on the sheet: its upper edge in px, and where its bars stand."""

    base: Base
    top: float
    line: Line


def axis_of(view: View, *, since_first: bool, left: float = _LEFT, right: float = _RIGHT) -> Axis:
    """Return the axis: since 2012, or since 1960 if asked for or if the day lies before 2012."""
    early = since_first or view.on < RANGE_START
    first = date(1960, 1, 1) if early else RANGE_START
    first = min(first, max(view.on, FIRST))
    cut = view.store.cutoff.toordinal() + 1
    beyond = _BEYOND * (4 if early else 1)
    return Axis(first.toordinal(), max(cut, view.on.toordinal()) + beyond, cut, left, right)


def chart(
    view: View, found: tuple[Base, ...], axis: Axis, opened: str, place_link: _Link, *, by_country: bool,
    width: float = WIDTH,
) -> tuple[str, float]:  # fmt: skip
    """Return the SVG elements of the sites, in their order, and the height in px."""
    rows, heads, height = _rows(found, by_country=by_country)
    body = definitions(view.theme) + _ground(view, axis, width, height)
    for country, top in heads:
        body += text(view.words.word("country", country), 0, top + 24, 18, look.ground(view.theme).ink, weight=600)
    for row in rows:
        body += _row(view, row, axis, width, place_link, by_country=by_country)
    body += _day(view, axis, height)
    for row in rows:
        if row.base.site.place_id == opened:
            ink = look.ground(view.theme).ink
            body += f'<rect x="1" y="{row.top:.1f}" width="{width - 2:g}" height="{row.line.height:.1f}" fill="none"'
            body += f' stroke="{ink}" stroke-width="2"/>'
    return body, height


def _rows(found: tuple[Base, ...], *, by_country: bool) -> tuple[list[Row], list[tuple[str, float]], float]:
    rows: list[Row] = []
    heads: list[tuple[str, float]] = []
    top = _TOP
    for base in found:
        if by_country and (not heads or heads[-1][0] != base.site.country):
            heads.append((base.site.country, top))
            top += _HEAD
        line = plan(base.site, top, LANE)
        rows.append(Row(base, top, line))
        top += line.height
    return rows, heads, top + 4


def _ground(view: View, axis: Axis, width: float, height: float) -> str:
    """Draw the veil beyond the cut-off, the grid of time, and what the columns say."""
    ground, words = look.ground(view.theme), view.words
    cut = axis.inside(axis.cut)
    body = f'<rect x="{cut:.1f}" y="{_TOP - 4:g}" width="{axis.right - cut:.1f}" height="{height - _TOP:.1f}"'
    body += f' fill="{ground.sunken}"/>'
    first, last = (date.fromordinal(day) for day in (axis.first, axis.cut - 1))
    shown = ticks(first, last, cut - axis.left)
    for i, tick in enumerate(shown):
        x = axis.x(tick.day.toordinal())
        if x >= axis.left:
            body += f'<path d="M{x:.1f} {_TOP - 4:g}V{height - 4:.1f}" stroke="{ground.grid}" stroke-width="1"/>'
        following = shown[i + 1].day if i + 1 < len(shown) else last + timedelta(days=1)
        middle = (max(x, axis.left) + axis.inside(following.toordinal())) / 2
        at = middle if tick.names_span else x
        said = words.axis(tick.day, tick.unit)
        if at - text_width(said, LETTERS) / 2 > axis.left - 8 and at < axis.right - 12:
            body += text(said, at, 14, LETTERS, ground.ink2, "middle")
    body += f'<path d="M{cut:.1f} {_TOP - 4:g}V{height - 4:.1f}" stroke="{ground.ink3}" stroke-width="1"'
    body += ' stroke-dasharray="5 2 1 2"/>'
    said = words.say("On {day}", day=words.day(view.on))
    return body + text(said, axis.right + _NOW, 14, 13, ground.ink, weight=600) + (
        f'<path d="M0 {_TOP - 4:g}H{width:g}" stroke="{ground.rule}" stroke-width="1"/>'
    )  # fmt: skip


def _day(view: View, axis: Axis, height: float) -> str:
    ink, x = look.ground(view.theme).ink, axis.x(view.on.toordinal() + 0.5)
    return f'<path d="M{x:.1f} {_TOP - 8:g}V{height - 4:.1f}" stroke="{ink}" stroke-width="1.6"/>'


def _row(view: View, row: Row, axis: Axis, width: float, place_link: _Link, *, by_country: bool) -> str:
    ground, base, line = look.ground(view.theme), row.base, row.line
    bottom = row.top + line.height
    body = f'<path d="M0 {bottom:.1f}H{width:g}" stroke="{ground.grid}" stroke-width="1"/>'
    country = "" if by_country else view.words.word("country", base.site.country)
    room = axis.left - 14 - (text_width(country, LETTERS) + 8 if country else 0)
    held = any(one.holder in SENDER_GROUPS for one in base.holders)
    name = _cut(base.name, room, _NAME)
    address = escape(place_link(base.site.place_id), quote=True)
    label = text(name, 8, line.middle + 4.5, _NAME, ground.ink, weight=600 if held else 400)
    body += f'<a href="{address}"><title>{escape(base.name)}</title>{label}</a>'
    if country:
        x = 8 + text_width(name, _NAME, held) + 8
        body += text(country, x, line.middle + 4.5, LETTERS, ground.ink2)
    return body + draw(view, base.site, axis, line) + _now(view, base, axis.right + _NOW, line.middle, width)


def _cut(said: str, room: float, size: float) -> str:
    """Return a text, cut with an ellipsis where it is wider than its room."""
    if text_width(said, size, True) <= room:
        return said
    while said and text_width(said + "…", size, True) > room:
        said = said[:-1]
    return said.rstrip(" ,") + "…"


def _now(view: View, base: Base, left: float, y: float, width: float) -> str:
    """Say who has a site on the day: marks of senders, swatches of hosts and armed groups, each with its word."""
    ground = look.ground(view.theme)
    if not base.holders:
        return text(nobody(view), left, y + 4.5, 13, ground.ink2)
    forms, gap = _short_forms(view, base), 24.0
    room = width - left - 15 - gap * (len(base.holders) - 1)
    texts = next((texts for texts in forms if sum(text_width(said, 13) for said in texts) <= room), forms[-1])
    body, x = f"<title>{escape('; '.join(forms[0]))}</title>", left
    for one, said in zip(base.holders, texts, strict=True):
        if one.holder in SENDER_GROUPS:
            body += mark(one.holder, view.theme, state(one), x + 6, y, 5)
        else:
            faint = ' fill-opacity=".45"' if not one.is_firm else ""
            body += f'<rect x="{x:.1f}" y="{y - 4:.1f}" width="12" height="8" fill="{fill(one.holder, view.theme)}"'
            body += f'{faint} stroke="{edge(one.holder, view.theme)}" stroke-width=".8"/>'
        body += text(said, x + 15, y + 4.5, 13, ground.ink if one.level != "stale" else ground.ink2)
        x += text_width(said, 13) + gap
    return f"<g>{body}</g>"


def _short_forms(view: View, base: Base) -> list[list[str]]:
    """Return the holders of a day in words, each time shorter; at last the signs stand alone."""
    names = [holder_name(view, one.holder, base.site.country) for one in base.holders]
    old = [one._replace(standing="acknowledged") if one.level == "stale" else one for one in base.holders]
    return [
        [now(view, base, one) for one in base.holders],
        [now(view, base, one) for one in old],
        names,
        ["" if one.holder in SENDER_GROUPS else name for one, name in zip(base.holders, names, strict=True)],
        [""] * len(names),
    ]


def small_map(view: View, opened: str) -> str:
    """Return the map of the day's sites as SVG elements, the open site ringed in ink."""
    where, ground = atlas.projection(MAP_WIDTH, MAP_HEIGHT), look.ground(view.theme)
    shown = atlas.plates(plates(sites(view, True, TRACE_DAYS)), where, 4.6, 11.5)
    body = atlas.base_map(MAP_WIDTH, MAP_HEIGHT, view.theme)
    body += "".join(atlas.plate_svg(plate, view.theme, 4.6, 11.5) for plate in shown)
    plate = next((plate for plate in shown if opened in plate.site.members), None)
    if opened:
        row = rows_by(view.store, "places", "place_id")[opened][0]
        x, y = (plate.x, plate.y) if plate else where.point(float(row["lon"]), float(row["lat"]))
        half = 5.3 * len(plate.site.marks) + 4 if plate else 7
        body += f'<rect x="{x - half:.1f}" y="{y - 8.5:.1f}" width="{2 * half:.1f}" height="17" rx="8.5" fill="none"'
        body += f' stroke="{ground.ink}" stroke-width="2"/>'
        if plate is None:
            body += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{ground.ink}"/>'
            body += text(str(row[f"name_{view.lang}"]), x + 11, y + 4, 11.5, ground.ink, "start", 600, ground.land)
    return body
