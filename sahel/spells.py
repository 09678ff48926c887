"""When each foreign force was in a country: its rows merged into spells (D2). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, cast

from sahel.dates import OPEN, precision
from sahel.queries import PRESUMED_DAYS, foreign_presences, unique
from sahel.store import Store

STANDINGS = ("acknowledged", "reported", "claimed", "denied")


class Spell(NamedTuple):
    """One unbroken stay of a force in a country.

    `start` and `end` are date forms, the four bounds their ordinals (both ends inclusive, `end_min` of an open spell
    is its last evidence). `sure` are the spans in which some row surely holds. `force_ids` names the unit first, then
    an umbrella whose rows were merged into it.
    """

    country: str
    group: str
    sender: str
    force_ids: tuple[str, ...]
    start: str
    end: str
    last_seen: str
    start_min: int
    start_max: int
    end_min: int
    end_max: int
    standing: str
    sure: tuple[tuple[int, int], ...]
    place_ids: tuple[str, ...]
    presence_ids: tuple[str, ...]
    source_ids: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether no end is known to have happened."""
        return self.end == OPEN


Row = dict[str, Any]


@lru_cache(maxsize=64)
def spells(store: Store, country: str) -> tuple[Spell, ...]:
    """Return every spell of a foreign force in a country, by start."""
    frame = foreign_presences(store)
    rows = cast("list[Row]", frame[frame["country"] == country].to_dict("records"))
    by_force: dict[str, list[Row]] = {}
    for row in rows:
        by_force.setdefault(row["force_id"], []).append(row)
    found = [
        merged(spell_rows, force)
        for force, force_rows in _with_umbrellas(by_force).items()
        for spell_rows in unbroken(force_rows)
    ]
    return tuple(sorted(found, key=lambda spell: (spell.start_min, spell.start_max, spell.force_ids)))


def _with_umbrellas(by_force: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Give the rows of an umbrella (russian_forces) to its named unit there, where their times touch."""
    units: dict[str, list[str]] = {}
    for force, rows in by_force.items():
        umbrella = rows[0]["part_of_id"]
        if umbrella in by_force and by_force[umbrella][0]["sender"] == rows[0]["sender"]:
            units.setdefault(umbrella, []).append(force)
    given = {force: list(rows) for force, rows in by_force.items()}
    for umbrella, names in units.items():
        for row in by_force[umbrella]:
            shared = {name: max(_overlap(row, other) for other in by_force[name]) for name in names}
            best = max(shared, key=lambda name: (shared[name], name))
            if shared[best] > 0:
                given[best].append(row)
                given[umbrella].remove(row)
    return {force: rows for force, rows in given.items() if rows}


def _overlap(one: Row, other: Row) -> int:
    return int(min(_reach(one), _reach(other)) - max(one["start_min"], other["start_min"]) + 1)


def _reach(row: Row) -> int:
    """The last day to which a row may be thought to hold: an open one a year past its last evidence."""
    return int(row["end_min"] + PRESUMED_DAYS if row["end"] == OPEN else row["end_max"])


def unbroken(rows: Iterable[Row]) -> list[list[Row]]:
    """Return rows in groups whose times touch, each by start."""
    groups: list[list[Row]] = []
    reach = 0
    for row in sorted(rows, key=lambda row: (row["start_min"], row["start_max"], row["presence_id"])):
        if not groups or row["start_min"] > reach + 1:
            groups.append([])
            reach = 0
        groups[-1].append(row)
        reach = max(reach, _reach(row))
    return groups


def merged(rows: list[Row], force: str) -> Spell:
    """Return the one spell of rows whose times touch; `force` is the unit named first."""
    # A country row encloses the sites of its force: where there is one, it tells start, end and standing.
    frame = [row for row in rows if not row["place_id"]] or rows
    start_min, start_max = min(row["start_min"] for row in frame), min(row["start_max"] for row in frame)
    end_min, end_max = max(row["end_min"] for row in frame), max(row["end_max"] for row in frame)
    last = max(frame, key=lambda row: (row["end_min"], row["end_max"]))
    is_open = any(row["end"] == OPEN for row in frame)
    return Spell(
        rows[0]["country"], rows[0]["group"], rows[0]["sender"],
        tuple(sorted({row["force_id"] for row in rows}, key=lambda name: (name != force, name))),
        _form(frame, "start", start_min, start_max),
        OPEN if is_open else _form(frame, "end", end_min, end_max),
        (last["last_seen"] or last["end"]) if is_open else "",
        start_min, start_max, end_min, end_max,
        min((row["standing"] for row in frame), key=STANDINGS.index),
        joined((row["start_max"], row["end_min"]) for row in rows),
        unique((row["place_id"],) for row in rows if row["place_id"]),
        tuple(row["presence_id"] for row in rows),
        unique(row["source_ids"] for row in rows),
    )  # fmt: skip


def _form(rows: Sequence[Row], column: str, low: int, high: int) -> str:
    """Return the date form that says these bounds: a row's own where one has them, else the sharpest true one."""
    for row in rows:
        if (row[f"{column}_min"], row[f"{column}_max"]) == (low, high):
            return str(row[column])
    first, last = date.fromordinal(low), date.fromordinal(high)
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return f"[{first.isoformat()}..{last.isoformat()}]"


def joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return day spans (ends inclusive), as few as cover the same days; one that ends before it starts drops out."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def is_sharp(form: str) -> bool:
    """Tell whether a date form names one day."""
    return precision(form) == "day"
