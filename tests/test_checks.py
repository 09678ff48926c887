"""Cell by cell: one bad row trips each check, and the message says file, line, column, value and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import change, problems, read, the, write

from sahel import checks
from sahel.checks import Problem
from sahel.schema import TABLES

COUP = "smp-mli-2010-03-15-coup"
NORTH = "smp-heron-mli-north"


def test_the_sample_trips_no_check(folder: Path) -> None:
    rows, unreadable = checks.read_text(folder)
    assert unreadable == []
    assert checks.cell_problems(rows) == []
    assert all(rows[table.name] for table in TABLES)


BAD_CELLS = [
    # table, row, column, bad value, what was expected, nearest known
    ("events", COUP, "event_id", "Smp-Coup", "is not a slug", ""),
    ("events", COUP, "event_id", "smp coup", "is not a slug", ""),
    ("events", COUP, "date", "2010-02-30", "is not a day of the calendar", ""),
    ("events", COUP, "date", "15/03/2010", "is not a date as 2022-08-15", ""),
    ("events", COUP, "date", "[2010-03..2010]", "same precision", ""),
    ("events", COUP, "date", "..", "is allowed only as an end", ""),
    ("events", COUP, "date", "", "may not be empty", ""),
    ("events", COUP, "end_date", "..", "is allowed only as an end", ""),
    ("events", COUP, "countries", "MLI;SAHEL", "is not an ISO 3166 alpha-3 country code", ""),
    ("events", COUP, "countries", "MLI;MLI", "names the same country twice", ""),
    ("events", COUP, "countries", "MALI", "is not an ISO 3166 alpha-3 country code", "MLI"),
    ("events", COUP, "kind", "coop", "is not one of coup, coup_attempt, plot", "coup"),
    ("events", COUP, "title_fr", "", "may not be empty", ""),
    ("events", COUP, "title_en", " Coup", "begins or ends with a blank", "Coup"),
    ("events", COUP, "summary_en", "one\ntwo", "holds a line break or control character", ""),
    ("events", COUP, "force_ids", "smp_hero", "is not in forces.csv", "smp_heron"),
    ("events", COUP, "force_ids", "smp_heron;smp_heron", "names the same id twice", ""),
    ("events", COUP, "place_ids", "smp-nort", "is not in places.csv", "smp-north"),
    ("events", COUP, "importance", "high", "is not a whole number", ""),
    ("events", COUP, "importance", "１", "is not a whole number", ""),
    ("events", COUP, "confidence", "hihg", "is not one of high, medium, low", "high"),
    ("events", COUP, "claimant", "pres", "is neither a country", "press"),
    ("events", COUP, "source_ids", "", "may not be empty", ""),
    ("events", COUP, "source_ids", "smp-gazete", "is not in sources.csv", "smp-gazette"),
    ("presences", NORTH, "force_id", "smp_heronn", "is not in forces.csv", "smp_heron"),
    ("presences", NORTH, "country", "NERR", "is not an ISO 3166 alpha-3 country code", "NER"),
    ("presences", NORTH, "start", "..", "is allowed only as an end", ""),
    ("presences", NORTH, "end", "", "may not be empty", ""),
    ("presences", NORTH, "end", "open", "is not a date", ""),
    ("presences", NORTH, "last_seen", "..", "is allowed only as an end", ""),
    ("presences", NORTH, "standing", "admitted", "is not one of acknowledged, denied", ""),
    ("strengths", "smp-heron-ner-2018", "low", "10000000", "is more people than a force can have", ""),
    ("strengths", "smp-heron-ner-2018", "high", "9" * 5000, "is more people than a force can have", ""),
    ("events", COUP, "importance", "99999999999999999999", "has more than 7 digits", ""),
    ("strengths", "smp-heron-ner-2018", "low", "-5", "is not a whole number in plain digits", ""),
    ("strengths", "smp-heron-ner-2018", "high", "1,000", "is not a whole number in plain digits", ""),
    ("strengths", "smp-heron-ner-2018", "about", "maybe", "is not one of yes, no", ""),
    ("strengths", "smp-heron-ner-2018", "measure", "deploy", "is not one of deployed", "deployed"),
    ("strengths", "smp-heron-ner-2018", "claimant", "", "may not be empty", ""),
    ("forces", "smp_eu", "sender", "E.U.", "is neither an alpha-3 country nor an organisation", "EU"),
    ("forces", "smp_eu", "kind", "eu mission", "is not one of state_forces", "eu_mission"),
    ("forces", "smp_eu", "active_from", "2013?", "is not a date", ""),
    ("places", "smp-north", "lon", "0°03", "is not a number as -0.00539", ""),
    ("places", "smp-north", "lat", "", "may not be empty", ""),
    ("places", "smp-north", "lat", "1e1", "is not a number as -0.00539", ""),
    ("places", "smp-north", "outside", "", "may not be empty", ""),
    ("places", "smp-north", "coord_source", "smp-atlass", "is not in sources.csv", "smp-atlas"),
    ("regimes", "smp-mli-one", "entry", "vote", "is not one of independence, election", ""),
    ("memberships", "smp-ecowas-mli", "organisation", "ECOWA", "is neither", "ECOWAS"),
    ("memberships", "smp-ecowas-mli", "status", "membre", "is not one of member", "member"),
    ("coup_codings", COUP, "coding", "succes", "is not one of success", "success"),
    ("sources", "smp-gazette", "url", "ftp://example.org/a", "is not an http(s) address", ""),
    ("sources", "smp-gazette", "url", "https://", "is not an http(s) address", ""),
    ("sources", "smp-gazette", "url", 'https://example.org/"><script>', "is not an http(s) address", ""),
    ("sources", "smp-gazette", "url", "javascript:alert(1)", "is not an http(s) address", ""),
    ("sources", "smp-gazette", "language", "english", "is not a two-letter language code", ""),
    ("sources", "smp-gazette", "published", "2022-13", "is not a day, month or year", ""),
    ("sources", "smp-gazette", "published", "2022-02-30", "is not a day, month or year", ""),
    ("sources", "smp-gazette", "published", "2022~", "is not a day, month or year", ""),
    ("sources", "smp-gazette", "accessed", "2024-06", "is not one calendar day", ""),
    ("corrections", "2024-06-20", "table", "event", "is not a table of the record", "events"),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "expected", "nearest"), BAD_CELLS)
def test_one_bad_cell_is_named(
    folder: Path, table: str, row: str, column: str, value: str, expected: str, nearest: str
) -> None:
    line = change(folder, table, row, **{column: value})
    rows, _ = checks.read_text(folder)
    problem = the(checks.cell_problems(rows), f"{table}.csv", column)
    assert expected in problem.expected
    assert problem.nearest == nearest
    assert problem.value in value
    assert problem.line in (line, line + 1)


def test_every_kind_of_cell_has_a_bad_one_above() -> None:
    checked = {(table.name, column.name): column.kind for table in TABLES for column in table.columns}
    assert {checked[bad[0], bad[2]] for bad in BAD_CELLS} | {"claimant"} == set(checks._KINDS)


def test_an_id_used_twice_names_the_line_of_its_first_use(folder: Path) -> None:
    rows = read(folder, "forces")
    write(folder, "forces", [*rows, rows[0]])
    problem = the(problems(folder), "forces.csv", "force_id")
    assert problem.value == rows[0]["force_id"]
    assert problem.expected == "is already used on line 2"
    assert problem.line == len(rows) + 2


def test_a_list_may_code_an_event_twice_but_not_on_the_same_date(folder: Path) -> None:
    assert problems(folder) == []
    rows = read(folder, "coup_codings")
    write(folder, "coup_codings", [*rows, rows[-1]])
    assert "is already used on line" in the(problems(folder), "coup_codings.csv", "event_id").expected


def test_a_problem_reads_as_a_line_that_an_editor_can_jump_to() -> None:
    problem = Problem("events.csv", 41, "place_id", "gaoo", "is not in places.csv", "gao")
    assert str(problem) == 'events.csv:41 place_id: "gaoo" is not in places.csv (did you mean "gao"?)'
    assert str(Problem("events.csv", 0, "", "", "is missing from data")) == "events.csv: is missing from data"


def test_several_problems_come_at_once(folder: Path) -> None:
    change(folder, "events", COUP, kind="coop", title_fr="", source_ids="smp-gazete")
    change(folder, "presences", NORTH, start="2014-13", force_id="smp_heronn")
    change(folder, "sources", "smp-agency", url="nowhere")
    found = {(problem.file, problem.column) for problem in problems(folder)}
    assert found == {
        ("events.csv", "kind"), ("events.csv", "title_fr"), ("events.csv", "source_ids"),
        ("presences.csv", "start"), ("presences.csv", "force_id"), ("sources.csv", "url"),
    }  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_missing_file_is_named(folder: Path, table: checks.Table) -> None:
    (folder / table.file).unlink()
    found = problems(folder)
    assert any(problem.file == table.file and "is missing from" in problem.expected for problem in found)


def _header(folder: Path, old: str, new: str) -> list[Problem]:
    path = folder / "forces.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    _, found = checks.read_text(folder)
    return found


def test_a_wrong_column_name_is_both_unknown_and_missing(folder: Path) -> None:
    unknown, missing = _header(folder, "name_en", "name_eng")
    assert (unknown.line, unknown.column, unknown.nearest) == (1, "name_eng", "name_en")
    assert (missing.line, missing.column) == (1, "name_en")
    assert "must have" in missing.expected


def test_a_column_named_twice_is_refused_rather_than_the_table_read_as_empty(folder: Path) -> None:
    (twice,) = _header(folder, "force_id,", "force_id,force_id,")
    assert (twice.line, twice.column, twice.expected) == (1, "force_id", "is a column that the header names twice")


def test_an_empty_file_lacks_every_column(folder: Path) -> None:
    (folder / "forces.csv").write_text("", encoding="utf-8")
    _, found = checks.read_text(folder)
    assert [problem.column for problem in found] == [column.name for column in checks.BY_NAME["forces"].columns]


def test_columns_may_stand_in_another_order(folder: Path) -> None:
    path = folder / "coup_codings.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(",".join(reversed(row)) for row in rows) + "\n", encoding="utf-8")
    assert problems(folder) == []


@pytest.mark.parametrize(("row", "count"), [("smp_x,FRA\n", 2), ("a" + "," * 12 + "\n", 13), ("\n", 0)])
def test_a_row_with_too_few_or_too_many_cells_is_named_by_its_line(folder: Path, row: str, count: int) -> None:
    path = folder / "forces.csv"
    with path.open("a", encoding="utf-8") as handle:
        handle.write(row)
    problem = the(problems(folder), "forces.csv", "")
    assert problem.expected == f"has {count} cells where the header has 10"
    assert problem.line == len(path.read_text(encoding="utf-8").splitlines())


def test_a_file_that_is_not_utf_8_is_named_with_its_line(folder: Path) -> None:
    path = folder / "forces.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], "é".encode("latin-1"), *lines[4:]]))
    problem = the(checks.read_text(folder)[1], "forces.csv", "")
    assert problem.expected.startswith("is not UTF-8 (")
    assert problem.line == 5


def test_a_file_with_a_torn_quote_is_named(folder: Path) -> None:
    path = folder / "forces.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"torn', encoding="utf-8")
    problem = the(checks.read_text(folder)[1], "forces.csv", "")
    assert problem.expected.startswith("is not well-formed CSV (")
    assert problem.line == len(path.read_text(encoding="utf-8").splitlines())


def test_text_is_read_as_it_stands(folder: Path) -> None:
    change(folder, "sources", "smp-gazette", publisher="NA", title="0042", published="")
    rows, _ = checks.read_text(folder)
    cells = next(row.cells for row in rows["sources"] if row.cells["source_id"] == "smp-gazette")
    assert (cells["publisher"], cells["title"], cells["published"]) == ("NA", "0042", "")


@pytest.mark.parametrize("place_id", ["007", "2012", "1-2", "gao_2"])
def test_an_id_may_look_like_a_number(place_id: str) -> None:
    assert checks.SLUG.fullmatch(place_id)
