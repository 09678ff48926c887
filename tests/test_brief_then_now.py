"""The card "Then and now": two maps of one extent, what differs by weight, how much is left out, in all sizes."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from test_data import record

from sahel import brief, brief_card, brief_then_now, comparison, findings_compare
from sahel.brief_card import Box, Card
from sahel.ink import Written
from sahel.sites import plates
from sahel.view import View

FIRST, LAST = date(2020, 1, 1), date(2024, 4, 12)
every_size = pytest.mark.parametrize("size", brief.SIZES)
both_languages = pytest.mark.parametrize("lang", ["en", "fr"])


def view(lang: str = "en", **changes: object) -> View:
    return View(record(), LAST, FIRST, LAST, lang=lang).but(**changes)


def drawn(seen: View, size: str = "16x9", without: frozenset[str] = frozenset({"qr"})) -> tuple[Card, Box]:
    asked = brief.Brief(seen, "then-now", size, without=without)
    card, box = brief_card.open_card(asked, *brief_then_now.title(asked))
    brief_then_now.draw(card, box)
    return card, box


def meet(one: Written, two: Written) -> bool:
    beside = one.left < two.right - 0.5 and two.left < one.right - 0.5
    return beside and one.top < two.bottom - 0.5 and two.top < one.bottom - 0.5


def overlaps(card: Card) -> list[tuple[str, str]]:
    texts = card.sheet.written
    return [(one.said, two.said) for i, one in enumerate(texts) for two in texts[i + 1 :] if meet(one, two)]


@every_size
@both_languages
def test_no_text_lies_on_another_outside_the_box_or_too_small(size: str, lang: str) -> None:
    card, box = drawn(view(lang), size)
    assert not overlaps(card)
    body = [text for text in card.sheet.written if text.top > box.y]
    assert len(body) > 30
    assert all(box.x - 1 < text.left and text.right < box.right + 1 and text.bottom < box.bottom + 3 for text in body)
    raised = [text for text in body if re.fullmatch(r"[\d ]+", text.said)]
    assert all(text.size >= card.size.small - 0.01 for text in body if text not in raised)
    assert raised
    assert min(text.size for text in raised) >= card.size.small * 0.6


@every_size
@both_languages
def test_both_days_head_their_maps_and_every_mark_of_both_is_drawn(size: str, lang: str) -> None:
    seen = view(lang)
    card, _ = drawn(seen, size)
    said = [text.said for text in card.sheet.written]
    assert said.count(seen.words.day(FIRST)) == said.count(seen.words.day(LAST)) == 1
    sites = [site for found in comparison.two_maps(seen) for site in plates(found)]
    wanted = Counter(f"{mark.group} {mark.state}" for site in sites for mark in site.marks)
    drawn_marks = Counter(card.sheet.marks)
    assert {name: drawn_marks[name] for name in wanted} == wanted


@every_size
def test_what_is_left_out_is_counted_and_stays_in_the_notes(size: str) -> None:
    card, _ = drawn(view(), size)
    told = comparison.sentences(view())
    left = sum(int(found[1]) for text in card.sheet.written if (found := re.match(r"(\d+) more difference", text.said)))
    kinds = {one.what for one in told}
    shown = [name for name in card.sheet.marks if name.split(" ", 1)[-1] in kinds]
    assert len(shown) + left == len(told)
    assert len(shown) >= 3
    noted = "\n".join(card.notes)
    assert all(one.text in noted for one in told)


def test_power_comes_first_then_the_great_senders_and_what_is_not_certain_last() -> None:
    ranked = findings_compare.ranked(view(), "MLI")
    assert [(one.what, one.group) for one in ranked[:4]] == [
        ("ruler", ""), ("left", "FRA"), ("arrived", "RUS"), ("left", "UN")
    ]  # fmt: skip
    doubtful = [one.part == "perhaps" for one in ranked]
    assert any(doubtful)
    assert all(later or not earlier for earlier, later in pairwise(doubtful))
    assert len(ranked) == sum(one.country == "MLI" for one in comparison.sentences(view()))


def test_a_sender_is_counted_over_all_countries_with_its_sources() -> None:
    card, _ = drawn(view())
    moves = findings_compare.moves(view())
    assert Counter(name for name in card.sheet.marks if name.endswith("moved")) == Counter(
        f"{group} moved" for group, _ in moves
    )
    for group, said in moves:
        assert findings_compare.move_sources(view(), group)
        assert any(re.fullmatch(re.escape(said) + r" \[\d+(, \d+)?\]", note) for note in card.notes)


def test_the_same_day_differs_in_nothing_and_says_so() -> None:
    card, _ = drawn(view(start=LAST))
    said = [text.said for text in card.sheet.written]
    assert said[0] == "Nothing differs: it is the same day"
    assert said.count("Nothing differs in the record.") == 3
    assert "No force left a site or came to one." in said


@pytest.mark.parametrize("changes", [{"countries": ()}, {"senders": ()}])
def test_a_view_of_nothing_is_said_in_words(changes: dict[str, object]) -> None:
    card, _ = drawn(view(**changes))
    assert "No country or no sender is chosen, so there is nothing to show." in [
        text.said for text in card.sheet.written
    ]
    assert not card.sheet.marks


@every_size
@pytest.mark.parametrize("countries", [("MLI",), ("NER", "BFA")])
def test_fewer_countries_have_only_their_own_parts(size: str, countries: tuple[str, ...]) -> None:
    seen = view(countries=countries)
    card, _ = drawn(seen, size)
    assert not overlaps(card)
    told = comparison.sentences(seen)
    noted = "\n".join(card.notes)
    assert told
    assert all(one.text in noted for one in told)
    gone = set(view().countries) - set(countries)
    assert not [name for name in card.sheet.marks if name[:3] in gone]


def test_what_is_left_off_is_not_drawn_and_the_card_becomes_a_picture() -> None:
    without = frozenset({"labels", "sources", "qr"})
    card, _ = drawn(view(), without=without)
    said = [text.said for text in card.sheet.written]
    assert "Ouagadougou" not in said
    assert "Ouagadougou" in [text.said for text in drawn(view())[0].sheet.written]
    assert not [text for text in said if re.fullmatch(r"\d+ \d+", text)]
    out = io.BytesIO()
    card.sheet.figure.savefig(out, format="png")
    assert len(out.getvalue()) > 50_000
