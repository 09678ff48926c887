"""Errors that other tables of this period make, one test each, by name; and how much the record must hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from test_data import FIRM, record

from sahel.coverage import COUNTED, alone
from sahel.dates import OPEN, bounds
from sahel.queries import all_rows, forces_in_country, group_of, last_known_claims, rows_by
from sahel.vocabulary import FOCUS

FLOORS = {
    "events": 480, "presences": 170, "strengths": 210, "regimes": 55, "memberships": 45, "places": 80, "forces": 35,
    "sources": 600,
}  # fmt: skip


@pytest.mark.parametrize(("table", "least"), FLOORS.items())
def test_the_record_is_as_large_as_it_says(table: str, least: int) -> None:
    assert len(record().table(table)) >= least


def test_presences_are_known_by_site_and_not_only_by_country() -> None:
    assert sum(bool(row["place_id"]) for row in all_rows(record(), "presences")) >= 100


def test_seven_rows_in_ten_since_2010_rest_on_two_sources() -> None:
    since = date(2010, 1, 1).toordinal()
    single = sum(_first(row) >= since for rows in alone(record()).values() for row in rows)
    counted = sum(_first(row) >= since for table in COUNTED for row in all_rows(record(), table))
    assert single <= 0.3 * counted


def _first(row: dict[str, Any]) -> int:
    return int(row["date_min"] if "date_min" in row else row["start_min"])


def _the(table: str, **cells: object) -> dict[str, Any]:
    """The one row of a table with these cells; a place or force is looked for in a list too."""
    rows = [row for row in all_rows(record(), table) if all(_has(row[name], cell) for name, cell in cells.items())]
    assert len(rows) == 1, (cells, [row[f"{table[:-1]}_id"] for row in rows])
    return rows[0]


def _has(cell: object, wanted: object) -> bool:
    return wanted in cell if isinstance(cell, tuple) and not isinstance(wanted, tuple) else cell == wanted


def _present(force: str, country: str, day: str) -> bool:
    forces = forces_in_country(record(), country, date.fromisoformat(day))
    return force in {found.force_id for found in forces if found.level in FIRM}


def test_the_americans_left_base_101_on_7_july_2024_local_time() -> None:
    assert _the("presences", force_id="us_forces", place_id="niamey-ba101")["end"] == "2024-07-07"
    assert (
        _the("events", kind="base_handed_over", place_ids="niamey-ba101", force_ids="us_forces")["date"] == "2024-07-07"
    )


def test_the_treaty_of_the_confederation_is_of_6_july_2024() -> None:
    treaties = [row for row in rows_by(record(), "events", "kind")["alliance"] if row["date"].startswith("2024-07")]
    assert [row["date"] for row in treaties] == ["2024-07-06"]


def test_sabre_ended_at_kamboinsin_with_the_ceremony_of_18_february_2023() -> None:
    assert _the("presences", force_id="sabre", place_id="kamboinsin")["end"] == "2023-02-18"
    ends = [row["end"] for row in all_rows(record(), "presences") if row["country"] == "BFA" and _sender(row) == "FRA"]
    assert max(bounds(end).latest for end in ends) == date(2023, 2, 18)


def test_minusma_left_kidal_two_weeks_before_the_army_came() -> None:
    assert _the("presences", force_id="minusma", place_id="kidal")["end"] == "2023-10-31"
    starts = [
        row["start"]
        for row in all_rows(record(), "presences")
        if row["force_id"] == "mali_forces" and row["place_id"] == "kidal" and row["start_max"] > _day("2023-10-31")
    ]
    assert starts == ["2023-11-14"]


def test_no_french_force_is_in_mali_after_15_august_2022() -> None:
    rows = [row for row in all_rows(record(), "presences") if row["country"] == "MLI" and _sender(row) == "FRA"]
    assert max(bounds(row["end"]).latest for row in rows) == date(2022, 8, 15)
    assert not [row["presence_id"] for row in rows if row["end"] == OPEN]


def test_personnel_rolls_are_never_a_deployed_force() -> None:
    """The rolls say 8 to 30 Americans "assigned" to Niger in years when 800 to 1,100 were deployed."""
    for year in range(2018, 2024):
        claims = last_known_claims(record(), "us_forces", "NER", date(year, 12, 31))
        assert claims
        assert all(claim["measure"] != "assigned" for claim in claims)
        assert all((claim["low"] or claim["high"]) >= 400 for claim in claims), year


def test_the_relabelling_of_june_2025_is_not_a_departure() -> None:
    day = date(2025, 5, 25)
    while day <= date(2025, 6, 30):
        groups = {force.group for force in forces_in_country(record(), "MLI", day) if force.level in FIRM}
        assert "RUS" in groups, day
        day += timedelta(days=1)
    assert rows_by(record(), "forces", "force_id")["africa_corps"][0]["predecessor_id"] == "wagner"
    ends = [row["end"] for row in all_rows(record(), "presences") if row["force_id"] == "wagner"]
    assert OPEN not in ends


def test_wagner_left_mali_and_russia_did_not() -> None:
    assert _present("wagner", "MLI", "2025-06-05")
    assert not _present("wagner", "MLI", "2025-06-07")
    assert _present("africa_corps", "MLI", "2025-06-07")


def test_the_russians_landed_in_niamey_two_days_before_the_broadcast() -> None:
    rows = rows_by(record(), "presences", "country")["NER"]
    assert min(row["start"] for row in rows if _sender(row) == "RUS") == "2024-04-10"
    arrivals = [row for row in rows_by(record(), "events", "kind")["arrival"] if row["countries"] == ("NER",)]
    assert min(row["date"] for row in arrivals if "africa_corps" in row["force_ids"]) == "2024-04-10"


def test_no_row_takes_niger_for_nigeria() -> None:
    for table in ("events", "presences", "strengths", "regimes", "memberships"):
        for row in all_rows(record(), table):
            codes = row["countries"] if "countries" in row else (row["country"],)
            assert set(codes) & set(FOCUS), row


def test_a_missing_count_is_not_a_count_of_nobody() -> None:
    for row in all_rows(record(), "strengths"):
        assert (row["low"], row["high"]) != (0, 0) or row["measure"] in ("deployed", "planned"), row["strength_id"]


def test_no_closed_base_is_still_held_by_those_who_left() -> None:
    """A force that has left a country holds no site in it."""
    for row in all_rows(record(), "presences"):
        if row["end"] == OPEN and _sender(row) in ("FRA", "UN"):
            raise AssertionError(row["presence_id"])


def test_a_plot_is_never_counted_as_a_coup() -> None:
    conspiracies = {row["event_id"] for row in all_rows(record(), "coup_codings") if row["coding"] == "conspiracy"}
    coups = {row["event_id"] for row in rows_by(record(), "events", "kind")["coup"]}
    assert not conspiracies & coups


def _sender(row: dict[str, Any]) -> str:
    force = rows_by(record(), "forces", "force_id")[row["force_id"]][0]
    return str(group_of(force["sender"]))


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
