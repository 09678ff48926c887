"""What differs between two days, as one sentence computed from the differences. Pure."""

from __future__ import annotations

from sahel.comparison import Sentence, found, sentences
from sahel.comparison_words import say_doubted, unacknowledged
from sahel.queries import foreign_on, rows_by, unique
from sahel.situation import FIRM, LONGEST_TITLE, scoped
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS
from sahel.words import messages

_GONE = messages({
    "FRA": "French forces gone", "RUS": "Russian forces gone", "USA": "US forces gone", "UN": "UN forces gone",
    "EUR": "European forces gone",
})  # fmt: skip
_COME = messages({
    "FRA": "French forces new", "RUS": "Russian forces new", "USA": "US forces new", "UN": "UN forces new",
    "EUR": "European forces new",
})  # fmt: skip
_DOUBTED = messages({
    "FRA": "French forces reported", "RUS": "Russian forces reported", "USA": "US forces reported",
    "UN": "UN forces reported", "EUR": "European forces reported",
})  # fmt: skip


def finding(view: View) -> str:
    """Say what weighs most: where power changed, whose forces are gone or new; what does not fit is left out."""
    words = view.words
    if not view.countries or not view.senders:
        return view.range_sentence()
    if view.start == view.end:
        return words.say("Nothing differs: it is the same day")
    said: dict[tuple[str, ...], list[str]] = {}
    for countries, phrase in _phrases(view):
        tried = {where: list(phrases) for where, phrases in said.items()}
        tried.setdefault(countries, []).append(phrase)
        # What weighs less never takes the place of what did not fit.
        if len(_sentence(view, tried)) > LONGEST_TITLE:
            break
        said = tried
    title = _sentence(view, said) if said else _counted(view)
    return title if len(title) <= LONGEST_TITLE else view.range_sentence()


def _sentence(view: View, said: dict[tuple[str, ...], list[str]]) -> str:
    words = view.words
    parts = [
        words.say("{what} in {countries}", what=words.join(phrases), countries=_where(view, countries))
        for countries, phrases in said.items()
    ]
    return scoped(view.but(on=view.end, countries=FOCUS), words.clauses(parts))


def _where(view: View, countries: tuple[str, ...]) -> str:
    if countries == FOCUS:
        return view.words.say("all three countries")
    return view.words.in_countries(countries)


def _phrases(view: View) -> list[tuple[tuple[str, ...], str]]:
    """Return what may be said and of which countries, the weightiest first."""
    words = view.words
    told = [(_power(view), words.say("power changed"))]
    for group in ("FRA", "RUS", "UN", "USA", "EUR"):
        if group in view.senders:
            found_in = {country: _fate(view, country, group) for country in view.countries}
            for fate, message in (("gone", _GONE), ("come", _COME), ("doubted", _DOUBTED)):
                where = tuple(country for country, its in found_in.items() if its == fate)
                told.append((where, words.say(message[group])))
    left = tuple(one.country for one in found(view) if (one.what, one.subject) == ("left_bloc", "ECOWAS"))
    return [one for one in (*told, (left, words.say("membership of ECOWAS ended"))) if one[0]]


def _power(view: View) -> tuple[str, ...]:
    leaders = {row_id: rows[0]["leader"] for row_id, rows in rows_by(view.store, "regimes", "regime_id").items()}
    return tuple(
        one.country
        for one in found(view)
        if one.what == "ruler"
        and len(one.after) == 1
        and {leaders[row] for row in one.before} != {leaders[row] for row in one.after}
    )


def _fate(view: View, country: str, group: str) -> str:
    """Say how a sender's presence in a country differs: gone, come, or come by report only (doubted); else nothing."""
    rows = [
        [row for row in foreign_on(view.store, on) if (row["country"], row["group"]) == (country, group)]
        for on in (view.start, view.end)
    ]
    before, after = ([row for row in there if row["level"] in FIRM] for there in rows)
    admitted = [any(row["standing"] == "acknowledged" for row in firm) for firm in (before, after)]
    if admitted[0] and not rows[1]:
        return "gone"
    if after and not rows[0]:
        return "come" if admitted[1] else "doubted"
    return ""


def _counted(view: View) -> str:
    words, n = view.words, len(sentences(view))
    days = {"first_day": words.day(view.start), "last_day": words.day(view.end)}
    if n:
        said = words.say_n("{n} difference between {first_day} and {last_day}",
                           "{n} differences between {first_day} and {last_day}", n, **days)  # fmt: skip
    else:
        said = words.say("nothing in the record differs between {first_day} and {last_day}", **days)
    return scoped(view.but(on=view.end), said)


def subtitle(view: View) -> str:
    """Say what is compared, where, and as who knows it."""
    words = view.words
    return words.say(
        "Two days compared: {forces} in {countries}, {first_day} and {last_day}, as the record of {cutoff} knows them.",
        forces=view.forces_sentence(),
        countries=words.in_countries(view.countries),
        first_day=words.day(view.start),
        last_day=words.day(view.end),
        cutoff=words.day(view.store.cutoff),
    )


def moves(view: View) -> tuple[tuple[str, str], ...]:
    """Return, per sender that left sites or came to some, the sentence that counts them over all countries."""
    counts = {group: [0, 0, 0] for group in SENDER_GROUPS}
    for one in found(view):
        if one.what in ("sites_left", "sites_new"):
            counts[one.subject][one.what == "sites_new"] += len(one.before or one.after)
            counts[one.subject][2] += unacknowledged(view, one)
    said = []
    for group, (left, new, doubted) in counts.items():
        if left or new:
            some = say_doubted(view, doubted, left + new)
            said.append((group, view.words.clauses([_moved(view, group, left, new), *some])))
    return tuple(said)


def move_sources(view: View, group: str) -> tuple[str, ...]:
    """Return the sources of all sites that a sender left or came to."""
    mine = (one for one in sentences(view) if one.group == group and one.what in ("sites_left", "sites_new"))
    return unique(one.source_ids for one in mine)


# Who and what a reader asks about first; what is not named weighs less than all of it.
_GREAT = ("FRA", "RUS", "UN", "USA")
_GREAT_BLOCS = ("left_bloc", "joined", "leaving")
_LATER = {"left": 4, "arrived": 4, "suspended": 4, "readmitted": 4, "stays": 4, "sanctioned": 6, "lifted": 6}


def ranked(view: View, country: str) -> tuple[Sentence, ...]:
    """Return a country's differences, what weighs most first: power, the great senders, blocs, then all the rest."""
    return tuple(sorted((one for one in sentences(view) if one.country == country), key=_weight))


def _weight(one: Sentence) -> tuple[int, int]:
    sender = _GREAT.index(one.group) if one.group in _GREAT else len(_GREAT)
    if one.what == "ruler":
        return 0, 0
    if one.part == "perhaps":
        return 7, sender
    if one.group in _GREAT and one.what in ("left", "arrived"):
        return 1, sender
    if one.what in _GREAT_BLOCS:
        return 2, 0
    return (3 if one.group in _GREAT else _LATER.get(one.what, 5)), sender


def _moved(view: View, group: str, left: int, new: int) -> str:
    words, forces = view.words, view.but(senders=(group,)).forces_sentence()
    if not new:
        return words.say_n("{forces} left {n} site", "{forces} left {n} sites", left, forces=forces)
    if not left:
        return words.say_n("{forces} came to {n} site", "{forces} came to {n} sites", new, forces=forces)
    more = words.number(new)
    return words.say_n(
        "{forces} left {n} site and came to {more}", "{forces} left {n} sites and came to {more}", left,
        forces=forces, more=more,
    )  # fmt: skip
