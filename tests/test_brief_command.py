"""The command `brief` and batches: what is written, how wrong use is said, and that nothing is half written."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handmade import ROOT, SAMPLE
from pptx import Presentation

from sahel import brief_batch, brief_files, brief_options
from sahel.__main__ import main
from sahel.brief import OPTIONS, SIZES, TEMPLATES, THEMES, Brief, BriefError
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS

MONTHS = ("--batch", "monthly", "--from", "2022-01", "--to", "2022-03")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command reads the sample."""
    monkeypatch.setenv("SAHEL_DATA", str(SAMPLE))


def brief(*arguments: str) -> int:
    return main(["brief", "--size", "column", *arguments])


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- one card


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF-"), ("pptx", b"PK"), ("PNG", b"\x89PNG")],
)
def test_the_ending_says_the_kind_of_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, begins: bytes
) -> None:
    out = tmp_path / f"card.{ending}"
    assert brief("--on", "2022-04-12", "--out", str(out)) == 0
    assert out.read_bytes().startswith(begins)
    assert only(tmp_path) == [out.name]
    assert capsys.readouterr() == (f"{out}\n", "")


def test_options_reach_the_card(tmp_path: Path) -> None:
    out = tmp_path / "niger.pptx"
    arguments = ("--on", "2022-04-12", "--country", "ner", "--lang", "fr", "--title", "Le Niger", "--without", "notes")
    assert brief(*arguments, "--base", "https://example.org/", "--theme", "dark", "--quiet", "--out", str(out)) == 0
    (slide,) = Presentation(io.BytesIO(out.read_bytes())).slides
    said = {shape.name: shape for shape in slide.shapes}
    assert slide.shapes.title.text_frame.text == "Le Niger"
    assert "12 avril 2022" in said["subtitle"].text_frame.text
    assert not slide.has_notes_slide
    link = said["link"].text_frame.paragraphs[0].runs[0].hyperlink.address
    assert link.startswith("https://example.org/briefing?on=2022-04-12&countries=NER&lang=fr&")
    assert "theme=dark" in link
    assert "title=Le+Niger" in link


def test_the_same_command_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        assert brief("--on", "2022-04-12", "--quiet", "--out", str(tmp_path / name)) == 0
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_zoom_doubles_the_dots(tmp_path: Path) -> None:
    assert brief("--zoom", "2", "--out", str(tmp_path / "card.png")) == 0
    assert (tmp_path / "card.png").read_bytes()[16:24] == (1200).to_bytes(4, "big") + (1800).to_bytes(4, "big")


# --- batches


def test_a_batch_fills_a_folder_and_says_how_far_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brief(*MONTHS, "--out", f"{tmp_path}/new/folder/") == 0
    names = only(tmp_path / "new" / "folder")
    assert [name.partition("situation-")[2][:10] for name in names] == ["2022-01-01", "2022-02-01", "2022-03-01"]
    assert capsys.readouterr().out.splitlines() == [f"{i}/3 {name}" for i, name in enumerate(names, 1)]


def test_a_batch_becomes_one_zip_without_a_time(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        assert brief(*MONTHS, "--batch", "countries", "--format", "svg", "--out", str(tmp_path / name)) == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as held:
        assert len(held.namelist()) == 3 * len(FOCUS)
        assert all(name.endswith(".svg") for name in held.namelist())


def test_a_batch_becomes_one_deck(tmp_path: Path) -> None:
    assert brief("--batch", "countries", "--on", "2022-04-12", "--out", str(tmp_path / "deck.pptx")) == 0
    assert len(Presentation(str(tmp_path / "deck.pptx")).slides) == len(FOCUS)


def card(view: View, **changes: Any) -> Brief:
    return Brief(view, **{"size": "column", "link": "https://example.org/briefing?x=1", **changes})


def test_months_are_every_first_between_two_days(view: View) -> None:
    briefs = brief_batch.monthly(card(view), date(2022, 11, 2), date(2023, 2, 1))
    assert [one.view.on for one in briefs] == [date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1)]
    assert briefs[0].link == f"https://example.org{briefs[0].address()}"
    ranged = brief_batch.monthly(card(view, template="timeline"), date(2024, 2, 1), date(2024, 2, 29))
    assert [(one.view.start, one.view.end) for one in ranged] == [(date(2024, 2, 1), date(2024, 2, 29))]


