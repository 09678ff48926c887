"""Kept releases: the tables of each version in a zip, read with distrust, and what has changed since then."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sahel import codebook, store
from sahel.checks import Problem
from sahel.schema import TABLES, Table
from sahel.store import DataError, Store

FOLDER, ABOUT = "releases", "record.toml"
_LARGEST_FILE = 32 * 2**20
_VERSION = re.compile(r"[0-9a-z]+([.-][0-9a-z]+)*")
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, UnicodeDecodeError, csv.Error,
    tomllib.TOMLDecodeError, ValueError, KeyError,
)  # fmt: skip
Key = tuple[str, ...]
Cells = dict[str, str]


class Held(NamedTuple):
    """One table as text: its columns, and its rows by key."""

    columns: tuple[str, ...]
    rows: dict[Key, Cells]


class Release(NamedTuple):
    """One version of the record: what it says of itself, and its tables by name; a table that it lacks is absent."""

    version: str
    cutoff: date
    tables: dict[str, Held]


class Field(NamedTuple):
    """One cell that changed: what it was and is, and the reasons given in English and French, if any."""

    name: str
    was: str
    now: str
    reason_en: str = ""
    reason_fr: str = ""


class Changed(NamedTuple):
    """One row of both versions whose cells differ."""

    key: Key
    fields: tuple[Field, ...]


class Difference(NamedTuple):
    """One table then and now: rows added, removed and changed, and columns that only one of both has."""

    table: str
    was: int
    now: int
    added: tuple[Key, ...]
    removed: dict[Key, Cells]
    changed: tuple[Changed, ...]
    new_columns: tuple[str, ...]
    lost_columns: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.added or self.removed or self.changed or self.new_columns or self.lost_columns)


class Since(NamedTuple):
    """A kept release and, by table, how the record of today differs from it."""

    release: Release
    differences: tuple[Difference, ...]


def bundle(files: Mapping[str, bytes], day: date) -> bytes:
    """Return files as a zip that holds no other date and no trace of the machine: the same files, the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            made.writestr(entry, content)
    return buffer.getvalue()


def contents(record: Store) -> dict[str, bytes]:
    """Return what is kept of a version: its tables as they stand in their folder, its descriptor, what it says."""
    names = sorted([*(table.file for table in TABLES), ABOUT])
    described = codebook.descriptor(record.version, record.cutoff.isoformat())
    return {name: (record.folder / name).read_bytes() for name in names} | {codebook.DESCRIPTOR: described.encode()}


def write(record: Store) -> Path:
    """Keep the tables of a version and return the path. Raises FileExistsError if another content has its name.

    Raises DataError if the version cannot name a file or what is kept under its name cannot be read.
    """
    path = record.folder / FOLDER / f"{record.version}.zip"
    if not _VERSION.fullmatch(record.version):
        raise DataError([Problem(ABOUT, 0, "version", record.version, "cannot name a file: digits, letters, . and -")])
    files = contents(record)
    if path.exists():
        if unpacked(path) != files:
            raise FileExistsError(path)
        return path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bundle(files, record.cutoff))
    return path


def unpacked(path: Path) -> dict[str, bytes]:
    """Return the files of a kept zip that belong there, in memory. Raises DataError if it is not sound.

    Nothing is written to disk, so that no name in it can lead anywhere; what is not expected is not read.
    """
    known = {*(table.file for table in TABLES), ABOUT, codebook.DESCRIPTOR}
    try:
        with zipfile.ZipFile(path) as kept:
            entries = [entry for entry in kept.infolist() if entry.filename in known]
            if len({entry.filename for entry in entries}) < len(entries):
                raise ValueError("names a file twice")
            return {entry.filename: _content(kept, entry) for entry in entries}
    except _UNREADABLE as error:
        raise DataError([Problem(path.name, 0, "", "", f"cannot be read ({error})")]) from error


