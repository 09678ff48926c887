"""The derived questions D1 to D6, D8 and D9: pure functions, frames in, frames or small records out.

Days are `datetime.date`; the columns `x_min` and `x_max` of a frame are ordinals of the earliest and latest day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from sahel.dates import OPEN
from sahel.store import Store, records
from sahel.vocabulary import NOT_FOREIGN, SENDER_GROUPS, group_of

LEVELS = ("sure", "presumed", "possible", "stale")
PRESUMED_DAYS = 365
CLAIM_WINDOW_DAYS = 90
HAND_OVERS = ("base_handed_over", "base_left", "base_taken")
CHANGE_DAYS = 3
_FORCE_COLUMNS = ("sender", "force_kind", "name_en", "name_fr", "predecessor_id", "part_of_id")
COUNTED_COUPS_FROM = date(2020, 1, 1)


def present(presences: pd.DataFrame, on: date) -> pd.DataFrame:
    """D1: the rows that may hold on a day, with `level` sure, presumed, possible or stale.

    Sure: begun and not yet ended for certain. Presumed: open end, at most 365 days after the last evidence.
    Stale: open end, evidence older than that. Possible: the day lies in the doubt of a start or an end.
    """
    day = on.toordinal()
    begun = presences["start_max"] <= day
    is_open = presences["end"] == OPEN
    since_seen = day - presences["end_min"]
    sure = begun & (since_seen <= 0)
    presumed = begun & is_open & (since_seen > 0) & (since_seen <= PRESUMED_DAYS)
    stale = begun & is_open & (since_seen > PRESUMED_DAYS)
    possible = (presences["start_min"] <= day) & (day <= presences["end_max"]) & ~(sure | presumed | stale)
    level = pd.Series("", index=presences.index, dtype="str")
    for name, rows in (("sure", sure), ("presumed", presumed), ("stale", stale), ("possible", possible)):
        level = level.mask(rows, name)
    return presences.assign(level=level)[level != ""]


def with_forces(presences: pd.DataFrame, forces: pd.DataFrame) -> pd.DataFrame:
    """Return presences with their force's `sender`, `group`, `force_kind`, names and relations; the index stays."""
    named = forces.set_index("force_id").rename(columns={"kind": "force_kind"})[list(_FORCE_COLUMNS)]
    joined = presences.join(named, on="force_id")
    return joined.assign(group=[group_of(sender) for sender in joined["sender"]])


def foreign(presences: pd.DataFrame, forces: pd.DataFrame) -> pd.DataFrame:
    """Return the presences of foreign forces: all but host states and armed groups, with their force's columns."""
    joined = with_forces(presences, forces)
    return joined[~joined["force_kind"].isin(NOT_FOREIGN)]


class ForceInCountry(NamedTuple):
    """D2: one force in one country on a day, at the best level of its rows there."""

    force_id: str
    sender: str
    group: str
    country: str
    level: str
    since: str
    standing: str
    place_ids: tuple[str, ...]
    last_seen: str
    presence_ids: tuple[str, ...]
    source_ids: tuple[str, ...]


@lru_cache(maxsize=8)
def foreign_presences(store: Store) -> pd.DataFrame:
    """Return all presences of foreign forces of a record, with their force's columns; made once, read only."""
    return foreign(store.presences, store.forces)


@lru_cache(maxsize=8)
def foreign_records(store: Store) -> tuple[dict[str, Any], ...]:
    """Return `foreign_presences` as records, by start; made once, read only."""
    return tuple(records(foreign_presences(store)))


@lru_cache(maxsize=1024)
def forces_in_country(store: Store, country: str, on: date) -> tuple[ForceInCountry, ...]:
    """D2: the foreign forces in a country on a day, in the order of senders; sites come from site rows only."""
    rows = [row for row in foreign_on(store, on) if row["country"] == country]
    by_force: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_force.setdefault(row["force_id"], []).append(row)
    found = {force: _force_in_country(force_rows) for force, force_rows in by_force.items()}
    said = _said_by_units(rows, found)
    return tuple(
        sorted(
            (found[force] for force in found if force not in said or found[force].place_ids),
            key=lambda it: (SENDER_GROUPS.index(it.group), LEVELS.index(it.level), it.force_id),
        )
    )


