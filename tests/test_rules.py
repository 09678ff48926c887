"""Row against row: one bad row trips each rule; the sample trips none."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import change, problems, read, the, write

from sahel import checks, rules
from sahel.geography import geo_layer

NORTH = "smp-heron-mli-north"
OPEN_NORTH = "smp-corps-mli-north"
HERON_NER = "smp-heron-ner-2018"


def test_the_sample_trips_no_rule(folder: Path) -> None:
    assert problems(folder) == []


BAD_ROWS = [
    # table, row, what is changed, column named, what was expected
    ("events", "smp-bfa-2017-attempt", {"end_date": "2017-09-15"}, "end_date", "ends before it starts (2017-09-16)"),
    ("presences", NORTH, {"end": "2014-07"}, "end", "ends before it starts (2014-08-01)"),
    ("presences", OPEN_NORTH, {"last_seen": "2023"}, "last_seen", "ends before it starts (2024-01-01)"),
    ("regimes", "smp-mli-one", {"end": "2004", "exit": "coup"}, "end", "ends before it starts (2005-01-01)"),
    ("memberships", "smp-ecowas-mli-economy", {"end": "[2009..2010-03]"}, "end", "same precision"),
    ("memberships", "smp-ecowas-mli-economy", {"end": "2010-04-01"}, "end", "ends before it starts (2010-04-02)"),
    ("forces", "smp_heron", {"active_to": "2014-07-31"}, "active_to", "ends before it starts (2014-08-01)"),
    ("presences", OPEN_NORTH, {"last_seen": ""}, "last_seen", "may not be empty while the end is .."),
    ("presences", NORTH, {"last_seen": "2020-06"}, "last_seen", "must be empty once an end is known"),
    ("regimes", "smp-ner-two", {"exit": "coup"}, "exit", "must be empty exactly when the end is .."),
    ("regimes", "smp-ner-one", {"exit": ""}, "exit", "must be empty exactly when the end is .."),
    ("strengths", HERON_NER, {"low": "", "high": ""}, "low", "may not be empty when high is empty too"),
    ("strengths", HERON_NER, {"low": "501"}, "low", "is above high (500)"),
    ("regimes", "smp-mli-two", {"start": "2010-03-14"}, "start", "surely overlaps the reign smp-mli-one"),
    ("presences", "smp-falcon-mli", {"start": "2013-01-10"}, "start", "lies before the force exists (2013-01-11)"),
    ("presences", "smp-falcon-mli", {"end": "2014-08"}, "end", "outlives its force (2014-07-31)"),
    ("presences", "smp-falcon-mli", {"end": "..", "last_seen": "2014-07"}, "end", "outlives its force (2014-07-31)"),
    (
        "presences", "smp-heron-ner-airfield", {"end": "2021-01"},
        "presence_id", "is not enclosed by a country row of the same force",
    ),
    (
        "presences", "smp-heron-ner-airfield", {"end": "..", "last_seen": "2020-11"},
        "presence_id", "is not enclosed by a country row of the same force",
    ),
    ("presences", NORTH, {"country": "NER"}, "place_id", "lies in MLI, not in NER"),
    ("forces", "smp_heron", {"predecessor_id": "smp_heron"}, "predecessor_id", "is the force itself"),
    ("forces", "smp_germans", {"part_of_id": "smp_germans"}, "part_of_id", "is the force itself"),
    ("events", "smp-mli-2011-05-plot", {"claimant": ""}, "claimant", "may not be empty for a plot"),
    (
        "events", "smp-mli-2010-03-15-coup", {"source_ids": "smp-agency"},
        "confidence", "needs two independent sources or an official one",
    ),
    ("events", "smp-bfa-2017-attempt", {"from_place_id": "smp-north"}, "to_place_id", "must be filled exactly when"),
    (
        "events", "smp-bfa-2017-attempt", {"from_place_id": "smp-north", "to_place_id": "smp-north"},
        "to_place_id", "is where the move began",
    ),
    ("events", "smp-bfa-2017-attempt", {"source_ids": "smp-agency"}, "importance", "needs two independent"),
    ("events", "smp-mli-2010-03-15-coup", {"importance": "4"}, "importance", "is not 1, 2 or 3"),
    ("events", "smp-mli-2010-03-15-coup", {"importance": "0"}, "importance", "is not 1, 2 or 3"),
    ("coup_codings", "smp-mli-2010-03-15-coup", {"date": ""}, "date", "must be empty exactly for not_listed"),
    ("coup_codings", "smp-mli-2010-03-15-coup", {"coding": "not_listed"}, "date", "must be empty exactly for not_l"),
    ("places", "smp-camp", {"lon": "-15.2"}, "lon", "km outside BFA"),
    ("places", "smp-camp", {"lon": "12.36", "lat": "-1.52"}, "lon", "km outside BFA"),
    ("places", "smp-camp", {"lon": "0", "lat": "0"}, "lon", "km outside BFA"),
    ("places", "smp-camp", {"country": "JPN"}, "country", "is not on the base map"),
    ("places", "smp-border", {"outside": "no"}, "lon", "km outside BFA"),
    ("places", "smp-border", {"lon": "181"}, "lon", "is not between -180 and 180"),
    ("places", "smp-border", {"lat": "-90.5"}, "lat", "is not between -90 and 90"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "changed", "column", "expected"), BAD_ROWS)
def test_one_bad_row_is_named(
    folder: Path, table: str, row: str, changed: dict[str, str], column: str, expected: str
) -> None:
    line = change(folder, table, row, **changed)
    found = [problem for problem in problems(folder) if "is out of order" not in problem.expected]
    problem = next((problem for problem in found if (problem.file, problem.column) == (f"{table}.csv", column)), None)
    assert problem is not None, "\n".join(map(str, found))
    assert expected in problem.expected
    assert problem.line == line
    assert problem.value == read(folder, table)[line - 2][column]


def test_rows_out_of_order_are_named_with_the_command_that_sorts_them(folder: Path) -> None:
    rows = read(folder, "events")
    write(folder, "events", [rows[1], rows[0], *rows[2:]])
    problem = the(problems(folder), "events.csv", "event_id")
    assert (problem.line, problem.value) == (3, rows[0]["event_id"])
    assert problem.expected == "is out of order: rows are sorted by date, event_id (python -m sahel sort)"


@pytest.mark.parametrize(
    ("date", "key"), [("2022", "2022-01-01"), ("[2021-12..2022-02]", "2021-12-01"), ("2022-01-10~", "2022-01-03")]
)
def test_dates_are_sorted_by_their_earliest_day(date: str, key: str) -> None:
    assert rules.sort_key("events", {"date": date, "event_id": "a"}) == (key, "a")


@pytest.mark.parametrize("kind", ["coup", "coup_attempt", "plot"])
def test_a_coup_attempt_or_plot_must_be_coded_by_every_list(folder: Path, kind: str) -> None:
    line = change(folder, "events", "smp-bfa-2018-12-29-oath", kind=kind, claimant="BFA")
    found = [problem for problem in problems(folder) if problem.column == "event_id"]
    assert [problem.line for problem in found] == [line, line]
    assert [problem.expected for problem in found] == [
        "has no row for the list smp-list-one in coup_codings.csv",
        "has no row for the list smp-list-two in coup_codings.csv",
    ]


def test_an_official_source_alone_earns_high_confidence(folder: Path) -> None:
    change(folder, "events", "smp-mli-2010-03-15-coup", source_ids="smp-ministry", importance="2")
    assert problems(folder) == []


def test_two_copies_of_one_text_are_one_voice(folder: Path) -> None:
    change(folder, "sources", "smp-agency", agency="SAMPLE gazette")
    change(folder, "events", "smp-mli-2010-03-15-coup", source_ids="smp-agency;smp-gazette")
    assert {problem.column for problem in problems(folder)} == {"confidence", "importance"}


@pytest.mark.parametrize(
    ("start", "end", "is_enclosed"),
    [
        ("2013-01-11", "2014-07-31", True), ("[2013-01-11..2013-12-31]", "[2014-01-01..2014-07-31]", True),
        ("2013-01", "2014-07-31", False), ("2013-01-15~", "2014-07-31", False), ("2013-01-26", "2014-07-28~", False),
    ],
)  # fmt: skip
def test_the_doubt_of_a_site_row_has_its_floor_and_ceiling_in_the_country_row(
    folder: Path, start: str, end: str, is_enclosed: bool
) -> None:
    change(folder, "presences", "smp-falcon-mli-north", start=start, end=end)
    found = [problem.expected for problem in problems(folder) if "is out of order" not in problem.expected]
    assert found == ([] if is_enclosed else ["is not enclosed by a country row of the same force"])


def test_an_open_country_row_encloses_open_and_ended_sites(folder: Path) -> None:
    change(folder, "presences", "smp-heron-ner", end="..", last_seen="2020-12")
    assert problems(folder) == []
    change(folder, "presences", "smp-heron-ner-airfield", end="..", last_seen="2020-12")
    assert problems(folder) == []


def test_two_reigns_that_only_may_overlap_are_allowed(folder: Path) -> None:
    change(folder, "regimes", "smp-mli-two", start="2010-03")
    assert problems(folder) == []


@pytest.mark.parametrize(("lat", "is_sound"), [("15.05", True), ("15.1", True), ("15.16", False)])
def test_a_point_may_lie_ten_kilometres_outside_its_country(folder: Path, lat: str, is_sound: bool) -> None:
    """On the base map the northern border lies near 15.06 N there; 15.1 is 5 km beyond it, 15.16 is 11 km."""
    change(folder, "places", "smp-camp", lon="-0.2", lat=lat)
    assert (problems(folder) == []) is is_sound


def test_rules_wait_until_every_cell_is_sound(folder: Path) -> None:
    change(folder, "strengths", HERON_NER, low="9999")
    change(folder, "sources", "smp-gazette", url="nowhere")
    assert [problem.column for problem in problems(folder)] == ["url"]


def test_several_rules_may_be_broken_at_once(folder: Path) -> None:
    change(folder, "strengths", HERON_NER, low="9999")
    change(folder, "events", "smp-mli-2011-05-plot", claimant="", importance="9")
    change(folder, "places", "smp-camp", lon="-15.2")
    found = {(problem.file, problem.column) for problem in problems(folder)}
    assert found == {
        ("strengths.csv", "low"), ("events.csv", "claimant"), ("events.csv", "importance"), ("places.csv", "lon"),
    }  # fmt: skip


def test_a_record_without_places_is_checked_too(folder: Path) -> None:
    rows, _ = checks.read_text(folder)
    assert rules.rule_problems({name: [] for name in rows}, geo_layer("countries")) == []


def test_every_rule_has_a_bad_row_above() -> None:
    """The names of the rules are listed here, so that a new one comes with its row."""
    assert {rule.__name__ for rule in rules._RULES} == {
        "_unsorted", "_ends_before_start", "_last_seen", "_exit_of_regime", "_figures", "_reigns_overlap",
        "_outlives_force", "_place_of_presence", "_relations_of_forces", "_plots_need_a_voice",
        "_doubt_is_told", "_importance", "_moves_have_two_ends", "_codings", "_coordinate_range",
    }  # fmt: skip


@pytest.mark.parametrize("column", ["predecessor_id", "part_of_id"])
def test_forces_do_not_stand_in_a_circle(folder: Path, column: str) -> None:
    circle = {"smp_heron": "smp_germans", "smp_germans": "smp_falcon", "smp_falcon": "smp_heron"}
    for force, above in circle.items():
        change(folder, "forces", force, **{column: above})
    change(folder, "forces", "smp_bears", **{column: "smp_heron"})
    found = [problem for problem in problems(folder) if "leads back" in problem.expected]
    assert {problem.column for problem in found} == {column}
    assert {(problem.value, problem.expected) for problem in found} == {
        ("smp_germans", "leads back to the force itself (smp_germans, smp_falcon, smp_heron)"),
        ("smp_falcon", "leads back to the force itself (smp_falcon, smp_heron, smp_germans)"),
        ("smp_heron", "leads back to the force itself (smp_heron, smp_germans, smp_falcon)"),
    }
