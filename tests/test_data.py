"""The record itself: sound, complete as far as it says, in both languages, and true on the days that matter most."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest

from sahel import store as records
from sahel.dates import bounds
from sahel.queries import (
    ForceInCountry,
    counted_as_coup,
    coup_lag,
    forces_in_country,
    last_known,
    memberships_on,
    rows_by,
    ruler,
    ruling,
)
from sahel.schema import BY_NAME, TABLES
from sahel.store import Store
from sahel.vocabulary import COUP_KINDS, FOCUS

APRIL = date(2024, 4, 12)
FIRM = ("sure", "presumed")
INDEPENDENCE = {"NER": date(1960, 8, 3), "MLI": date(1960, 9, 22), "BFA": date(1960, 8, 5)}
FRENCH = [(table.name, column.name) for table in TABLES for column in table.columns if column.name.endswith("_fr")]


@lru_cache(maxsize=1)
def record() -> Store:
    """The record that the app would show: data/, or the folder that SAHEL_DATA names."""
    return records.load(records.data_folder())


def test_the_record_loads_without_a_problem() -> None:
    assert record().cutoff <= date.today()
    assert record().version


@pytest.mark.parametrize(
    ("table", "least"),
    [("events", 120), ("presences", 60), ("strengths", 60), ("places", 40), ("memberships", 25), ("sources", 150)],
)
def test_the_record_holds_at_least_what_was_promised(table: str, least: int) -> None:
    assert len(record().table(table)) >= least


def test_every_source_is_cited() -> None:
    cited: set[str] = set()
    for table in TABLES:
        for column in table.columns:
            if column.of == "sources":
                cells = record().table(table.name)[column.name]
                cited.update(source for cell in cells for source in ([cell] if isinstance(cell, str) else cell))
    assert sorted(set(record().sources["source_id"]) - cited) == []


def test_no_address_stands_twice() -> None:
    addresses = record().sources["url"]
    assert sorted(addresses[addresses.duplicated()]) == []


def test_no_address_is_a_placeholder() -> None:
    assert not [url for url in record().sources["url"] if re.search(r"example\.(org|com)|localhost", url)]


def test_no_source_was_read_before_it_was_published() -> None:
    late = record().sources[record().sources["published"] > record().sources["accessed"]]
    assert list(late["source_id"]) == []


@pytest.mark.parametrize("table", ["events", "strengths", "presences", "regimes"])
def test_no_row_speaks_of_days_beyond_the_cut_off(table: str) -> None:
    start = "date" if "date" in record().table(table) else "start"
    rows = record().table(table)
    planned = rows["measure"] == "planned" if "measure" in rows else rows[f"{start}_min"] < 0
    late = rows[(rows[f"{start}_min"] > record().cutoff.toordinal()) & ~planned]
    assert list(late[BY_NAME[table].key[0]]) == []


def test_no_force_was_seen_after_the_cut_off() -> None:
    late = record().presences[record().presences["last_seen_min"] > record().cutoff.toordinal()]
    assert list(late["presence_id"]) == []


@pytest.mark.parametrize("country", FOCUS)
def test_somebody_rules_on_every_day_since_independence(country: str) -> None:
    rows = sorted(
        rows_by(record(), "regimes", "country")[country], key=lambda row: (row["start_min"], row["start_max"])
    )
    reached, gaps = INDEPENDENCE[country].toordinal(), []
    for row in rows:
        if row["end_max"] < reached:
            continue
        if row["start_min"] > reached:
            gaps.append((date.fromordinal(reached), row["regime_id"]))
        reached = max(reached, row["end_max"])
    assert gaps == []
    assert [row["entry"] for row in rows if row["start"] == INDEPENDENCE[country].isoformat()] == ["independence"]
    assert rows[-1]["end"] == ".."


@pytest.mark.parametrize("country", FOCUS)
def test_one_ruler_is_certain_except_in_days_of_doubt(country: str) -> None:
    reigns, day, contested = rows_by(record(), "regimes", "country")[country], INDEPENDENCE[country], 0
    while day <= record().cutoff:
        rows, certain = ruling(reigns, day)
        assert len(rows) == 1 if certain else rows, day
        contested += not certain
        day += timedelta(days=7)
    assert contested <= 12


@pytest.mark.parametrize("country", FOCUS)
def test_a_reign_ends_as_the_next_begins(country: str) -> None:
    rows = sorted(
        rows_by(record(), "regimes", "country")[country], key=lambda row: (row["start_min"], row["start_max"])
    )
    for before, after in pairwise(rows):
        pair = (before["regime_id"], after["regime_id"])
        assert after["start_min"] <= before["end_max"], pair
        assert (before["exit"] == "coup") <= (after["entry"] == "coup"), pair
        assert (before["exit"] == "reversed") == (after["entry"] == "restored"), pair
        assert (after["entry"] == "continued") <= (before["exit"] == "continued"), pair
        assert (before["exit"] == "continued") <= (before["leader"] == after["leader"]), pair


COUPS = {
    "NER": "1974-04-15 1996-01-27 1999-04-09 2010-02-18 2023-07-26",
    "MLI": "1968-11-19 1991-03-26 2012-03-22 2020-08-18 2021-05-24",
    "BFA": "1966-01-03 1974-02-08 1980-11-25 1982-11-07 1983-08-04 1987-10-15 2014-10-30 2022-01-24 2022-09-30",
}


@pytest.mark.parametrize(("country", "days"), COUPS.items())
def test_every_coup_since_independence_is_there(country: str, days: str) -> None:
    coups = [row for row in rows_by(record(), "events", "kind")["coup"] if row["countries"] == (country,)]
    assert [row["date"] for row in coups] == days.split()


def test_every_coup_attempt_and_plot_is_coded_by_every_list() -> None:
    lists = set(record().coup_codings["source_id"])
    kinds = rows_by(record(), "sources", "source_id")
    assert len(lists) >= 3
    assert {kinds[source][0]["kind"] for source in lists} == {"dataset"}
    for kind in COUP_KINDS:
        for event in rows_by(record(), "events", "kind")[kind]:
            coded = record().coup_codings[record().coup_codings["event_id"] == event["event_id"]]
            assert set(coded["source_id"]) == lists, event["event_id"]
            listed, covering = counted_as_coup(record(), event["event_id"])
            assert 0 <= listed <= covering <= len(lists)


def test_successful_coups_are_listed_by_every_list_that_covers_them() -> None:
    for event in rows_by(record(), "events", "kind")["coup"]:
        listed, covering = counted_as_coup(record(), event["event_id"])
        assert listed >= covering - 1, event["event_id"]


@pytest.mark.parametrize(
    ("country", "coup", "others", "to_exit", "to_arrival", "exit_to_arrival"),
    [
        ("MLI", "2021-05-24", ["2020-08-18"], (448, 448), None, (-257, -235)),
        ("BFA", "2022-09-30", ["2022-01-24"], (141, 141), None, (286, 340)),
        ("NER", "2023-07-26", [], (149, 149), (259, 259), (110, 110)),
    ],
)
def test_days_from_coup_to_french_exit_to_russian_arrival(
    country: str, coup: str, others: list[str], to_exit: tuple, to_arrival: tuple | None, exit_to_arrival: tuple
) -> None:
    lag = coup_lag(record(), country)
    assert lag is not None
    assert lag.exit is not None
    assert lag.arrival is not None
    assert lag.coup_date.isoformat() == coup
    assert [day.isoformat() for _, day in lag.other_coups] == others
    assert lag.exit[2] == to_exit
    assert to_arrival is None or lag.arrival[2] == to_arrival
    assert lag.exit_to_arrival == exit_to_arrival


@pytest.mark.parametrize(("country", "first_coup", "days"), [("MLI", "2020-08-18", 727), ("BFA", "2022-01-24", 390)])
def test_days_from_the_earlier_coup_to_the_french_exit(country: str, first_coup: str, days: int) -> None:
    lag = coup_lag(record(), country)
    assert lag is not None
    assert lag.exit is not None
    assert (bounds(lag.exit[1]).latest - date.fromisoformat(first_coup)).days == days


def on(country: str, day: date = APRIL) -> dict[str, list[ForceInCountry]]:
    """The forces that are surely or presumably in a country on a day, by sender group."""
    found: dict[str, list[ForceInCountry]] = {}
    for force in forces_in_country(record(), country, day):
        if force.level in FIRM:
            found.setdefault(force.group, []).append(force)
    return found


def test_on_12_april_2024_no_french_troops_are_in_the_three_countries() -> None:
    for country in FOCUS:
        assert "FRA" not in {force.group for force in forces_in_country(record(), country, APRIL)}, country


def test_on_12_april_2024_the_americans_hold_two_air_bases_in_niger() -> None:
    (force,) = [force for force in on("NER")["USA"] if force.force_id == "us_forces"]
    assert (force.level, force.standing) == ("sure", "acknowledged")
    assert {"niamey-ba101", "agadez-ab201"} <= set(force.place_ids)


def test_on_12_april_2024_about_a_thousand_americans_are_claimed_in_niger() -> None:
    claims = last_known(record(), "us_forces", "NER", APRIL).to_dict("records")
    assert claims
    assert {claim["scope"] for claim in claims} == {"country"}
    assert any((claim["low"], claim["about"]) == (1000, "yes") for claim in claims)
    assert all(claim["claimant"] and claim["source_ids"] for claim in claims)


def test_on_12_april_2024_about_a_hundred_russians_have_been_in_niger_for_two_days() -> None:
    (force,) = on("NER")["RUS"]
    assert (force.force_id, force.level, force.since) == ("africa_corps", "sure", "2024-04-10")
    assert (APRIL - bounds(force.since).latest).days == 2
    claims = last_known(record(), force.force_id, "NER", APRIL).to_dict("records")
    assert any((claim["low"], claim["high"], claim["measure"]) == (100, 100, "arrived") for claim in claims)
    assert force.source_ids


def test_the_day_before_they_landed_no_russians_are_in_niger() -> None:
    assert "RUS" not in on("NER", date(2024, 4, 9))


def test_on_12_april_2024_russians_are_in_mali_and_the_french_have_left() -> None:
    assert [force.level for force in on("MLI")["RUS"]] == ["sure"]
    ends = [row for row in rows_by(record(), "presences", "country")["MLI"] if _sender(row) == "FRA"]
    last = max(ends, key=lambda row: row["end_max"])
    assert (last["end"], last["place_id"]) == ("2022-08-15", "gao")
    assert "FRA" in on("MLI", date(2022, 8, 15))
    assert "FRA" not in on("MLI", date(2022, 8, 16))


def test_minusma_is_in_mali_until_the_end_of_2023_and_no_longer() -> None:
    assert "minusma" in {force.force_id for force in on("MLI", date(2023, 12, 31))["UN"]}
    for day in (date(2024, 1, 1), APRIL):
        assert "UN" not in {force.group for force in forces_in_country(record(), "MLI", day)}


def test_on_12_april_2024_russians_have_been_in_burkina_faso_since_around_january() -> None:
    forces = on("BFA")["RUS"]
    assert {force.level for force in forces} == {"sure"}
    assert "ouagadougou" in {place for force in forces for place in force.place_ids}
    assert max(bounds(force.since).latest for force in forces) <= date(2024, 1, 31)
    assert min(bounds(force.since).earliest for force in forces) >= date(2023, 11, 1)
    assert "RUS" not in on("BFA", date(2023, 10, 1))


@pytest.mark.parametrize(
    ("country", "leader", "kind"),
    [("NER", "Tiani", "military"), ("MLI", "Goïta", "military"), ("BFA", "Traoré", "military")],
)
def test_on_12_april_2024_soldiers_rule_all_three(country: str, leader: str, kind: str) -> None:
    (row,) = ruler(record().regimes, country, APRIL).to_dict("records")
    assert row["certain"]
    assert leader in row["leader"]
    assert row["regime_kind"] == kind


@pytest.mark.parametrize("country", FOCUS)
def test_on_12_april_2024_all_three_are_leaving_ecowas_suspended_and_in_the_aes(country: str) -> None:
    held = {
        (row["organisation"], row["status"])
        for row in memberships_on(record().memberships, country, APRIL).to_dict("records")
    }
    assert {("ECOWAS", "member"), ("ECOWAS", "leaving"), ("AES", "member"), ("AU", "suspended")} <= held


@pytest.mark.parametrize("country", FOCUS)
def test_on_30_january_2025_all_three_have_left_ecowas(country: str) -> None:
    rows = memberships_on(record().memberships, country, date(2025, 1, 30)).to_dict("records")
    assert "ECOWAS" not in {row["organisation"] for row in rows if row["status"] in ("member", "leaving")}


def test_the_russians_in_mali_at_the_start_of_2022_are_counted_differently_by_each_claimant() -> None:
    early = (date(2021, 12, 1).toordinal(), date(2022, 3, 1).toordinal())
    forces = {"russian_forces", "wagner"}
    claims = [
        row
        for row in record().strengths.to_dict("records")
        if row["force_id"] in forces and row["countries"] == ("MLI",) and early[0] <= row["date_max"] <= early[1]
    ]
    figures = {(row["low"], row["high"]) for row in claims}
    assert len({row["claimant"] for row in claims}) >= 2
    assert len(figures) >= 3
    assert (200, 999) in figures


def _sender(row: dict[str, Any]) -> str:
    return str(rows_by(record(), "forces", "force_id")[row["force_id"]][0]["sender"])


@pytest.mark.parametrize(("table", "column"), FRENCH, ids=[".".join(pair) for pair in FRENCH])
def test_both_languages_are_filled(table: str, column: str) -> None:
    rows = record().table(table)
    english = rows[column.removesuffix("_fr") + "_en"] != ""
    lacking = rows[(rows[column] != "") != english]
    assert list(lacking[BY_NAME[table].key[0]]) == []


@pytest.mark.parametrize(
    ("sign", "pattern"),
    [
        ("no ASCII apostrophe", r"'"),
        ("no plain space before : ; ! ? »", r" [:;!?»]"),
        ("a narrow space before ; ! ?", r"(?<![\u202f\u00a0])[;!?]"),
        ("a narrow space before :", r"(?<![\u202f\u00a0\d]):(?!\d)"),
        ("a narrow space inside « »", r"«(?![\u202f\u00a0])|(?<![\u202f\u00a0])»"),
        ("quotes as « »", r'["“”]'),
        ("no plain space inside a number", r"\d \d{3}(?!\d)"),
        ("a narrow space before %", r"(?<![\u202f\u00a0])%"),
        ("an ellipsis of one sign", r"\.\.\."),
        ("no double blank", r"  "),
    ],
)  # fmt: skip
def test_french_is_set_as_french_is(sign: str, pattern: str) -> None:
    wrong = [
        f"{table}.{column}: {text}"
        for table, column in FRENCH
        for text in record().table(table)[column]
        if re.search(pattern, text)
    ]
    assert not wrong, f"{sign}: {wrong[:5]}"


@pytest.mark.parametrize("column", ["title", "summary"])
def test_an_event_is_told_in_two_languages_and_not_copied_from_one(column: str) -> None:
    rows = record().events
    same = rows[(rows[f"{column}_en"] == rows[f"{column}_fr"])]
    assert list(same["event_id"]) == []


def test_titles_are_short_enough_for_a_label_and_end_without_a_stop() -> None:
    rows = record().events
    long = [title for name in ("title_en", "title_fr") for title in rows[name] if len(title) > 120]
    assert long == []
    assert [title for name in ("title_en", "title_fr") for title in rows[name] if title.endswith(".")] == []


def test_every_place_has_a_point_of_its_own_source() -> None:
    kinds = rows_by(record(), "sources", "source_id")
    assert "partisan" not in {kinds[source][0]["kind"] for source in record().places["coord_source"]}
    assert not ((record().places["lon"] == 0) & (record().places["lat"] == 0)).any()


def test_corrections_name_rows_and_columns_that_exist() -> None:
    for row in record().corrections.to_dict("records"):
        table = BY_NAME[row["table"]]
        assert row["field"] in {column.name for column in table.columns}
        assert row["date"] <= record().cutoff.isoformat() or row["date"] <= date.today().isoformat()
