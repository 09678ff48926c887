"""D7: two days compared, each case on a few rows."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from handmade import membership, presence, record, regime

from sahel.differences import Difference, differences
from sahel.schema import TABLES
from sahel.store import Store

FIRST, SECOND = date(2020, 1, 1), date(2022, 1, 1)


def found(
    *presences: dict[str, str], **more: list[dict[str, str]]
) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    rows = differences(record(presences=list(presences), **more), "MLI", FIRST, SECOND)
    assert {row.country for row in rows} <= {"MLI"}
    return [(row.what, row.subject, row.before, row.after) for row in rows]


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


def test_blocs_and_sanctions_are_compared_as_sets() -> None:
    lanes = [
        membership("member", "member", "1975"), membership("old", "sanctions_persons", "2015", "2021-01-01"),
        membership("suspended", "suspended", "2020-08-28"),
    ]  # fmt: skip
    assert found(memberships=lanes) == [("membership", "MLI", ("member", "old"), ("member", "suspended"))]
    assert found(memberships=lanes[:1]) == []


def test_a_site_held_by_others_changed_hands() -> None:
    rows = presence("un", "MLI", "2013", "2021-06-30", "gao"), presence("army", "MLI", "2021-07-01", "2024", "gao")
    assert found(*rows)[-1] == ("changed_hands", "gao", ("un",), ("army",))


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


def test_the_same_day_twice_shows_no_difference(sample: Store) -> None:
    for country in ("MLI", "NER", "BFA"):
        assert differences(sample, country, SECOND, SECOND) == []


def test_the_sample_between_2014_and_2024(sample: Store) -> None:
    rows = differences(sample, "MLI", date(2014, 1, 1), date(2024, 6, 30))
    assert rows == [
        Difference("arrived", "MLI", "smp_corps", (), ("smp_corps",)),
        Difference("left", "MLI", "smp_eu", ("smp_eu",), ()),
        Difference("left", "MLI", "smp_falcon", ("smp_falcon",), ()),
        Difference("arrived", "MLI", "smp_russians", (), ("smp_russians",)),
        Difference("left", "MLI", "smp_un", ("smp_un",), ()),
        Difference("changed_hands", "MLI", "smp-north", ("smp_falcon", "smp_un"), ("smp_army", "smp_corps")),
    ]


def test_differences_leave_the_record_unchanged(sample: Store) -> None:
    before = {table.name: sample.table(table.name).copy(deep=True) for table in TABLES}
    for country in ("MLI", "NER", "BFA"):
        differences(sample, country, date(2014, 1, 1), date(2024, 6, 30))
    for name, rows in before.items():
        pd.testing.assert_frame_equal(sample.table(name), rows)
