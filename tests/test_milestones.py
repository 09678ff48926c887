"""What came first after each coup, in days, on a small record worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handmade import event, membership, presence, record

from sahel import charts_milestones, store
from sahel.aftermath import aftermaths
from sahel.citations import Citations
from sahel.milestones import Lapse, Middle, coups, headlines, lapses, middle, shown
from sahel.queries import Days, coup_lag
from sahel.store import Store
from sahel.view import View

ROOT = Path(__file__).resolve().parent.parent


def named(name: str, day: str, kind: str, countries: str = "MLI", **more: str) -> dict[str, str]:
    titles = {"title_en": f"{name} happens", "title_fr": f"{name} arrive", "summary_en": "So.", "summary_fr": "Ainsi."}
    return event(name, day, kind, countries, **{**titles, **more})


EVENTS = [
    named("old", "1991-03-26", "coup"),
    named("one", "2020-08-18", "coup"),
    named("two", "2021-05-24", "coup"),
    named("niger", "2023-07-26", "coup", "NER"),
    named("before", "2019-06-25", "agreement", force_ids="rus"),
    named("after", "2021-09-01", "agreement", "MLI;RUS"),
    named("elsewhere", "2021-07-01", "agreement"),
    named("region", "2021-06-10", "withdrawal_announced", "MLI;NER", force_ids="fra"),
    named("asked", "2022-02-17", "withdrawal_announced", force_ids="fra"),
    named("embargo", "2022-01-09", "sanction"),
]
PRESENCES = [
    presence("fra", "MLI", "2014-08-01", "2022-08-15"),
    presence("rus_a", "MLI", "[2021-12-01..2021-12-23]", "2024-01-01"),
    presence("un", "MLI", "2013-07-01", "2023-12-31"),
    presence("usa", "MLI", "2013", seen="2021-01-01"),
    presence("usa", "NER", "2013", "2023-07-01"),
    presence("rus", "NER", "2022-07-26", seen="2024-01-01"),
]
MEMBERSHIPS = [
    membership("member", "member", "1975-05-28", "2024-01-29"),
    membership("suspended", "suspended", "2021-05-30", "2024-01-29"),
    membership("persons", "sanctions_persons", "2021-11-07", "2022-07-03"),
    membership("aid", "aid_suspended", "2021-05-25"),
    membership("niger-member", "member", "1975-05-28", country="NER"),
    membership("niger-suspended", "suspended", "2023-01-01", country="NER"),
]
MADE = record(events=EVENTS, presences=PRESENCES, memberships=MEMBERSHIPS)
BOTH = ("NER", "MLI")


def seen(made: Store = MADE, **changes: Any) -> View:
    return View(store=made, on=made.cutoff, start=date(2012, 1, 1), end=made.cutoff).but(countries=BOTH, **changes)


def test_only_coups_since_2012_that_held_are_counted_from() -> None:
    assert [coup["event_id"] for coup in coups(MADE, BOTH)] == ["one", "two", "niger"]


@pytest.mark.parametrize(
    ("coup", "name", "state", "days", "row"),
    [
        # 24 May 2021 to 30 May is 6 days; to 7 November 167 (the embargo of January 2022 came later).
        ("two", "suspension", "reached", (6, 6), "suspended"),
        ("two", "sanction", "reached", (167, 167), "persons"),
        # What concerns several of the three countries is no request to leave one of them.
        ("two", "request", "reached", (269, 269), "asked"),
        ("two", "french_exit", "reached", (448, 448), "fra-MLI-all-2014-08-01"),
        ("two", "agreement", "reached", (100, 100), "after"),
        ("two", "arrival", "reached", (191, 213), "rus_a-MLI-all-[2021-12-01..2021-12-23]"),
        ("two", "un_exit", "reached", (951, 951), "un-MLI-all-2013-07-01"),
        ("two", "us_exit", "open", None, "usa-MLI-all-2013"),
        ("two", "ecowas_exit", "reached", (980, 980), "member"),
        # 18 August 2020 lies 279 days before 24 May 2021.
        ("one", "french_exit", "reached", (727, 727), "fra-MLI-all-2014-08-01"),
        ("niger", "suspension", "already", None, "niger-suspended"),
        ("niger", "sanction", "open", None, ""),
        ("niger", "french_exit", "never", None, ""),
        ("niger", "us_exit", "before", (-25, -25), "usa-NER-all-2013"),
        ("niger", "arrival", "before", (-365, -365), "rus-NER-all-2022-07-26"),
        ("niger", "ecowas_exit", "open", None, ""),
        ("niger", "un_exit", "never", None, ""),
    ],
)
def test_a_milestone_is_counted_in_days_from_the_coup(
    coup: str, name: str, state: str, days: tuple[int, int] | None, row: str
) -> None:
    found = lapses(MADE, coup)[name]
    assert (found.state, found.days and tuple(found.days), found.row_id) == (state, days, row)


def test_an_agreement_from_before_the_coup_is_told_beside_the_first_one_after_it() -> None:
    assert lapses(MADE, "two")["agreement"].earlier == "2019-06-25"


def test_what_came_only_after_another_coup_is_told_so() -> None:
    assert lapses(MADE, "one")["french_exit"].after_next
    assert not lapses(MADE, "two")["french_exit"].after_next


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([(1, 1), (5, 5), (30, 30)], Middle((5, 5), 3, 3)),
        ([(1, 1), (4, 4)], Middle((2.5, 2.5), 2, 2)),
        ([(1, 3), (5, 9), (7, 7)], Middle((5, 7), 3, 3)),
        ([None, (10, 10)], Middle((10, 10), 1, 2)),
        ([None, None], Middle(None, 0, 2)),
        ([(-5, 3), (10, 10)], Middle((10, 10), 1, 2)),
    ],
)
def test_the_median_is_of_those_reached_and_says_of_how_many(
    days: list[tuple[int, int] | None], expected: Middle
) -> None:
    found = [Lapse("x", "reached", Days(*one)) if one else Lapse("x", "open") for one in days]
    assert middle(found) == expected


def test_where_no_such_force_ever_was_a_coup_is_not_counted() -> None:
    assert middle([Lapse("x", "never"), Lapse("x", "reached", Days(3, 3))]) == Middle((3, 3), 1, 1)


def test_a_milestone_of_a_sender_that_is_not_chosen_is_left_out() -> None:
    assert shown(("RUS",)) == ("suspension", "sanction", "agreement", "arrival", "ecowas_exit")


def test_day_zero_is_the_last_coup_before_the_exit_unless_the_reader_chooses() -> None:
    assert headlines(MADE, ("MLI",)) == ("two",)
    (default,) = aftermaths(MADE, ("MLI",))
    (chosen,) = aftermaths(MADE, ("MLI",), ("one",))
    assert default.lag.exit is not None
    assert chosen.lag.exit is not None
    assert (default.lag.exit[2], chosen.lag.exit[2]) == (Days(448, 448), Days(727, 727))
    assert [other["event_id"] for other in chosen.others] == ["two"]


def test_several_coups_of_a_country_may_count_as_day_zero_at_once() -> None:
    assert [one.lag.coup_id for one in aftermaths(MADE, BOTH, ("one", "two"))] == ["one", "two"]
    assert aftermaths(MADE, BOTH, ()) == ()


def test_the_table_writes_n_out_and_says_what_was_not_reached() -> None:
    table = charts_milestones.table(seen(), ("two",), Citations(MADE.sources))
    assert "448 (n = 1 of 1)" in table
    assert "not by the cut-off" in table
    assert "already in force" in table
    assert "no such force in the record" in table
    assert "an earlier one: 25 Jun 2019" in table
    assert "<i>727</i>" in table


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawing_marks_chosen_coups_full_and_others_hollow(theme: str) -> None:
    body, width, height = charts_milestones.drawing(seen(theme=theme, senders=("UN",)), ("two",))
    assert (width, height > 0) == (1100, True)
    assert body.count('r="4.6"') == 4
    assert "day 951: 31 December 2023" in body


def test_later_days_lie_further_right_and_nothing_lies_outside() -> None:
    places = [charts_milestones.x_of(day) for day in (-300, 0, 1, 30, 365, 4000, 9000)]
    assert places == sorted(places)
    assert places[0] == places[1]
    assert places[-1] <= charts_milestones.WIDTH


def test_the_real_record_bears_out_the_exits_and_arrivals_of_the_page() -> None:
    real = store.load(ROOT / "data")
    for country in ("NER", "MLI", "BFA"):
        lag = coup_lag(real, country)
        assert lag is not None
        assert lag.exit is not None
        assert lag.arrival is not None
        found = lapses(real, lag.coup_id)
        assert (found["french_exit"].days, found["arrival"].days) == (lag.exit[2], lag.arrival[2])
    assert len(coups(real, ("NER", "MLI", "BFA"))) == 7
