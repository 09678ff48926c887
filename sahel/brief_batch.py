"""Many cards at once: a series of months or countries, drawn by several processes, as files or one zip."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from multiprocessing import get_context
from typing import Any

from sahel import brief_files
from sahel.brief import DATED, Brief, BriefError
from sahel.families import offered
from sahel.releases import bundle

MOST = 1200
# Fewer cards than this are drawn before another process has loaded what it needs.
_WORTH_A_POOL = 6


def monthly(brief: Brief, first: date, last: date) -> list[Brief]:
    """Return the card on every first of a month between two days; a template of a range has each whole month."""
    if DATED[brief.template] == "":
        raise BriefError(f"batch: the template {brief.template} has no day, so it has no months")
    if first > last:
        raise BriefError(f"batch: {first} is after {last}")
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    days = [day for day in days if first <= day <= last]
    if not days:
        raise BriefError(f"batch: no first of a month lies between {first} and {last}")
    if len(days) > MOST:
        raise BriefError(f"batch: {len(days)} cards are more than {MOST}")
    return [_on(brief, day) for day in days]


def _on(brief: Brief, day: date) -> Brief:
    ends = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    changed = {"start": day, "end": ends} if DATED[brief.template] == "range" else {"on": day}
    return linked(replace(brief, view=brief.view.but(**changed)), brief)


def countries(brief: Brief) -> list[Brief]:
    """Return the card for each country of its view alone."""
    if not brief.view.countries:
        raise BriefError("batch: the view has no country")
    views = [brief.view.but(countries=(code,)) for code in brief.view.countries]
    if brief.force:
        views = [view for view in views if brief.force in offered(view)]
    if not views:
        raise BriefError(f"batch: nobody counts {brief.force[:40]!r} in any of these countries")
    return [linked(replace(brief, view=view, country=""), brief) for view in views]


def linked(brief: Brief, like: Brief) -> Brief:
    """Return a card with a link of its own, at the address under which the one like it is."""
    address, page, _ = like.link.partition("/briefing?")
    return replace(brief, link=address + brief.address() if page else "")


def made(briefs: Sequence[Brief], kind: str = "png", zoom: int = 1, workers: int = 0) -> Iterator[tuple[str, bytes]]:
    """Return name and bytes of each card in order, as soon as it is drawn; to stop, close the iterator.

    `workers` is the number of processes, 0 as many as there are cores. Each has the record once.
    """
    names = _names(briefs, kind)
    workers = min(workers or os.cpu_count() or 1, len(briefs))
    if workers == 1 or len(briefs) < _WORTH_A_POOL:
        yield from zip(names, (brief_files.made(brief, kind, zoom) for brief in briefs), strict=True)
        return
    # Never forked: a server has threads, whose locks a forked process would find closed for ever.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _open, (briefs[0].view.store,))
    try:
        yield from zip(names, _in_order(pool, briefs, kind, zoom, 2 * workers), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, briefs: Sequence[Brief], kind: str, zoom: int, ahead: int
) -> Iterator[bytes]:  # fmt: skip
    """Return the files in order; no more than `ahead` of them wait to be taken, so that memory stays flat."""
    left = iter(briefs)
    waiting: deque[Future[bytes]] = deque()
    for brief in islice(left, ahead):
        waiting.append(pool.submit(_one, _light(brief), kind, zoom))
    while waiting:
        done = waiting.popleft().result()
        for brief in islice(left, 1):
            waiting.append(pool.submit(_one, _light(brief), kind, zoom))
        yield done


def _light(brief: Brief) -> Brief:
    """Return a card without its record, which a worker has already."""
    return replace(brief, view=brief.view.but(store=None))


_held: dict[str, Any] = {}


def _open(store: Any) -> None:
    """Keep the record of this process, and leave it to the first process to be interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _held["store"] = store


def _one(brief: Brief, kind: str, zoom: int) -> bytes:
    return brief_files.made(replace(brief, view=brief.view.but(store=_held["store"])), kind, zoom)


def _names(briefs: Sequence[Brief], kind: str) -> list[str]:
    """Return a file name for each card; cards that differ in nothing that a name says are numbered."""
    seen: dict[str, int] = {}
    found = []
    for brief in briefs:
        name = brief_files.name(brief)
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name}-{seen[name]}.{kind}" if seen[name] > 1 else f"{name}.{kind}")
    return found


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip that says no time: the same cards, the same bytes."""
    return bundle(files, date(1980, 1, 1))
