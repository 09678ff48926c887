"""The commands of the record: check says what is wrong, sort puts the tables in order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from handmade import ROOT, SAMPLE, change, problems, read, write

from sahel.__main__ import main
from sahel.schema import TABLES


def test_check_counts_the_rows_of_a_sound_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SAMPLE)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("events 14, presences 18, strengths 14, forces 12, places 6, regimes 8, ")
    assert said.err == ""


def test_check_lists_every_problem_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = change(folder, "events", "smp-mli-2010-03-15-coup", kind="coop", title_fr="")
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f'events.csv:{line} kind: "coop" is not one of' in said.err
    assert '(did you mean "coup"?)' in said.err
    assert f"events.csv:{line} title_fr: may not be empty" in said.err
    assert said.err.splitlines()[-1] == "2 problems"


def test_check_takes_the_folder_of_sahel_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAHEL_DATA", str(SAMPLE))
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("events 14")


def test_sort_mends_the_order_and_nothing_else(folder: Path) -> None:
    before = {table.name: (folder / table.file).read_bytes() for table in TABLES}
    for table in TABLES:
        write(folder, table.name, read(folder, table.name)[::-1])
    assert problems(folder)
    assert main(["sort", str(folder)]) == 0
    assert {table.name: (folder / table.file).read_bytes() for table in TABLES} == before


def test_sort_changes_nothing_in_sorted_tables(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["sort", str(folder)]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_sort_leaves_tables_with_unsound_cells_as_they_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = read(folder, "events")
    rows[0]["date"] = "15 March 2010"
    write(folder, "events", rows[::-1])
    before = (folder / "events.csv").read_bytes()
    assert main(["sort", str(folder)]) == 1
    assert (folder / "events.csv").read_bytes() == before
    assert "is not a date as 2022-08-15" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["mend"], ["check", "one", "two"]])
def test_wrong_use_says_how_and_returns_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m sahel" in capsys.readouterr().err


def test_the_module_runs_as_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sahel", "check", str(SAMPLE)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("events 14")


@pytest.mark.parametrize("port", ["99999", "65536", "1" * 5000, "http", "8501.5"])
def test_a_port_that_cannot_be_is_wrong_use(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["serve", "--port", port])
    assert caught.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith(f"{port[:20]} is not a port: a whole number from 0 to 65535")
