"""What followed the headline coup of each country, and whose forces were there around it. Pure: records out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.dates import OPEN
from sahel.queries import Days, Lag, coup_lag, rows_by, unique
from sahel.spells import STANDINGS, Spell, joined, spells
from sahel.store import Store
from sahel.view import View

STEPS = ("withdrawal_announced", "agreement_ended")
LEAVING = ("withdrawal", "base_handed_over", "base_left")


class Aftermath(NamedTuple):
    """D5 of a country with the events that name it.

    `last_convoy` tells whether a withdrawal with first and last day ends on the exit; `exit_event` is the one that
    happened on it; `steps` are announcements and broken agreements between coup and exit, the telling one first.
    """

    lag: Lag
    coup: dict[str, Any]
    others: tuple[dict[str, Any], ...]
    exit_event: dict[str, Any] | None
    last_convoy: bool
    steps: tuple[dict[str, Any], ...]


@lru_cache(maxsize=64)
def aftermaths(store: Store, countries: tuple[str, ...], zero: tuple[str, ...] | None = None) -> tuple[Aftermath, ...]:
    """Return what followed the headline coup in each country that had one, in order of the coups.

    With `zero`, coups by id, these count as day 0 instead, one or more of each country.
    """
    lags = [lag for lag in (coup_lag(store, country) for country in countries) if lag is not None]
    if zero is not None:
        lags = [found for lag in lags for coup in zero if (found := _counted_from(store, lag, coup)) is not None]
    return tuple(_aftermath(store, lag) for lag in sorted(lags, key=lambda lag: lag.coup_date))


def _counted_from(store: Store, lag: Lag, coup_id: str) -> Lag | None:
    """Return the same exit and arrival counted from another coup of the country; None if it is of another country."""
    coup = rows_by(store, "events", "event_id")[coup_id][0]
    if lag.country not in coup["countries"]:
        return None
    headline = rows_by(store, "events", "event_id")[lag.coup_id][0]
    low, high = headline["date_min"] - coup["date_max"], headline["date_max"] - coup["date_min"]
    others = {lag.coup_id: lag.coup_date, **dict(lag.other_coups)}
    others.pop(coup_id, None)
    return lag._replace(
        coup_id=coup_id,
        coup_date=date.fromordinal(coup["date_min"]),
        other_coups=tuple(sorted(others.items(), key=lambda other: other[1])),
        exit=_moved(lag.exit, low, high),
        arrival=_moved(lag.arrival, low, high),
    )


def _moved(found: tuple[str, str, Days] | None, low: int, high: int) -> tuple[str, str, Days] | None:
    return None if found is None else (found[0], found[1], Days(found[2].low + low, found[2].high + high))


def _aftermath(store: Store, lag: Lag) -> Aftermath:
    events = rows_by(store, "events", "event_id")
    first = lag.coup_date.toordinal()
    last = first + lag.exit[2].high if lag.exit is not None else 0
    french = _events_of(store, lag.country, "FRA")
    near = [row for row in french if row["kind"] in LEAVING and _last(row) == last]
    steps = [
        row for row in french if row["kind"] in STEPS and row["importance"] == 1 and first < row["date_min"] < last
    ]  # fmt: skip
    # The newest announcement of a withdrawal tells most; what else fits stands beside it.
    steps.sort(key=lambda row: (STEPS.index(row["kind"]), -row["date_min"]))
    return Aftermath(
        lag,
        events[lag.coup_id][0],
        tuple(events[event][0] for event, _ in lag.other_coups),
        near[0] if near else None,
        any(row["kind"] == "withdrawal" and row["end_date"] for row in near),
        tuple(steps),
    )


def _events_of(store: Store, country: str, sender: str) -> list[dict[str, Any]]:
    forces = {row["force_id"] for row in rows_by(store, "forces", "sender").get(sender, ())}
    kinds = rows_by(store, "events", "kind")
    return [
        row
        for kind in (*LEAVING, *STEPS)
        for row in kinds.get(kind, ())
        if country in row["countries"] and forces.intersection(row["force_ids"])
    ]


def _last(row: dict[str, Any]) -> int:
    return int(row["end_date_max"] if row["end_date"] else row["date_max"])


@lru_cache(maxsize=256)
def stays(store: Store, country: str, group: str) -> tuple[Spell, ...]:
    """Return the unbroken stays of a sender group in a country: its forces' spells that stand alike and touch, joined.

    What is evidenced only inside a better established stay is left out.
    """
    single = [spell for spell in spells(store, country) if spell.group == group]
    found: list[Spell] = []
    for standing in STANDINGS:
        alike = [_joined(run) for run in _runs([spell for spell in single if spell.standing == standing])]
        found += [stay for stay in alike if not any(_holds(better, stay) for better in found)]
    return tuple(sorted(found, key=lambda stay: (stay.start_min, STANDINGS.index(stay.standing))))


def _runs(alike: list[Spell]) -> list[list[Spell]]:
    runs: list[list[Spell]] = []
    reach = 0
    for spell in sorted(alike, key=lambda spell: (spell.start_min, spell.start_max, spell.presence_ids)):
        if runs and spell.start_min <= reach + 1:
            runs[-1].append(spell)
        else:
            runs.append([spell])
            reach = 0
        reach = max(reach, spell.end_max)
    return runs


def _joined(run: list[Spell]) -> Spell:
    """Join spells: from the first start to the last end; with an open one no end is known after the last evidence."""
    start = min(spell.start_min for spell in run), min(spell.start_max for spell in run)
    end = max(spell.end_min for spell in run), max(spell.end_max for spell in run)
    still = [spell for spell in run if spell.is_open]
    return run[0]._replace(
        force_ids=unique(spell.force_ids for spell in run),
        start=_form({(spell.start_min, spell.start_max): spell.start for spell in run}, start),
        end=OPEN if still else _form({(spell.end_min, spell.end_max): spell.end for spell in run}, end),
        last_seen=max(still, key=lambda spell: spell.end_min).last_seen if still else "",
        start_min=start[0], start_max=start[1], end_min=end[0], end_max=end[1],
        sure=joined(span for spell in run for span in spell.sure),
        place_ids=unique(spell.place_ids for spell in run),
        presence_ids=unique(spell.presence_ids for spell in run),
        source_ids=unique(spell.source_ids for spell in run),
    )  # fmt: skip


def _form(written: dict[tuple[int, int], str], bounds: tuple[int, int]) -> str:
    """Return the date form of these bounds: as a row has it, else as a bracket of days."""
    first, last = (date.fromordinal(day).isoformat() for day in bounds)
    return written.get(bounds) or (first if first == last else f"[{first}..{last}]")


def _holds(better: Spell, stay: Spell) -> bool:
    evidenced = stay.end_min if stay.is_open else stay.end_max
    return better.start_min <= stay.start_min and evidenced <= better.end_max


def said_days(view: View, days: Days) -> str:
    """Return "448" or "191 to 213": a day counted from the coup, no sharper than it is."""
    if days.low == days.high:
        return view.words.number(days.low)
    return view.words.say("{low} to {high}", low=view.words.number(days.low), high=view.words.number(days.high))


def exit_label(view: View, after: Aftermath) -> str:
    """Say the exit: the last soldiers if a withdrawal with its last day is on record, else what happened that day."""
    words, found = view.words, after.lag.exit
    if found is None:
        return ""
    day = said_days(view, found[2])
    if after.last_convoy:
        return words.say("day {n}: last French soldiers leave", n=day)
    if after.exit_event is not None:
        return words.say("day {n}: {event}", n=day, event=after.exit_event[f"title_{view.lang}"])
    return words.say("day {n}: French exit", n=day)
