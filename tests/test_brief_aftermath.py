"""The card "After the coup": every size, both languages; numbers with sources, the drawing or the table in words."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from sheets import assert_apart, assert_inside
from test_data import record

from sahel import aligned, brief_aftermath, brief_aftermath_signs, brief_milestones, milestones
from sahel.aftermath import aftermaths
from sahel.brief import SIZES, Brief
from sahel.brief_card import Box, Card, close_card, open_card
from sahel.view import View

sizes = pytest.mark.parametrize(("size", "lang"), list(product(SIZES, ("en", "fr"))))
DRAWN = ("16x9", "4x3", "a4", "a4-wide")


def seen(lang: str = "en", **more) -> View:
    store = record()
    return View(store, store.cutoff, date(2012, 1, 1), store.cutoff, lang=lang, **more)


def drawn(view: View, size: str = "16x9", **more) -> tuple[Card, Box, int]:
    brief = Brief(view, "aftermath", size, **more)
    card, box = open_card(brief, *brief_aftermath.title(brief))
    heading = len(card.sheet.written)
    brief_aftermath.draw(card, box)
    return card, box, heading


def said(card: Card) -> str:
    return " ".join(text.said for text in card.sheet.written)


@pytest.mark.parametrize("countries", [("NER", "MLI", "BFA"), ("NER",)])
@sizes
def test_no_text_lies_on_a_text_or_outside_the_body_or_is_too_small(size: str, lang: str, countries: tuple[str, ...]):
    card, box, heading = drawn(seen(lang, countries=countries), size)
    assert heading >= 2
    assert_inside(card, box, heading)
    close_card(card)
    assert_apart(card)


@sizes
def test_each_country_has_its_two_numbers_and_their_sources(size: str, lang: str):
    view = seen(lang)
    card, _, _ = drawn(view, size)
    after = aftermaths(view.store, view.countries)
    assert card.sheet.marks.count("number") == 2 * len(after) == 6
    for one in after:
        for found in (one.lag.exit, one.lag.arrival):
            low, high = found[2]
            large = str(low) if low == high else f"{low}–{high}"
            assert large in [text.said for text in card.sheet.written]
    # A note for the coup and for each number, all with sources.
    assert sum("[" in note for note in card.notes[: 3 * 3 + 6]) >= 9


@sizes
def test_the_card_says_that_order_is_not_cause(size: str, lang: str):
    card, _, _ = drawn(seen(lang), size)
    sentence = {"en": "Order in time is not cause", "fr": "Se suivre dans le temps"}[lang]
    assert sentence in said(card)


@sizes
def test_a_drawing_whose_text_would_be_too_small_becomes_a_table_in_words(size: str, lang: str):
    card, _, _ = drawn(seen(lang), size)
    bars = sum(mark.startswith("bar ") for mark in card.sheet.marks)
    rows = sum(mark.startswith("milestone ") for mark in card.sheet.marks)
    if size in DRAWN:
        assert bars > 0
    else:
        assert bars == 0
        assert rows >= 3


def test_left_out_milestones_and_forces_are_named():
    card, _, _ = drawn(seen(), "column")
    shown = {mark.removeprefix("milestone ") for mark in card.sheet.marks if mark.startswith("milestone ")}
    left = set(milestones.MILESTONES) - shown - {"french_exit", "arrival"}
    assert left
    assert all(milestones.MILESTONES[name] in said(card) for name in left)
    card, _, _ = drawn(seen(), "4x3")
    assert "only French and Russian forces are drawn" in said(card)
    assert not any(mark in ("bar USA", "bar UN") for mark in card.sheet.marks)


def test_without_numbers_the_large_numbers_are_gone_and_the_table_is_whole():
    card, _, _ = drawn(seen(), "a4", without=frozenset({"numbers", "qr"}))
    assert "number" not in card.sheet.marks
    card, _, _ = drawn(seen(), "square", without=frozenset({"numbers", "qr"}))
    assert {mark for mark in card.sheet.marks if mark.startswith("milestone ")} >= {
        "milestone french_exit", "milestone arrival"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "expected"),
    [({"countries": ()}, "No country is chosen"), ({"senders": ("EUR",)}, "First sanction")],
)
def test_a_view_without_stays_says_what_there_is_in_words(more: dict, expected: str):
    card, _, _ = drawn(seen(**more), "16x9")
    assert expected in said(card)
    assert not any(mark.startswith(("bar", "number")) for mark in card.sheet.marks)


def test_a_table_too_low_for_a_row_is_not_begun():
    card, box, heading = drawn(seen(countries=()), "16x9")
    zero = milestones.headlines(record(), ("NER",))
    card.view = card.view.but(countries=("NER",))
    assert brief_milestones.draw(card, box._replace(height=20), zero) == box.y
    assert len(card.sheet.written) == heading + 1


def test_a_pitch_moves_lines_and_the_screen_keeps_its_own():
    view = seen()
    own, near = aligned.rows(view), aligned.rows(view, None, 0.85)
    assert [row.height for row in aligned.rows(view, None, 1)] <= [row.height for row in own]
    assert all(a.height < b.height for a, b in zip(near, own, strict=True))
    assert all(row.french - row.steps >= 18 for row in near)
    assert aligned.figure(view).layout.height == sum(row.height for row in own) + aligned.TOP + aligned.FOOT


def test_the_legend_has_only_what_is_drawn():
    words = seen().words
    names = [sign.said for sign in brief_aftermath_signs.signs(seen(senders=("FRA",), countries=("NER",)))]
    assert names[0] == words.word("sender_group", "FRA")
    assert words.word("sender_group", "RUS") not in names
    assert words.say("denied by host or sender") not in names
