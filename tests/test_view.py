"""One view, one link: what a view says of itself, and a link that reopens exactly it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from sahel import widgets
from sahel.view import FIRST, RANGE_START, View
from sahel.vocabulary import FOCUS, SENDER_GROUPS

DAY = date(2024, 4, 12)


@pytest.fixture
def april(view: View) -> View:
    return view.but(on=DAY, start=date(2012, 1, 1), end=date(2024, 6, 30))


@pytest.mark.parametrize(
    ("senders", "countries", "said"),
    [
        (SENDER_GROUPS, FOCUS, "Foreign forces in Niger, Mali and Burkina Faso on 12 April 2024"),
        (SENDER_GROUPS, ("MLI",), "Foreign forces in Mali on 12 April 2024"),
        (("FRA",), ("NER", "MLI"), "French forces in Niger and Mali on 12 April 2024"),
        (("FRA", "USA", "RUS"), ("MLI",), "French, US and Russian forces in Mali on 12 April 2024"),
        (("EUR", "UN", "OTHER"), ("BFA",), "European, UN and other forces in Burkina Faso on 12 April 2024"),
        (("OTHER",), ("BFA",), "Other forces in Burkina Faso on 12 April 2024"),
        ((), ("BFA",), "No forces in Burkina Faso on 12 April 2024"),
        (("FRA",), (), "French forces in no country on 12 April 2024"),
    ],
)
def test_a_view_of_a_day_says_itself(april: View, senders: tuple, countries: tuple, said: str) -> None:
    assert april.but(senders=senders, countries=countries).on_sentence() == said


def test_a_view_of_a_range_says_itself(april: View) -> None:
    narrowed = april.but(senders=("FRA", "RUS"), countries=("MLI",))
    assert narrowed.range_sentence() == "French and Russian forces in Mali, 1 January 2012 to 30 June 2024"


@pytest.mark.parametrize("countries", [FOCUS, ("NER",), ()])
@pytest.mark.parametrize("senders", [SENDER_GROUPS, ("RUS",), ()])
def test_every_narrowing_says_itself_without_holes_in_both_languages(
    april: View, countries: tuple, senders: tuple
) -> None:
    for lang in ("en", "fr"):
        narrowed = april.but(countries=countries, senders=senders, lang=lang)
        for sentence in (narrowed.on_sentence(), narrowed.range_sentence()):
            assert sentence == sentence.strip()
            assert "  " not in sentence
            assert sentence[0].isupper()


@pytest.mark.parametrize(
    ("changes", "is_narrowed"),
    [
        ({}, False),
        ({"countries": ("NER",)}, True),
        ({"senders": ()}, True),
        ({"on": DAY}, False),
        ({"lang": "fr"}, False),
    ],
)
def test_a_view_is_narrowed_by_countries_or_senders(view: View, changes: dict, is_narrowed: bool) -> None:
    assert view.but(**changes).is_narrowed is is_narrowed


def test_a_view_is_frozen_and_can_be_a_key(view: View) -> None:
    with pytest.raises(FrozenInstanceError):
        view.lang = "fr"  # type: ignore[misc]
    assert view.but() == view
    assert len({view, view.but(), view.but(lang="fr")}) == 2


VIEWS = [
    {},
    {"countries": ("MLI",)},
    {"countries": ("NER", "BFA"), "senders": ("FRA", "RUS")},
    {"countries": (), "senders": ("UN",)},
    {"senders": ()},
    {"lang": "fr", "senders": ("OTHER",)},
    {"on": FIRST, "start": FIRST, "end": FIRST},
]


@pytest.mark.parametrize("dated", ["on", "range", ""])
@pytest.mark.parametrize("changes", VIEWS, ids=str)
def test_the_link_of_a_view_reopens_exactly_it(april: View, changes: dict, dated: str) -> None:
    shown = april.but(**changes)
    link = urlsplit(shown.query("map", dated))
    state = widgets._parsed(parse_qs(link.query))
    assert link.path == "/map"
    assert tuple(state.get("countries", FOCUS)) == shown.countries
    assert tuple(state.get("senders", SENDER_GROUPS)) == shown.senders
    assert state["lang"] == shown.lang
    assert state.get("on") == (shown.on if dated == "on" else None)
    assert (state.get("from"), state.get("to")) == ((shown.start, shown.end) if dated == "range" else (None, None))


def test_the_link_of_the_first_page_is_the_root(april: View) -> None:
    assert april.query("", "on") == "/?on=2024-04-12&lang=en"


def test_a_page_without_a_bar_keeps_only_the_language_in_its_link(april: View) -> None:
    assert april.but(countries=("MLI",), senders=()).query("about", "none") == "/about?lang=en"


def test_a_link_names_countries_and_senders_only_when_they_are_narrowed(april: View) -> None:
    assert april.query("timeline", "range") == "/timeline?from=2012-01-01&to=2024-06-30&lang=en"
    assert april.but(senders=("FRA",)).query("map", "on") == "/map?on=2024-04-12&senders=FRA&lang=en"


@pytest.mark.parametrize(
    "asked",
    [
        {"on": ["yesterday"]}, {"on": ["2024-02-30"]}, {"on": ["1066-10-14"]}, {"on": ["2999-01-01"]}, {"on": [".."]},
        {"on": ["2024~"]}, {"on": ["[2023..2024]"]}, {"on": [""]}, {"from": ["x"], "to": ["y"]}, {"lang": ["de"]},
        {"countries": ["TCD"]}, {"countries": ["<script>"]}, {"senders": ["CHN"]}, {"senders": [""]}, {"other": ["1"]},
        {"on": ["٢٠٢٤"]}, {"on": ["9999~"]},
    ],
    ids=str,
)  # fmt: skip
def test_impossible_values_of_a_link_are_dropped(asked: dict[str, list[str]]) -> None:
    assert widgets._parsed(asked) == {}


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ({"on": ["2024"]}, {"on": date(2024, 1, 1)}),
        ({"from": ["2013"], "to": ["2014"]}, {"from": date(2013, 1, 1), "to": date(2014, 12, 31)}),
        ({"from": ["2013-02"], "to": ["2013-02"]}, {"from": date(2013, 2, 1), "to": date(2013, 2, 28)}),
        ({"countries": ["mli,ner"]}, {"countries": ["NER", "MLI"]}),
        ({"countries": ["TCD", "MLI"]}, {"countries": ["MLI"]}),
        ({"senders": ["none"]}, {"senders": []}),
        ({"on": ["2013-01-01", "2024-04-12"]}, {"on": DAY}),
    ],
    ids=str,
)  # fmt: skip
def test_a_link_may_be_shorter_than_the_one_we_write(asked: dict[str, list[str]], understood: dict) -> None:
    assert widgets._parsed(asked) == understood


def test_the_record_begins_before_independence_and_the_range_in_2012() -> None:
    assert (date(1958, 1, 1), date(2012, 1, 1)) == (FIRST, RANGE_START)
