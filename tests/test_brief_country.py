"""The card "Country sheet": one country alone, who rules it, whose forces, who has left, blocs, the year before."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date

import pytest
from test_brief_then_now import meet
from test_data import record

from sahel import atlas, brief, brief_card, brief_country, facts_of_day, geography, situation, situation_words
from sahel.brief_card import Box, Card
from sahel.brief_country import ranked
from sahel.sites import TRACE_DAYS, plates, sites
from sahel.view import View
from sahel.vocabulary import FOCUS

DAY = date(2024, 4, 12)
every_size = pytest.mark.parametrize("size", brief.SIZES)
every_country = pytest.mark.parametrize("country", FOCUS)


def view(lang: str = "en", on: date = DAY, **changes: object) -> View:
    return View(record(), on, date(2020, 1, 1), on, lang=lang).but(**changes)


def drawn(
    seen: View, size: str = "16x9", country: str = "NER", without: frozenset[str] = frozenset({"qr"})
) -> tuple[Card, Box]:
    asked = brief.Brief(seen, "country", size, country=country, without=without)
    card, box = brief_card.open_card(asked, *brief_country.title(asked))
    brief_country.draw(card, box)
    return card, box


def own(seen: View, country: str) -> View:
    return seen.but(countries=(country,))


@every_size
@every_country
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_text_lies_on_another_outside_the_box_or_too_small(size: str, country: str, lang: str) -> None:
    card, box = drawn(view(lang), size, country)
    texts = card.sheet.written
    assert not [(one.said, two.said) for i, one in enumerate(texts) for two in texts[i + 1 :] if meet(one, two)]
    body = [text for text in texts if text.top > box.y]
    assert len(body) > 30
    assert all(box.x - 1 < text.left and text.right < box.right + 1 and text.bottom < box.bottom + 3 for text in body)
    full = [text for text in body if not re.fullmatch(r"[\d ]+", text.said)]
    assert min(text.size for text in full) >= card.size.small - 0.01
    assert min(text.size for text in body) >= card.size.small * 0.6


@every_size
@every_country
def test_the_map_has_the_sites_of_the_country_alone(size: str, country: str) -> None:
    card, _ = drawn(view(), size, country)
    found = plates(sites(own(view(), country), trace_days=TRACE_DAYS))
    assert found
    assert {site.country for site in found} == {country}
    on_map = card.sheet.marks[card.sheet.marks.index("inset") + 1 :]
    wanted = Counter(f"{mark.group} {mark.state}" for site in found for mark in site.marks)
    assert Counter(on_map[: wanted.total()]) == wanted


@every_country
def test_every_fact_is_noted_with_its_sources(country: str) -> None:
    seen = own(view(), country)
    noted = "\n".join(drawn(view(), country=country)[0].notes)
    shown = situation.card(seen, country)
    assert shown.rule is not None
    assert situation_words.leaders(shown.rule) in noted
    present = [fact for fact in facts_of_day.facts(seen) if fact.state != "ended"]
    assert present
    assert shown.gone
    assert all(re.search(re.escape(f"{fact.large}: {fact.said}") + r" \[\d+", noted) for fact in present)
    for left in shown.gone:
        name = seen.words.word("sender_group", left.group)
        assert re.search(re.escape(f"{name}: {situation_words.gone_since(seen, left)}") + r".* \[\d+", noted)
    for event in situation.changes(seen, 365):
        assert f"{seen.words.date(event['date'], short=True)}: {event['title_en']}" in noted


@every_size
@every_country
def test_events_left_out_are_counted(size: str, country: str) -> None:
    card, _ = drawn(view(), size, country)
    shown = [name for name in card.sheet.marks if name.startswith("event ")]
    left = [int(found[1]) for text in card.sheet.written if (found := re.match(r"(\d+) more event", text.said))]
    assert len(shown) >= 3
    assert len(shown) + sum(left) == len(situation.changes(own(view(), country), 365))


def test_the_coup_comes_before_what_is_newer_and_importance_before_all() -> None:
    events = ranked(own(view(), "NER"))
    assert events[0]["event_id"].startswith("ner-2023-07-26")
    weights = [event["importance"] for event in events]
    assert weights == sorted(weights)
    assert {1, 2} <= set(weights)


@pytest.mark.parametrize(
    ("country", "bloc", "expected"),
    [
        ("NER", "ECOWAS", "leaving since 28 Jan 2024"),
        ("MLI", "AU", "suspended since 1 Jun 2021"),
        ("BFA", "AES", "member since 16 Sep 2023"),
        ("BFA", "G5S", "has left; last day as a member: 29 Nov 2023"),
    ],
)
def test_a_bloc_is_told_with_its_day(country: str, bloc: str, expected: str) -> None:
    noted = drawn(view(), country=country)[0].notes
    name = view().words.word("organisation", bloc)
    assert [note for note in noted if note.startswith(f"{name}: {expected} [")]


def test_a_bloc_that_a_country_is_not_in_is_said() -> None:
    assert situation.bloc_standing(view(on=date(2013, 1, 1)), "MLI", "AES") == ("none", None)
    assert "Alliance of Sahel States: no membership in the record" in drawn(view(on=date(2013, 1, 1)))[0].notes


@pytest.mark.parametrize(
    ("asked", "countries", "expected"),
    [("MLI", FOCUS, "MLI"), ("", ("BFA", "NER"), "BFA"), ("XXX", FOCUS, "NER"), ("", (), "")],
)
def test_the_country_is_the_one_asked_for_or_the_first(asked: str, countries: tuple[str, ...], expected: str) -> None:
    assert brief_country.country_of(brief.Brief(view(countries=countries), "country", country=asked)) == expected


def test_the_title_says_the_country() -> None:
    title, subtitle = brief_country.title(brief.Brief(view(), "country", country="MLI"))
    assert title.startswith("Mali: ")
    assert "in Mali on 12 April 2024" in subtitle


def test_without_figures_the_forces_are_named_all_the_same() -> None:
    without = drawn(view(), without=frozenset({"numbers", "qr"}))[0].notes
    assert not [note for note in without if note.startswith("about 100: ")]
    assert [note for note in without if note.startswith("Russia · Africa Corps: since 10 Apr 2024")]


@pytest.mark.parametrize("changes", [{"countries": ()}, {"senders": ()}])
def test_a_view_of_nothing_is_said_in_words(changes: dict[str, object]) -> None:
    card, _ = drawn(view(**changes), country="")
    assert "No country or no sender is chosen, so there is nothing to show." in [
        text.said for text in card.sheet.written
    ]
    assert not card.sheet.marks


def test_the_inset_is_drawn_only_if_wanted_and_the_card_becomes_a_picture() -> None:
    assert drawn(view())[0].sheet.marks.count("inset") == 1
    card, _ = drawn(view(), without=frozenset({"inset", "qr"}))
    assert "inset" not in card.sheet.marks
    out = io.BytesIO()
    card.sheet.figure.savefig(out, format="png")
    assert len(out.getvalue()) > 50_000


@every_country
def test_a_window_fits_its_country_and_the_usual_one_stays_as_it_was(country: str) -> None:
    west, south, east, north = geography.bounds(country)
    where = atlas.projection(400, 300, atlas.window_of(country))
    for lon, lat in ((west, south), (east, north)):
        x, y = where.point(lon, lat)
        assert 0 < x < 400
        assert 0 < y < 300
        assert where.degrees(x, y) == pytest.approx((lon, lat))
    assert atlas.projection(400, 300) == atlas.projection(400, 300, atlas.WINDOW)
    assert atlas.base_map(400, 300, "light") == atlas.base_map(400, 300, "light", atlas.WINDOW, FOCUS)
    assert atlas.base_map(400, 300, "light", atlas.window_of(country), (country,)) != atlas.base_map(400, 300, "light")
