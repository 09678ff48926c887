"""Promised and kept dates of the return to civilian rule, since 2010. Pure: records out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from sahel.dates import OPEN
from sahel.queries import Days, rows_by
from sahel.store import Store
from sahel.view import View

FROM = date(2010, 1, 1)
STATES = ("kept", "late", "passed", "due", "replaced", "undated")


class Promise(NamedTuple):
    """One promised day and the events that promise it; `days` from that day to the vote, if there was one.

    States: kept (a vote by then), late (a vote after it), passed (no vote by the cut-off), due (after the cut-off),
    replaced (after the cut-off, but a newer promise stands in its place), undated (put off without a new day).
    """

    events: tuple[dict[str, Any], ...]
    promised: str
    low: int
    high: int
    state: str
    days: Days | None


class Transition(NamedTuple):
    """The promises made in a country between one elected ruler and the next; `vote` and `elected` if they came."""

    country: str
    promises: tuple[Promise, ...]
    vote: dict[str, Any] | None
    elected: dict[str, Any] | None


@lru_cache(maxsize=64)
def transitions(store: Store, countries: tuple[str, ...]) -> tuple[Transition, ...]:
    """Return the transitions of the countries that promised an end, country by country, in order."""
    return tuple(found for country in countries for found in _of(store, country))


def _of(store: Store, country: str) -> list[Transition]:
    events = [row for rows in rows_by(store, "events", "event_id").values() for row in rows]
    promising = sorted(
        (row for row in events if row["promised"] and country in row["countries"] and row["date_min"] >= _FIRST),
        key=lambda row: (row["date_min"], row["event_id"]),
    )
    return [
        _transition(store, country, list(rows), start)
        for start, rows in groupby(promising, lambda row: _elected_after(store, country, row["date_max"]))
    ]


_FIRST = FROM.toordinal()
_NEVER = date.max.toordinal()


def _elected_after(store: Store, country: str, day: int) -> int:
    """Return the day from which an elected ruler next held power."""
    starts = [row["start_min"] for row in _elected(store, country) if row["start_min"] > day]
    return min(starts, default=_NEVER)


def _elected(store: Store, country: str) -> list[dict[str, Any]]:
    return [row for row in rows_by(store, "regimes", "country").get(country, ()) if row["regime_kind"] == "elected"]


def _transition(store: Store, country: str, events: list[dict[str, Any]], start: int) -> Transition:
    elected = next((row for row in _elected(store, country) if row["start_min"] == start), None)
    vote = _vote(store, country, events[0]["date_min"], start) if elected else None
    merged = [tuple(rows) for _, rows in groupby(events, lambda row: row["promised"])]
    is_last = [i == len(merged) - 1 for i in range(len(merged))]
    promises = tuple(
        _promise(rows, vote, last, store.cutoff.toordinal()) for rows, last in zip(merged, is_last, strict=True)
    )
    return Transition(country, promises, vote, elected)


def _vote(store: Store, country: str, first: int, last: int) -> dict[str, Any] | None:
    """Return the last national vote for persons before the elected ruler's day."""
    votes = [
        row
        for row in rows_by(store, "events", "kind").get("election", ())
        if country in row["countries"] and first < row["date_min"] <= last
    ]
    return max(votes, key=lambda row: int(row["date_min"]), default=None)


def _promise(
    events: tuple[dict[str, Any], ...], vote: dict[str, Any] | None, is_last: bool, cutoff: int
) -> Promise:  # fmt: skip
    row = events[0]
    low, high = row["promised_min"], row["promised_max"]
    if row["promised"] == OPEN:
        return Promise(events, OPEN, 0, 0, "undated", None)
    if vote is not None:
        days = Days(vote["date_min"] - high, vote["date_max"] - low)
        return Promise(events, row["promised"], low, high, "kept" if vote["date_max"] <= high else "late", days)
    state = "passed" if high <= cutoff else "due" if is_last else "replaced"
    return Promise(events, row["promised"], low, high, state, None)


def promised_said(view: View, transition: Transition) -> str:
    """Return the dates in the order in which they were promised: "May 2013, then March 2014"."""
    words, said = view.words, ""
    for promise in transition.promises:
        day = day_said(view, promise)
        said = words.say("{dates}, then {day}", dates=said, day=day) if said else day
    return said


def day_said(view: View, promise: Promise) -> str:
    """Return the promised day in words, or that none is named."""
    return view.words.say("no date") if promise.promised == OPEN else view.words.date(promise.promised)


def sentence(view: View, transition: Transition) -> str:
    """Say the dates promised in one transition and what came of them."""
    words = view.words
    country, dates = words.word("country", transition.country), promised_said(view, transition)
    if transition.vote is None:
        return words.say(
            "{country}, promised: {dates}. No vote that ends the transition by {cutoff}.",
            country=country, dates=dates, cutoff=words.day(view.store.cutoff),
        )  # fmt: skip
    return words.say(
        "{country}, promised: {dates}. Vote on {day}: {state}.",
        country=country, dates=dates, day=words.date(transition.vote["date"]),
        state=state_said(view, transition.promises[-1]),
    )  # fmt: skip


def state_said(view: View, promise: Promise) -> str:
    """Say what became of a promised day by the cut-off."""
    words = view.words
    if promise.state == "late" and promise.days is not None:
        return words.say("{days} late", days=words.days(max(promise.days.low, 1), promise.days.high))
    said = {
        "kept": words.say("kept"), "late": words.say("late"), "passed": words.say("passed without a vote"),
        "due": words.say("not due by the cut-off"),
        "replaced": words.say("replaced by a later date before it fell due"),
        "undated": words.say("put off without a new date"),
    }  # fmt: skip
    return said[promise.state]
