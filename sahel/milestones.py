"""What came first after each coup that held, in days from it: nine milestones and their medians. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from statistics import median
from typing import Any, NamedTuple

from sahel.dates import OPEN
from sahel.queries import Days, coup_lag, foreign_records, rows_by
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import FOCUS
from sahel.words import messages

SINCE = date(2012, 1, 1)
MILESTONES = messages({
    "suspension": "First suspension by a bloc", "sanction": "First sanction",
    "request": "Accord with France ended or exit announced", "french_exit": "French exit",
    "agreement": "First agreement with Russia", "arrival": "First Russians in the country", "un_exit": "UN exit",
    "us_exit": "US exit", "ecowas_exit": "Exit from ECOWAS in effect",
})  # fmt: skip
SENDER_OF = {
    "request": "FRA", "french_exit": "FRA", "agreement": "RUS", "arrival": "RUS", "un_exit": "UN", "us_exit": "USA",
}  # fmt: skip
_REQUESTS = ("agreement_ended", "withdrawal_announced")
_SANCTIONS = ("sanctions_economy", "sanctions_persons")
_SOLDIERS = ("state_forces", "un_mission")
_KEY = {"events": "event_id", "memberships": "membership_id", "presences": "presence_id"}


class Lapse(NamedTuple):
    """One milestone after one coup, and the row that says so.

    States: reached; already (held on the day of the coup, and nothing new after it); before (over by then); open (not
    by the cut-off); never (there is no such force in the record). `earlier` is the date of what was there before;
    `after_next` tells that another coup that held lies between.
    """

    milestone: str
    state: str
    days: Days | None = None
    date: str = ""
    table: str = ""
    row_id: str = ""
    earlier: str = ""
    after_next: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether it surely came on or after the day of the coup."""
        return self.state == "reached" and self.days is not None and self.days.low >= 0


class Middle(NamedTuple):
    """The median of a milestone over the coups that reached it: days, how many, of how many that could."""

    days: tuple[float, float] | None
    n: int
    of: int


