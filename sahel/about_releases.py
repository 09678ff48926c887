"""What changed between a kept version and the record of today, as escaped HTML: counts, then every row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from sahel import columns, links
from sahel.about_method import paragraph
from sahel.releases import Cells, Changed, Difference, Field, Key, Since, cells_changed, since
from sahel.schema import BY_NAME, Column
from sahel.selection import Asked
from sahel.view import View
from sahel.words import LANGUAGES

_TITLES = ("title", "name", "leader")


def versions(view: View) -> tuple[str, ...]:
    """Return the kept versions that the record of today can be compared with, newest first."""
    return tuple(each.release.version for each in since(view.store)[0])


def _compared(view: View, version: str) -> Since:
    return next(each for each in since(view.store)[0] if each.release.version == version)


def none(view: View) -> str:
    """Say that no earlier version is kept."""
    return paragraph(view.words.say("No earlier version is kept: there is nothing to compare with.")) + damaged(view)


def damaged(view: View) -> str:
    """Name the kept versions that cannot be read, if any."""
    problems = since(view.store)[1]
    return "".join(
        paragraph(view.words.say("A kept version cannot be read: {problem}", problem=problem)) for problem in problems
    )


@lru_cache(maxsize=8)
def summary(view: View, version: str) -> str:
    """Return what changed since a version in numbers: a sentence, a table of counts, the new columns."""
    words, kept = view.words, _compared(view, version)
    changed, explained = cells_changed(kept.differences)
    said = words.say(
        "Version {now} beside version {then}, whose sources reach to {cutoff}: counted from the tables kept of both.",
        now=view.store.version, then=version, cutoff=words.day(kept.release.cutoff),
    )  # fmt: skip
    reasons = words.say_n(
        "In rows that both versions have, {n} cell changed; reasons logged under Corrections: {explained}.",
        "In rows that both versions have, {n} cells changed; reasons logged under Corrections: {explained}.",
        changed, explained=words.number(explained) if explained else words.say("none"),
    )  # fmt: skip
    return (
        paragraph(said)
        + _counts(view, kept.differences)
        + paragraph(reasons)
        + _other_columns(view, kept.differences)
        + damaged(view)
    )


def _counts(view: View, differences: Iterable[Difference]) -> str:
    words = view.words
    heads = [words.say("Table"), words.say("Rows then"), words.say("Rows now"), words.say("Added")]
    heads += [words.say("Removed"), words.say("Changed")]
    head = "".join(f"<th{' class=n' if place else ''}>{escape(text)}</th>" for place, text in enumerate(heads))
    body = "".join(
        f"<tr><td>{escape(columns.table_name(view, each.table))}</td>"
        + "".join(f"<td class='n'>{words.number(n)}</td>" for n in _numbers(each))
        + "</tr>"
        for each in differences
    )
    return f"<div class='scroll'><table class='plain'><tr>{head}</tr>{body}</table></div>"


def _numbers(each: Difference) -> tuple[int, ...]:
    return each.was, each.now, len(each.added), len(each.removed), len(each.changed)


def _other_columns(view: View, differences: Iterable[Difference]) -> str:
    words, said = view.words, []
    for each in differences:
        table = columns.table_name(view, each.table)
        if each.new_columns:
            said.append(words.say("{table} gained {columns}", table=table, columns=words.join(each.new_columns)))
        if each.lost_columns:
            said.append(words.say("{table} lost {columns}", table=table, columns=words.join(each.lost_columns)))
    if not said:
        return ""
    whole = words.say(
        "{listed}. A column that only one version has does not count as a change of its rows.",
        listed=words.clauses(said),
    )
    return paragraph(whole)


def tables(view: View, version: str) -> tuple[str, ...]:
    """Return the tables of which a row was added, removed or changed since a version."""
    differences = _compared(view, version).differences
    return tuple(each.table for each in differences if each.added or each.removed or each.changed)


def label(view: View, version: str, table: str) -> str:
    """Say how many rows of a table were added, removed and changed."""
    words, each = view.words, _difference(view, version, table)
    return words.say(
        "{table}: {added} added, {removed} removed, {changed} changed", table=columns.table_name(view, table),
        added=words.number(len(each.added)), removed=words.number(len(each.removed)),
        changed=words.number(len(each.changed)),
    )  # fmt: skip


def _difference(view: View, version: str, table: str) -> Difference:
    return next(each for each in _compared(view, version).differences if each.table == table)


@lru_cache(maxsize=16)
def rows(view: View, version: str, table: str) -> str:
    """Return every row of a table that was changed, removed or added since a version, in that order."""
    words, each = view.words, _difference(view, version, table)
    parts = [
        (words.say("Changed"), [_changed(view, table, row) for row in each.changed]),
        (words.say("Removed"), [_removed(view, key, cells) for key, cells in each.removed.items()]),
        (words.say("Added"), [_linked(view, table, key) for key in each.added]),
    ]
    said = "".join(
        f"<h4>{escape(title)} ({words.number(len(items))})</h4><ul>{''.join(f'<li>{it}</li>' for it in items)}</ul>"
        for title, items in parts
        if items
    )
    return f"<div class='prose changed'>{said}</div>"


def _linked(view: View, table: str, key: Key) -> str:
    row_id = ",".join(key)
    row = links.row_of(view.store, table, row_id)
    title = links.row_title(view, table, row) if row else row_id
    link = links.link(links.whole_range(view), Asked(table), row_id)
    return f"<a href='{escape(link, quote=True)}'>{escape(title)}</a>"


def _removed(view: View, key: Key, cells: Cells) -> str:
    names = (name for base in _TITLES for name in (f"{base}_{view.lang}", base))
    title = next((cells[name] for name in names if cells.get(name)), "")
    return f"{escape(title)} <code>{escape(','.join(key))}</code>"


def _changed(view: View, table: str, row: Changed) -> str:
    fields = "".join(f"<li>{_field(view, table, field)}</li>" for field in row.fields)
    return f"{_linked(view, table, row.key)}<ul>{fields}</ul>"


def _field(view: View, table: str, field: Field) -> str:
    words, column = view.words, BY_NAME[table].column(field.name)
    label, suffix = columns.label(view, table, field.name), field.name.rpartition("_")[2]
    said = words.say(
        "{column}: was {was}, is now {now}",
        column=escape(f"{label} ({suffix})" if suffix in LANGUAGES else label),
        was=_cell(view, column, field.was), now=_cell(view, column, field.now),
    )  # fmt: skip
    reason = field.reason_fr if view.lang == "fr" else field.reason_en
    return f"{said} <span class='soft'>{escape(reason)}</span>" if reason else said


def _cell(view: View, column: Column, text: str) -> str:
    """Return a cell as it stands in the file, a text in quotes, or that it was empty."""
    if not text:
        return f"<i>{escape(view.words.say('empty'))}</i>"
    if column.kind != "text":
        return f"<code>{escape(text)}</code>"
    suffix = column.name.rpartition("_")[2]
    return f"<q lang='{suffix if suffix in LANGUAGES else view.lang}'>{escape(text)}</q>"
