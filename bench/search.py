"""How long a search of all tables takes: on the record, and on a record ten times as long."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from bench.load import percentile
from sahel import search, selection, store
from sahel.schema import TABLES
from sahel.selection import Asked
from sahel.store import Store
from sahel.view import FIRST, View

TIMES = 10
AIM_MS = 50
# As readers type: names, both languages, slips, one letter, many words, nothing to be found.
QUERIES = (
    "a", "m", "ma", "mal", "mali", "niger", "burkina faso", "france", "russie", "russian", "états-unis", "us forces",
    "barkhane", "serval", "takuba", "minusma", "wagner", "africa corps", "menaka", "Ménaka", "gao", "kidal",
    "timbuktu", "tombouctou", "agadez 201", "niamey 101", "tchiani", "goita", "traoré", "prigozhin", "coup",
    "coup d’état", "tentative de coup", "withdrawal", "retrait de la force", "handed over", "base remise",
    "août 2020", "26 July 2023", "2022", "afp", "reuters", "le monde", "ecowas sanctions", "cedeao suspension",
    "accord de défense", "drone", "tinzawaten wagner fla", "french soldiers killed in mali 2013", "nothing says this",
)  # fmt: skip


class Timed(NamedTuple):
    """Times of all queries in ms, median and 95th percentile, and the seconds of building the index."""

    rows: int
    median: float
    p95: float
    build: float


def longer(record: Store, times: int) -> Store:
    """Return a record with every row several times."""
    tables: dict[str, Any] = {
        table.name: pd.concat([record.table(table.name)] * times, ignore_index=True) for table in TABLES
    }
    return replace(record, **tables)


def timed(record: Store) -> Timed:
    """Ask every query once of all tables, with the bar's days, each without what an earlier one left in a cache."""
    view = View(record, record.cutoff, FIRST, record.cutoff)
    began = time.perf_counter()
    search.index(record)
    build = time.perf_counter() - began
    selection.groups(view, Asked("", "warm"))
    found = []
    for query in QUERIES:
        began = time.perf_counter()
        selection.groups(view, Asked("", query))
        found.append(1000 * (time.perf_counter() - began))
    rows = sum(len(record.table(table.name)) for table in TABLES)
    return Timed(rows, statistics.median(found), percentile(found, 95), build)


def measure() -> tuple[Timed, Timed]:
    """Time the record of the project and the one ten times as long."""
    record = store.load(store.data_folder())
    return timed(record), timed(longer(record, TIMES))


def table(found: tuple[Timed, Timed]) -> str:
    """Return the figures in Markdown."""
    now, ten = found
    said = [
        f"| search, {len(QUERIES)} queries | unit | aim | the record | {TIMES} times as long |",
        "|---|---|---|---|---|",
    ]
    said += [
        f"| rows searched |  |  | {now.rows} | {ten.rows} |",
        f"| a search of all tables, median | ms |  | {now.median:.1f} | {ten.median:.1f} |",
        f"| a search of all tables, p95 | ms | {AIM_MS} | {now.p95:.1f} | {ten.p95:.1f} |",
        f"| building the index, once a start | s |  | {now.build:.1f} | {ten.build:.1f} |",
    ]
    return "\n".join(said)
