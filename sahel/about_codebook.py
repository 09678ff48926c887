"""The codebook for a reader of the page, as escaped HTML, from the schema and the vocabulary."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from sahel import columns, vocabulary
from sahel.schema import TABLES, Table
from sahel.view import View
from sahel.words import messages

LIST_NAMES = messages({
    "sender_group": "Senders as they are drawn", "organisation": "Organisations", "force_kind": "Kinds of force",
    "place_kind": "Kinds of place", "standing": "Standing of a presence", "measure": "What a figure measures",
    "counted": "Who is counted", "confidence": "Confidence in an event", "regime_kind": "Kinds of rule",
    "entry": "How power was taken", "exit": "How power was left", "status": "Status in an organisation",
    "coding": "Codings of coups", "source_kind": "Kinds of source",
    "claimant": "Claimants beside states, bodies and forces", "yes_no": "Yes and no", "event_kind": "Kinds of event",
})  # fmt: skip


@lru_cache(maxsize=8)
def tables(view: View) -> str:
    """Return every table with its columns: name in the file, what it means, an example."""
    return f"<div class='prose'>{''.join(_table(view, table) for table in TABLES)}</div>"


def _table(view: View, table: Table) -> str:
    words, is_french = view.words, view.lang == "fr"
    head = "".join(f"<th>{escape(words.say(text))}</th>" for text in messages(("Column", "Means", "Example")))
    rows = "".join(
        f"<tr><td><code>{column.name}</code>{'' if column.required else optional(view)}</td>"
        f"<td>{escape(column.fr if is_french else column.en)}</td><td><code>{escape(column.example)}</code></td></tr>"
        for column in table.columns
    )
    said = escape(table.fr if is_french else table.en)
    name = escape(columns.table_name(view, table.name))
    return (
        f"<h3>{name} <code>{table.file}</code></h3><p>{said}</p>"
        f"<div class='scroll'><table class='plain'><tr>{head}</tr>{rows}</table></div>"
    )


def optional(view: View) -> str:
    """Return the sign of a column that may be empty."""
    return f" <span class='soft'>{escape(view.words.say('may be empty'))}</span>"


@lru_cache(maxsize=8)
def lists(view: View) -> str:
    """Return every closed list: the word in the file, its name, what it means."""
    return f"<div class='prose'>{''.join(_list(view, name) for name in vocabulary.lists())}</div>"


def _list(view: View, name: str) -> str:
    words = view.words
    head = "".join(f"<th>{escape(words.say(text))}</th>" for text in messages(("Written", "Word", "Means")))
    rows = "".join(
        f"<tr><td><code>{code}</code></td><td>{escape(words.word(name, code))}</td>"
        f"<td>{escape(words.meaning(name, code))}</td></tr>"
        for code in vocabulary.words_of(name)
    )
    title = escape(words.say(LIST_NAMES.get(name, name)))
    return f"<h3>{title}</h3><div class='scroll'><table class='plain'><tr>{head}</tr>{rows}</table></div>"
