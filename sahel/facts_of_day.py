"""The facts of a day for a card: figures with their claimants, arrivals, departures, most telling first. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from sahel.families import force_names
from sahel.queries import Departure, rows_by, unique
from sahel.situation import FIRM, ForceLine, card
from sahel.view import View
from sahel.words import messages

# How long a departure is told among the facts of a day.
RECENT_DAYS = 400
_CLAIMS = 2


class Fact(NamedTuple):
    """One line: a sender's mark and its state, a figure or span in large type, what it means and who says so."""

    group: str
    state: str
    large: str
    said: str
    source_ids: tuple[str, ...]
    weight: float


def facts(view: View) -> tuple[Fact, ...]:
    """Return what a briefer would say of the view's day, most telling first; every figure has its claimant."""
    found = [fact for country in view.countries for fact in _of(view, country)]
    left, chosen = sorted(found, key=lambda fact: (-fact.weight, fact.said)), list[Fact]()
    while left:
        # One sender does not fill the card: a second fact about it weighs less.
        told = [fact.group for fact in chosen]
        best = max(left, key=lambda fact: fact.weight - 1.2 * told.count(fact.group))
        left.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _of(view: View, country: str) -> Iterator[Fact]:
    shown = card(view, country)
    for line in shown.lines:
        if line.force.group != "OTHER" or line.claims:
            yield _present(view, line)
    for left in shown.gone:
        if left.days_low <= RECENT_DAYS:
            yield _left(view, country, left)


def _present(view: View, line: ForceLine) -> Fact:
    words, force = view.words, line.force
    is_firm = force.level in FIRM and force.standing == "acknowledged"
    state = "uncertain" if not is_firm else "new" if line.is_new else "present"
    name, where = line.names[view.lang == "fr"].split(" (")[0], words.in_countries((force.country,))
    if view.lang == "fr":
        name = name[:1].upper() + name[1:]
    parts = [words.say("{force} in {countries}", force=name, countries=where)]
    if force.standing != "acknowledged":
        parts.append(words.word("standing", force.standing))
    figures = list(dict.fromkeys(_figure(view, claim) for claim in reversed(line.claims[:_CLAIMS])))
    parts += [_claim(view, claim, with_figure=len(figures) > 1) for claim in line.claims[:_CLAIMS]]
    parts.append(words.since(force.since))
    # "At least 1,000 or about 1,000" is one number: the newest claim says it, the line below has both.
    bases = {int(claim[end]) for claim in line.claims[:_CLAIMS] for end in ("low", "high") if not pd.isna(claim[end])}
    large = words.either(figures[-1:] if len(bases) == 1 else figures) if figures else words.say("no figure")
    # One source of each claim comes first: a card shows no more than two.
    shown = line.claims[:_CLAIMS]
    sources = unique([
        *(claim["source_ids"][:1] for claim in shown), *(claim["source_ids"] for claim in shown), force.source_ids,
    ])  # fmt: skip
    weight = 2.0 * line.is_new + 1.5 * bool(line.claims) + (force.group in ("USA", "RUS", "FRA")) + 0.5 * is_firm
    return Fact(force.group, state, large, words.clauses(parts), sources, weight)


def _claim(view: View, claim: dict[str, Any], *, with_figure: bool) -> str:
    words = view.words
    who = words.claimant(claim["claimant"], force_names(view.store, view.lang))
    outlets = rows_by(view.store, "sources", "source_id")
    if claim["claimant"] in ("press", "research", "reference"):
        source = outlets[claim["source_ids"][0]][0]
        who = str(source["agency"] or source["publisher"])
    day = words.date(claim["date"], short=True)
    if not with_figure:
        return words.say("{claimant}, {day}", claimant=who, day=day)
    return words.say("{figure}: {claimant}, {day}", figure=_figure(view, claim), claimant=who, day=day)


def _figure(view: View, claim: dict[str, Any]) -> str:
    low, high = (None if pd.isna(claim[end]) else int(claim[end]) for end in ("low", "high"))
    return view.words.figure(low, high, claim["about"] == "yes")


_SENDERS = messages({
    "FRA": "French forces", "USA": "US forces", "EUR": "European forces", "UN": "the UN mission",
    "RUS": "Russian forces", "OTHER": "other foreign forces",
})  # fmt: skip


def _left(view: View, country: str, left: Departure) -> Fact:
    words = view.words
    days = words.days(left.days_low, left.days_high)
    said = words.say(
        "without {force} in {countries}; last day there: {day}",
        force=words.say(_SENDERS[left.group]), countries=words.in_countries((country,)), day=words.date(left.end),
    )  # fmt: skip
    return Fact(left.group, "ended", days, said, left.source_ids, 1.4 + (left.group == "FRA"))
