"""How far the record reaches, what it lacks and what was corrected, as escaped HTML."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

from sahel import columns, coverage, links, marks
from sahel.about_method import paragraph
from sahel.dates import OPEN
from sahel.queries import rows_by
from sahel.releases import since
from sahel.schema import BY_NAME
from sahel.selection import Asked
from sahel.sourcing import outlet
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS


@lru_cache(maxsize=8)
def rows_by_decade(view: View) -> str:
    """Return the table of rows per table, country and decade; zeros are said as "none"."""
    words = view.words
    heads = [
        words.say("Table"),
        words.say("Country"),
        *(_decade(view, ten) for ten in coverage.decades(view.store)),
        words.say("All"),
    ]
    head = "".join(f"<th{' class=n' if place > 1 else ''}>{escape(text)}</th>" for place, text in enumerate(heads))
    body = "".join(_line(view, line, first=line.country == FOCUS[0]) for line in coverage.lines(view.store))
    caption = words.say(
        "Rows by the decade in which they begin; a row about two countries counts in both. No row is not proof that "
        "nothing happened."
    )
    return f"<div class='scroll'><table class='plain decades'><tr>{head}</tr>{body}</table></div>{_soft(caption)}"


def _decade(view: View, ten: int) -> str:
    return view.words.say("{decade}s", decade=ten)


def _line(view: View, line: coverage.Line, first: bool) -> str:
    words = view.words
    cells = "".join(
        f"<td class='n{'' if n else ' soft'}'>{words.number(n) if n else '–'}</td>" for n in line.by_decade.values()
    )
    table = escape(columns.table_name(view, line.table)) if first else ""
    country = escape(words.word("country", line.country))
    return f"<tr><td>{table}</td><td>{country}</td>{cells}<td class='n'>{words.number(line.total)}</td></tr>"


def _soft(text: str) -> str:
    return f"<p class='soft'>{escape(text)}</p>"


@lru_cache(maxsize=8)
def last_evidence(view: View) -> str:
    """Return the table of the newest evidence of each sender in each country."""
    words = view.words
    newest = coverage.last_evidence(view.store)
    heads = [words.say("Sender"), *(words.word("country", code) for code in FOCUS)]
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join(
        f"<tr><td class='mark'><img src=\"{marks.mark_uri(group, view.theme, size=16)}\" alt=''> "
        f"{escape(words.word('sender_group', group))}</td>"
        + "".join(f"<td>{_evidence(view, newest.get((group, code)))}</td>" for code in FOCUS)
        + "</tr>"
        for group in SENDER_GROUPS
    )
    return f"<div class='scroll'><table class='plain'><tr>{head}</tr>{body}</table></div>"


def _evidence(view: View, row: dict[str, Any] | None) -> str:
    if row is None:
        return f"<span class='soft'>{escape(view.words.say('no row'))}</span>"
    words = view.words
    if row["end"] == OPEN:
        said = words.say("last seen: {date}", date=words.date(row["last_seen"], short=True))
    else:
        said = words.say("ended: {date}", date=words.date(row["end"], short=True))
    return _link(view, "presences", row["presence_id"], said)


def _link(view: View, table: str, row_id: str, text: str) -> str:
    address = links.link(view, Asked(table), row_id)
    return f"<a href='{escape(address, quote=True)}'>{escape(text)}</a>"


@lru_cache(maxsize=8)
def missing(view: View) -> str:
    """Return what the record lacks, as far as it can count it itself, and what its makers know besides."""
    words, store = view.words, view.store
    thin, silent = coverage.thin(store), coverage.uncounted(store)
    says = [
        words.say("The sources reach to {cutoff}; what came after is not here.", cutoff=words.day(store.cutoff)),
        words.say(
            "Known gaps: which bases in northern Mali besides Kidal changed hands after 25 April 2026; the first and "
            "last days of many small sites, which stand as wide brackets; American letters to Congress on Niger of "
            "2013 to 2020; counts of Russians in Niger and Burkina Faso after August 2024; almost everything after "
            "June 2026. Nothing found is not calm."
        ),
    ]
    if thin:
        named = words.join(
            words.say("{country} {decade} ({n})", country=words.word("country", code), decade=_decade(view, ten), n=n)
            for code, ten, n in thin
        )
        says.append(words.say("Fewer than ten events: {named}. Read nothing into that quiet.", named=named))
    if silent:
        named = words.join(links.named(view, "forces", force) for force in silent)
        says.append(words.say("Forces with a presence and no figure of their own or of a part: {named}.", named=named))
    says += [
        words.say(
            "Regions of Mali are drawn as before 2016 (8 regions and Bamako): no freely licensed outline of Ménaka, of "
            "Taoudénit or of the reform of 2023 is known to us. Civilian deaths are told in words only, and nothing is "
            "said of who attacked beyond the armed groups named."
        ),
    ]
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in says) + "</ul>"


@lru_cache(maxsize=8)
def stale_title(view: View) -> str:
    """Say how many presences have evidence older than a year."""
    n = len(coverage.stale(view.store))
    return view.words.say_n(
        "{n} presence without a known end was last seen more than a year before the record ends",
        "{n} presences without a known end were last seen more than a year before the record ends", n,
    )  # fmt: skip


@lru_cache(maxsize=8)
def stale(view: View) -> str:
    """Return the presences whose last evidence is older than a year, oldest first."""
    items = "".join(
        f"<li>{_link(view, 'presences', row['presence_id'], links.row_title(view, 'presences', row))}, "
        f"{escape(view.words.say('last seen: {date}', date=view.words.date(row['last_seen'], short=True)))}</li>"
        for row in coverage.stale(view.store)
    )
    return f"<div class='prose'><ul>{items}</ul></div>"


@lru_cache(maxsize=8)
def alone_title(view: View) -> str:
    """Say how many rows rest on one source."""
    n = sum(map(len, coverage.alone(view.store).values()))
    return view.words.say_n("{n} row rests on one source", "{n} rows rest on one source each", n)


@lru_cache(maxsize=8)
def alone(view: View) -> str:
    """Return the rows that rest on one independent source, by table, each with its outlet."""
    parts = []
    for table, rows in coverage.alone(view.store).items():
        if rows:
            items = "".join(_alone(view, table, row) for row in rows)
            parts.append(f"<h4>{escape(columns.table_name(view, table))} ({len(rows)})</h4><ul>{items}</ul>")
    said = view.words.say("Two copies of one agency’s text count as one source, and so do two pages of one publisher.")
    return f"<div class='prose'>{_soft(said)}{''.join(parts)}</div>"


def _alone(view: View, table: str, row: dict[str, Any]) -> str:
    day = view.words.date(row["date" if "date" in row else "start"], short=True)
    source = rows_by(view.store, "sources", "source_id")[row["source_ids"][0]][0]
    title = _link(view, table, row[f"{table.removesuffix('s')}_id"], links.row_title(view, table, row))
    return f"<li>{escape(day)}: {title} <span class='soft'>({escape(outlet(source))})</span></li>"


def corrections(view: View) -> str:
    """Return the corrections, newest first, or that there is none."""
    words = view.words
    rows = view.store.corrections.to_dict("records")[::-1]
    if not rows and since(view.store)[0]:
        return paragraph(words.say("None is logged so far; what differs from earlier versions is counted below."))
    if not rows:
        return paragraph(words.say("None so far: this is the first version."))
    shown = ("date", "row_id", "field", "was", "now", f"reason_{view.lang}")
    head = "".join(f"<th>{escape(columns.label(view, 'corrections', name))}</th>" for name in shown)
    table = BY_NAME["corrections"]
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escape(columns.said(view, table.column(name), row[name], short=True))}</td>" for name in shown)
        + "</tr>"
        for row in rows
    )
    return f"<div class='scroll'><table class='plain'><tr>{head}</tr>{body}</table></div>"
