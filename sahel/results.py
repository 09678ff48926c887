"""What a search has found, as escaped HTML: the best rows of each table, each opening with sources and related rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from sahel import columns, facets, links, related
from sahel.facets import KIND_COLUMN
from sahel.queries import all_rows, rows_by
from sahel.schema import BY_NAME
from sahel.search import begins, fold
from sahel.selection import Asked, Group
from sahel.view import View

Cite = Callable[[dict[str, Any]], str]
SHOWN_AT_MOST = 5
_RELATED_AT_MOST = 4
_WORD = re.compile(r"[^\W_]+")


def best(view: View, asked: Asked, group: Group, cite: Cite) -> str:
    """Return the best rows of a table; each opens where it stands. `cite` makes a list item of a source."""
    rows = all_rows(view.store, group.table)
    shown = (rows[position] for position in group.positions[:SHOWN_AT_MOST])
    return f"<div class='hits'>{''.join(_row(view, asked, group.table, row, cite) for row in shown)}</div>"


def _row(view: View, asked: Asked, table: str, row: dict[str, Any], cite: Cite) -> str:
    title = marked(links.row_title(view, table, row), asked.query)
    text = _text(view, table, row)
    brief = f"<p>{marked(text, asked.query)}</p>" if text else ""
    about = f"<span class='soft'>{escape(_about(view, table, row))}</span>"
    return f"<details><summary><b>{title}</b> {about}{brief}</summary>{_inside(view, table, row, cite)}</details>"


def marked(text: str, query: str) -> str:
    """Return a text as HTML with the words that a query finds in it marked, accents or not."""
    starts, whole = begins(query)
    said, last = [], 0
    for word in _WORD.finditer(text) if starts or whole else ():
        folded = fold(word[0])
        if folded in whole or any(folded.startswith(start) for start in starts):
            said += [escape(text[last : word.start()]), f"<mark>{escape(word[0])}</mark>"]
            last = word.end()
    return "".join((*said, escape(text[last:])))


def _text(view: View, table: str, row: dict[str, Any]) -> str:
    """Return what a row says at length in the reader's language: a summary, a note, an office or a reason."""
    names = (f"{name}_{view.lang}" for name in ("summary", "note", "office", "reason"))
    return next((str(row[name]) for name in names if row.get(name)), "")


def _about(view: View, table: str, row: dict[str, Any]) -> str:
    """Say when, of what kind and where, as far as a row knows it."""
    table_columns = {column.name: column for column in BY_NAME[table].columns}
    wanted_columns = ("date", "start", "published", "publisher", KIND_COLUMN.get(table, ""), "countries", "country")
    cells = [(table_columns[name], row[name]) for name in wanted_columns if name in table_columns]
    parts = [columns.said(view, column, cell, short=True) for column, cell in cells]
    if table == "presences":
        parts[0] = view.words.span(row["start"], row["end"], row["last_seen"])
    return " · ".join(part for part in parts if part)


def _inside(view: View, table: str, row: dict[str, Any], cite: Cite) -> str:
    """Return what a row opens with: its sources, related rows, and its own link."""
    known = rows_by(view.store, "sources", "source_id")
    items = "".join(cite(known[source][0]) for source in facets.sources_of(table, row) if source in known)
    own = links.link(view, Asked(table), links.row_id(table, row))
    anchor = f"<a href='{escape(own, quote=True)}' target='_self'>{escape(view.words.say('Open the whole row'))}</a>"
    return f"<ol class='sources'>{items}</ol>{shared(view, table, row)}<p>{anchor}</p>"


def shared(view: View, table: str, row: dict[str, Any]) -> str:
    """Return the rows that share a place, a force or the month with a row: how many, and those nearest in time."""
    parts = []
    for name, others in related.related(view.store, table, row).items():
        title = escape(_shared(view, name, len(others)))
        items = "".join(linked(view, other.table, other.row_id) for other in others[:_RELATED_AT_MOST])
        everything = _all_of(view, name, table, row)
        said = f"<a href='{escape(everything, quote=True)}' target='_self'>{title}</a>" if everything else title
        parts.append(f"<h4>{said}</h4><ul>{items}</ul>")
    return f"<div class='shared'>{''.join(f'<section>{part}</section>' for part in parts)}</div>" if parts else ""


def _shared(view: View, name: str, n: int) -> str:
    if name == "place":
        return view.words.say_n("{n} other row at the same place", "{n} other rows at the same place", n)
    if name == "force":
        return view.words.say_n("{n} other row with the same force", "{n} other rows with the same force", n)
    return view.words.say_n(
        "{n} other row of the same month and country", "{n} other rows of the same month and country", n
    )


def linked(view: View, table: str, row_id: str) -> str:
    """Return a dated row as a list item: its title as a link, and its date."""
    address = escape(links.link(view, Asked(table), row_id), quote=True)
    row = links.row_of(view.store, table, row_id) or {}
    when = view.words.date(row["start" if "start" in row else "date"], short=True)
    title = links.named(view, table, row_id)
    return f"<li><a href='{address}' target='_self'>{escape(title)}</a> <span class='soft'>{escape(when)}</span></li>"


def _all_of(view: View, name: str, table: str, row: dict[str, Any]) -> str:
    """Return the link of all rows of the one place or force that a row names; nothing if there are several."""
    codes = facets.named(table, f"{name}s", row) if name != "month" else ()
    return links.link(links.whole_range(view), Asked("", **{name: codes[0]})) if len(codes) == 1 else ""
