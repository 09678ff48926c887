"""Room on a timeline: spells packed into lanes, labels placed beside their signs, ticks of the axis. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, cast

from sahel.queries import PRESUMED_DAYS, rows_by
from sahel.spells import Row, Spell, spells
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

# Advance widths of Source Sans 3 Regular in thousandths of its size, letters of one width together.
_WIDTHS = {
    200: " ", 249: ".,:;'’·ijlI|", 300: "f()-", 340: "tr", 420: "sz", 460: "cvxyJ", 497: "0123456789",
    500: "aegkFLYéèêàëâç–", 530: "ESTVXZÉÈ", 550: "bdhnopquABCKPRôöûüîïñ", 620: "DG", 650: "HNOQU",
    719: "w", 790: "WM", 829: "m—→%@",
}  # fmt: skip
_WIDTH_OF = {letter: width / 1000 for width, letters in _WIDTHS.items() for letter in letters}
_STEPS = (
    ("year", 50), ("year", 20), ("year", 10), ("year", 5), ("year", 2), ("year", 1),
    ("month", 6), ("month", 3), ("month", 1), ("day", 7), ("day", 1),
)  # fmt: skip
_TICK_ROOM = {"year": 44.0, "month": 58.0, "day": 48.0}
_DAYS = {"year": 365.25, "month": 30.44, "day": 1.0}


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return about how many pixels a text in Source Sans takes, a little more rather than less."""
    ems = sum(_WIDTH_OF.get(letter, 0.55) for letter in text)
    return ems * size * (1.035 if bold else 1.0)


class Spot(NamedTuple):
    """Where a label stands: its row (0 is nearest to the band), left edge, width, and the side of its sign."""

    row: int
    left: float
    width: float
    side: str


class LabelRows:
    """Rows of labels between 0 and `width` px; what is taken is taken, so the most important come first."""

    def __init__(self, width: float, rows: int = 2, gap: float = 6) -> None:
        self.width = width
        self._gap = gap
        self._taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]

    def take(self, row: int, left: float, right: float) -> None:
        """Keep a stretch of a row free of labels."""
        self._taken[row].append((left, right))

    def is_free(self, row: int, left: float, right: float, gap: float | None = None) -> bool:
        """Tell whether a stretch of a row lies inside the drawing and touches nothing taken."""
        gap = self._gap if gap is None else gap
        inside = left >= 0 and right <= self.width
        return inside and all(right + gap <= a or b + gap <= left for a, b in self._taken[row])

    def place(
        self,
        x: float,
        width: float,
        sides: Sequence[str],
        offset: float = 6,
        rows: Iterable[int] = (0, 1),
        stem: bool = False,
    ) -> Spot | None:
        """Put a label beside `x` in the first row and on the first side with room, and take that room.

        With a stem, the rows below must leave the stem free too.
        """
        for row in rows:
            if stem and not all(self.is_free(below, x - 1, x + 1, 2) for below in range(row + 1)):
                continue
            for side in sides:
                left = x + offset if side == "right" else x - offset - width
                if self.is_free(row, left, left + width):
                    self.take(row, left, left + width)
                    if stem:
                        for below in range(row + 1):
                            self.take(below, x - 1, x + 1)
                    return Spot(row, left, width, side)
        return None


def clusters(positions: Sequence[float], reach: float) -> list[list[int]]:
    """Group the indices of sorted positions that lie within `reach` of the first of their group."""
    found: list[list[int]] = []
    for i, x in enumerate(positions):
        if found and x - positions[found[-1][0]] <= reach:
            found[-1].append(i)
        else:
            found.append([i])
    return found


class Tick(NamedTuple):
    """A line of the time axis. A label that names the whole span to the next line stands in its middle."""

    day: date
    unit: str
    names_span: bool


def ticks(first: date, last: date, width: float) -> list[Tick]:
    """Return the ticks inside a range, the first one at or before its start, so close as their labels allow."""
    days = (last - first).days + 1
    unit, step = _STEPS[0]
    for finer_unit, finer_step in _STEPS[1:]:
        if _DAYS[finer_unit] * finer_step / days * width < _TICK_ROOM[finer_unit]:
            break
        unit, step = finer_unit, finer_step
    found = [_floor(first, unit, step)]
    while (following := _next(found[-1], unit, step)) <= last:
        found.append(following)
    return [Tick(day, unit, step == 1 and unit != "day") for day in found]


