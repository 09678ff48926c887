"""The reel holds what the browser needs to move time, narrowed to the view, and nothing that depends on its day."""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta

import pytest
from handmade import event, presence, record, regime
from test_data import record as real

from sahel import reel as module
from sahel.machine import machine
from sahel.reel import EPOCH, reel
from sahel.sites import TRACE_DAYS, sites
from sahel.store import Store
from sahel.view import View

SPOT = {"kind": "town", "precision_km": "1", "outside": "no", "coord_source": "web"}


def place(name: str, lon: str, lat: str, country: str = "MLI") -> dict[str, str]:
    return {"place_id": name, "country": country, "name_en": name, "name_fr": name, "lon": lon, "lat": lat, **SPOT}


@pytest.fixture(scope="module")
def small() -> Store:
    return record(
        places=[
            place("town", "1", "16"), place("base", "1.05", "16"), place("far", "3", "16"),
            place("abroad", "1.01", "16", "NER"),
        ],
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31", place="town"),
            presence("rus_a", "MLI", "2021-12", seen="2022-06-01", place="base"),
            presence("army", "MLI", "2014-08-01", seen="2024-06-01", place="town"),
            presence("fra", "NER", "2013-01-11", "2023-12-22", place="abroad"),
        ],
        events=[
            event(
                "moved", "2014-07-31", "withdrawal", force_ids="fra", place_ids="town", from_place_id="town",
                to_place_id="far",
            ),
            event("power", "2012-03-22", "coup"),
            event("elsewhere", "2015", "arrival", "NER", force_ids="rus_a"),
        ],
        regimes=[regime("First", "2000", "2012-03-22"), regime("Second", "2012-03-22")],
    )  # fmt: skip


def view(of: Store, **changes: object) -> View:
    return View(of, of.cutoff, of.cutoff, of.cutoff).but(**changes)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal() - EPOCH


def test_rows_are_foreign_forces_at_sites_with_their_four_bounds(small: Store) -> None:
    told = reel(view(small, countries=("MLI",)))
    assert [row[3:9] for row in told["rows"]] == [
        [day("2013-01-11"), day("2013-01-11"), day("2014-07-31"), day("2014-07-31"), 0, 1],
        [day("2021-12-01"), day("2021-12-31"), day("2022-06-01"), told["rows"][1][6], 1, 1],
    ]
    assert told["countries"] == [["MLI", "Mali"]]
    assert [name[0] for name in told["places"]] == ["town", "base", "far"]


def test_near_places_of_one_country_know_each_other(small: Store) -> None:
    places = {row[0]: row for row in reel(view(small))["places"]}
    names = list(places)
    near = {name: [names[i] for i in row[4]] for name, row in places.items()}
    assert near == {"town": ["base"], "base": ["town"], "abroad": [], "far": []}


def test_an_event_says_its_move_only_where_both_ends_are_known(small: Store) -> None:
    told = reel(view(small))
    names = [row[0] for row in told["places"]]
    moves = {row[0]: [names[i] for i in row[9]] for row in told["events"]}
    assert moves == {"power": [], "moved": ["town", "far"], "elsewhere": []}


def test_narrowing_leaves_out_other_countries_and_senders(small: Store) -> None:
    told = reel(view(small, countries=("MLI",), senders=("RUS",)))
    assert [row[0].split("-")[0] for row in told["rows"]] == ["rus_a"]
    assert [row[0] for row in told["events"]] == ["power"]
    assert {bar[0] for bar in told["bars"]} == {"MLI"}


def test_who_rules_is_told_with_an_exclusive_end(small: Store) -> None:
    told = reel(view(small, countries=("MLI",)))
    assert [(row[1], row[2], row[4], row[5]) for row in told["reigns"]] == [
        (day("2000-01-01"), day("2012-03-22"), "First", 0),
        (day("2012-03-22"), small.cutoff.toordinal() + 1 - EPOCH, "Second", 1),
    ]


def test_too_many_rows_leave_out_the_oldest_and_say_how_many(small: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    told = reel.__wrapped__(view(small))
    assert told["left_out"] == 2
    assert [row[0].split("-")[0] for row in told["rows"]] == ["rus_a"]


def test_the_real_record_fits_into_a_hundred_and_fifty_kilobytes() -> None:
    whole = machine(view(real()), date(2026, 11, 23), "address")
    sent = gzip.compress(json.dumps(whole, ensure_ascii=False).encode())
    assert len(sent) < 150_000


def test_another_language_or_theme_is_another_stamp_and_another_day_is_not() -> None:
    today, base = date(2026, 11, 23), view(real())
    stamps = [machine(one, today, "address")["stamp"] for one in (base, base.but(lang="fr"), base.but(theme="dark"))]
    assert len(set(stamps)) == 3
    assert machine(base, today, "address")["stamp"] == stamps[0]


def test_hollow_marks_last_two_years(small: Store) -> None:
    left = date(2014, 7, 31)
    for days, seen in ((0, True), (1, True), (TRACE_DAYS, True), (TRACE_DAYS + 1, False)):
        there = {site.place_id for site in sites(view(small, on=left + timedelta(days=days)), True, TRACE_DAYS)}
        assert ("town" in there) is seen
    assert "town" in {site.place_id for site in sites(view(small, on=left + timedelta(days=TRACE_DAYS + 1)))}


def test_evidence_older_than_a_year_is_old_and_not_merely_uncertain(small: Store) -> None:
    states = {
        on: [
            mark.state
            for site in sites(view(small, on=date.fromisoformat(on)))
            for mark in site.marks
            if mark.group == "RUS"
        ]
        for on in ("2021-12-15", "2022-01-05", "2023-06-01", "2023-06-02")
    }  # fmt: skip
    assert states == {
        "2021-12-15": ["uncertain"], "2022-01-05": ["new"], "2023-06-01": ["present"], "2023-06-02": ["old"],
    }  # fmt: skip
