"""Who published what the record cites: publishers, agencies, kinds of source, and rows with one voice only. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sahel import coverage, facets
from sahel.queries import all_rows
from sahel.schema import TABLES
from sahel.sourcing import voice
from sahel.store import Store

Source = Mapping[str, str]
_UNCOUNTED = ("sources", "corrections")


class Voice(NamedTuple):
    """A publisher or an agency: its sources, how many of each kind, rows that cite it, rows that rest on it alone."""

    name: str
    sources: int
    kinds: tuple[tuple[str, int], ...]
    rows: int
    alone: int


class Share(NamedTuple):
    """A kind of source: how many sources are of it, and how many rows cite one of it."""

    kind: str
    sources: int
    rows: int


class Lone(NamedTuple):
    """A dated table: how many of its rows cite one of some sources, and how many of these rest on one voice."""

    table: str
    rows: int
    alone: int


@lru_cache(maxsize=16)
def publishers(store: Store, source_ids: frozenset[str]) -> tuple[Voice, ...]:
    """Return the publishers of some sources, those with most sources first, then by name."""
    return _voices(store, source_ids, _publisher, _publisher)


@lru_cache(maxsize=16)
def agencies(store: Store, source_ids: frozenset[str]) -> tuple[Voice, ...]:
    """Return the agencies and others whose text some sources reproduce, those with most sources first."""
    return _voices(store, source_ids, lambda source: source["agency"], voice)


def _publisher(source: Source) -> str:
    return source["publisher"]


def _voices(
    store: Store, source_ids: frozenset[str], name_of: Callable[[Source], str], whose: Callable[[Source], str]
) -> tuple[Voice, ...]:
    """Count sources by a name of theirs, and the rows that cite one of them; `whose` tells whose word a source is."""
    sources = {row["source_id"]: row for row in all_rows(store, "sources")}
    kinds: dict[str, Counter[str]] = {}
    for row in (sources[source] for source in sources if source in source_ids and name_of(sources[source])):
        kinds.setdefault(name_of(row), Counter())[row["kind"]] += 1
    words = {source: whose(row).casefold() for source, row in sources.items()}
    cited = _counted(_citing(store), {source: word for source, word in words.items() if source in source_ids})
    resting = ({words[source] for source in row} for row in _resting(store) if not source_ids.isdisjoint(row))
    alone = Counter(names.pop() for names in resting if len(names) == 1)
    found = [
        Voice(name, of.total(), tuple(sorted(of.items(), key=_most)), cited[name.casefold()], alone[name.casefold()])
        for name, of in kinds.items()
    ]
    return tuple(sorted(found, key=lambda voice: (-voice.sources, voice.name.casefold())))


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _counted(rows: tuple[tuple[str, ...], ...], names: dict[str, str]) -> Counter[str]:
    """Return how many rows cite each name at least once."""
    return Counter(name for cited in rows for name in {names[source] for source in cited if source in names})


@lru_cache(maxsize=4)
def _citing(store: Store) -> tuple[tuple[str, ...], ...]:
    """Return the sources of every row of every table that rests on sources."""
    tables = [table.name for table in TABLES if table.name not in _UNCOUNTED]
    return tuple(facets.sources_of(table, row) for table in tables for row in all_rows(store, table))


@lru_cache(maxsize=4)
def _resting(store: Store) -> tuple[tuple[str, ...], ...]:
    """Return the sources of every dated row that rests on one independent voice."""
    return tuple(facets.sources_of(table, row) for table, rows in coverage.alone(store).items() for row in rows)


@lru_cache(maxsize=16)
def shares(store: Store, source_ids: frozenset[str]) -> tuple[Share, ...]:
    """Return the kinds of some sources, most sources first; a row that cites two kinds counts for both."""
    kinds = {row["source_id"]: row["kind"] for row in all_rows(store, "sources") if row["source_id"] in source_ids}
    cited = _counted(_citing(store), kinds)
    return tuple(Share(kind, n, cited[kind]) for kind, n in sorted(Counter(kinds.values()).items(), key=_most))


@lru_cache(maxsize=16)
def alone(store: Store, source_ids: frozenset[str]) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return by table the dated rows that rest on one independent voice, if a source of theirs is among some."""
    return {
        table: kept
        for table, rows in coverage.alone(store).items()
        if (kept := tuple(row for row in rows if not source_ids.isdisjoint(facets.sources_of(table, row))))
    }


@lru_cache(maxsize=16)
def lone(store: Store, source_ids: frozenset[str]) -> tuple[Lone, ...]:
    """Return for each dated table how many of its rows cite one of some sources, and how many rest on one voice."""
    found = alone(store, source_ids)
    counted = (
        Lone(
            table,
            sum(not source_ids.isdisjoint(facets.sources_of(table, row)) for row in all_rows(store, table)),
            len(found.get(table, ())),
        )
        for table in coverage.COUNTED
    )
    return tuple(line for line in counted if line.rows)
