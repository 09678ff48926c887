"""Rows as CSV, cell for cell as the table's own file has them, safe in a spreadsheet. Pure: frames in, bytes out."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from sahel.schema import BY_NAME

# What a spreadsheet takes for the beginning of a formula, wide forms of East Asian keyboards included; apostrophes
# before it are those that were put there, so that `plain` finds every text again.
# https://owasp.org/www-community/attacks/CSV_Injection
_RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


def neutral(text: str) -> str:
    """Return a text with an apostrophe before it if a spreadsheet would run it; a number stays as it is."""
    return f"'{text}" if is_risky(text) else text


def plain(text: str) -> str:
    """Return the text that `neutral` was given."""
    return text[1:] if text[:1] == "'" and is_risky(text[1:]) else text


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    return _RUNS.match(text) is not None and not _NUMBER.fullmatch(text)


def table_csv(table: str, frame: pd.DataFrame) -> bytes:
    """Return rows as CSV with the contract's columns; texts that a spreadsheet would run begin with an apostrophe."""
    names = [column.name for column in BY_NAME[table].columns]
    rows = zip(*([_cell(value) for value in frame[name]] for name in names), strict=True)
    return "".join(f"{','.join(map(_quoted, row))}\n" for row in (names, *rows)).encode()


def _quoted(text: str) -> str:
    """Return a cell as RFC 4180 has it; csv.writer leaves a lone carriage return bare when lines end in LF."""
    return '"' + text.replace('"', '""') + '"' if any(letter in text for letter in ',"\r\n') else text


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return neutral(";".join(value))
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, float):
        return np.format_float_positional(value, trim="-")
    return neutral(value) if isinstance(value, str) else str(value)
