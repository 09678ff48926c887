"""What the parts of the Regimes page find beside what followed each coup: their titles and subtitles. Pure."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sahel.blocs import BODIES, WITH_ARTICLE, lanes
from sahel.lists_of_coups import RULE, disagreements, short_name
from sahel.promises import FROM, transitions
from sahel.queries import rows_by
from sahel.view import View


class Finding(NamedTuple):
    """The title of a part and what stands under it."""

    title: str
    subtitle: str


def reigns(view: View) -> Finding:
    """Say how often power was seized in each country since independence, by the rule of the record."""
    words = view.words
    coups = rows_by(view.store, "events", "kind").get("coup", ())
    counts = {country: sum(country in row["countries"] for row in coups) for country in view.countries}
    seized = {country: n for country, n in counts.items() if n}
    each = words.join(
        words.say("{n} in {countries}", n=n, countries=words.in_countries((country,))) for country, n in seized.items()
    )
    total = sum(counts.values())
    if len(seized) > 1:
        title = words.say("{n} coups since independence: {each}", n=total, each=each)
    else:
        title = words.say_n(
            "{n} coup in {countries} since independence", "{n} coups in {countries} since independence", total,
            countries=words.in_countries(seized or view.countries),
        )  # fmt: skip
    return Finding(
        title,
        words.say(
            "Who ruled, how each came and went; elections, referendums, charters, extensions. Power seized and held "
            "seven days or more is a coup."
        ),
    )


def promises(view: View) -> Finding:
    """Say how many promised returns to civilian rule were kept, late, passed without a vote."""
    words = view.words
    made = [promise for one in transitions(view.store, view.countries) for promise in one.promises]
    states = Counter(promise.state for promise in made if promise.state != "undated")
    said = {
        "kept": words.say_n("{n} kept", "{n} kept", states["kept"]),
        "late": words.say_n("{n} late", "{n} late", states["late"]),
        "passed": words.say_n("{n} passed without a vote", "{n} passed without a vote", states["passed"]),
        "due": words.say_n("{n} not due yet", "{n} not due yet", states["due"]),
        "replaced": words.say_n("{n} replaced in time", "{n} replaced in time", states["replaced"]),
    }
    counted = words.join(said[state] for state in said if states[state])
    title = words.say_n(
        "{n} dated promise of civilian rule since {year}: {counted}",
        "{n} dated promises of civilian rule since {year}: {counted}",
        sum(states.values()), year=FROM.year, counted=counted,
    )  # fmt: skip
    return Finding(
        title if states else words.say("No dated promise of civilian rule since {year}", year=FROM.year),
        words.say(
            "Each day for which those in power promised the vote that ends the transition, and what came of it by "
            "{cutoff}.",
            cutoff=words.day(view.store.cutoff),
        ),
    )


def lists(view: View, source_id: str) -> Finding:
    """Say how many coups and attempts the lists do not call the same as the chosen one."""
    words = view.words
    found = disagreements(view.store, view.countries, source_id)
    coups = sum(not one.is_of_plots for one in found)
    voice = words.say("this record") if source_id == RULE else short_name(view, source_id)
    title = words.say_n(
        "On {n} coup or attempt another list contradicts {voice}",
        "On {n} coups or attempts another list contradicts {voice}", coups, voice=voice,
    )  # fmt: skip
    return Finding(
        title if coups else words.say("On coups and attempts no other list contradicts {voice}", voice=voice),
        words.say("What each list of coups counts in {countries}, and what it does not cover.",
                  countries=words.in_countries(view.countries)),
    )  # fmt: skip


def blocs(view: View) -> Finding:
    """Say which bodies the countries have left, countries that left the same ones together."""
    words = view.words
    left: dict[tuple[str, ...], list[str]] = {}
    for body in BODIES:
        gone = tuple(country for country in view.countries if _has_left(view, country, body))
        if gone:
            left.setdefault(gone, []).append(body)
    said = words.clauses(
        words.say_n(
            "{countries} left {bodies}",
            "{countries} left {bodies}",
            len(gone),
            countries=words.join(words.word("country", code) for code in gone),
            bodies=words.join(words.say(WITH_ARTICLE[body]) for body in bodies),
        )
        for gone, bodies in left.items()
    )
    return Finding(
        said or words.say("None of the bodies has been left"),
        words.say(
            "When an exit was announced and when it took effect; suspensions, sanctions and what was lifted when; as "
            "the record of {cutoff} knows it.",
            cutoff=words.day(view.store.cutoff),
        ),
    )


def _has_left(view: View, country: str, body: str) -> bool:
    return any(lane.organisation == body and lane.effective for lane in lanes(view.store, country))
