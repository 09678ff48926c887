"""Families of forces, the claims about one in one country, where nobody counts, and the finding of the page."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from handmade import CUTOFF, event, presence, record, strength

from sahel.claims import Question, claims, claims_csv, day_of, extent, gaps, is_contested, is_count, spells
from sahel.families import countries_of, families, family_name, offered
from sahel.findings_numbers import MOST_LETTERS, context, finding, subject
from sahel.schema import STRENGTHS
from sahel.view import View

SOURCE = [{"source_id": "s", "publisher": "Paper", "title": "T", "url": "https://example.org/s", "kind": "press"}]


VOICES = ("FRA", "MLI", "USA", "UN", "EU")


def question(family: str = "rus", country: str = "MLI", lang: str = "en", **asked) -> Question:
    """Ask for a family and a country of a record made by hand; `start` and `end` narrow the range."""
    start, end = (
        date.fromisoformat(asked.pop(name, day)) for name, day in (("start", "2012-01-01"), ("end", "2024-06-30"))
    )
    store = record(sources=SOURCE, **asked)
    view = View(store, CUTOFF, start, end, lang=lang)
    return Question(view, next(it for it in families(store) if it.code == family), country)


def claimed(*rows: tuple, **asked) -> Question:
    """Ask about Russians in Mali with claims of (day, low, high) or (day, low, high, claimant)."""
    cells = [
        strength(f"c{i}", "rus_a", "MLI", day, source_ids="s", claimant=more[0] if more else VOICES[i])
        | {"low": "" if low is None else str(low), "high": "" if high is None else str(high)}
        for i, (day, low, high, *more) in enumerate(rows)
    ]
    return question(strengths=cells, **asked)


def test_a_great_sender_is_one_family_and_comes_with_its_parts():
    store = record(strengths=[strength("a", "fra2", "MLI", "2020"), strength("b", "rus_b", "NER", "2023")])
    found = {family.code: family.force_ids for family in families(store)}
    assert found == {"rus": ("rus", "rus_a", "rus_b"), "fra": ("fra", "fra2")}


def test_a_contingent_is_not_of_the_family_of_the_mission_that_counts_it():
    store = record(strengths=[strength("a", "ger", "MLI", "2020"), strength("b", "un", "MLI", "2020")])
    assert [family.force_ids for family in families(store)] == [("ger",), ("un",)]


def test_forces_of_a_state_are_joined_when_one_succeeds_the_other():
    columns = ("force_id", "sender", "kind", "predecessor_id", "part_of_id", "name_en")
    rows = [
        ("first", "TCD", "state_forces", "", "", "First"),
        ("next", "TCD", "state_forces", "first", "un", "Next"),
        ("un", "UN", "un_mission", "", "", "Mission (UN)"),
    ]
    forces = [dict(zip(columns, row, strict=True)) for row in rows]
    store = record(forces=forces, strengths=[strength("a", "next", "MLI", "2020"), strength("b", "un", "MLI", "2020")])
    view = View(store, CUTOFF, date(2012, 1, 1), CUTOFF)
    named = {family.code: (family.force_ids, family_name(view, family)) for family in families(store)}
    assert named == {"un": (("un",), "Mission"), "first": (("first", "next"), "Forces of Chad")}


def test_armed_groups_and_forces_without_a_claim_have_no_family():
    store = record(strengths=[strength("a", "rebels", "MLI", "2020"), strength("b", "usa", "TCD", "2020")])
    assert families(store) == ()


def test_russia_and_mali_come_first():
    rows = [strength("a", "fra", "NER;MLI;BFA", "2020"), strength("b", "rus", "NER", "2020")]
    store = record(strengths=rows)
    assert [family.code for family in families(store)] == ["rus", "fra"]
    assert countries_of(store, families(store)[1]) == ("MLI", "NER", "BFA")


def test_the_bar_narrows_what_is_offered():
    store = record(strengths=[strength("a", "fra", "NER", "2020"), strength("b", "rus", "MLI", "2020")])
    view = View(store, CUTOFF, date(2012, 1, 1), CUTOFF)
    assert list(offered(view)) == ["rus", "fra"]
    assert list(offered(view.but(senders=("FRA",)))) == ["fra"]
    assert list(offered(view.but(countries=("NER",)))) == ["fra"]
    assert offered(view.but(senders=())) == {}


@pytest.mark.parametrize(
    ("cells", "panel"),
    [
        ({}, "country"),
        ({"measure": "planned"}, "country"),
        ({"place_ids": "gao"}, "place"),
        ({"place_ids": "gao", "measure": "planned"}, "place"),
        ({"countries": "MLI;NER"}, "region"),
        ({"measure": "ceiling"}, "other"),
        ({"measure": "departed", "place_ids": "gao"}, "other"),
        ({"measure": "rotated", "countries": "MLI;NER"}, "other"),
        ({"low": "200", "high": "999", "about": "yes"}, "words"),
        ({"low": "24", "high": "99", "about": "yes", "place_ids": "gao"}, "words"),
        ({"low": "200", "high": "999"}, "country"),
    ],
)
def test_each_claim_has_the_panel_where_it_may_be_compared(cells: dict[str, str], panel: str):
    row = strength("a", "rus", "MLI", "2022-01-01", 100, source_ids="s") | cells
    assert [claim.panel for claim in claims(question(strengths=[row]))] == [panel]


def test_only_people_there_in_the_whole_country_are_a_count():
    rows = [
        strength("a", "rus", "MLI", "2022-01-01", 100),
        strength("b", "rus", "MLI", "2022-01-02", 100, measure="arrived"),
        strength("c", "rus", "MLI", "2022-01-03", 100, measure="planned"),
        strength("d", "rus", "MLI", "2022-01-04", 100, place_ids="gao"),
    ]
    assert [it.strength_id for it in claims(question(strengths=rows)) if is_count(it)] == ["a", "b"]


def test_the_range_keeps_what_it_touches():
    rows = [strength("a", "rus", "MLI", "2022", 1), strength("b", "rus", "MLI", "2023-02-01", 2)]
    assert [it.strength_id for it in claims(question(strengths=rows, start="2022-12-31", end="2023-01-31"))] == ["a"]


def test_the_mark_stands_in_the_middle_of_a_span_inside_the_range():
    asked = claimed(("2022", 100, 100), start="2022-12-01")
    assert day_of(claims(asked)[0], asked) == date(2022, 12, 16)


def test_a_range_is_marked_in_its_middle_and_half_a_range_at_its_end():
    found = claims(claimed(("2022-01-01", 50, 80), ("2022-01-02", 1000, None), ("2022-01-03", None, 400)))
    assert [it.value for it in found] == [65, 1000, 400]


def test_a_year_without_a_count_inside_a_spell_is_a_gap():
    spell = [presence("rus_a", "MLI", "2021-01-01", "2024-06-01")]
    found = gaps(claimed(("2021-02-01", 1, 1), ("2023-01-01", 2, 2), presences=spell))
    assert [tuple(date.fromordinal(day).isoformat() for day in gap) for gap in found] == [
        ("2021-02-02", "2022-12-31"),
        ("2023-01-02", "2024-06-01"),
    ]


def test_words_plans_and_sites_do_not_close_a_gap():
    spell = [presence("rus_a", "MLI", "2021-01-01", "2023-01-01")]
    rows = [
        strength("a", "rus_a", "MLI", "2022-01-01", 100, measure="planned"),
        strength("b", "rus_a", "MLI", "2022-01-01", 100, place_ids="gao"),
        strength("c", "rus_a", "MLI", "2022-01-01", about="yes") | {"low": "200", "high": "999"},
    ]
    assert len(gaps(question(strengths=rows, presences=spell))) == 1


def test_a_claim_outside_the_range_closes_a_gap_too():
    spell = [presence("rus_a", "MLI", "2021-01-01", "2022-12-01")]
    rows = (("2021-06-01", 1, 1), ("2022-03-01", 2, 2))
    assert gaps(claimed(*rows, presences=spell, start="2021-07-01", end="2022-02-01")) == ()


def test_a_gap_is_cut_to_the_range():
    spell = [presence("rus_a", "MLI", "2020-01-01", "2024-01-01")]
    found = gaps(claimed(("2024-01-01", 1, 1), presences=spell, start="2022-01-01"))
    assert [date.fromordinal(day) for day in found[0]] == [date(2022, 1, 1), date(2023, 12, 31)]


def test_an_absence_is_no_gap():
    spell = [presence("rus_a", "MLI", "2021-01-01", "2021-06-01")]
    assert gaps(claimed(("2021-02-01", 1, 1), ("2024-01-01", 2, 2), presences=spell)) == ()


def test_successive_forces_make_one_spell_and_an_open_one_reaches_a_year_past_its_last_evidence():
    rows = [
        presence("rus_a", "MLI", "2021-01-01", "2022-06-06"),
        presence("rus_b", "MLI", "2022-06-06", seen="2023-01-01"),
    ]
    asked = claimed(("2021-02-01", 1, 1), presences=rows)
    assert [tuple(map(date.fromordinal, span)) for span in spells(asked)] == [(date(2021, 1, 1), date(2024, 1, 1))]


def test_the_drawing_spans_claims_and_presence_and_never_more_than_the_range():
    spell = [presence("rus_a", "MLI", "2021-01-01", "2022-06-06")]
    first, last = extent(claimed(("2021-06-01", 1, 1), presences=spell))
    assert date(2020, 6, 1) < date.fromordinal(first) < date(2021, 1, 1)
    assert date(2022, 6, 6) < date.fromordinal(last) < date(2023, 1, 1)
    narrow = extent(claimed(("2021-06-01", 1, 1), presences=spell, start="2021-05-01", end="2021-07-01"))
    assert narrow == (date(2021, 5, 1).toordinal(), date(2021, 7, 1).toordinal())


def test_the_csv_holds_the_rows_as_written_and_their_addresses():
    asked = claimed(("2022-01", 50, 80), ("2022-02-01", 1000, None))
    rows = list(csv.DictReader(io.StringIO(claims_csv(asked))))
    assert [column.name for column in STRENGTHS.columns] == list(rows[0])[:-1]
    assert [(row["date"], row["low"], row["high"]) for row in rows] == [
        ("2022-01", "50", "80"),
        ("2022-02-01", "1000", ""),
    ]
    assert {row["source_urls"] for row in rows} == {"https://example.org/s"}


JANUARY = ("2022-01-01", 50, 80, "FRA"), ("2022-01", 400, 400, "MLI")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Russians in Mali: nobody gave a figure in this span"),
        ([("2022-01-05", 100, 100)], "Russians in Mali: 100 in January 2022, the only count in this span"),
        (JANUARY, "Russians in Mali: 50 to 400 in January 2022, depending on who counts"),
        (
            (*JANUARY, ("2024-06-01", 2000, 2000)),
            "Russians in Mali: 50 to 400 in January 2022, 2,000 in June 2024, depending on who counts",
        ),
        (
            (*JANUARY, ("2024-06-01", 2000, 2000, "USA"), ("2024-06-05", 3000, None, "press")),
            "Russians in Mali: 50 to 400 in January 2022, 2,000 to at least 3,000 in June 2024, "
            "depending on who counts",
        ),
        (
            [("2022-01-05", 100, 100), ("2024-01-01", 100, 100)],
            "Russians in Mali: 100 in January 2022 and again in January 2024",
        ),
        (
            [("2022-01-05", 1000, None), ("2024-01-01", None, 300)],
            "Russians in Mali: at least 1,000 in January 2022, up to 300 in January 2024",
        ),
    ],
)
def test_the_finding_is_the_first_and_the_last_count(rows, said: str):
    # A claim at one site gives the family a name even when nothing counts the country.
    site = strength("site", "rus_a", "MLI", "1999-01-01", 5)
    asked = claimed(*rows) if rows else question(strengths=[site])
    assert finding(asked) == said


def test_a_pull_out_is_no_disagreement():
    asked = claimed(("2022-01-01", 900, 900, "USA"), ("2024-04-20", 950, 950, "press"), ("2024-06-05", 24, 24, "USA"))
    assert finding(asked) == "Russians in Mali: 900 in January 2022, 24 in June 2024"


def test_one_voice_does_not_disagree_with_itself():
    assert "depending" not in finding(claimed(("2022-01-01", 50, 50, "USA"), ("2022-01-02", 400, 400, "USA")))


def test_rounded_figures_near_each_other_do_not_disagree():
    rows = [
        strength("a", "rus", "MLI", "2022-01-01", 1016, claimant="USA"),
        strength("b", "rus", "MLI", "2022-01-01", 1000, claimant="FRA", about="yes"),
    ]
    assert "depending" not in finding(question(strengths=rows))


def test_civilians_and_soldiers_do_not_disagree_and_soldiers_are_the_finding():
    rows = [
        strength("a", "rus", "MLI", "2022-01-01", 1786, claimant="USA", counted="civilians"),
        strength("b", "rus", "MLI", "2022-01-01", 13871, claimant="FRA"),
    ]
    assert finding(question(strengths=rows)) == "Russians in Mali: 13,871 in January 2022"
    assert finding(question(strengths=rows[:1])).startswith("Russians in Mali: 1,786 in January 2022")
    staff = [rows[1], strength("c", "rus", "MLI", "2022-01-01", 20000, claimant="MLI", counted="all_staff")]
    assert finding(question(strengths=staff)) == "Russians in Mali: 13,871 to 20,000 in January 2022"


def test_arrivals_are_called_so_and_sites_alone_are_no_count():
    arrived = strength("a", "rus", "MLI", "2022-01-01", 100, measure="arrived")
    assert finding(question(strengths=[arrived])).startswith("Russians in Mali (arrivals): 100")
    site = strength("a", "rus", "MLI", "2022-01-01", 100, place_ids="gao")
    assert finding(question(strengths=[site])) == "Russians in Mali: no count for the whole country in this span"


def test_a_force_that_bears_the_country_in_its_name_does_not_repeat_it():
    force = {"force_id": "m", "sender": "EU", "kind": "eu_mission", "name_en": "Mission in Mali (EUTM)"}
    asked = question("m", forces=[force], strengths=[strength("a", "m", "MLI", "2020", 1)])
    assert subject(asked) == "Mission in Mali"


def test_a_finding_that_is_too_long_becomes_the_plain_sentence():
    force = {"force_id": "m", "sender": "EU", "kind": "eu_mission", "name_en": "Mission " * 10}
    rows = [strength("a", "m", "MLI", "2020-01-01", 1), strength("b", "m", "MLI", "2023-01-01", 2)]
    said = finding(question("m", forces=[force], strengths=rows))
    assert said.endswith("1 January 2012 to 30 June 2024")
    assert len(finding(claimed(*JANUARY))) <= MOST_LETTERS


EVENTS = [
    event("name", "2022-06-06", "relabelled", force_ids="rus_a;rus_b", title_en="A becomes B"),
    event("coup", "2022-02-01", "coup"),
    event("far", "2022-02-01", "coup", "NER"),
    event("exit", "2022-03-01", "withdrawal", end_date="2022-08-15", force_ids="fra"),
    event("small", "2022-09-01", "coup", importance="2"),
    event("early", "2013-01-01", "coup"),
]
LINKED = [presence("rus_a", "MLI", "2022-01-01", "2023-06-01")]


def said(*rows, **more) -> list[str]:
    asked = claimed(("2022-01-01", 1, 1), presences=[*LINKED, *more.pop("there", [])], events=list(rows))
    return [it.said for it in context(asked)]


def test_the_context_is_own_names_coups_and_last_days_of_others_in_order():
    gone = [presence("fra", "MLI", "2013-01-01", "2022-08-15")]
    assert said(*EVENTS, there=gone) == ["Coup 1 Feb 2022", "A becomes B", "Last French soldiers leave"]


def test_a_sender_that_is_still_there_has_not_left():
    still = [presence("fra", "MLI", "2013-01-01", "2023-08-15")]
    assert said(*EVENTS, there=still) == ["Coup 1 Feb 2022", "A becomes B"]


def test_at_most_three_events_give_context_and_own_ones_go_first():
    coups = [event(f"c{i}", f"2022-0{i}-01", "coup") for i in range(2, 7)]
    assert said(EVENTS[0], *coups) == ["Coup 1 May 2022", "Coup 1 Jun 2022", "A becomes B"]


@pytest.mark.parametrize(
    ("figures", "contested"),
    [
        ([(400, 400), (1000, 1000)], True), ([(50, 80), (300, 350)], True), ([(900, 900), (1000, 1000)], False),
        ([(800, 1200), (1000, 1000)], False), ([(1000, None), (1500, 1500)], False),
        ([(None, 400), (1000, 1000)], True),
        ([(1000, 1000)], False), ([], False), ([(None, None), (5, 5)], False), ([(750, 750), (1000, 1000)], False),
    ],
)  # fmt: skip
def test_claims_are_contested_when_they_share_no_figure_and_lie_far_apart(figures, contested: bool):
    claims = [{"low": low, "high": high} for low, high in figures]
    assert is_contested(claims) is contested
    assert is_contested(claims[::-1]) is contested
