"""What differs between two days, each difference as one sentence in the reader's language. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from sahel.comparison_power import bloc, ruler
from sahel.dates import OPEN
from sahel.differences import Difference
from sahel.families import force_names
from sahel.queries import foreign_on, rows_by
from sahel.spells import STANDINGS, spells
from sahel.view import View
from sahel.vocabulary import NOT_FOREIGN, SENDER_GROUPS, group_of
from sahel.words import messages

_CLAIMS_SHOWN = 3
_STAYS = messages({
    "arrived": "{force} arrived: there {dates}", "left": "{force} left: {dates}",
    "may_have_arrived": "{force} may have arrived: {dates}", "may_have_left": "{force} may have left: {dates}",
})  # fmt: skip
_NAMES = messages({
    "renamed": "{old} became {force}", "named": "{force} is named; on the first day the record knows only {old}",
    "unnamed": "{old} is no longer named; on the second day the record knows only {force}",
})  # fmt: skip
_SIZES = messages({
    "grew": "{force} grew: {before} on the first day; {after} on the second",
    "shrank": "{force} shrank: {before} on the first day; {after} on the second",
})  # fmt: skip

# Parts of a name that tell its sender.
_TELLING = {
    "FRA": ("French", "françai", "France"), "USA": ("US ", "United States", "États-Unis"), "RUS": ("Russian", "russe"),
}  # fmt: skip
MOVES = tuple(_STAYS)


def sentence(view: View, found: Difference, beside: tuple[str, ...] = ()) -> str:
    """Return one difference as a sentence; `beside` are contingents or sites that are told with it."""
    words = view.words
    if found.what == "ruler":
        return ruler(view, found)
    if found.what in (*_STAYS, *_NAMES, *_SIZES):
        parts = [_force_said(view, found)]
        if beside:
            parts.append(words.say("with {forces}", forces=several(view, beside)))
        standing = _standing(view, found)
        if not standing:
            return words.clauses(parts)
        return words.clauses([*parts, words.say("presence {standing}", standing=words.word("standing", standing))])
    if found.what == "changed_hands":
        before, after = (several(view, side) for side in (found.before, found.after))
        places = words.join(place_name(view, place) for place in (found.subject, *beside))
        return words.say(
            "{places} changed hands: first {before}, then {after}", places=places, before=before, after=after
        )
    if found.what.startswith("sites_"):
        return _sites(view, found)
    return bloc(view, found)


def who(view: View, force: str) -> str:
    """Return a force with its great sender where the name does not tell it: "Operation Barkhane (France)"."""
    row = rows_by(view.store, "forces", "force_id")[force][0]
    name = _capital(force_names(view.store, view.lang)[force])
    told = any(part in name for part in _TELLING.get(row["sender"], ("",)))
    sender = view.words.word("organisation", row["sender"])
    return name if told else view.words.say("{force} ({sender})", force=name, sender=sender)


def several(view: View, forces: tuple[str, ...]) -> str:
    """Return forces in words, senders in house order, hosts last; contingents are told by their mission."""
    known = {force: rows_by(view.store, "forces", "force_id")[force][0] for force in forces}
    told = [force for force, row in known.items() if row["part_of_id"] not in known]
    order = [(known[it]["kind"] in NOT_FOREIGN, SENDER_GROUPS.index(group_of(known[it]["sender"])), it) for it in told]
    return view.words.join(who(view, force) for *_, force in sorted(order))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def place_name(view: View, place: str) -> str:
    """Return the full name of a place."""
    return str(rows_by(view.store, "places", "place_id")[place][0][f"name_{view.lang}"])


def presences(view: View, country: str, force: str, on: date) -> list[dict[str, Any]]:
    """Return the rows of a force that may hold in a country on a day, country rows first."""
    rows = [row for row in foreign_on(view.store, on) if (row["country"], row["force_id"]) == (country, force)]
    return sorted(rows, key=lambda row: (bool(row["place_id"]), row["start_min"], row["presence_id"]))


def _force_said(view: View, found: Difference) -> str:
    if found.what in ("grew", "shrank"):
        before, after = (_claims(view, claims) for claims in (found.before, found.after))
        return view.words.say(_SIZES[found.what], force=who(view, found.subject), before=before, after=after)
    force = who(view, (found.after or found.before)[0])
    if found.before and found.after:
        return view.words.say(_NAMES[found.what], force=force, old=who(view, found.before[0]))
    return view.words.say(_STAYS[found.what], force=force, dates=_stay(view, found))


def _stay(view: View, found: Difference) -> str:
    """Return since when a force that came is there, or its last day, as its unbroken stay or its rows have it."""
    words, came = view.words, bool(found.after)
    there = presences(view, found.country, found.subject, view.end if came else view.start)
    frame = [row for row in there if not row["place_id"]] or there
    start = min(frame, key=lambda row: (row["start_min"], row["start_max"]))["start"]
    last = max(frame, key=lambda row: (row["end"] == OPEN, row["end_max"]))
    end, seen = last["end"], last["last_seen"]
    for stay in spells(view.store, found.country):
        if there[0]["presence_id"] in stay.presence_ids:
            start = stay.start if stay.start_min > view.start.toordinal() else start
            end = stay.end if not stay.is_open and stay.end_max < view.end.toordinal() else end
    if not came and end != OPEN:
        return words.say("last day there {date}", date=words.date(end))
    seen_said = [words.say("last evidence {seen}", seen=words.date(seen))] if seen and "may" in found.what else []
    return words.clauses([words.since(start), *seen_said] if came or not seen_said else seen_said)


def _standing(view: View, found: Difference) -> str:
    """Return the best standing of who arrived, left or is newly named, if nobody concerned acknowledges it."""
    if found.what in ("grew", "shrank", "renamed", "unnamed"):
        return ""
    on, force = (view.end, found.after[0]) if found.after else (view.start, found.before[0])
    rows = presences(view, found.country, force, on)
    best = min((row["standing"] for row in rows), key=STANDINGS.index)
    return "" if best == "acknowledged" else str(best)


def _claims(view: View, ids: tuple[str, ...]) -> str:
    words, names = view.words, force_names(view.store, view.lang)
    said = []
    for row in (rows_by(view.store, "strengths", "strength_id")[claim][0] for claim in ids[:_CLAIMS_SHOWN]):
        low, high = (None if str(row[end]) in ("<NA>", "nan", "None") else int(row[end]) for end in ("low", "high"))
        figure = words.figure(low, high, row["about"] == "yes")
        if row["counted"] not in ("military", "unstated"):
            figure = f"{figure} {words.word('counted', row['counted'])}"
        if row["measure"] == "arrived":
            figure = f"{figure} {words.say('(arrived)')}"
        day = words.date(row["date"], short=True)
        said.append(
            words.say("{figure} ({who}, {date})", figure=figure, who=words.claimant(row["claimant"], names), date=day)
        )
    more = len(ids) - _CLAIMS_SHOWN
    return words.join([*said, words.say_n("{n} more", "{n} more", more)] if more > 0 else said)


def _sites(view: View, found: Difference) -> str:
    words, places = view.words, found.before or found.after
    forces = view.but(senders=(found.subject,)).forces_sentence()
    names, n = words.join(place_name(view, place) for place in places), len(places)
    fields: dict[str, Any] = {"forces": forces, "places": names}
    if found.what == "sites_left":
        said = words.say_n("{forces} left {n} site: {places}", "{forces} left {n} sites: {places}", n, **fields)
    elif found.what == "sites_new":
        said = words.say_n("{forces} came to {n} site: {places}", "{forces} came to {n} sites: {places}", n, **fields)
    elif found.what == "sites_may_left":
        said = words.say_n(
            "{forces} may have left {n} site: {places}", "{forces} may have left {n} sites: {places}", n, **fields
        )
    else:
        said = words.say_n(
            "{forces} may have come to {n} site: {places}", "{forces} may have come to {n} sites: {places}", n, **fields
        )
    doubted = unacknowledged(view, found) if "may" not in found.what else 0
    return words.clauses([said, *say_doubted(view, doubted, n)])


def say_doubted(view: View, doubted: int, n: int) -> tuple[str, ...]:
    """Say at how many of `n` sites nobody concerned acknowledges the presence, if any."""
    if doubted == n:
        return (view.words.say("not acknowledged"),)
    some = view.words.say_n("{n} of them not acknowledged", "{n} of them not acknowledged", doubted)
    return (some,) if doubted else ()


def unacknowledged(view: View, found: Difference) -> int:
    """Return at how many of the sites that were left or come to nobody concerned admits the presence."""
    on, count = view.start if found.before else view.end, 0
    for place in found.before or found.after:
        rows = (row for row in foreign_on(view.store, on) if row["place_id"] == place)
        count += all(row["standing"] != "acknowledged" for row in rows if row["group"] == found.subject)
    return count
