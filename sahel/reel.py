"""The narrowed record as the time machine needs it: small, plain, computed once a view; the browser moves time in it.

Days are counted from 1 January 1970, as browsers count them. Pure: a view in, what JSON can hold out.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sahel.dates import OPEN
from sahel.queries import PRESUMED_DAYS, all_rows, foreign_records, rows_by
from sahel.reigns import reigns
from sahel.sites import NEAR_KM, TRACE_DAYS, distance_km
from sahel.situation import NEW_DAYS, force_groups, short_name
from sahel.spells import Spell, spells
from sahel.view import FIRST, View
from sahel.vocabulary import SENDER_GROUPS

EPOCH = date(1970, 1, 1).toordinal()
# More rows than this and the oldest that have ended are left out, and the page says so.
MOST_ROWS = 2000


def timeless(view: View) -> View:
    """Return the same view without its own days, so that moving through time makes nothing anew."""
    return view.but(on=view.store.cutoff, start=view.store.cutoff, end=view.store.cutoff)


@lru_cache(maxsize=32)
def reel(view: View) -> dict[str, Any]:
    """Return what moves with the day in a view's countries and of its senders; the view's own day makes no difference.

    `rows` are presences at sites: place and force (places in the lists), country, the four bounds, open, admitted, what
    a hover says. `bars` are spells by country and sender, `reigns` who rules, `events` what happened; `left_out` counts
    presences beyond MOST_ROWS.
    """
    places, forces = _Index(), _Index()
    rows, left_out = _rows(view, places, forces)
    events = _events(view, places)
    return {
        "first": FIRST.toordinal() - EPOCH,
        "cutoff": view.store.cutoff.toordinal() - EPOCH,
        "presumed": PRESUMED_DAYS,
        "new": NEW_DAYS,
        "trace": TRACE_DAYS,
        "groups": list(SENDER_GROUPS),
        "countries": [[code, view.words.word("country", code)] for code in view.countries],
        "places": _places(view, places.ids),
        "forces": _forces(view, forces.ids),
        "rows": rows,
        "bars": [_bar(view, spell, places) for country in view.countries for spell in _spells(view, country)],
        "reigns": [_reign(view, country, span) for country in view.countries for span in reigns(view.store, country)],
        "events": events,
        "left_out": left_out,
    }


class _Index:
    """Gives each id its place in a list, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._at: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        if name not in self._at:
            self._at[name] = len(self.ids)
            self.ids.append(name)
        return self._at[name]

    def __contains__(self, name: str) -> bool:
        return name in self._at


def _day(ordinal: int) -> int:
    return int(ordinal) - EPOCH


def _rows(view: View, places: _Index, forces: _Index) -> tuple[list[list[Any]], int]:
    wanted = [
        row
        for row in foreign_records(view.store)
        if row["place_id"] and row["country"] in view.countries and row["group"] in view.senders
    ]
    kept = sorted(wanted, key=lambda row: -row["end_max"])[:MOST_ROWS]
    kept.sort(key=lambda row: (row["start_min"], row["presence_id"]))
    names, words = rows_by(view.store, "forces", "force_id"), view.words
    return [
        [
            row["presence_id"], places[row["place_id"]], forces[row["force_id"]],
            _day(row["start_min"]), _day(row["start_max"]), _day(row["end_min"]), _day(row["end_max"]),
            int(row["end"] == OPEN), int(row["standing"] == "acknowledged"),
            words.say(
                "{force}: {dates}",
                force=names[row["force_id"]][0][f"name_{view.lang}"].split(" (")[0],
                dates=words.span(row["start"], row["end"], row["last_seen"]),
            ),
        ]
        for row in kept
    ], len(wanted) - len(kept)  # fmt: skip


def _places(view: View, ids: list[str]) -> list[list[Any]]:
    """Return id, name, longitude, latitude and, as indices, the places of the same country that lie near it."""
    known = rows_by(view.store, "places", "place_id")
    rows = [known[place][0] for place in ids]
    return [
        [
            row["place_id"], short_name(row, view.lang), round(row["lon"], 4), round(row["lat"], 4),
            [
                i for i, other in enumerate(rows)
                if other is not row and other["country"] == row["country"]
                and distance_km(row["lon"], row["lat"], other["lon"], other["lat"]) < NEAR_KM
            ],
        ]
        for row in rows
    ]  # fmt: skip


def _forces(view: View, ids: list[str]) -> list[list[Any]]:
    known, groups = rows_by(view.store, "forces", "force_id"), force_groups(view)
    return [[force, known[force][0][f"name_{view.lang}"], SENDER_GROUPS.index(groups[force])] for force in ids]


def _spells(view: View, country: str) -> list[Spell]:
    return [spell for spell in spells(view.store, country) if spell.group in view.senders]


def _bar(view: View, spell: Spell, places: _Index) -> list[Any]:
    """Return country, sender, the four bounds, open, admitted, places, its first presence, what a hover says."""
    forces, words = rows_by(view.store, "forces", "force_id"), view.words
    span = words.span(spell.start, spell.end, spell.last_seen)
    names = [forces[force][0][f"name_{view.lang}"].split(" (")[0] for force in spell.force_ids]
    return [
        spell.country, SENDER_GROUPS.index(spell.group),
        _day(spell.start_min), _day(spell.start_max), _day(spell.end_min), _day(spell.end_max),
        int(spell.is_open), int(spell.standing == "acknowledged"),
        [places[place] for place in spell.place_ids if place in places],
        spell.presence_ids[0],
        words.say("{force}: {dates}", force=words.join(names), dates=span),
    ]  # fmt: skip


def _reign(view: View, country: str, span: Any) -> list[Any]:
    names = view.words.join(leader.rsplit(" ", 1)[-1] for leader in span.leaders)
    return [country, _day(span.first), _day(span.last), span.kind, names, int(span.is_open)]


def _events(view: View, places: _Index) -> list[list[Any]]:
    """Return id, first and last day, kind, countries, places, importance, title, sender (or -1), and its move if any.

    A move is the pair of places between which forces went, only where a source names both.
    """
    groups = force_groups(view)
    kept = []
    for row in all_rows(view.store, "events"):
        countries = [code for code in row["countries"] if code in view.countries]
        concerned = [groups[force] for force in row["force_ids"] if force in groups]
        shown = [group for group in concerned if group in view.senders]
        if countries and (shown or not concerned):
            kept.append(
                [
                    row["event_id"], _day(row["date_min"]), _day(row["date_max"]), row["kind"], countries,
                    [places[place] for place in row["place_ids"]], row["importance"], row[f"title_{view.lang}"],
                    SENDER_GROUPS.index(shown[0]) if shown else -1,
                    [places[row["from_place_id"]], places[row["to_place_id"]]] if row["from_place_id"] else [],
                ]
            )  # fmt: skip
    return kept