def _content(kept: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & 1:
        raise ValueError("is encrypted")
    with kept.open(entry) as handle:
        content = handle.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise ValueError(f"{entry.filename} is larger than a table can be")
    return content


def read(path: Path) -> Release:
    """Return a kept release. Raises DataError if it cannot be read."""
    return _release(path.name, unpacked(path))


def kept(folder: Path) -> tuple[str, ...]:
    """Return the versions of which the tables are kept in a folder of tables, newest first."""
    found = (path.stem for path in (folder / FOLDER).glob("*.zip") if _VERSION.fullmatch(path.stem))
    return tuple(sorted(found, key=_order, reverse=True))


def changed(folder: Path, version: str) -> float:
    """Return when the kept tables of a version were last written."""
    return (folder / FOLDER / f"{version}.zip").stat().st_mtime


def as_record(folder: Path, version: str) -> Store:
    """Return a kept version as a record; columns that it did not have yet are empty. Raises DataError if unsound."""
    release = read(folder / FOLDER / f"{version}.zip")
    rows = {name: held.rows.values() for name, held in release.tables.items()}
    try:
        return store.of_text(folder, release.version, release.cutoff, rows)
    except (ValueError, KeyError) as error:
        raise DataError([Problem(f"{version}.zip", 0, "", "", f"cannot be read as a record ({error})")]) from error


def present(record: Store) -> Release:
    """Return the tables of today in the same form."""
    return _release(str(record.folder), contents(record))


def _release(name: str, files: dict[str, bytes]) -> Release:
    try:
        about: dict[str, Any] = tomllib.loads(files[ABOUT].decode("utf-8"))
        tables = {table.name: _held(table, files[table.file]) for table in TABLES if table.file in files}
        return Release(str(about["version"]), date.fromisoformat(str(about["cutoff"])), tables)
    except _UNREADABLE as error:
        raise DataError([Problem(name, 0, "", "", f"is not a release ({error})")]) from error


def _held(table: Table, content: bytes) -> Held:
    lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    columns = tuple(next(lines, []))
    rows = [dict(zip(columns, cells, strict=True)) for cells in lines]
    return Held(columns, {tuple(row[name] for name in table.key): row for row in rows})


@lru_cache(maxsize=4)
def since(record: Store) -> tuple[tuple[Since, ...], tuple[Problem, ...]]:
    """Return each kept release with what differs today, newest first, and what is wrong with those not readable.

    A release of today's own version is left out unless the tables have been changed under it.
    """
    now: Release | None = None
    found, problems = [], []
    for path in sorted((record.folder / FOLDER).glob("*.zip"), key=lambda path: _order(path.stem), reverse=True):
        try:
            release = read(path)
        except DataError as error:
            problems += error.problems
            continue
        now = now or present(record)
        differences = compare(release, now)
        if release.version != record.version or not all(each.is_none for each in differences):
            found.append(Since(release, differences))
    return tuple(found), tuple(problems)


def _order(version: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d{1,9}", version)]


def compare(then: Release, now: Release) -> tuple[Difference, ...]:
    """Return, table by table, what was added, removed and changed, with the reasons logged since."""
    reasons = _reasons(then, now)
    return tuple(
        _difference(table, then.tables.get(table.name, Held((), {})), now.tables[table.name], reasons)
        for table in TABLES
    )


def _reasons(then: Release, now: Release) -> dict[Key, Cells]:
    """Return the newest correction of each (table, row, column) that is logged now and was not then."""
    before = then.tables["corrections"].rows if "corrections" in then.tables else {}
    logged = sorted((key, cells) for key, cells in now.tables["corrections"].rows.items() if key not in before)
    return {(cells["table"], cells["row_id"], cells["field"]): cells for _, cells in logged}


def _difference(table: Table, was: Held, now: Held, reasons: dict[Key, Cells]) -> Difference:
    shared = [column for column in now.columns if column in was.columns]
    both = [key for key in now.rows if key in was.rows]
    changed = [Changed(key, _fields(table.name, key, shared, was, now, reasons)) for key in both]
    return Difference(
        table=table.name, was=len(was.rows), now=len(now.rows),
        added=tuple(key for key in now.rows if key not in was.rows),
        removed={key: cells for key, cells in was.rows.items() if key not in now.rows},
        changed=tuple(row for row in changed if row.fields),
        new_columns=tuple(column for column in now.columns if was.columns and column not in was.columns),
        lost_columns=tuple(column for column in was.columns if column not in now.columns),
    )  # fmt: skip


def _fields(
    table: str, key: Key, columns: Iterable[str], was: Held, now: Held, reasons: dict[Key, Cells]
) -> tuple[Field, ...]:
    old, new, found = was.rows[key], now.rows[key], []
    for name in columns:
        if old[name] != new[name]:
            logged = reasons.get((table, ",".join(key), name), {})
            found.append(Field(name, old[name], new[name], logged.get("reason_en", ""), logged.get("reason_fr", "")))
    return tuple(found)


def cells_changed(differences: Iterable[Difference]) -> tuple[int, int]:
    """Return how many cells changed, and of how many the reason is logged."""
    fields = [field for each in differences for row in each.changed for field in row.fields]
    return len(fields), sum(1 for field in fields if field.reason_en)
