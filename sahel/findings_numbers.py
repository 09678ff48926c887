"""What the claims of a question say in one sentence, and which events give them their context. Pure."""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.claims import COUNTED, Claim, Question, claims, inner_extent, is_count
from sahel.contested import counts_the_same
from sahel.families import family_name
from sahel.queries import departures, rows_by
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS, group_of
from sahel.words import messages

MOST_LETTERS = 115
MOST_LINES = 3
SHARP_DAYS = 92
WINDOW_DAYS = 60
SAME_DAYS = 10


class Context(NamedTuple):
    """An event that the drawing shows as a dotted line: its ordinal, what is said of it, whether it is a coup."""

    day: int
    said: str
    is_coup: bool


@lru_cache(maxsize=512)
def finding(question: Question) -> str:
    """Say the lowest and highest count at the first and at the last time that has one.

    Whole-country counts of people there; with none, say so; with no claim at all, say that nobody gave a figure.
    """
    words, claimed = question.view.words, claims(question)
    known = tuple(it for it in claimed if is_count(it))
    if not claimed:
        return words.say("{subject}: nobody gave a figure in this span", subject=subject(question))
    if not known:
        return words.say("{subject}: no count for the whole country in this span", subject=subject(question))
    for said in _sentences(question, known):
        if len(said) <= MOST_LETTERS:
            return said
    return plain(question)


def subject(question: Question) -> str:
    """Return who and where: "Russians in Mali"; the country once only if the force bears its name."""
    view, country = question.view, question.view.words.word("country", question.country)
    name = view.words.say("Russians") if question.family.code == "rus" else family_name(view, question.family)
    if country in name:
        return name
    where = view.words.in_countries((question.country,))
    return view.words.say("{forces} in {countries}", forces=name, countries=where)


def plain(question: Question) -> str:
    """Return the plain sentence of the view: who, where, from when to when."""
    view, words = question.view, question.view.words
    return words.say(
        "{subject}, {start} to {end}",
        subject=subject(question), start=words.day(view.start), end=words.day(view.end),
    )  # fmt: skip


def subtitle(question: Question) -> str:
    """Return what is shown, of whom, where and when, and to which day the record reaches."""
    view, words = question.view, question.view.words
    return words.say(
        "Every claim in the record of {cutoff} about {subject} between {start} and {end}, with its claimant. "
        "Nothing is averaged.",
        cutoff=words.day(view.store.cutoff), subject=subject(question),
        start=words.day(view.start), end=words.day(view.end),
    )  # fmt: skip


def _sentences(question: Question, known: tuple[Claim, ...]) -> list[str]:
    """Return the finding, and the same without its last words for when it is too long."""
    words, (first, last) = question.view.words, _told(known)
    measure = first[0].measure
    who = subject(question)
    if measure == "arrived":
        who = words.say("{subject} (arrivals)", subject=who)
    fields = {"subject": who, "first": _people(question.view, first), "when": _when(question.view, first)}
    disagree = _disagree(first) or _disagree(last)
    if not last:
        if len(known) == 1:
            return [words.say("{subject}: {first} {when}, the only count in this span", **fields)]
        full = words.say("{subject}: {first} {when}, depending on who counts", **fields)
        short = words.say("{subject}: {first} {when}", **fields)
        return [full, short] if disagree else [short]
    fields |= {"last": _people(question.view, last), "then": _when(question.view, last)}
    if fields["first"] == fields["last"]:
        return [words.say("{subject}: {first} {when} and again {then}", **fields)]
    short = words.say("{subject}: {first} {when}, {last} {then}", **fields)
    full = words.say("{subject}: {first} {when}, {last} {then}, depending on who counts", **fields)
    return [full, short] if disagree else [short]


def told(question: Question) -> tuple[Claim, ...]:
    """Return the claims whose figures the finding says: the lowest and the highest of each of its times."""
    known = tuple(it for it in claims(question) if is_count(it))
    windows = [window for window in (_told(known) if known else ()) if window]
    lowest = [min(window, key=lambda it: _ends(it)[0]) for window in windows]
    highest = [max(window, key=lambda it: _ends(it)[1]) for window in windows]
    return tuple(dict.fromkeys([*lowest, *highest]))


def _told(known: tuple[Claim, ...]) -> tuple[list[Claim], list[Claim]]:
    measure = next(it for it in COUNTED if any(claim.measure == it for claim in known))
    counted = tuple(it for it in known if it.measure == measure)
    # Civilians alone are not "how many" where somebody counts the others.
    return _windows(tuple(it for it in counted if it.counted != "civilians") or counted)


def _windows(known: tuple[Claim, ...]) -> tuple[list[Claim], list[Claim]]:
    """Return the claims of the first and of the last weeks that have one; one window only when the two meet."""
    sharp = [it for it in known if it.last - it.first <= SHARP_DAYS] or list(known)
    start, end = min(it.first for it in sharp), max(it.last for it in sharp)
    if end - start <= 2 * WINDOW_DAYS:
        return sharp, []
    first = [it for it in sharp if it.last <= start + WINDOW_DAYS] or [it for it in sharp if it.first == start]
    last = [it for it in sharp if it.first >= end - WINDOW_DAYS] or [it for it in sharp if it.last == end]
    if not _disagree(last):
        # A force that leaves is counted down within weeks: only its last days are the end.
        last = [it for it in last if it.last >= end - SAME_DAYS]
    return first, [it for it in last if it not in first]