@pytest.mark.parametrize(
    ("template", "first", "last", "said"),
    [
        ("aftermath", date(2022, 1, 1), date(2022, 2, 1), "has no day"),
        ("situation", date(2022, 2, 1), date(2022, 1, 1), "2022-02-01 is after 2022-01-01"),
        ("situation", date(2022, 1, 2), date(2022, 1, 31), "no first of a month"),
        ("situation", date(1800, 1, 1), date(2022, 1, 31), "cards are more than"),
    ],
)
def test_a_series_that_cannot_be_is_said(view: View, template: str, first: date, last: date, said: str) -> None:
    with pytest.raises(BriefError, match=said):
        brief_batch.monthly(card(view, template=template), first, last)


def test_every_country_of_the_view_has_a_card(view: View) -> None:
    briefs = brief_batch.countries(card(view.but(countries=("NER", "BFA"))))
    assert [one.view.countries for one in briefs] == [("NER",), ("BFA",)]
    assert "countries=BFA" in briefs[1].link
    with pytest.raises(BriefError, match="no country"):
        brief_batch.countries(card(view.but(countries=())))


def test_cards_of_one_name_are_numbered(view: View) -> None:
    names = [name for name, _ in brief_batch.made([card(view, title=said) for said in "abc"], "svg")]
    assert len(set(names)) == 3
    assert names[1] == names[0].replace(".svg", "-2.svg")


def test_processes_draw_what_this_one_draws_in_order(view: View) -> None:
    briefs = brief_batch.monthly(card(view), date(2022, 1, 1), date(2022, 8, 1))
    files = list(brief_batch.made(briefs, "png", workers=2))
    assert [name for name, _ in files] == [f"{brief_files.name(one)}.png" for one in briefs]
    assert files[0][1] == brief_files.png(briefs[0])
    assert files[-1][1] == brief_files.png(briefs[-1])


def test_a_batch_that_is_closed_stops(view: View) -> None:
    import multiprocessing

    briefs = brief_batch.monthly(card(view), date(1990, 1, 1), date(2022, 8, 1))
    made = brief_batch.made(briefs, "png", workers=2)
    next(made)
    made.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


