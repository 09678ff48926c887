"""Claims of how many: what is asked, the claims about a family in a country, and where the record has no count."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from sahel.dates import OPEN
from sahel.exports_csv import neutral
from sahel.families import Family
from sahel.queries import PRESUMED_DAYS, foreign_presences, rows_by
from sahel.schema import STRENGTHS
from sahel.store import Store
from sahel.view import View

PANELS = ("country", "place", "region", "other", "words")
COUNTED = ("deployed", "arrived")
OTHER_MEASURES = ("ceiling", "assigned", "peak", "departed", "rotated")
WORDS_ONLY = ((200, 999, True), (24, 99, True))
GAP_DAYS = 365
_CONTESTED = 0.25


class Question(NamedTuple):
    """How many of this family in this country, within the view's range."""

    view: View
    family: Family
    country: str


class Claim(NamedTuple):
    """One claim as its row says it; `first` and `last` are ordinals of its day or span, `panel` where it belongs."""

    strength_id: str
    force_id: str
    panel: str
    countries: tuple[str, ...]
    place_ids: tuple[str, ...]
    date: str
    first: int
    last: int
    low: int | None
    high: int | None
    about: bool
    measure: str
    counted: str
    claimant: str
    notes: tuple[str, str]
    source_ids: tuple[str, ...]

    @property
    def value(self) -> float:
        """Where the mark stands: the figure, or the middle of the claimant's own range."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends)


def is_contested(claims: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether two claims leave no common figure and lie more than a quarter of the larger apart."""
    ranges = [_range(claim) for claim in claims if not (pd.isna(claim["low"]) and pd.isna(claim["high"]))]
    return any(one[1] < other[0] and other[0] - one[1] > _CONTESTED * other[0] for one in ranges for other in ranges)


def _range(claim: Mapping[str, Any]) -> tuple[float, float]:
    low, high = claim["low"], claim["high"]
    return (0.0 if pd.isna(low) else float(low), math.inf if pd.isna(high) else float(high))


@lru_cache(maxsize=256)
def _all_claims(store: Store, family: Family, country: str) -> tuple[Claim, ...]:
    rows = rows_by(store, "strengths", "force_id")
    found = [claim_of(row) for force in family.force_ids for row in rows.get(force, ()) if country in row["countries"]]
    return tuple(sorted(found, key=lambda it: (it.first, it.last, it.strength_id)))


@lru_cache(maxsize=512)
def claims(question: Question) -> tuple[Claim, ...]:
    """Return every claim of the question whose day or span touches the view's range, in order of its day."""
    view = question.view
    start, end = view.start.toordinal(), view.end.toordinal()
    known = _all_claims(view.store, question.family, question.country)
    return tuple(it for it in known if it.first <= end and it.last >= start)


def claim_of(row: dict[str, Any]) -> Claim:
    """Return a row of `strengths` as a claim, with the panel where it may be compared."""
    low, high = (None if pd.isna(row[end]) else int(row[end]) for end in ("low", "high"))
    about = row["about"] == "yes"
    return Claim(
        row["strength_id"], row["force_id"], _panel(row, (low, high, about)), row["countries"], row["place_ids"],
        row["date"], int(row["date_min"]), int(row["date_max"]), low, high, about, row["measure"], row["counted"],
        row["claimant"], (row["note_en"], row["note_fr"]), row["source_ids"],
    )  # fmt: skip


def _panel(row: dict[str, Any], figure: tuple[int | None, int | None, bool]) -> str:
    if figure in WORDS_ONLY:
        return "words"
    if row["measure"] in OTHER_MEASURES:
        return "other"
    if row["place_ids"]:
        return "place"
    return "region" if len(row["countries"]) > 1 else "country"


def has_scale(key: str, wanted: tuple[Claim, ...]) -> bool:
    """Tell whether a panel needs a scale, which compares: words have none, one or two ceilings or departures neither.

    `key` is a panel, or the measure of the panel "other".
    """
    return key != "words" and (len(wanted) > 2 or key not in OTHER_MEASURES)