def _disagree(window: list[Claim]) -> bool:
    """Tell whether two claims of the same days, from two voices, cannot both be right; a pull-out is no quarrel."""
    pairs = [(a, b) for a in window for b in window if a.first <= b.first and a is not b]
    return any(
        b.first - a.last <= SAME_DAYS
        and _voice(a) != _voice(b)
        and counts_the_same(a.counted, b.counted)
        and (_span(a)[1] < _span(b)[0] or _span(b)[1] < _span(a)[0])
        for a, b in pairs
    )


def _voice(claim: Claim) -> object:
    return claim.source_ids if claim.claimant in ("press", "research", "reference") else claim.claimant


def _span(claim: Claim) -> tuple[float, float]:
    """Return what a claim allows: "at least" has no upper end; a rounded figure is taken five per cent wider."""
    air = 0.05 if claim.about else 0
    low = 0.0 if claim.low is None else claim.low * (1 - air)
    return low, math.inf if claim.high is None else claim.high * (1 + air)


def _ends(claim: Claim) -> tuple[int, int]:
    low, high = claim.low, claim.high
    return int((high if low is None else low) or 0), int((low if high is None else high) or 0)


def _people(view: View, window: list[Claim]) -> str:
    words = view.words
    if len({(it.low, it.high) for it in window}) == 1:
        return words.figure(window[0].low, window[0].high, all(it.about for it in window))
    low, high = min(_ends(it)[0] for it in window), max(_ends(it)[1] for it in window)
    is_open = all(it.high is None for it in window if _ends(it)[1] == high)
    fields = {"low": words.number(low), "high": words.number(high)}
    if low == high:
        return words.figure(low, None if is_open else high, True)
    if is_open:
        return words.say("{low} to at least {high}", **fields)
    return words.say("{low} to {high}", **fields)


def _when(view: View, window: list[Claim]) -> str:
    words = view.words
    first = date.fromordinal(min(it.first for it in window))
    last = date.fromordinal(max(it.last for it in window))
    if first.year != last.year:
        if first.month >= 10 and last.month <= 3 and last.year == first.year + 1:
            return words.say("at the turn of {first} to {last}", first=first.year, last=last.year)
        return words.say("from {first} to {last}", first=first.year, last=last.year)
    if first.month == last.month:
        return words.say("in {month}", month=words.date(f"{first:%Y-%m}"))
    if last.month <= 4:
        return words.say("at the start of {year}", year=first.year)
    if first.month >= 9:
        return words.say("at the end of {year}", year=first.year)
    if first.month >= 4:
        return words.say("in mid-{year}", year=first.year)
    return words.say("in {year}", year=first.year)


@lru_cache(maxsize=512)
def context(question: Question) -> tuple[Context, ...]:
    """Return at most three events of the span, in order: own changes of name, own exits, coups, others' last days."""
    by_kind, (first, last) = rows_by(question.view.store, "events", "kind"), inner_extent(question)
    rows = [row for kind in ("relabelled", "withdrawal", "coup") for row in by_kind.get(kind, ())]
    ranked = []
    for row in (row for row in rows if row["importance"] == 1):
        day = int(row["end_date_max"] if row["kind"] == "withdrawal" and row["end_date"] else row["date_max"])
        if question.country in row["countries"] and first <= day <= last:
            rank, said = _ranked(question, row, day)
            ranked.append((rank, -day, Context(day, said, row["kind"] == "coup")))
    kept = dict.fromkeys(it for _, _, it in sorted(ranked) if it.said)
    return tuple(sorted(list(kept)[:MOST_LINES]))


def _ranked(question: Question, row: dict[str, Any], day: int) -> tuple[int, str]:
    words, own = question.view.words, bool(set(row["force_ids"]).intersection(question.family.force_ids))
    if row["kind"] == "coup":
        return 2, words.say("Coup {day}", day=words.date(row["date"], short=True))
    title = str(row[f"title_{question.view.lang}"])
    if row["kind"] == "relabelled":
        return 0, title if own else ""
    group = _gone(question, row, day)
    said = words.say(_EXITS[group]) if group else ""
    return (1, said or title) if own else (3 + SENDER_GROUPS.index(group or "OTHER"), said)


_EXITS = messages({
    "FRA": "Last French soldiers leave", "USA": "Last US soldiers leave",
    "UN": "UN mission leaves", "RUS": "Last Russian forces leave",
})  # fmt: skip


def _gone(question: Question, row: dict[str, Any], day: int) -> str:
    """Return the sender group that a withdrawal ended, if a month later no presence of it is left."""
    view, forces = question.view, rows_by(question.view.store, "forces", "force_id")
    groups = {group_of(forces[force][0]["sender"]) for force in row["force_ids"]}
    gone = {left.group for left in departures(view.store, question.country, date.fromordinal(day + 30))}
    return next((group for group in _EXITS if group in groups and group in gone), "")
