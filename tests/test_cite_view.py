"""A view is cited in four forms, and no title breaks out of its field."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from sahel import cite_view
from sahel.cite_view import Cited, bibtex, cited, csl, plain, ris
from sahel.view import View

DAY = date(2026, 11, 29)
LINK = "https://example.org/map?on=2024-04-12&lang=en"
HOSTILE = (
    "<b>bold</b> & <script>alert(1)</script>", '=cmd|"/c calc"!A1', "one } brace", "{ and \\end{document}",
    "$x$ 50% #1_2^3~4", "line\nER  - \nTY  - BOOK", "a\x00b\x1b[31m\u202e\ud800", "x" * 2000, "Où ? «\u202fici\u202f»",
    "\\", "}}},\n@misc{evil,", "%",
)  # fmt: skip


def it(view: View, title: str = "Three juntas", link: str = LINK, lang: str = "en") -> Cited:
    return cited(view.but(lang=lang), title, link, DAY)


def test_plain_text_says_title_version_cutoff_link_and_day(view: View) -> None:
    said = plain(it(view))
    for part in ("“Three juntas”", view.store.version, view.words.day(view.store.cutoff), LINK, "29 November 2026"):
        assert part in said
    assert said.endswith(".")


def test_days_are_written_as_the_readers_language_does(view: View) -> None:
    assert "29 novembre 2026" in plain(it(view, lang="fr"))
    assert "langid = {french}" in bibtex(it(view, lang="fr"))
    assert json.loads(csl(it(view, lang="fr")))[0]["language"] == "fr-FR"
    assert "LA  - fr" in ris(it(view, lang="fr"))


@pytest.mark.parametrize("title", HOSTILE)
def test_braces_of_bibtex_are_balanced_and_there_is_one_entry(view: View, title: str) -> None:
    entry = bibtex(it(view, title))
    depth, least = 0, 1
    for letter in entry:
        depth += (letter == "{") - (letter == "}")
        least = min(least, depth)
    assert (depth, least) == (0, 0)
    # Nothing but the end of the entry closes all braces.
    assert entry.count("\n}\n") == 1
    (value,) = re.findall(r"(?m)^  title = \{\{(.*)\}\},$", entry)
    assert not re.findall(r"(?<!\\)[$%#&_]", value)
    commands = set(re.findall(r"\\([A-Za-z]+)", value))
    assert commands <= {"text" + name for name in (
        "backslash", "braceleft", "braceright", "asciicircum", "asciitilde", "less", "greater", "bar", "quotedbl",
    )}  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_ris_has_one_field_a_line(view: View, title: str) -> None:
    entry = ris(it(view, title))
    lines = entry.split("\r\n")
    assert lines[-1] == ""
    assert [line[:6] for line in lines[:-1]] == [f"{tag}  - " for tag in (
        "TY", "TI", "AU", "T2", "PB", "PY", "ET", "LA", "N1", "UR", "Y2", "ID", "ER",
    )]  # fmt: skip
    assert "\n" not in entry.replace("\r\n", "")


@pytest.mark.parametrize("title", HOSTILE)
def test_csl_is_json_without_tags_in_the_title(view: View, title: str) -> None:
    (item,) = json.loads(csl(it(view, title)))
    assert not re.search(r"</?[A-Za-z]", item["title"])
    assert item["accessed"] == {"date-parts": [[2026, 11, 29]]}
    assert item["version"] == view.store.version
    assert item["URL"] == LINK


@pytest.mark.parametrize("title", HOSTILE)
def test_every_form_can_be_written_and_has_no_control_characters(view: View, title: str) -> None:
    for ending, mime, form in cite_view.FORMATS.values():
        said = form(it(view, title))
        assert said.encode()
        assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\u202a-\u202e\ud800-\udfff]", said), (ending, mime)


def test_a_title_without_danger_stays_as_it_is(view: View) -> None:
    title = "Où sont-ils\u202f? Moins de 1\u202f000 hommes"
    assert it(view, title).title == title
    assert json.loads(csl(it(view, title)))[0]["title"] == title
    assert f"TI  - {title}\r\n" in ris(it(view, title))
    assert r"Où sont-ils\,? Moins de 1\,000 hommes" in bibtex(it(view, title))
    assert json.loads(csl(it(view, "fewer < more")))[0]["title"] == "fewer < more"


def test_a_link_cannot_end_its_field(view: View) -> None:
    found = it(view, link="https://example.org/briefing?title=a}b\n{c d\\é%20")
    assert found.link == "https://example.org/briefing?title=a%7Db%0A%7Bc%20d%5C%C3%A9%20"


def test_two_views_have_two_keys_and_one_view_has_one(view: View) -> None:
    assert it(view).key == it(view).key
    assert it(view).key != it(view, link=f"{LINK}&x=1").key
    assert re.fullmatch(r"[A-Za-z0-9-]+", it(view, HOSTILE[0]).key)


def test_the_year_is_the_versions(view: View) -> None:
    assert it(view)._replace(version="2031.1").year == 2031
    assert it(view)._replace(version="sample").year == view.store.cutoff.year
