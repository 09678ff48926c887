"""Rows by year, worked by hand: what counts where, which years are empty, and how the heat table shows it."""

from __future__ import annotations

import re

import pytest
from colours import contrast
from handmade import event, membership, presence, record, regime, strength

from sahel import about_years, coverage, style, theme
from sahel.store import Store
from sahel.view import FIRST, View
from sahel.vocabulary import FOCUS, words_of

THEMES = ("light", "dark")


@pytest.fixture
def small() -> Store:
    """Rows of Mali, with doubts, a row of two countries, open and exclusive ends; the record ends on 30 June 2024."""
    return record(
        events=[
            event("one", "2012-03-22", "coup"),
            event("two", "[2012-12-30..2013-01-02]", "battle", "MLI;NER"),
            event("three", "2013", "battle", end_date="2015"),
            event("far", "2013", "coup", "TCD"),
        ],
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-08-01"),
            presence("rus", "MLI", "[2021-12-20..2022-01-05]", seen="2023-05-01"),
            presence("usa", "MLI", "2016~", "2018"),
        ],
        strengths=[strength("many", "fra", "MLI;NER", "2013-02", 4000)],
        regimes=[
            regime("first", "1960-09-22", "1968-11-19"),
            regime("second", "1968-11-19", "1991-01-01"),
            regime("last", "2020-08-18"),
        ],
        memberships=[membership("ecowas", "member", "1975-05-28", "2025-01-29")],
    )


@pytest.fixture
def small_view(small: Store) -> View:
    return View(small, small.cutoff, FIRST, small.cutoff)


def filled(store: Store, country: str, kind: str) -> dict[int, int]:
    """The years of a line that have a row."""
    return {year: n for year, n in coverage.by_year(store)[country, kind].items() if n}


def test_the_years_run_from_the_first_day_of_a_view_to_the_cut_off(small: Store) -> None:
    assert (coverage.years(small)[0], coverage.years(small)[-1]) == (1958, 2024)


def test_an_event_counts_once_in_the_year_of_its_earliest_day_in_each_of_its_countries(small: Store) -> None:
    assert filled(small, "MLI", "power") == {2012: 1}
    assert filled(small, "MLI", "violence") == {2012: 1, 2013: 1}
    assert filled(small, "NER", "violence") == {2012: 1}


def test_a_row_of_another_country_counts_nowhere(small: Store) -> None:
    assert set(coverage.by_year(small)) == {(country, kind) for country in FOCUS for kind in coverage.KINDS}
    assert filled(small, "NER", "power") == {}


def test_a_figure_counts_in_each_country_that_it_covers(small: Store) -> None:
    assert filled(small, "MLI", "strengths") == filled(small, "NER", "strengths") == {2013: 1}


def test_a_presence_counts_in_every_year_that_it_may_touch_an_open_one_to_its_last_evidence(small: Store) -> None:
    # Serval's stand-in 2013 to 2014; 2016~ may begin in 2015; the Russians from December 2021 to the evidence of 2023.
    assert filled(small, "MLI", "presences") == {
        2013: 1, 2014: 1, 2015: 1, 2016: 1, 2017: 1, 2018: 1, 2021: 1, 2022: 1, 2023: 1,
    }  # fmt: skip


def test_a_reign_ends_the_day_before_its_exclusive_end_and_an_open_one_reaches_the_cut_off(small: Store) -> None:
    counts = filled(small, "MLI", "regimes")
    assert counts == {**dict.fromkeys(range(1960, 1991), 1), 1968: 2, **dict.fromkeys(range(2020, 2025), 1)}


def test_a_membership_that_ends_after_the_cut_off_reaches_the_cut_off(small: Store) -> None:
    assert filled(small, "MLI", "memberships") == dict.fromkeys(range(1975, 2025), 1)


def test_every_kind_of_event_has_a_group_that_is_counted() -> None:
    assert {word.shape for word in words_of("event_kind").values()} == set(coverage.EVENT_GROUPS)


def test_years_without_a_row_are_runs_with_their_first_and_last_year(small: Store) -> None:
    found = coverage.without(small)
    assert found["MLI", "regimes"] == ((1958, 1959), (1991, 2019))
    assert found["MLI", "presences"] == ((1958, 2012), (2019, 2020), (2024, 2024))
    assert found["BFA", "power"] == ((1958, 2024),)


def test_events_before_a_day_are_counted_by_their_earliest_day(small: Store) -> None:
    assert coverage.events_before(small, small.cutoff) == 4
    assert coverage.events_before(small, small.cutoff.replace(year=2012, month=12, day=30)) == 1
    assert coverage.events_before(small, small.cutoff.replace(year=2012, month=12, day=31)) == 2


@pytest.mark.parametrize(
    ("n", "shade"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (10, 3), (11, 4), (20, 4), (21, 5), (500, 5)]
)
def test_more_rows_have_a_deeper_shade_and_none_is_hatched(n: int, shade: int) -> None:
    assert about_years.shade(n) == shade


def test_the_heat_table_has_a_line_a_year_and_prints_every_number(small_view: View) -> None:
    said = about_years.rows_by_year(small_view)
    lines = re.findall(r"<tr><th scope='row'><a href='([^']*)'>(\d{4})</a></th>(.*?)</tr>", said)
    assert [int(year) for _, year, _ in lines] == list(range(2024, 1957, -1))
    cells = {int(year): re.findall(r"<td class='heat-(\d)[^>]*>(\d+)</td>", line) for _, year, line in lines}
    assert {len(line) for line in cells.values()} == {len(FOCUS) * len(coverage.KINDS)}
    mali = cells[1968][len(coverage.KINDS) : 2 * len(coverage.KINDS)]
    assert mali == [("0", "0")] * 6 + [("1", "2"), ("0", "0")]
    assert lines[0][0] == "/record?from=2024-01-01&amp;to=2024-12-31&amp;lang=en"


def test_the_table_says_that_a_gap_is_not_peace_and_how_many_events_are_early(small_view: View) -> None:
    said = about_years.rows_by_year(small_view)
    assert "no sign of peace" in said
    assert "only 0 of 4 events lie before 2012" in said


@pytest.mark.parametrize(("lang", "run"), [("en", "1958–1959 and 1991–2019"), ("fr", "1958-1959 et 1991-2019")])
def test_the_empty_years_are_written_out(lang: str, run: str, small_view: View) -> None:
    assert run in about_years.gaps(small_view.but(lang=lang))


def test_the_scrolling_box_can_be_reached_by_keys_and_has_a_name(small_view: View) -> None:
    assert "tabindex='0' role='region' aria-label=" in about_years.rows_by_year(small_view)


@pytest.mark.parametrize("name", THEMES)
def test_numbers_are_readable_on_every_shade_and_shades_grow(name: str) -> None:
    ink, paper = theme.ground(name).ink, theme.ground(name).paper
    shades = style.heat(name)
    assert len(shades) == len(about_years.STEPS)
    assert all(contrast(ink, shade) >= 4.5 for shade in shades)
    away = [contrast(paper, shade) for shade in shades]
    assert away == sorted(away)


@pytest.mark.parametrize("name", THEMES)
def test_no_shade_is_the_colour_of_a_sender(name: str) -> None:
    for shade in style.heat(name):
        red, green, blue = theme.rgb(shade)[:3]
        assert max(red, green, blue) - min(red, green, blue) < 45
