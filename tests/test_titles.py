"""Titles hold against the record: no renamed force is an arrival, no doubted one a fact, no part the whole."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import ROOT

from sahel import findings_map, situation
from sahel import store as records
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS


@pytest.fixture(scope="module")
def real() -> Store:
    return records.load(ROOT / "data")


def seen(store: Store, on: str, countries: tuple[str, ...] = FOCUS, senders: tuple[str, ...] = SENDER_GROUPS) -> View:
    return View(store, date.fromisoformat(on), date(2012, 1, 1), store.cutoff, countries, senders)


@pytest.mark.parametrize(
    ("on", "never"),
    [
        ("2014-08-15", "newly arrived"),  # Serval became Barkhane
        ("2025-07-01", "newly arrived"),  # Wagner became Africa Corps
        ("2022-11-19", "French newly arrived"),  # Barkhane ended, French forces in Niger stayed
        ("2022-02-01", "Russians newly arrived"),  # denied by Bamako and Moscow
    ],
)
def test_a_new_name_and_a_denied_force_are_no_arrivals(real: Store, on: str, never: str) -> None:
    assert never not in situation.finding(seen(real, on))


@pytest.mark.parametrize(("on", "said"), [("2013-02-15", "French newly arrived in"), ("2024-04-12", "in Niger")])
def test_an_arrival_is_said(real: Store, on: str, said: str) -> None:
    title = situation.finding(seen(real, on))
    assert "newly arrived" in title
    assert said in title


def test_a_narrowed_title_names_its_countries_and_its_senders(real: Store) -> None:
    mali = seen(real, "2023-06-01", ("MLI",))
    assert findings_map.finding(mali).startswith("Mali: ")
    assert situation.finding(mali).startswith("Mali: ")
    assert situation.finding(seen(real, "2023-06-01", ("MLI", "BFA"))).startswith("Mali and Burkina Faso: ")
    assert findings_map.finding(seen(real, "2019-05-01", senders=("UN",))).startswith("UN forces at ")


def test_doubtful_sites_are_not_counted_as_held(real: Store) -> None:
    title = findings_map.finding(seen(real, "2026-06-30"))
    assert "perhaps at" in title
    assert "Russians at 9 sites" not in title


def test_a_day_after_the_cut_off_is_said_as_last_known(real: Store) -> None:
    after = seen(real, "2026-10-01")
    assert situation.finding(after).startswith("As last known on 30 June 2026")
    assert findings_map.finding(after).startswith("As last known on 30 June 2026")


def test_the_seed_day_is_told(real: Store) -> None:
    view = seen(real, "2024-04-12")
    assert situation.finding(view) == (
        "Three juntas, no French troops and Russians newly arrived beside the Americans in Niger"
    )
    assert findings_map.finding(view) == "France has gone from every base; Americans and Russians are both in Niamey"


@pytest.mark.parametrize("on", [f"{year}-{month:02}-15" for year in range(1960, 2027, 3) for month in (2, 8)])
def test_titles_fit_on_any_day(real: Store, on: str) -> None:
    for lang in ("en", "fr"):
        view = seen(real, on).but(lang=lang)
        for title in (situation.finding(view), findings_map.finding(view)):
            assert title
            assert len(title) <= situation.LONGEST_TITLE or title == view.on_sentence()
