"""Who calls it a coup: counts, coverage and disagreements of the lists, on a small record worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from handmade import coding, event, record

from sahel import charts_lists
from sahel.citations import Citations
from sahel.lists_of_coups import RULE, Coverage, counts, coverage, disagreements, numbered, options, sentence
from sahel.store import Store
from sahel.view import View


def source(name: str, title: str) -> dict[str, str]:
    cells = {
        "source_id": name,
        "publisher": "Publisher",
        "title": title,
        "url": "https://example.org",
        "language": "en",
    }
    return {**cells, "kind": "dataset", "published": "", "accessed": "2026-11-23"}


EVENTS = [
    event("first", "1974-04-15", "coup", "NER"),
    event("plot", "1983", "plot", "NER", claimant="NER"),
    event("twice", "2015-09-16", "coup_attempt", "BFA"),
    event("mutiny", "2014-01-01", "protest", "NER"),
    event("last", "2023-07-26", "coup", "NER"),
]
CODINGS = [
    coding("first", "long", "1974-04-15", "success"),
    coding("first", "short", "", "not_covered"),
    coding("plot", "long", "1983-10-05", "conspiracy"),
    coding("plot", "short", "", "not_listed"),
    coding("twice", "long", "2015-09-16", "success"),
    coding("twice", "long", "2015-09-23", "success"),
    coding("twice", "short", "2015-09-17", "failed"),
    coding("mutiny", "long", "", "not_listed"),
    coding("mutiny", "short", "2014-01-01", "failed"),
    coding("last", "long", "", "not_covered"),
    coding("last", "short", "2023-07-26", "success"),
]
MADE = record(events=EVENTS, coup_codings=CODINGS, sources=[source("long", "<b>Long"), source("short", "Short")])
BOTH = ("NER", "BFA")


def seen(made: Store = MADE, **changes: Any) -> View:
    return View(store=made, on=made.cutoff, start=date(2012, 1, 1), end=made.cutoff).but(countries=BOTH, **changes)


def test_our_own_rule_comes_first_then_every_list() -> None:
    assert options(MADE) == [RULE, "long", "short"]


@pytest.mark.parametrize(
    ("name", "years"),
    [("long", (1974, 2015)), ("short", (1983, 2023)), (RULE, (1960, 2024)), ("unknown", (2025, 1959))],
)
def test_a_list_covers_the_years_from_its_first_to_its_last_coded_or_unlisted_event(
    name: str, years: tuple[int, int]
) -> None:
    assert coverage(MADE, name) == Coverage(*years)


def numbers(name: str, country: str) -> dict[int, dict[str, int]]:
    return {one.decade: one.numbers for one in counts(MADE, (country,), name) if one.numbers}


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        (RULE, "NER", {1970: {"success": 1}, 1980: {"conspiracy": 1}, 2020: {"success": 1}}),
        (RULE, "BFA", {2010: {"failed": 1}}),
        ("long", "BFA", {2010: {"success": 2}}),
        ("long", "NER", {1970: {"success": 1}, 1980: {"conspiracy": 1}}),
        ("short", "NER", {2010: {"failed": 1}, 2020: {"success": 1}}),
    ],
)
def test_each_list_counts_by_country_and_decade(name: str, country: str, expected: dict[int, dict[str, int]]) -> None:
    assert numbers(name, country) == expected


def test_a_decade_is_covered_wholly_partly_or_not_at_all() -> None:
    covered = {one.decade: one.covered for one in counts(MADE, ("NER",), "short")}
    assert covered == {
        1960: "none", 1970: "none", 1980: "part", 1990: "all", 2000: "all", 2010: "all", 2020: "part",
    }  # fmt: skip


def test_what_is_not_covered_never_reads_as_none() -> None:
    html = charts_lists.table(seen(), "short", Citations(MADE.sources))
    assert html.count("not covered</td>") == 2 * 2
    assert "covered from 1983" in html
    assert "covered to 2023" in html
    assert "from 1983 to 2023" in html
    assert "&lt;b&gt;" not in html
    assert "&lt;b&gt;Long" in charts_lists.table(seen(), "long", Citations(MADE.sources))


@pytest.mark.parametrize(
    ("name", "events"), [(RULE, ["mutiny", "twice"]), ("long", ["mutiny", "twice"]), ("short", ["mutiny", "twice"])]
)
def test_only_events_on_which_a_covering_voice_differs_are_told(name: str, events: list[str]) -> None:
    assert [one.coded.event["event_id"] for one in disagreements(MADE, BOTH, name)] == events


def test_a_disagreement_is_explained_in_one_sentence() -> None:
    found = {one.coded.event["event_id"]: one for one in disagreements(MADE, BOTH, RULE)}
    assert sentence(seen(), found["twice"]) == (
        "Burkina Faso, 16 September 2015: <b>Long lists 2 successes; Short lists 1 failure; "
        "this record calls it: coup attempt."
    )
    assert "<b>Long does not list it; Short lists 1 failure" in sentence(seen(), found["mutiny"])


def test_the_silence_about_a_plot_of_a_list_without_plots_is_no_disagreement() -> None:
    assert "plot" not in [one.coded.event["event_id"] for one in disagreements(MADE, BOTH, "long")]


def test_a_plot_that_one_list_of_plots_has_and_another_has_not_stands_apart() -> None:
    more = [coding("other", "short", "2014-06-05", "conspiracy"), coding("other", "long", "", "not_listed")]
    made = record(
        events=[*EVENTS, event("other", "2014-06-05", "plot", "NER", claimant="NER")],
        coup_codings=[*CODINGS, *more],
        sources=[source("long", "Long"), source("short", "Short")],
    )
    found = {one.coded.event["event_id"]: one.is_of_plots for one in disagreements(made, BOTH, RULE)}
    assert found["other"] is True
    assert found["twice"] is False
    # Once a list codes conspiracies, its silence about the plot of 1983 counts too.
    assert "and 2 alleged plots that" in charts_lists.disputed(seen(made), "long")


def test_sentences_are_escaped_and_agreement_is_said() -> None:
    assert "<b>Long" not in charts_lists.disputed(seen(), RULE)
    agreed = record(events=EVENTS[:1], coup_codings=CODINGS[:1], sources=[source("long", "Long")])
    assert "calls them otherwise" in charts_lists.disputed(seen(agreed), "long")


def test_numbers_are_written_in_words() -> None:
    assert numbered(seen(), {"failed": 1, "success": 2}) == "2 successes and 1 failure"
    assert numbered(seen(), {}) == "none"
