"""Lines of blocs under a band of rule: member solid, suspended dashed, leaving dotted, ended with a cap."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from sahel.queries import rows_by, unique
from sahel.timeline_sheet import Sheet
from sahel.timeline_tips import sources_said, tip
from sahel.view import View

STATUSES = ("leaving", "suspended", "member")
_DASH = {"member": "", "suspended": "5px,3px", "leaving": "2px,3px"}


class Stretch(NamedTuple):
    """Days (ordinals, the last one exclusive) in which one status of a country in a bloc stands before the others."""

    first: int
    last: int
    status: str
    ends: bool


class BlocLine(NamedTuple):
    """One bloc of a country: its stretches and the rows that say so."""

    organisation: str
    stretches: tuple[Stretch, ...]
    rows: tuple[dict[str, Any], ...]

    def draw(self, sheet: Sheet, view: View, y: float) -> None:
        """Draw the line of the bloc."""
        origin, ink = view.start.toordinal(), sheet.ground.ink2
        for stretch in self.stretches:
            first, last = stretch.first - origin, stretch.last - origin
            sheet.stroke(ink, 5, _DASH[stretch.status], (max(first, 0), y), (min(last, sheet.days), y))
            if stretch.ends:
                sheet.sign(last, y, "line-ns", 8, ink, ink, 2)
            sheet.hit(first, last, y, 11, self._tip(view, stretch))

    def _tip(self, view: View, stretch: Stretch) -> str:
        words = view.words
        rows = [row for row in self.rows if row["status"] == stretch.status and row["start_min"] <= stretch.first]
        row = rows[-1]
        name, status = words.word("organisation", self.organisation), words.word("status", stretch.status)
        title = words.say("{bloc}: {status}", bloc=name, status=status)
        said = words.say("Sources: {names}", names=sources_said(view, unique(row["source_ids"] for row in [row])))
        return tip(title, words.span(row["start"], row["end"]), str(row[f"note_{view.lang}"]), said)


@lru_cache(maxsize=128)
def bloc_lines(view: View, country: str) -> tuple[BlocLine, ...]:
    """Return the blocs of a country in the range of a view, in order of entry; sanctions are not memberships."""
    by_bloc: dict[str, list[dict[str, Any]]] = {}
    for row in rows_by(view.store, "memberships", "country").get(country, ()):
        touches = row["start_min"] <= view.end.toordinal() and row["end_max"] >= view.start.toordinal()
        if row["status"] in STATUSES and touches:
            by_bloc.setdefault(row["organisation"], []).append(row)
    cut = view.store.cutoff.toordinal() + 1
    return tuple(BlocLine(bloc, _stretches(rows, cut), tuple(rows)) for bloc, rows in by_bloc.items())


def _stretches(rows: list[dict[str, Any]], cut: int) -> tuple[Stretch, ...]:
    """Cut a bloc's rows into stretches, the most telling status first where several hold."""
    spans = [(row["start_max"], min(row["end_min"], cut) if row["end"] != ".." else cut, row["status"]) for row in rows]
    days = sorted({day for first, last, _ in spans for day in (first, last)})
    found: list[Stretch] = []
    for first, last in pairwise(days):
        held = [status for start, end, status in spans if start <= first < end]
        if not held:
            continue
        status = min(held, key=STATUSES.index)
        ends = last < cut and not any(start <= last < end for start, end, _ in spans)
        if found and found[-1].status == status and found[-1].last == first:
            found[-1] = found[-1]._replace(last=last, ends=ends)
        else:
            found.append(Stretch(first, last, status, ends))
    return tuple(found)
