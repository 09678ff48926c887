"""The frame of the claims' drawing: panels under each other on one line of time, their axes and ticks."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sahel import theme as look
from sahel.charts_labels import text_width
from sahel.claims import Claim, Question, day_of

RADIUS = 6.5
RIGHT = 12
ROW = 17
# From the foot of a panel without a scale up to its line.
LINE_FOOT = 13.0


class Panel(NamedTuple):
    """One strip of the drawing: a scale from 0 to `most`, or a line without a scale (`most` 0)."""

    key: str
    title: str
    claims: tuple[Claim, ...]
    top: float
    height: float
    most: float
    axis: str

    def value(self, claim: Claim) -> float:
        """Return where a claim stands on the panel's own axis."""
        return claim.value if self.most else LINE_FOOT / self.height

    def y(self, value: float) -> float:
        """Return a value's distance from the panel's top in px."""
        return self.height * (1 - value / (self.most or 1))


class Frame(NamedTuple):
    """What every part of the drawing needs: the question, its days, its width, its panels.

    `is_fitted` tells that it has the height of a briefing card, where what is low must not touch.
    """

    question: Question
    first: int
    last: int
    width: float
    left: float
    panels: tuple[Panel, ...]
    is_fitted: bool = False

    @property
    def is_narrow(self) -> bool:
        """Tell whether this is the phone's drawing."""
        return self.width < 500

    @property
    def inner(self) -> float:
        """Width in px between the axes."""
        return self.width - self.left - RIGHT

    @property
    def ground(self) -> look.Ground:
        """The ground colours of the reader's theme."""
        return look.ground(self.question.view.theme)

    def x(self, day: float) -> float:
        """Return an ordinal's distance from the left axis in px."""
        return (day - self.first) / (self.last - self.first) * self.inner

    def at(self, panel: Panel, claim: Claim) -> tuple[float, float]:
        """Return where a claim's mark stands in its panel, in px."""
        return self.x(day_of(claim, self.question).toordinal()), panel.y(panel.value(claim))


def iso(day: float) -> str:
    """Return an ordinal as plotly wants its dates."""
    return date.fromordinal(int(day)).isoformat()


def font(size: float, colour: str) -> dict[str, Any]:
    """Return plotly's font of the page in a size and a colour."""
    return {"family": look.FONT, "size": size, "color": colour}


def axes(frame: Frame, height: float) -> dict[str, Any]:
    """Return the layout's axes: one of time at the foot, one of people a panel, each from 0."""
    days, texts = ticks(frame)
    base = {"gridcolor": frame.ground.grid, "gridwidth": 1, "fixedrange": True, "zeroline": False}
    base |= {"tickfont": font(12.5, frame.ground.ink2)}
    found: dict[str, Any] = {
        "xaxis": base | {
            "type": "date", "range": [iso(frame.first), iso(frame.last)], "anchor": frame.panels[-1].axis, "ticks": "",
            "tickvals": days, "ticktext": texts, "ticklabelposition": "outside right", "showline": False,
        }
    }  # fmt: skip
    for panel in frame.panels:
        domain = [max(1 - (panel.top + panel.height) / height, 0), 1 - panel.top / height]
        own = {"domain": domain, "anchor": "x", "range": [0, panel.most or 1]}
        found["yaxis" + panel.axis[1:]] = base | own | _people(frame, panel)
    return found


def _people(frame: Frame, panel: Panel) -> dict[str, Any]:
    if not panel.most:
        return {"tickvals": [], "showgrid": False}
    step = _step(panel.most, panel.height)
    values = [n * step for n in range(int(panel.most / step) + 1)]
    if frame.is_fitted and panel.key == "country" and panel.y(values[-1]) < 8:
        # "people" stands there.
        values.pop()
    return {
        "tickvals": values, "ticktext": [f"{frame.question.view.words.number(value)} " for value in values],
        "zeroline": True, "zerolinecolor": frame.ground.ink3, "zerolinewidth": 1.4,
    }  # fmt: skip


def _step(most: float, height: float) -> float:
    """Return the round distance between ticks, whole people, that leaves at least 44 px from one to the next."""
    sizes = (step * 10.0**power for power in range(8) for step in (1, 2, 5))
    return next(step for step in sizes if step * height / most >= 44)


def ticks(frame: Frame) -> tuple[list[str], list[str]]:
    """Return the first days of years (or of months when the span is short) and what is written beside each."""
    words, room = frame.question.view.words, 38 if frame.is_narrow else 46
    day_px = frame.inner / (frame.last - frame.first)
    months = next((n for n in (1, 3, 6) if n * 30 * day_px >= room * 2), 0)
    step = 1 if months else next(n for n in (1, 2, 5, 10, 20, 50) if n * 365 * day_px >= room)
    years = range(date.fromordinal(frame.first).year, date.fromordinal(frame.last).year + 1)
    of_year = range(1, 13, months) if months else (1,)
    starts = [date(year, month, 1) for year in years if year % step == 0 for month in of_year]
    shown = [day for day in starts if frame.first <= day.toordinal() <= frame.last]
    texts = [words.date(f"{day:%Y-%m}", short=True) if months else str(day.year) for day in shown]
    ends = [frame.x(day.toordinal()) + text_width(text, 12.5) for day, text in zip(shown, texts, strict=True)]
    limit = frame.inner + RIGHT
    return [day.isoformat() for day in shown], [
        text if end < limit else "" for text, end in zip(texts, ends, strict=True)
    ]
