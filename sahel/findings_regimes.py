"""What the Regimes page finds: its title and subtitle, and who counts an event as a coup. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import ceil
from typing import Any, NamedTuple

from sahel.aftermath import Aftermath, aftermaths
from sahel.exports import table_csv
from sahel.milestones import headlines
from sahel.queries import codings, counted_as_coup, rows_by
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import COUP_KINDS
from sahel.words import Language

# French takes a second line.
LONGEST_TITLE = {"en": 115, "fr": 150}
RECENT_FROM = date(2010, 1, 1)
_DAYS_PER_MONTH = 365.25 / 12


@lru_cache(maxsize=256)
def finding(view: View, zero: tuple[str, ...] | None = None) -> str:
    """Say how soon after the coup the French were gone, and where the Russians came first; else say the view."""
    sentence = _finding(view, zero) if {"FRA", "RUS"} <= set(view.senders) else ""
    return sentence if sentence and len(sentence) <= LONGEST_TITLE[view.lang] else plain(view)


def plain(view: View) -> str:
    """Say the view without a finding."""
    return view.words.say(
        "{forces} in {countries}, counted from the day of the coup",
        forces=view.forces_sentence(), countries=view.words.in_countries(view.countries),
    )  # fmt: skip


def _finding(view: View, zero: tuple[str, ...] | None) -> str:
    words = view.words
    after = aftermaths(view.store, view.countries, zero)
    left_first = [one for one in after if one.lag.exit_to_arrival and one.lag.exit_to_arrival.low > 0]
    came_first = [one for one in after if one.lag.exit_to_arrival and one.lag.exit_to_arrival.high < 0]
    left = words.in_countries(one.lag.country for one in left_first)
    came = words.in_countries(one.lag.country for one in came_first)
    months = _months(words, left_first)
    if left_first and came_first and months:
        return words.say(
            "Within {months} months of the coup the French flag was down in {left}; in {came} the Russians came first",
            months=months, left=left, came=came,
        )  # fmt: skip
    if left_first and months:
        return words.say(
            "Within {months} months of the coup the French flag was down in {left}; the Russians came later",
            months=months, left=left,
        )  # fmt: skip
    if came_first and not left_first:
        return words.say("In {came} the Russians came before the last French soldiers left", came=came)
    return ""


def _months(words: Language, after: list[Aftermath]) -> str:
    """Return in how many months at most the French were gone, in words; "" if unknown or over twelve."""
    last = [one.lag.exit[2].high for one in after if one.lag.exit is not None]
    n = max(2, ceil(max(last) / _DAYS_PER_MONTH)) if last else 0
    said = {
        2: words.say("two"), 3: words.say("three"), 4: words.say("four"), 5: words.say("five"), 6: words.say("six"),
        7: words.say("seven"), 8: words.say("eight"), 9: words.say("nine"), 10: words.say("ten"),
        11: words.say("eleven"), 12: words.say("twelve"),
    }  # fmt: skip
    return said.get(n, "")


def subtitle(view: View, zero: tuple[str, ...] = ()) -> str:
    """Say what is counted, and from where the record knows it; `zero` are the coups that the reader chose."""
    if zero and zero != headlines(view.store, view.countries):
        return view.words.say(
            "Days from the coups chosen as day 0 to the French exit and to the arrival of the first Russians, as the "
            "record of {cutoff} knows it.",
            cutoff=view.words.day(view.store.cutoff),
        )
    return view.words.say(
        "Days from the last successful coup before the French exit to that exit and to the arrival of the first "
        "Russians, as the record of {cutoff} knows it.",
        cutoff=view.words.day(view.store.cutoff),
    )


class Coded(NamedTuple):
    """An event with the words of each list, by source id: (coding, the list's date); D8 as `listed` of `covering`."""

    event: dict[str, Any]
    lists: dict[str, tuple[tuple[str, str], ...]]
    listed: int
    covering: int
    disagree: bool


@lru_cache(maxsize=64)
def coded_events(store: Store, countries: tuple[str, ...]) -> tuple[Coded, ...]:
    """Return every coup, attempt and plot of the countries, and any other event that a list codes, by day."""
    listed = rows_by(store, "coup_codings", "event_id")
    rows = [rows[0] for rows in rows_by(store, "events", "event_id").values()]
    return tuple(
        _coded(store, row)
        for row in sorted(rows, key=lambda row: (row["date_min"], row["event_id"]))
        if (row["kind"] in COUP_KINDS or row["event_id"] in listed) and set(row["countries"]) & set(countries)
    )


def _coded(store: Store, event: dict[str, Any]) -> Coded:
    lists: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in codings(store, event["event_id"]).to_dict("records"):
        lists[row["source_id"]] = (*lists.get(row["source_id"], ()), (row["coding"], row["date"]))
    listed, covering = counted_as_coup(store, event["event_id"])
    return Coded(event, lists, listed, covering, _disagree(store, event["kind"], lists))


def _disagree(store: Store, kind: str, lists: dict[str, tuple[tuple[str, str], ...]]) -> bool:
    """Tell whether lists that cover an event use different words.

    A list that codes no conspiracies is not heard where it is silent about a plot: its silence says nothing.
    """
    said = {
        coding
        for source, codings_ in lists.items()
        for coding, _ in codings_
        if coding != "not_listed" or kind != "plot" or source in _codes_plots(store)
    }
    return len(said - {"not_covered"}) > 1


@lru_cache(maxsize=8)
def _codes_plots(store: Store) -> frozenset[str]:
    rows = store.coup_codings
    return frozenset(rows.loc[rows["coding"] == "conspiracy", "source_id"])


@lru_cache(maxsize=8)
def coup_lists(store: Store) -> tuple[dict[str, Any], ...]:
    """Return the sources whose codings the record holds, by id."""
    known = rows_by(store, "sources", "source_id")
    return tuple(known[source][0] for source in sorted(set(store.coup_codings["source_id"])))


def recent(coded: tuple[Coded, ...]) -> tuple[Coded, ...]:
    """Return the coups and attempts since 2010, no plots."""
    first = RECENT_FROM.toordinal()
    return tuple(one for one in coded if one.event["kind"] in COUP_KINDS[:2] and one.event["date_min"] >= first)


def of_country(coded: tuple[Coded, ...], country: str) -> tuple[Coded, ...]:
    """Return what concerns one country."""
    return tuple(one for one in coded if country in one.event["countries"])


def as_csv(view: View, table: str) -> bytes:
    """Return the regimes, memberships or codings of the view's countries as CSV."""
    frame = view.store.table(table)
    if table in ("regimes", "memberships"):
        return table_csv(table, frame[frame["country"].isin(view.countries)])
    events = {one.event["event_id"] for one in coded_events(view.store, view.countries)}
    return table_csv(table, frame[frame["event_id"].isin(events)])