@lru_cache(maxsize=64)
def coups(store: Store, countries: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """Return the coups since 2012 that held seven days or more, by day."""
    held = [
        row
        for row in rows_by(store, "events", "kind").get("coup", ())
        if row["date_min"] >= SINCE.toordinal() and set(row["countries"]) & set(countries)
    ]
    return tuple(sorted(held, key=lambda row: (row["date_min"], row["event_id"])))


@lru_cache(maxsize=64)
def headlines(store: Store, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the coups that count as day 0 unless the reader chooses: the last one before each French exit."""
    found = {lag.coup_id for country in countries if (lag := coup_lag(store, country)) is not None}
    return tuple(row["event_id"] for row in coups(store, countries) if row["event_id"] in found)


def shown(senders: Iterable[str]) -> tuple[str, ...]:
    """Return the milestones for the senders of a view; those of no sender are always shown."""
    chosen = set(senders)
    return tuple(name for name in MILESTONES if SENDER_OF.get(name) in chosen | {None})


@lru_cache(maxsize=256)
def lapses(store: Store, coup_id: str) -> dict[str, Lapse]:
    """Return every milestone after a coup, by name."""
    coup = rows_by(store, "events", "event_id")[coup_id][0]
    country = next(code for code in FOCUS if code in coup["countries"])
    found = {name: _lapse(store, coup, country, name) for name in MILESTONES}
    later = [row["date_min"] for row in coups(store, (country,)) if row["date_min"] > coup["date_min"]]
    limit = min(later, default=date.max.toordinal()) - coup["date_min"]
    return {
        name: one._replace(after_next=one.days is not None and one.days.low >= limit) for name, one in found.items()
    }


def _lapse(store: Store, coup: dict[str, Any], country: str, name: str) -> Lapse:
    if name == "suspension":
        return _first(coup, name, _memberships(store, country, ("suspended",)), "memberships")
    if name == "sanction":
        return _sanction(store, coup, country)
    if name == "request":
        said = [row for row in _events(store, country, _REQUESTS) if _french(store, row)]
        return _first(coup, name, said, "events")._replace(earlier="")
    if name == "agreement":
        made = [row for row in _events(store, country, ("agreement",)) if _russian(store, row)]
        return _first(coup, name, made, "events")
    if name == "arrival":
        return _arrival(store, coup, country)
    if name == "ecowas_exit":
        return _left_ecowas(store, coup, country)
    return _exit(store, coup, country, name)


def _sanction(store: Store, coup: dict[str, Any], country: str) -> Lapse:
    """Return the first sanction, be it an event or the start of a lane; aid held back is none."""
    events = _first(coup, "sanction", _events(store, country, ("sanction",)), "events")
    listed = _first(coup, "sanction", _memberships(store, country, _SANCTIONS), "memberships")
    both = sorted((one for one in (events, listed) if one.days is not None), key=lambda one: one.days or Days(0, 0))
    return both[0]._replace(earlier=listed.earlier) if both else listed


def _memberships(store: Store, country: str, statuses: tuple[str, ...]) -> list[dict[str, Any]]:
    return [row for row in rows_by(store, "memberships", "country").get(country, ()) if row["status"] in statuses]


def _events(store: Store, country: str, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    by_kind = rows_by(store, "events", "kind")
    return [row for kind in kinds for row in by_kind.get(kind, ()) if country in row["countries"]]


def _french(store: Store, row: dict[str, Any]) -> bool:
    """Tell whether an event is about French forces in one of the three countries alone."""
    forces = rows_by(store, "forces", "force_id")
    return len(set(row["countries"]) & set(FOCUS)) == 1 and any(
        forces[force][0]["sender"] == "FRA" for force in row["force_ids"]
    )


def _russian(store: Store, row: dict[str, Any]) -> bool:
    forces = rows_by(store, "forces", "force_id")
    return "RUS" in row["countries"] or any(forces[force][0]["sender"] == "RUS" for force in row["force_ids"])


def _first(coup: dict[str, Any], name: str, rows: list[dict[str, Any]], table: str) -> Lapse:
    """Return the first row that begins on the day of the coup or after it."""
    column = "start" if table == "memberships" else "date"
    rows = sorted(rows, key=lambda row: (row[f"{column}_min"], row[f"{column}_max"], row[_KEY[table]]))
    new = [row for row in rows if row[f"{column}_min"] >= coup["date_min"]]
    before = [row for row in rows if row[f"{column}_min"] < coup["date_min"]]
    if table == "memberships":
        before = [row for row in before if row["end"] == OPEN or row["end_min"] > coup["date_max"]]
    earlier = str(before[-1][column]) if before else ""
    if new:
        row = new[0]
        days = _since(coup, row[f"{column}_min"], row[f"{column}_max"])
        return Lapse(name, "reached", days, row[column], table, row[_KEY[table]], earlier)
    if before and table == "memberships":
        return Lapse(name, "already", None, earlier, table, before[-1][_KEY[table]], earlier)
    return Lapse(name, "open", earlier=earlier)


def _since(coup: dict[str, Any], low: int, high: int) -> Days:
    return Days(low - coup["date_max"], high - coup["date_min"])


def _form(low: int, high: int) -> str:
    first, last = date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat()
    return first if first == last else f"[{first}..{last}]"


def _arrival(store: Store, coup: dict[str, Any], country: str) -> Lapse:
    rows = [row for row in foreign_records(store) if row["country"] == country and row["sender"] == "RUS"]
    if not rows:
        return Lapse("arrival", "open")
    first = min(rows, key=lambda row: (row["start_min"], row["start_max"], row["presence_id"]))
    low, high = first["start_min"], min(row["start_max"] for row in rows)
    return _dated(Lapse("arrival", "reached", _since(coup, low, high), _form(low, high)), "presences", first)


def _exit(store: Store, coup: dict[str, Any], country: str, name: str) -> Lapse:
    """Return when the last force of a sender was gone: the latest end of its rows."""
    sender = SENDER_OF[name]
    rows = [row for row in foreign_records(store) if row["country"] == country and row["sender"] == sender]
    # Of other services (the CIA) nobody announces when they leave: an exit is one of soldiers.
    rows = [row for row in rows if row["force_kind"] in _SOLDIERS]
    if not rows:
        return Lapse(name, "never")
    last = max(rows, key=lambda row: (row["end_max"], row["end_min"], not row["place_id"]))
    if any(row["end"] == OPEN for row in rows):
        return _dated(Lapse(name, "open"), "presences", next(row for row in rows if row["end"] == OPEN))
    low, high = max(row["end_min"] for row in rows), last["end_max"]
    return _dated(Lapse(name, "reached", _since(coup, low, high), _form(low, high)), "presences", last)


def _left_ecowas(store: Store, coup: dict[str, Any], country: str) -> Lapse:
    member = [row for row in _memberships(store, country, ("member",)) if row["organisation"] == "ECOWAS"]
    gone = [row for row in member if row["end"] != OPEN]
    if not gone or len(gone) < len(member):
        return Lapse("ecowas_exit", "open" if member else "never")
    row = max(gone, key=lambda row: int(row["end_max"]))
    days = _since(coup, row["end_min"], row["end_max"])
    return _dated(Lapse("ecowas_exit", "reached", days, row["end"]), "memberships", row)


def _dated(lapse: Lapse, table: str, row: dict[str, Any]) -> Lapse:
    state = "before" if lapse.days is not None and lapse.days.high < 0 else lapse.state
    return lapse._replace(state=state, table=table, row_id=row[_KEY[table]])


def sources(store: Store, lapse: Lapse) -> tuple[str, ...]:
    """Return the sources of the row that says so."""
    if not lapse.row_id:
        return ()
    return tuple(rows_by(store, lapse.table, _KEY[lapse.table])[lapse.row_id][0]["source_ids"])


def middle(found: Iterable[Lapse]) -> Middle:
    """Return the median of those reached, its ends apart where days are ranges; it leaves out what is not reached."""
    able = [one for one in found if one.state != "never"]
    days = [one.days for one in able if one.counts and one.days is not None]
    if not days:
        return Middle(None, 0, len(able))
    return Middle((median(day.low for day in days), median(day.high for day in days)), len(days), len(able))


def coup_name(view: View, coup: dict[str, Any], *, short: bool = True) -> str:
    """Return what a coup is called: "Mali, 24 May 2021", or shorter "Mali, May 2021"."""
    words = view.words
    day = coup["date"][:7] if short else coup["date"]
    country = words.word("country", next(code for code in FOCUS if code in coup["countries"]))
    return words.say("{country}, {day}", country=country, day=words.date(day, short=True))
