"""Who published the sources, as escaped HTML: kinds with their shares, publishers, agencies, rows with one voice."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sahel import columns, links, publishers, results
from sahel.publishers import Voice
from sahel.selection import Asked
from sahel.view import View
from sahel.words import messages

_HEADS = messages({"kind": "Kind of source", "sources": "Sources", "share": "Share", "rows": "Rows that cite it"})
_LONE_HEADS = messages({"kind": "Table", "sources": "Rows", "share": "Share on one voice", "rows": "On one voice"})
_LISTED_HEADS = messages(("Name", "Sources", "of these kinds", "Rows that cite it", "Rows on it alone"))
Ids = frozenset[str]


def shares(view: View, ids: Ids) -> str:
    """Return two tables: kinds of sources with their shares, and how many rows of each table rest on one voice."""
    words, found = view.words, publishers.shares(view.store, ids)
    total = sum(share.sources for share in found)
    kinds = (
        _share(view, words.word("source_kind", share.kind), share.sources, (share.sources, total), share.rows)
        for share in found
    )
    lonely = (
        _share(view, columns.table_name(view, lone.table), lone.rows, (lone.alone, lone.rows), lone.alone)
        for lone in publishers.lone(view.store, ids)
    )
    kind_heads = {name: words.say(text) for name, text in _HEADS.items()}
    lone_heads = {name: words.say(text) for name, text in _LONE_HEADS.items()}
    return f"<div class='side-tables'>{_table(kind_heads, kinds)}{_table(lone_heads, lonely)}</div>"


def _table(heads: dict[str, str], lines: Iterable[str]) -> str:
    head = "".join(
        f"<th{' class=n' if name in ('sources', 'rows') else ''}>{escape(text)}</th>" for name, text in heads.items()
    )
    return f"<div class='scroll'><table class='plain shares'><tr>{head}</tr>{''.join(lines)}</table></div>"


def _share(view: View, name: str, first: int, share: tuple[int, int], last: int) -> str:
    """Return a line: a name, a figure, a share as a bar and in per cent, a figure."""
    number, (part, whole) = view.words.number, share
    width = 100 * part / whole if whole else 0
    said = f"<i style='width:{width:.1f}px'></i> {escape(_percent(view, part, whole))}" if part else number(0)
    return (
        f"<tr><td>{escape(name)}</td><td class='n'>{number(first)}</td><td class='bar'>{said}</td>"
        f"<td class='n'>{number(last)}</td></tr>"
    )


def _percent(view: View, part: int, whole: int) -> str:
    """Return a share in whole per cent, never 0 for some nor 100 for not all."""
    exact = 100 * part / whole
    if exact < 1:
        return view.words.say("under {n}%", n=view.words.number(1))
    return view.words.say("{n}%", n=view.words.number(99 if part < whole and exact > 99 else round(exact)))


def finding(view: View, ids: Ids) -> str:
    """Say how many publishers there are, and how many dated rows rest on one voice: "1,348 publishers; 392 rows …"."""
    words, store = view.words, view.store
    lonely = sum(len(rows) for rows in publishers.alone(store, ids).values())
    said = [words.say_n("{n} publisher", "{n} publishers", len(publishers.publishers(store, ids)))]
    if lonely:
        said.append(words.say_n("{n} dated row rests on one voice", "{n} dated rows rest on one voice each", lonely))
    return words.clauses(said)


def listed(view: View, voices: tuple[Voice, ...]) -> str:
    """Return a table of publishers or agencies."""
    words = view.words
    head = "".join(f"<th>{escape(words.say(text))}</th>" for text in _LISTED_HEADS)
    lines = "".join(_line(view, voice) for voice in voices)
    return f"<div class='scroll tall'><table class='plain voices'><tr>{head}</tr>{lines}</table></div>"


def _line(view: View, voice: Voice) -> str:
    words = view.words
    address = links.link(view, Asked("sources", voice.name))
    kinds = ", ".join(_kind(view, kind, n, len(voice.kinds)) for kind, n in voice.kinds)
    figures = "".join(f"<td>{words.number(n) if n else ''}</td>" for n in (voice.rows, voice.alone))
    return (
        f"<tr><td><a href='{escape(address, quote=True)}' target='_self'>{escape(voice.name)}</a></td>"
        f"<td>{words.number(voice.sources)}</td><td>{escape(kinds)}</td>{figures}</tr>"
    )


def _kind(view: View, kind: str, n: int, kinds: int) -> str:
    named = view.words.word("source_kind", kind)
    return view.words.say("{kind} {n}", kind=named, n=view.words.number(n)) if kinds > 1 else named


def alone(view: View, ids: Ids) -> str:
    """Return the dated rows that rest on one voice, by table, as links."""
    parts = []
    for table, rows in publishers.alone(view.store, ids).items():
        title = view.words.say_n(
            "{table}: {n} row", "{table}: {n} rows", len(rows), table=columns.table_name(view, table)
        )
        items = "".join(results.linked(view, table, links.row_id(table, row)) for row in rows)
        parts.append(f"<h4>{escape(title)}</h4><ul>{items}</ul>")
    return f"<div class='scroll tall'><div class='alone'>{''.join(parts)}</div></div>"
