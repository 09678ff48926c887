"""Which rows of a table a reader has asked for, and the sentence that says so. Pure: a view in, rows out."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from sahel import facets, search
from sahel.facets import FACETS, Mask
from sahel.queries import events_between, in_any
from sahel.schema import BY_NAME, TABLES
from sahel.store import Store
from sahel.view import FIRST, View
from sahel.vocabulary import FOCUS, NOT_FOREIGN, SENDER_GROUPS, group_of
from sahel.words import messages_n

DATED = ("events", "presences", "strengths", "regimes", "memberships", "coup_codings")
_OF_COUNTRIES = (*DATED, "places")
_OF_SENDERS = ("events", "presences", "strengths", "forces")
_ENDS_EXCLUDED = ("regimes", "memberships")
_LONGEST_TITLE, _SHORTEST_QUERY = 115, 12
_COUNTED = messages_n({
    "events": "{n} of {total} events", "presences": "{n} of {total} presences", "strengths": "{n} of {total} strengths",
    "forces": "{n} of {total} forces", "places": "{n} of {total} places", "regimes": "{n} of {total} reigns",
    "memberships": "{n} of {total} memberships and sanctions", "coup_codings": "{n} of {total} codings of coups",
    "sources": "{n} of {total} sources", "corrections": "{n} of {total} corrections", "": "{n} of {total} rows",
})  # fmt: skip
_ALL = messages_n({
    "events": "All {n} events", "presences": "All {n} presences", "strengths": "All {n} strengths",
    "forces": "All {n} forces", "places": "All {n} places", "regimes": "All {n} reigns",
    "memberships": "All {n} memberships and sanctions", "coup_codings": "All {n} codings of coups",
    "sources": "All {n} sources", "corrections": "All {n} corrections", "": "All {n} rows",
})  # fmt: skip


class Asked(NamedTuple):
    """What the reader asks beside the bar: a table, or "" for all of them, words to find, a word of its kind column.

    The others are codes of the facets: a place, a force, a confidence, a kind and a language of sources.
    """

    table: str
    query: str = ""
    kind: str = ""
    place: str = ""
    force: str = ""
    confidence: str = ""
    source: str = ""
    language: str = ""

    @property
    def facets(self) -> dict[str, str]:
        """The facets that are set, by name; the kind is not among them."""
        return {name: getattr(self, name) for name in FACETS if getattr(self, name)}


class Group(NamedTuple):
    """The rows of one table that are asked for: their positions, best first."""

    table: str
    positions: tuple[int, ...]


def rows(view: View, asked: Asked) -> pd.DataFrame:
    """Return the rows of a table that the view's countries, senders and range, the words and the facets leave over.

    A filter left wide open drops no row, also none without a country or a force.
    """
    kept = _kept(view, asked._replace(query=""))
    found = np.zeros(len(kept), dtype=bool)
    found[search.hits(view.store, asked.query)[asked.table]] = True
    return view.store.table(asked.table)[kept & found]


@lru_cache(maxsize=32)
def groups(view: View, asked: Asked) -> tuple[Group, ...]:
    """Return the rows of all tables that are asked for; the table with the best row first, what serves others last."""
    found = []
    for table, hits in search.hits(view.store, asked.query).items():
        positions = hits[_kept(view, asked._replace(table=table, query=""))[hits]]
        if len(positions):
            found.append(Group(table, tuple(positions.tolist())))
    return tuple(found)


@lru_cache(maxsize=256)
def _kept(view: View, asked: Asked) -> Mask:
    """Tell which rows of a table the bar and the facets leave over, whatever the words are."""
    kept = _barred(view, asked.table)
    for name, code in (("kind", asked.kind), *asked.facets.items()):
        kept = kept & facets.having(view.store, asked.table, name, code) if code else kept
    return kept


@lru_cache(maxsize=128)
def _barred(view: View, table: str) -> Mask:
    """Tell which rows of a table the bar leaves over: its days, countries and senders."""
    frame = view.store.table(table)
    kept = pd.Series(True, index=frame.index)
    if table == "coup_codings":
        kept &= frame["event_id"].isin(_between_days(view, "events")["event_id"])
        kept &= _in_countries(view, frame[["event_id"]].merge(view.store.events, on="event_id", how="left"))
    elif table in DATED:
        kept &= frame.index.isin(_between_days(view, table).index)
    if table in _OF_COUNTRIES and table != "coup_codings":
        kept &= _in_countries(view, frame)
    if table in _OF_SENDERS:
        kept &= _of_senders(view, table)
    return kept.to_numpy(dtype=bool)


def _between_days(view: View, table: str) -> pd.DataFrame:
    """Return the rows of a dated table that may touch the range; ends of reigns and memberships are exclusive."""
    frame = view.store.table(table)
    if table == "events":
        return events_between(frame, view.start, view.end)
    first, last = ("start", "end") if "start" in frame else ("date", "date")
    end = frame[f"{last}_max"] - (table in _ENDS_EXCLUDED)
    return frame[(frame[f"{first}_min"] <= view.end.toordinal()) & (end >= view.start.toordinal())]


def _in_countries(view: View, frame: pd.DataFrame) -> pd.Series[bool]:
    if len(view.countries) == len(FOCUS):
        return pd.Series(True, index=frame.index)
    if "countries" in frame:
        return in_any(frame["countries"], view.countries)
    return frame["country"].isin(view.countries)


def _of_senders(view: View, table: str) -> pd.Series[bool]:
    """Tell which rows name a force of the senders; an event that names no foreign force stays."""
    frame = view.store.table(table)
    if len(view.senders) == len(SENDER_GROUPS):
        return pd.Series(True, index=frame.index)
    groups = foreign_groups(view.store)
    if table == "events":
        named = [{groups[force] for force in forces if force in groups} for forces in frame["force_ids"]]
        return pd.Series([not some or bool(some & set(view.senders)) for some in named], index=frame.index)
    return frame["force_id"].map(groups).isin(view.senders)


@lru_cache(maxsize=8)
def foreign_groups(store: Store) -> dict[str, str]:
    """Return the sender group of every force that is neither a host state nor an armed group."""
    forces = store.forces[~store.forces["kind"].isin(NOT_FOREIGN)]
    return {force: group_of(sender) for force, sender in zip(forces["force_id"], forces["sender"], strict=True)}


def count(view: View, asked: Asked) -> int:
    """Return how many rows are asked for, of one table or of all."""
    if asked.table:
        return len(rows(view, asked))
    return sum(len(group.positions) for group in groups(view, asked))


def beyond_days(view: View, asked: Asked) -> int:
    """Return how many more rows there are when the range is as wide as it can be."""
    if asked.table not in ("", *DATED):
        return 0
    return count(view.but(start=FIRST, end=max(view.end, view.store.cutoff)), asked) - count(view, asked)


def title(view: View, asked: Asked) -> str:
    """Say how many rows are shown and what was asked: "2 of 637 events: coup, in Mali, 1 Jan 2012 – 30 Jun 2026"."""
    words, n = view.words, count(view, asked)
    tables = [asked.table] if asked.table else [table.name for table in TABLES]
    total = sum(len(view.store.table(table)) for table in tables)
    counted = (_ALL if n == total > 1 else _COUNTED)[asked.table]
    said = words.say_n(counted, counted, n, total=words.number(total))
    room = _LONGEST_TITLE - len(_with_limits(view, said, asked, ""))
    return _with_limits(view, said, asked, _short(asked.query, room))


def _short(query: str, room: int) -> str:
    """Return as much of a query as fits into what is left of a title, with its quotes and comma."""
    longest = max(room - 8, _SHORTEST_QUERY)
    return query if len(query) <= longest else query[: longest - 1].rstrip() + "…"


def _with_limits(view: View, said: str, asked: Asked, query: str) -> str:
    limits = ", ".join(_limits(view, asked._replace(query=query)))
    return view.words.say("{count}: {limits}", count=said, limits=limits) if limits else said


def _limits(view: View, asked: Asked) -> list[str]:
    words, said = view.words, []
    if asked.kind:
        said.append(words.word(facets.kind_list(view.store, asked.kind)[1], asked.kind))
    if asked.query:
        said.append(words.say("“{text}”", text=asked.query))
    if asked.table in ("", *_OF_COUNTRIES) and len(view.countries) < len(FOCUS):
        said.append(words.say("in {countries}", countries=words.in_countries(view.countries)))
    if asked.table in ("", *DATED):
        said.append(words.span(view.start.isoformat(), view.end.isoformat()))
    return said


def subtitle(view: View, asked: Asked) -> str:
    """Say what a row is and, when senders or facets are narrowed, which rows that leaves."""
    words, said = view.words, [_what(view, asked)]
    if asked.table in ("", *_OF_SENDERS) and len(view.senders) < len(SENDER_GROUPS):
        named = words.join(words.word("sender_group", code) for code in view.senders) or words.say("no sender")
        if asked.table in ("", "events"):
            said.append(words.say("Senders: {named}; events that name no foreign force stay.", named=named))
        else:
            said.append(words.say("Senders: {named}.", named=named))
    if asked.facets:
        narrowed = words.clauses(facets.said(view, name, code) for name, code in asked.facets.items())
        said.append(words.say("Only rows with {narrowed}.", narrowed=narrowed))
    if asked.table not in ("", *_OF_COUNTRIES, *_OF_SENDERS):
        said.append(words.say("Countries, forces and dates do not narrow this table."))
    if asked.table and len(rows(view, asked)):
        said.append(words.say("Choose a row to read it in full with its sources."))
    return " ".join(said)


def _what(view: View, asked: Asked) -> str:
    words, table = view.words, asked.table
    if table:
        return BY_NAME[table].fr if view.lang == "fr" else BY_NAME[table].en
    if search.wanted(asked.query):
        return words.say("Rows of every table that hold all the words, best first; each opens with its sources.")
    return words.say("Rows of every table, the newest first; each opens with its sources.")
