"""Rows as a spreadsheet: what it is, the tables, their codebook; nothing is a formula. Pure: frames in, bytes out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from sahel import vocabulary
from sahel.exports_csv import is_risky
from sahel.provenance import stamp
from sahel.schema import BY_NAME
from sahel.store import Store
from sahel.words import Language, language

_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 8, 60
_LONGEST_PROPERTY = 255


def workbook(store: Store, frames: Mapping[str, pd.DataFrame], lang: str, link: str = "") -> bytes:
    """Return tables as XLSX: first what the file is, then a sheet a table, then columns and words.

    A text that a spreadsheet would run is marked as text (quotePrefix) and not altered.
    """
    buffer, words = io.BytesIO(), language(lang)
    with xlsxwriter.Workbook(buffer, _PLAIN) as book:
        said = stamp(store, link, lang)
        day = datetime(store.cutoff.year, store.cutoff.month, store.cutoff.day)
        book.set_properties({"title": "Sahel Record", "comments": said.citation, "created": day})
        for name, value in said._asdict().items():
            if len(value) <= _LONGEST_PROPERTY:
                book.set_custom_property(name, value, "text")
        sheets = _Sheets(book)
        sheets.add(words.say("About"), (), _about(store, frames, words, link), widths=(26, 100))
        for table, frame in frames.items():
            columns = [column.name for column in BY_NAME[table].columns]
            sheets.add(table, columns, zip(*(frame[name] for name in columns), strict=True))
        sheets.add(words.say("Codebook"), _COLUMN_HEADS, _columns(frames))
        sheets.add(words.say("Vocabulary"), _WORD_HEADS, _words(frames))
    return buffer.getvalue()


_COLUMN_HEADS = ("table", "column", "kind", "list or table", "required", "means", "signifie", "example")
_WORD_HEADS = ("list", "word", "English", "français", "means", "signifie")


def _about(store: Store, frames: Mapping[str, pd.DataFrame], words: Language, link: str) -> list[tuple[str, Any]]:
    said = stamp(store, link, words.code)
    return [
        ("Sahel Record", ""),
        (words.say("Version"), said.version),
        (words.say("Sources reach to"), said.cutoff),
        (words.say("Licence"), f"{said.licence}, {said.licence_url}"),
        (words.say("Whom to name"), said.attribution),
        (words.say("Cite as"), said.citation),
        (words.say("Link that made this file"), said.link),
        *((words.say("Rows of {table}", table=table), len(frame)) for table, frame in frames.items()),
        (
            "",
            words.say(
                "A text that begins with =, +, @ or a minus sign is marked as text; nothing in this file is a formula."
            ),
        ),
    ]


def _columns(tables: Iterable[str]) -> list[tuple[str, ...]]:
    return [
        (table, it.name, it.kind, it.of, "yes" if it.required else "", it.en, it.fr, it.example)
        for table in tables
        for it in BY_NAME[table].columns
    ]


def _words(tables: Iterable[str]) -> list[tuple[str, ...]]:
    used = {it.of for table in tables for it in BY_NAME[table].columns if it.kind == "word"}
    return [
        (name, it.code, it.en, it.fr, it.means_en, it.means_fr)
        for name in vocabulary.lists()
        if name in used
        for it in vocabulary.words_of(name).values()
    ]


class _Sheets:
    """The sheets of one workbook; every text is written as text."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.quoted = book.add_format({"quote_prefix": True})

    def add(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int] = ()) -> None:
        """Write a sheet: its head, if any, stays in sight; columns are as wide as what stands in them."""
        sheet, lines = self.book.add_worksheet(name), [tuple(map(_text, row)) for row in rows]
        for column, label in enumerate(head):
            sheet.write_string(0, column, label, self.head)
        for at, line in enumerate(lines, bool(head)):
            for column, cell in enumerate(line):
                self._write(sheet, at, column, cell)
        if head:
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, len(lines), len(head) - 1)
            sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(lines) + 1}"})
        for column, width in enumerate(widths or _widths(head, lines)):
            sheet.set_column(column, column, width)

    def _write(self, sheet: Any, row: int, column: int, cell: str | float) -> None:
        if not isinstance(cell, str):
            sheet.write_number(row, column, cell)
        elif cell:
            sheet.write_string(row, column, cell, self.quoted if is_risky(cell) else None)


def _text(value: Any) -> str | float:
    if isinstance(value, tuple):
        return ";".join(value)
    if value is None or value is pd.NA:
        return ""
    return value if isinstance(value, str | float) else int(value)


def _widths(head: Sequence[str], lines: Sequence[Sequence[str | float]]) -> list[int]:
    looked_at = [head, *lines[:_LOOKED_AT]]
    longest = [max(len(str(line[column])) for line in looked_at) for column in range(len(head))]
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]