def _floor(day: date, unit: str, step: int) -> date:
    if unit == "year":
        return date(max(day.year - day.year % step, 1), 1, 1)
    if unit == "month":
        return date(day.year, (day.month - 1) // step * step + 1, 1)
    return day - timedelta(days=day.weekday() if step == 7 else 0)


def _next(day: date, unit: str, step: int) -> date:
    if unit == "year":
        return date(day.year + step, 1, 1)
    if unit == "month":
        month = day.month - 1 + step
        return date(day.year + month // 12, month % 12 + 1, 1)
    return day + timedelta(days=step)


class Lane(NamedTuple):
    """Spells of one sender that share a line of the drawing, in order of time."""

    group: str
    sender: str
    spells: tuple[Spell, ...]


@lru_cache(maxsize=256)
def lanes(view: View, country: str) -> tuple[Lane, ...]:
    """Return a country's lanes for the senders and the range of a view, in the order of senders, whole forces first."""
    shown = [spell for spell in spells(view.store, country) if spell.group in view.senders and in_range(view, spell)]
    if not view.contingents:
        # A contingent is inside its mission's bar, unless the reader has left the mission out.
        there = {force for spell in shown for force in spell.force_ids}
        shown = [spell for spell in shown if mission_of(view.store, spell.force_ids[0]) not in there]
    families: dict[tuple[str, str], list[Spell]] = {}
    roots = _families(view.store)
    for spell in shown:
        families.setdefault((spell.sender, roots[spell.force_ids[0]]), []).append(spell)
    found: list[Lane] = []
    for (sender, _), family in families.items():
        rows: list[list[Spell]] = []
        for spell in family:
            row = next((row for row in rows if spell.start_max >= row[-1].end_min and not _still(row[-1], spell)), None)
            if row is None:
                rows.append([spell])
            else:
                row.append(spell)
        found += [Lane(row[0].group, sender, tuple(row)) for row in rows]
    return tuple(_folded(sorted(found, key=lambda lane: _order(view.store, lane))))


def _folded(found: list[Lane]) -> list[Lane]:
    """Let a force that came and went share the lane of another of its sender that was there at quite another time."""
    kept: list[Lane] = []
    for lane in found:
        for i, other in enumerate(kept):
            if other.sender == lane.sender and _is_brief(other) and _is_brief(lane) and _apart(other, lane):
                both = sorted((*other.spells, *lane.spells), key=lambda spell: spell.start_min)
                kept[i] = other._replace(spells=tuple(both))
                break
        else:
            kept.append(lane)
    return kept


def _is_brief(lane: Lane) -> bool:
    return len({spell.force_ids[0] for spell in lane.spells}) == 1 and not any(spell.is_open for spell in lane.spells)


def _apart(one: Lane, other: Lane) -> bool:
    return all(
        first.end_max < second.start_min or second.end_max < first.start_min
        for first in one.spells
        for second in other.spells
    )


def _still(before: Spell, after: Spell) -> bool:
    return before.is_open and after.start_min <= before.end_min + PRESUMED_DAYS


def _order(store: Store, lane: Lane) -> tuple[int, bool, int, str]:
    first = lane.spells[0]
    return (
        SENDER_GROUPS.index(lane.group),
        bool(mission_of(store, first.force_ids[0])),
        first.start_min,
        first.force_ids[0],
    )


def mission_of(store: Store, force_id: str) -> str:
    """Return the force of another sender of which a force is a part (the mission of a contingent), or ""."""
    forces = rows_by(store, "forces", "force_id")
    force = forces[force_id][0]
    whole = str(force["part_of_id"])
    return whole if whole and forces[whole][0]["sender"] != force["sender"] else ""


def in_range(view: View, spell: Spell) -> bool:
    """Tell whether a spell may touch the view's range; an open one reaches to the cut-off of the record."""
    last = view.store.cutoff.toordinal() if spell.is_open else spell.end_max
    return spell.start_min <= view.end.toordinal() and last >= view.start.toordinal()


@lru_cache(maxsize=8)
def _families(store: Store) -> dict[str, str]:
    """Name each force's family: forces of one sender linked by predecessor or as parts of a whole."""
    forces = rows_by(store, "forces", "force_id")
    root = {force: force for force in forces}

    def top(force: str) -> str:
        while root[force] != force:
            force = root[force]
        return force

    for force, (row,) in forces.items():
        for linked in (row["predecessor_id"], row["part_of_id"]):
            if linked in forces and forces[linked][0]["sender"] == row["sender"]:
                root[top(force)] = top(linked)
    return {force: top(force) for force in forces}


@lru_cache(maxsize=64)
def presence_rows(view: View) -> tuple[Row, ...]:
    """Return the rows of `presences` that stand behind a view's lanes, in the order of the table."""
    wanted = {
        presence
        for country in view.countries
        for lane in lanes(view, country)
        for spell in lane.spells
        for presence in spell.presence_ids
    }
    return tuple(
        row for row in cast("list[Row]", view.store.presences.to_dict("records")) if row["presence_id"] in wanted
    )
