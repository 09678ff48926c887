"""Small records made by hand, and folders of tables with one cell changed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from sahel import store
from sahel.checks import Problem, Row
from sahel.schema import BY_NAME, TABLES
from sahel.store import DataError, Store

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample"
CUTOFF = date(2024, 6, 30)
Cells = dict[str, str]

FORCES = (
    # force, sender, kind, predecessor, part of
    ("fra", "FRA", "state_forces", "", ""),
    ("fra2", "FRA", "state_forces", "fra", ""),
    ("usa", "USA", "state_forces", "", ""),
    ("rus", "RUS", "state_forces", "", ""),
    ("rus_a", "RUS", "private_military", "", "rus"),
    ("rus_b", "RUS", "state_forces", "rus_a", "rus"),
    ("un", "UN", "un_mission", "", ""),
    ("ger", "DEU", "state_forces", "", "un"),
    ("army", "MLI", "host_state", "", ""),
    ("rebels", "NONSTATE", "armed_group", "", ""),
)


def presence(
    force: str, country: str, start: str, end: str = "..", place: str = "", seen: str = "", **more: str
) -> Cells:
    """One row of presences; its id says force, country, place and start."""
    name = f"{force}-{country}-{place or 'all'}-{start}"
    cells = {"presence_id": name, "force_id": force, "country": country, "place_id": place, "start": start, "end": end}
    return {**cells, "last_seen": seen, "standing": "acknowledged", **more}


def strength(name: str, force: str, countries: str, day: str, low: int | None = None, **more: str) -> Cells:
    """One row of strengths: people deployed, military, as the press says it, unless told otherwise."""
    figure = "" if low is None else str(low)
    cells = {"strength_id": name, "force_id": force, "countries": countries, "date": day, "low": figure, "high": figure}
    return {**cells, "about": "no", "measure": "deployed", "counted": "military", "claimant": "press", **more}


def regime(name: str, start: str, end: str = "..", sworn: str = "", country: str = "MLI", **more: str) -> Cells:
    """One row of regimes."""
    cells = {
        "regime_id": name,
        "country": country,
        "leader": name,
        "regime_kind": "elected",
        "start": start,
        "end": end,
    }
    return {**cells, "sworn_in": sworn, "entry": "election", **more}


def event(name: str, day: str, kind: str, countries: str = "MLI", **more: str) -> Cells:
    """One row of events."""
    return {"event_id": name, "date": day, "kind": kind, "countries": countries, "importance": "1", **more}


def membership(name: str, status: str, start: str, end: str = "..", country: str = "MLI") -> Cells:
    """One row of memberships, of ECOWAS."""
    cells = {"membership_id": name, "country": country, "organisation": "ECOWAS", "status": status}
    return {**cells, "start": start, "end": end}


def coding(event_id: str, source_id: str, day: str, word: str) -> Cells:
    """One row of coup codings."""
    return {"event_id": event_id, "source_id": source_id, "date": day, "coding": word}


def frame(table_name: str, rows: list[Cells], cutoff: date = CUTOFF) -> pd.DataFrame:
    """Return rows as the frame that a loaded record holds; cells left out are empty."""
    table = BY_NAME[table_name]
    empty = {column.name: "" for column in table.columns}
    return store._frame(table, [Row(i, {**empty, **cells}) for i, cells in enumerate(rows, 2)], cutoff)


def record(**tables: list[Cells]) -> Store:
    """Return a record of the given rows, with the forces above, as loading would make it; nothing is checked."""
    columns = ("force_id", "sender", "kind", "predecessor_id", "part_of_id")
    tables.setdefault("forces", [dict(zip(columns, force, strict=True)) for force in FORCES])
    frames: dict[str, Any] = {table.name: frame(table.name, tables.get(table.name, [])) for table in TABLES}
    return Store(folder=Path(), version="handmade", cutoff=CUTOFF, **frames)


def read(folder: Path, table_name: str) -> list[Cells]:
    """Return the rows of a table of a folder as text."""
    with (folder / f"{table_name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(folder: Path, table_name: str, rows: list[Cells]) -> None:
    """Write the rows of a table of a folder."""
    with (folder / f"{table_name}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [column.name for column in BY_NAME[table_name].columns], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change(folder: Path, table_name: str, row_id: str, **cells: str) -> int:
    """Change cells of the row whose first column is `row_id`, and return the line on which it stands."""
    rows = read(folder, table_name)
    index = next(i for i, row in enumerate(rows) if row[BY_NAME[table_name].columns[0].name] == row_id)
    rows[index].update(cells)
    write(folder, table_name, rows)
    return index + 2


def problems(folder: Path) -> list[Problem]:
    """Load a folder and return its problems, none if it is sound."""
    try:
        store.load(folder)
    except DataError as error:
        return error.problems
    return []


def the(found: list[Problem], file: str, column: str) -> Problem:
    """Return the one problem of a file and column, or say what was found instead."""
    matching = [problem for problem in found if (problem.file, problem.column) == (file, column)]
    assert len(matching) == 1, "\n".join(map(str, found)) or "no problem was found"
    return matching[0]
