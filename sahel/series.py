"""Who speaks: official or outside voices, and which claims of one claimant's own series may be joined. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from sahel.claims import GAP_DAYS, Claim
from sahel.queries import rows_by
from sahel.sourcing import voice
from sahel.store import Store

# What holds until it is said anew. One move, a peak or a plan is no such level.
LEVELS = ("deployed", "assigned", "ceiling", "departed", "rotated")
# Words of the vocabulary that name a trade, not a voice: the outlet or its agency speaks.
TRADES = ("press", "research", "reference")
_SHARP_DAYS = 92


def is_official(claim: Claim) -> bool:
    """Tell whether a government or its army, the UN, the EU or ECOWAS says so: codes are capitals, forces are not."""
    return claim.claimant.isupper()


def speaker(store: Store, claim: Claim) -> str:
    """Return who says so as one key: a claimant's code or, for the press and the like, whose text the source is."""
    if claim.claimant not in TRADES:
        return claim.claimant
    return "by " + voice(rows_by(store, "sources", "source_id")[claim.source_ids[0]][0])


def series(store: Store, claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Return the runs of two or more claims that steps may join, each in order of its days.

    One run: one voice, one force, one measure, the same people counted in the same places, and never more than a year
    between two of its claims. What is said in words only, or of a day not known within a quarter, joins nothing.
    """
    runs: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda it: (it.first, it.last, it.strength_id)):
        if claim.measure in LEVELS and claim.panel != "words" and claim.last - claim.first <= _SHARP_DAYS:
            where = claim.countries, claim.place_ids
            key = speaker(store, claim), claim.force_id, claim.measure, claim.counted, where
            runs.setdefault(key, []).append(claim)
    return tuple(tuple(part) for run in runs.values() for part in _unbroken(run) if len(part) > 1)


def _unbroken(run: list[Claim]) -> Iterator[list[Claim]]:
    part = run[:1]
    for before, claim in pairwise(run):
        if claim.first - before.last > GAP_DAYS:
            yield part
            part = []
        part.append(claim)
    yield part
