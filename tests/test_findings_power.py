"""Titles of the parts of the Regimes page, on small records counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import coding, event, membership, record, regime

from sahel import findings_power
from sahel.store import Store
from sahel.view import View


def seen(made: Store, *countries: str, lang: str = "en") -> View:
    return View(made, made.cutoff, date(2012, 1, 1), made.cutoff, countries or ("NER", "MLI", "BFA"), lang=lang)


COUPS = record(
    events=[
        event("one", "1968-11-19", "coup", "MLI"), event("two", "1991-03-26", "coup", "MLI"),
        event("three", "1974-04-15", "coup", "NER"), event("tried", "2021-03-31", "coup_attempt", "NER"),
    ],
    coup_codings=[
        coding("one", "a-list", "1968-11-19", "success"), coding("two", "a-list", "1991-03-26", "failed"),
        coding("three", "a-list", "", "not_covered"), coding("tried", "a-list", "2021-03-31", "failed"),
    ],
    sources=[{"source_id": "a-list", "title": "A list", "kind": "dataset"}],
)  # fmt: skip


@pytest.mark.parametrize(
    ("countries", "lang", "title"),
    [
        ((), "en", "3 coups since independence: 1 in Niger and 2 in Mali"),
        (("MLI",), "en", "2 coups in Mali since independence"),
        (("NER",), "fr", "1 coup d’État au Niger depuis l’indépendance"),
        (("BFA",), "en", "0 coups in Burkina Faso since independence"),
    ],
)
def test_coups_are_counted_by_our_own_rule_and_attempts_are_not(
    countries: tuple[str, ...], lang: str, title: str
) -> None:
    assert findings_power.reigns(seen(COUPS, *countries, lang=lang)).title == title


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("rule", "On 1 coup or attempt another list contradicts this record"),
        ("a-list", "On 1 coup or attempt another list contradicts"),
    ],
)
def test_contradictions_are_counted_where_both_speak(source: str, title: str) -> None:
    assert findings_power.lists(seen(COUPS), source).title.startswith(title)


def test_agreement_is_said_and_not_left_blank() -> None:
    said = findings_power.lists(seen(COUPS, "NER"), "rule").title
    assert said == "On coups and attempts no other list contradicts this record"


def test_promises_are_counted_by_what_became_of_them() -> None:
    made = record(
        regimes=[
            regime("Junta", "2012-03-22", "2013-09-04", regime_kind="military"),
            regime("Elected", "2013-09-04", regime_kind="elected"),
        ],
        events=[
            event("deal", "2012-05-20", "transition", promised="2013-05"),
            event("vote", "2013-08-11", "election"),
            event("new", "2021-06-01", "transition", promised="2022-02"),
            event("off", "2022-02-01", "transition", promised=".."),
        ],
    )
    said = findings_power.promises(seen(made, "MLI")).title
    assert said == "2 dated promises of civilian rule since 2010: 1 late and 1 passed without a vote"
    assert findings_power.promises(seen(made, "NER")).title == "No dated promise of civilian rule since 2010"


def test_countries_that_left_the_same_bodies_are_named_together() -> None:
    made = record(
        memberships=[
            membership("a", "member", "1975-05-28", "2024-01-29", "NER"),
            membership("b", "member", "1975-05-28", "2024-01-29", "MLI"),
            {**membership("c", "member", "2014-02-16", "2022-06-30", "MLI"), "organisation": "G5S"},
            membership("d", "member", "1975-05-28", "..", "BFA"),
        ]
    )  # fmt: skip
    assert findings_power.blocs(seen(made)).title == "Niger and Mali left ECOWAS; Mali left the G5 Sahel"
    assert findings_power.blocs(seen(made, "BFA")).title == "None of the bodies has been left"
    assert findings_power.blocs(seen(made, "MLI", lang="fr")).title == "Mali a quitté la CEDEAO et le G5 Sahel"
