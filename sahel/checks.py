"""Cell by cell: is each table what the schema declares? Finds every problem, changes nothing, draws nothing."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sahel import vocabulary
from sahel.dates import OPEN, DateFormError, bounds, is_day
from sahel.schema import BY_NAME, TABLES, Column, Table

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_PUBLISHED = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_DIGITS = 7
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class Problem(NamedTuple):
    """One thing wrong in one cell (or row, or file), with what was expected and the nearest known word."""

    file: str
    line: int
    column: str
    value: str
    expected: str
    nearest: str = ""

    def __str__(self) -> str:
        hint = f' (did you mean "{self.nearest}"?)' if self.nearest else ""
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {self.column}" if self.column else ""
        value = f'"{self.value}" ' if self.value else ""
        return f"{place}{column}: {value}{self.expected}{hint}"


class Row(NamedTuple):
    """One line of a table as text: its line number in the file and its cells by column."""

    line: int
    cells: dict[str, str]


Rows = dict[str, list[Row]]


def read_text(folder: Path) -> tuple[Rows, list[Problem]]:
    """Read every table of the folder as text, and list what keeps a file from being read."""
    rows: Rows = {}
    problems: list[Problem] = []
    for table in TABLES:
        rows[table.name] = []
        try:
            text = (folder / table.file).read_bytes().decode("utf-8")
        except FileNotFoundError:
            problems.append(Problem(table.file, 0, "", "", f"is missing from {folder}"))
            continue
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.append(Problem(table.file, line, "", "", f"is not UTF-8 ({error.reason})"))
            continue
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            problems += _read_table(table, lines, rows[table.name])
        except csv.Error as error:
            problems.append(Problem(table.file, lines.line_num, "", "", f"is not well-formed CSV ({error})"))
    return rows, problems


def _read_table(table: Table, lines: Iterator[list[str]], rows: list[Row]) -> Iterator[Problem]:
    wanted = [column.name for column in table.columns]
    header = next(lines, [])
    for name in header:
        if name not in wanted:
            yield Problem(table.file, 1, name, "", "is not a column of this table", _nearest(name, wanted))
    missing = [name for name in wanted if name not in header]
    for name in missing:
        yield Problem(table.file, 1, name, "", "is a column that this table must have")
    twice = sorted({name for name in header if header.count(name) > 1})
    for name in twice:
        yield Problem(table.file, 1, name, "", "is a column that the header names twice")
    if missing or twice:
        return
    for cells in lines:
        line = getattr(lines, "line_num", 0)
        if len(cells) != len(header):
            yield Problem(table.file, line, "", "", f"has {len(cells)} cells where the header has {len(header)}")
        else:
            rows.append(Row(line, dict(zip(header, cells, strict=True))))


def cell_problems(rows: Rows) -> list[Problem]:
    """List every cell that its column's declaration does not allow, and every id used twice."""
    known = {name: _ids(BY_NAME[name], rows[name]) for name in rows}
    problems = []
    for table in TABLES:
        for row in rows[table.name]:
            for column in table.columns:
                for value, expected, nearest in _cell(column, row.cells[column.name], known):
                    problems.append(Problem(table.file, row.line, column.name, value, expected, nearest))
        problems += _repeated(table, rows[table.name])
    return problems


def _ids(table: Table, rows: Iterable[Row]) -> set[str]:
    return {row.cells[table.key[0]] for row in rows} if len(table.key) == 1 else set()


def _repeated(table: Table, rows: list[Row]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[name] for name in table.key)
        if key in first:
            yield Problem(table.file, row.line, table.key[0], " ".join(key), f"is already used on line {first[key]}")
        first.setdefault(key, row.line)


Complaint = tuple[str, str, str]


def _cell(column: Column, text: str, known: dict[str, set[str]]) -> Iterator[Complaint]:
    if text != text.strip():
        yield text, "begins or ends with a blank", text.strip()
    elif not text:
        if column.required:
            yield "", "may not be empty", ""
    else:
        yield from _KINDS[column.kind](column, text, known)


def _nearest(text: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(text, list(known), 1, 0.6)), "")


