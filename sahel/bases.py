"""Who sat where: the occupants of each site, the hand-overs between them, who holds it on a day. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from sahel.dates import OPEN
from sahel.handovers import Handover, handovers
from sahel.queries import LEVELS, Days, all_rows, present, rows_by, site_occupants, unique
from sahel.situation import FIRM
from sahel.spells import Spell, merged, unbroken
from sahel.store import Store, records
from sahel.timeline_words import force_short
from sahel.view import View
from sahel.vocabulary import NOT_FOREIGN, SENDER_GROUPS

HOST, ARMED = "HOST", "ARMED"
HOLDERS = (*SENDER_GROUPS, HOST, ARMED)
ORDERS = ("", "change", "handovers")
_NAME_MOST = 28
_Row = dict[str, Any]


class Gap(NamedTuple):
    """Days on which nobody is known at a site: the last day of the one before, the first of the next, how many."""

    after: int
    before: int
    days: Days


class Site(NamedTuple):
    """A site through time: every presence row by start, the same as stays of each holder, hand-overs and gaps."""

    place_id: str
    country: str
    occupants: tuple[_Row, ...]
    stays: tuple[Spell, ...]
    handovers: tuple[Handover, ...]
    gaps: tuple[Gap, ...]
    last_seen: str


class Holder(NamedTuple):
    """Who is at a site on a day, at the best level of its rows: a sender group, the host or an armed group."""

    holder: str
    level: str
    standing: str
    force_ids: tuple[str, ...]
    last_seen: str
    source_ids: tuple[str, ...]

    @property
    def is_firm(self) -> bool:
        """Tell whether it is surely there and admits it, or is admitted."""
        return self.level in FIRM and self.standing == "acknowledged"


class Base(NamedTuple):
    """A row of the page: a site, who holds it on the day, and the last day up to then on which that changed."""

    site: Site
    name: str
    holders: tuple[Holder, ...]
    changed: int
    handed: int


def holder_of(row: _Row) -> str:
    """Return what a presence with its force's columns is drawn as: a sender group, HOST or ARMED."""
    if row["force_kind"] in NOT_FOREIGN:
        return ARMED if row["force_kind"] == "armed_group" else HOST
    return str(row["group"])


@lru_cache(maxsize=8)
def places(store: Store) -> tuple[str, ...]:
    """Return the ids of the places that any presence names."""
    return tuple(dict.fromkeys(row["place_id"] for row in all_rows(store, "presences") if row["place_id"]))


@lru_cache(maxsize=512)
def site(store: Store, place_id: str) -> Site:
    """Return a site's whole chain (D6)."""
    rows = [{**row, "holder": holder_of(row)} for row in site_occupants(store, place_id)]
    last = max(rows, key=lambda row: row["end_min"])
    return Site(
        place_id,
        rows[0]["country"],
        tuple(rows),
        _stays(rows),
        handovers(store, place_id, rows),
        _gaps(rows),
        last["last_seen"] or last["end"],
    )


def _stays(rows: list[_Row]) -> tuple[Spell, ...]:
    """Merge rows of one holder and standing that touch: Serval, then Barkhane, is one French stay."""
    alike: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        alike.setdefault((row["holder"], row["standing"]), []).append(row)
    found = []
    for (holder, _), own in alike.items():
        for group in unbroken(own):
            stay = merged(group, group[0]["force_id"])
            names = tuple(dict.fromkeys(row["force_id"] for row in group))
            found.append(stay._replace(group=holder, force_ids=names))
    return tuple(sorted(found, key=lambda stay: (stay.start_min, stay.start_max, HOLDERS.index(stay.group))))


def _gaps(rows: list[_Row]) -> tuple[Gap, ...]:
    found, reached = [], 0
    for row, following in pairwise(rows):
        reached = max(reached, row["end_max"])
        if row["gap_low"] > 0:
            found.append(Gap(reached, following["start_min"], Days(row["gap_low"], row["gap_high"])))
    return tuple(found)


