"""Two days compared in sentences: what is said, what it cites, and the title that sums it up."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from handmade import ROOT, membership, presence, record, regime, strength

from sahel import comparison, findings_compare
from sahel import store as records
from sahel.citations import Citations
from sahel.compared import sentences as as_html
from sahel.comparison import passed, sentences, two_maps
from sahel.situation import LONGEST_TITLE
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS

FIRST, SECOND = date(2020, 1, 1), date(2022, 1, 1)
NAMES = (
    ("fra", "Operation One", "opération Un", "FRA", "state_forces", "", ""),
    ("fra2", "Operation Two", "opération Deux", "FRA", "state_forces", "fra", ""),
    ("rus", "Russian forces, unit not established", "forces russes", "RUS", "state_forces", "", ""),
    ("rus_a", "Company A", "compagnie A", "RUS", "private_military", "", "rus"),
    ("un", "Mission", "mission", "UN", "un_mission", "", ""),
    ("ger", "German contingent", "contingent allemand", "DEU", "state_forces", "", "un"),
    ("army", "Host army", "armée hôte", "MLI", "host_state", "", ""),
)
COLUMNS = ("force_id", "name_en", "name_fr", "sender", "kind", "predecessor_id", "part_of_id")
FORCES = [dict(zip(COLUMNS, name, strict=True)) for name in NAMES]
PLACES = [
    {"place_id": name.lower(), "country": "MLI", "name_en": name, "name_fr": name, "kind": "camp",
     "lon": f"{lon}", "lat": "16", "precision_km": "1"}
    for name, lon in (("Gao", 0), ("Kidal", 1))
]  # fmt: skip


@pytest.fixture(scope="module")
def real() -> Store:
    return records.load(ROOT / "data")


def view(store: Store, first: date = FIRST, second: date = SECOND, **more: object) -> View:
    return View(store, second, first, second, **{"countries": ("MLI",), **more})  # type: ignore[arg-type]


def made(**tables: list[dict[str, str]]) -> Store:
    return record(forces=FORCES, places=PLACES, **tables)


def texts(**tables: list[dict[str, str]]) -> list[str]:
    return [one.text for one in sentences(view(made(**tables)))]


@pytest.mark.parametrize(
    ("stays", "said"),
    [
        ([presence("fra", "MLI", "2013", "2021-06-01")], "Operation One (France) left: last day there 1 June 2021"),
        ([presence("fra", "MLI", "2021-06-01", "2024")], "Operation One (France) arrived: there since 1 June 2021"),
        (
            [presence("fra", "MLI", "2013", "2021-06-30"), presence("fra2", "MLI", "2021-07-01", "2024")],
            "Operation One (France) became Operation Two (France)",
        ),
        (
            [presence("fra", "MLI", "2013", "..", seen="2020-06")],
            "Operation One (France) may have left: last evidence June 2020",
        ),
        (
            [presence("fra", "MLI", "[2021-06-01..2022-06-01]", "2024")],
            "Operation One (France) may have arrived: since some day between 1 June 2021 and 1 June 2022",
        ),
        (
            [presence("rus_a", "MLI", "2021-06-01", "2024", standing="denied")],
            "Company A (Russia) arrived: there since 1 June 2021; presence denied",
        ),
        (
            [presence("rus", "MLI", "2013", "2024"), presence("rus_a", "MLI", "2021-06-01", "2024")],
            "Company A (Russia) is named; on the first day the record knows only Russian forces, unit not established",
        ),
        (
            [presence("un", "MLI", "2013", "2021-06-01"), presence("ger", "MLI", "2013", "2021-06-01")],
            "Mission left: last day there 1 June 2021; with German contingent",
        ),
    ],
)
def test_what_became_of_a_force_is_one_sentence(stays: list[dict[str, str]], said: str) -> None:
    assert texts(presences=stays) == [said]


def test_growth_names_claimants_and_days_of_both_days() -> None:
    claims = [
        strength("a", "fra", "MLI", "2019-03", 500, claimant="FRA"),
        strength("b", "fra", "MLI", "2019-02", 550, about="yes"),
        strength("c", "fra", "MLI", "2021-05-01", 700, claimant="UN", counted="all_staff"),
        strength("d", "fra", "MLI", "2021-05-01", 800),
    ]
    (said,) = texts(presences=[presence("fra", "MLI", "2013", "2024")], strengths=claims)
    assert said == (
        "Operation One (France) grew: 500 (France, Mar 2019) and about 550 (press, Feb 2019) on the first day; "
        "700 all staff (United Nations, 1 May 2021) and 800 (press, 1 May 2021) on the second"
    )


def test_a_change_of_ruler_names_both_how_each_ended_and_began_and_who_came_between() -> None:
    reigns = [
        regime("One", "2013-09-04", "2020-08-18", exit="coup"),
        regime("Two", "2020-08-18", "2021-05-24", entry="appointed", regime_kind="interim", exit="coup"),
        regime("Three", "2021-05-24", "2021-06-07", entry="coup", regime_kind="military", exit="continued"),
        {**regime("Three", "2021-06-07", entry="continued", regime_kind="military"), "regime_id": "Three-again"},
    ]
    assert texts(regimes=reigns) == [
        "Power changed: One, elected, until 18 August 2020 (coup); in between Two; "
        "then Three, junta, since 24 May 2021 (by coup)"
    ]


def test_a_new_office_of_the_same_ruler_is_no_change_of_power() -> None:
    reigns = [
        regime("One", "2013-09-04", "2021-01-01", exit="continued"),
        {**regime("One", "2021-01-01", entry="continued", office_en="president"), "regime_id": "again"},
    ]
    store = made(regimes=reigns)
    (said,) = [one.text for one in sentences(view(store))]
    assert said.startswith("Same ruler in a new office: One, elected, since 4 September 2013 (by election); president")
    assert "power changed" not in findings_compare.finding(view(store)).lower()


@pytest.mark.parametrize(
    ("lane", "said"),
    [
        (membership("m", "member", "2021-05-01"), "Mali joined ECOWAS: member since 1 May 2021"),
        (membership("m", "member", "1975-05-28", "2021-01-29"), "Mali left ECOWAS: member 28 May 1975 – 29 Jan 2021"),
        (membership("m", "suspended", "2021-05-30"), "Mali was suspended by ECOWAS: since 30 May 2021"),
        (
            membership("m", "sanctions_economy", "2021-05-30"),
            "Mali came under economic sanctions imposed by ECOWAS: since 30 May 2021",
        ),
        (
            membership("m", "sanctions_persons", "2019-05-30", "2021-01-01"),
            "Mali is free of the sanctions on persons imposed by ECOWAS: 30 May 2019 – 1 Jan 2021",
        ),
    ],
)
def test_what_changed_with_a_bloc_is_one_sentence(lane: dict[str, str], said: str) -> None:
    assert texts(memberships=[lane]) == [said]


def test_sites_that_passed_between_the_same_hands_are_told_together() -> None:
    stays = [
        stay
        for place in ("gao", "kidal")
        for stay in (
            presence("un", "MLI", "2013", "2021-06-30", place),
            presence("army", "MLI", "2021-07-01", "2024", place),
        )
    ]
    told = sentences(view(made(presences=stays)))
    assert [one.text for one in told if one.part == "sites"] == [
        "UN forces left 2 sites: Gao and Kidal",
        "Gao and Kidal changed hands: first Mission, then Host army",
    ]
    assert set(told[-1].ids) == {stay["presence_id"] for stay in stays}


def test_a_doubted_presence_is_said_and_never_flat() -> None:
    stays = [
        presence("rus_a", "MLI", "2021-06-01", "2024", place, standing=standing)
        for place, standing in (("gao", "denied"), ("kidal", "acknowledged"))
    ]
    told = sentences(view(made(presences=stays)))
    assert told[-1].text == "Russian forces came to 2 sites: Gao and Kidal; 1 of them not acknowledged"
    assert findings_compare.moves(view(made(presences=stays[:1]))) == (
        ("RUS", "Russian forces came to 1 site; not acknowledged"),
    )
    assert "Russian forces reported in Mali" in findings_compare.finding(view(made(presences=stays[:1])))
    assert "Russian forces new in Mali" in findings_compare.finding(view(made(presences=stays)))


def test_who_came_and_went_between_the_days_is_no_difference_but_is_told() -> None:
    store = made(presences=[presence("un", "MLI", "2020-06-01", "2021-06-01")])
    assert sentences(view(store)) == ()
    assert passed(view(store), "MLI") == ("un",)
    assert "Came and went between the two days: Mission" in comparison.as_text(view(store), "/compare")


def test_senders_and_countries_that_are_not_chosen_are_left_out(real: Store) -> None:
    everything = view(real, date(2020, 1, 1), date(2024, 4, 12), countries=FOCUS)
    french = sentences(everything.but(senders=("FRA",), countries=("NER",)))
    assert {one.country for one in french} == {"NER"}
    assert {one.group for one in french if one.part in ("forces", "perhaps")} == {"FRA"}
    assert {one.country for one in sentences(everything)} == set(FOCUS)


def test_every_sentence_cites_rows_and_sources_of_the_record(real: Store) -> None:
    told = sentences(view(real, date(2012, 1, 1), date(2024, 4, 12), countries=FOCUS))
    known = {row for table in ("presences", "strengths", "regimes", "memberships")
             for row in real.table(table).iloc[:, 0]}  # fmt: skip
    assert len(told) > 60
    for one in told:
        assert one.ids, one.text
        assert set(one.ids) <= known, one.text
        assert set(one.source_ids) <= set(real.sources["source_id"])
        assert one.source_ids, one.text


def test_sentences_stand_by_country_and_weight(real: Store) -> None:
    told = sentences(view(real, date(2020, 1, 1), date(2024, 4, 12), countries=FOCUS))
    keys = [(FOCUS.index(one.country), list(comparison.PARTS).index(one.part)) for one in told]
    assert keys == sorted(keys)
    assert told[0].what == "ruler"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_text_and_the_table_say_version_cut_off_and_link(real: Store, lang: str) -> None:
    shown = view(real, date(2020, 1, 1), date(2024, 4, 12), countries=FOCUS, lang=lang)
    text = comparison.as_text(shown, "https://example.org/compare?from=2020-01-01")
    assert real.version in text
    assert text.endswith("https://example.org/compare?from=2020-01-01\n")
    rows = list(csv.DictReader(io.StringIO(comparison.as_csv(shown, "/compare"))))
    assert [row["sentence"] for row in rows] == [one.text for one in sentences(shown)]
    for row in rows:
        assert (row["version"], row["cutoff"], row["link"]) == (real.version, real.cutoff.isoformat(), "/compare")
        assert row["source_urls"].startswith("http")
        assert f"- {row['sentence']}" in text


def test_the_same_day_says_so(real: Store) -> None:
    day = date(2024, 4, 12)
    same = view(real, day, day, countries=FOCUS)
    assert findings_compare.finding(same) == "Nothing differs: it is the same day"
    assert sentences(same) == ()
    assert findings_compare.moves(same) == ()
    first, second = two_maps(same)
    assert {mark.state for site in (*first, *second) for mark in site.marks} <= {"present", "uncertain", "old"}


def test_both_orders_of_days_are_told(real: Store) -> None:
    there = view(real, date(2020, 1, 1), date(2024, 4, 12), countries=FOCUS)
    back = there.but(start=there.end, end=there.start)
    for shown in (there, back):
        assert sentences(shown)
        assert comparison.as_text(shown, "/")
    left = {one.text.split(" left")[0] for one in sentences(there) if one.what == "left"}
    assert {one.text.split(" arrived")[0] for one in sentences(back) if one.what == "arrived"} >= left


def test_the_maps_outline_what_the_other_day_lacks_and_keep_what_has_gone_hollow() -> None:
    stays = [
        presence("fra", "MLI", "2013", "2021-06-30", "gao"), presence("un", "MLI", "2013", "2024", "gao"),
        presence("rus_a", "MLI", "2021-11-01", "2024", "kidal"),
    ]  # fmt: skip
    first, second = (
        {(site.name, mark.group): mark.state for site in found for mark in site.marks}
        for found in two_maps(view(made(presences=stays)))
    )
    assert first == {("Gao", "FRA"): "new", ("Gao", "UN"): "present"}
    assert second == {("Gao", "FRA"): "ended", ("Gao", "UN"): "present", ("Kidal", "RUS"): "new"}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("first", [f"{year}-02-15" for year in range(1959, 2027, 6)])
@pytest.mark.parametrize("second", [f"{year}-08-15" for year in range(1960, 2027, 6)])
def test_any_two_days_are_told_under_a_title_that_fits(real: Store, first: str, second: str, lang: str) -> None:
    days = sorted(map(date.fromisoformat, (first, second)))
    shown = view(real, *days, countries=FOCUS, lang=lang)
    title = findings_compare.finding(shown)
    assert title
    assert len(title) <= LONGEST_TITLE or title == shown.range_sentence()
    for one in sentences(shown):
        assert "{" not in one.text
        assert one.text[0].isupper(), one.text


def test_titles_hold_against_the_record(real: Store) -> None:
    shown = view(real, date(2020, 1, 1), date(2024, 4, 12), countries=FOCUS)
    title = findings_compare.finding(shown)
    assert title.startswith("Power changed and French forces gone in all three countries")
    mali = view(real, date(2021, 6, 15), date(2022, 9, 1))
    assert findings_compare.finding(mali) == "French forces gone and Russian forces reported in Mali"
    renamed = view(real, date(2025, 1, 15), date(2025, 7, 1))
    assert "Russian" not in findings_compare.finding(renamed)
    assert any("became Africa Corps" in one.text for one in sentences(renamed))


def test_the_list_is_escaped_and_cited(real: Store) -> None:
    stays = [presence("fra", "MLI", "2013", "2021-06-01")]
    forces = [{**force, "name_en": "<b>One</b>"} for force in FORCES]
    body = as_html(view(record(forces=forces, presences=stays)), Citations(real.sources))
    assert "&lt;b&gt;One" in body
    assert "<b>One" not in body
    citations = Citations(real.sources)
    as_html(view(real, date(2020, 1, 1), date(2024, 4, 12), countries=FOCUS, senders=SENDER_GROUPS), citations)
    assert len(citations) > 50
