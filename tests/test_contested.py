"""Which claims contradict each other, worked by hand: comparable, two voices, far apart, worst first; their table."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from handmade import CUTOFF, event, record, strength

from sahel import theme as look
from sahel.charts_steps import dot_colour
from sahel.citations import Citations
from sahel.claims import claim_of
from sahel.contested import contested, contested_csv, is_comparable
from sahel.numbers_tables import contested_said, contested_table
from sahel.queries import Days, all_rows
from sahel.series import is_official, series, speaker
from sahel.store import Store
from sahel.view import View

SOURCES = [
    {"source_id": name, "publisher": paper, "agency": agency, "title": "T", "url": f"https://example.org/{name}"}
    for name, paper, agency in (("s", "Paper", ""), ("t", "Times", ""), ("u", "Post", "AFP"), ("v", "Globe", "AFP"))
]


def claim(name: str, day: str, low: int | None, high: int | None = -1, voice: str = "FRA", **more: str):
    """A claim about Russians in Mali; one figure unless `high` is given; `voice` is a claimant or a source."""
    said = {"claimant": "press", "source_ids": voice} if voice in "stuv" else {"claimant": voice, "source_ids": "s"}
    ends = {"low": "" if low is None else str(low), "high": "" if high is None else str(low if high == -1 else high)}
    return strength(name, more.pop("force", "rus_a"), more.pop("countries", "MLI"), day) | ends | said | more


def seen(*rows: dict[str, str], events: list[dict[str, str]] | None = None, **asked) -> View:
    """The view of a record of these claims, 2012 to the cut-off unless told otherwise."""
    store = record(sources=SOURCES, strengths=list(rows), events=events or [])
    return View(store, CUTOFF, asked.pop("start", date(2012, 1, 1)), asked.pop("end", CUTOFF), **asked)


def ids(view: View) -> list[tuple[str, str]]:
    return [(pair.lower.strength_id, pair.higher.strength_id) for pair in contested(view)]


JANUARY = claim("france", "2022-01-01", 50, 80), claim("mali", "2022-01-07", 400, voice="MLI")


def test_two_governments_that_differ_fivefold_within_a_week_are_a_pair():
    (pair,) = contested(seen(*JANUARY))
    assert (pair.lower.strength_id, pair.higher.strength_id) == ("france", "mali")
    assert (pair.times, pair.days, pair.has_moved) == (5.0, Days(6, 6), False)


@pytest.mark.parametrize(
    "other",
    [
        claim("b", "2022-01-07", 100, voice="MLI"),
        claim("b", "2022-01-07", 60, 500, voice="MLI"),
        claim("b", "2022-01-07", 50, None, voice="MLI"),
        claim("b", "2022-04-02", 400, voice="MLI"),
        claim("b", "2022", 400, voice="MLI"),
        claim("b", "2022-01-07", 400, voice="MLI", force="rus_b"),
        claim("b", "2022-01-07", 400, voice="MLI", countries="NER"),
        claim("b", "2022-01-07", 400, voice="MLI", countries="MLI;NER"),
        claim("b", "2022-01-07", 400, voice="MLI", place_ids="gao"),
        claim("b", "2022-01-07", 400, voice="MLI", measure="planned"),
        claim("b", "2022-01-07", 400, voice="MLI", counted="all_staff"),
        claim("b", "2022-01-07", 400),
    ],
    ids=[
        "within a quarter", "ranges meet", "at least meets", "91 days later", "some day of a year", "another force",
        "another country", "several countries", "one site", "a plan", "other people", "the same voice",
    ],
)  # fmt: skip
def test_what_is_no_pair(other: dict[str, str]):
    assert ids(seen(claim("a", "2022-01-01", 80), other)) == []


def test_ninety_days_are_still_near_and_a_month_reaches_to_its_last_day():
    assert len(ids(seen(claim("a", "2022-01-01", 80), claim("b", "2022-04-01", 400, voice="MLI")))) == 1
    (pair,) = contested(seen(claim("a", "2022-01-01", 80), claim("b", "2022-01", 400, voice="MLI")))
    assert pair.days == Days(0, 30)
    assert ids(seen(claim("a", "2022-01-01", 80), claim("b", "2022-04", 400, voice="MLI"))) == []


@pytest.mark.parametrize(
    ("counted", "comparable"),
    [("unstated", True), ("military", True), ("uniformed", False), ("civilians", False)],
)
def test_who_is_counted_is_the_same_or_is_not_told(counted: str, comparable: bool):
    view = seen(claim("a", "2022-01-01", 80), claim("b", "2022-01-02", 400, voice="MLI", counted=counted))
    assert bool(ids(view)) is comparable


def test_a_claim_that_tells_nothing_is_not_compared_with_civilians():
    rows = claim("a", "2022-01-01", 80, counted="unstated"), claim("b", "2022-01-01", 400, counted="civilians")
    one, other = (claim_of(row) for row in all_rows(seen(*rows).store, "strengths"))
    assert not is_comparable(one, other)


@pytest.mark.parametrize("measure", ["departed", "arrived", "rotated"])
def test_moves_and_running_totals_must_speak_of_the_same_days(measure: str):
    days = (("a", "2022-01-01", 80, "FRA"), ("b", "2022-01", 400, "MLI"), ("c", "2022-02-01", 900, "USA"))
    rows = [claim(name, day, n, voice=voice) for name, day, n, voice in days]
    assert ids(seen(*rows)) == [("a", "c"), ("a", "b"), ("b", "c")]
    assert ids(seen(*(row | {"measure": measure} for row in rows))) == [("a", "b")]


def test_two_copies_of_one_agency_are_one_voice_and_two_papers_are_two():
    assert ids(seen(claim("a", "2022-01-01", 80, voice="u"), claim("b", "2022-01-02", 400, voice="v"))) == []
    assert ids(seen(claim("a", "2022-01-01", 80, voice="s"), claim("b", "2022-01-02", 400, voice="t"))) == [("a", "b")]


def test_the_worst_pair_comes_first():
    view = seen(*JANUARY, claim("c", "2022-01-03", 600, voice="s"), claim("d", "2022-01-04", None, 40, voice="t"))
    assert ids(view) == [("d", "c"), ("d", "mali"), ("france", "c"), ("france", "mali"), ("mali", "c")]
    assert [pair.times for pair in contested(view)] == [15.0, 10.0, 7.5, 5.0, 1.5]


def test_nobody_against_somebody_has_no_measure_and_comes_first():
    pairs = contested(seen(*JANUARY, claim("none", "2022-01-02", 0, voice="USA")))
    assert pairs[0].lower.strength_id == "none"
    assert pairs[0].times == float("inf")


PULL_OUT = claim("before", "2023-10-01", 1500), claim("after", "2023-12-12", 157, voice="NER")


@pytest.mark.parametrize(
    ("row", "moved"),
    [
        (event("e", "2023-10-10", "withdrawal", end_date="2023-12-22", force_ids="rus_a"), True),
        (event("e", "2023-11-10", "arrival", force_ids="rus_a"), True),
        (event("e", "2023-11-10", "arrival", force_ids="rus_b"), False),
        (event("e", "2023-11-10", "arrival", countries="NER", force_ids="rus_a"), False),
        (event("e", "2023-12-20", "arrival", force_ids="rus_a"), False),
        (event("e", "2023-10-01", "arrival", force_ids="rus_a"), False),
        (event("e", "[2023-09-01..2023-11-01]", "arrival", force_ids="rus_a"), False),
        (event("e", "2023-11-10", "statement", force_ids="rus_a"), False),
    ],
)
def test_a_move_of_the_force_between_two_claims_is_said(row: dict[str, str], moved: bool):
    (pair,) = contested(seen(*PULL_OUT, events=[row]))
    assert pair.has_moved is moved


def test_a_plan_does_not_change_when_soldiers_move():
    rows = (row | {"measure": "planned"} for row in PULL_OUT)
    (pair,) = contested(seen(*rows, events=[event("e", "2023-11-10", "arrival", force_ids="rus_a")]))
    assert not pair.has_moved


def test_a_voice_that_changes_its_own_figure_in_between_shows_a_move():
    rows = claim("a", "2022-01-01", 100, voice="MLI"), claim("d", "2022-03-01", 900, voice="USA")
    between = claim("b", "2022-01-05", 100), claim("c", "2022-02-20", 900)
    assert [pair.has_moved for pair in contested(seen(*rows))] == [False]
    moved = {
        (pair.lower.strength_id, pair.higher.strength_id): pair.has_moved for pair in contested(seen(*rows, *between))
    }
    assert moved == {("a", "d"): True, ("a", "c"): True, ("b", "d"): True}
    before = claim("b", "2021-10-05", 100), claim("c", "2021-12-20", 900)
    found = {
        (pair.lower.strength_id, pair.higher.strength_id): pair.has_moved for pair in contested(seen(*rows, *before))
    }
    assert found == {("a", "d"): False, ("a", "c"): False}


def test_pairs_with_a_move_come_last():
    build_up = claim("x", "2022-01-01", 10, force="fra"), claim("y", "2022-01-20", 900, force="fra", voice="s")
    moves = [event("e", "2022-01-10", "arrival", force_ids="fra")]
    view = seen(*JANUARY, *build_up, events=moves)
    assert ids(view) == [("france", "mali"), ("x", "y")]
    assert "last come the pairs with a move" in contested_said(view, contested(view))
    assert "last come" not in contested_said(view, contested(view)[:1])


def test_the_bar_decides_which_pairs_are_shown():
    rows = *JANUARY, claim("x", "2023-01-01", 10, force="fra"), claim("y", "2023-01-20", 900, force="fra", voice="s")
    assert len(ids(seen(*rows))) == 2
    assert ids(seen(*rows, senders=("RUS",))) == [("france", "mali")]
    assert ids(seen(*rows, countries=("NER",))) == []
    assert ids(seen(*rows, start=date(2022, 6, 1))) == [("x", "y")]
    assert ids(seen(*rows, start=date(2022, 1, 5))) == [("x", "y")]


def test_armed_groups_are_not_among_the_forces():
    rows = claim("a", "2022-01-01", 80, force="rebels"), claim("b", "2022-01-02", 400, force="rebels", voice="MLI")
    assert ids(seen(*rows)) == []


def test_the_table_names_claimants_dates_and_numbered_sources():
    rows = JANUARY[0] | {"source_ids": "s;t"}, JANUARY[1] | {"source_ids": "u"}
    view = seen(*rows)
    citations = Citations(view.store.sources)
    html = contested_table(view, contested(view), citations)
    for part in (" in Mali", "50–80", "France, via Paper", "1 Jan 2022", "400", "Mali, via Post (AFP)", "7 Jan 2022"):
        assert part in html
    assert html.count("<tr>") == 2
    assert html.count("href='https://example.org/") == 3
    assert len(citations) == 3


def test_text_of_the_record_is_escaped_in_the_table():
    sources = [{**SOURCES[0], "publisher": "<img src=x>"}, SOURCES[1]]
    store = record(sources=sources, strengths=list(JANUARY))
    view = View(store, CUTOFF, date(2012, 1, 1), CUTOFF)
    assert "<img src=x" not in contested_table(view, contested(view), Citations(store.sources))


def test_the_csv_has_one_row_a_pair_with_both_claims():
    (row,) = csv.DictReader(io.StringIO(contested_csv(seen(*JANUARY))))
    assert (row["lower_strength_id"], row["higher_strength_id"], row["times"]) == ("france", "mali", "5.00")
    assert (row["lower_low"], row["lower_high"], row["days_low"], row["moved"]) == ("50", "80", "6", "no")


def known(*rows: dict[str, str]) -> tuple[Store, list]:
    store = seen(*rows).store
    return store, [claim_of(row) for row in all_rows(store, "strengths")]


def joined(*rows: dict[str, str]) -> list[list[str]]:
    store, claims = known(*rows)
    return [[it.strength_id for it in run] for run in series(store, claims)]


FIRST = claim("a", "2022-01-01", 80)


def test_one_claimant_s_claims_are_a_series_in_order_of_their_days():
    assert joined(claim("b", "2022-06-01", 400), FIRST) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        claim("b", "2022-06-01", 400, voice="MLI"),
        claim("b", "2022-06-01", 400, voice="s"),
        claim("b", "2022-06-01", 400, force="rus_b"),
        claim("b", "2022-06-01", 400, measure="departed"),
        claim("b", "2022-06-01", 400, counted="all_staff"),
        claim("b", "2022-06-01", 400, place_ids="gao"),
        claim("b", "2022-06-01", 400, countries="MLI;NER"),
        claim("b", "2023-01-02", 400),
        claim("b", "2022", 400),
        claim("b", "2022-06-01", 200, 999, about="yes"),
    ],
    ids=[
        "another claimant", "the press", "another force", "another measure", "other people", "one site",
        "more countries", "more than a year later", "some day of a year", "words",
    ],
)  # fmt: skip
def test_nothing_else_is_joined(other: dict[str, str]):
    assert joined(FIRST, other) == []


@pytest.mark.parametrize("measure", ["arrived", "planned", "peak"])
def test_a_move_a_plan_and_a_peak_are_no_level_that_lasts(measure: str):
    assert joined(FIRST | {"measure": measure}, claim("b", "2022-06-01", 400, measure=measure)) == []


def test_the_press_is_no_voice_but_a_paper_or_its_agency_is():
    assert joined(claim("a", "2022-01-01", 80, voice="s"), claim("b", "2022-02-01", 90, voice="t")) == []
    assert joined(claim("a", "2022-01-01", 80, voice="u"), claim("b", "2022-02-01", 90, voice="v")) == [["a", "b"]]
    store, (one,) = known(claim("a", "2022-01-01", 80, voice="u"))
    assert speaker(store, one) == "by afp"


@pytest.mark.parametrize(
    ("voice", "official"),
    [("FRA", True), ("UN", True), ("EU", True), ("ECOWAS", True), ("s", False), ("rus_a", False), ("research", False)],
)
def test_governments_and_bodies_are_official_and_a_force_or_the_press_is_not(voice: str, official: bool):
    _, (one,) = known(claim("a", "2022-01-01", 80, voice=voice))
    assert is_official(one) is official


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_dot_never_has_the_colour_of_its_mark(theme: str):
    for group in look.PLOTLY_MARKS:
        assert dot_colour(group, theme) != look.fill(group, theme)
        assert dot_colour(group, theme, full=False) == look.edge(group, theme)
