"""Memberships and sanctions body by body: announced and effective exits, suspensions, sanctions, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from handmade import CUTOFF, event, membership, record

from sahel import charts_blocs
from sahel.blocs import Lane, lanes, lifted
from sahel.citations import Citations
from sahel.queries import Days
from sahel.store import Store
from sahel.view import View


def row(body: str, name: str, status: str, start: str, end: str = "..") -> dict[str, str]:
    return {**membership(name, status, start, end), "organisation": body}


ROWS = [
    row("ICC", "icc", "member", "2002-07-01"),
    row("ICC", "icc-leaving", "leaving", "2023-09-22"),
    row("ECOWAS", "member", "member", "1975-05-28", "2024-01-29"),
    row("ECOWAS", "first", "suspended", "2012-03-27", "2013-11-06"),
    row("ECOWAS", "second", "suspended", "2021-05-30", "2024-01-29"),
    row("ECOWAS", "leaving", "leaving", "2023-01-28", "2024-01-29"),
    row("ECOWAS", "embargo", "sanctions_economy", "2022-01-09", "2022-07-03"),
    row("OIF", "oif", "member", "1970", "2024-03-18~"),
    row("OIF", "oif-leaving", "leaving", "2023-09-18", "2024-03-18~"),
    row("EU", "aid", "aid_suspended", "2022-01"),
    row("G5S", "g5", "member", "2014-02-16", "2023-11-29"),
]
MADE = record(memberships=ROWS, events=[event("lifting", "2022-07-03", "sanction_lifted", title_en="<b>Lifted")])


def seen(made: Store = MADE, **changes: Any) -> View:
    return View(store=made, on=made.cutoff, start=date(2012, 1, 1), end=made.cutoff).but(**changes)


def lane(body: str) -> Lane:
    return next(one for one in lanes(MADE, "MLI") if one.organisation == body)


def test_bodies_stand_in_the_order_of_the_house_and_only_those_with_rows() -> None:
    assert [one.organisation for one in lanes(MADE, "MLI")] == ["ECOWAS", "G5S", "OIF", "ICC", "EU"]
    assert lanes(MADE, "NER") == ()


@pytest.mark.parametrize(
    ("body", "announced", "effective", "wait"),
    [
        # 28 January 2023 to 29 January 2024 is 366 days.
        ("ECOWAS", "2023-01-28", "2024-01-29", Days(366, 366)),
        # "About 18 March 2024" is a week either way; 18 September to 11 March is 175 days, to 25 March 189.
        ("OIF", "2023-09-18", "2024-03-18~", Days(175, 189)),
        ("ICC", "2023-09-22", "", None),
        ("G5S", "", "2023-11-29", None),
        ("EU", "", "", None),
    ],
)
def test_announced_and_effective_days_stand_beside_each_other(
    body: str, announced: str, effective: str, wait: Days | None
) -> None:
    found = lane(body)
    assert (found.announced, found.effective, found.wait) == (announced, effective, wait)


def test_a_suspension_stands_before_the_membership_that_goes_on_under_it() -> None:
    assert [(one.status, one.first) for one in lane("ECOWAS").line] == [
        ("member", date(1975, 5, 28).toordinal()),
        ("suspended", date(2012, 3, 27).toordinal()),
        ("member", date(2013, 11, 6).toordinal()),
        ("suspended", date(2021, 5, 30).toordinal()),
    ]


def test_sanctions_are_no_membership() -> None:
    assert [one.status for one in lane("ECOWAS").measures] == ["sanctions_economy"]
    assert lane("EU").line == ()


def test_what_is_open_reaches_to_the_cut_off() -> None:
    (aid,) = lane("EU").measures
    assert (aid.is_open, aid.last) == (True, CUTOFF.toordinal() + 1)


def test_the_table_says_both_days_and_what_has_not_taken_effect() -> None:
    table = charts_blocs.table(seen(), Citations(MADE.sources))
    assert "366 days" in table
    assert "not by the cut-off" in table
    assert "no notice in the record" in table
    assert "economic sanctions: 9 Jan 2022 – 3 Jul 2022" in table
    assert "aid suspended: since Jan 2022, in force at the cut-off" in table


def test_the_drawing_and_its_sentence_name_what_was_left_and_what_is_being_left() -> None:
    body, width, height = charts_blocs.drawing(seen(countries=("MLI",)))
    assert (width, height > 5 * 20) == (1300, True)
    assert "out 29 Jan 2024" in body
    assert charts_blocs.alt(seen(countries=("MLI",))) == (
        "Mali has left ECOWAS, G5 Sahel and Francophonie; exit announced, not in effect: International Criminal Court."
    )


def test_a_country_without_rows_has_no_drawing() -> None:
    assert charts_blocs.drawing(seen(countries=("NER",))) == ("", 0, 0)


def test_what_was_lifted_is_listed_and_escaped() -> None:
    assert [one["event_id"] for one in lifted(MADE, "MLI")] == ["lifting"]
    html = charts_blocs.lifted_list(seen(), Citations(MADE.sources))
    assert "Mali, 3 July 2022" in html
    assert "<b>" not in html
