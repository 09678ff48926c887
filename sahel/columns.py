"""The tables as a reader sees them: columns with human names, dates and words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from sahel import links, selection
from sahel.dates import OPEN
from sahel.queries import all_rows, rows_by
from sahel.schema import BY_NAME, Column
from sahel.selection import Asked
from sahel.store import Store
from sahel.view import FIRST, View
from sahel.vocabulary import words_of
from sahel.words import messages

# What a column is called on screen; `base` stands for the pair `base_en`, `base_fr`.
LABELS = messages({
    "date": "Date", "end_date": "Last day", "countries": "Countries", "country": "Country", "kind": "Kind",
    "title": "Title", "summary": "Summary", "force_ids": "Forces", "force_id": "Force", "place_ids": "Places",
    "place_id": "Place", "from_place_id": "Moved from", "to_place_id": "Moved to",
    "promised": "Civilian rule promised for",
    "importance": "Importance", "confidence": "Confidence", "claimant": "Who says so",
    "source_ids": "Sources", "start": "Since", "end": "Until", "last_seen": "Last evidence", "standing": "Standing",
    "note": "Note", "low": "Low", "high": "High", "about": "Rounded", "measure": "Measured", "counted": "Counted",
    "sender": "Sender", "name": "Name", "predecessor_id": "Formerly", "part_of_id": "Part of",
    "active_from": "Exists from", "active_to": "Exists until", "aliases": "Other spellings", "lon": "Longitude",
    "lat": "Latitude", "precision_km": "Exact to, km", "outside": "Outside its country",
    "coord_source": "Source of the point", "leader": "Leader", "office": "Office", "regime_kind": "Kind of rule",
    "sworn_in": "Sworn in", "entry": "Came to power", "exit": "Left power", "organisation": "Organisation",
    "status": "Status", "event_id": "Event", "source_id": "List", "coding": "Coded as", "publisher": "Publisher",
    "agency": "Text of",
    "url": "Address", "language": "Language", "published": "Published", "accessed": "Read on", "table": "Table",
    "row_id": "Row", "field": "Column", "was": "Was", "now": "Is now", "reason": "Reason", "figure": "People",
    "iso": "Day (ISO)", "iso_end": "Until (ISO)", "source": "First source", "more": "Sources", "id": "Id",
})  # fmt: skip
# The columns of each table on screen, in reading order; the others are in the row's card and in the files.
SHOWN = {
    "events": "iso date title kind countries place_ids force_ids summary importance confidence claimant source more id",
    "presences": "iso start end last_seen force_id country place_id standing note source more iso_end id",
    "strengths": "iso date force_id countries place_ids figure measure counted claimant note source more low high id",
    "forces": "name sender kind predecessor_id part_of_id active_from active_to source more id",
    "places": "name country kind lat lon precision_km aliases source id",
    "regimes": "iso start end country leader office regime_kind entry exit sworn_in note source more iso_end id",
    "memberships": "iso start end country organisation status note source more iso_end id",
    "coup_codings": "event_id source_id coding iso date",
    "sources": "publisher agency title url language kind published accessed id",
    "corrections": "date table row_id field was now reason",
}
IMPORTANCE = messages({1: "must be known", 2: "should be known", 3: "may be known"})
_WIDTHS = {
    "iso": 92, "iso_end": 92, "date": 190, "start": 205, "end": 205, "last_seen": 120, "title": 330, "summary": 420,
    "note": 420, "kind": 140, "countries": 120, "country": 110, "force_ids": 190, "force_id": 200, "place_ids": 140,
    "place_id": 160, "importance": 112, "confidence": 88, "claimant": 110, "more": 66, "source": 150, "id": 240,
    "figure": 110, "low": 70, "high": 70, "name": 260, "leader": 190, "office": 260, "publisher": 210, "url": 190,
    "agency": 120, "event_id": 360, "source_id": 260, "aliases": 220, "standing": 115,
}  # fmt: skip


class Shown(NamedTuple):
    """One column on screen: its label, what it means, its width in px (0: fitted) and how it is drawn."""

    label: str
    help: str
    width: int
    drawn: str


def columns(view: View, table: str) -> dict[str, Shown]:
    """Return the columns of a table on screen; `drawn` is text, right (text flush right), number, degrees or link."""
    return {name: _column(view, table, name) for name in SHOWN[table].split()}


def label(view: View, table: str, name: str) -> str:
    """Return what a column is called in the reader's language."""
    base = name.removesuffix("_en").removesuffix("_fr")
    return view.words.say(LABELS["id" if (base,) == BY_NAME[table].key else base])


def _column(view: View, table: str, name: str) -> Shown:
    drawn = {"source": "link", "url": "link", "figure": "right"}.get(name, "text")
    if name in ("low", "high", "precision_km", "more"):
        drawn = "number"
    if name in ("lon", "lat"):
        drawn = "degrees"
    return Shown(label(view, table, name), meaning(view, table, name), _WIDTHS.get(name, 0), drawn)


