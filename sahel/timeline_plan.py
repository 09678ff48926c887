"""Where everything stands on a timeline: countries, bands, lines of blocs and lanes, in px from the top."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from sahel.lanes import Lane, lanes
from sahel.timeline_blocs import BlocLine, bloc_lines
from sahel.view import View

# The narrowest drawing, in px: labels are placed for it, and a wider one only gives them more room.
NARROWEST = 990.0
AXIS, LABELS, BAND, GAP, LANE, BLOC, AFTER, FOOT = 26.0, 48.0, 21.0, 7.0, 20.2, 13.0, 16.0, 22.0
# Right of the last day: the veil of what is not known yet, or room for the dates of bars that end near it.
MARGIN = 46.0


class Room(NamedTuple):
    """How much room a drawing has, in px: its width, rows of labels over a band, each lane, under each country."""

    width: float = NARROWEST
    label_rows: int = 2
    labels: float = LABELS
    lane: float = LANE
    after: float = AFTER


ON_SCREEN = Room()
Lanes = Callable[[View, str], tuple[Lane, ...]]


class Block(NamedTuple):
    """One country on the sheet: `top` to `bottom` in px, the upper edge of its band, and what stands below it."""

    country: str
    top: float
    band: float
    blocs: tuple[BlocLine, ...]
    lanes: tuple[Lane, ...]
    bottom: float
    room: Room = ON_SCREEN

    def bloc_y(self, i: int) -> float:
        """The middle of the i-th line of a bloc."""
        return self.band + BAND + GAP + BLOC * (i + 0.5)

    def lane_y(self, i: int) -> float:
        """The middle of the i-th lane."""
        return self.band + BAND + GAP + _blocs_height(self.blocs) + self.room.lane * (i + 0.5)


class Plan(NamedTuple):
    """The blocks of the countries, the height in px, the days shown, of the record and of the axis."""

    blocks: tuple[Block, ...]
    height: float
    days: int
    cut: int
    axis_days: float
    room: Room = ON_SCREEN

    @property
    def scale(self) -> float:
        """Pixels a day at the narrowest."""
        return self.room.width / self.axis_days


def _blocs_height(lines: tuple[BlocLine, ...]) -> float:
    return BLOC * len(lines) + 5 if lines else 0.0


@lru_cache(maxsize=32)
def plan(view: View, memberships: bool = False) -> Plan:
    """Return the places of a view's countries, bands, lanes and, if wanted, lines of blocs."""
    return planned(view, memberships)


def planned(view: View, memberships: bool = False, room: Room = ON_SCREEN, lanes_of: Lanes = lanes) -> Plan:
    """Return the same for a drawing with another room, or with other lanes."""
    blocks, top = [], AXIS
    for country in view.countries:
        rows = lanes_of(view, country)
        lines = bloc_lines(view, country) if memberships else ()
        band = top + room.labels
        bottom = band + BAND + GAP + _blocs_height(lines) + room.lane * max(len(rows), 1) + room.after
        blocks.append(Block(country, top, band, lines, rows, bottom, room))
        top = bottom
    days = (view.end - view.start).days + 1
    cut = view.store.cutoff.toordinal() + 1 - view.start.toordinal()
    shown = min(cut, days)
    margin = shown * MARGIN / (room.width - MARGIN)
    return Plan(tuple(blocks), top + FOOT, days, cut, max(days, shown + margin), room)
