"""A row's title, its own link, and the rows that name it. Pure: a view in, texts out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from sahel.queries import all_rows, rows_by
from sahel.schema import BY_NAME, TABLES
from sahel.selection import Asked
from sahel.store import Store
from sahel.view import FIRST, View

_BETWEEN_KEYS = ","


def link(view: View, asked: Asked, row_id: str = "") -> str:
    """Return the link of a table as it is asked for, opened at a row if one is named."""
    own = {"table": asked.table, "q": asked.query, "kind": asked.kind, **asked.facets, "id": row_id}
    return f"{view.query('record', 'range')}&{urlencode({name: value for name, value in own.items() if value})}"


def whole_range(view: View) -> View:
    """Return the view with the widest range that the record has."""
    return view.but(start=FIRST, end=max(view.end, view.store.cutoff))


def row_id(table: str, row: dict[str, Any]) -> str:
    """Return a row's id; tables without an id of their own join the columns of their key."""
    return _BETWEEN_KEYS.join(row[name] for name in BY_NAME[table].key)


def row_of(store: Store, table: str, wanted: str) -> dict[str, Any] | None:
    """Return the row of an id, or None."""
    return _rows(store, table).get(wanted)


@lru_cache(maxsize=32)
def _rows(store: Store, table: str) -> dict[str, dict[str, Any]]:
    return {row_id(table, row): row for row in all_rows(store, table)}


def row_title(view: View, table: str, row: dict[str, Any]) -> str:
    """Return what a row is called in the reader's language."""
    words, lang = view.words, view.lang
    if table in ("events", "forces", "places"):
        return str(row[f"{'title' if table == 'events' else 'name'}_{lang}"])
    if table == "presences":
        where = named(view, "places", row["place_id"]) if row["place_id"] else words.word("country", row["country"])
        return words.say("{force}: {where}", force=named(view, "forces", row["force_id"]), where=where)
    if table == "strengths":
        count = words.figure(*figure(row))
        return words.say("{force}: {figure}", force=named(view, "forces", row["force_id"]), figure=count)
    if table == "regimes":
        return words.say("{leader}, {country}", leader=row["leader"], country=words.word("country", row["country"]))
    if table == "memberships":
        body, status = words.word("organisation", row["organisation"]), words.word("status", row["status"])
        country = words.word("country", row["country"])
        return words.say("{country} and {body}: {status}", country=country, body=body, status=status)
    if table == "coup_codings":
        event, by = (
            named(view, "events", row["event_id"]),
            rows_by(view.store, "sources", "source_id")[row["source_id"]][0],
        )
        return words.say("{event}, coded by {list}", event=event, list=by["title"])
    return str(row["title"]) if table == "sources" else row_id(table, row)


def figure(row: dict[str, Any]) -> tuple[int | None, int | None, bool]:
    """Return low, high and about of a strength as `Language.figure` takes them."""
    low, high = (None if pd.isna(row[name]) else int(row[name]) for name in ("low", "high"))
    return low, high, row["about"] == "yes"


def named(view: View, table: str, wanted: str) -> str:
    """Return the title of the row of an id."""
    row = row_of(view.store, table, wanted)
    return row_title(view, table, row) if row else wanted


def naming(store: Store, table: str, wanted: str) -> list[tuple[str, str]]:
    """Return (table, id) of every row that names a row of another table, in the order of the tables."""
    return _index(store, table).get(wanted, [])


@lru_cache(maxsize=16)
def _index(store: Store, target: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for table in TABLES:
        pointing = [column.name for column in table.columns if column.of == target and column.kind in ("ref", "refs")]
        for key, row in _rows(store, table.name).items():
            cells = [(row[name],) if isinstance(row[name], str) else row[name] for name in pointing]
            for wanted in dict.fromkeys(code for codes in cells for code in codes if code):
                found.setdefault(wanted, []).append((table.name, key))
    return found
