"""The card of hand-overs: the sites that fit, how many more, who has them, the latest changes with their sources."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

import pytest
from handmade import record as made
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch
from sheets import assert_apart, assert_inside
from test_data import record

from sahel import bases, brief_bases, brief_card, ink_svg
from sahel import theme as look
from sahel.bases_bars import definitions
from sahel.brief import SIZES, Brief
from sahel.brief_card import Box, Card
from sahel.ink import Sheet
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

APRIL = date(2024, 4, 12)
THEMES = {"en": "print", "fr": "dark"}
every_card = pytest.mark.parametrize(("size", "lang"), [(size, lang) for size in SIZES for lang in ("en", "fr")])


def view(store: Store, on: date = APRIL, **more: Any) -> View:
    return View(store, on, date(2012, 1, 1), store.cutoff, **more)


@lru_cache(maxsize=64)
def drawn(asked: View, size: str = "16x9", without: str = "qr") -> tuple[Card, Box, int]:
    """A card with its body, the body's box, and how many texts its head has."""
    wanted = Brief(asked, template="bases", size=size, theme=THEMES[asked.lang], without=frozenset(without.split()))
    card, box = brief_card.open_card(wanted, *brief_bases.title(wanted))
    head = len(card.sheet.written)
    brief_bases.draw(card, box)
    return card, box, head


def texts(card: Card) -> list[str]:
    return [one.said for one in card.sheet.written]


def sites(card: Card) -> list[str]:
    return [mark.removeprefix("site ") for mark in card.sheet.marks if mark.startswith("site ")]


@every_card
@pytest.mark.parametrize("on", [APRIL, date(2013, 3, 1), date(2020, 8, 18)])
def test_no_text_of_a_card_lies_on_another_or_outside_its_box(size: str, lang: str, on: date) -> None:
    card, box, head = drawn(view(record(), on, lang=lang), size)
    body = card.sheet.written[head:]
    assert len(body) > 25
    assert_inside(card, box, head)
    assert_apart(card)


@every_card
def test_sites_with_most_hand_overs_come_first_and_the_rest_is_counted(size: str, lang: str) -> None:
    asked = view(record(), lang=lang)
    card, _, _ = drawn(asked, size)
    found = bases.bases(asked, "handovers")
    assert sites(card) == [base.site.place_id for base in found[: len(sites(card))]]
    assert len(sites(card)) >= 4
    assert found[0].handed == max(base.handed for base in bases.bases(asked))
    (more,) = [text for text in texts(card) if re.match(r"\d+ (more|autre)", text)]
    assert int(more.split()[0]) == len(found) - len(sites(card))


@every_card
def test_the_latest_hand_overs_stand_with_day_parties_and_sources(size: str, lang: str) -> None:
    asked = view(record(), lang=lang)
    card, _, _ = drawn(asked, size)
    count = card.sheet.marks.count("hand-over")
    assert count >= 3
    told = [(base.name, change) for base, change in bases.latest(asked, count)]
    for note, (name, change) in zip(card.notes, told, strict=False):
        assert note.startswith(name)
        assert change.low <= APRIL.toordinal()
        assert note.endswith("]")
    assert "1 2" in texts(card)
    shown = " ".join(texts(card))
    assert all(name in shown for name, _ in told)


def test_who_has_a_site_on_the_day_stands_at_its_right_and_in_the_notes() -> None:
    asked = view(record())
    card, _, _ = drawn(asked, "a4")
    first = bases.bases(asked, "handovers")[0]
    assert "On 12 April 2024" in texts(card)
    for one in first.holders:
        assert any(note.startswith(f"{first.name}: ") for note in card.notes)
        assert one.source_ids
    assert len(card.citations) > 100


def test_without_numbers_the_sites_have_the_whole_card() -> None:
    with_list, alone = (drawn(view(record()), without=without)[0] for without in ("qr", "qr numbers"))
    assert "Latest hand-overs" in texts(with_list)
    assert "Latest hand-overs" not in texts(alone)
    assert len(sites(alone)) >= len(sites(with_list))


@pytest.mark.parametrize(
    ("store", "more", "said"),
    [
        (None, {"countries": ()}, "No country or no sender is chosen, so there is nothing to show."),
        (None, {"senders": ()}, "No country or no sender is chosen, so there is nothing to show."),
        (made(), {}, "The record has no site where these forces have been."),
    ],
)
def test_an_empty_view_says_so(store: Store | None, more: dict[str, Any], said: str) -> None:
    card, _, _ = drawn(view(store or record(), **more))
    assert said in texts(card)
    assert sites(card) == []


def test_a_day_before_any_hand_over_says_that_none_is_known() -> None:
    card, _, _ = drawn(view(record(), date(1965, 1, 1)), "square")
    assert "No hand-over is known up to this day." in texts(card)


def test_titles_are_the_finding_and_the_day() -> None:
    for lang, day in (("en", "12 April 2024"), ("fr", "12 avril 2024")):
        finding, subtitle = brief_bases.title(Brief(view(record(), lang=lang), template="bases"))
        assert "25" in finding
        assert day in subtitle


def test_the_card_is_a_picture() -> None:
    card, _, _ = drawn.__wrapped__(view(record()), "column")
    brief_card.close_card(card)
    made_of = BytesIO()
    card.sheet.figure.savefig(made_of, format="png")
    assert len(made_of.getvalue()) > 20_000


def patches(body: str) -> list[PathPatch]:
    sheet = Sheet(100, 20, "#FFFFFF")
    ink_svg.draw(sheet.pen, body)
    return [artist for artist in sheet.figure.get_children() if isinstance(artist, PathPatch)]


@pytest.mark.parametrize("group", SENDER_GROUPS)
def test_a_bar_with_a_senders_pattern_has_its_colour_and_its_strokes(group: str) -> None:
    rect = f'<rect x="3" y="4" width="60" height="11" fill="url(#base-{group})"/>'
    found = patches(definitions("light") + rect)
    assert to_hex(found[0].get_facecolor()).upper() == look.fill(group, "light")
    inks = [one for one in found[1:] if one.get_linewidth() > 0 or one.get_facecolor()[3] > 0]
    assert bool(inks) == bool(look.PATTERNS[group])
    for one in inks:
        # A tile every 5 px, each way, over all of the bar.
        box = one.get_path().get_extents()
        assert box.x0 <= 5 < 58 <= box.x1
        assert box.y0 <= 8 < 11 <= box.y1


def test_a_fade_falls_from_paper_to_clear_in_both_ways() -> None:
    strengths = {}
    for way in ("start", "end"):
        found = patches(definitions("light") + f'<rect x="0" y="0" width="50" height="10" fill="url(#base-{way})"/>')
        strengths[way] = [one.get_facecolor()[3] for one in found if one.get_facecolor()[3] > 0]
    assert strengths["start"] == sorted(strengths["start"], reverse=True)
    assert strengths["end"] == pytest.approx(strengths["start"][::-1])
    assert strengths["start"][0] > 0.9 > 0.1 > strengths["start"][-1]
