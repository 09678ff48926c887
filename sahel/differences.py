"""D7: two days compared: who arrived, left, was renamed, grew; who rules; blocs; which site changed hands. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.queries import all_rows, foreign_on, holds, last_known_claims, present, rows_by, ruling
from sahel.store import Store, records
from sahel.vocabulary import SENDER_GROUPS

FIRM = ("sure", "presumed")
# Who is counted, narrow to wide: a wider count that is lower is fewer people, a narrower one that is higher is more.
_WIDTH = {"military": 0, "unstated": 0, "uniformed": 1, "all_staff": 2}
_ENDLESS = 10**9
_ROUNDED = 0.1
_BEGUN = {"member": "joined", "suspended": "suspended", "leaving": "leaving"}
_OVER = {"member": "left_bloc", "suspended": "readmitted", "leaving": "stays"}


class Difference(NamedTuple):
    """One thing that differs; `before` and `after` hold the ids that say so on the two days.

    | what | subject | before, after |
    |---|---|---|
    | arrived, left, may_have_arrived, may_have_left | force | force |
    | renamed; named, unnamed (a unit where only the umbrella was known, and the reverse) | earlier force | forces |
    | grew, shrank | force of the second day | strengths |
    | ruler | country | regimes |
    | joined, left_bloc, suspended, readmitted, leaving, stays, sanctioned, lifted | organisation | memberships |
    | changed_hands | place | forces |
    | sites_left, sites_new, sites_may_left, sites_may_new | sender group | places |
    """

    what: str
    country: str
    subject: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=128)
def differences(store: Store, country: str, first: date, second: date) -> tuple[Difference, ...]:
    """D7: everything that differs in a country between two days, forces first, then rule, blocs and sites."""
    if first == second:
        return ()
    return (
        *_forces(store, country, first, second),
        *_rulers(store, country, first, second),
        *_memberships(store, country, first, second),
        *_changed_hands(store, country, first, second),
        *_sites(store, country, first, second),
    )


def _levels(store: Store, country: str, on: date) -> dict[str, bool]:
    """Forces that are there on a day; True if any row is sure or presumed."""
    found: dict[str, bool] = {}
    for row in foreign_on(store, on):
        if row["country"] == country:
            found[row["force_id"]] = found.get(row["force_id"], False) or row["level"] in FIRM
    return found


def _force(store: Store, force: str) -> dict[str, Any]:
    return rows_by(store, "forces", "force_id")[force][0]


def _earlier_names(store: Store, force: str) -> tuple[str, ...]:
    """Return the names that a force bore before, the last first."""
    names: list[str] = []
    while (force := _force(store, force)["predecessor_id"]) and force not in names:
        names.append(force)
    return tuple(names)


def umbrella(store: Store, force: str) -> str:
    """Return the force of the same sender whose unit this one is (russian_forces of Wagner), or nothing."""
    row = _force(store, force)
    whole: str = row["part_of_id"]
    return whole if whole and _force(store, whole)["sender"] == row["sender"] else ""


def _renamed(store: Store, before: dict[str, bool], after: dict[str, bool]) -> dict[str, str]:
    """Return who goes on under which name: gone on the second day, with a successor there, be it through a chain."""
    found: dict[str, tuple[int, str]] = {}
    for force in sorted(after):
        for steps, name in enumerate(_earlier_names(store, force) if after[force] else ()):
            if before.get(name) and name not in after:
                found[name] = min(found.get(name, (steps, force)), (steps, force))
    return {name: force for name, (_, force) in found.items()}


def _forces(store: Store, country: str, first: date, second: date) -> Iterator[Difference]:
    before, after = _levels(store, country, first), _levels(store, country, second)
    renamed = _renamed(store, before, after)
    for force in sorted({*before, *after}):
        if force in renamed:
            yield Difference("renamed", country, force, (force,), (renamed[force],))
        elif before.get(force) != after.get(force) and force not in renamed.values():
            change = _change(store, force, before, after)
            if change is not None:
                what, was, now = change
                yield Difference(what, country, force, was, now)
    lasting = {force: force for force in before if before[force] and after.get(force)}
    for old, new in sorted((lasting | renamed).items()):
        yield from _size(store, country, (old, first), (new, second))


def _change(
    store: Store, force: str, before: dict[str, bool], after: dict[str, bool]
) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Say how the presence of one force differs; None where its own units or its umbrella tell it already."""
    was, now = before.get(force), after.get(force)
    level = was or False if now is None else now if was is None else True
    units = [name for name in {*before, *after} if umbrella(store, name) == force]
    if any(there.get(unit, -1) >= level for unit in units for there in (before, after)):
        return None
    whole = umbrella(store, force)
    if was or now is None:
        if was and now is None and after.get(whole) and whole not in before:
            return "unnamed", (force,), (whole,)
        return ("left" if was and now is None else "may_have_left"), (force,), ()
    others = [name for name in before if whole and umbrella(store, name) == whole]
    if now and was is None and before.get(whole) and not others:
        return "named", (whole,), (force,)
    return ("arrived" if now and was is None else "may_have_arrived"), (), (force,)


def _size(store: Store, country: str, old: tuple[str, date], new: tuple[str, date]) -> Iterator[Difference]:
    """Tell that a force grew or shrank, if its last known claims of both days leave no other reading (D4)."""
    was, now = (
        [claim for claim in last_known_claims(store, force, country, on) if claim["scope"] == "country"]
        for force, on in (old, new)
    )
    said = {_step(one, two) for one in was for two in now} - {""}
    if len(said) == 1 and said <= {"grew", "shrank"}:
        ids = (tuple(claim["strength_id"] for claim in claims) for claims in (was, now))
        yield Difference(said.pop(), country, new[0], *ids)


