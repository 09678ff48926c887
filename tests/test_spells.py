"""When a force was in a country (D2), and the lanes that its spells share."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import CUTOFF, Cells, presence, record

from sahel.lanes import lanes, mission_of, presence_rows
from sahel.spells import Spell, joined, spells
from sahel.store import Store
from sahel.view import View


def view(store: Store, first: date = date(2012, 1, 1), last: date = CUTOFF, **more: object) -> View:
    return View(store, last, first, last, countries=("MLI",), **more)  # type: ignore[arg-type]


def only(*rows: Cells) -> Spell:
    (found,) = spells(record(presences=list(rows)), "MLI")
    return found


def test_site_rows_that_touch_make_one_spell_with_the_widest_ends() -> None:
    spell = only(
        presence("fra", "MLI", "2013-01-11", "2014-07-31", place="gao"),
        presence("fra", "MLI", "2014", "2016-03", place="kidal"),
    )
    assert (spell.start, spell.end) == ("2013-01-11", "2016-03")
    assert spell.place_ids == ("gao", "kidal")


def test_a_country_row_tells_start_end_and_standing_of_the_sites_it_encloses() -> None:
    spell = only(
        presence("rus_a", "MLI", "[2021-12-01..2021-12-23]", "2025-06-06", standing="denied"),
        presence("rus_a", "MLI", "2021-12-27", "[2022-01-31..2025-06-06]", place="gao", standing="reported"),
    )
    assert (spell.start, spell.end, spell.standing) == ("[2021-12-01..2021-12-23]", "2025-06-06", "denied")


def test_bounds_that_no_row_has_become_the_sharpest_true_form() -> None:
    spell = only(
        presence("fra", "MLI", "2010", "2023-02-18", place="gao"),
        presence("fra", "MLI", "[2010-09-16..2010-09-21]", "[2012-05-16..2023-02-18]", place="kidal"),
    )
    assert (spell.start, spell.end) == ("[2010-01-01..2010-09-21]", "2023-02-18")


def test_rows_apart_are_two_spells() -> None:
    store = record(presences=[presence("usa", "MLI", "2003-11", "2004-03"), presence("usa", "MLI", "2013-01", "2019")])
    assert [spell.start for spell in spells(store, "MLI")] == ["2003-11", "2013-01"]


def test_a_stay_without_a_known_end_is_open_and_says_when_it_was_last_seen() -> None:
    spell = only(presence("rus", "MLI", "2024-01-24", seen="2024-03-06"))
    assert (spell.is_open, spell.last_seen) == (True, "2024-03-06")
    assert date.fromordinal(spell.end_min) == date(2024, 3, 6)


def test_an_umbrella_joins_its_named_unit_where_their_times_touch() -> None:
    spell = only(
        presence("rus_b", "MLI", "2024-01-24", place="gao", seen="2024-03-06"),
        presence("rus", "MLI", "2023-12", seen="2024-06-01"),
    )
    assert spell.force_ids == ("rus_b", "rus")
    assert (spell.start, spell.last_seen) == ("2023-12", "2024-06-01")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(1, 5), (6, 9)], ((1, 9),)),
        ([(1, 5), (8, 9)], ((1, 5), (8, 9))),
        ([(4, 2), (1, 3)], ((1, 3),)),
        ([], ()),
    ],
)
def test_day_spans_join_when_they_touch(spans: list[tuple[int, int]], expected: tuple[tuple[int, int], ...]) -> None:
    assert joined(spans) == expected


def test_forces_linked_by_predecessor_share_a_lane() -> None:
    store = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31"),
            presence("fra2", "MLI", "2014-08-01", "2022-08-15"),
        ]
    )
    (lane,) = lanes(view(store), "MLI")
    assert [spell.force_ids[0] for spell in lane.spells] == ["fra", "fra2"]


def test_spells_of_a_family_at_the_same_time_get_lanes_of_their_own() -> None:
    store = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2016-07-31"),
            presence("fra2", "MLI", "2014-08-01", "2022-08-15"),
        ]
    )
    assert len(lanes(view(store), "MLI")) == 2


def test_lanes_stand_in_the_order_of_senders_and_contingents_after_missions_of_their_group() -> None:
    store = record(
        presences=[
            presence("rus", "MLI", "2021-12", seen="2024-01-01"),
            presence("ger", "MLI", "2013", "2023"),
            presence("un", "MLI", "2013-07-01", "2023-12-31"),
            presence("fra", "MLI", "2013-01-11", "2022-08-15"),
        ]
    )
    assert [lane.group for lane in lanes(view(store, contingents=True), "MLI")] == ["FRA", "EUR", "UN", "RUS"]
    assert [lane.group for lane in lanes(view(store), "MLI")] == ["FRA", "UN", "RUS"]
    assert [lane.group for lane in lanes(view(store, senders=("EUR",)), "MLI")] == ["EUR"]
    assert mission_of(store, "ger") == "un"
    assert mission_of(store, "rus_a") == ""


def test_the_view_narrows_lanes_by_sender_and_range() -> None:
    store = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31"),
            presence("usa", "MLI", "2015", seen="2016-01-01"),
        ]
    )
    assert [lane.sender for lane in lanes(view(store, senders=("USA",)), "MLI")] == ["USA"]
    assert [lane.sender for lane in lanes(view(store, first=date(2020, 1, 1)), "MLI")] == ["USA"]
    assert lanes(view(store, last=date(2012, 12, 31)), "MLI") == ()


def test_host_states_and_armed_groups_have_no_lane() -> None:
    assert lanes(view(record(presences=[presence("army", "MLI", "2013", seen="2020-01-01", place="gao")])), "MLI") == ()


def test_the_rows_behind_the_lanes_are_those_of_the_range() -> None:
    store = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31"),
            presence("fra", "MLI", "2013-01-26", "2014-07-31", place="gao"),
            presence("usa", "MLI", "2003-11", "2004-03"),
        ]
    )
    assert [row["force_id"] for row in presence_rows(view(store))] == ["fra", "fra"]