@lru_cache(maxsize=64)
def _holders(store: Store, on: date) -> dict[str, tuple[Holder, ...]]:
    """Return who is at each site on a day, foreign senders first, each in house order."""
    levels = {row["presence_id"]: row["level"] for row in records(present(store.presences, on))}
    found: dict[str, tuple[Holder, ...]] = {}
    for place in places(store):
        here: dict[str, list[_Row]] = {}
        for row in site(store, place).occupants:
            if row["presence_id"] in levels:
                here.setdefault(row["holder"], []).append({**row, "level": levels[row["presence_id"]]})
        found[place] = tuple(_holder(holder, here[holder]) for holder in HOLDERS if holder in here)
    return found


def _holder(holder: str, rows: list[_Row]) -> Holder:
    rows = sorted(rows, key=lambda row: (LEVELS.index(row["level"]), row["standing"] != "acknowledged"))
    best = [row for row in rows if row["level"] == rows[0]["level"] or row["level"] in FIRM]
    seen = max((row for row in best if row["end"] == OPEN), key=lambda row: row["end_min"], default={"last_seen": ""})
    return Holder(
        holder,
        best[0]["level"],
        best[0]["standing"],
        tuple(dict.fromkeys(row["force_id"] for row in best)),
        seen["last_seen"],
        unique(row["source_ids"] for row in best),
    )


def site_name(view: View, place_id: str) -> str:
    """Return a site's name, the town first: "Niamey, Air Base 101"."""
    name = str(rows_by(view.store, "places", "place_id")[place_id][0][f"name_{view.lang}"])
    return ", ".join(reversed(name.split(", ")))


def force_word(view: View, force: str) -> str:
    """Return a force's short name; of a host's army, its country; of a long name cut to its last word, its sender."""
    row = rows_by(view.store, "forces", "force_id")[force][0]
    if row["kind"] == "host_state":
        return view.words.word("country", row["sender"])
    name, short = row[f"name_{view.lang}"].split(" (")[0], force_short(view, force)
    if len(name) > _NAME_MOST and short == name.rsplit(" ", 1)[-1]:
        return view.words.word("organisation", row["sender"])
    return short


@lru_cache(maxsize=64)
def bases(view: View, order: str = "") -> tuple[Base, ...]:
    """Return the sites in the view's countries where a force of its senders ever was, in one of the ORDERS.

    By country ("", the default): foreign presence on the day first, then by name. By change: the newest first. By
    hand-overs: most first.
    """
    wide = len(view.senders) == len(SENDER_GROUPS)
    found = []
    for place in places(view.store):
        one = site(view.store, place)
        wanted = wide or any(row["holder"] in view.senders for row in one.occupants)
        if one.country in view.countries and wanted:
            found.append(_base(view, one))
    keys = {
        "": lambda base: (view.countries.index(base.site.country), _rank(base), base.name),
        "change": lambda base: (-base.changed, base.name),
        "handovers": lambda base: (-base.handed, -base.changed, base.name),
    }
    return tuple(sorted(found, key=keys[order]))


def _base(view: View, one: Site) -> Base:
    day = view.on.toordinal()
    days = [row["start_max"] for row in one.occupants]
    days += [row["end_max"] for row in one.occupants if row["end"] != OPEN]
    days += [handover.high for handover in one.handovers]
    handed = sum(handover.low <= day for handover in one.handovers)
    changed = max((known for known in days if known <= day), default=0)
    return Base(
        one, site_name(view, one.place_id), _holders(view.store, view.on)[one.place_id], changed, handed
    )  # fmt: skip


def foreign_holders(base: Base) -> tuple[Holder, ...]:
    """Return the foreign forces at a site on the day."""
    return tuple(one for one in base.holders if one.holder in SENDER_GROUPS)


def _rank(base: Base) -> int:
    foreign = foreign_holders(base)
    if any(one.is_firm for one in foreign):
        return 0
    return 1 if foreign else 2 if base.holders else 3


def latest(view: View, count: int) -> tuple[tuple[Base, Handover], ...]:
    """Return the last hand-overs up to the day at the view's sites, newest first."""
    day = view.on.toordinal()
    found = [(base, one) for base in bases(view) for one in base.site.handovers if one.low <= day]
    found.sort(key=lambda pair: (-pair[1].high, -pair[1].low, pair[0].name))
    return tuple(found[:count])
