"""The five date forms, their bounds, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from sahel.dates import FIRST_DAY, LAST_DAY, DateFormError, bounds, is_day, precision

FORMS = [
    ("2022-08-15", "2022-08-15", "2022-08-15"),
    ("2024-02-29", "2024-02-29", "2024-02-29"),
    ("2021-12", "2021-12-01", "2021-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("2013", "2013-01-01", "2013-12-31"),
    ("2013-01-10~", "2013-01-03", "2013-01-17"),
    ("2023-04-10~", "2023-04-03", "2023-04-17"),
    ("2013-01-03~", "2012-12-27", "2013-01-10"),
    ("2013-01~", "2012-12-01", "2013-02-28"),
    ("2012-12~", "2012-11-01", "2013-01-31"),
    ("2024-01~", "2023-12-01", "2024-02-29"),
    ("2013~", "2012-01-01", "2014-12-31"),
    ("[2021-10-12..2021-10-24]", "2021-10-12", "2021-10-24"),
    ("[2021-12..2022-02]", "2021-12-01", "2022-02-28"),
    ("[2013..2015]", "2013-01-01", "2015-12-31"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), FORMS)
def test_each_form_means_its_first_and_last_day(text: str, earliest: str, latest: str) -> None:
    assert bounds(text) == (date.fromisoformat(earliest), date.fromisoformat(latest))


def test_an_open_end_alone_may_be_any_day() -> None:
    assert bounds("..") == (FIRST_DAY, LAST_DAY)


IMPOSSIBLE = [
    "", " ", "~", "2022-13", "2022-00", "2022-02-30", "2023-02-29", "2022-8-15", "22-08-15", "2022-08-15~~",
    "2022?", "2022%", "2022-08-15?~", "202X", "201X-05", "2022-21", "2021/2022", "2021-10-12..2021-10-24",
    "[2021..]", "[..2021]", "[2021-10-12..2021-10]", "[2021..2021-10]", "[2021-10-24..2021-10-12]",
    "[2021-10-12..2021-10-12]", "[2021,2022]", "{2021..2022}", "[2021~..2022~]", "[2021..2022]~", "[[2021..2022]]",
    "[2021-13..2022-01]", "[-..-]", "[2021-10-12-1..2021-10-12-2]", "[----..----]", "2022-08-15T12:00", "2022-08-15Z",
    "12/04/2024", "April 2024", "...", "0000", "9999~", "9999-12~", "9999-12-31~", "0001~", "0001-01-01~",
    "٢٠٢٢", "２０２２-08-15", "2022-08-15\n", " 2022",
]  # fmt: skip


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_all_else_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(DateFormError, match=r"^a (date|day|bracket) "):
        bounds(text)


@pytest.mark.parametrize(
    ("text", "sharpness"),
    [
        ("2022-08-15", "day"), ("2021-12", "month"), ("2013", "year"), ("2013~", "about"), ("2013-01~", "about"),
        ("2013-01-10~", "about"), ("[2013..2015]", "between"), ("..", "open"),
    ],
)  # fmt: skip
def test_a_form_says_how_sharp_it_is(text: str, sharpness: str) -> None:
    assert precision(text) == sharpness


@pytest.mark.parametrize("text", ["2022-08", "2022", "2022-02-30", "2022-08-15~", "..", "", "20220815", "٢٠٢٢-٠٨-١٥"])
def test_only_one_calendar_day_is_a_day(text: str) -> None:
    assert is_day("2022-08-15")
    assert not is_day(text)


@pytest.mark.parametrize(("text", "_earliest", "_latest"), FORMS)
def test_no_form_ends_before_it_begins(text: str, _earliest: str, _latest: str) -> None:
    assert bounds(text).earliest <= bounds(text).latest
