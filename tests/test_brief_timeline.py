"""The card of a range: what it draws fits its canvas, is all there or said to be left out, and cites its sources."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

import pytest
from handmade import event, presence
from handmade import record as made
from sheets import assert_apart, assert_inside
from test_data import record

from sahel import brief_card, brief_timeline
from sahel.aftermath import stays
from sahel.brief import SIZES, Brief
from sahel.brief_card import Box, Card
from sahel.lanes import in_range
from sahel.reigns import happenings
from sahel.store import Store
from sahel.timeline_plan import NARROWEST, Room, plan, planned
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

THEMES = {"en": "print", "fr": "dark"}
every_card = pytest.mark.parametrize(("size", "lang"), [(size, lang) for size in SIZES for lang in ("en", "fr")])


def view(store: Store, **more: Any) -> View:
    return View(store, **{"on": store.cutoff, "start": date(2012, 1, 1), "end": store.cutoff, **more})


@lru_cache(maxsize=64)
def drawn(asked: View, size: str = "16x9") -> tuple[Card, Box, int]:
    """A card with its body, the body's box, and how many texts its head has."""
    wanted = Brief(asked, template="timeline", size=size, theme=THEMES[asked.lang])
    card, box = brief_card.open_card(wanted, *brief_timeline.title(wanted))
    head = len(card.sheet.written)
    brief_timeline.draw(card, box)
    return card, box, head


def texts(card: Card) -> list[str]:
    return [one.said for one in card.sheet.written]


def groups_there(asked: View, country: str) -> list[str]:
    """Senders with a stay in the range, asked of the stays themselves."""
    there = [group for group in SENDER_GROUPS if any(in_range(asked, it) for it in stays(asked.store, country, group))]
    return [group for group in there if group in asked.senders]


@every_card
def test_no_text_of_a_card_lies_on_another_or_outside_its_box(size: str, lang: str) -> None:
    card, box, head = drawn(view(record(), lang=lang), size)
    body = card.sheet.written[head:]
    assert len(body) > 40
    assert_inside(card, box, head)
    assert_apart(card)


@every_card
def test_every_sender_that_was_there_has_a_lane_or_is_said_to_be_left_out(size: str, lang: str) -> None:
    asked = view(record(), lang=lang)
    card, _, _ = drawn(asked, size)
    (said,) = [text for text in texts(card) if text.startswith(("Not drawn", "Faute de place"))] or [""]
    left = [group for group in SENDER_GROUPS if asked.words.word("sender_group", group) in said]
    wanted = [group for country in asked.countries for group in groups_there(asked, country) if group not in left]
    named = [mark.split()[0] for mark in card.sheet.marks if mark.split()[0] in SENDER_GROUPS]
    assert named == wanted
    assert {"FRA", "RUS"} <= set(wanted)
    # Bars of no other sender are drawn, and of each at least one.
    assert {mark.removeprefix("bar ") for mark in card.sheet.marks if mark.startswith("bar ")} >= set(wanted)
    assert not {f"bar {group}" for group in left} & set(card.sheet.marks)


def test_a_tall_card_leaves_nobody_out_and_has_more_labels_than_a_small_one() -> None:
    tall, small = (drawn(view(record()), size)[0] for size in ("a4", "square"))
    assert not [text for text in texts(tall) if text.startswith("Not drawn")]
    assert len(tall.sheet.written) > len(small.sheet.written)


def test_the_notes_tell_every_stay_and_coup_with_its_sources() -> None:
    asked = view(record())
    card, _, _ = drawn(asked, "a4")
    there = [stay for country in asked.countries for group in groups_there(asked, country)
             for stay in stays(asked.store, country, group) if in_range(asked, stay)]  # fmt: skip
    coups = [one for country in asked.countries for one in happenings(asked, country) if one["kind"] == "coup"]
    told = " ".join(card.notes)
    assert sum(asked.words.span(it.start, it.end, it.last_seen) in told for it in there) == len(there)
    assert sum(one["title_en"] in told for one in coups) == len(coups) > 5
    assert all(note.endswith("]") for note in card.notes)
    assert len(card.citations) > len(there)


def test_the_number_at_a_lane_is_that_of_a_source_of_its_latest_stay() -> None:
    store = made(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-01-01", source_ids="a"),
            presence("fra", "MLI", "2016-01-11", "2017-01-01", source_ids="b"),
        ],
        sources=[{"source_id": one, "publisher": one.upper(), "url": f"https://{one}.example"} for one in "ab"],
    )
    card, _, _ = drawn(view(store, countries=("MLI",)))
    assert [note.rsplit("[", 1)[1] for note in card.notes[:2]] == ["1]", "2]"]
    assert "11 Jan 2016" in card.notes[0]
    assert "1" in texts(card)


def test_only_senders_and_countries_of_the_view_are_drawn() -> None:
    asked = view(record(), countries=("NER",), senders=("USA", "RUS"))
    card, _, _ = drawn(asked)
    named = [mark.split()[0] for mark in card.sheet.marks if mark.split()[0] in SENDER_GROUPS]
    assert named == ["USA", "RUS"]
    assert "Niger" in texts(card)
    assert "Mali" not in texts(card)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"countries": ()}, "No country or no sender is chosen, so there is nothing to show."),
        ({"senders": ()}, "No country or no sender is chosen, so there is nothing to show."),
        ({"start": date(2030, 1, 1), "end": date(2030, 2, 1)}, "nothing is known of the days after"),
    ],
)
def test_an_empty_view_says_so(more: dict[str, Any], said: str) -> None:
    card, _, _ = drawn(view(made(events=[event("c", "2020-08-18", "coup")]), **more))
    assert said in " ".join(texts(card))
    assert card.notes == []


def test_a_country_without_such_forces_keeps_its_band_and_says_so() -> None:
    card, _, _ = drawn(view(made(), countries=("MLI",)))
    assert "No such force in the record for these days." in texts(card)


def test_a_wider_plan_has_the_same_lanes_and_the_usual_one_is_that_of_the_screen() -> None:
    asked = view(record())
    usual, wide = plan(asked), planned(asked, room=Room(width=2 * NARROWEST))
    assert planned(asked) == usual
    assert usual.scale * usual.axis_days == pytest.approx(NARROWEST)
    assert wide.scale * wide.axis_days == pytest.approx(2 * NARROWEST)
    assert [block.lanes for block in wide.blocks] == [block.lanes for block in usual.blocks]


def test_titles_are_the_finding_and_the_range() -> None:
    for lang in ("en", "fr"):
        finding, subtitle = brief_timeline.title(Brief(view(record(), lang=lang), template="timeline"))
        assert "2020" in finding
        assert {"2012", "2026"} <= set(re.findall(r"\d{4}", subtitle))
