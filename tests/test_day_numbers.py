"""The numbers of a day, worked by hand: who is there, the last known claims with their age, no figure, no sum."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import CUTOFF, presence, record, strength
from test_pages import html as page_html
from test_pages import run

from sahel.citations import Citations
from sahel.day_numbers import counts, day_numbers
from sahel.numbers_tables import day_numbers_html, day_said, day_title
from sahel.view import View

SOURCES = [{"source_id": "s", "publisher": "Paper", "title": "T", "url": "https://example.org/s"}]
DAY = date(2022, 1, 20)
THERE = [
    presence("rus_a", "MLI", "2021-12-01", "2023-06-01"),
    presence("fra", "MLI", "2014-08-01", "2022-08-15"),
    presence("usa", "NER", "2013-01-01", seen="2020-01-01"),
]


def said(name: str, force: str, day: str, low: int, **more: str) -> dict[str, str]:
    return strength(name, force, more.pop("countries", "MLI"), day, low) | {"source_ids": "s"} | more


def seen(*rows: dict[str, str], there: list[dict[str, str]] | None = None, **asked) -> View:
    store = record(sources=SOURCES, strengths=list(rows), presences=THERE if there is None else there)
    return View(store, CUTOFF, date(2012, 1, 1), CUTOFF, **asked)


def told(view: View, day: date = DAY) -> dict[str, dict[str, list[tuple[str, int]]]]:
    """Per country and force the ids and ages of its claims, whether certain or not."""
    return {
        it.country: {
            line.force.force_id: [(known.claim.strength_id, known.age) for known in line.known]
            for line in (*it.firm, *it.doubtful)
        }
        for it in day_numbers(view, day)
    }


def html(view: View, day: date = DAY) -> str:
    return day_numbers_html(view, day_numbers(view, day), Citations(view.store.sources))


JANUARY = (
    said("old", "rus_a", "2021-12-24", 40), said("new", "rus_a", "2022-01-07", 400, claimant="MLI"),
    said("later", "rus_a", "2022-02-01", 350), said("site", "rus_a", "2022-01-10", 50, place_ids="gao"),
    said("plan", "rus_a", "2022-01-11", 1000, measure="planned"),
)  # fmt: skip


def test_every_force_of_the_day_has_its_last_known_claims_newest_first_with_their_age():
    assert told(seen(*JANUARY)) == {
        "NER": {"usa": []},
        "MLI": {"fra": [], "rus_a": [("new", 13), ("old", 27)]},
        "BFA": {},
    }


def test_a_day_before_the_first_claim_has_no_figure():
    assert told(seen(*JANUARY), date(2021, 12, 20))["MLI"] == {"fra": [], "rus_a": []}


def test_a_claim_of_a_month_is_as_old_as_its_last_day():
    assert told(seen(said("a", "rus_a", "2021-12", 40)))["MLI"]["rus_a"] == [("a", 20)]


def test_claims_ninety_days_older_than_the_newest_are_shown_and_older_ones_are_not():
    rows = said("a", "fra", "2021-12-31", 1), said("b", "fra", "2021-10-02", 2), said("c", "fra", "2021-10-01", 3)
    assert told(seen(*rows))["MLI"]["fra"] == [("a", 20), ("b", 110)]


def test_a_force_whose_evidence_is_old_is_not_certain():
    niger, mali, faso = day_numbers(seen(), DAY)
    assert ([it.force.force_id for it in niger.firm], [it.force.force_id for it in niger.doubtful]) == ([], ["usa"])
    assert [it.force.force_id for it in mali.firm] == ["fra", "rus_a"]
    assert faso.firm == faso.doubtful == ()
    assert "Not certain on this day" in html(seen())


def test_claims_about_a_unit_not_established_are_told_beside_the_unit():
    there = [*THERE, presence("rus", "MLI", "2021-12-01", "2023-06-01")]
    rows = said("unit", "rus_a", "2022-01-01", 50), said("whole", "rus", "2022-01-07", 500)
    view = seen(*rows, there=there)
    assert told(view)["MLI"] == {"fra": [], "rus_a": [("unit", 19)], "rus": [("whole", 13)]}
    assert list(told(seen(rows[0], there=there))["MLI"]) == ["fra", "rus_a"]


def test_a_contingent_says_in_which_force_it_is_counted():
    there = [presence("un", "MLI", "2013-07-01", "2023-12-31"), presence("ger", "MLI", "2013-07-01", "2023-12-31")]
    view = seen(said("a", "ger", "2022-01-01", 900), said("b", "un", "2022-01-01", 13000), there=there)
    inside = {it.force.force_id: it.inside for it in day_numbers(view, DAY)[1].firm}
    assert inside == {"ger": "un", "un": ""}
    assert "counted inside" in html(view)


def test_the_bar_decides_which_countries_and_senders_are_shown():
    assert told(seen(*JANUARY, countries=("MLI",), senders=("FRA",))) == {"MLI": {"fra": []}}


def test_a_figure_of_several_countries_is_shown_as_such_when_nothing_narrower_exists():
    view = seen(said("a", "fra", "2021-11-17", 5100, countries="MLI;NER;BFA"))
    assert told(view)["MLI"]["fra"] == [("a", 64)]
    assert "in 3 countries" in html(view)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ((), "20 January 2022: 3 forces, no figure"),
        (JANUARY, "20 January 2022: 3 forces, 1 of them with a figure"),
    ],
)
def test_the_title_counts_forces_and_never_people(rows: tuple, title: str):
    view = seen(*rows)
    assert day_title(view, day_numbers(view, DAY), DAY) == title


def test_a_force_in_two_countries_is_one_force():
    there = [presence("fra", country, "2014-08-01", "2022-08-15") for country in ("MLI", "NER")]
    assert counts(day_numbers(seen(said("a", "fra", "2022-01-01", 5), there=there), DAY)) == (1, 1)


def test_a_day_without_a_force_says_so():
    view = seen(there=[])
    assert day_title(view, day_numbers(view, DAY), DAY) == "20 January 2022: no foreign force in this record"
    assert html(view).count("That is not proof of absence.") == 3


def test_each_claim_says_figure_what_it_counts_who_says_so_its_day_and_its_age():
    text = html(seen(*JANUARY))
    for part in (
        ">400<",
        "deployed, military",
        "Mali, via Paper",
        "7 Jan 2022, 13 days before",
        "https://example.org/s",
    ):
        assert part in text
    assert text.count("no figure") == 2
    assert "440" not in text


def test_a_claim_of_the_day_itself_is_not_old():
    assert "20 Jan 2022, the same day" in html(seen(said("a", "fra", "2022-01-20", 5)))


def test_more_than_four_claims_are_folded():
    rows = [said(f"c{day}", "fra", f"2022-01-0{day}", day) for day in range(1, 8)]
    text = html(seen(*rows))
    assert text.count("<details") == 1
    assert "3 earlier claims" in text


def test_why_there_is_no_sum_is_one_sentence():
    assert day_said(seen()).count("No sum is given: ") == 1


def test_text_of_the_record_is_escaped():
    store = record(sources=[{**SOURCES[0], "publisher": "<img src=x>"}], strengths=list(JANUARY), presences=THERE)
    view = View(store, CUTOFF, date(2012, 1, 1), CUTOFF)
    assert "<img src=x" not in html(view)


def test_the_day_is_the_last_of_the_range_and_stays_out_of_the_url():
    at = run("numbers", to="2022-01-20")
    assert at.date_input(key="day-2022-01-20").value == DAY
    assert "20 January 2022: " in page_html(at)
    assert "day" not in at.query_params


def test_a_link_with_a_day_shows_that_day_and_is_in_the_footer():
    at = run("numbers", day="2013-02-01")
    assert "1 February 2013: " in page_html(at)
    assert "day=2013-02-01" in page_html(at).split("class='footer'")[1]


@pytest.mark.parametrize(
    "asked", ["yesterday", "2022-13-01", "2022", "[2022-01-01..2022-01-02]", "9999-01-01", "2026-06-30"]
)
def test_a_day_that_is_none_or_the_default_is_dropped(asked: str):
    at = run("numbers", day=asked, to="2026-06-30")
    assert not at.exception
    assert "day" not in at.query_params


def test_a_day_that_is_picked_goes_into_the_url():
    at = run("numbers", to="2022-01-20")
    at.date_input(key="day-2022-01-20").set_value(date(2015, 6, 1)).run()
    assert not at.exception
    assert at.query_params["day"] in ("2015-06-01", ["2015-06-01"])
    assert "1 June 2015: " in page_html(at)


def test_contested_pairs_of_the_page_are_folded_under_the_tenth():
    at = run("numbers")
    assert page_html(at).partition("class='plain contested'")[2].partition("</table>")[0].count("<tr>") == 11
    assert any("more pairs" in fold.label for fold in at.expander)
