"""The codebook, written from the schema and the vocabulary: `data/README.md` and `data/datapackage.json`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sahel import vocabulary
from sahel.schema import TABLES, Column, Table

README, DESCRIPTOR = "README.md", "datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
CONTRIBUTORS = "Sahel Record contributors"
DATE_FORMS = (
    ("2022-08-15", "that day", "ce jour"),
    ("2021-12, 2013", "some day in it", "un jour de cette période"),
    ("2013-01~", "about then: one step wider on both sides", "vers cette date : un cran plus large de chaque côté"),
    ("[2021-10-12..2021-10-24]", "one day between the two", "un jour entre les deux"),
    ("..", "no end is known to have happened", "aucune fin n’est connue"),
)
_ABOUT = (
    "Who holds power, and whose soldiers are where, in Niger, Mali and Burkina Faso since 1960; what changed, and who "
    "says so. Every row cites sources that were read."
)
_EDTF = r"(\d{4}(-\d{2}(-\d{2})?)?~?|\[\d{4}(-\d{2}(-\d{2})?)?\.\.\d{4}(-\d{2}(-\d{2})?)?\])"
_SLUG = r"[a-z0-9]+([-_][a-z0-9]+)*"
# Data Package type and constraints of each kind of column; a list is a text, so that any CSV reader can hold it.
_TYPES: dict[str, tuple[str, dict[str, str]]] = {
    "id": ("string", {"pattern": _SLUG}),
    "ref": ("string", {"pattern": _SLUG}),
    "refs": ("string", {"pattern": f"{_SLUG}(;{_SLUG})*"}),
    "word": ("string", {}),
    "country": ("string", {"pattern": "[A-Z]{3}"}),
    "countries": ("string", {"pattern": "[A-Z]{3}(;[A-Z]{3})*"}),
    "sender": ("string", {}),
    "claimant": ("string", {}),
    "organisation": ("string", {}),
    "date": ("string", {"pattern": _EDTF}),
    "end": ("string", {"pattern": rf"(\.\.|{_EDTF})"}),
    "day": ("date", {}),
    "published": ("string", {"pattern": r"\d{4}(-\d{2}){0,2}"}),
    "integer": ("integer", {}),
    "number": ("number", {}),
    "text": ("string", {}),
    "url": ("string", {"pattern": "https?://.+"}),
    "language": ("string", {"pattern": "[a-z]{2}"}),
    "table": ("string", {}),
}


def write(folder: Path) -> list[Path]:
    """Write both files into a folder of tables and return their paths; `record.toml` there tells the version."""
    about = tomllib.loads((folder / "record.toml").read_text(encoding="utf-8"))
    texts = {README: readme(), DESCRIPTOR: descriptor(about["version"], about["cutoff"].isoformat())}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in texts]


def readme() -> str:
    """Return the codebook as Markdown: conventions, every table and column, every closed list."""
    tables = "\n\n".join(_table_part(table) for table in TABLES)
    lists = "\n\n".join(_list_part(name) for name in vocabulary.lists())
    forms = _grid(("written", "means", "signifie"), [(f"`{form}`", en, fr) for form, en, fr in DATE_FORMS])
    return f"""# Sahel Record: the tables
{_ABOUT}

Written by `python -m sahel codebook` from `sahel/schema.py` and `sahel/vocabulary.py`: change those, not this file. \
`record.toml` holds the version and the day to which the sources reach; `datapackage.json` says the same as this file \
to programs. Licence: [CC BY 4.0](LICENSE.md). Base map: [geo/README.md](geo/README.md).

## Conventions
- CSV, UTF-8, comma, LF, one header line. An empty cell means that nothing is known or nothing applies.
- A column ending in `_id` holds one id, in `_ids` several joined by `;`. Ids are stable and never used again.
- `_en` and `_fr` hold the same in English and in French. Countries are ISO 3166 alpha-3 codes.
- Days are local calendar days of the place.
- Conflicting figures stand side by side, each with its claimant. Do not sum or average them.
- A silence is not an end: a presence without a known end has `..` and the last day that a source evidences it.

Dates take one of five forms of EDTF and no other; `..` stands only in an end.

{forms}

{tables}

## Closed lists
A cell of the kind “list” is one of these words. Any ISO 3166 alpha-3 country is a sender, a claimant or an \
organisation too; a force id may be a claimant.

{lists}
"""


def _table_part(table: Table) -> str:
    sort = ", ".join(f"`{name}`" for name in table.sort)
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = [
        (
            f"`{column.name}`", _kind(column), "yes" if column.required else "", column.en, column.fr,
            f"`{column.example}`" if column.example else "",
        )
        for column in table.columns
    ]  # fmt: skip
    grid = _grid(("column", "kind", "required", "means", "signifie", "example"), rows)
    return f"## {table.file}\n{table.en} {table.fr} Key: {key}. Sorted by {sort}.\n\n{grid}"


def _kind(column: Column) -> str:
    if column.kind == "word":
        return f"list `{column.of}`"
    if column.kind in ("ref", "refs"):
        return f"{'id' if column.kind == 'ref' else 'ids'} of `{column.of}`"
    return {"end": "date or `..`", "published": "day, month or year", "url": "address"}.get(column.kind, column.kind)


def _list_part(name: str) -> str:
    rows = [(f"`{w.code}`", w.en, w.fr, w.means_en, w.means_fr) for w in vocabulary.words_of(name).values()]
    return f"### {name}\n{_grid(('word', 'English', 'français', 'means', 'signifie'), rows)}"


def _grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def descriptor(version: str, cutoff: str) -> str:
    """Return the Frictionless Data Package descriptor (datapackage.org, version 2) as JSON."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "sahel-record",
        "title": "Sahel Record",
        "description": _ABOUT,
        "version": version,
        "cutoff": cutoff,
        "licenses": [LICENCE],
        "contributors": [{"title": CONTRIBUTORS, "roles": ["creator"]}],
        "keywords": ["Sahel", "Niger", "Mali", "Burkina Faso", "military presence", "coups d'état", "politics"],
        "resources": [_resource(table) for table in TABLES],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    foreign = [
        {"fields": [column.name], "reference": {"resource": column.of, "fields": [_key_of(column.of)]}}
        for column in table.columns
        if column.kind == "ref"
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name, "type": "table", "path": table.file, "description": table.en, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _key_of(table_name: str) -> str:
    return next(table.key[0] for table in TABLES if table.name == table_name)


def _field(column: Column, table: Table) -> dict[str, Any]:
    kind, rules = _TYPES[column.kind]
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if table.key == (column.name,):
        constraints["unique"] = True
    constraints |= rules
    if column.kind == "word":
        constraints["enum"] = list(vocabulary.words_of(column.of))
    if column.kind == "table":
        constraints["enum"] = [each.name for each in TABLES]
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.en, "example": column.example}
    if column.kind in ("refs", "countries"):
        field["description"] += " (joined by ;)"
    if constraints:
        field["constraints"] = constraints
    return field
