"""Names are spelt one way in the record, and found by every other spelling."""

from __future__ import annotations

import re

import pytest
from test_data import record

from sahel import search
from sahel.queries import all_rows
from sahel.schema import TABLES
from sahel.spellings import SPELLINGS, forms

TEXTS = [
    (table.name, column.name)
    for table in TABLES
    for column in table.columns
    if table.name not in ("sources", "corrections") and column.name.endswith(("_en", "_fr"))
]


@pytest.mark.parametrize("spelling", SPELLINGS, ids=lambda spelling: spelling.en)
def test_our_own_texts_use_one_spelling(spelling) -> None:
    wrong = re.compile(rf"\b(?:{'|'.join(map(re.escape, spelling.others))})\b")
    for table, column in TEXTS:
        for row in all_rows(record(), table):
            assert not wrong.search(row[column]), (row[f"{table[:-1]}_id"], column, row[column])


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("Tchiani", "Tiani"), ("tchani", "Tiani"), ("goita", "Goïta"), ("menaka", "Ménaka"),
        ("Tombouctou", "Timbuktu"), ("timbuctoo", "Timbuktu"), ("Tin Zaouatine", "Tinzaouaten"),
        ("gsim", "JNIM"), ("Aguel’hoc", "Aguelhok"), ("Evkurov", "Evkourov"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_another_spelling(query: str, named: str) -> None:
    events = all_rows(record(), "events")
    found = {row["event_id"] for row, kept in zip(events, search.found(record(), "events", query), strict=True) if kept}
    with_name = {row["event_id"] for row in events if named in row["title_en"] + row["summary_en"] + row["summary_fr"]}
    assert with_name
    assert found >= with_name


def test_no_spelling_belongs_to_two_names() -> None:
    folded = [{search.fold(form) for form in forms(spelling)} for spelling in SPELLINGS]
    assert len(set().union(*folded)) == sum(map(len, folded))