# --- wrong use and failures


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "card.jpg"), "'card.jpg' does not end in one of .png, .svg, .pdf, .pptx"),
        (("--out", "card"), "'card' does not end in"),
        (("--out", "."), "'.' does not end in"),
        (("--on", "12 April", "--out", "a.png"), "--on: '12 April' is not a day as 2024-04-12"),
        (("--on", "2023-02-30", "--out", "a.png"), "--on: '2023-02-30' is not a day"),
        (("--on", "1900-01-01", "--out", "a.png"), "--on: 1900-01-01 lies before 1958-01-01"),
        (("--on", "9999-01-01", "--out", "a.png"), "lies more than a year ahead"),
        (("--from", "2022-13", "--out", "a.png"), "--from: '2022-13' is not a day as 2024-04-12 or a month"),
        (("--from", "2023-01", "--to", "2022-01", "--out", "a.png"), "--from: 2023-01-01 is after 2022-01-31"),
        (("--country", "NER,XXX", "--out", "a.png"), "--country: 'XXX' is not one of NER, MLI, BFA"),
        (("--senders", "FR", "--out", "a.png"), "--senders: 'FR' is not one of FRA"),
        (("--template", "poster", "--out", "a.png"), "template: 'poster' is not one of situation"),
        (("--size", "a3", "--out", "a.png"), "size: 'a3' is not one of 16x9"),
        (("--theme", "pink", "--out", "a.png"), "theme: 'pink' is not one of light"),
        (("--without", "words", "--out", "a.png"), "without: 'words' is not one of numbers"),
        (("--lang", "de", "--out", "a.png"), "--lang: 'de' is not one of en, fr"),
        (("--zoom", "3", "--out", "a.png"), "--zoom: '3' is not one of 1, 2"),
        (("--zoom", "2", "--out", "a.pdf"), "--zoom: only a PNG has one"),
        (("--title", "x" * 2000, "--out", "a.png"), "--title: 2000 characters are more than 300"),
        (("--force", "martians", "--out", "a.png"), "--force: 'martians' is not one of"),
        (("--base", "javascript:alert(1)", "--out", "a.png"), "--base: 'javascript:alert(1)' is not an address"),
        (("--batch", "monthly", "--out", "folder/"), "--batch monthly needs --from and --to"),
        (("--batch", "weekly", "--out", "folder/"), "--batch: 'weekly' is not one of monthly"),
        ((*MONTHS, "--out", "a.png"), "'a.png' is neither a folder nor"),
        ((*MONTHS, "--format", "gif", "--out", "folder/"), "--format: 'gif' is not one of png"),
        ((*MONTHS, "--template", "aftermath", "--out", "folder/"), "has no day, so it has no months"),
    ],
)
def test_a_wrong_value_is_said_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert brief(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert only(tmp_path) == []


@pytest.mark.parametrize("arguments", [["brief"], ["brief", "--out"], ["brief", "--frobnicate", "1", "--out", "a.png"]])
def test_a_wrong_option_says_how_it_is_used(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m sahel" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["missing/card.png", "file/card.png", "folder.png"])
def test_what_cannot_be_written_is_said_before_anything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.png").mkdir()
    monkeypatch.setattr(brief_files, "made", lambda *_: pytest.fail("drawn all the same"))
    code = brief("--out", str(tmp_path / out))
    err = capsys.readouterr().err
    assert (code, err.count("\n")) == ((2, 1) if out == "folder.png" else (1, 1))
    assert out in err
    assert only(tmp_path) == ["file", "folder.png"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (BrokenExecutor("gone"), "a process that draws has ended"),
        (KeyboardInterrupt(), "stopped"),
    ],
)
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, said: str
) -> None:
    def fails(*_: object) -> bytes:
        raise error

    (tmp_path / "card.png").write_bytes(b"old")
    monkeypatch.setattr(brief_files, "made", fails)
    assert brief("--out", str(tmp_path / "card.png")) == 1
    assert said in capsys.readouterr().err
    assert only(tmp_path) == ["card.png"]
    assert (tmp_path / "card.png").read_bytes() == b"old"


def test_a_batch_that_is_interrupted_keeps_the_whole_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def two(*_: object) -> Iterator[tuple[str, bytes]]:
        yield "one.png", b"1"
        yield "two.png", b"2"
        raise KeyboardInterrupt

    monkeypatch.setattr(brief_batch, "made", two)
    assert brief(*MONTHS, "--out", f"{tmp_path}/") == 1
    assert only(tmp_path) == ["one.png", "two.png"]
    assert brief(*MONTHS, "--out", str(tmp_path / "all.zip")) == 1
    assert only(tmp_path) == ["one.png", "two.png"]
    assert capsys.readouterr().err == "stopped\nstopped\n"


def test_tables_that_are_not_sound_are_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brief("--data", str(tmp_path), "--out", str(tmp_path / "a.png")) == 1
    err = capsys.readouterr().err
    assert err.startswith("record.toml: is missing from")
    assert err.count("\n") == 1


def test_the_help_names_every_value(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["brief", "--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    for value in (*TEMPLATES, *SIZES, *THEMES, *OPTIONS, *FOCUS, *SENDER_GROUPS, *brief_files.KINDS, "exit codes"):
        assert value in said


def test_the_options_of_all_commands_load_no_drawing() -> None:
    code = "import sys, sahel.__main__; print({'pandas', 'matplotlib', 'streamlit'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
    assert brief_options.__doc__