def _said_by_units(rows: Iterable[dict[str, Any]], found: dict[str, ForceInCountry]) -> set[str]:
    """Return the umbrellas (russian_forces) that say no more: a unit of the same sender is there at least as surely."""
    units = {(row["force_id"], row["part_of_id"]) for row in rows if row["part_of_id"] in found}
    return {
        whole
        for unit, whole in units
        if found[unit].sender == found[whole].sender
        and LEVELS.index(found[unit].level) <= LEVELS.index(found[whole].level)
    }


@lru_cache(maxsize=256)
def foreign_on(store: Store, on: date) -> tuple[dict[str, Any], ...]:
    """Return the foreign presences that may hold on a day as records with their `level`; read only."""
    return tuple(records(present(foreign_presences(store), on)))


def _force_in_country(rows: list[dict[str, Any]]) -> ForceInCountry:
    rows = sorted(rows, key=lambda row: (LEVELS.index(row["level"]), row["start_min"], row["presence_id"]))
    best = rows[0]
    countrywide = [row for row in rows if not row["place_id"]]
    spell = min(countrywide or rows, key=lambda row: (row["start_min"], row["presence_id"]))
    return ForceInCountry(
        force_id=best["force_id"],
        sender=best["sender"],
        group=best["group"],
        country=best["country"],
        level=best["level"],
        since=spell["start"],
        standing=best["standing"],
        place_ids=tuple(dict.fromkeys(row["place_id"] for row in rows if row["place_id"])),
        last_seen=max(
            (row for row in rows if row["end"] == OPEN), key=lambda row: row["end_min"], default={"last_seen": ""}
        )["last_seen"],
        presence_ids=tuple(row["presence_id"] for row in rows),
        source_ids=unique(row["source_ids"] for row in rows),
    )


