"""The codebook is what the schema and the vocabulary say, and the written files are the codebook."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from handmade import ROOT, read

from sahel import codebook, store, vocabulary
from sahel.__main__ import main
from sahel.schema import TABLES, Column, Table

RECORD = ROOT / "data"
COLUMNS = [(table, column) for table in TABLES for column in table.columns]
tables = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
columns = pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda it: it.name)


@pytest.fixture(scope="module")
def package() -> dict[str, Any]:
    return json.loads(codebook.descriptor("2026.11", "2026-06-30"))


def resource(package: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in package["resources"] if each["name"] == name)


@pytest.mark.parametrize("name", [codebook.README, codebook.DESCRIPTOR])
def test_the_written_file_is_up_to_date(name: str, tmp_path: Path) -> None:
    (tmp_path / "record.toml").write_bytes((RECORD / "record.toml").read_bytes())
    codebook.write(tmp_path)
    assert (RECORD / name).read_bytes() == (tmp_path / name).read_bytes(), "run: python -m sahel codebook"


def test_the_command_writes_both_files_and_says_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", str(folder)]) == 0
    assert capsys.readouterr().out.split() == [str(folder / "README.md"), str(folder / "datapackage.json")]
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["version"] == "sample"


def test_the_command_fails_in_words_without_a_record_toml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", str(tmp_path)]) == 1
    assert "record.toml" in capsys.readouterr().err


def test_writing_twice_gives_the_same_bytes() -> None:
    assert codebook.readme() == codebook.readme()
    assert codebook.descriptor("1", "2026-06-30") == codebook.descriptor("1", "2026-06-30")


@columns
def test_the_readme_has_every_column_in_both_languages(table: Table, column: Column) -> None:
    part = codebook.readme().split(f"## {table.file}\n")[1].split("\n## ")[0]
    row = next(line for line in part.splitlines() if line.startswith(f"| `{column.name}` |"))
    assert column.en in row
    assert column.fr in row
    assert (" yes " in row) is column.required


@pytest.mark.parametrize("name", vocabulary.lists())
def test_the_readme_has_every_word_of_a_list(name: str) -> None:
    part = codebook.readme().split(f"### {name}\n")[1].split("\n### ")[0]
    said = [line.split("`")[1] for line in part.splitlines() if line.startswith("| `")]
    assert said == list(vocabulary.words_of(name))


def test_the_readme_stays_readable() -> None:
    assert len(codebook.readme().splitlines()) < 500


@tables
def test_the_descriptor_has_every_table_with_its_columns_and_key(table: Table, package: dict[str, Any]) -> None:
    found = resource(package, table.name)
    assert found["path"] == table.file
    assert [field["name"] for field in found["schema"]["fields"]] == [column.name for column in table.columns]
    assert tuple(found["schema"]["primaryKey"]) == table.key


@columns
def test_the_descriptor_knows_what_is_required_and_which_words_are_allowed(
    table: Table, column: Column, package: dict[str, Any]
) -> None:
    field = next(it for it in resource(package, table.name)["schema"]["fields"] if it["name"] == column.name)
    rules = field.get("constraints", {})
    assert rules.get("required", False) is column.required
    assert (rules.get("enum") == list(vocabulary.words_of(column.of))) if column.kind == "word" else True


@tables
def test_every_reference_of_the_descriptor_leads_to_a_key(table: Table, package: dict[str, Any]) -> None:
    pointing = {column.name: column.of for column in table.columns if column.kind == "ref"}
    keys = resource(package, table.name)["schema"].get("foreignKeys", [])
    assert {key["fields"][0]: key["reference"]["resource"] for key in keys} == pointing
    for key in keys:
        assert key["reference"]["fields"] == resource(package, key["reference"]["resource"])["schema"]["primaryKey"]


@tables
def test_every_cell_of_the_record_fits_its_pattern(table: Table, package: dict[str, Any]) -> None:
    patterns = {
        field["name"]: field["constraints"]["pattern"]
        for field in resource(package, table.name)["schema"]["fields"]
        if "pattern" in field.get("constraints", {})
    }
    wrong = [
        (name, row[name])
        for row in read(RECORD, table.name)
        for name, pattern in patterns.items()
        if row[name] and not re.fullmatch(pattern, row[name])
    ]
    assert wrong == []


def test_version_and_cut_off_are_those_of_the_record() -> None:
    written = json.loads((RECORD / codebook.DESCRIPTOR).read_text(encoding="utf-8"))
    record = store.load(RECORD)
    assert (written["version"], written["cutoff"]) == (record.version, record.cutoff.isoformat())


def test_the_citation_file_has_the_version_of_the_record() -> None:
    about = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'version: "{store.load(RECORD).version}"' in about
