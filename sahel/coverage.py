"""How far the record reaches and what it lacks, counted from its own rows. Pure: a store in, small records out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.dates import OPEN, precision
from sahel.queries import PRESUMED_DAYS, all_rows, foreign_records
from sahel.schema import TABLES
from sahel.selection import foreign_groups
from sahel.sourcing import voices
from sahel.store import Store
from sahel.view import FIRST
from sahel.vocabulary import FOCUS, SENDER_GROUPS, words_of

COUNTED = ("events", "presences", "strengths", "regimes", "memberships")
FEW_EVENTS = 10
# The kinds of row that are told apart by year: the groups of events, then the other dated tables.
EVENT_GROUPS = ("power", "relations", "forces", "violence")
KINDS = (*EVENT_GROUPS, "presences", "strengths", "regimes", "memberships")
_ENDS_EXCLUDED = ("regimes", "memberships")
SHARPNESS = ("day", "month", "year", "about", "between", "open")

ByYear = dict[tuple[str, str], dict[int, int]]


class Line(NamedTuple):
    """Rows of one table about one country, by decade (1960 stands for 1960 to 1969)."""

    table: str
    country: str
    by_decade: dict[int, int]

    @property
    def total(self) -> int:
        """All rows of the line."""
        return sum(self.by_decade.values())


def lines(store: Store) -> list[Line]:
    """Return, per dated table and country, the rows of each decade, by the earliest day on which each may begin."""
    return [Line(table, country, _by_decade(store, table, country)) for table in COUNTED for country in FOCUS]


def _by_decade(store: Store, table: str, country: str) -> dict[int, int]:
    frame = store.table(table)
    first = frame["start_min" if "start_min" in frame else "date_min"]
    where = frame["countries"] if "countries" in frame else [(code,) for code in frame["country"]]
    counts = dict.fromkeys(decades(store), 0)
    for day, codes in zip(first, where, strict=True):
        if country in codes:
            counts[_decade(day)] = counts.get(_decade(day), 0) + 1
    return counts


def _decade(ordinal: int) -> int:
    return date.fromordinal(ordinal).year // 10 * 10


def decades(store: Store) -> list[int]:
    """Return the decades from the first event to the cut-off."""
    first = _decade(int(store.events["date_min"].min())) if len(store.events) else store.cutoff.year
    return list(range(first // 10 * 10, store.cutoff.year + 1, 10))


def years(store: Store) -> range:
    """Return the years that the record is about: from the first that a view can show to the cut-off."""
    return range(FIRST.year, store.cutoff.year + 1)


@lru_cache(maxsize=4)
def by_year(store: Store) -> ByYear:
    """Return by (country, kind) how many rows speak of each year.

    Events and figures stand in the year of the earliest day that they may mean; presences, reigns and memberships in
    every year from the earliest start to the latest end, open ones to their last evidence or the cut-off.
    """
    counts = {(country, kind): dict.fromkeys(years(store), 0) for country in FOCUS for kind in KINDS}
    for table in COUNTED:
        for row in all_rows(store, table):
            kind = words_of("event_kind")[row["kind"]].shape if table == "events" else table
            for country in set(row.get("countries") or (row.get("country"),)) & set(FOCUS):
                for year in _touched(table, row):
                    if year in counts[country, kind]:
                        counts[country, kind][year] += 1
    return counts


def _touched(table: str, row: dict[str, Any]) -> range:
    first = date.fromordinal(row["start_min" if "start" in row else "date_min"]).year
    if "start" not in row:
        return range(first, first + 1)
    is_open = row["end"] == OPEN
    last = row["end_min"] if is_open else row["end_max"] - (table in _ENDS_EXCLUDED)
    return range(first, max(first, date.fromordinal(last).year) + 1)


@lru_cache(maxsize=4)
def without(store: Store) -> dict[tuple[str, str], tuple[tuple[int, int], ...]]:
    """Return by (country, kind) the runs of years of which the record has no row, each with first and last year."""
    return {line: _runs([year for year, n in counts.items() if not n]) for line, counts in by_year(store).items()}


def _runs(found: list[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for year in found:
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return tuple(runs)


def events_before(store: Store, day: date) -> int:
    """Return how many events happened before a day, by the earliest day that each may mean."""
    return int((store.events["date_min"] < day.toordinal()).sum())


def thin(store: Store) -> list[tuple[str, int, int]]:
    """Return (country, decade, events) where the record has fewer than ten events; it asks for 1960 and after."""
    counted = [line for line in lines(store) if line.table == "events"]
    return [
        (line.country, ten, n)
        for line in counted
        for ten, n in line.by_decade.items()
        if ten >= 1960 and n < FEW_EVENTS
    ]


def last_evidence(store: Store) -> dict[tuple[str, str], dict[str, Any]]:
    """Return, by sender group and country, the presence that is evidenced latest; an open one before an ended one."""
    rows = sorted(foreign_records(store), key=lambda row: (row["end_min"], row["end"] == OPEN, row["presence_id"]))
    newest = {(row["group"], row["country"]): row for row in rows}
    return {
        (group, country): newest[group, country]
        for group in SENDER_GROUPS
        for country in FOCUS
        if (group, country) in newest
    }


def stale(store: Store) -> list[dict[str, Any]]:
    """Return the presences without a known end that were last seen over a year before the cut-off, oldest first."""
    limit = store.cutoff.toordinal() - PRESUMED_DAYS
    rows = [row for row in all_rows(store, "presences") if row["end"] == OPEN and row["end_min"] < limit]
    return sorted(rows, key=lambda row: (row["end_min"], row["presence_id"]))


def uncounted(store: Store) -> list[str]:
    """Return the foreign forces that have a presence and no strength, neither their own nor of a part of them."""
    part_of = dict(zip(store.forces["force_id"], store.forces["part_of_id"], strict=True))
    counted = set(store.strengths["force_id"])
    counted |= {part_of[force] for force in counted if part_of.get(force)}
    there = set(store.presences["force_id"]) - counted
    return [force for force in foreign_groups(store) if force in there]


def citing(store: Store) -> int:
    """Return how many rows rest on sources: all but the sources themselves and the corrections."""
    return sum(len(store.table(table.name)) for table in TABLES if table.name not in ("sources", "corrections"))


@lru_cache(maxsize=4)
def alone(store: Store) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return by dated table the rows that rest on one independent voice, in the order of the table.

    Two copies of one agency's text are one voice, and so are two pages of one publisher.
    """
    sources = {row["source_id"]: row for row in all_rows(store, "sources")}
    return {
        table: tuple(
            row for row in all_rows(store, table) if len(voices(sources[source] for source in row["source_ids"])) < 2
        )
        for table in COUNTED
    }


def rows_counted(store: Store) -> int:
    """Return how many rows the dated tables have."""
    return sum(len(store.table(table)) for table in COUNTED)


def source_kinds(store: Store) -> dict[str, int]:
    """Return how many sources there are of each kind, most first."""
    return {str(kind): int(n) for kind, n in store.sources["kind"].value_counts(sort=True).items()}


def examples(store: Store) -> dict[str, tuple[str, str, str, str]]:
    """Return for each form of date a cell that has it: (table, id, column, cell); starts of presences first."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for table, column in (("presences", "start"), ("presences", "end"), ("events", "date"), ("strengths", "date")):
        frame, key = store.table(table), f"{table[:-1]}_id"
        for row_id, cell in zip(frame[key][::-1], frame[column][::-1], strict=True):
            found.setdefault(precision(cell), (table, str(row_id), column, str(cell)))
    return {form: found[form] for form in SHARPNESS if form in found}
