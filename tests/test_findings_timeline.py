"""The sentence over the timeline is true of what it shows, or it is a plainer one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from handmade import CUTOFF, event, presence, record

from sahel.findings_timeline import MOST, finding, is_beyond, waves
from sahel.store import Store
from sahel.view import View


def made(exit_day: str = "2022-08-15", **more: str) -> Store:
    end = {"seen": "2024-01-01"} if exit_day == ".." else {}
    return record(
        presences=[presence("fra", "MLI", "2013-01-11", exit_day, **end, **more)],
        events=[event("one", "2020-08-18", "coup"), event("two", "2021-05-24", "coup")],
    )


def view(store: Store, first: date = date(2012, 1, 1), last: date = CUTOFF, **more: Any) -> View:
    return View(store, last, first, last, **{"countries": ("MLI",), **more})


@pytest.mark.parametrize(
    ("exit_day", "years"), [("2021-06-30", "one year"), ("2022-08-15", "two years"), ("2023-08-15", "three years")]
)
def test_the_years_from_the_first_coup_to_the_exit_are_counted(exit_day: str, years: str) -> None:
    assert (
        finding(view(made(exit_day)))
        == f"Mali: Two coups since 2020, and the French were gone within {years} of the first"
    )


def test_several_countries_are_counted_together() -> None:
    store = record(
        presences=[presence("fra", country, "2013-01-11", "2022-08-15") for country in ("MLI", "NER")],
        events=[event("one", "2020-08-18", "coup"), event("two", "2021-09-24", "coup", countries="NER")],
    )
    said = finding(view(store, countries=("NER", "MLI")))
    assert said == "Two coups since 2020, and in each country the French were gone within two years of the first"
    assert [wave.coups for wave in waves(view(store, countries=("NER", "MLI")))] == [1, 1]


@pytest.mark.parametrize(
    "shown",
    [
        view(made("..")),
        view(made("2019-08-15")),
        view(made(), last=date(2022, 1, 1)),
        view(made(), senders=("USA",)),
        view(made(), first=date(2021, 1, 1)),
        view(made(), countries=("NER", "MLI")),
    ],
    ids=["still there", "gone before", "range ends before", "France not shown", "first coup not shown", "one had none"],
)
def test_it_is_not_said_where_it_is_not_true(shown: View) -> None:
    assert "French" not in finding(shown)
    assert "changed power in Mali" in finding(shown)


def test_a_range_without_a_coup_counts_the_forces() -> None:
    assert finding(view(made(), last=date(2014, 12, 31))) == "No coup in Mali, 2012–2014; 1 foreign force present"


def test_a_range_without_a_coup_and_a_force_says_so() -> None:
    said = finding(view(made(), date(1990, 1, 1), date(1991, 12, 31)))
    assert said == "No coup and no such force in the record for Mali, 1990–1991"


def test_a_range_past_the_cut_off_says_nothing_of_days_not_known() -> None:
    shown = view(made(), date(2024, 7, 1), date(2024, 12, 31))
    assert is_beyond(shown)
    assert finding(shown) == shown.range_sentence()


def test_no_finding_is_longer_than_two_lines(sample: Store) -> None:
    for year in range(1960, 2026, 5):
        for lang in ("en", "fr"):
            shown = View(sample, sample.cutoff, date(year, 1, 1), sample.cutoff, lang=lang)
            assert len(finding(shown)) <= MOST or finding(shown) == shown.range_sentence()
