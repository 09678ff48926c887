"""Promised and kept dates of the return to civilian rule, on a small record worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from handmade import CUTOFF, event, record, regime

from sahel import charts_promises
from sahel.citations import Citations
from sahel.promises import Transition, sentence, state_said, transitions
from sahel.queries import Days
from sahel.store import Store
from sahel.view import View

HOSTILE = "<script>alert(1)</script>"


def promise(name: str, day: str, promised: str, kind: str = "transition", **more: str) -> dict[str, str]:
    titles = {"title_en": f"{name} promises", "title_fr": f"{name} promet", "summary_en": "So.", "summary_fr": "Ainsi."}
    return event(name, day, kind, **{**titles, "promised": promised, **more})


def vote(name: str, day: str) -> dict[str, str]:
    return promise(name, day, "", "election")


def seen(made: Store, **changes: Any) -> View:
    return View(store=made, on=made.cutoff, start=date(2012, 1, 1), end=made.cutoff).but(**changes)


def only(made: Store) -> Transition:
    (found,) = transitions(made, ("MLI",))
    return found


FIRST = [
    regime("Interim", "2012-04-12", "2013-09-04", regime_kind="interim"),
    regime("Elected", "2013-09-04", "2020-08-18"),
    regime("Junta", "2020-08-18", regime_kind="military", entry="coup"),
]


def test_a_vote_after_the_month_promised_is_late_by_the_days_between() -> None:
    found = only(record(regimes=FIRST, events=[promise("deal", "2012-05-20", "2013-05"), vote("vote", "2013-08-11")]))
    # From 31 May to 11 August 2013 there are 72 days, from 1 May 102.
    (one,) = found.promises
    assert (one.state, one.days) == ("late", Days(72, 102))
    assert found.elected is not None
    assert found.elected["leader"] == "Elected"


@pytest.mark.parametrize(("promised", "state"), [("2013-08", "kept"), ("2013-08-11", "kept"), ("2013-08-10", "late")])
def test_a_promise_is_kept_if_the_vote_comes_by_its_last_day(promised: str, state: str) -> None:
    found = only(record(regimes=FIRST, events=[promise("deal", "2012-05-20", promised), vote("vote", "2013-08-11")]))
    assert found.promises[0].state == state


def test_the_vote_is_the_last_one_before_the_elected_ruler_begins() -> None:
    votes = [vote("first", "2013-07-28"), vote("run-off", "2013-08-11"), vote("next", "2018-08-12")]
    found = only(record(regimes=FIRST, events=[promise("deal", "2012-05-20", "2013-05"), *votes]))
    assert found.vote is not None
    assert found.vote["event_id"] == "run-off"


LATER = [
    promise("one", "2020-10-01", "2022-02-27"),
    promise("two", "2022-02-21", ".."),
    promise("three", "2022-06-06", "2024-03-26"),
    promise("four", "2023-09-25", "2029-07"),
    promise("five", "2024-05-10", "2030-07"),
    promise("six", "2024-05-11", "2030-07"),
]


def test_each_promise_without_a_vote_is_told_by_its_day_and_what_came_after() -> None:
    found = only(record(regimes=FIRST, events=LATER))
    assert [one.state for one in found.promises] == ["passed", "undated", "passed", "replaced", "due"]
    assert [event["event_id"] for event in found.promises[-1].events] == ["five", "six"]


def test_a_day_that_falls_on_the_cut_off_without_a_vote_has_passed() -> None:
    found = only(record(regimes=FIRST, events=[promise("one", "2021-01-01", CUTOFF.isoformat())]))
    assert found.promises[0].state == "passed"


def test_two_transitions_of_a_country_are_told_apart_by_the_elected_ruler_between() -> None:
    made = record(regimes=FIRST, events=[promise("deal", "2012-05-20", "2013-05"), vote("vote", "2013-08-11"), *LATER])
    assert [len(one.promises) for one in transitions(made, ("MLI",))] == [1, 5]


def test_promises_before_2010_and_events_without_one_are_left_out() -> None:
    made = record(events=[promise("old", "2009-12-31", "2010-06"), promise("silent", "2015-01-01", "")])
    assert transitions(made, ("MLI",)) == ()
    assert charts_promises.drawing(seen(made)) == ("", 0, 0)


def test_the_sentence_names_every_date_in_the_order_of_the_promises() -> None:
    made = record(regimes=FIRST, events=LATER)
    assert sentence(seen(made), only(made)) == (
        "Mali, promised: 27 February 2022, then no date, then 26 March 2024, then July 2029, then July 2030. "
        "No vote that ends the transition by 30 June 2024."
    )


def test_the_sentence_of_a_kept_promise_names_the_vote() -> None:
    made = record(regimes=FIRST, events=[promise("deal", "2012-05-20", "2013-08"), vote("vote", "2013-08-11")])
    assert sentence(seen(made), only(made)) == "Mali, promised: August 2013. Vote on 11 August 2013: kept."


def test_a_late_promise_says_by_how_much() -> None:
    made = record(regimes=FIRST, events=[promise("deal", "2012-05-20", "2013-05"), vote("vote", "2013-08-11")])
    assert state_said(seen(made), only(made).promises[0]) == "72–102 days late"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawing_says_every_promise_and_escapes_what_the_record_says(theme: str) -> None:
    made = record(regimes=FIRST, events=[*LATER, promise("bad", "2024-06-01", "2031-01", title_en=HOSTILE)])
    body, width, height = charts_promises.drawing(seen(made, theme=theme))
    assert width > 0
    assert height > 6 * 20
    assert "27 February 2022: passed without a vote" in body
    assert "no new date" in body
    assert "<script" not in body
    assert "<script" not in charts_promises.table(seen(made), Citations(made.sources))


def test_the_table_has_a_row_a_promise() -> None:
    made = record(regimes=FIRST, events=LATER)
    assert charts_promises.table(seen(made), Citations(made.sources)).count("<tr>") == 1 + 5
