"""D7: two days compared: who arrived, who left, who was renamed, which site changed hands. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from sahel.queries import foreign, memberships_on, present, ruler, with_forces
from sahel.store import Store

FIRM = ("sure", "presumed")


class Difference(NamedTuple):
    """One thing that differs; `before` and `after` hold ids (forces, regimes, memberships) on the two days.

    `what` is arrived, left, renamed, may_have_arrived, may_have_left, ruler, membership or changed_hands.
    """

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
    renamed = {
        predecessor[force]: force
        for force in sorted(after)
        if after[force] and before.get(predecessor[force]) and predecessor[force] not in after
    }
    for force in sorted({*before, *after}):
        was, now = before.get(force), after.get(force)
        if was == now or force in renamed.values():
            continue
        if force in renamed:
            found.append(Difference("renamed", country, force, (force,), (renamed[force],)))
        elif was or now is None:
            found.append(Difference("left" if was and now is None else "may_have_left", country, force, (force,), ()))
        else:
            what = "arrived" if now and was is None else "may_have_arrived"
            found.append(Difference(what, country, force, (), (force,)))
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
    before, after = _holders(rows, first), _holders(rows, second)
    predecessor = dict(zip(store.forces["force_id"], store.forces["predecessor_id"], strict=True))
    return [
        Difference("changed_hands", country, place, before[place], after[place])
        for place in sorted(set(before) & set(after))
        if not any({force, predecessor[force]} & set(before[place]) for force in after[place])
    ]


def _holders(rows: pd.DataFrame, on: date) -> dict[str, tuple[str, ...]]:
    there = present(rows, on)
    firm = there[there["level"].isin(FIRM)].groupby("place_id")["force_id"]
    return {str(place): tuple(sorted(forces)) for place, forces in firm}