def _step(one: dict[str, Any], two: dict[str, Any]) -> str:
    """Compare two claims: grew, shrank, same (their ranges meet), or nothing where unlike things are counted."""
    widths = _WIDTH.get(one["counted"]), _WIDTH.get(two["counted"])
    if one["measure"] != two["measure"] or (None in widths and one["counted"] != two["counted"]):
        return ""
    (low, high), (low_now, high_now) = _range(one), _range(two)
    wider = (widths[1] or 0) - (widths[0] or 0)
    if low_now > high and wider <= 0:
        return "grew"
    if high_now < low and wider >= 0:
        return "shrank"
    return "" if wider else "same"


def _range(claim: dict[str, Any]) -> tuple[float, float]:
    """Return the range of a claim; a rounded figure reaches a tenth to either side."""
    low, high = (None if _is_empty(claim[end]) else float(claim[end]) for end in ("low", "high"))
    around = _ROUNDED if claim["about"] == "yes" and (low == high or low is None or high is None) else 0
    return (low or 0) * (1 - around), _ENDLESS if high is None else high * (1 + around)


def _is_empty(value: object) -> bool:
    return value is None or str(value) in ("<NA>", "nan")


def _rulers(store: Store, country: str, first: date, second: date) -> Iterator[Difference]:
    reigns = rows_by(store, "regimes", "country").get(country, ())
    before, after = (tuple(row["regime_id"] for row in ruling(reigns, on)[0]) for on in (first, second))
    if before != after:
        yield Difference("ruler", country, country, before, after)


def _memberships(store: Store, country: str, first: date, second: date) -> Iterator[Difference]:
    rows = rows_by(store, "memberships", "country").get(country, ())
    before, after = (_statuses(rows, on) for on in (first, second))
    for body, status in sorted({*before, *after}):
        was, now = before.get((body, status), ()), after.get((body, status), ())
        if now and not was:
            yield Difference(_BEGUN.get(status, "sanctioned"), country, body, was, now)
        # Who leaves a body is neither readmitted nor takes back the notice.
        elif was and not now and (status not in ("suspended", "leaving") or (body, "member") in after):
            yield Difference(_OVER.get(status, "lifted"), country, body, was, now)


def _statuses(rows: tuple[dict[str, Any], ...], on: date) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows:
        if holds(row, on):
            key = row["organisation"], row["status"]
            found[key] = (*found.get(key, ()), row["membership_id"])
    return found


def _changed_hands(store: Store, country: str, first: date, second: date) -> Iterator[Difference]:
    before, after = _holders(store, country, first), _holders(store, country, second)
    for place in sorted(set(before) & set(after)):
        (was, perhaps), (now, perhaps_now) = before[place], after[place]
        # Who may still be there, or may have been there already, has not surely handed it over.
        stays = any(_is_kin(store, one, two) for one in was for two in (*now, *perhaps_now))
        if was and now and not stays and not any(_is_kin(store, one, two) for one in perhaps for two in now):
            yield Difference("changed_hands", country, place, was, now)


def _is_kin(store: Store, one: str, two: str) -> bool:
    """Tell whether two names may stand for the same people: one force, its later name, its umbrella."""
    lines = [{name, umbrella(store, name), *_earlier_names(store, name)} for name in (one, two)]
    return two in lines[0] or one in lines[1]


def _holders(store: Store, country: str, on: date) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return who surely and who perhaps holds each site on a day, hosts and armed groups included."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in _on(store, on):
        if row["country"] == country and row["place_id"]:
            found.setdefault(row["place_id"], (set(), set()))[row["level"] not in FIRM].add(row["force_id"])
    return {place: (tuple(sorted(sure)), tuple(sorted(perhaps - sure))) for place, (sure, perhaps) in found.items()}


@lru_cache(maxsize=64)
def _on(store: Store, on: date) -> tuple[dict[str, Any], ...]:
    return tuple(records(present(store.presences, on)))


def _sites(store: Store, country: str, first: date, second: date) -> Iterator[Difference]:
    """Tell, per sender, the sites that it holds on one of the days only."""
    here = [row["place_id"] for row in all_rows(store, "places") if row["country"] == country]
    for group in SENDER_GROUPS:
        before, after = (_held(store, country, group, on) for on in (first, second))
        found: dict[str, list[str]] = {}
        for place in (place for place in here if before.get(place) != after.get(place)):
            was, now = before.get(place), after.get(place)
            lost = bool(was or now is None)
            sure = (was and now is None) or (now and was is None)
            found.setdefault(f"sites_{'' if sure else 'may_'}{'left' if lost else 'new'}", []).append(place)
        for what in ("sites_left", "sites_new", "sites_may_left", "sites_may_new"):
            if what in found:
                places = tuple(found[what])
                yield Difference(what, country, group, *((places, ()) if what.endswith("left") else ((), places)))


def _held(store: Store, country: str, group: str, on: date) -> dict[str, bool]:
    """Sites of a sender on a day; True if any of its rows there is sure or presumed."""
    found: dict[str, bool] = {}
    for row in foreign_on(store, on):
        if row["country"] == country and row["group"] == group and row["place_id"]:
            found[row["place_id"]] = found.get(row["place_id"], False) or row["level"] in FIRM
    return found
