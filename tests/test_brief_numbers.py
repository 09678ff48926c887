"""The card "Numbers of one force": every size, both languages; figures with claimants, no text on a text."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from sheets import assert_apart, assert_inside
from test_charts import PLACES, row
from test_claims import SOURCE, question
from test_data import record

from sahel import brief_claims, brief_numbers, charts, charts_words
from sahel.brief import SIZES, Brief
from sahel.brief_card import Box, Card, close_card, open_card
from sahel.charts_words import used_signs
from sahel.citations import Citations
from sahel.claims import claims
from sahel.families import offered
from sahel.findings_numbers import told
from sahel.view import View

CASES = [("rus", "MLI"), ("usa", "NER")]
sizes = pytest.mark.parametrize(("size", "lang"), list(product(SIZES, ("en", "fr"))))


def seen(lang: str = "en", **more) -> View:
    store = record()
    return View(store, store.cutoff, date(2012, 1, 1), store.cutoff, lang=lang, **more)


def drawn(view: View, size: str = "16x9", **more) -> tuple[Card, Box, int]:
    """A card, the box of its body, and how many texts its heading has."""
    brief = Brief(view, "numbers", size, **more)
    card, box = open_card(brief, *brief_numbers.title(brief))
    heading = len(card.sheet.written)
    brief_numbers.draw(card, box)
    return card, box, heading


def is_raised(said: str) -> bool:
    return said.replace(" ", "").isdigit()


@pytest.mark.parametrize(("force", "country"), CASES)
@sizes
def test_no_text_lies_on_a_text_or_outside_the_body_or_is_too_small(size: str, lang: str, force: str, country: str):
    card, box, heading = drawn(seen(lang), size, force=force, country=country)
    assert heading >= 2
    assert_inside(card, box, heading)
    close_card(card)
    assert_apart(card)


@sizes
def test_every_claim_listed_stands_with_its_claimant_and_its_sources(size: str, lang: str):
    card, box, _ = drawn(seen(lang), size, force="rus", country="MLI")
    asked = brief_numbers.question(card.brief, card.view)
    # Every claim is in the notes, listed or not, with a source.
    assert sum("[" in note for note in card.notes) == len(claims(asked))
    listed = card.sheet.marks.count("claim")
    assert listed >= 3
    alone = Card(card.brief, Citations(card.view.store.sources))
    shown = brief_claims.draw(alone, box, asked)
    texts = " ".join(text.said for text in alone.sheet.written)
    assert len(shown) == alone.sheet.marks.count("claim") >= listed
    for claim in shown:
        figure, who = charts_words.figure(alone.view, claim, short=True), charts_words.voice(alone.view, claim)
        assert figure in texts
        assert who in texts
        assert any(charts_words.figure(alone.view, claim) in note and who in note for note in alone.notes)
    assert sum(is_raised(text.said) and text.size < alone.size.small for text in alone.sheet.written) == len(shown)


@sizes
def test_the_drawing_shows_a_mark_for_each_claim_of_its_panels(size: str, lang: str):
    card, box, _ = drawn(seen(lang), size, force="rus", country="MLI", without=frozenset({"numbers", "qr"}))
    asked = brief_numbers.question(card.brief, card.view)
    plan = brief_numbers._plan(card, asked, box)
    kept = [it for it in claims(asked) if (it.measure if it.panel == "other" else it.panel) in plan.keys]
    assert "country" in plan.keys
    assert card.sheet.marks.count("mark") == sum(it.panel != "words" for it in kept)
    assert card.sheet.marks.count("claim") == 0
    assert plan.height * card.size.scale + plan.foot <= box.height + 1


def test_panels_without_room_are_left_out_with_a_sentence():
    card, _, _ = drawn(seen(), "column", force="rus", country="MLI")
    said = " ".join(text.said for text in card.sheet.written)
    assert "Not drawn for want of room:" in said
    assert "counted at one place only (13 claims)" in said.replace("  ", " ")


@pytest.mark.parametrize(
    ("force", "country", "found"),
    [("", "", ("rus", "MLI")), ("usa", "XXX", ("usa", "MLI")), ("usa", "NER", ("usa", "NER"))],
)
def test_what_is_not_said_becomes_the_first_that_is_offered(force: str, country: str, found: tuple[str, str]):
    view = seen()
    asked = brief_numbers.question(Brief(view, "numbers", force=force, country=country), view)
    assert (asked.family.code, asked.country) == found


def test_a_force_that_is_not_offered_is_not_replaced_by_another():
    assert brief_numbers.question(Brief(seen(), "numbers", force="nobody"), seen()) is None


def test_a_view_without_figures_says_so_in_words():
    card, _, heading = drawn(seen(senders=()), "16x9")
    assert "no figure for the senders" in card.sheet.written[heading].said
    assert card.sheet.marks == []
    early = seen().but(start=date(1990, 1, 1), end=date(1991, 1, 1))
    card, _, _ = drawn(early, "16x9", force="rus", country="MLI")
    assert any("That is not zero." in text.said for text in card.sheet.written)


def test_families_small_and_large_fit_their_card():
    view = seen()
    for i, (code, (_, countries)) in enumerate(list(offered(view).items())[1::3]):
        for country in countries:
            card, box, heading = drawn(view, list(SIZES)[i % len(SIZES)], force=code, country=country)
            assert_apart(card)
            assert max(text.bottom for text in card.sheet.written[heading:]) <= box.bottom + 1, (code, country)


def test_the_claims_of_the_finding_and_the_extremes_are_the_most_telling():
    rows = [row(f"c{n}", f"2022-0{n}-01", 100 * n, claimant="MLI") for n in range(1, 7)]
    asked = question(strengths=rows)
    named = {claim.strength_id for claim in told(asked)}
    # January to March are its first time, from 100 to 300; June is its last.
    assert named == {"c1", "c3", "c6"}
    assert {claim.strength_id for claim in brief_claims.telling(asked)[:3]} == named
    assert len(brief_claims.telling(asked)) == 6


def test_one_voice_does_not_fill_the_list():
    rows = [row(f"f{n}", f"2022-0{n}-01", 100 * n, claimant="FRA") for n in range(1, 6)]
    asked = question(strengths=[*rows, row("m", "2022-03-15", 320, claimant="MLI")])
    assert "m" in {claim.strength_id for claim in brief_claims.telling(asked)[:3]}


def test_a_height_and_a_list_of_panels_change_the_drawing_and_nothing_else():
    rows = [row("a", "2022-01-01"), row("b", "2022-01-02", place_ids="gao"), row("c", "2022-01-03", measure="ceiling")]
    asked = question(strengths=rows, places=PLACES)
    whole = charts.frame_of(asked, 800)
    assert [panel.key for panel in whole.panels] == ["country", "place", "ceiling"]
    some = charts.frame_of(asked, 800, ("country", "ceiling"), 200)
    assert some.panels[0].height == 200
    assert [panel.key for panel in some.panels] == ["country", "ceiling"]
    assert charts.figure(asked, 800).layout.height == sum(charts.room(whole)) + charts.BOTTOM


def test_the_legend_has_only_the_signs_of_the_claims_that_are_drawn():
    rows = [row("a", "2022-01-01"), row("b", "2022-01-02", measure="planned")]
    asked = question(strengths=rows)
    assert SOURCE
    assert len(used_signs(asked, claims(asked), False)) == 2
    assert len(used_signs(asked, claims(asked)[:1], False)) == 1
