"""The sentence over the timeline, computed from what it shows. Pure: a view in, a sentence out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from sahel.lanes import lanes
from sahel.queries import COUNTED_COUPS_FROM, coup_lag
from sahel.reigns import happenings
from sahel.view import View
from sahel.words import messages

MOST = 115
_YEAR_DAYS = 366
_SPELLED = messages({
    2: "Two coups", 3: "Three coups", 4: "Four coups", 5: "Five coups", 6: "Six coups", 7: "Seven coups",
    8: "Eight coups", 9: "Nine coups", 10: "Ten coups",
})  # fmt: skip
_WITHIN = messages({1: "one year", 2: "two years", 3: "three years"})


@lru_cache(maxsize=64)
def finding(view: View) -> str:
    """Say what the drawing shows: coups and the French exit, else coups, else who was there without one."""
    for said in (_exit_after_coups(view), _coups(view), _quiet(view)):
        if said and len(said) <= MOST:
            return said
    return view.range_sentence()


def subtitle(view: View) -> str:
    """Say what, where and when, and as of which record."""
    words = view.words
    return words.say(
        "Who rules (band) and whose forces are present (bars) in {countries}, {span}, "
        "as the record of {cutoff} knows it. Vertical lines are coups.",
        countries=words.in_countries(view.countries),
        span=words.span(view.start.isoformat(), view.end.isoformat()),
        cutoff=words.day(view.store.cutoff),
    )


class Wave(NamedTuple):
    """The coups of a country since 2020 and the most days from the first of them to the French exit."""

    country: str
    coups: int
    days: int


@lru_cache(maxsize=64)
def waves(view: View) -> tuple[Wave, ...]:
    """Return the countries of a view that had coups since 2020 after which the French left, all inside its range.

    A country where they have not left, or left before its first such coup, is not among them.
    """
    found = []
    for country in view.countries:
        days = [
            event["date_max"] for event in coups(view, country) if event["date_min"] >= COUNTED_COUPS_FROM.toordinal()
        ]
        lag = coup_lag(view.store, country)
        if not days or lag is None or lag.exit is None or any(spell.is_open for spell in _french(view, country)):
            continue
        last = lag.coup_date.toordinal() + lag.exit[2].high
        if days[0] <= last <= view.end.toordinal() and any(
            spell.start_max < days[0] for spell in _french(view, country)
        ):
            found.append(Wave(country, len(days), last - days[0]))
    return tuple(found)


def _french(view: View, country: str) -> list[Any]:
    return [spell for lane in lanes(view, country) if lane.group == "FRA" for spell in lane.spells]


def coups(view: View, country: str) -> list[dict[str, Any]]:
    """Return the coups of a country in the range of a view, by day."""
    return [event for event in happenings(view, country) if event["kind"] == "coup"]


def _exit_after_coups(view: View) -> str:
    if "FRA" not in view.senders or view.start > COUNTED_COUPS_FROM:
        return ""
    found = waves(view)
    total = sum(wave.coups for wave in found)
    if not found or len(found) < len(view.countries) or total not in _SPELLED:
        return ""
    years = -(-max(wave.days for wave in found) // _YEAR_DAYS)
    if years not in _WITHIN:
        return ""
    words = view.words
    said = {"coups": words.say(_SPELLED[total]), "years": words.say(_WITHIN[years])}
    if len(found) == 1:
        country = words.word("country", found[0].country)
        return words.say(
            "{country}: {coups} since 2020, and the French were gone within {years} of the first",
            country=country,
            **said,
        )
    return words.say("{coups} since 2020, and in each country the French were gone within {years} of the first", **said)


def _coups(view: View) -> str:
    counts = {country: len(coups(view, country)) for country in view.countries}
    total = sum(counts.values())
    if not total:
        return ""
    words = view.words
    return words.say_n(
        "{n} coup changed power in {countries}, {span}",
        "{n} coups changed power in {countries}, {span}",
        total,
        countries=words.in_countries(country for country, n in counts.items() if n),
        span=_span(view),
    )


def _quiet(view: View) -> str:
    """Say that the range holds no coup; only for days that the record reaches."""
    if view.end > view.store.cutoff or not view.countries:
        return ""
    words = view.words
    if not forces_shown(view):
        return words.say(
            "No coup and no such force in the record for {countries}, {span}",
            countries=words.in_countries(view.countries),
            span=_span(view),
        )
    return words.say(
        "No coup in {countries}, {span}; {forces}",
        countries=words.in_countries(view.countries),
        span=_span(view),
        forces=words.say_n("{n} foreign force present", "{n} foreign forces present", forces_shown(view)),
    )


def forces_shown(view: View) -> int:
    """Return how many foreign forces the lanes of a view show, each once."""
    return len(
        {spell.force_ids[0] for country in view.countries for lane in lanes(view, country) for spell in lane.spells}
    )


def _span(view: View) -> str:
    """Say the range: whole years as years, else its days."""
    first, last = view.start, view.end
    whole = (first.month, first.day) == (1, 1) and (last == view.store.cutoff or (last.month, last.day) == (12, 31))
    if whole and first.year < last.year:
        return view.words.span(str(first.year), str(last.year))
    return view.words.span(first.isoformat(), last.isoformat())


def is_beyond(view: View) -> bool:
    """Tell whether the range begins after the day to which the record reaches."""
    return view.start > view.store.cutoff
