"""D7: two days compared, each case on a few rows."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from handmade import membership, presence, record, regime, strength

from sahel.differences import Difference, differences
from sahel.schema import TABLES
from sahel.store import Store

FIRST, SECOND = date(2020, 1, 1), date(2022, 1, 1)
GAO = {"place_id": "gao", "country": "MLI", "lon": "0", "lat": "16", "precision_km": "1"}


def found(
    *presences: dict[str, str], **more: list[dict[str, str]]
) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    rows = differences(record(presences=list(presences), **more), "MLI", FIRST, SECOND)
    assert {row.country for row in rows} <= {"MLI"}
    return [(row.what, row.subject, row.before, row.after) for row in rows]


def changed(*presences: dict[str, str]) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """All differences but the sites of each sender."""
    return [row for row in found(*presences) if not row[0].startswith("sites_")]


def whats(*presences: dict[str, str]) -> list[tuple[str, str]]:
    return [(what, subject) for what, subject, _, _ in found(*presences)]


STAYS = presence("usa", "MLI", "2013", "2024")


def test_who_is_there_on_both_days_is_no_difference() -> None:
    assert found(STAYS, presence("fra", "NER", "2013", "2021")) == []


def test_a_force_gone_on_the_second_day_left() -> None:
    assert found(STAYS, presence("fra", "MLI", "2013", "2021-06-01")) == [("left", "fra", ("fra",), ())]


def test_a_force_new_on_the_second_day_arrived() -> None:
    assert found(STAYS, presence("rus", "MLI", "2021-12-01", seen="2022-03")) == [("arrived", "rus", (), ("rus",))]


def test_a_force_presumed_on_a_day_counts_as_there() -> None:
    assert whats(presence("rus", "MLI", "2018-01-01", seen="2021-01-01")) == []
    assert whats(presence("rus", "MLI", "2020-06-01", seen="2021-01-01")) == [("arrived", "rus")]


def test_a_force_whose_successor_is_there_was_renamed_and_neither_left_nor_arrived() -> None:
    rows = presence("rus_a", "MLI", "2018", "2021-06-30"), presence("rus_b", "MLI", "2021-07-01", "2024")
    assert found(*rows) == [("renamed", "rus_a", ("rus_a",), ("rus_b",))]


def test_a_force_beside_its_predecessor_arrived() -> None:
    rows = presence("rus_a", "MLI", "2018", "2024"), presence("rus_b", "MLI", "2021-07-01", "2024")
    assert found(*rows) == [("arrived", "rus_b", (), ("rus_b",))]


def test_a_force_was_renamed_even_if_its_successor_was_there_before_it_went() -> None:
    rows = presence("rus_a", "MLI", "2018", "2021-06-30"), presence("rus_b", "MLI", "2019-07-01", "2024")
    assert whats(*rows) == [("renamed", "rus_a")]


@pytest.mark.parametrize(
    ("start", "end", "seen", "expected"),
    [
        ("2021-06-01", "..", "2024-01-01", "arrived"),
        ("[2021-06-01..2022-06-01]", "..", "2024-01-01", "may_have_arrived"),
        ("[2019-06-01..2020-06-01]", "..", "2024-01-01", "may_have_arrived"),
        ("2020-06-01", "..", "2020-12-01", "may_have_arrived"),
        ("2013", "2021-06-01", "", "left"),
        ("2013", "[2021-06-01..2022-06-01]", "", "may_have_left"),
        ("2013", "[2019-06-01..2020-06-01]", "", "may_have_left"),
        ("2013", "..", "2020-06-01", "may_have_left"),
    ],
)
def test_a_level_that_is_possible_or_stale_on_one_day_says_may_have(
    start: str, end: str, seen: str, expected: str
) -> None:
    assert whats(presence("fra", "MLI", start, end, seen=seen)) == [(expected, "fra")]


def test_possible_on_both_days_is_no_difference() -> None:
    assert whats(presence("fra", "MLI", "[2019-01-01..2023-01-01]", "2024")) == []


def test_a_firm_arrival_is_told_even_if_its_predecessor_was_only_possible() -> None:
    rows = (
        presence("rus_a", "MLI", "[2019-01-01..2020-06-01]", "2021-06-30"),
        presence("rus_b", "MLI", "2021-07-01", "2024"),
    )
    assert whats(*rows) == [("may_have_left", "rus_a"), ("arrived", "rus_b")]


def test_hosts_and_armed_groups_neither_arrive_nor_leave() -> None:
    assert whats(presence("army", "MLI", "2021", "2024"), presence("rebels", "MLI", "2013", "2020-06-01")) == []


def test_a_change_of_ruler_names_both() -> None:
    reigns = [
        regime("one", "2013-09-04", "2020-08-18"),
        regime("two", "2020-08-18", "2021-05-24"),
        regime("three", "2021-05-24"),
    ]
    assert found(regimes=reigns) == [("ruler", "MLI", ("one",), ("three",))]
    assert found(regimes=reigns[2:]) == [("ruler", "MLI", (), ("three",))]
    assert found(regimes=[regime("one", "2013-09-04")]) == []


def test_a_contested_ruler_is_a_difference_too() -> None:
    reigns = [regime("one", "2013-09-04", "[2021-12-20..2022-01-20]"), regime("two", "[2021-12-20..2022-01-20]")]
    assert found(regimes=reigns) == [("ruler", "MLI", ("one",), ("one", "two"))]


def lane(status: str, start: str, end: str = "..") -> dict[str, str]:
    return membership(f"{status}-{start}", status, start, end)


@pytest.mark.parametrize(
    ("lanes", "expected"),
    [
        ([lane("member", "2021")], ["joined"]),
        ([lane("member", "1975", "2021-01-01")], ["left_bloc"]),
        ([lane("member", "1975"), lane("suspended", "2020-08-28")], ["suspended"]),
        ([lane("member", "1975"), lane("suspended", "2019", "2020-08-28")], ["readmitted"]),
        ([lane("member", "1975"), lane("leaving", "2021")], ["leaving"]),
        ([lane("member", "1975"), lane("leaving", "2019", "2020-08-28")], ["stays"]),
        ([lane("sanctions_economy", "2021")], ["sanctioned"]),
        ([lane("aid_suspended", "2019", "2021")], ["lifted"]),
        ([lane("member", "1975", "2021"), lane("suspended", "2019", "2021")], ["left_bloc"]),
        ([lane("member", "1975", "2021"), lane("leaving", "2019", "2021")], ["left_bloc"]),
        ([lane("suspended", "2019", "2020-06-01"), lane("suspended", "2021")], []),
        ([lane("suspended", "2020-02-01", "2021-01-01")], []),
        ([lane("member", "1975"), lane("suspended", "[2021-12-01..2022-02-01]")], []),
    ],
    ids=[
        "joined", "left", "suspended", "readmitted", "notice", "notice taken back", "sanctioned", "lifted",
        "who left is not readmitted", "who left took no notice back", "suspended on both days", "only in between",
        "not surely begun",
    ],
)  # fmt: skip
def test_each_status_in_a_bloc_is_a_difference_of_its_own(lanes: list[dict[str, str]], expected: list[str]) -> None:
    rows = found(memberships=lanes)
    assert [what for what, *_ in rows] == expected
    assert all(subject == "ECOWAS" for _, subject, *_ in rows)


def test_a_difference_in_a_bloc_names_its_rows() -> None:
    assert found(memberships=[lane("member", "2021")]) == [("joined", "ECOWAS", (), ("member-2021",))]
    assert found(memberships=[lane("member", "1975", "2021")]) == [("left_bloc", "ECOWAS", ("member-1975",), ())]


def test_a_site_held_by_others_changed_hands() -> None:
    rows = presence("un", "MLI", "2013", "2021-06-30", "gao"), presence("army", "MLI", "2021-07-01", "2024", "gao")
    assert changed(*rows)[-1] == ("changed_hands", "gao", ("un",), ("army",))


@pytest.mark.parametrize(
    "rows",
    [
        (presence("un", "MLI", "2013", "2024", "gao"), presence("army", "MLI", "2021-07-01", "2024", "gao")),
        (presence("army", "MLI", "2021-07-01", "2024", "gao"),),
        (presence("un", "MLI", "2013", "2021-06-30", "gao"), presence("army", "MLI", "2021-07-01", "2024", "kidal")),
        (presence("un", "MLI", "2013", "2021-06-30"), presence("army", "MLI", "2021-07-01", "2024")),
        (presence("un", "MLI", "2013", "2021-06-30", "gao"), presence("army", "MLI", "[2021..2023]", "2024", "gao")),
    ],
    ids=["one stays", "nobody before", "another site", "country rows", "the new one only possible"],
)
def test_a_site_has_not_changed_hands_while_one_stays_or_nobody_is_known(rows: tuple[dict[str, str], ...]) -> None:
    assert "changed_hands" not in [what for what, *_ in found(*rows)]


def test_a_site_whose_force_was_renamed_has_not_changed_hands() -> None:
    rows = presence("fra", "MLI", "2013", "2021-06-30", "gao"), presence("fra2", "MLI", "2021-07-01", "2024", "gao")
    assert found(*rows) == [("renamed", "fra", ("fra",), ("fra2",))]


def test_who_may_still_be_at_a_site_has_not_handed_it_over() -> None:
    rows = (
        presence("un", "MLI", "2013", "[2021-06-30..2022-06-30]", "gao"),
        presence("army", "MLI", "2021", "2024", "gao"),
    )
    assert "changed_hands" not in [what for what, *_ in found(*rows)]


def test_a_unit_that_takes_the_place_of_its_umbrella_has_not_changed_hands() -> None:
    rows = presence("rus", "MLI", "2013", "2021-06-30", "gao"), presence("rus_a", "MLI", "2021-07-01", "2024", "gao")
    assert found(*rows) == [("named", "rus_a", ("rus",), ("rus_a",))]


@pytest.mark.parametrize(
    ("start", "end", "seen", "expected"),
    [
        ("2013", "2021-06-01", "", ("sites_left", "FRA", ("gao",), ())),
        ("2021-06-01", "2024", "", ("sites_new", "FRA", (), ("gao",))),
        ("2013", "[2021-06-01..2022-06-01]", "", ("sites_may_left", "FRA", ("gao",), ())),
        ("[2021-06-01..2022-06-01]", "2024", "", ("sites_may_new", "FRA", (), ("gao",))),
        ("2013", "..", "2020-06-01", ("sites_may_left", "FRA", ("gao",), ())),
    ],
)
def test_sites_held_on_one_day_only_are_told_by_sender(start: str, end: str, seen: str, expected: object) -> None:
    stays = presence("fra", "MLI", "2013", "2024"), presence("fra", "MLI", start, end, "gao", seen)
    rows = differences(record(presences=list(stays), places=[GAO]), "MLI", FIRST, SECOND)
    assert [(row.what, row.subject, row.before, row.after) for row in rows] == [expected]


def test_a_unit_that_comes_with_its_umbrella_is_one_arrival() -> None:
    rows = presence("rus", "MLI", "2021", "2024"), presence("rus_a", "MLI", "2021-06-01", "2024")
    assert whats(*rows) == [("arrived", "rus_a")]
    assert whats(presence("rus", "MLI", "2013", "2021"), presence("rus_a", "MLI", "2013", "2021")) == [
        ("left", "rus_a")
    ]


def test_an_umbrella_surer_than_its_unit_is_told_too() -> None:
    rows = presence("rus", "MLI", "2021", "2024"), presence("rus_a", "MLI", "[2021-06-01..2023-01-01]", "2024")
    assert whats(*rows) == [("arrived", "rus"), ("may_have_arrived", "rus_a")]


def test_a_contingent_is_no_unit_of_its_mission() -> None:
    rows = presence("un", "MLI", "2021", "2024"), presence("ger", "MLI", "2021-06-01", "2024")
    assert whats(*rows) == [("arrived", "ger"), ("arrived", "un")]


def test_a_unit_is_named_where_only_its_umbrella_was_known_and_the_reverse() -> None:
    umbrella, unit = presence("rus", "MLI", "2013", "2024"), presence("rus_a", "MLI", "2021", "2024")
    assert found(umbrella, unit) == [("named", "rus_a", ("rus",), ("rus_a",))]
    before, after = presence("rus_a", "MLI", "2013", "2021"), presence("rus", "MLI", "2021", "2024")
    assert found(before, after) == [("unnamed", "rus_a", ("rus_a",), ("rus",))]


def test_a_second_unit_beside_the_first_arrives_and_one_of_two_leaves() -> None:
    umbrella, first = presence("rus", "MLI", "2013", "2024"), presence("rus_a", "MLI", "2013", "2024")
    assert whats(umbrella, first, presence("rus_b", "MLI", "2021", "2024")) == [("arrived", "rus_b")]
    assert whats(umbrella, presence("rus_a", "MLI", "2013", "2021")) == [("left", "rus_a")]


def test_a_force_renamed_twice_between_the_days_is_one_renaming() -> None:
    columns = ("force_id", "sender", "kind", "predecessor_id")
    names = (
        ("one", "FRA", "state_forces", ""),
        ("two", "FRA", "state_forces", "one"),
        ("six", "FRA", "state_forces", "two"),
    )
    forces = [dict(zip(columns, name, strict=True)) for name in names]
    stays = [
        presence("one", "MLI", "2013", "2020-06-01"), presence("two", "MLI", "2020-06-02", "2021-06-01"),
        presence("six", "MLI", "2021-06-02", "2024"),
    ]  # fmt: skip
    rows = differences(record(forces=forces, presences=stays), "MLI", FIRST, SECOND)
    assert [(row.what, row.before, row.after) for row in rows] == [("renamed", ("one",), ("six",))]


def claim(
    name: str, day: str, low: int | None, high: int | None = None, force: str = "fra", **more: str
) -> dict[str, str]:
    row = strength(name, force, "MLI", day, low, **more)
    return row | ({"high": str(high)} if high is not None else {})


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ([claim("a", "2019", 500)], [claim("b", "2021", 700)], "grew"),
        ([claim("a", "2019", 500)], [claim("b", "2021", 300)], "shrank"),
        ([claim("a", "2019", 500)], [claim("b", "2021", 500)], ""),
        ([claim("a", "2019", 500, 800)], [claim("b", "2021", 700)], ""),
        ([claim("a", "2019", 500), claim("c", "2019", 800)], [claim("b", "2021", 700)], ""),
        ([claim("a", "2019", 500), claim("c", "2019", 600)], [claim("b", "2021", 700)], "grew"),
        ([claim("a", "2019", 1000, about="yes")], [claim("b", "2021", 1016)], ""),
        ([claim("a", "2019", 1000, about="yes")], [claim("b", "2021", 1300, about="yes")], "grew"),
        ([claim("a", "2019", 500)], [claim("b", "2021", 700, measure="arrived")], ""),
        ([claim("a", "2019", 500)], [claim("b", "2021", 700, measure="peak")], ""),
        ([claim("a", "2019", 500)], [claim("b", "2021", 700, counted="all_staff")], ""),
        ([claim("a", "2019", 500)], [claim("b", "2021", 300, counted="all_staff")], "shrank"),
        ([claim("a", "2019", 500, counted="uniformed")], [claim("b", "2021", 700)], "grew"),
        ([claim("a", "2019", 500, counted="civilians")], [claim("b", "2021", 700)], ""),
        ([claim("a", "2019", 500)], [], ""),
    ],
)  # fmt: skip
def test_a_force_grew_or_shrank_only_if_no_claim_reads_otherwise(
    was: list[dict[str, str]], now: list[dict[str, str]], expected: str
) -> None:
    rows = found(presence("fra", "MLI", "2013", "2024"), strengths=[*was, *now])
    ids = tuple(row["strength_id"] for row in was), tuple(row["strength_id"] for row in now)
    assert rows == ([(expected, "fra", *ids)] if expected else [])


def test_a_figure_of_a_region_is_not_the_size_in_a_country() -> None:
    claims = [strength("a", "fra", "MLI", "2019", 500), strength("b", "fra", "MLI;NER", "2021", 5000)]
    assert found(presence("fra", "MLI", "2013", "2024"), strengths=claims) == []


def test_the_size_of_a_renamed_force_is_compared_under_both_names() -> None:
    stays = presence("fra", "MLI", "2013", "2021-06-30"), presence("fra2", "MLI", "2021-07-01", "2024")
    rows = found(*stays, strengths=[claim("a", "2019", 500), claim("b", "2021-09", 300, force="fra2")])
    assert [row[:2] for row in rows] == [("renamed", "fra"), ("shrank", "fra2")]


def test_the_same_day_twice_shows_no_difference(sample: Store) -> None:
    for country in ("MLI", "NER", "BFA"):
        assert differences(sample, country, SECOND, SECOND) == ()


def test_the_sample_between_2014_and_2024(sample: Store) -> None:
    rows = differences(sample, "MLI", date(2014, 1, 1), date(2024, 6, 30))
    assert [row for row in rows if not row.what.startswith("sites_")] == [
        Difference("arrived", "MLI", "smp_corps", (), ("smp_corps",)),
        Difference("left", "MLI", "smp_eu", ("smp_eu",), ()),
        Difference("left", "MLI", "smp_falcon", ("smp_falcon",), ()),
        Difference("left", "MLI", "smp_un", ("smp_un",), ()),
        Difference("changed_hands", "MLI", "smp-north", ("smp_falcon", "smp_un"), ("smp_army", "smp_corps")),
    ]


def test_the_days_in_the_other_order_say_the_opposite(sample: Store) -> None:
    days = date(2014, 1, 1), date(2024, 6, 30)
    there, back = (differences(sample, "MLI", *pair) for pair in (days, days[::-1]))
    assert {(row.subject, row.before, row.after) for row in there} == {
        (row.subject, row.after, row.before) for row in back
    }


def test_differences_leave_the_record_unchanged(sample: Store) -> None:
    before = {table.name: sample.table(table.name).copy(deep=True) for table in TABLES}
    for country in ("MLI", "NER", "BFA"):
        differences(sample, country, date(2014, 1, 1), date(2024, 6, 30))
    for name, rows in before.items():
        pd.testing.assert_frame_equal(sample.table(name), rows)