def meaning(view: View, table: str, name: str) -> str:
    """Return what the schema says of a column, or of one made for the screen."""
    made = messages({
        "iso": "earliest day that the date may mean; sort by this one", "iso_end": "latest day that the end may mean",
        "source": "address of the first source; the row’s card lists all", "more": "how many sources the row cites",
        "figure": "the claim as it was made; low and high stand further right",
    })  # fmt: skip
    if name in made:
        return view.words.say(made[name])
    declared = declared_as(view, table, name)
    return declared.fr if view.lang == "fr" else declared.en


def declared_as(view: View, table: str, name: str) -> Column:
    """Return the contract's column behind one on screen, of a pair the one in the reader's language."""
    names = {column.name: column for column in BY_NAME[table].columns}
    if name == "id":
        return names[BY_NAME[table].key[0]]
    return names[name] if name in names else names[f"{name}_{view.lang}"]


def shown(view: View, asked: Asked) -> pd.DataFrame:
    """Return the rows asked for as they are read, indexed by their ids; dated tables begin with the newest.

    Words stand for codes, dates are in words; `source` is the address of the first source.
    """
    whole = _whole(view.store, view.lang, asked.table)
    kept = whole.iloc[selection.rows(view, asked).index.to_numpy()]
    return kept[::-1] if asked.table in selection.DATED else kept


@lru_cache(maxsize=32)
def _whole(store: Store, lang: str, table: str) -> pd.DataFrame:
    view = View(store, store.cutoff, FIRST, store.cutoff, lang=lang)
    rows = all_rows(store, table)
    cells = {name: [_shown(view, table, name, row) for row in rows] for name in SHOWN[table].split()}
    return pd.DataFrame(cells, index=pd.Index([links.row_id(table, row) for row in rows], dtype="str"))


def _shown(view: View, table: str, name: str, row: dict[str, Any]) -> object:
    if name in ("iso", "iso_end"):
        return _iso(row, name)
    if name == "figure":
        return view.words.figure(*links.figure(row))
    if name == "id":
        return links.row_id(table, row)
    if name in ("source", "more"):
        cited = row.get("source_ids") or (row["coord_source"],)
        return len(cited) if name == "more" else rows_by(view.store, "sources", "source_id")[cited[0]][0]["url"]
    column = declared_as(view, table, name)
    if column.kind in ("number", "integer", "url") and name != "importance":
        return None if pd.isna(row[name]) else row[name]
    return said(view, column, row[column.name], short=True)


def _iso(row: dict[str, Any], name: str) -> str:
    """Return the earliest day of a start as ISO, or the latest of an end; nothing for an open end or an empty date."""
    cell = "end_max" if name == "iso_end" else "start_min" if "start_min" in row else "date_min"
    return date.fromordinal(row[cell]).isoformat() if 1 < row[cell] < date.max.toordinal() else ""


def said(view: View, column: Column, cell: Any, *, short: bool = False) -> str:
    """Return a cell in the reader's words: names for ids, words for codes, dates no sharper than they are."""
    if isinstance(cell, tuple):
        return view.words.join(said(view, column, code, short=short) for code in cell) if cell else ""
    if cell == "":
        return ""
    return _SAID.get(column.kind, _as_it_is)(view, column, cell, short)


def _as_it_is(view: View, column: Column, cell: Any, short: bool) -> str:
    if column.kind == "integer" and column.name == "importance":
        return view.words.say(IMPORTANCE[int(cell)])
    return cell.replace(";", ", ") if column.name == "aliases" else str(cell)


def _date(view: View, column: Column, cell: Any, short: bool) -> str:
    return view.words.say("no end known") if cell == OPEN else view.words.date(cell, short=short)


def _country(view: View, column: Column, cell: Any, short: bool) -> str:
    return view.words.word("country", cell)


def _body(view: View, column: Column, cell: Any, short: bool) -> str:
    return view.words.word("organisation", cell)


def _word(view: View, column: Column, cell: Any, short: bool) -> str:
    return view.words.word(column.of, cell)


def _claimant(view: View, column: Column, cell: Any, short: bool) -> str:
    if cell in words_of("claimant") or cell not in rows_by(view.store, "forces", "force_id"):
        return view.words.claimant(cell)
    return links.named(view, "forces", cell)


def _ref(view: View, column: Column, cell: Any, short: bool) -> str:
    if column.name == "source_id":
        return str(rows_by(view.store, "sources", "source_id")[cell][0]["title"])
    return links.named(view, column.of, cell)


def _table(view: View, column: Column, cell: Any, short: bool) -> str:
    return table_name(view, cell)


_SAID: dict[str, Callable[[View, Column, Any, bool], str]] = {
    "date": _date, "end": _date, "day": _date, "published": _date, "country": _country, "countries": _country,
    "sender": _body, "organisation": _body, "word": _word, "claimant": _claimant, "ref": _ref, "refs": _ref,
    "table": _table,
}  # fmt: skip

TABLE_NAMES = messages({
    "events": "Events", "presences": "Presences", "strengths": "Strengths", "forces": "Forces", "places": "Places",
    "regimes": "Regimes", "memberships": "Memberships and sanctions", "coup_codings": "Codings of coups",
    "sources": "Sources", "corrections": "Corrections",
})  # fmt: skip


def table_name(view: View, table: str) -> str:
    """Return what a table is called in the reader's language."""
    return view.words.say(TABLE_NAMES[table])
