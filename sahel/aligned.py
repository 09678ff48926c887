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

TOP, FOOT, RIGHT, NARROWEST = 34, 6, 24, 900
THIN = ("USA", "UN")


@lru_cache(maxsize=64)
def rows(view: View, zero: tuple[str, ...] | None = None, pitch: float = 0) -> tuple[Row, ...]:
    """Return where each country's lines lie, in order of the coups; `zero` are those that count as day 0.

    Rows leave room for the page's numbers beside them; with a `pitch` they do not, and their lines lie so many times
    as far apart (0.85 at the least, or texts touch).
    """
    found: list[Row] = []
    top = 0.0
    for after in aftermaths(view.store, view.countries, zero):
        row = _row(view, after, top, pitch)
        found.append(row)
        top += row.height
    return tuple(found)


def _row(view: View, after: Aftermath, top: float, pitch: float) -> Row:
    step = pitch or 1
    y, steps, french, arrival, russian, gap = top + 18 * step, None, None, None, None, None
    if "FRA" in view.senders:
        french = y + 43 * step
        steps = french - 18 * max(step, 1)
        y = french
    if "RUS" in view.senders:
        arrival, russian = y + 20 * step, y + 37 * step
        y = russian
    if french and russian and after.lag.exit_to_arrival is not None:
        gap = y + 20 * step
        y = gap
    thin = []
    for group in THIN:
        if group in view.senders and any(touches(after, stay) for stay in stays(view.store, after.lag.country, group)):
            y += 22 * step
            thin.append((group, y))
    # The numbers beside the row need room for their lines too.
    beside = 0 if pitch else 112 + 20 * (1 + len(after.others) + (not after.last_convoy))
    return Row(after, top, max(y + 20 * step - top, beside), steps, french, arrival, russian, gap, tuple(thin))


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
def figure(
    view: View, zero: tuple[str, ...] | None = None, pitch: float = 0, width: float = NARROWEST
) -> go.Figure:  # fmt: skip
    """Return the chart of a view: per country the coup, the bars of each sender, what lay between.

    Labels are placed for `width` px or more; `pitch` as in `rows`.
    """
    sheet = Sheet(view.theme, LAST - FIRST, (width - RIGHT) / (LAST - FIRST))
    for row in rows(view, zero, pitch):
        RowDrawing(view, sheet, row).draw()
    height = sum(row.height for row in rows(view, zero, pitch))
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
            view.theme, height=height + TOP + FOOT, margin={"l": 6, "r": RIGHT, "t": TOP, "b": FOOT}, bargap=0,
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
