"""Which mark stands at which place on a day: present first, then those who have left. Pure."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.dates import OPEN
from sahel.queries import foreign_on, foreign_records, rows_by
from sahel.situation import FIRM, NEW_DAYS, short_name
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

_ORDER = ("new", "present", "uncertain", "old", "ended")
# How long a site that a force has left keeps its hollow mark on the map.
TRACE_DAYS = 730


class SiteMark(NamedTuple):
    """One sender group at a place: the state of its mark and the presences that say so."""

    group: str
    state: str
    presence_ids: tuple[str, ...]
    seen: str


class Site(NamedTuple):
    """A place with its marks, present before ended, each group once."""

    place_id: str
    country: str
    name: str
    lon: float
    lat: float
    marks: tuple[SiteMark, ...]
    members: tuple[str, ...] = ()

    @property
    def is_held(self) -> bool:
        """Tell whether any force is there, surely or perhaps."""
        return any(mark.state != "ended" for mark in self.marks)


@lru_cache(maxsize=64)
def sites(view: View, with_ended: bool = True, trace_days: int | None = None) -> tuple[Site, ...]:
    """Return every place where a foreign force of the view is or was on its day, north to south.

    With `trace_days`, those who have surely left longer ago are left out.
    """
    here = {row["presence_id"]: row["level"] for row in foreign_on(view.store, view.on)}
    by_place: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in foreign_records(view.store):
        wanted = row["place_id"] and row["country"] in view.countries and row["group"] in view.senders
        if wanted and row["start_min"] <= view.on.toordinal():
            state = _state(view, row, here.get(row["presence_id"]))
            if state == "ended" and trace_days is not None and view.on.toordinal() - row["end_max"] > trace_days:
                continue
            by_place.setdefault(row["place_id"], {}).setdefault(row["group"], []).append({**row, "state": state})
    places = rows_by(view.store, "places", "place_id")
    found = [_site(view, places[place][0], place, groups, with_ended) for place, groups in by_place.items()]
    return tuple(sorted((site for site in found if site.marks), key=lambda site: (-site.lat, site.place_id)))


def _state(view: View, row: dict[str, Any], level: str | None) -> str:
    if level is None:
        return "ended"
    if level == "stale":
        return "old"
    if level not in FIRM or row["standing"] != "acknowledged":
        return "uncertain"
    return "new" if view.on.toordinal() - row["start_min"] <= NEW_DAYS else "present"


def _site(
    view: View, place: dict[str, Any], place_id: str, groups: dict[str, list[dict[str, Any]]], with_ended: bool
) -> Site:
    marks = []
    for group, rows in groups.items():
        best = min(_ORDER.index(row["state"]) for row in rows)
        state = _ORDER[best]
        # A place held before under another name is not new: only the first coming of a sender is.
        first = min(row["start_min"] for row in rows if row["state"] != "ended") if state != "ended" else 0
        if state == "new" and any(
            view.on.toordinal() - row["start_min"] > NEW_DAYS and row["end_max"] >= first - 1 for row in rows
        ):
            state = "present"
        if state != "ended" or with_ended:
            told = sorted((row for row in rows if _ORDER.index(row["state"]) == best), key=lambda row: -row["end_max"])
            seen = max((row["last_seen"] for row in told if row["end"] == OPEN), default="")
            marks.append(SiteMark(group, state, tuple(row["presence_id"] for row in told), seen))
    marks.sort(key=lambda mark: (mark.state == "ended", SENDER_GROUPS.index(mark.group)))
    return Site(
        place_id, place["country"], short_name(place, view.lang), float(place["lon"]), float(place["lat"]), tuple(marks)
    )


NEAR_KM = 15


def plates(found: tuple[Site, ...]) -> tuple[Site, ...]:
    """Join sites nearer than 15 km into one plate (an air base and its town), each group at its surest state.

    The plate stands at, and is named after, the site with the surest and most marks; `members` are all its places.
    """
    order = sorted(found, key=lambda site: (not site.is_held, -len(site.marks), site.place_id))
    joined: list[list[Site]] = []
    for site in order:
        home = next((group for group in joined if _is_near(group[0], site)), None)
        if home is None:
            joined.append([site])
        else:
            home.append(site)
    return tuple(_join(group) for group in joined)


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the distance of two points near each other, in km; longitudes and latitudes in degrees."""
    across = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(across, lat - other_lat) * 111.2


def _is_near(one: Site, two: Site) -> bool:
    return one.country == two.country and distance_km(one.lon, one.lat, two.lon, two.lat) < NEAR_KM


def _join(group: list[Site]) -> Site:
    best: dict[str, list[SiteMark]] = {}
    for mark in (mark for site in group for mark in site.marks):
        best.setdefault(mark.group, []).append(mark)
    marks = []
    for of_group in best.values():
        state = min(_ORDER.index(mark.state) for mark in of_group)
        told = [mark for mark in of_group if _ORDER.index(mark.state) == state]
        ids = tuple(presence for mark in told for presence in mark.presence_ids)
        marks.append(SiteMark(of_group[0].group, _ORDER[state], ids, max(mark.seen for mark in told)))
    marks.sort(key=lambda mark: (mark.state == "ended", SENDER_GROUPS.index(mark.group)))
    return group[0]._replace(marks=tuple(marks), members=tuple(site.place_id for site in group))