def unique(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the ids of several lists once each, in order."""
    return tuple(dict.fromkeys(item for items in lists for item in items))


class Departure(NamedTuple):
    """A sender that was in a country and is gone on a day: its last day there, and the row that says so."""

    group: str
    end: str
    days_low: int
    days_high: int
    presence_id: str
    source_ids: tuple[str, ...]


def departures(store: Store, country: str, on: date) -> list[Departure]:
    """Return, per sender group wholly gone from a country by a day, its last end there and the days since."""
    day = on.toordinal()
    here = {force.group for force in forces_in_country(store, country, on)}
    ended = [row for row in foreign_records(store) if row["country"] == country and row["end_max"] < day]
    spells = {row["force_id"] for row in ended if not row["place_id"]}
    last: dict[str, dict[str, Any]] = {}
    # A country row encloses the sites of its force: where there is one, its end is the end.
    for row in (row for row in ended if not row["place_id"] or row["force_id"] not in spells):
        held = last.get(row["group"])
        if row["group"] not in here and (held is None or _end_of(row) > _end_of(held)):
            last[row["group"]] = row
    return [
        Departure(
            group, last[group]["end"], day - last[group]["end_max"], day - last[group]["end_min"],
            last[group]["presence_id"], last[group]["source_ids"],
        )
        for group in SENDER_GROUPS
        if group in last
    ]  # fmt: skip


def _end_of(row: dict[str, Any]) -> tuple[int, int]:
    return row["end_max"], row["end_min"]


def ruler(regimes: pd.DataFrame, country: str, on: date, *, de_jure: bool = False) -> pd.DataFrame:
    """D3: the row that rules on a day, or every row that may if none surely does ("contested" when several).

    The column `certain` tells which; `de_jure` replaces the start by the oath where there was one.
    """
    rows = regimes[regimes["country"] == country]
    kept, certain = ruling(records(rows), on, de_jure=de_jure)
    ids = {row["regime_id"] for row in kept}
    return rows[rows["regime_id"].isin(ids)].assign(certain=certain)


def ruling(rows: Iterable[dict[str, Any]], on: date, *, de_jure: bool = False) -> tuple[list[dict[str, Any]], bool]:
    """D3, as records of one country: who rules on a day, and whether that is certain."""
    day, sure, possible = on.toordinal(), [], []
    for row in rows:
        start = "sworn_in" if de_jure and row["sworn_in"] else "start"
        # An end is exclusive, but what is still open holds on the cut-off day itself.
        if row[f"{start}_max"] <= day < row["end_min"] + (row["end"] == OPEN):
            sure.append(row)
        elif row[f"{start}_min"] <= day <= row["end_max"]:
            possible.append(row)
    return (sure, True) if sure else (possible, False)


def last_known(store: Store, force_id: str, country: str, on: date) -> pd.DataFrame:
    """D4: the newest claim about a force in a country and all others at most 90 days older, newest first.

    Only whole-country figures of people deployed (else arrived) at or before the day and inside the spell.
    Columns `age` (days to `on`) and `scope` ("country", or "region" when nothing narrower exists).
    """
    claims = last_known_claims(store, force_id, country, on)
    return pd.DataFrame(claims, columns=[*store.strengths.columns, "age", "scope"])


def last_known_claims(store: Store, force_id: str, country: str, on: date) -> list[dict[str, Any]]:
    """D4, the same as `last_known`, as plain records: screens ask it once a force and country."""
    day = on.toordinal()
    low, high = _spell(store, force_id, country, day)
    inside = [
        row
        for row in rows_by(store, "strengths", "force_id").get(force_id, ())
        if not row["place_ids"] and low <= row["date_max"] <= day and row["date_min"] <= high
    ]
    alone = [row for row in inside if row["countries"] == (country,)]
    region = [row for row in inside if len(row["countries"]) > 1 and country in row["countries"]]
    for scope, rows in (("country", alone), ("region", region)):
        for measure in ("deployed", "arrived"):
            said = [row for row in rows if row["measure"] == measure]
            newest = max((row["date_max"] for row in said), default=0)
            recent = [row for row in said if row["date_max"] >= newest - CLAIM_WINDOW_DAYS]
            if recent:
                recent.sort(key=lambda row: (-row["date_max"], row["strength_id"]))
                return [{**row, "age": day - row["date_max"], "scope": scope} for row in recent]
    return []


def _spell(store: Store, force_id: str, country: str, day: int) -> tuple[int, int]:
    """Return the ordinals between which a force was in a country without a break around a day; (1, 0) if never."""
    low, high = 1, 0
    rows = [row for row in rows_by(store, "presences", "force_id").get(force_id, ()) if row["country"] == country]
    for start, end in sorted((row["start_min"], row["end_max"]) for row in rows):
        if start > high + 1:
            if low <= day <= high:
                break
            low, high = start, end
        high = max(high, end)
    return (low, high) if low <= day <= high else (1, 0)


@lru_cache(maxsize=64)
def all_rows(store: Store, table: str) -> tuple[dict[str, Any], ...]:
    """Return a table's rows as records; made once a record, read only."""
    return tuple(records(store.table(table)))


@lru_cache(maxsize=64)
def rows_by(store: Store, table: str, column: str) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return a table's rows as records, grouped by one of its columns; made once a record, read only."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in all_rows(store, table):
        found.setdefault(row[column], []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


class Days(NamedTuple):
    """A difference of two days, fewest and most when either is not known to the day; negative means before."""

    low: int
    high: int


class Lag(NamedTuple):
    """D5: what followed the headline coup of a country, in days; None where the record has no such row."""

    country: str
    coup_id: str
    coup_date: date
    other_coups: tuple[tuple[str, date], ...]
    exit: tuple[str, str, Days] | None
    arrival: tuple[str, str, Days] | None
    exit_to_arrival: Days | None


@lru_cache(maxsize=64)
def coup_lag(store: Store, country: str, leaving: str = "FRA", arriving: str = "RUS") -> Lag | None:
    """D5: days from the last coup before the exit of one sender to that exit and to the arrival of another.

    Exit is the latest end of any foreign row of `leaving`; arrival the earliest start of one of `arriving`.
    `exit` and `arrival` hold presence_id, the date and the days from the coup; the date is as written, unless other
    rows narrow it.
    """
    everywhere = foreign_presences(store)
    rows = everywhere[everywhere["country"] == country]
    left, came = rows[rows["sender"] == leaving], rows[rows["sender"] == arriving]
    last = left.sort_values(["end_max", "end_min", "place_id"], ascending=[True, True, False]).iloc[-1:]
    first = came.sort_values(["start_min", "start_max", "presence_id"]).iloc[:1]
    has_exit = bool(len(last)) and last["end"].iloc[0] != OPEN
    limit = int(last["end_max"].iloc[0]) if has_exit else date.max.toordinal()
    # Of several rows with doubtful ends the latest end lies between the greatest first and the greatest last day.
    gone = Days(int(left["end_min"].max()), limit) if has_exit else None
    there = Days(int(came["start_min"].min()), int(came["start_max"].min())) if len(came) else None
    events = store.events
    coups = events[(events["kind"] == "coup") & in_any(events["countries"], (country,))]
    before = coups[coups["date_min"] <= limit].sort_values("date_min")
    if before.empty:
        return None
    headline = before.iloc[-1]
    coup = _span(before.iloc[-1:], "date")
    others = coups[(coups["date_min"] >= COUNTED_COUPS_FROM.toordinal()) & (coups["event_id"] != headline["event_id"])]
    departure = _days_from(coup, last, "end", gone) if gone else None
    arrival = _days_from(coup, first, "start", there) if there else None
    gap = Days(there.low - gone.high, there.high - gone.low) if gone and there else None
    return Lag(
        country,
        headline["event_id"],
        date.fromordinal(coup.low),
        tuple(
            (event, date.fromordinal(day)) for event, day in zip(others["event_id"], others["date_min"], strict=True)
        ),
        departure,
        arrival,
        gap,
    )


def _days_from(coup: Days, row: pd.DataFrame, column: str, day: Days) -> tuple[str, str, Days]:
    written = str(row[column].iloc[0])
    if _span(row, column) != day:
        first, last = (date.fromordinal(end).isoformat() for end in day)
        written = first if first == last else f"[{first}..{last}]"
    return row["presence_id"].iloc[0], written, Days(day.low - coup.high, day.high - coup.low)


def _span(row: pd.DataFrame, column: str) -> Days:
    return Days(int(row[f"{column}_min"].iloc[0]), int(row[f"{column}_max"].iloc[0]))


def site_chain(store: Store, place_id: str) -> pd.DataFrame:
    """D6: who held a site, one row an occupant, with how it changed and the days to the next one.

    `gap_low`, `gap_high` are days between the last end so far and the next start; negative: somebody was still there,
    this occupant or an earlier one. `change` is the kind of the event at that place within three days of the end, else
    "changed_hands"; empty while the end is open, for a last one without such an event, and for one whose whole stay
    lies inside that of an earlier occupant.
    """
    columns = [*store.presences.columns, *_FORCE_COLUMNS, "group", "gap_low", "gap_high", "change"]
    return pd.DataFrame(site_occupants(store, place_id), columns=columns)


def site_occupants(store: Store, place_id: str) -> list[dict[str, Any]]:
    """D6, the same as `site_chain`, as plain records; no gap (None) follows the last one."""
    rows = sorted(
        _at_places(store).get(place_id, ()), key=lambda row: (row["start_min"], row["start_max"], row["presence_id"])
    )
    found, reached = [], (0, 0)
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        nested = row["end_max"] < reached[0]
        reached = max(reached[0], row["end_min"]), max(reached[1], row["end_max"])
        change = "" if row["end"] == OPEN else _change_at(store, place_id, row["end_min"], row["end_max"])
        if following is not None and row["end"] != OPEN and not nested:
            change = change or "changed_hands"
        low = following["start_min"] - reached[1] - 1 if following else None
        high = following["start_max"] - reached[0] - 1 if following else None
        found.append({**row, "gap_low": low, "gap_high": high, "change": change})
    return found


@lru_cache(maxsize=8)
def _at_places(store: Store) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return the presences of every site with their force's columns, as records."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(with_forces(store.presences[store.presences["place_id"] != ""], store.forces)):
        found.setdefault(row["place_id"], []).append(row)
    return {place: tuple(rows) for place, rows in found.items()}


def _change_at(store: Store, place_id: str, low: int, high: int) -> str:
    for event in _hand_overs(store).get(place_id, ()):
        if event["date_max"] >= low - CHANGE_DAYS and event["date_min"] <= high + CHANGE_DAYS:
            return str(event["kind"])
    return ""


@lru_cache(maxsize=8)
def _hand_overs(store: Store) -> dict[str, tuple[dict[str, Any], ...]]:
    """Return the events that hand over, leave or take a place, by place and in order of time."""
    found: dict[str, list[dict[str, Any]]] = {}
    for event in sorted(all_rows(store, "events"), key=lambda event: (event["date_min"], event["event_id"])):
        for place in event["place_ids"] if event["kind"] in HAND_OVERS else ():
            found.setdefault(place, []).append(event)
    return {place: tuple(events) for place, events in found.items()}


def codings(store: Store, event_id: str) -> pd.DataFrame:
    """D8: how each list codes an event, one row a list and coding (source_id, date, coding)."""
    rows = store.coup_codings[store.coup_codings["event_id"] == event_id]
    return rows[["source_id", "date", "coding"]].reset_index(drop=True)


def counted_as_coup(store: Store, event_id: str) -> tuple[int, int]:
    """D8: how many lists list an event, of how many that cover it.

    Lists that do not cover it are left out; for plots so are lists that code no conspiracies at all.
    """
    rows = store.coup_codings[store.coup_codings["event_id"] == event_id]
    kind = store.events.loc[store.events["event_id"] == event_id, "kind"].iloc[0]
    covering = rows[rows["coding"] != "not_covered"]
    if kind == "plot":
        with_plots = store.coup_codings.loc[store.coup_codings["coding"] == "conspiracy", "source_id"].unique()
        covering = covering[covering["source_id"].isin(with_plots)]
    listed = covering[covering["coding"] != "not_listed"]
    return listed["source_id"].nunique(), covering["source_id"].nunique()


def memberships_on(memberships: pd.DataFrame, country: str, on: date) -> pd.DataFrame:
    """D9: every membership, suspension and sanction of a country that holds on a day; several at once."""
    rows = memberships[memberships["country"] == country]
    return rows[[holds(row, on) for row in records(rows)]] if len(rows) else rows


def holds(row: dict[str, Any], on: date) -> bool:
    """D9: tell whether a membership's record holds on a day: surely begun and not surely over."""
    day = on.toordinal()
    return bool(row["start_max"] <= day and (row["end"] == OPEN or day < row["end_min"]))


def events_between(events: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Return the events that may have happened between two days, both inclusive, in order."""
    return events[[happened(row, first, last) for row in records(events)]] if len(events) else events


def happened(row: dict[str, Any], first: date, last: date) -> bool:
    """Tell whether an event's record may fall between two days, both inclusive."""
    end = row["end_date_max"] if row["end_date"] else row["date_max"]
    return bool(row["date_min"] <= last.toordinal() and end >= first.toordinal())


def in_any(lists: pd.Series[Any], wanted: Iterable[str]) -> pd.Series[bool]:
    """Tell for each tuple of ids whether it holds one of those wanted."""
    pool = set(wanted)
    return lists.map(lambda items: not pool.isdisjoint(items)).astype("bool")
