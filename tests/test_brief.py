"""What is asked of a card: its link says it, the link makes it again, and what cannot be is refused in one line."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from test_data import record

from sahel.brief import OPTIONS, SIZES, TEMPLATES, Brief, BriefError, asked, dated
from sahel.view import View


def view(**changes: Any) -> View:
    made = View(record(), date(2024, 4, 12), date(2012, 1, 1), record().cutoff)
    return made.but(**changes)


@pytest.mark.parametrize(
    "own",
    [
        {}, {"template": "numbers", "force": "rus", "country": "MLI"}, {"size": "a4", "theme": "print"},
        {"title": "A title & more", "subtitle": "é « »"}, {"without": frozenset()}, {"without": frozenset(OPTIONS)},
        {"without": frozenset({"labels", "qr"})},
    ],
)  # fmt: skip
def test_a_link_makes_the_same_card_again(own: dict[str, Any]) -> None:
    card = Brief(view(), **own)
    said = dict(parse_qsl(urlsplit(card.query()).query))
    assert asked(view(), said) == card


def test_a_link_says_only_what_is_not_usual_and_holds_the_version() -> None:
    card = Brief(view())
    assert card.query() == "/briefing?on=2024-04-12&lang=en"
    assert card.address() == f"{card.query()}&v={record().version}"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"template": "poster"}, "template: 'poster' is not one of situation, then-now"),
        ({"size": "a3"}, "size: 'a3' is not one of 16x9"), ({"theme": "red"}, "theme: 'red' is not one of light"),
        ({"with": "numbers,logo"}, "with: 'logo' is not one of numbers"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line(said: dict[str, str], expected: str) -> None:
    with pytest.raises(BriefError, match=expected) as caught:
        asked(view(), said)
    assert "\n" not in str(caught.value)


def test_a_title_too_long_for_a_card_is_cut() -> None:
    assert len(asked(view(), {"title": "x" * 2000}).title) == 300


@pytest.mark.parametrize(("template", "expected"), [("timeline", "range"), ("aftermath", ""), ("nonsense", "on")])
def test_a_template_is_about_a_day_a_range_or_neither(template: str, expected: str) -> None:
    assert dated(template) == expected


def test_every_template_and_size_has_what_it_needs() -> None:
    assert all(dated(template) in ("on", "range", "") for template in TEMPLATES)
    assert all(size.small >= 11.5 and size.width > 2 * size.margin for size in SIZES.values())
