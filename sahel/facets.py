"""What rows may be narrowed by beside words and kind: place, force, confidence, kind and language of their sources."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from babel import Locale
from numpy.typing import NDArray

from sahel.queries import all_rows, rows_by
from sahel.schema import BY_NAME, TABLES
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import words_of
from sahel.words import messages

Mask = NDArray[np.bool_]
# Each by its name in the URL.
FACETS = ("place", "force", "confidence", "source", "language")
LABELS = messages({
    "place": "Place", "force": "Force", "confidence": "Confidence", "source": "Kind of source",
    "language": "Language of source",
})  # fmt: skip
# The column of each table that a reader may choose a kind from.
KIND_COLUMN = {
    "events": "kind", "presences": "standing", "strengths": "measure", "forces": "kind", "places": "kind",
    "regimes": "regime_kind", "memberships": "status", "coup_codings": "coding", "sources": "kind",
}  # fmt: skip


def label(view: View, facet: str) -> str:
    """Return what a filter is called."""
    return view.words.say(LABELS[facet])


def sources_of(table: str, row: dict[str, Any]) -> tuple[str, ...]:
    """Return the ids of the sources of a row; a source is its own."""
    if table in ("sources", "coup_codings"):
        return (row["source_id"],)
    return row.get("source_ids") or ((row["coord_source"],) if "coord_source" in row else ())


@lru_cache(maxsize=1024)
def having(store: Store, table: str, facet: str, code: str) -> Mask:
    """Tell for each row of a table whether it has a value of a facet; "kind" is one too. Never written to."""
    return np.array([code in codes for codes in _values(store, table, facet)], dtype=bool)


@lru_cache(maxsize=128)
def _values(store: Store, table: str, facet: str) -> tuple[tuple[str, ...], ...]:
    if facet in ("place", "force"):
        return tuple(named(table, f"{facet}s", row) for row in all_rows(store, table))
    if facet in ("source", "language"):
        column = "kind" if facet == "source" else facet
        return tuple(_of_sources(store, column, sources_of(table, row)) for row in all_rows(store, table))
    column = KIND_COLUMN.get(table, "") if facet == "kind" else facet
    return tuple((row[column],) if column in row else () for row in all_rows(store, table))


def named(table: str, of: str, row: dict[str, Any]) -> tuple[str, ...]:
    """Return the places or forces that a row names, each once; a row of that table names itself."""
    names = [
        column.name
        for column in BY_NAME[table].columns
        if (column.of == of and column.kind in ("ref", "refs")) or (table == of and column.kind == "id")
    ]
    cells = [(row[name],) if isinstance(row[name], str) else row[name] for name in names]
    return tuple(dict.fromkeys(code for codes in cells for code in codes if code))


def _of_sources(store: Store, column: str, cited: tuple[str, ...]) -> tuple[str, ...]:
    known = rows_by(store, "sources", "source_id")
    return tuple(dict.fromkeys(row[column] for source in cited for row in known.get(source, ())))


@lru_cache(maxsize=128)
def options(store: Store, table: str, facet: str) -> tuple[str, ...]:
    """Return the codes of a facet that rows of a table have, or of any table if it is not named, in reading order."""
    tables = [table] if table else [table.name for table in TABLES]
    if facet == "kind":
        return tuple(dict.fromkeys(code for name in tables for code in kinds(store, name)))
    counted: dict[str, int] = {}
    for name in tables:
        for code in (code for codes in _values(store, name, facet) for code in codes):
            counted[code] = counted.get(code, 0) + 1
    if facet == "confidence":
        return tuple(code for code in words_of("confidence") if code in counted)
    return tuple(sorted(counted, key=lambda code: (-counted[code], code)))


def kinds(store: Store, table: str) -> list[str]:
    """Return the words of a table's kind column that occur, in the order of the vocabulary."""
    if table not in KIND_COLUMN:
        return []
    name = KIND_COLUMN[table]
    used = set(store.table(table)[name])
    return [code for code in words_of(BY_NAME[table].column(name).of) if code in used]


def kind_list(store: Store, code: str) -> tuple[str, str]:
    """Return the first table that has a kind, and the list of words that it stands in; ("", "") if none has."""
    for table, column in KIND_COLUMN.items():
        if code in kinds(store, table):
            return table, BY_NAME[table].column(column).of
    return "", ""


def name(view: View, facet: str, code: str) -> str:
    """Return what a code of a facet is called in the reader's language."""
    if facet in ("place", "force"):
        rows = rows_by(view.store, f"{facet}s", f"{facet}_id").get(code, ())
        return str(rows[0][f"name_{view.lang}"]) if rows else code
    if facet == "language":
        return str(Locale.parse(view.lang).languages.get(code, code))
    return view.words.word("confidence" if facet == "confidence" else "source_kind", code)


def said(view: View, facet: str, code: str) -> str:
    """Say one facet that is set: "the place Gao"."""
    words = view.words
    if facet == "place":
        return words.say("the place {name}", name=name(view, facet, code))
    if facet == "force":
        return words.say("the force {name}", name=name(view, facet, code))
    if facet == "confidence":
        return words.say("confidence {word}", word=name(view, facet, code))
    if facet == "source":
        return words.say("a source of the kind {word}", word=name(view, facet, code))
    return words.say("a source in {language}", language=name(view, facet, code))
