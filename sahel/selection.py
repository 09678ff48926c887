"""Which rows of a table a reader has asked for, and the sentence that says so. Pure: a view in, rows out."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from sahel import search
from sahel.queries import events_between, in_any
from sahel.schema import BY_NAME
from sahel.store import Store
from sahel.view import FIRST, View
from sahel.vocabulary import FOCUS, NOT_FOREIGN, SENDER_GROUPS, group_of, words_of
from sahel.words import messages_n

# The column of each table that a reader may choose a kind from.
KIND_COLUMN = {
    "events": "kind", "presences": "standing", "strengths": "measure", "forces": "kind", "places": "kind",
    "regimes": "regime_kind", "memberships": "status", "coup_codings": "coding", "sources": "kind",
}  # fmt: skip
DATED = ("events", "presences", "strengths", "regimes", "memberships", "coup_codings")
_OF_COUNTRIES = (*DATED, "places")
_OF_SENDERS = ("events", "presences", "strengths", "forces")
_ENDS_EXCLUDED = ("regimes", "memberships")
_LONGEST_QUERY = 40
_COUNTED = messages_n({
    "events": "{n} of {total} events", "presences": "{n} of {total} presences", "strengths": "{n} of {total} strengths",
    "forces": "{n} of {total} forces", "places": "{n} of {total} places", "regimes": "{n} of {total} reigns",
    "memberships": "{n} of {total} memberships and sanctions", "coup_codings": "{n} of {total} codings of coups",
    "sources": "{n} of {total} sources", "corrections": "{n} of {total} corrections",
})  # fmt: skip
_ALL = messages_n({
    "events": "All {n} events", "presences": "All {n} presences", "strengths": "All {n} strengths",
    "forces": "All {n} forces", "places": "All {n} places", "regimes": "All {n} reigns",
    "memberships": "All {n} memberships and sanctions", "coup_codings": "All {n} codings of coups",
    "sources": "All {n} sources", "corrections": "All {n} corrections",
})  # fmt: skip


class Asked(NamedTuple):
    """What the reader asks of one table beside the bar: its name, words to find, a word of its kind column."""

    table: str
    query: str = ""
    kind: str = ""


@lru_cache(maxsize=64)
def rows(view: View, asked: Asked) -> pd.DataFrame:
    """Return the rows of a table that the view's countries, senders and range, the words and the kind leave over.

    A filter left wide open drops no row, also none without a country or a force.
    """
    frame = view.store.table(asked.table)
    kept = pd.Series(search.found(view.store, asked.table, asked.query), index=frame.index, dtype="bool")
    if asked.kind:
        kept &= frame[KIND_COLUMN[asked.table]] == asked.kind
    if asked.table == "coup_codings":
        kept &= frame["event_id"].isin(_between_days(view, "events")["event_id"])
        kept &= _in_countries(view, frame[["event_id"]].merge(view.store.events, on="event_id", how="left"))
    elif asked.table in DATED:
        kept &= frame.index.isin(_between_days(view, asked.table).index)
    if asked.table in _OF_COUNTRIES and asked.table != "coup_codings":
        kept &= _in_countries(view, frame)
    if asked.table in _OF_SENDERS:
        kept &= _of_senders(view, asked.table)
    return frame[kept]


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


def kinds(store: Store, table: str) -> list[str]:
    """Return the words of a table's kind column that occur, in the order of the vocabulary."""
    if table not in KIND_COLUMN:
        return []
    name = KIND_COLUMN[table]
    used = set(store.table(table)[name])
    return [code for code in words_of(BY_NAME[table].column(name).of) if code in used]


def beyond_days(view: View, asked: Asked) -> int:
    """Return how many more rows there are when the range is as wide as it can be."""
    if asked.table not in DATED:
        return 0
    return len(rows(view.but(start=FIRST, end=max(view.end, view.store.cutoff)), asked)) - len(rows(view, asked))


def title(view: View, asked: Asked) -> str:
    """Say how many rows are shown and what was asked: "2 of 637 events: coup, in Mali, 1 Jan 2012 – 30 Jun 2026"."""
    words = view.words
    n, total = len(rows(view, asked)), len(view.store.table(asked.table))
    counted = (_ALL if n == total > 1 else _COUNTED)[asked.table]
    count = words.say_n(counted, counted, n, total=words.number(total))
    limits = ", ".join(_limits(view, asked))
    return words.say("{count}: {limits}", count=count, limits=limits) if limits else count


def _limits(view: View, asked: Asked) -> list[str]:
    words, said = view.words, []
    if asked.kind:
        said.append(words.word(BY_NAME[asked.table].column(KIND_COLUMN[asked.table]).of, asked.kind))
    if asked.query:
        short = asked.query if len(asked.query) <= _LONGEST_QUERY else asked.query[:_LONGEST_QUERY].rstrip() + "…"
        said.append(words.say("“{text}”", text=short))
    if asked.table in _OF_COUNTRIES and len(view.countries) < len(FOCUS):
        said.append(words.say("in {countries}", countries=words.in_countries(view.countries)))
    if asked.table in DATED:
        said.append(words.span(view.start.isoformat(), view.end.isoformat()))
    return said


def subtitle(view: View, asked: Asked) -> str:
    """Say what a row is and, when senders are narrowed, which rows that leaves."""
    words, table = view.words, BY_NAME[asked.table]
    said = [table.fr if view.lang == "fr" else table.en]
    if asked.table in _OF_SENDERS and len(view.senders) < len(SENDER_GROUPS):
        named = words.join(words.word("sender_group", code) for code in view.senders) or words.say("no sender")
        if asked.table == "events":
            said.append(words.say("Senders: {named}; events that name no foreign force stay.", named=named))
        else:
            said.append(words.say("Senders: {named}.", named=named))
    if asked.table not in (*_OF_COUNTRIES, *_OF_SENDERS):
        said.append(words.say("Countries, forces and dates do not narrow this table."))
    if len(rows(view, asked)):
        said.append(words.say("Choose a row to read it in full with its sources."))
    return " ".join(said)
