"""Who calls it a coup: each list's counts by country and decade, what it covers, where lists differ. Pure."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from sahel.dates import bounds
from sahel.findings_regimes import Coded, coded_events, coup_lists
from sahel.queries import rows_by
from sahel.store import Store
from sahel.view import View

RULE = "rule"
FIRST_DECADE = 1960
CODINGS = ("success", "failed", "conspiracy")
_OWN = {"coup": "success", "coup_attempt": "failed", "plot": "conspiracy"}
# What a list is called in a sentence: names, the same in both languages.
_SHORT = {
    "cline-2-1-2": "Cline Center 2.1.2", "colpus-1-1": "Colpus 1.1",
    "powell-thyne-2020-day": "Powell and Thyne (2020)", "powell-thyne-2025-month": "Powell and Thyne (2025)",
}  # fmt: skip


class Coverage(NamedTuple):
    """The first and the last year of which a list says something about an event of the record."""

    first: int
    last: int


class Count(NamedTuple):
    """What a list counts in a country and decade; `covered` is all, part or none of it."""

    country: str
    decade: int
    numbers: dict[str, int]
    covered: str


class Voice(NamedTuple):
    """What one list, or the rule of the record, says of an event: its codings, how often each."""

    source_id: str
    said: tuple[tuple[str, int], ...]


class Disagreement(NamedTuple):
    """An event that the lists do not call the same, and what each one that covers it says."""

    coded: Coded
    voices: tuple[Voice, ...]

    @property
    def is_of_plots(self) -> bool:
        """Tell whether nobody calls it more than a conspiracy, so that only its listing is in dispute."""
        return {coding for voice in self.voices for coding, _ in voice.said} <= {"conspiracy", "not_listed"}


def options(store: Store) -> list[str]:
    """Return what the reader may choose: our own rule first, then every list."""
    return [RULE, *(source["source_id"] for source in coup_lists(store))]


def short_name(view: View, source_id: str) -> str:
    """Return what a list is called in a sentence."""
    if source_id == RULE:
        return view.words.say("this record, held seven days")
    known = rows_by(view.store, "sources", "source_id")
    return _SHORT.get(source_id) or str(known[source_id][0]["title"])


@lru_cache(maxsize=64)
def coverage(store: Store, source_id: str) -> Coverage:
    """Return the years between which a list codes events of the record or leaves them out knowingly."""
    if source_id == RULE:
        return Coverage(FIRST_DECADE, store.cutoff.year)
    days = rows_by(store, "events", "event_id")
    covered = [
        bounds(days[row["event_id"]][0]["date"])
        for row in rows_by(store, "coup_codings", "source_id").get(source_id, ())
        if row["coding"] != "not_covered"
    ]
    if not covered:
        return Coverage(store.cutoff.year + 1, FIRST_DECADE - 1)
    return Coverage(min(span.earliest.year for span in covered), max(span.latest.year for span in covered))


def decades(store: Store) -> tuple[int, ...]:
    """Return the first years of the decades since independence."""
    return tuple(range(FIRST_DECADE, store.cutoff.year + 1, 10))


@lru_cache(maxsize=256)
def counts(store: Store, countries: tuple[str, ...], source_id: str) -> tuple[Count, ...]:
    """Return what a list counts, country by country and decade by decade."""
    reach = coverage(store, source_id)
    found: dict[tuple[str, int], Counter[str]] = {}
    for coded in coded_events(store, countries):
        for coding, year in _said(coded, source_id):
            for country in set(coded.event["countries"]) & set(countries):
                found.setdefault((country, year // 10 * 10), Counter())[coding] += 1
    return tuple(
        Count(
            country, decade, dict(found.get((country, decade), Counter())), _covered(reach, decade, store.cutoff.year)
        )
        for country in countries
        for decade in decades(store)
    )


def _said(coded: Coded, source_id: str) -> list[tuple[str, int]]:
    """Return a voice's codings of an event with their years: the list's own where it has one."""
    year = bounds(coded.event["date"]).earliest.year
    if source_id == RULE:
        own = _OWN.get(coded.event["kind"])
        return [(own, year)] if own else []
    return [
        (coding, bounds(day).earliest.year if day else year)
        for coding, day in coded.lists.get(source_id, ())
        if coding in CODINGS
    ]


def _covered(reach: Coverage, decade: int, last: int) -> str:
    first, end = decade, min(decade + 9, last)
    if reach.last < first or reach.first > end:
        return "none"
    return "all" if reach.first <= first and reach.last >= end else "part"


@lru_cache(maxsize=256)
def disagreements(store: Store, countries: tuple[str, ...], source_id: str) -> tuple[Disagreement, ...]:
    """Return the events that the chosen voice covers and that another one does not call the same, by day."""
    found = []
    for coded in coded_events(store, countries):
        voices = _voices(store, coded)
        own = next((voice.said for voice in voices if voice.source_id == source_id), None)
        if own is not None and any(voice.said != own for voice in voices):
            found.append(Disagreement(coded, voices))
    return tuple(found)


def _voices(store: Store, coded: Coded) -> tuple[Voice, ...]:
    """Return what the rule and each list that covers an event say; a list without plots is silent about plots."""
    own = _OWN.get(coded.event["kind"], "not_listed")
    found = [Voice(RULE, ((own, 1),))]
    for source_id, said in coded.lists.items():
        words = Counter(coding for coding, _ in said)
        silent = set(words) == {"not_listed"} and own == "conspiracy" and not _codes_plots(store, source_id)
        if "not_covered" not in words and not silent:
            found.append(Voice(source_id, tuple(sorted(words.items()))))
    return tuple(found)


def _codes_plots(store: Store, source_id: str) -> bool:
    rows = rows_by(store, "coup_codings", "source_id").get(source_id, ())
    return any(row["coding"] == "conspiracy" for row in rows)


def sentence(view: View, found: Disagreement) -> str:
    """Say what each voice calls one event: "Cline lists 2 successes; Colpus 1 failure; this record: coup attempt"."""
    words, event = view.words, found.coded.event
    said = [_clause(view, voice) for voice in found.voices if voice.source_id != RULE]
    return words.say(
        "{country}, {day}: {said}; this record calls it: {kind}.",
        country=words.word("country", next(code for code in event["countries"] if code in view.countries)),
        day=words.date(event["date"]), said=words.clauses(said), kind=words.word("event_kind", event["kind"]),
    )  # fmt: skip


def _clause(view: View, voice: Voice) -> str:
    words, name = view.words, short_name(view, voice.source_id)
    if voice.said == (("not_listed", 1),):
        return words.say("{list} does not list it", list=name)
    return words.say("{list} lists {what}", list=name, what=numbered(view, dict(voice.said)))


def numbered(view: View, numbers: dict[str, int]) -> str:
    """Return "2 successes and 1 failure"; "none" if there is nothing."""
    words = view.words
    said = {
        "success": words.say_n("{n} success", "{n} successes", numbers.get("success", 0)),
        "failed": words.say_n("{n} failure", "{n} failures", numbers.get("failed", 0)),
        "conspiracy": words.say_n("{n} conspiracy", "{n} conspiracies", numbers.get("conspiracy", 0)),
    }
    return words.join(said[coding] for coding in CODINGS if numbers.get(coding)) or words.say("none")
