"""Load a folder of tables into a Store, or raise DataError with every problem at once."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import pandas as pd

from sahel.checks import Problem, Row, cell_problems, read_text
from sahel.dates import FIRST_DAY, LAST_DAY, OPEN, bounds
from sahel.geography import geo_layer
from sahel.rules import rule_problems
from sahel.schema import TABLES, Column, Table

ROOT = Path(__file__).resolve().parent.parent
# The drawings begin in 1960: a record must reach a year beyond.
_FIRST_CUTOFF = date(1961, 1, 1)


class DataError(Exception):
    """Raised when tables break their schema; `problems` lists all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, eq=False)
class Store:
    """The record in memory: one frame a table, and what the record says of itself.

    Each date column `x` keeps its text and gains `x_min` and `x_max`, the proleptic ordinals
    (`date.toordinal`) of the earliest and latest day it may mean. Lists are tuples. Frames are read, never written.
    """

    folder: Path
    version: str
    cutoff: date
    events: pd.DataFrame
    presences: pd.DataFrame
    strengths: pd.DataFrame
    forces: pd.DataFrame
    places: pd.DataFrame
    regimes: pd.DataFrame
    memberships: pd.DataFrame
    coup_codings: pd.DataFrame
    sources: pd.DataFrame
    corrections: pd.DataFrame
    # Read from the tables kept for a version, not from the folder's own.
    is_kept: bool = False

    def table(self, name: str) -> pd.DataFrame:
        """Return the frame of a table by its name."""
        frame: pd.DataFrame = getattr(self, name)
        return frame


def data_folder() -> Path:
    """Return the folder that SAHEL_DATA names, else the project's own `data/`."""
    return Path(os.environ.get("SAHEL_DATA") or ROOT / "data")


def fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return names, sizes and times of the folder's tables: it changes when one of them does."""
    stats = ((entry.name, entry.stat()) for entry in os.scandir(folder) if entry.is_file()) if folder.is_dir() else ()
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


def load(folder: Path) -> Store:
    """Read, check and convert all tables of a folder. Raises DataError listing every problem."""
    about, problems = _read_about(folder)
    rows, more = read_text(folder)
    problems += more
    problems += cell_problems(rows)
    if not problems:
        problems += rule_problems(rows, geo_layer("countries"))
    if problems:
        raise DataError(problems)
    cutoff = about["cutoff"]
    frames: dict[str, Any] = {table.name: _frame(table, rows[table.name], cutoff) for table in TABLES}
    return Store(folder=folder, version=about["version"], cutoff=cutoff, **frames)


def of_text(
    folder: Path, version: str, cutoff: date, tables: Mapping[str, Iterable[Mapping[str, str]]]
) -> Store:  # fmt: skip
    """Return a record made of cells as text, which nobody checks; tables and columns that are not there are empty."""
    frames: dict[str, Any] = {}
    for table in TABLES:
        empty = {column.name: "" for column in table.columns}
        rows = [Row(i, {**empty, **cells}) for i, cells in enumerate(tables.get(table.name, ()), 2)]
        frames[table.name] = _frame(table, rows, cutoff)
    return Store(folder=folder, version=version, cutoff=cutoff, is_kept=True, **frames)


def forget() -> None:
    """Empty every lru_cache of the loaded modules: those that hold views would keep a former record alive."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("sahel", "pages"):
            for value in list(vars(module).values()):
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()


def _read_about(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    try:
        about = tomllib.loads((folder / "record.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, [Problem("record.toml", 0, "", "", f"is missing from {folder}")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [Problem("record.toml", 0, "", "", f"is not TOML ({error})")]
    problems = []
    if not isinstance(about.get("version"), str):
        problems.append(Problem("record.toml", 0, "version", "", "must be a text"))
    if type(about.get("cutoff")) is not date:
        problems.append(Problem("record.toml", 0, "cutoff", "", "must be a date as 2026-06-30"))
    elif about["cutoff"] < _FIRST_CUTOFF:
        given = about["cutoff"].isoformat()
        problems.append(Problem("record.toml", 0, "cutoff", given, f"must not lie before {_FIRST_CUTOFF}"))
    return about, problems


def _frame(table: Table, rows: list[Row], cutoff: date) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for column in table.columns:
        cells = [row.cells[column.name] for row in rows]
        convert: Callable[[list[str]], Any] = _CONVERT.get(column.kind, _as_text)
        columns[column.name] = convert(cells)
        if column.kind in ("date", "end"):
            spans = [_ordinals(column, row.cells, cutoff) for row in rows]
            columns[f"{column.name}_min"] = pd.Series([span[0] for span in spans], dtype="int64")
            columns[f"{column.name}_max"] = pd.Series([span[1] for span in spans], dtype="int64")
    return pd.DataFrame(columns)


def _ordinals(column: Column, cells: dict[str, str], cutoff: date) -> tuple[int, int]:
    """Bounds of a cell; an open end is sure to its last evidence (presences) or to the cut-off (all else)."""
    text = cells[column.name]
    if text == OPEN:
        seen = bounds(cells["last_seen"]).latest if cells.get("last_seen") else cutoff
        return seen.toordinal(), LAST_DAY.toordinal()
    if not text:
        return FIRST_DAY.toordinal(), FIRST_DAY.toordinal()
    span = bounds(text)
    return span.earliest.toordinal(), span.latest.toordinal()


def _as_text(cells: list[str]) -> pd.Series[Any]:
    return pd.Series(cells, dtype="str")


def _as_tuples(cells: list[str]) -> pd.Series[Any]:
    return pd.Series([tuple(cell.split(";")) if cell else () for cell in cells], dtype="object")


def _as_integers(cells: list[str]) -> pd.Series[Any]:
    return pd.Series([int(cell) if cell else None for cell in cells], dtype="Int64")


def _as_numbers(cells: list[str]) -> pd.Series[Any]:
    return pd.Series([float(cell) for cell in cells], dtype="float64")


_CONVERT: dict[str, Callable[[list[str]], Any]] = {
    "refs": _as_tuples, "countries": _as_tuples, "integer": _as_integers, "number": _as_numbers,
}  # fmt: skip


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as records by column name: cheaper than a frame where rows are few."""
    return cast("list[dict[str, Any]]", frame.to_dict("records"))
