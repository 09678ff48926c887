"""Memberships and sanctions of a country, body by body: announced and effective exits, suspensions, sanctions. Pure."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from sahel.dates import OPEN
from sahel.queries import Days, rows_by
from sahel.store import Store
from sahel.words import messages

BODIES = ("ECOWAS", "AU", "UEMOA", "G5S", "AES", "OIF", "ICC", "EU", "USA", "UN", "FRA")
# As they stand after a verb.
WITH_ARTICLE = messages({
    "ECOWAS": "ECOWAS", "UEMOA": "WAEMU", "AU": "the African Union", "AES": "the Alliance of Sahel States",
    "G5S": "the G5 Sahel", "EU": "the European Union", "UN": "the United Nations", "OIF": "the Francophonie",
    "ICC": "the International Criminal Court", "USA": "the United States", "FRA": "France",
})  # fmt: skip
# Where both hold, the first one is drawn; what is leaving has a line of its own.
STANDINGS = ("suspended", "member")
MEASURES = ("sanctions_economy", "sanctions_persons", "aid_suspended")


class Stretch(NamedTuple):
    """Days (ordinals, the last one exclusive) of one status; `row` says so; an open one reaches to the cut-off."""

    first: int
    last: int
    status: str
    is_open: bool
    row: dict[str, Any]


class Lane(NamedTuple):
    """What a country and one body were to each other.

    `announced` is the day from which the country was leaving, `effective` the end of its membership, both "" where
    the record has none; `wait` the days between them. `line` are the stretches of membership, `measures` those of
    sanctions and of aid held back.
    """

    country: str
    organisation: str
    rows: tuple[dict[str, Any], ...]
    line: tuple[Stretch, ...]
    measures: tuple[Stretch, ...]
    announced: str
    effective: str
    wait: Days | None

    def of(self, *statuses: str) -> tuple[dict[str, Any], ...]:
        """Return the rows of some statuses, by day."""
        return tuple(row for row in self.rows if row["status"] in statuses)


@lru_cache(maxsize=64)
def lanes(store: Store, country: str) -> tuple[Lane, ...]:
    """Return a country's bodies in the order of the house, those without any row left out."""
    own = rows_by(store, "memberships", "country").get(country, ())
    by_body: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(own, key=lambda row: (row["start_min"], row["membership_id"])):
        by_body.setdefault(row["organisation"], []).append(row)
    order = sorted(by_body, key=lambda body: (BODIES.index(body) if body in BODIES else len(BODIES), body))
    return tuple(_lane(country, body, tuple(by_body[body]), store.cutoff.toordinal() + 1) for body in order)


def _lane(country: str, body: str, rows: tuple[dict[str, Any], ...], cut: int) -> Lane:
    leaving = [row for row in rows if row["status"] == "leaving"]
    ended = [row for row in rows if row["status"] == "member" and row["end"] != OPEN]
    still = any(row["status"] == "member" and row["end"] == OPEN for row in rows)
    effective = max(ended, key=lambda row: int(row["end_max"])) if ended and not still else None
    notice = max(leaving, key=lambda row: int(row["start_min"])) if leaving else None
    wait = None
    if notice and effective:
        low, high = effective["end_min"] - notice["start_max"], effective["end_max"] - notice["start_min"]
        wait = Days(max(low, 0), high)
    return Lane(
        country, body, rows, _line(rows, cut),
        tuple(_stretch(row, cut) for row in rows if row["status"] in MEASURES),
        notice["start"] if notice else "", effective["end"] if effective else "", wait,
    )  # fmt: skip


def _stretch(row: dict[str, Any], cut: int) -> Stretch:
    is_open = row["end"] == OPEN
    return Stretch(row["start_min"], cut if is_open else min(row["end_max"], cut), row["status"], is_open, row)


def _line(rows: tuple[dict[str, Any], ...], cut: int) -> tuple[Stretch, ...]:
    """Cut the rows of membership into stretches, the most telling status where several hold."""
    spans = [_stretch(row, cut) for row in rows if row["status"] in STANDINGS]
    days = sorted({day for span in spans for day in (span.first, span.last)})
    found: list[Stretch] = []
    for first, last in pairwise(days):
        held = [span for span in spans if span.first <= first and last <= span.last]
        if not held:
            continue
        top = min(held, key=lambda span: STANDINGS.index(span.status))
        if found and found[-1].row is top.row and found[-1].last == first:
            found[-1] = found[-1]._replace(last=last, is_open=last == cut and top.is_open)
        else:
            found.append(Stretch(first, last, top.status, last == cut and top.is_open, top.row))
    return tuple(found)


def lifted(store: Store, country: str) -> tuple[dict[str, Any], ...]:
    """Return the events that lifted something or readmitted the country, by day."""
    rows = rows_by(store, "events", "kind").get("sanction_lifted", ())
    return tuple(sorted((row for row in rows if country in row["countries"]), key=lambda row: int(row["date_min"])))
