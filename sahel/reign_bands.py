"""Reigns since independence as bands of stone, one a country, with coups above them. A view in, a figure out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from sahel import theme as look
from sahel.lanes import LabelRows, text_width
from sahel.queries import rows_by
from sahel.reigns import Reign, reigns
from sahel.timeline_sheet import Sheet
from sahel.timeline_tips import event_tip, reign_tip
from sahel.timeline_words import leader_short
from sahel.view import View
from sahel.vocabulary import COUP_KINDS

START = date(1960, 1, 1)
GUTTER, RIGHT, NARROWEST = 104, 12, 1100
_TOP, _ROW, _BAND = 24, 138, 26
_BAND_Y, _SIGN_Y, _YEAR_Y, _MARK_Y, _NAME_Y = 50, 31, (17, 4), 71, (88, 102, 116)
# Votes, texts and promised terms under the band: their sign and its size.
MARKS = {
    "election": ("circle", 6), "referendum": ("square", 6), "constitution": ("diamond", 7), "transition": ("x-thin", 5),
}  # fmt: skip
_TEXT = 12.5


@lru_cache(maxsize=64)
def figure(view: View) -> go.Figure:
    """Return the bands of a view's countries from 1960 to the cut-off."""
    days = view.store.cutoff.toordinal() + 1 - START.toordinal()
    sheet = Sheet(view.theme, days, (NARROWEST - GUTTER - RIGHT) / days)
    names = []
    for i, country in enumerate(view.countries):
        names.append(_name(view, country, i * _ROW + _BAND_Y))
        _country(view, sheet, country, i * _ROW)
    decades = [date(year, 1, 1) for year in range(START.year, view.store.cutoff.year + 1, 10)]
    axis = {
        "range": [0, days], "side": "top", "fixedrange": True, "zeroline": False, "gridcolor": sheet.ground.grid,
        "tickvals": [(day - START).days for day in decades], "ticktext": [str(day.year) for day in decades],
        "ticks": "", "tickfont": {"color": sheet.ground.ink2},
    }  # fmt: skip
    height = _ROW * len(view.countries)
    return go.Figure(
        sheet.traces(),
        look.plotly_layout(
            view.theme, height=height + _TOP, margin={"l": GUTTER, "r": RIGHT, "t": _TOP, "b": 0}, bargap=0,
            barmode="overlay", xaxis=axis, yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
            annotations=names,
        ),
    )  # fmt: skip


def _name(view: View, country: str, y: float) -> dict[str, Any]:
    said = escape(view.words.word("country", country), quote=False)
    return {
        "xref": "paper", "x": 0, "xanchor": "left", "xshift": -GUTTER, "y": y, "yanchor": "middle", "showarrow": False,
        "text": f"<span style='font-weight:600'>{said}</span>", "font": {"size": 14},
    }  # fmt: skip


def _country(view: View, sheet: Sheet, country: str, top: float) -> None:
    if top:
        sheet.stroke(sheet.ground.grid, 1, "", (0, top - 5), (sheet.days, top - 5))
    for reign in reigns(view.store, country):
        _band(view, sheet, reign, top + _BAND_Y)
    _names(view, sheet, country, top)
    _signs(view, sheet, country, top)
    _marks(view, sheet, country, top)


def _band(view: View, sheet: Sheet, reign: Reign, y: float) -> None:
    first, last = reign.first - START.toordinal(), reign.last - START.toordinal()
    ground, stripes = sheet.ground, "x" if reign.contested else "/" if reign.kind == "interim" else ""
    stripe = look.alpha(ground.ink2, 0.28) if stripes else ""
    sheet.band(first, last, y, _BAND, look.rule_fill(reign.kind, view.theme), stripe, stripes)
    sheet.hit(first, last, y, _BAND, reign_tip(view, reign))


def _names(view: View, sheet: Sheet, country: str, top: float) -> None:
    """Write each ruler in the band if the name fits, else under it with a stem; what finds no room is in the table."""
    spans = [reign for reign in reigns(view.store, country) if not reign.contested]
    rooms = [_room(reign, _coup_days(view, country)) for reign in spans]
    inside = [_fitting(sheet, reign, room) for reign, room in zip(spans, rooms, strict=True)]
    below = LabelRows(sheet.px(sheet.days), rows=len(_NAME_Y), gap=8)
    for i, (reign, room, label) in enumerate(zip(spans, rooms, inside, strict=True)):
        middle = (room[0] + room[1]) / 2 - START.toordinal()
        if label:
            colour = look.rule_text(reign.kind, sheet.theme)
            sheet.text(
                middle,
                top + _BAND_Y,
                label,
                "middle center",
                colour=colour,
                size=_TEXT,
                halo=False,
            )
        elif not _named_beside(spans, inside, i):
            _under(sheet, below, " / ".join(leader_short(name) for name in reign.leaders), middle, top)


