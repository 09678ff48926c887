"""The Briefing page as its links open it: what the boxes say is what the card shows, and no link breaks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_data import record

from sahel import brief_batch, brief_bodies, ink_fonts, releases
from sahel.brief import SIZES, Brief, BriefError, asked
from sahel.facts_of_day import facts
from sahel.situation import card as country_card
from sahel.view import View

ROOT = Path(__file__).resolve().parent.parent


def page(**asked: Any) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in asked.items():
        at.query_params["with" if name == "shown" else name] = value
    return at.switch_page("pages/briefing.py").run()


def box(at: AppTest, key: str) -> str:
    return at.selectbox(key=f"_{key}").value


def view(**changes: Any) -> View:
    made = View(record(), date(2024, 4, 12), date(2012, 1, 1), record().cutoff)
    return made.but(**changes)


def title(at: AppTest) -> str:
    return at.text_input(key="_title").placeholder


@pytest.mark.parametrize("country", ["MLI", "NER"])
def test_the_box_names_the_country_that_the_card_is_about(country: str) -> None:
    at = page(template="numbers", force="rus", country=country)
    assert not at.exception
    assert box(at, "country") == country
    assert {"MLI": "Mali", "NER": "Niger"}[country] in title(at)


def test_without_a_country_in_the_link_box_and_card_agree() -> None:
    at = page(template="numbers")
    assert box(at, "country") == "MLI"
    assert "Mali" in title(at)


def test_a_force_is_asked_only_in_countries_where_somebody_counts_it() -> None:
    at = page(template="numbers", force="minusma", country="BFA")
    assert at.selectbox(key="_country").options == ["Mali"]
    assert "country" not in at.query_params


@pytest.mark.parametrize("shown", ["numbers,bogus", ["numbers", "bogus"], "bogus", ""])
def test_what_no_card_has_is_dropped_from_the_link(shown: Any) -> None:
    at = page(shown=shown)
    assert not at.exception
    assert "bogus" not in str(at.query_params.get("with", ""))


def test_a_choice_that_another_template_made_does_not_stay_in_the_card() -> None:
    at = page(template="situation", country="MLI", force="xyz")
    assert not at.exception
    assert not [one for one in at.selectbox if one.key in ("_country", "_force")]
    card = asked(view(), {"template": "situation", "country": "MLI", "force": "xyz"})
    assert (card.country, card.force) == ("", "")


def test_a_deck_leaves_out_what_cannot_be_read_and_removes_the_right_card() -> None:
    at = page(deck=["with=bogus", "template=timeline", "on=2022-02-01"])
    assert not at.exception
    labels = [expander.label for expander in at.expander]
    assert "Deck: 2 cards" in labels
    next(button for button in at.button if button.key == "_out_1").click().run()
    assert at.query_params["deck"] == ["with=bogus", "on=2022-02-01"]


def test_a_deck_with_a_card_of_no_country_is_made_all_the_same() -> None:
    card = brief_bodies.drawn(Brief(view(countries=()), size="column"))
    assert any("No country" in note.said for note in card.sheet.written)


def test_a_card_of_a_kept_version_links_to_that_version() -> None:
    kept = releases.as_record(record().folder, "2026.11")
    link = Brief(view(store=kept), size="column").address()
    assert "record=2026.11&" in link
    assert link.endswith("&v=2026.11")
    assert "record=" not in Brief(view()).address()


def test_going_back_past_a_kept_version_reads_todays_record() -> None:
    at = page(record="2026.11")
    del at.query_params["record"]
    at.run()
    assert not at.exception
    assert "record" not in at.query_params
    said = "\n".join(element.proto.body for element in at.get("html"))
    assert f"version {record().version} ·" in said


def test_a_series_over_countries_never_changes_the_force() -> None:
    made = brief_batch.countries(Brief(view(), "numbers", force="minusma"))
    assert [card.view.countries for card in made] == [("MLI",)]
    with pytest.raises(BriefError, match="nobody counts 'nobody'"):
        brief_batch.countries(Brief(view(), "numbers", force="nobody"))


def test_a_force_that_is_not_offered_is_not_replaced_by_another_one() -> None:
    card = brief_bodies.drawn(Brief(view(countries=("NER",)), "numbers", size="column", force="minusma"))
    assert "Russians" not in card.title
    assert any("no figure" in note.said for note in card.sheet.written)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("on", [date(2013, 2, 1), date(2022, 2, 1), date(2023, 2, 1), date(2024, 4, 12)])
def test_every_fact_on_the_card_stands_whole_with_its_claimants(on: date, size: str, lang: str) -> None:
    seen = view(on=on, lang=lang)
    card = brief_bodies.drawn(Brief(seen, size=size))
    written = " ".join(note.said for note in card.sheet.written)
    known = facts(seen)
    drawn = [fact for fact in known if ink_fonts.wrap(fact.large, 10, 600, 1e9)[0] in written]
    assert drawn
    said = [fact for fact in known if all(word in written for word in fact.said.split(" ")) and fact.large in written]
    assert said
    # No line of the body was cut.
    assert not [note.said for note in card.sheet.written if note.said.endswith("…") and note.size >= card.size.row]


def test_the_first_two_sources_of_a_fact_are_those_of_its_two_claims() -> None:
    seen = view(on=date(2025, 6, 1), countries=("MLI",))
    line = next(line for line in country_card(seen, "MLI").lines if len(line.claims) > 1)
    first, second = (claim["source_ids"][0] for claim in line.claims[:2])
    fact = next(one for one in facts(seen) if one.source_ids[0] == first)
    assert fact.source_ids[1] == second
