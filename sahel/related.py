"""Which rows share a place, a force or the month with a row, the nearest in time first. Pure: a record in, ids out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sahel import facets, links
from sahel.queries import all_rows
from sahel.store import Store

TABLES = ("events", "presences", "strengths", "regimes", "memberships")
SHARED = ("place", "force", "month")


class Told(NamedTuple):
    """A dated row: its table and id, its earliest day, and what it may share with others, each as a key."""

    table: str
    row_id: str
    day: int
    keys: tuple[tuple[str, str], ...]


def related(store: Store, table: str, row: dict[str, Any]) -> dict[str, list[Told]]:
    """Return, by what they share with a dated row ("place", "force", "month"), the other rows; nearest in time first.

    A row that knows only its year shares no month; a month is shared by rows about the same country.
    """
    if table not in TABLES:
        return {}
    own = _told(table, row)
    found: dict[str, dict[tuple[str, str], Told]] = {shared: {} for shared in SHARED}
    for key in own.keys:
        found[key[0]] |= {other[:2]: other for other in _by_key(store).get(key, ()) if other[:2] != own[:2]}
    return {
        shared: sorted(others.values(), key=lambda other: (abs(other.day - own.day), other))
        for shared, others in found.items()
        if others
    }


@lru_cache(maxsize=4)
def _by_key(store: Store) -> dict[tuple[str, str], tuple[Told, ...]]:
    found: dict[tuple[str, str], list[Told]] = {}
    for told in (_told(table, row) for table in TABLES for row in all_rows(store, table)):
        for key in told.keys:
            found.setdefault(key, []).append(told)
    return {key: tuple(rows) for key, rows in found.items()}


def _told(table: str, row: dict[str, Any]) -> Told:
    keys = [("place", code) for code in facets.named(table, "places", row)]
    keys += [("force", code) for code in facets.named(table, "forces", row)]
    first, month = day(row), month_of(row)
    countries = row["countries"] if "countries" in row else (row["country"],)
    keys += [("month", f"{month:%Y-%m} {country}") for country in countries if month]
    return Told(table, links.row_id(table, row), first, tuple(keys))


def day(row: dict[str, Any]) -> int:
    """Return the ordinal of the earliest day on which a dated row may begin."""
    return int(row["start_min"] if "start_min" in row else row["date_min"])


def month_of(row: dict[str, Any]) -> date | None:
    """Return the first day of the month in which a dated row begins, or None if it may be one of several."""
    start = "start" if "start_min" in row else "date"
    first, last = date.fromordinal(row[f"{start}_min"]), date.fromordinal(row[f"{start}_max"])
    return first.replace(day=1) if (first.year, first.month) == (last.year, last.month) else None
