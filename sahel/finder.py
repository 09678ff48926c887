"""The parts of the Record page: what to find, what is found, the files, the row that is open. Streamlit is spoken."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from sahel import (
    columns,
    exports,
    facets,
    links,
    publishers,
    publishers_table,
    record_card,
    results,
    search,
    selection,
    widgets,
)
from sahel.queries import rows_by
from sahel.schema import BY_NAME
from sahel.selection import Asked
from sahel.view import FIRST, View
from sahel.words import messages_n

_HEIGHT, _HEIGHT_BESIDE_CARD = 580, 330
# In the URL; to every function below, all tables are "".
_ALL_TABLES = "all"
_SMALL: dict[str, Any] = {"width": 220, "label_visibility": "collapsed"}


def ask(view: View) -> Asked:
    """Draw the table, the search box, the kinds and the other filters, and return what is asked."""
    words, store = view.words, view.store
    search.prepare(store)
    with st.container(horizontal=True, vertical_alignment="center", key="find"):
        table = widgets.choice("table", words.say("Table"), _tables(), lambda name: _table_name(view, name), **_SMALL)
        table = "" if table == _ALL_TABLES else table
        hint = words.say("words to find, with or without accents")
        query = widgets.typed(
            "q", words.say("Words to find"), placeholder=hint, width=320, label_visibility="collapsed"
        )
        kind = _kind(view, table)
        with st.popover(_facets_label(view), key="facets"):
            chosen = {name: _facet(view, table, name) for name in facets.FACETS}
    return Asked(table, query, kind, **chosen)


def _tables() -> list[str]:
    """Return the tables to choose from; words and filters search all of them unless a table is chosen."""
    searched = any(st.query_params.get(name) for name in ("q", *facets.FACETS))
    return [_ALL_TABLES, *BY_NAME] if searched else [*BY_NAME, _ALL_TABLES]


def _table_name(view: View, name: str) -> str:
    return view.words.say("All tables") if name == _ALL_TABLES else columns.table_name(view, name)


def _kind(view: View, table: str) -> str:
    codes = facets.options(view.store, table, "kind")
    if not codes:
        return ""
    column = facets.KIND_COLUMN.get(table, "kind")
    label = columns.label(view, table or "events", column)
    everything = view.words.say("{column}: all", column=label)
    return widgets.choice(
        "kind", label, ["", *codes], lambda code: _kind_name(view, table, code) if code else everything, **_SMALL
    )


def _kind_name(view: View, table: str, code: str) -> str:
    words, (first, list_name) = view.words, facets.kind_list(view.store, code)
    if table:
        return words.word(BY_NAME[table].column(facets.KIND_COLUMN[table]).of, code)
    return words.say("{table}: {kind}", table=columns.table_name(view, first), kind=words.word(list_name, code))


def _facets_label(view: View) -> str:
    chosen = sum(bool(st.query_params.get(name)) for name in facets.FACETS)
    return (
        view.words.say_n("{n} more filter set", "{n} more filters set", chosen)
        if chosen
        else view.words.say("More filters")
    )


def _facet(view: View, table: str, name: str) -> str:
    label, codes = facets.label(view, name), facets.options(view.store, table, name)
    if not codes:
        return widgets.picked(name, lambda _: False)
    if name in ("place", "force"):
        codes = tuple(sorted(codes, key=lambda code: search.fold(facets.name(view, name, code))))
    everything = view.words.say("all")
    return widgets.choice(
        name, label, ["", *codes], lambda code: facets.name(view, name, code) if code else everything, width=260
    )


def picked(view: View, asked: Asked) -> str:
    """Return the id of the row that the URL opens, if the table has it."""
    return widgets.picked("id", lambda wanted: _row(view, asked, wanted) is not None)


def _row(view: View, asked: Asked, row_id: str) -> dict[str, Any] | None:
    return links.row_of(view.store, asked.table, row_id) if asked.table else None


def rows(view: View, asked: Asked, row_id: str) -> None:
    """Draw the rows asked for, or say that there are none and offer the way back."""
    if not asked.table:
        return _groups(view, asked)
    if asked.table == "sources":
        _publishers(view, asked)
    frame = columns.shown(view, asked)
    if frame.empty:
        return _nothing(view, asked)
    title = selection.title(view, asked)
    height = min(_HEIGHT_BESIDE_CARD if row_id else _HEIGHT, 34 + 32 * len(frame))
    widgets.table(frame, columns.columns(view, asked.table), "id", height, title)
    _elsewhere(view, asked)
    return _beyond(view, asked)


def _groups(view: View, asked: Asked) -> None:
    """Draw the best rows of every table that has some, and offer each table whole."""
    groups = selection.groups(view, asked)
    if not groups:
        return _nothing(view, asked)
    for group in groups:
        table, n = group.table, len(group.positions)
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"group_{table}"):
            named = columns.table_name(view, table)
            count = view.words.say_n("{table}: {n} row", "{table}: {n} rows", n, table=named)
            st.html(f"<h2 class='part'>{escape(count)}</h2>", width="content")
            if n > results.SHOWN_AT_MOST:
                label = view.words.say_n("Show all {n} as a table", "Show all {n} as a table", n)
                st.button(label, key=f"_all_{table}", type="tertiary", on_click=_open, args=(table,))
        st.html(results.best(view, asked, group, lambda row: widgets.source_item(view.words, row)))
    return _beyond(view, asked)


def _open(table: str) -> None:
    st.query_params["table"] = table


def _elsewhere(view: View, asked: Asked) -> None:
    """Offer what the other tables have for the same words."""
    more = selection.count(view, asked._replace(table="", kind="")) - len(selection.rows(view, asked._replace(kind="")))
    if asked.query and more:
        label = view.words.say_n("{n} row of other tables has it too", "{n} rows of other tables have it too", more)
        st.button(label, key="_elsewhere", type="tertiary", on_click=_open, args=(_ALL_TABLES,))


def _nothing(view: View, asked: Asked) -> None:
    words = view.words
    if beyond := selection.beyond_days(view, asked):
        no_such = messages_n("No such row in these days, {n} outside them.")
        return widgets.widen(view, words.say_n(no_such, no_such, beyond))
    if not asked.table:
        return widgets.nothing(view, words.say("No row of any table says that."))
    everything = View(view.store, view.on, FIRST, view.store.cutoff, lang=view.lang)
    whole = links.link(everything, Asked(asked.table))
    return widgets.nothing(view, words.say("No row of this table says that."), whole, words.say("Show the whole table"))


def _publishers(view: View, asked: Asked) -> None:
    """Draw who published the sources asked for: kinds and shares, then, folded, publishers, agencies, lone voices."""
    words, store = view.words, view.store
    ids = frozenset(selection.rows(view, asked)["source_id"])
    if not ids:
        return
    widgets.part(publishers_table.finding(view, ids))
    st.html(publishers_table.shares(view, ids))
    if named := publishers.publishers(store, ids):
        title = words.say_n("{n} publisher", "{n} publishers", len(named))
        widgets.fold(title, "publishers", lambda: publishers_table.listed(view, named))
    if texts := publishers.agencies(store, ids):
        title = words.say_n(
            "{n} agency or other whose texts are reproduced",
            "{n} agencies and others whose texts are reproduced",
            len(texts),
        )
        widgets.fold(title, "agencies", lambda: publishers_table.listed(view, texts))
    if lonely := sum(map(len, publishers.alone(store, ids).values())):
        title = words.say_n("{n} dated row with one voice only", "{n} dated rows with one voice only", lonely)
        widgets.fold(title, "alone", lambda: publishers_table.alone(view, ids))


def _beyond(view: View, asked: Asked) -> None:
    if beyond := selection.beyond_days(view, asked):
        widgets.widen(
            view, view.words.say_n("{n} more row outside these days.", "{n} more rows outside these days.", beyond)
        )


def files(view: View, asked: Asked) -> None:
    """Offer the rows asked for, and the whole record, in each format; every file holds the link that made it."""
    frame = selection.rows(view, asked) if asked.table else pd.DataFrame()
    widgets.downloads(view, exports.files(view, asked.table, frame, widgets.address(links.link(view, asked))))


def opened(view: View, asked: Asked, row_id: str) -> None:
    """Draw the card of the row that is open, with its sources numbered."""
    row = _row(view, asked, row_id)
    if row is None:
        return
    known = rows_by(view.store, "sources", "source_id")
    cited = [widgets.source_item(view.words, known[source][0]) for source in facets.sources_of(asked.table, row)]
    title = view.words.say_n("{n} source", "{n} sources", len(cited))
    said = record_card.card(view, asked.table, row)
    aside = f"<h3>{escape(title)}</h3><ol class='sources'>{''.join(cited)}</ol>" if cited else ""
    aside += record_card.beside(view, asked.table, row)
    with st.container(key="opened"):
        st.html(f"<div class='record'><section>{said}</section><aside>{aside}</aside></div>")
        widgets.close("id", view.words.say("Close"))
