"""The derived questions D1 to D6, D8 and D9: pure functions, frames in, frames or small records out.

Days are `datetime.date`; the columns `x_min` and `x_max` of a frame are ordinals of the earliest and latest day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pandas as pd

from sahel.dates import OPEN
from sahel.store import Store
from sahel.vocabulary import NOT_FOREIGN, group_of

LEVELS = ("sure", "presumed", "possible", "stale")
PRESUMED_DAYS = 365
CLAIM_WINDOW_DAYS = 90
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
    columns = ["sender", "kind", "name_en", "name_fr", "predecessor_id", "part_of_id"]
    joined = presences.join(forces.set_index("force_id")[columns].rename(columns={"kind": "force_kind"}), on="force_id")
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


def forces_in_country(store: Store, country: str, on: date) -> list[ForceInCountry]:
    """D2: the foreign forces in a country on a day, in the order of senders; sites come from site rows only."""
    rows = foreign(present(store.presences[store.presences["country"] == country], on), store.forces)
    found = [_force_in_country(force_rows) for _, force_rows in rows.groupby("force_id", sort=True)]
    named_parts = {
        rows.loc[rows["force_id"] == force.force_id, "part_of_id"].iloc[0] for force in found if force.sender == "RUS"
    }
    # An umbrella row (russian_forces) says no more once one of its named units is known to be there.
    found = [force for force in found if force.force_id not in named_parts or force.place_ids]
    order = {"FRA": 0, "USA": 1, "EUR": 2, "UN": 3, "RUS": 4, "OTHER": 5}
    return sorted(found, key=lambda force: (order[force.group], LEVELS.index(force.level), force.force_id))


def _force_in_country(rows: pd.DataFrame) -> ForceInCountry:
    rows = rows.assign(rank=[LEVELS.index(level) for level in rows["level"]]).sort_values(
        ["rank", "start_min", "presence_id"]
    )
    best = rows.iloc[0]
    sites = rows[rows["place_id"] != ""]
    countrywide = rows[rows["place_id"] == ""]
    spell = (countrywide if len(countrywide) else rows).sort_values(["start_min", "presence_id"]).iloc[0]
    seen = rows.sort_values("end_min").iloc[-1]
    return ForceInCountry(
        force_id=best["force_id"],
        sender=best["sender"],
        group=best["group"],
        country=best["country"],
        level=best["level"],
        since=spell["start"],
        standing=best["standing"],
        place_ids=tuple(dict.fromkeys(sites["place_id"])),
        last_seen=seen["last_seen"],
        presence_ids=tuple(rows["presence_id"]),
        source_ids=unique(rows["source_ids"]),
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
    rows = foreign(store.presences[store.presences["country"] == country], store.forces)
    here = set(foreign(present(store.presences[store.presences["country"] == country], on), store.forces)["group"])
    ended = rows[(rows["end_max"] < day) & ~rows["group"].isin(here)]
    found = []
    for group, of_group in ended.groupby("group", sort=False):
        last = of_group.sort_values(["end_max", "end_min", "place_id"], ascending=[True, True, False]).iloc[-1]
        days = (day - int(last["end_max"]), day - int(last["end_min"]))
        found.append(Departure(str(group), last["end"], *days, last["presence_id"], last["source_ids"]))
    return sorted(found, key=lambda departure: ("FRA", "USA", "EUR", "UN", "RUS", "OTHER").index(departure.group))


def ruler(regimes: pd.DataFrame, country: str, on: date, *, de_jure: bool = False) -> pd.DataFrame:
    """D3: the row that rules on a day, or every row that may if none surely does ("contested" when several).

    The column `certain` tells which; `de_jure` replaces the start by the oath where there was one.
    """
    rows = regimes[regimes["country"] == country]
    start_min, start_max = rows["start_min"], rows["start_max"]
    if de_jure:
        sworn = rows["sworn_in"] != ""
        start_min = start_min.where(~sworn, rows["sworn_in_min"])
        start_max = start_max.where(~sworn, rows["sworn_in_max"])
    day = on.toordinal()
    sure = (start_max <= day) & (day < rows["end_min"])
    if sure.any():
        return rows[sure].assign(certain=True)
    return rows[(start_min <= day) & (day <= rows["end_max"])].assign(certain=False)


def last_known(store: Store, force_id: str, country: str, on: date) -> pd.DataFrame:
    """D4: the newest claim about a force in a country and all others at most 90 days older, newest first.

    Only whole-country figures of people deployed (else arrived) at or before the day and inside the spell.
    Columns `age` (days to `on`) and `scope` ("country", or "region" when nothing narrower exists).
    """
    claims = store.strengths
    low, high = _spell(store, force_id, country, on)
    inside = (claims["date_max"] <= on.toordinal()) & (claims["date_max"] >= low) & (claims["date_min"] <= high)
    claims = claims[(claims["force_id"] == force_id) & inside & (claims["place_ids"].map(len) == 0)]
    for scope, rows in (
        ("country", claims[[codes == (country,) for codes in claims["countries"]]]),
        ("region", claims[[len(codes) > 1 and country in codes for codes in claims["countries"]]]),
    ):
        for measure in ("deployed", "arrived"):
            of_measure = rows[rows["measure"] == measure]
            if len(of_measure):
                newest = of_measure["date_max"].max()
                recent = of_measure[of_measure["date_max"] >= newest - CLAIM_WINDOW_DAYS]
                recent = recent.sort_values(["date_max", "strength_id"], ascending=[False, True])
                return recent.assign(age=on.toordinal() - recent["date_max"], scope=scope)
    return claims.iloc[:0].assign(age=0, scope="country")


def _spell(store: Store, force_id: str, country: str, on: date) -> tuple[int, int]:
    """Return the ordinals between which a force was in a country without a break around a day; (1, 0) if never."""
    rows = store.presences[(store.presences["force_id"] == force_id) & (store.presences["country"] == country)]
    day = on.toordinal()
    low, high = 1, 0
    for start, end in sorted(zip(rows["start_min"], rows["end_max"], strict=True)):
        if start > high + 1:
            if low <= day <= high:
                break
            low, high = int(start), int(end)
        high = max(high, int(end))
    return (low, high) if low <= day <= high else (1, 0)


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


def coup_lag(store: Store, country: str, leaving: str = "FRA", arriving: str = "RUS") -> Lag | None:
    """D5: days from the last coup before the exit of one sender to that exit and to the arrival of another.

    Exit is the latest end of any foreign row of `leaving`; arrival the earliest start of one of `arriving`.
    `exit` and `arrival` hold presence_id, the date as written and the days from the coup.
    """
    rows = foreign(store.presences[store.presences["country"] == country], store.forces)
    left, came = rows[rows["sender"] == leaving], rows[rows["sender"] == arriving]
    last = left.sort_values(["end_max", "end_min", "place_id"], ascending=[True, True, False]).iloc[-1:]
    first = came.sort_values(["start_min", "start_max", "presence_id"]).iloc[:1]
    has_exit = bool(len(last)) and last["end"].iloc[0] != OPEN
    limit = int(last["end_max"].iloc[0]) if has_exit else date.max.toordinal()
    events = store.events
    coups = events[(events["kind"] == "coup") & [country in codes for codes in events["countries"]]]
    before = coups[coups["date_min"] <= limit].sort_values("date_min")
    if before.empty:
        return None
    headline = before.iloc[-1]
    coup_day = int(headline["date_min"])
    others = coups[(coups["date_min"] >= COUNTED_COUPS_FROM.toordinal()) & (coups["event_id"] != headline["event_id"])]
    departure = _days_from(coup_day, last, "end") if has_exit else None
    arrival = _days_from(coup_day, first, "start") if len(first) else None
    gap = Days(arrival[2].low - departure[2].high, arrival[2].high - departure[2].low) if departure and arrival else None
    return Lag(
        country,
        headline["event_id"],
        date.fromordinal(coup_day),
        tuple((event, date.fromordinal(day)) for event, day in zip(others["event_id"], others["date_min"], strict=True)),
        departure,
        arrival,
        gap,
    )


def _days_from(day: int, row: pd.DataFrame, column: str) -> tuple[str, str, Days]:
    first = row.iloc[0]
    days = Days(int(first[f"{column}_min"]) - day, int(first[f"{column}_max"]) - day)
    return first["presence_id"], first[column], days


def site_chain(store: Store, place_id: str) -> pd.DataFrame:
    """D6: who held a site, one row an occupant, with how it changed and the days to the next one.

    `gap_low`, `gap_high` are days between this end and the next start (negative: both there); `change` is the kind
    of the event at that place within three days of the end, else "changed hands", empty for the last one.
    """
    rows = with_forces(store.presences[store.presences["place_id"] == place_id], store.forces)
    rows = rows.sort_values(["start_min", "start_max", "presence_id"]).reset_index(drop=True)
    following = rows[["start_min", "start_max"]].shift(-1)
    kinds = [_change_at(store, place_id, low, high) for low, high in zip(rows["end_min"], rows["end_max"], strict=True)]
    is_last = following["start_min"].isna()
    return rows.assign(
        gap_low=following["start_min"] - rows["end_max"] - 1,
        gap_high=following["start_max"] - rows["end_min"] - 1,
        change=["" if last and not kind else kind or "changed_hands" for kind, last in zip(kinds, is_last, strict=True)],
    )


def _change_at(store: Store, place_id: str, low: int, high: int) -> str:
    events = store.events[store.events["kind"].isin(("base_handed_over", "base_left", "base_taken"))]
    near = events[
        [place_id in places for places in events["place_ids"]]
        & (events["date_max"] >= low - 3)
        & (events["date_min"] <= min(high, date.max.toordinal() - 3) + 3)
    ]
    return str(near.sort_values("date_min")["kind"].iloc[0]) if len(near) else ""


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
    day = on.toordinal()
    return rows[(rows["start_max"] <= day) & ((rows["end"] == OPEN) | (day < rows["end_min"]))]


def events_between(events: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Return the events that may have happened between two days, both inclusive, in order."""
    end = events["date_max"].where(events["end_date"] == "", events["end_date_max"])
    return events[(events["date_min"] <= last.toordinal()) & (end >= first.toordinal())]


def in_any(lists: pd.Series[object], wanted: Iterable[str]) -> pd.Series[bool]:
    """Tell for each tuple of ids whether it holds one of those wanted."""
    pool = set(wanted)
    return pd.Series([bool(pool.intersection(items)) for items in lists], index=lists.index, dtype="bool")
