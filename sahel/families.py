"""Families: forces that are asked for together, what they are called, and in which countries they were counted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.queries import rows_by
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import FOCUS, NOT_FOREIGN, SENDER_GROUPS, group_of

# One state, one family: readers ask for "French forces", whichever operation they belonged to.
_WHOLE = ("RUS", "FRA", "USA")
_FIRST_COUNTRY = "MLI"


class Family(NamedTuple):
    """Forces that are asked for together: one sender's, linked as successors or parts, or all of a great sender."""

    code: str
    sender: str
    group: str
    force_ids: tuple[str, ...]


@lru_cache(maxsize=8)
def families(store: Store) -> tuple[Family, ...]:
    """Return the families with a claim about one of the three countries: Russia's first, then in house order."""
    everyone: list[dict[str, Any]] = [rows[0] for rows in rows_by(store, "forces", "force_id").values()]
    forces = [row for row in everyone if row["kind"] not in NOT_FOREIGN]
    senders = {row["force_id"]: row["sender"] for row in forces}
    claimed = set(rows_by(store, "strengths", "force_id"))
    members: dict[str, list[str]] = {}
    for row in forces:
        members.setdefault(_root(row, rows_by(store, "forces", "force_id"), senders), []).append(row["force_id"])
    found = [
        Family(root, senders[ids[0]], group_of(senders[ids[0]]), tuple(sorted(ids)))
        for root, ids in members.items()
        if claimed.intersection(ids)
    ]
    asked = [family for family in found if countries_of(store, family)]
    return tuple(sorted(asked, key=lambda it: (it.group != "RUS", SENDER_GROUPS.index(it.group), it.code)))


def _root(row: dict[str, Any], rows: dict[str, Any], senders: dict[str, str]) -> str:
    if row["sender"] in _WHOLE:
        return str(row["sender"]).lower()
    seen = [row["force_id"]]
    while True:
        row = rows[seen[-1]][0]
        linked = [row[link] for link in ("part_of_id", "predecessor_id") if senders.get(row[link]) == row["sender"]]
        ahead = [force for force in linked if force not in seen]
        if not ahead:
            return str(seen[-1])
        seen.append(ahead[0])


def offered(view: View) -> dict[str, tuple[Family, tuple[str, ...]]]:
    """Return by code each family of the view's senders that has claims, and in which of the view's countries."""
    found = {}
    for family in families(view.store):
        countries = tuple(code for code in countries_of(view.store, family) if code in view.countries)
        if family.group in view.senders and countries:
            found[family.code] = family, countries
    return found


def countries_of(store: Store, family: Family) -> tuple[str, ...]:
    """Return the countries of the three about which a family has claims: Mali first, then in house order."""
    rows = rows_by(store, "strengths", "force_id")
    named = {country for force in family.force_ids for row in rows.get(force, ()) for country in row["countries"]}
    return tuple(sorted(named.intersection(FOCUS), key=lambda it: (it != _FIRST_COUNTRY, FOCUS.index(it))))


@lru_cache(maxsize=8)
def force_names(store: Store, lang: str) -> dict[str, str]:
    """Return by id the name of each force without its explanation in brackets."""
    rows = rows_by(store, "forces", "force_id")
    return {force: re.sub(r" \([^)]*\)$", "", str(named[0][f"name_{lang}"])) for force, named in rows.items()}


def family_name(view: View, family: Family) -> str:
    """Return what a family is called: "Russian forces", a force by its own name, or "Forces of Chad"."""
    if family.sender in _WHOLE:
        return view.but(senders=(family.group,)).forces_sentence()
    if len(family.force_ids) > 1:
        return view.words.say("Forces of {sender}", sender=view.words.word("organisation", family.sender))
    name = force_names(view.store, view.lang)[family.force_ids[0]]
    return name[:1].upper() + name[1:]
