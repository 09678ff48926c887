"""The chart aligned on coup day: what followed in each country, days on x. A view in, a plotly figure out."""

from __future__ import annotations

from functools import lru_cache

import plotly.graph_objects as go

from sahel import theme as look
from sahel.aftermath import Aftermath, aftermaths, stays
from sahel.charts_aftermath import FIRST, LAST, Row, RowDrawing, strong, touches
from sahel.spells import Spell
from sahel.timeline_sheet import Sheet
from sahel.view import View

TOP, RIGHT, NARROWEST = 34, 24, 900
_SCALE = (NARROWEST - RIGHT) / (LAST - FIRST)
THIN = ("USA", "UN")


@lru_cache(maxsize=64)
def rows(view: View, zero: tuple[str, ...] | None = None) -> tuple[Row, ...]:
    """Return where each country's lines lie, in order of the coups; `zero` are those that count as day 0."""
    found: list[Row] = []
    top = 0.0
    for after in aftermaths(view.store, view.countries, zero):
        row = _row(view, after, top)
        found.append(row)
        top += row.height
    return tuple(found)


def _row(view: View, after: Aftermath, top: float) -> Row:
    y, steps, french, arrival, russian, gap = top + 18, None, None, None, None, None
    if "FRA" in view.senders:
        steps, french = y + 25, y + 43
        y = french
    if "RUS" in view.senders:
        arrival, russian = y + 20, y + 37
        y = russian
    if french and russian and after.lag.exit_to_arrival is not None:
        gap = y + 20
        y = gap
    thin = []
    for group in THIN:
        if group in view.senders and any(touches(after, stay) for stay in stays(view.store, after.lag.country, group)):
            y += 22
            thin.append((group, y))
    # The numbers beside the row need room for their lines too.
    beside = 112 + 20 * (1 + len(after.others) + (not after.last_convoy))
    return Row(after, top, max(y + 20 - top, beside), steps, french, arrival, russian, gap, tuple(thin))


def heights(view: View, zero: tuple[str, ...] | None = None) -> list[tuple[Aftermath, float]]:
    """Return what followed each coup and how high its row is."""
    return [(row.after, row.height) for row in rows(view, zero)]


def shown(view: View, zero: tuple[str, ...] | None = None) -> list[Spell]:
    """Return the stays that the chart draws."""
    found = []
    for row in rows(view, zero):
        groups = [group for group, y in (("FRA", row.french), ("RUS", row.russian), *row.thin) if y is not None]
        for group in groups:
            found += [stay for stay in stays(view.store, row.after.lag.country, group) if touches(row.after, stay)]
    return found


@lru_cache(maxsize=64)
def figure(view: View, zero: tuple[str, ...] | None = None) -> go.Figure:
    """Return the chart of a view: per country the coup, the bars of each sender, what lay between."""
    sheet = Sheet(view.theme, LAST - FIRST, _SCALE)
    for row in rows(view, zero):
        RowDrawing(view, sheet, row).draw()
    height = sum(row.height for row in rows(view, zero))
    ground, words = sheet.ground, view.words
    days = range(FIRST, LAST + 1, 100)
    axis = {
        "range": [0, LAST - FIRST], "side": "top", "fixedrange": True, "zeroline": False, "gridcolor": ground.grid,
        "tickvals": [day - FIRST for day in days], "ticktext": [_tick(view, day) for day in days], "ticks": "",
        "tickfont": {"color": ground.ink2},
    }  # fmt: skip
    label = {
        "x": 1, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom", "yshift": 4,
        "text": words.say("days"), "showarrow": False, "font": {"color": ground.ink2},
    }  # fmt: skip
    return go.Figure(
        sheet.traces(),
        look.plotly_layout(
            view.theme, height=height + TOP + 6, margin={"l": 6, "r": RIGHT, "t": TOP, "b": 6}, bargap=0,
            barmode="overlay", xaxis=axis, yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
            annotations=[label],
        ),
    )  # fmt: skip


def _tick(view: View, day: int) -> str:
    if day == 0:
        return strong(view.words.say("coup day"))
    if day % 200 or day == FIRST:
        return ""
    return ("+" if day > 0 else "") + view.words.number(day)
