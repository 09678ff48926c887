"""The derived questions D1 to D6, D8 and D9, each worked out by hand on a few rows."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from handmade import CUTOFF, coding, event, frame, membership, presence, record, regime, strength

from sahel import queries
from sahel.queries import (
    codings,
    counted_as_coup,
    coup_lag,
    departures,
    events_between,
    forces_in_country,
    foreign,
    last_known,
    memberships_on,
    present,
    ruler,
    site_chain,
)
from sahel.schema import TABLES
from sahel.store import Store


def day(text: str) -> date:
    return date.fromisoformat(text)


def level(start: str, end: str, on: str, seen: str = "") -> str:
    """The level of one presence on a day, "" if it does not hold."""
    rows = present(frame("presences", [presence("fra", "MLI", start, end, seen=seen)]), day(on))
    return rows["level"].iloc[0] if len(rows) else ""


SHARP = ("2013-01-11", "2014-07-31")
MONTHS = ("2013-02", "2014-03")
YEARS = ("2010", "2017")
ABOUT = ("2013-01-10~", "2013-06~")
BETWEEN = ("[2013-01-05..2013-01-20]", "[2020-12-01..2020-12-20]")


@pytest.mark.parametrize(
    ("span", "on", "expected"),
    [
        (SHARP, "2013-01-10", ""), (SHARP, "2013-01-11", "sure"),
        (SHARP, "2014-07-31", "sure"), (SHARP, "2014-08-01", ""),
        (MONTHS, "2013-01-31", ""), (MONTHS, "2013-02-01", "possible"), (MONTHS, "2013-02-27", "possible"),
        (MONTHS, "2013-02-28", "sure"), (MONTHS, "2014-03-01", "sure"), (MONTHS, "2014-03-02", "possible"),
        (MONTHS, "2014-03-31", "possible"), (MONTHS, "2014-04-01", ""),
        (YEARS, "2009-12-31", ""), (YEARS, "2010-12-30", "possible"), (YEARS, "2010-12-31", "sure"),
        (YEARS, "2017-01-01", "sure"), (YEARS, "2017-12-31", "possible"), (YEARS, "2018-01-01", ""),
        (ABOUT, "2013-01-02", ""), (ABOUT, "2013-01-03", "possible"), (ABOUT, "2013-01-17", "sure"),
        (ABOUT, "2013-05-01", "sure"), (ABOUT, "2013-07-31", "possible"), (ABOUT, "2013-08-01", ""),
        (BETWEEN, "2013-01-04", ""), (BETWEEN, "2013-01-19", "possible"), (BETWEEN, "2013-01-20", "sure"),
        (BETWEEN, "2020-12-01", "sure"), (BETWEEN, "2020-12-20", "possible"), (BETWEEN, "2020-12-21", ""),
    ],
)  # fmt: skip
def test_d1_a_row_holds_surely_or_possibly(span: tuple[str, str], on: str, expected: str) -> None:
    assert level(*span, on) == expected


@pytest.mark.parametrize(
    ("seen", "days_after", "expected"),
    [
        ("2021-06-30", -1, "sure"), ("2021-06-30", 0, "sure"), ("2021-06-30", 1, "presumed"),
        ("2021-06-30", 365, "presumed"), ("2021-06-30", 366, "stale"), ("2021-06-30", 5000, "stale"),
        ("2021-06", 0, "sure"), ("2021-06", 365, "presumed"), ("2021-06", 366, "stale"),
        ("[2021-06-01..2021-06-30]", 0, "sure"), ("2021-06-23~", 0, "sure"), ("2021-06-23~", 366, "stale"),
    ],
)  # fmt: skip
def test_d1_an_open_end_is_sure_then_presumed_for_365_days_then_stale(
    seen: str, days_after: int, expected: str
) -> None:
    on = day("2021-06-30") + timedelta(days=days_after)
    assert level("2013-01-11", "..", on.isoformat(), seen) == expected


def test_d1_an_open_end_is_no_surer_than_its_start() -> None:
    assert level("[2021-10-12..2021-10-24]", "..", "2021-10-11", "2021-10-20") == ""
    assert level("[2021-10-12..2021-10-24]", "..", "2021-10-23", "2021-10-20") == "possible"
    assert level("[2021-10-12..2021-10-24]", "..", "2021-10-24", "2021-10-20") == "presumed"


def test_d1_a_start_and_an_end_of_the_same_year_are_never_sure() -> None:
    assert {level("2015", "2015", on) for on in ("2015-01-01", "2015-06-30", "2015-12-31")} == {"possible"}


def test_d1_foreign_leaves_out_host_states_and_armed_groups() -> None:
    rows = [presence(force, "MLI", "2020", seen="2024") for force in ("fra", "army", "rebels", "un", "ger")]
    there = record(presences=rows)
    assert list(foreign(there.presences, there.forces)["force_id"]) == ["fra", "un", "ger"]
    assert list(foreign(there.presences, there.forces)["group"]) == ["FRA", "UN", "EUR"]


def test_d2_a_force_is_present_at_the_best_level_of_its_rows() -> None:
    there = record(
        presences=[
            presence("fra", "MLI", "2020", "..", "gao", seen="2020-03-01"),
            presence("fra", "MLI", "2021-01-01", "2024-06-30", "kidal"),
            presence("usa", "MLI", "2020", "..", "gao", seen="2020-03-01"),
            presence("un", "MLI", "2023", "..", "gao", seen="2024-06-30"),
            presence("rus", "MLI", "2024", "..", "gao", seen="2024-06-30"),
            presence("fra", "NER", "2021-01-01", "2024-06-30"),
        ]
    )
    found = forces_in_country(there, "MLI", day("2024-06-01"))
    assert [(force.force_id, force.level) for force in found] == [
        ("fra", "sure"), ("usa", "stale"), ("un", "sure"), ("rus", "possible"),
    ]  # fmt: skip
    assert found[0].place_ids == ("kidal", "gao")


def test_d2_a_country_row_never_places_a_force() -> None:
    there = record(presences=[presence("fra", "MLI", "2013-01-11", "2022-08-15")])
    (force,) = forces_in_country(there, "MLI", day("2020-01-01"))
    assert force.place_ids == ()
    assert force.level == "sure"


def test_d2_a_force_is_there_since_its_country_row_began_and_at_sites_from_their_rows() -> None:
    there = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2022-08-15"),
            presence("fra", "MLI", "2013-01-26", "2022-08-15", "gao"),
            presence("fra", "MLI", "2013-01-30", "2021-10-01", "kidal"),
        ]
    )
    (force,) = forces_in_country(there, "MLI", day("2022-01-01"))
    assert (force.since, force.place_ids) == ("2013-01-11", ("gao",))


def test_d2_a_country_where_nobody_is_has_no_force() -> None:
    there = record(presences=[presence("fra", "MLI", "2013", "2014")])
    assert forces_in_country(there, "MLI", day("2016-01-01")) == ()
    assert forces_in_country(there, "NER", day("2013-06-01")) == ()


def test_d2_forces_stand_in_the_order_of_senders() -> None:
    rows = [presence(force, "MLI", "2020-01-01", "2024-01-01") for force in ("rus", "un", "ger", "usa", "fra")]
    found = forces_in_country(record(presences=rows), "MLI", day("2022-01-01"))
    assert [force.group for force in found] == ["FRA", "USA", "EUR", "UN", "RUS"]


def test_d2_an_umbrella_says_no_more_once_a_unit_is_there_as_surely() -> None:
    rows = [presence("rus", "MLI", "2021-12", "..", seen="2024-06"), presence("rus_a", "MLI", "2022-01", "2023-12")]
    there = record(presences=rows)
    assert [force.force_id for force in forces_in_country(there, "MLI", day("2023-01-01"))] == ["rus_a"]
    assert [force.force_id for force in forces_in_country(there, "MLI", day("2024-02-01"))] == ["rus"]


def test_d2_an_umbrella_stays_while_its_unit_is_only_possible() -> None:
    rows = [presence("rus", "MLI", "2021-12-01", "..", seen="2024-06"), presence("rus_a", "MLI", "2022", "2023-12")]
    found = forces_in_country(record(presences=rows), "MLI", day("2022-05-01"))
    assert [(force.force_id, force.level) for force in found] == [("rus", "sure"), ("rus_a", "possible")]


def test_d2_a_mission_stays_beside_the_contingent_of_another_sender() -> None:
    rows = [presence("un", "MLI", "2013-07-01", "2023-12-31"), presence("ger", "MLI", "2016-02-01", "2023-11-30")]
    found = forces_in_country(record(presences=rows), "MLI", day("2020-01-01"))
    assert [force.force_id for force in found] == ["ger", "un"]


def test_departures_name_the_last_end_of_each_sender_that_is_gone() -> None:
    there = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31"),
            presence("fra2", "MLI", "2014-08-01", "2021-10-13", "kidal"),
            presence("fra2", "MLI", "2014-08-01", "2022-08-15", "gao"),
            presence("usa", "MLI", "2013", "[2019-05-01..2021-12-31]"),
            presence("un", "MLI", "2013-07-01", "2023-12-31"),
            presence("un", "NER", "2013-07-01", "2014"),
        ]
    )
    found = departures(there, "MLI", day("2023-01-01"))
    assert [(left.group, left.end, left.days_low, left.days_high) for left in found] == [
        ("FRA", "2022-08-15", 139, 139),
        ("USA", "[2019-05-01..2021-12-31]", 366, 1341),
    ]


def test_departures_take_the_end_of_a_country_row_before_those_of_its_sites() -> None:
    there = record(
        presences=[
            presence("un", "MLI", "2013-07-01", "2023-12-31"),
            presence("un", "MLI", "2013-07-01", "[2023-12-01..2024-02-15]", "gao"),
        ]
    )
    (left,) = departures(there, "MLI", day("2024-06-30"))
    assert (left.end, left.days_low) == ("2023-12-31", 182)


def test_a_sender_whose_force_may_still_be_there_has_not_departed() -> None:
    rows = [presence("fra", "MLI", "2013", "2014"), presence("fra2", "MLI", "2014", "..", seen="2015")]
    assert departures(record(presences=rows), "MLI", day("2024-01-01")) == []


REIGNS = [
    regime("one", "2005-01-01", "2010-03-15", sworn="2005-01-10"),
    regime("two", "2010-03-15", "[2012-05-20..2012-05-28]", sworn="2010-05-02"),
    regime("three", "[2012-05-20..2012-05-28]", "2020-08-18", sworn="2012-06-10"),
    regime("four", "2020-08-20", "..", sworn="2020-09-25"),
    regime("elsewhere", "2001", "..", country="NER"),
]


@pytest.mark.parametrize(
    ("on", "expected", "certain"),
    [
        ("2004-12-31", [], None), ("2005-01-01", ["one"], True), ("2010-03-14", ["one"], True),
        ("2010-03-15", ["two"], True), ("2012-05-19", ["two"], True), ("2012-05-20", ["two", "three"], False),
        ("2012-05-27", ["two", "three"], False), ("2012-05-28", ["three"], True), ("2020-08-17", ["three"], True),
        ("2020-08-18", ["three"], False), ("2020-08-19", [], None), ("2020-08-20", ["four"], True),
        ("2024-06-30", ["four"], True), ("2024-07-01", ["four"], False),
    ],
)  # fmt: skip
def test_d3_one_surely_rules_or_several_contest_it(on: str, expected: list[str], certain: bool | None) -> None:
    rows = ruler(frame("regimes", REIGNS), "MLI", day(on))
    assert list(rows["regime_id"]) == expected
    assert set(rows["certain"]) == ({certain} if expected else set())


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2005-01-05", []), ("2005-01-10", ["one"]), ("2010-03-20", []), ("2010-05-02", ["two"]),
        ("2012-05-30", []), ("2012-06-10", ["three"]), ("2020-09-24", []), ("2020-09-25", ["four"]),
    ],
)  # fmt: skip
def test_d3_de_jure_begins_with_the_oath(on: str, expected: list[str]) -> None:
    assert list(ruler(frame("regimes", REIGNS), "MLI", day(on), de_jure=True)["regime_id"]) == expected


def test_d3_de_jure_falls_back_to_the_start_where_no_oath_is_known() -> None:
    reigns = frame("regimes", [regime("a", "2005-01-01", "2010-03-15")])
    assert list(ruler(reigns, "MLI", day("2005-01-01"), de_jure=True)["regime_id"]) == ["a"]


HERE = [presence("fra", "MLI", "2013-01-11", "2022-08-15"), presence("rus", "MLI", "2021-12", "..", seen="2024-06")]


def known(on: str, *claims: dict[str, str], force: str = "fra", country: str = "MLI", here: list | None = None) -> list:
    rows = last_known(record(presences=here or HERE, strengths=list(claims)), force, country, day(on))
    return list(rows[["strength_id", "age", "scope"]].itertuples(index=False, name=None))


def test_d4_the_newest_claim_and_all_at_most_ninety_days_older() -> None:
    claims = [
        strength("newest", "fra", "MLI", "2020-06-30", 5000, claimant="FRA"),
        strength("same-day", "fra", "MLI", "2020-06-30", 5100),
        strength("ninety", "fra", "MLI", "2020-04-01", 4500, claimant="UN"),
        strength("ninety-one", "fra", "MLI", "2020-03-31", 4400),
        strength("later", "fra", "MLI", "2020-07-02", 5300),
    ]
    assert known("2020-07-01", *claims) == [
        ("newest", 1, "country"),
        ("same-day", 1, "country"),
        ("ninety", 91, "country"),
    ]


def test_d4_claims_stay_side_by_side_and_are_never_summed_or_averaged() -> None:
    claims = [strength(name, "fra", "MLI", "2020-06-30", n) for name, n in (("a", 100), ("b", 900))]
    rows = last_known(record(presences=HERE, strengths=claims), "fra", "MLI", day("2020-07-01"))
    assert list(rows["low"]) == [100, 900]


@pytest.mark.parametrize("measure", ["planned", "ceiling", "peak", "departed", "rotated", "assigned"])
def test_d4_only_people_deployed_are_counted(measure: str) -> None:
    claims = [
        strength("deployed", "fra", "MLI", "2019-01-01", 4500),
        strength("other", "fra", "MLI", "2020-06-30", 9000, measure=measure),
    ]
    assert known("2020-07-01", *claims) == [("deployed", 547, "country")]
    assert known("2020-07-01", claims[1]) == []


def test_d4_arrivals_are_taken_only_if_nobody_counts_those_deployed() -> None:
    arrived = strength("arrived", "fra", "MLI", "2020-06-30", 100, measure="arrived")
    assert known("2020-07-01", arrived) == [("arrived", 1, "country")]
    deployed = strength("deployed", "fra", "MLI", "2018-01-01", 4500)
    assert [row[0] for row in known("2020-07-01", arrived, deployed)] == ["deployed"]


def test_d4_a_figure_of_one_site_is_not_one_of_the_country() -> None:
    assert known("2020-07-01", strength("site", "fra", "MLI", "2020-06-30", 300, place_ids="gao")) == []


def test_d4_a_regional_figure_stands_in_only_when_there_is_no_other() -> None:
    region = strength("region", "fra", "MLI;NER;BFA", "2020-06-30", 5100)
    assert known("2020-07-01", region) == [("region", 1, "region")]
    arrived = strength("country", "fra", "MLI", "2015-06-30", 1000, measure="arrived")
    assert [(row[0], row[2]) for row in known("2020-07-01", region, arrived)] == [("country", "country")]
    assert known("2020-07-01", strength("elsewhere", "fra", "NER;BFA", "2020-06-30", 5100)) == []
    assert known("2020-07-01", strength("site", "fra", "MLI;NER", "2020-06-30", 5100, place_ids="gao")) == []


def test_d4_parts_never_add_to_the_whole() -> None:
    here = [presence("un", "MLI", "2013-07-01", "2023-12-31"), presence("ger", "MLI", "2016", "2023-11")]
    claims = [strength("part", "ger", "MLI", "2020-06-30", 1000), strength("whole", "un", "MLI", "2020-06-01", 13000)]
    assert [row[0] for row in known("2020-07-01", *claims, force="un", here=here)] == ["whole"]
    assert [row[0] for row in known("2020-07-01", *claims, force="ger", here=here)] == ["part"]
    assert known("2020-07-01", claims[0], force="un", here=here) == []


def test_d4_a_figure_of_an_earlier_spell_is_not_taken_for_this_one() -> None:
    here = [presence("fra", "MLI", "2002-01-01", "2005-12-31"), presence("fra", "MLI", "2013-01-11", "2022-08-15")]
    early = strength("early", "fra", "MLI", "2004-01-01", 200)
    assert known("2014-01-01", early, here=here) == []
    assert known("2005-01-01", early, here=here) == [("early", 366, "country")]


def test_d4_site_rows_that_follow_each_other_make_one_spell() -> None:
    here = [
        presence("fra", "MLI", "2013-01-11", "2014-12-31", "gao"),
        presence("fra", "MLI", "2015-01-01", "2022", "kidal"),
    ]
    assert known("2020-01-01", strength("early", "fra", "MLI", "2013-05-01", 4000), here=here) != []


def test_d4_nobody_is_counted_after_the_end_or_before_the_claim() -> None:
    claim = strength("a", "fra", "MLI", "2020-06-30", 5000)
    assert known("2022-08-15", claim) == [("a", 776, "country")]
    assert known("2022-08-16", claim) == []
    assert known("2020-06-29", claim) == []


def test_d4_a_figure_of_a_span_counts_from_its_last_day() -> None:
    assert known("2020-06-30", strength("a", "fra", "MLI", "2020-06", 5000)) == [("a", 0, "country")]
    assert known("2020-06-29", strength("a", "fra", "MLI", "2020-06", 5000)) == []


LAG = {
    "events": [
        event("c-2020", "2020-08-18", "coup"), event("c-2021", "2021-05-24", "coup"),
        event("c-2012", "2012-03-22", "coup"),
        event("c-late", "2023-01-01", "coup"), event("attempt", "2022-05-11", "coup_attempt"),
        event("elsewhere", "2022-01-24", "coup", "BFA"),
    ],
    "presences": [
        presence("fra", "MLI", "2013-01-11", "2014-07-31"), presence("fra2", "MLI", "2014-08-01", "2022-08-15", "gao"),
        presence("fra2", "NER", "2014-08-01", "2023-12-22"),
        presence("rus", "MLI", "[2021-12-01..2021-12-23]", seen="2024"),
        presence("rus_b", "MLI", "2024-01-01", seen="2024"), presence("rus", "BFA", "2020-01-01", seen="2024"),
    ],
}  # fmt: skip


def test_d5_days_from_the_last_coup_before_the_exit() -> None:
    lag = coup_lag(record(**LAG), "MLI")
    assert lag is not None
    assert (lag.coup_id, lag.coup_date) == ("c-2021", day("2021-05-24"))
    assert lag.exit == ("fra2-MLI-gao-2014-08-01", "2022-08-15", (448, 448))
    assert lag.arrival is not None
    assert lag.arrival[1:] == ("[2021-12-01..2021-12-23]", (191, 213))


def test_d5_an_arrival_before_the_exit_is_counted_in_negative_days() -> None:
    lag = coup_lag(record(**LAG), "MLI")
    assert lag is not None
    assert lag.exit_to_arrival == (-257, -235)


def test_d5_the_other_coups_since_2020_stand_beside() -> None:
    lag = coup_lag(record(**LAG), "MLI")
    assert lag is not None
    assert lag.other_coups == (("c-2020", day("2020-08-18")), ("c-late", day("2023-01-01")))


def test_d5_a_fuzzy_exit_gives_fewest_and_most_days() -> None:
    rows = [
        presence("fra", "NER", "2014", "[2023-12-20..2023-12-24]"),
        presence("rus", "NER", "2024-04-10", seen="2024-06"),
    ]
    lag = coup_lag(record(events=[event("c", "2023-07-26", "coup", "NER")], presences=rows), "NER")
    assert lag is not None
    assert (lag.exit[2], lag.arrival[2], lag.exit_to_arrival) == ((147, 151), (259, 259), (108, 112))


def test_d5_a_coup_known_to_the_month_widens_the_days_from_it_but_not_those_between() -> None:
    rows = [presence("fra", "NER", "2014", "2023-12-22"), presence("rus", "NER", "2024-04-10", seen="2024-06")]
    lag = coup_lag(record(events=[event("c", "2023-07", "coup", "NER")], presences=rows), "NER")
    assert lag is not None
    assert (lag.exit[2], lag.arrival[2], lag.exit_to_arrival) == ((144, 174), (254, 284), (110, 110))


def test_d5_several_doubtful_rows_narrow_each_other() -> None:
    rows = [
        presence("fra", "NER", "2014", "[2023-12-01..2023-12-31]"), presence("fra2", "NER", "2014", "2023-12-22"),
        presence("rus", "NER", "[2024-04-01..2024-04-30]", seen="2024-06"),
        presence("rus_a", "NER", "2024-04-10", seen="2024-06"),
    ]  # fmt: skip
    lag = coup_lag(record(events=[event("c", "2023-07-26", "coup", "NER")], presences=rows), "NER")
    assert lag is not None
    assert lag.exit[1:] == ("[2023-12-22..2023-12-31]", (149, 158))
    assert lag.arrival[1:] == ("[2024-04-01..2024-04-10]", (250, 259))
    assert lag.exit_to_arrival == (92, 110)


def test_d5_a_sender_that_has_not_left_has_no_exit() -> None:
    rows = [presence("fra", "NER", "2014", "..", seen="2024"), presence("fra2", "NER", "2013", "2014")]
    lag = coup_lag(record(events=[event("c", "2023-07-26", "coup", "NER")], presences=rows), "NER")
    assert lag is not None
    assert (lag.coup_id, lag.exit, lag.arrival, lag.exit_to_arrival) == ("c", None, None, None)


def test_d5_asks_the_same_of_another_sender() -> None:
    rows = [presence("usa", "NER", "2013", "2024-09-15"), presence("rus", "NER", "2024-04-10", seen="2024-06")]
    lag = coup_lag(record(events=[event("c", "2023-07-26", "coup", "NER")], presences=rows), "NER", leaving="USA")
    assert lag is not None
    assert (lag.exit[2], lag.exit_to_arrival) == ((417, 417), (-158, -158))


def test_d5_without_a_coup_before_the_exit_there_is_nothing_to_count() -> None:
    assert coup_lag(record(presences=LAG["presences"]), "MLI") is None
    assert coup_lag(record(events=[event("c", "2023-01-01", "coup")], presences=LAG["presences"]), "MLI") is None


def chain(*rows: dict[str, str], events: tuple[dict[str, str], ...] = ()) -> pd.DataFrame:
    return site_chain(record(presences=list(rows), events=list(events)), "gao")


def test_d6_occupants_follow_each_other_hosts_and_armed_groups_included() -> None:
    rows = chain(
        presence("army", "MLI", "2022-08-16", "..", "gao", seen="2024"),
        presence("rebels", "MLI", "2012-04-01", "2013-01-25", "gao"),
        presence("fra", "MLI", "2013-01-26", "2022-08-15", "gao"),
        presence("fra", "MLI", "2013-01-30", "2021-10-13", "kidal"),
    )
    assert list(rows["force_id"]) == ["rebels", "fra", "army"]
    assert list(rows["gap_low"][:2]) == [0, 0]
    assert pd.isna(rows["gap_low"].iloc[2])


def test_d6_days_between_two_occupants_are_a_gap() -> None:
    rows = chain(
        presence("fra", "MLI", "2013", "2020-06-30", "gao"), presence("army", "MLI", "2020-07-11", "2024", "gao")
    )
    assert (rows["gap_low"].iloc[0], rows["gap_high"].iloc[0]) == (10, 10)


def test_d6_an_overlap_is_co_location() -> None:
    rows = chain(
        presence("un", "MLI", "2013", "2020-06-30", "gao"), presence("fra", "MLI", "2020-06-01", "2024", "gao")
    )
    assert (rows["gap_low"].iloc[0], rows["gap_high"].iloc[0]) == (-30, -30)


def test_d6_fuzzy_ends_give_fewest_and_most_days() -> None:
    rows = chain(presence("fra", "MLI", "2013", "2020-06", "gao"), presence("army", "MLI", "2020-07", "2024", "gao"))
    assert (rows["gap_low"].iloc[0], rows["gap_high"].iloc[0]) == (0, 59)


def test_d6_a_nested_occupant_leaves_no_gap_behind_it() -> None:
    rows = chain(
        presence("un", "MLI", "2013-07-01", "2023-12-31", "gao"),
        presence("usa", "MLI", "2014-01-01", "2014-01-31", "gao"),
        presence("fra", "MLI", "2014-08-01", "2022-08-15", "gao"),
        presence("army", "MLI", "2024-01-11", "..", "gao", seen="2024-06-30"),
    )
    # 181 days lie between the Americans and the French, but the mission was there all the time; after it nobody for 10.
    one, two = day("2014-08-01") - day("2023-12-31"), day("2014-01-01") - day("2023-12-31")
    assert list(rows["gap_low"][:3]) == list(rows["gap_high"][:3]) == [two.days - 1, one.days - 1, 10]


def test_d6_overlapping_occupants_are_co_located_until_the_last_of_them_goes() -> None:
    rows = chain(
        presence("fra", "MLI", "2013-01-01", "2014-12-31", "gao"),
        presence("un", "MLI", "2013-07-01", "2014-06", "gao"),
        presence("rus", "MLI", "2015-01-06", "2015-02-28", "gao"),
    )
    assert list(rows["gap_low"][:2]) == [-549, 5]
    assert list(rows["change"]) == ["changed_hands", "", ""]


def test_d6_a_nested_occupant_keeps_the_event_of_its_leaving() -> None:
    rows = chain(
        presence("un", "MLI", "2013-07-01", "2023-12-31", "gao"),
        presence("ger", "MLI", "2016-02-03", "2023-12-12", "gao"),
        presence("army", "MLI", "2024-01-01", "..", "gao", seen="2024-06-30"),
        events=(event("e", "2023-12-12", "base_handed_over", place_ids="gao"),),
    )
    assert list(rows["change"]) == ["changed_hands", "base_handed_over", ""]


HANDED = (
    presence("fra", "MLI", "2013", "2020-06-30", "gao"),
    presence("army", "MLI", "2020-07-01", "..", "gao", seen="2024"),
)


@pytest.mark.parametrize(
    ("kind", "on", "place", "expected"),
    [
        ("base_handed_over", "2020-06-30", "gao", "base_handed_over"),
        ("base_left", "2020-06-27", "gao", "base_left"),
        ("base_taken", "2020-07-03", "gao", "base_taken"),
        ("base_handed_over", "2020-07-04", "gao", "changed_hands"),
        ("base_handed_over", "2020-06-26", "gao", "changed_hands"),
        ("base_handed_over", "2020-06-30", "kidal", "changed_hands"),
        ("battle", "2020-06-30", "gao", "changed_hands"),
        ("base_handed_over", "2020-07", "gao", "base_handed_over"),
    ],
)
def test_d6_the_change_is_the_event_within_three_days(kind: str, on: str, place: str, expected: str) -> None:
    rows = chain(*HANDED, events=(event("e", on, kind, place_ids=place),))
    assert list(rows["change"]) == [expected, ""]


def test_d6_who_has_no_known_end_has_not_changed_hands() -> None:
    rows = chain(
        presence("usa", "MLI", "2013", "..", "gao", seen="2020-01-01"),
        presence("ger", "MLI", "2016", "2019-12-31", "gao"),
        events=(event("e", "2023-01-01", "base_handed_over", place_ids="gao"),),
    )
    assert list(rows["change"]) == ["", ""]


def test_d6_a_last_occupant_that_left_keeps_the_event_of_its_leaving() -> None:
    rows = chain(
        presence("fra", "MLI", "2013", "2020-06-30", "gao"),
        events=(event("e", "2020-06-30", "base_left", place_ids="gao;kidal"),),
    )
    assert list(rows["change"]) == ["base_left"]


CODED = record(
    events=[
        event("coup", "2012-03-22", "coup"), event("attempt", "2015-09-16", "coup_attempt"),
        event("plot", "2016-10-08", "plot"), event("new", "2022-01-24", "coup"),
    ],
    coup_codings=[
        coding("coup", "one", "2012-03-22", "success"), coding("coup", "two", "2012-03", "success"),
        coding("coup", "three", "2012-03-22", "success"),
        coding("attempt", "one", "2015-09-16", "success"), coding("attempt", "one", "2015-09-23", "success"),
        coding("attempt", "two", "2015-09", "failed"), coding("attempt", "three", "", "not_listed"),
        coding("plot", "one", "2016-10-08", "conspiracy"), coding("plot", "two", "", "not_listed"),
        coding("plot", "three", "", "not_covered"),
        coding("new", "one", "2022-01-24", "success"), coding("new", "two", "", "not_listed"),
        coding("new", "three", "", "not_covered"),
    ],
)  # fmt: skip


@pytest.mark.parametrize(
    ("event_id", "listed", "covering"),
    [("coup", 3, 3), ("attempt", 2, 3), ("plot", 1, 1), ("new", 1, 2)],
)
def test_d8_lists_that_do_not_cover_it_and_for_plots_those_without_conspiracies_are_left_out(
    event_id: str, listed: int, covering: int
) -> None:
    assert counted_as_coup(CODED, event_id) == (listed, covering)


def test_d8_each_list_says_its_own_word_and_date() -> None:
    rows = codings(CODED, "attempt").to_dict("records")
    assert [(row["source_id"], row["date"], row["coding"]) for row in rows] == [
        ("one", "2015-09-16", "success"), ("one", "2015-09-23", "success"), ("two", "2015-09", "failed"),
        ("three", "", "not_listed"),
    ]  # fmt: skip


LANES = [
    membership("member", "member", "1975", "2025-01-29"),
    membership("suspended", "suspended", "2020-08-28", "2024-02-24"),
    membership("leaving", "leaving", "2024-01-28", "2025-01-29"),
    membership("economy", "sanctions_economy", "2022-01-09", "2022-07-03"),
    membership("persons", "sanctions_persons", "2021-11", ".."),
    membership("elsewhere", "member", "1975", "..", country="NER"),
]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("1975-12-30", []), ("1975-12-31", ["member"]), ("2020-08-27", ["member"]),
        ("2020-08-28", ["member", "suspended"]), ("2021-11-29", ["member", "suspended"]),
        ("2022-01-09", ["member", "suspended", "economy", "persons"]),
        ("2022-07-03", ["member", "suspended", "persons"]),
        ("2024-01-28", ["member", "suspended", "leaving", "persons"]),
        ("2024-02-24", ["member", "leaving", "persons"]),
        ("2025-01-29", ["persons"]), ("2039-01-01", ["persons"]),
    ],
)  # fmt: skip
def test_d9_several_lanes_hold_at_once_and_an_end_is_exclusive(on: str, expected: list[str]) -> None:
    rows = memberships_on(frame("memberships", LANES), "MLI", day(on))
    assert list(rows["membership_id"]) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2020-01-01", "2020-12-31", ["day", "span", "month"]), ("2020-03-10", "2020-03-10", ["span"]),
        ("2020-05-31", "2020-05-31", ["month"]), ("2020-04-01", "2020-04-30", []),
        ("2019-01-01", "2020-02-01", ["day"]),
    ],
)  # fmt: skip
def test_events_between_two_days_are_those_that_may_have_happened_then(first: str, last: str, expected: list) -> None:
    rows = [
        event("day", "2020-02-01", "battle"), event("span", "2020-03-01", "battle", end_date="2020-03-20"),
        event("month", "2020-05", "battle"),
    ]  # fmt: skip
    assert list(events_between(frame("events", rows), day(first), day(last))["event_id"]) == expected


def _snapshot(store: Store) -> dict[str, pd.DataFrame]:
    return {table.name: store.table(table.name).copy(deep=True) for table in TABLES}


def test_queries_leave_their_inputs_unchanged(sample: Store) -> None:
    before, cached = _snapshot(sample), repr(queries.rows_by(sample, "strengths", "force_id"))
    for on in (day("2010-03-15"), day("2014-08-01"), day("2022-01-05"), CUTOFF):
        for country in ("MLI", "NER", "BFA"):
            present(sample.presences, on)
            foreign(sample.presences, sample.forces)
            for force in forces_in_country(sample, country, on):
                last_known(sample, force.force_id, country, on)
            departures(sample, country, on)
            ruler(sample.regimes, country, on)
            ruler(sample.regimes, country, on, de_jure=True)
            coup_lag(sample, country)
            memberships_on(sample.memberships, country, on)
        events_between(sample.events, on, CUTOFF)
    for place in sample.places["place_id"]:
        site_chain(sample, place)
    for coded in sample.coup_codings["event_id"]:
        codings(sample, coded)
        counted_as_coup(sample, coded)
    for name, rows in before.items():
        pd.testing.assert_frame_equal(sample.table(name), rows)
    assert repr(queries.rows_by(sample, "strengths", "force_id")) == cached


def test_the_answers_of_the_sample(sample: Store) -> None:
    assert [force.force_id for force in forces_in_country(sample, "MLI", CUTOFF)] == ["smp_corps"]
    assert [force.force_id for force in forces_in_country(sample, "MLI", day("2022-01-15"))] == [
        "smp_eu", "smp_germans", "smp_un", "smp_russians", "smp_bears",
    ]  # fmt: skip
    lag = coup_lag(sample, "NER")
    assert lag is not None
    assert (lag.exit[2], lag.arrival[2], lag.exit_to_arrival) == ((2121, 2140), (2251, 2251), (111, 130))
