"""D7: two days compared: who arrived, who left, who was renamed, which site changed hands. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sahel.queries import foreign, memberships_on, present, ruler, with_forces
from sahel.store import Store

FIRM = ("sure", "presumed")


class Difference(NamedTuple):
    """One thing that differs: `what` is arrived, left, renamed, may_have_arrived, may_have_left, ruler, membership
    or changed_hands; `before` and `after` hold ids (forces, regimes, memberships) on the two days."""

    what: str
    country: str
    subject: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(store: Store, country: str, first: date, second: date) -> list[Difference]:
    """D7: everything that differs in a country between two days, forces first, then rule, blocs and sites."""
    return [
        *_forces(store, country, first, second),
        *_rulers(store, country, first, second),
        *_memberships(store, country, first, second),
        *_sites(store, country, first, second),
    ]


def _levels(store: Store, country: str, on: date) -> dict[str, bool]:
    """Forces that are there on a day; True if any row is sure or presumed."""
    rows = foreign(present(store.presences[store.presences["country"] == country], on), store.forces)
    return {str(force): bool(levels.isin(FIRM).any()) for force, levels in rows.groupby("force_id")["level"]}


def _forces(store: Store, country: str, first: date, second: date) -> list[Difference]:
    before, after = _levels(store, country, first), _levels(store, country, second)
    predecessor = dict(zip(store.forces["force_id"], store.forces["predecessor_id"], strict=True))
    found = []
    renamed_to = {predecessor[force]: force for force in after if after[force] and predecessor[force] in before}
    for force in sorted({*before, *after}):
        was, now = before.get(force), after.get(force)
        if bool(was) == bool(now):
            continue
        if was and force in renamed_to and now is None:
            found.append(Difference("renamed", country, force, (force,), (renamed_to[force],)))
        elif was:
            found.append(Difference("left" if now is None else "may_have_left", country, force, (force,), ()))
        elif predecessor[force] not in before or predecessor[force] in after:
            found.append(Difference("arrived" if was is None else "may_have_arrived", country, force, (), (force,)))
    return found


def _rulers(store: Store, country: str, first: date, second: date) -> list[Difference]:
    before = tuple(ruler(store.regimes, country, first)["regime_id"])
    after = tuple(ruler(store.regimes, country, second)["regime_id"])
    return [Difference("ruler", country, country, before, after)] if before != after else []


def _memberships(store: Store, country: str, first: date, second: date) -> list[Difference]:
    before = tuple(sorted(memberships_on(store.memberships, country, first)["membership_id"]))
    after = tuple(sorted(memberships_on(store.memberships, country, second)["membership_id"]))
    return [Difference("membership", country, country, before, after)] if before != after else []


def _sites(store: Store, country: str, first: date, second: date) -> list[Difference]:
    sites = store.presences[(store.presences["country"] == country) & (store.presences["place_id"] != "")]
    rows = with_forces(sites, store.forces)
    held = [
        {
            str(place): tuple(sorted(of_place["force_id"]))
            for place, of_place in (lambda there: there[there["level"].isin(FIRM)])(present(rows, day)).groupby("place_id")
        }
        for day in (first, second)
    ]
    return [
        Difference("changed_hands", country, place, held[0][place], held[1][place])
        for place in sorted(set(held[0]) & set(held[1]))
        if not set(held[0][place]) & set(held[1][place])
    ]
