"""Each table is declared once, holds the columns of the contract, and explains itself in both languages."""

from __future__ import annotations

import re

import pytest

from sahel import checks, vocabulary
from sahel.schema import BY_NAME, TABLES, Column, Table

CONTRACT = {
    "events": "event_id date end_date countries kind title_en title_fr summary_en summary_fr force_ids place_ids "
    "promised importance confidence claimant source_ids",
    "presences": "presence_id force_id country place_id start end last_seen standing note_en note_fr source_ids",
    "strengths": "strength_id force_id countries place_ids date low high about measure counted claimant note_en "
    "note_fr source_ids",
    "forces": "force_id sender kind name_en name_fr predecessor_id part_of_id source_ids",
    "places": "place_id country name_en name_fr aliases kind lon lat precision_km coord_source",
    "regimes": "regime_id country leader office_en office_fr regime_kind start end sworn_in entry exit note_en note_fr "
    "source_ids",
    "memberships": "membership_id country organisation status start end note_en note_fr source_ids",
    "coup_codings": "event_id source_id date coding",
    "sources": "source_id publisher agency title url language kind published accessed",
    "corrections": "date table row_id field was now reason_en reason_fr",
}
MAY_BE_EMPTY = {
    "events": "end_date force_ids place_ids from_place_id to_place_id promised claimant",
    "presences": "place_id last_seen note_en note_fr",
    "regimes": "sworn_in exit note_en note_fr",
    "coup_codings": "date",
    "strengths": "place_ids low high note_en note_fr",
}
COLUMNS = [(table, column) for table in TABLES for column in table.columns]
NAMES = [f"{table.name}.{column.name}" for table, column in COLUMNS]


@pytest.mark.parametrize(("table_name", "columns"), CONTRACT.items())
def test_a_table_has_the_columns_of_the_contract_in_their_order(table_name: str, columns: str) -> None:
    wanted = columns.split()
    assert [column.name for column in BY_NAME[table_name].columns if column.name in wanted] == wanted


def test_there_is_no_table_beyond_the_contract() -> None:
    assert set(BY_NAME) == set(CONTRACT)


@pytest.mark.parametrize(("table_name", "columns"), MAY_BE_EMPTY.items())
def test_only_these_cells_may_be_empty(table_name: str, columns: str) -> None:
    optional = {column.name for column in BY_NAME[table_name].columns if not column.required}
    assert optional == set(columns.split())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_sorted_and_keyed_by_columns_that_it_has(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert set(table.key) | set(table.sort) <= set(names)
    assert table.file == f"{table.name}.csv"
    assert table.column(names[-1]).name == names[-1]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_dated_tables_are_sorted_by_date_then_id(table: Table) -> None:
    first = next((name for name in ("date", "start") if name in {column.name for column in table.columns}), "")
    if first and table.name != "coup_codings":
        assert table.sort[0] == first


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_a_column_says_what_it_means_in_both_languages(table: Table, column: Column) -> None:
    assert column.en
    assert column.fr
    assert "'" not in column.fr
    assert not re.search(r"(?<!\u202f)[;:!?](?!\w)", column.fr)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_says_what_it_holds_in_both_languages(table: Table) -> None:
    assert table.en.endswith(".")
    assert table.fr.endswith(".")
    assert not re.search(r"(?<!\u202f)[;:!?]|'", table.fr)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_a_column_points_to_a_table_or_list_that_exists(table: Table, column: Column) -> None:
    targets = {"ref": BY_NAME, "refs": BY_NAME, "word": vocabulary.lists()}.get(column.kind)
    assert column.of in targets if targets is not None else not column.of


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_the_example_of_a_column_passes_its_own_check(table: Table, column: Column) -> None:
    known = {name: set() for name in BY_NAME}
    if column.kind in ("ref", "refs"):
        known[column.of] = set(column.example.split(";"))
    assert list(checks._cell(column, column.example, known)) == []


def test_every_table_but_those_that_are_sources_cites_them() -> None:
    citing = {table.name for table, column in COLUMNS if column.of == "sources"}
    assert citing == set(BY_NAME) - {"sources", "corrections"}