def _coup_days(view: View, country: str) -> list[int]:
    coups = rows_by(view.store, "events", "kind").get("coup", ())
    return [row["date_min"] for row in coups if country in row["countries"]]


def _room(reign: Reign, coups: list[int]) -> tuple[int, int]:
    """Return the longest stretch of a reign that no coup line crosses."""
    cuts = sorted({reign.first, reign.last, *(day for day in coups if reign.first < day < reign.last)})
    return max(pairwise(cuts), key=lambda stretch: stretch[1] - stretch[0])


def _fitting(sheet: Sheet, reign: Reign, room: tuple[int, int]) -> str:
    names = (" / ".join(reign.leaders), " / ".join(leader_short(name) for name in reign.leaders))
    return next((name for name in names if text_width(name, _TEXT) <= sheet.px(room[1] - room[0]) - 8), "")


def _named_beside(spans: list[Reign], inside: list[str], i: int) -> bool:
    """Tell whether the same ruler is named just before, or in the band just after."""
    before = i > 0 and spans[i - 1].leaders == spans[i].leaders
    after = i + 1 < len(spans) and spans[i + 1].leaders == spans[i].leaders and bool(inside[i + 1])
    return before or after


def _under(sheet: Sheet, below: LabelRows, name: str, middle: float, top: float) -> None:
    width = text_width(name, 12)
    spot = below.place(sheet.px(middle), width, ("right", "left"), offset=-6, rows=range(len(_NAME_Y)), stem=False)
    if spot is None:
        return
    y = top + _NAME_Y[spot.row]
    sheet.stroke(sheet.ground.ink3, 1, "", (middle, top + _BAND_Y + _BAND / 2), (middle, y - 6))
    side = "middle right" if spot.side == "right" else "middle left"
    shift = sheet.in_days(9) * (-1 if spot.side == "right" else 1)
    sheet.text(middle + shift, y, name, side, colour=sheet.ground.ink, size=12)


def _signs(view: View, sheet: Sheet, country: str, top: float) -> None:
    events = [row for kind in reversed(COUP_KINDS) for row in rows_by(view.store, "events", "kind").get(kind, ())]
    years = LabelRows(sheet.px(sheet.days), rows=len(_YEAR_Y), gap=5)
    for event in (row for row in events if country in row["countries"]):
        x = event["date_min"] - START.toordinal()
        full = event["kind"] == "coup"
        if full:
            sheet.stroke(sheet.ground.ink, 1.4, "", (x, top + _SIGN_Y), (x, top + _BAND_Y + _BAND / 2))
            _year(sheet, years, event, x, top)
        elif event["kind"] == "coup_attempt":
            sheet.stroke(sheet.ground.ink, 1, "dot", (x, top + _SIGN_Y), (x, top + _BAND_Y - _BAND / 2))
        fill = sheet.ground.ink if full else sheet.ground.paper
        size = {"coup": 11, "coup_attempt": 10}.get(event["kind"], 7)
        sheet.sign(x, top + _SIGN_Y, "triangle-down", size, fill, sheet.ground.ink, 1)
        sheet.dot(x, top + _SIGN_Y, event_tip(view, event))


def _marks(view: View, sheet: Sheet, country: str, top: float) -> None:
    """Mark elections, referendums, constitutions and charters, and steps of a transition under the band."""
    for kind, (symbol, size) in MARKS.items():
        for event in rows_by(view.store, "events", "kind").get(kind, ()):
            x = event["date_min"] - START.toordinal()
            if country in event["countries"] and x >= 0:
                fill = sheet.ground.ink if kind == "election" else sheet.ground.paper
                sheet.sign(x, top + _MARK_Y, symbol, size, fill, sheet.ground.ink, 1.1)
                sheet.dot(x, top + _MARK_Y, event_tip(view, event))


def _year(sheet: Sheet, years: LabelRows, event: dict[str, Any], x: float, top: float) -> None:
    said = str(date.fromordinal(event["date_min"]).year)
    width = text_width(said, 12, bold=True)
    spot = years.place(sheet.px(x) - width / 2, width, ("right",), offset=0, rows=range(len(_YEAR_Y)))
    if spot is not None:
        sheet.text(x, top + _YEAR_Y[spot.row], said, "middle center", colour=sheet.ground.ink, size=12, bold=True)
