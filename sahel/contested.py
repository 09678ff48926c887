"""Contested: pairs of claims about the same people at nearly the same time that cannot both be right. Pure."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from sahel.claims import Claim, claim_of, is_contested
from sahel.queries import CLAIM_WINDOW_DAYS, Days, rows_by
from sahel.series import speaker
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import NOT_FOREIGN, group_of

# Landed in one move, gone so far, ever served: two figures of different days need not be one thing.
FLOWS = ("arrived", "departed", "rotated")
MOVES = ("arrival", "withdrawal", "base_handed_over", "base_left")
# What was announced or allowed does not change when soldiers move.
_ON_PAPER = ("planned", "ceiling")


class Pair(NamedTuple):
    """Two claims in conflict: how many times the lower fits into the higher, days between them, whether people moved.

    `times` compares the nearest ends of the two ranges. `has_moved`: an arrival or departure of the force lies between
    the two, or another voice changed its own figure in between, so that both may have been right on their day.
    """

    lower: Claim
    higher: Claim
    times: float
    days: Days
    has_moved: bool


@lru_cache(maxsize=64)
def contested(view: View) -> tuple[Pair, ...]:
    """Return the contested pairs that the bar shows, worst first; those with a move in between come after the others.

    Both claims touch the view's range and speak of one of its countries, the force is of one of its senders.
    """
    first, last = view.start.toordinal(), view.end.toordinal()
    forces = rows_by(view.store, "forces", "force_id")
    return tuple(
        pair
        for pair in _all_pairs(view.store)
        if group_of(forces[pair.lower.force_id][0]["sender"]) in view.senders
        and set(pair.lower.countries).intersection(view.countries)
        and all(it.first <= last and it.last >= first for it in (pair.lower, pair.higher))
    )


@lru_cache(maxsize=8)
def _all_pairs(store: Store) -> tuple[Pair, ...]:
    forces, found = rows_by(store, "forces", "force_id"), []
    for force, rows in rows_by(store, "strengths", "force_id").items():
        if forces[force][0]["kind"] not in NOT_FOREIGN:
            claims = [claim_of(row) for row in rows]
            found += [_pair(store, claims, *ordered) for ordered in _conflicts(store, claims)]
    return tuple(sorted(found, key=_badness))


def _badness(pair: Pair) -> tuple[bool, float, int, str, str]:
    return pair.has_moved, -pair.times, pair.days.high, pair.lower.strength_id, pair.higher.strength_id


def _conflicts(store: Store, claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Return the pairs of two voices that are comparable and contested, the lower claim first."""
    for one, other in combinations(claims, 2):
        if not is_comparable(one, other) or speaker(store, one) == speaker(store, other):
            continue
        if is_contested((one._asdict(), other._asdict())):
            yield (one, other) if _is_below(one, other) else (other, one)


def is_comparable(one: Claim, other: Claim) -> bool:
    """Tell whether two claims count the same: countries, places, measure, who is counted, and 90 days at the most.

    The days are counted from the first that one may mean to the last that the other may. Moves and running totals
    must speak of the same days.
    """
    same = (one.countries, one.place_ids, one.measure) == (other.countries, other.place_ids, other.measure)
    days = days_between(one, other)
    near = days.low == 0 if one.measure in FLOWS else days.high <= CLAIM_WINDOW_DAYS
    return same and near and counts_the_same(one.counted, other.counted)


def counts_the_same(one: str, other: str) -> bool:
    """Tell whether two words for who is counted may mean the same people.

    A claim that does not tell may count soldiers or all staff, but hardly civilians alone.
    """
    return one == other or ("unstated" in (one, other) and "civilians" not in (one, other))


def days_between(one: Claim, other: Claim) -> Days:
    """Return the fewest and most days that may lie between the days of two claims."""
    low = max(other.first - one.last, one.first - other.last, 0)
    return Days(low, max(one.last, other.last) - min(one.first, other.first))


def _is_below(one: Claim, other: Claim) -> bool:
    return one.high is not None and one.high < (other.low or 0)


def _pair(store: Store, claims: list[Claim], lower: Claim, higher: Claim) -> Pair:
    times = (higher.low or 0) / lower.high if lower.high else math.inf
    moved = lower.measure not in _ON_PAPER and _moves(store, lower, higher)
    moved = moved or _changes_its_figure(store, claims, lower, higher)
    return Pair(lower, higher, times, days_between(lower, higher), moved)


def _moves(store: Store, one: Claim, other: Claim) -> bool:
    """Tell whether an arrival or departure of the force surely happened between the days of two claims."""
    first, last = min(one.first, other.first), max(one.last, other.last)
    return any(
        one.force_id in row["force_ids"]
        and set(one.countries).intersection(row["countries"])
        and row["date_max"] < last
        and first < (row["end_date_min"] if row["end_date"] else row["date_min"])
        for kind in MOVES
        for row in rows_by(store, "events", "kind").get(kind, ())
    )


def _changes_its_figure(store: Store, claims: list[Claim], one: Claim, other: Claim) -> bool:
    """Tell whether one voice, between the first and the last day of two claims, gave two figures that far apart."""
    first, last = min(one.first, other.first), max(one.last, other.last)
    inside = [it for it in claims if first <= it.first and it.last <= last and is_comparable(it, one)]
    return any(
        a.first != b.first and speaker(store, a) == speaker(store, b) and is_contested((a._asdict(), b._asdict()))
        for a, b in combinations(inside, 2)
    )


def contested_csv(view: View) -> str:
    """Return the pairs as CSV, one row each, with the ids of both claims and of their sources."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    sides = [f"{side}_{name}" for side in ("lower", "higher") for name in _SIDE]
    writer.writerow(
        ["force_id", "countries", "place_ids", "measure", *sides, "times", "days_low", "days_high", "moved"]
    )
    for pair in contested(view):
        claim, cells = pair.lower, [*_cells(pair.lower), *_cells(pair.higher)]
        times = "" if math.isinf(pair.times) else f"{pair.times:.2f}"
        about = claim.force_id, ";".join(claim.countries), ";".join(claim.place_ids), claim.measure
        writer.writerow([*about, *cells, times, *pair.days, "yes" if pair.has_moved else "no"])
    return out.getvalue()


_SIDE = ("strength_id", "date", "low", "high", "about", "counted", "claimant", "source_ids")


def _cells(claim: Claim) -> list[str]:
    figures = ["" if end is None else str(end) for end in (claim.low, claim.high)]
    about, sources = "yes" if claim.about else "no", ";".join(claim.source_ids)
    return [claim.strength_id, claim.date, *figures, about, claim.counted, claim.claimant, sources]
