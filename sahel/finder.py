"""The parts of the Record page: what to find, the rows, the files, the row that is open. Streamlit is spoken here."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from sahel import columns, exports, links, record_card, selection, widgets
from sahel.queries import rows_by
from sahel.schema import BY_NAME
from sahel.selection import Asked
from sahel.view import FIRST, View
from sahel.words import messages_n

_HEIGHT, _HEIGHT_BESIDE_CARD = 580, 330
_SMALL: dict[str, Any] = {"width": 220, "label_visibility": "collapsed"}


def ask(view: View) -> Asked:
    """Draw the table, the search box and the kinds of that table, and return what is asked."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="center", key="find"):
        table = widgets.choice(
            "table", words.say("Table"), list(BY_NAME), lambda name: columns.table_name(view, name), **_SMALL
        )
        hint = words.say("words to find, with or without accents")
        query = widgets.typed(
            "q", words.say("Words to find"), placeholder=hint, width=320, label_visibility="collapsed"
        )
        return Asked(table, query, _kind(view, table))


def _kind(view: View, table: str) -> str:
    codes = facets.kinds(view.store, table)
    if not codes:
        return ""
    column = BY_NAME[table].column(selection.KIND_COLUMN[table])
    label = columns.label(view, table, column.name)
    everything = view.words.say("{column}: all", column=label)
    return widgets.choice(
        "kind", label, ["", *codes], lambda code: view.words.word(column.of, code) if code else everything, **_SMALL
    )


def picked(view: View, asked: Asked) -> str:
    """Return the id of the row that the URL opens, if the table has it."""
    return widgets.picked("id", lambda wanted: links.row_of(view.store, asked.table, wanted) is not None)


def rows(view: View, asked: Asked, row_id: str) -> None:
    """Draw the rows asked for, or say that there are none and offer the way back."""
    frame = columns.shown(view, asked)
    if frame.empty:
        return _nothing(view, asked)
    title = selection.title(view, asked)
    height = min(_HEIGHT_BESIDE_CARD if row_id else _HEIGHT, 34 + 32 * len(frame))
    widgets.table(frame, columns.columns(view, asked.table), "id", height, title)
    return _beyond(view, asked)


def _nothing(view: View, asked: Asked) -> None:
    words = view.words
    if beyond := selection.beyond_days(view, asked):
        no_such = messages_n("No such row in these days, {n} outside them.")
        return widgets.widen(view, words.say_n(no_such, no_such, beyond))
    everything = View(view.store, view.on, FIRST, view.store.cutoff, lang=view.lang)
    whole = links.link(everything, Asked(asked.table))
    return widgets.nothing(view, words.say("No row of this table says that."), whole, words.say("Show the whole table"))


def _beyond(view: View, asked: Asked) -> None:
    if beyond := selection.beyond_days(view, asked):
        widgets.widen(
            view, view.words.say_n("{n} more row outside these days.", "{n} more rows outside these days.", beyond)
        )


def files(view: View, asked: Asked) -> None:
    """Offer the rows asked for as CSV and, where they have places, as GeoJSON; and every table at once."""
    words, store = view.words, view.store
    frame = selection.rows(view, asked)
    name = f"sahel-record-{store.version}-{asked.table}"
    offered = []
    if len(frame):
        label = words.say_n("CSV, {n} row", "CSV, {n} rows", len(frame))
        offered.append((label, lambda: exports.table_csv(asked.table, frame), f"{name}.csv", "text/csv"))
    if placed := exports.placed(asked.table, frame):
        label = words.say_n("GeoJSON, {n} row with a place", "GeoJSON, {n} rows with a place", placed)
        offered.append(
            (label, lambda: exports.geojson(store, asked.table, frame), f"{name}.geojson", "application/geo+json")
        )
    label = words.say("All tables with their codebook, zip")
    offered.append((label, lambda: exports.archive(store), f"sahel-record-{store.version}.zip", "application/zip"))
    widgets.downloads(view, offered)


def opened(view: View, asked: Asked, row_id: str) -> None:
    """Draw the card of the row that is open, with its sources numbered."""
    row = links.row_of(view.store, asked.table, row_id)
    if row is None:
        return
    known = rows_by(view.store, "sources", "source_id")
    cited = [widgets.source_item(view.words, known[source][0]) for source in record_card.cited(asked.table, row)]
    title = view.words.say_n("{n} source", "{n} sources", len(cited))
    said = record_card.card(view, asked.table, row)
    aside = f"<h3>{escape(title)}</h3><ol class='sources'>{''.join(cited)}</ol>" if cited else ""
    aside += record_card.beside(view, asked.table, row)
    with st.container(key="opened"):
        st.html(f"<div class='record'><section>{said}</section><aside>{aside}</aside></div>")
        widgets.close("id", view.words.say("Close"))