def is_count(claim: Claim) -> bool:
    """Tell whether a claim counts people there in the whole country: no plan, ceiling, site or mere word."""
    return claim.panel == "country" and claim.measure in COUNTED


@lru_cache(maxsize=256)
def spells(question: Question) -> tuple[tuple[int, int], ...]:
    """Return first and last ordinals of each spell in which the family was surely or presumably there.

    Open rows reach 365 days beyond their last evidence (D1), at most to the cut-off of the record.
    """
    everywhere, cutoff = foreign_presences(question.view.store), question.view.store.cutoff.toordinal()
    mine = everywhere["force_id"].isin(question.family.force_ids) & (everywhere["country"] == question.country)
    rows = sorted(
        (row["start_max"], min(row["end_min"] + PRESUMED_DAYS, cutoff) if row["end"] == OPEN else row["end_min"])
        for row in everywhere[mine].to_dict("records")
    )
    found: list[tuple[int, int]] = []
    for start, end in rows:
        if start <= end and found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start <= end:
            found.append((start, end))
    return tuple(found)


def gaps(question: Question) -> tuple[tuple[int, int], ...]:
    """Return the spans of more than a year, inside a spell of presence, for which nobody counts the whole country.

    They are gaps of the record, not of the view: claims outside its range close them too; then they are cut to it.
    """
    known = _all_claims(question.view.store, question.family, question.country)
    counted = [(it.first, it.last) for it in known if is_count(it)]
    found = []
    for start, end in spells(question):
        cursor = start
        for low, high in [*counted, (end + 1, end + 1)]:
            if min(low, end + 1) - cursor > GAP_DAYS:
                found.append((cursor, min(low, end + 1) - 1))
            cursor = max(cursor, high + 1)
    first, last = question.view.start.toordinal(), question.view.end.toordinal()
    return tuple((max(low, first), min(high, last)) for low, high in found if low < last and high > first)


def inner_extent(question: Question) -> tuple[int, int]:
    """Return the first and last ordinal of claims and presence inside the view's range."""
    view = question.view
    first, last = view.start.toordinal(), view.end.toordinal()
    inside = [span for span in spells(question) if span[0] <= last and span[1] >= first]
    ends = [day for it in claims(question) for day in (it.first, it.last)] + [day for span in inside for day in span]
    return max(min(ends, default=first), first), min(max(ends, default=last), last)


def extent(question: Question) -> tuple[int, int]:
    """Return the ordinals that the drawing spans: the inner extent with some air, never beyond the view's range.

    A range of one day is drawn with a month on each side: an axis needs a length.
    """
    low, high = inner_extent(question)
    air = max((high - low) // 18, 60)
    first, last = max(low - air, question.view.start.toordinal()), min(high + air, question.view.end.toordinal())
    return (first, last) if first < last else (first - 30, first + 30)


def claims_csv(question: Question) -> str:
    """Return the claims as CSV: the columns of the table of strengths, and the addresses of the sources."""
    store = question.view.store
    wanted = {it.strength_id for it in claims(question)}
    urls = dict(store.sources[["source_id", "url"]].itertuples(index=False, name=None))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in STRENGTHS.columns]
    writer.writerow([*names, "source_urls"])
    for row in store.strengths.to_dict("records"):
        if row["strength_id"] in wanted:
            cells = [neutral(_cell(row[name])) for name in names]
            writer.writerow([*cells, ";".join(urls[source] for source in row["source_ids"])])
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if pd.isna(value) else str(value)


def day_of(claim: Claim, question: Question) -> date:
    """Return the day at which a claim's mark stands: its day, or the middle of its span inside the view's range."""
    low = max(claim.first, question.view.start.toordinal())
    return date.fromordinal((low + min(claim.last, question.view.end.toordinal())) // 2)
