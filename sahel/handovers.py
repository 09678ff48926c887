"""The hand-overs of a site: told by an event, or only by one occupant's end and another's start. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple

from sahel.dates import OPEN
from sahel.queries import CHANGE_DAYS, HAND_OVERS, all_rows, rows_by, unique
from sahel.store import Store

# A change of hands without an event is told only where end and start are known within so many days.
_SHARP_DAYS = 31
_Row = dict[str, Any]


class Handover(NamedTuple):
    """One change of a site: kind of its event, or "changed_hands" where no event tells it and `event_id` is empty."""

    kind: str
    date: str
    low: int
    high: int
    givers: tuple[str, ...]
    takers: tuple[str, ...]
    event_id: str
    source_ids: tuple[str, ...]


def handovers(store: Store, place_id: str, rows: list[_Row]) -> tuple[Handover, ...]:
    """Return the hand-overs of a site, in order of time, from its occupants (D6) with their `holder`."""
    told = _told(store, place_id, rows)
    return tuple(sorted([*told, *_untold(told, rows)], key=lambda one: (one.low, one.high, one.event_id)))


def _told(store: Store, place_id: str, rows: list[_Row]) -> list[Handover]:
    """Return the hand-overs that events at the place tell."""
    found = []
    for event in all_rows(store, "events"):
        if event["kind"] not in HAND_OVERS or place_id not in event["place_ids"]:
            continue
        last = event["end_date_max"] if event["end_date"] else event["date_max"]
        givers, takers = _parties(store, event, last, rows)
        found.append(
            Handover(
                event["kind"], event["date"], event["date_min"], last, givers, takers, event["event_id"],
                event["source_ids"],
            )
        )  # fmt: skip
    return found


def _parties(store: Store, event: _Row, last: int, rows: list[_Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say who of the forces that an event names gave and who took, by whose row ends or starts within three days."""
    named = event["force_ids"]

    def near(side: str) -> list[str]:
        low, high = event["date_min"] - CHANGE_DAYS, last + CHANGE_DAYS
        there = {row["force_id"] for row in rows if row[f"{side}_min"] <= high and row[f"{side}_max"] >= low}
        return [force for force in named if force in there and not (side == "end" and _is_open(rows, force))]

    ended, begun = near("end"), near("start")
    if event["kind"] == "base_left":
        return tuple(ended) or named, ()
    if event["kind"] == "base_taken":
        takers = begun or [force for force in named if not _is_armed(store, force)] or list(named)
        return tuple(force for force in ended if force not in takers), tuple(takers)
    givers = ended or [force for force in named if force not in begun][:1]
    takers = [force for force in begun if force not in givers] or [force for force in named if force not in givers]
    return tuple(givers), tuple(takers)


def _is_open(rows: list[_Row], force: str) -> bool:
    return all(row["end"] == OPEN for row in rows if row["force_id"] == force)


def _is_armed(store: Store, force: str) -> bool:
    return bool(rows_by(store, "forces", "force_id")[force][0]["kind"] == "armed_group")


def _untold(told: list[Handover], rows: list[_Row]) -> list[Handover]:
    """Return the changes of hands that only the ends of rows tell: one is gone, another is there within three days."""
    found = []
    for row in rows:
        if row["change"] != "changed_hands" or row["end_max"] - row["end_min"] > _SHARP_DAYS or _stayed(rows, row):
            continue
        takers = tuple(other for other in rows if _follows(row, other))
        again = any(
            row["force_id"] in one.givers and {other["force_id"] for other in takers} & {*one.takers} for one in told
        )
        if takers and not again:
            parties = (row["force_id"],), tuple(other["force_id"] for other in takers)
            sources = unique([row["source_ids"], *(other["source_ids"] for other in takers)])
            found.append(
                Handover("changed_hands", row["end"], row["end_min"], row["end_max"], *parties, "", sources)
            )  # fmt: skip
    return found


def _follows(row: _Row, other: _Row) -> bool:
    """Tell whether another holder begins, to the month, within three days of a row's end; parts of a whole do not."""
    sharp = other["start_max"] - other["start_min"] <= _SHARP_DAYS
    near = (
        other["start_min"] >= row["end_min"] - CHANGE_DAYS and other["start_max"] <= row["end_max"] + 1 + _SHARP_DAYS
    ) and other["start_min"] <= row["end_max"] + CHANGE_DAYS
    kin = other["part_of_id"] == row["force_id"] or row["part_of_id"] == other["force_id"]
    return sharp and near and not kin and other["holder"] != row["holder"]


def _stayed(rows: list[_Row], row: _Row) -> bool:
    """Tell whether the same holder was surely still there after a row's end."""
    return any(
        other["holder"] == row["holder"] and other["start_max"] <= row["end_max"] + 1 < other["end_min"] + 1
        for other in rows
    )