def _check_id(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if not SLUG.fullmatch(text):
        yield text, "is not a slug of lower-case letters, digits, - and _", ""


def _check_ref(column: Column, text: str, known: dict[str, set[str]]) -> Iterator[Complaint]:
    if text not in known[column.of]:
        yield text, f"is not in {column.of}.csv", _nearest(text, known[column.of])


def _check_refs(column: Column, text: str, known: dict[str, set[str]]) -> Iterator[Complaint]:
    parts = text.split(";")
    for part in parts:
        yield from _check_ref(column, part, known)
    if len(set(parts)) != len(parts):
        yield text, "names the same id twice", ""


def _check_word(column: Column, text: str, _: dict[str, set[str]]) -> Iterator[Complaint]:
    words = vocabulary.words_of(column.of)
    if text not in words:
        yield text, f"is not one of {', '.join(words)}", _nearest(text, words)


def _check_country(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if not vocabulary.is_country(text):
        yield text, "is not an ISO 3166 alpha-3 country code", _nearest(text, vocabulary.FOCUS)


def _check_countries(column: Column, text: str, known: dict[str, set[str]]) -> Iterator[Complaint]:
    parts = text.split(";")
    for part in parts:
        yield from _check_country(column, part, known)
    if len(set(parts)) != len(parts):
        yield text, "names the same country twice", ""


def _check_sender(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    bodies = vocabulary.words_of("organisation")
    if text not in bodies and not vocabulary.is_country(text):
        yield text, "is neither an alpha-3 country nor an organisation of the vocabulary", _nearest(text, bodies)


def _check_claimant(column: Column, text: str, known: dict[str, set[str]]) -> Iterator[Complaint]:
    voices = {*vocabulary.words_of("claimant"), *vocabulary.words_of("organisation"), *known["forces"]}
    if text not in voices and not vocabulary.is_country(text):
        expected = "is neither a country, an organisation, press, research, reference nor a force"
        yield text, expected, _nearest(text, voices)


def _check_date(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if text == OPEN:
        yield text, "is allowed only as an end", ""
        return
    try:
        bounds(text)
    except DateFormError as error:
        yield text, f"is not {error}", ""


def _check_end(column: Column, text: str, known: dict[str, set[str]]) -> Iterator[Complaint]:
    if text != OPEN:
        yield from _check_date(column, text, known)


def _check_day(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if not is_day(text):
        yield text, "is not one calendar day as 2022-08-15", ""


def _check_published(column: Column, text: str, known: dict[str, set[str]]) -> Iterator[Complaint]:
    if not _PUBLISHED.fullmatch(text) or any(_check_date(column, text, known)):
        yield text, "is not a day, month or year as 2022-08-15, 2022-08 or 2022", ""


def _check_integer(column: Column, text: str, _: dict[str, set[str]]) -> Iterator[Complaint]:
    if not text.isascii() or not text.isdigit():
        yield text, "is not a whole number in plain digits", ""
    elif len(text) > _DIGITS:
        is_figure = column.name in ("low", "high")
        yield text, "is more people than a force can have" if is_figure else f"has more than {_DIGITS} digits", ""


def _check_number(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if not _NUMBER.fullmatch(text):
        yield text, "is not a number as -0.00539", ""


def _check_text(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if any(ord(letter) < 32 for letter in text):
        yield text, "holds a line break or control character", ""


def _check_url(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if not re.fullmatch(r'https?://[^\s/$.?#<>"][^\s<>"]*', text):
        yield text, "is not an http(s) address", ""


def _check_language(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if not re.fullmatch(r"[a-z]{2}", text):
        yield text, "is not a two-letter language code", ""


def _check_table(_: Column, text: str, __: dict[str, set[str]]) -> Iterator[Complaint]:
    if text not in BY_NAME:
        yield text, "is not a table of the record", _nearest(text, BY_NAME)


_KINDS: dict[str, Callable[[Column, str, dict[str, set[str]]], Iterator[Complaint]]] = {
    "id": _check_id, "ref": _check_ref, "refs": _check_refs, "word": _check_word, "country": _check_country,
    "countries": _check_countries, "sender": _check_sender, "organisation": _check_sender,
    "claimant": _check_claimant, "date": _check_date, "end": _check_end, "day": _check_day,
    "published": _check_published, "integer": _check_integer, "number": _check_number, "text": _check_text,
    "url": _check_url, "language": _check_language, "table": _check_table,
}  # fmt: skip
