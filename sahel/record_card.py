"""One row of the record in words, as escaped HTML: what, since and until, where, who says so, who names it."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from sahel import columns, links, results
from sahel.dates import OPEN, bounds, precision
from sahel.queries import codings, counted_as_coup
from sahel.schema import BY_NAME, Column
from sahel.selection import Asked
from sahel.view import View
from sahel.words import messages

_TITLES = ("title", "summary", "leader", "name")
_TOGETHER = ("low", "high", "about", "lon", "lat", "precision_km", "outside", "source_ids", "coord_source", "url")
_NAMED_AT_MOST = 40
_SHARP = messages({
    "day": "known to the day", "month": "known to the month", "year": "known to the year",
    "about": "approximate: {first} to {last}",
    "between": "one day of these, unknown or disputed which: {first} to {last}",
})  # fmt: skip


def card(view: View, table: str, row: dict[str, Any]) -> str:
    """Return the card of a row: its title and every cell that is not empty."""
    summary = f"<p>{escape(row[f'summary_{view.lang}'])}</p>" if table == "events" else ""
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in _facts(view, table, row))
    parts = [
        f"<p class='soft'>{escape(columns.table_name(view, table))}</p>",
        f"<h2>{escape(links.row_title(view, table, row))}</h2>",
        summary,
        f"<dl>{facts}</dl>",
    ]
    return "".join(parts)


def beside(view: View, table: str, row: dict[str, Any]) -> str:
    """Return what stands beside a card: how lists of coups code an event, related rows, which rows name it."""
    codings_of = _codings(view, row) if table == "events" else ""
    return codings_of + results.shared(view, table, row) + _naming(view, table, row)


def _facts(view: View, table: str, row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return label and HTML of each fact, in the order of the columns; the id stands last."""
    facts = []
    if table == "strengths":
        facts.append((columns.label(view, table, "figure"), f"<b>{escape(view.words.figure(*links.figure(row)))}</b>"))
    for column in BY_NAME[table].columns:
        base = column.name.removesuffix("_en").removesuffix("_fr")
        is_other_language = base != column.name and not column.name.endswith(f"_{view.lang}")
        own_id = (column.name,) == BY_NAME[table].key
        if own_id or is_other_language or base in (*_TITLES, *_TOGETHER) or not _is_filled(row[column.name]):
            continue
        facts.append((columns.label(view, table, column.name), _value(view, column, row[column.name])))
    if table == "places":
        facts.append((view.words.say("Coordinates"), escape(_coordinates(view, row))))
    facts.append((view.words.say("Id"), f"<code>{escape(links.row_id(table, row))}</code>"))
    return facts


def _is_filled(cell: Any) -> bool:
    return cell not in ("", (), None)


def _value(view: View, column: Column, cell: Any) -> str:
    """Return a cell as HTML: dates with their sharpness, words with their meaning, ids as links."""
    if column.kind in ("date", "end", "day", "published"):
        return _date(view, column, cell)
    if column.kind == "word":
        meaning = view.words.meaning(column.of, cell)
        return f"{escape(columns.said(view, column, cell))} {_soft(meaning)}"
    if column.kind in ("ref", "refs"):
        cells = (cell,) if isinstance(cell, str) else cell
        return "<br>".join(_named(view, column.of, wanted) for wanted in cells)
    return escape(columns.said(view, column, cell))


def _soft(text: str) -> str:
    return f"<span class='soft'>{escape(text)}</span>"


def _date(view: View, column: Column, cell: str) -> str:
    said = escape(columns.said(view, column, cell))
    if cell == OPEN:
        return said
    first, last = bounds(cell)
    words, sharp = view.words, precision(cell)
    notes = [words.say(_SHARP[sharp], first=words.day(first), last=words.day(last))]
    if sharp != "day":
        notes.append(words.say("written {form}", form=cell))
    if column.name == "last_seen":
        notes.append(_age(view, last))
    return f"{said} {_soft(', '.join(notes))}"


def _age(view: View, seen: date) -> str:
    days = (view.store.cutoff - seen).days
    return view.words.say("{days} before the record ends", days=view.words.days(max(days, 0)))


def _named(view: View, table: str, wanted: str) -> str:
    row = links.row_of(view.store, table, wanted)
    anchor = _link(view, table, wanted)
    if row is not None and table == "places":
        kind, country = view.words.word("place_kind", row["kind"]), view.words.word("country", row["country"])
        said = view.words.say("{kind}, {country}; {where}", kind=kind, country=country, where=_coordinates(view, row))
        return f"{anchor} {_soft(said)}"
    if row is not None and table == "forces":
        return f"{anchor} {_soft(view.words.word('organisation', row['sender']))}"
    return anchor


def _link(view: View, table: str, wanted: str) -> str:
    address = links.link(view, Asked(table), wanted)
    return f"<a href='{escape(address, quote=True)}' target='_self'>{escape(links.named(view, table, wanted))}</a>"


def _coordinates(view: View, place: dict[str, Any]) -> str:
    words = view.words
    exact = words.say("exact to {km} km", km=words.number(place["precision_km"]))
    said = [words.coordinates(place["lon"], place["lat"]), exact]
    if place["outside"] == "yes":
        said.append(words.say("outside its country on purpose"))
    return words.clauses(said)


def _codings(view: View, row: dict[str, Any]) -> str:
    """Return how each list of coups codes an event, as a table; nothing when no list says anything."""
    words = view.words
    said = codings(view.store, row["event_id"]).to_dict("records")
    if not said:
        return ""
    listed, covering = counted_as_coup(view.store, row["event_id"])
    publishers = {item["source_id"]: columns.said(view, _LIST, item["source_id"]) for item in said}
    lines = "".join(
        f"<tr><td>{escape(publishers[item['source_id']])}</td><td>{escape(words.word('coding', item['coding']))}</td>"
        f"<td>{escape(words.date(item['date'])) if item['date'] else ''}</td></tr>"
        for item in said
    )
    head = "".join(f"<th>{escape(words.say(text))}</th>" for text in messages(("List", "Coded as", "Its date")))
    counted = words.say_n(
        "{listed} of {n} list of coups that covers it has it", "{listed} of {n} lists of coups that cover it have it",
        covering, listed=words.number(listed),
    )  # fmt: skip
    return f"<h3>{escape(counted)}</h3><table class='plain'><tr>{head}</tr>{lines}</table>"


_LIST = BY_NAME["coup_codings"].column("source_id")


def _naming(view: View, table: str, row: dict[str, Any]) -> str:
    """Return the rows of other tables that name this one, as links, at most forty; codings stand in their own table."""
    found = [item for item in links.naming(view.store, table, links.row_id(table, row)) if item[0] != "coup_codings"]
    if not found:
        return ""
    words = view.words
    items = "".join(
        f"<li>{_link(view, name, key)} {_soft(columns.table_name(view, name))}</li>"
        for name, key in found[:_NAMED_AT_MOST]
    )
    rest = len(found) - _NAMED_AT_MOST
    more = f"<p class='soft'>{escape(words.say_n('and {n} more', 'and {n} more', rest))}</p>" if rest > 0 else ""
    title = words.say_n("{n} row names it", "{n} rows name it", len(found))
    return f"<details><summary>{escape(title)}</summary><ul>{items}</ul>{more}</details>"
