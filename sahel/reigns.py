"""Who rules when (D3 over a range): a country's years cut into spans of one ruler, or of several that contest it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, cast

from sahel.dates import OPEN
from sahel.queries import rows_by
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import COUP_KINDS, NOT_FOREIGN, group_of


class Reign(NamedTuple):
    """One span of a country's rule, days as ordinals, the last one exclusive.

    `rows` are the regimes that hold in it: one, its later offices of the same kind included, or several that may.
    """

    first: int
    last: int
    rows: tuple[dict[str, Any], ...]
    contested: bool
    is_open: bool

    @property
    def kind(self) -> str:
        """The kind of rule; of a contested span that of the ruler who was there first."""
        return str(self.rows[0]["regime_kind"])

    @property
    def leaders(self) -> tuple[str, ...]:
        """The rulers by name, each once."""
        return tuple(dict.fromkeys(str(row["leader"]) for row in self.rows))


@lru_cache(maxsize=64)
def reigns(store: Store, country: str) -> tuple[Reign, ...]:
    """Return a country's reigns to the cut-off, by day; spans in which nothing is known are left out."""
    own = rows_by(store, "regimes", "country").get(country, ())
    rows = sorted(own, key=lambda row: (row["start_min"], row["start_max"]))
    stop = store.cutoff.toordinal() + 1
    cuts = {stop}
    for row in rows:
        cuts.update((row["start_min"], row["start_max"], row["end_min"], row["end_max"] + 1))
    days = sorted(day for day in cuts if day <= stop)
    found: list[Reign] = []
    for first, last in pairwise(days):
        holding, contested = _holding(rows, first)
        if holding:
            is_open = last == stop and any(row["end"] == OPEN for row in holding)
            _append(found, Reign(first, last, holding, contested, is_open))
    return tuple(found)


def _holding(rows: list[dict[str, Any]], day: int) -> tuple[tuple[dict[str, Any], ...], bool]:
    sure = tuple(row for row in rows if row["start_max"] <= day and (day < row["end_min"] or row["end"] == OPEN))
    if sure:
        return sure[:1], False
    maybe = tuple(row for row in rows if row["start_min"] <= day <= row["end_max"])
    return maybe, len({row["leader"] for row in maybe}) > 1


def _append(found: list[Reign], reign: Reign) -> None:
    """Add a reign; the same ruler under the same kind goes on in the span before."""
    before = found[-1] if found else None
    goes_on = before is not None and not before.contested and not reign.contested and before.last == reign.first
    if before and goes_on and (before.kind, before.leaders) == (reign.kind, reign.leaders):
        more = tuple(row for row in reign.rows if row not in before.rows)
        found[-1] = before._replace(last=reign.last, rows=before.rows + more, is_open=reign.is_open)
    else:
        found.append(reign)


@lru_cache(maxsize=256)
def reigns_in(view: View, country: str) -> tuple[Reign, ...]:
    """Return the reigns that touch the range of a view."""
    first, last = view.start.toordinal(), view.end.toordinal()
    return tuple(reign for reign in reigns(view.store, country) if reign.last > first and reign.first <= last)


@lru_cache(maxsize=64)
def happenings(view: View, country: str) -> tuple[dict[str, Any], ...]:
    """Return a country's coups, attempts, plots and events of the first importance in the range, by day, with `group`.

    `group` is the sender group of the first foreign force named ("" for none); events of a force whose sender is not
    in the view are left out, and so are repetitions of the same kind on the same day.
    """
    first, last = view.start.toordinal(), view.end.toordinal()
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in _important(view.store).get(country, ()):
        inside = row["date_min"] <= last and max(row["date_max"], row["end_date_max"]) >= first
        if inside and (not row["group"] or row["group"] in view.senders or row["kind"] in COUP_KINDS):
            found.setdefault((row["date"], row["kind"]), row)
    return tuple(found.values())


@lru_cache(maxsize=8)
def _important(store: Store) -> dict[str, tuple[dict[str, Any], ...]]:
    """The coups, attempts, plots and events of the first importance by country and day; made once a record."""
    groups = {
        row["force_id"]: group_of(row["sender"])
        for row in store.forces.to_dict("records")
        if row["kind"] not in NOT_FOREIGN
    }
    events = store.events[(store.events["importance"] == 1) | store.events["kind"].isin(COUP_KINDS)]
    found: dict[str, list[dict[str, Any]]] = {}
    for row in cast("list[dict[str, Any]]", events.sort_values(["date_min", "event_id"]).to_dict("records")):
        group = next((groups[force] for force in row["force_ids"] if force in groups), "")
        for country in row["countries"]:
            found.setdefault(country, []).append({**row, "group": group})
    return {country: tuple(rows) for country, rows in found.items()}
