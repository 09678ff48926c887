"""Words find rows whatever the case and the accents; the rows asked for and the sentence that says so."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import ROOT, event, membership, presence, record, regime, strength

from sahel import coverage, facets, links, search, selection, store
from sahel.dates import precision
from sahel.schema import TABLES
from sahel.selection import Asked
from sahel.store import Store
from sahel.view import View

SPOT = {"country": "MLI", "kind": "town", "lon": "1", "lat": "16", "precision_km": "1", "outside": "no"}


@pytest.fixture(scope="module")
def small() -> Store:
    return record(
        events=[
            event(
                "mli-one",
                "2012-03-22",
                "coup",
                title_en="Soldiers seize power",
                title_fr="Des militaires prennent le pouvoir",
            ),
            event("mli-two", "2014-05", "battle", title_en="Fight at Menaka", force_ids="fra", place_ids="menaka"),
            event("ner-one", "2021", "arrival", "NER", title_en="Russians land", force_ids="rus_a;rebels"),
            event(
                "nga-one", "2022-01-01", "statement", "NGA", title_en="Nigeria speaks", summary_fr="L’œuvre du Nigéria"
            ),
        ],
        places=[
            {
                "place_id": "menaka",
                "name_en": "Menaka",
                "name_fr": "Ménaka",
                "aliases": "Minakat",
                "coord_source": "web",
                **SPOT,
            }
        ],
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31"),
            presence("rus_a", "MLI", "2021-12", seen="2024-06-01", place="menaka", source_ids="web"),
            presence("army", "MLI", "2020-07-01", seen="2024-06-01"),
        ],
        strengths=[strength("s", "rus_a", "MLI", "2022-01", 1000)],
        regimes=[regime("First", "2000", "2012-01-01"), regime("Second", "2012-01-01")],
        memberships=[membership("member", "member", "1975")],
        sources=[
            {
                "source_id": "web",
                "publisher": "Le Journal",
                "title": "Une page",
                "url": "https://example.org/a",
                "kind": "press",
            }
        ],
    )


def wide(of: Store, **changes: object) -> View:
    return View(of, of.cutoff, date(2012, 1, 1), of.cutoff).but(**changes)


def found(of: Store, table: str, query: str) -> list[str]:
    kept = search.found(of, table, query)
    return [row for row, keep in zip(of.table(table).iloc[:, 0], kept, strict=True) if keep]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ménaka", "menaka"),
        ("coup d’État", "coup d etat"),
        ("coup d'etat", "coup d etat"),
        ("Œuvre ÇA", "oeuvre ca"),
        ("us_forces-ner-2013", "us forces ner 2013"),
        ("  a — b  ", "a b"),
        ("Тинзаватен", "тинзаватен"),
        ("", ""),
    ],
)
def test_folding_drops_case_accents_and_signs(text: str, folded: str) -> None:
    assert search.fold(text) == folded


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", ["mli-one", "mli-two", "ner-one", "nga-one"]),
        ("   ", ["mli-one", "mli-two", "ner-one", "nga-one"]),
        ("SOLDIERS", ["mli-one"]),
        ("militaires", ["mli-one"]),
        ("ménaka", ["mli-two"]),
        ("menaka", ["mli-two"]),
        ("minakat", ["mli-two"]),
        ("power soldiers", ["mli-one"]),
        ("power menaka", []),
        ("coup d’état", ["mli-one"]),
        ("mli-two", ["mli-two"]),
        ("oeuvre", ["nga-one"]),
        ("russie", ["ner-one"]),
        ("etats-unis", []),
        ("sold", ["mli-one"]),
        ("oldiers", []),
        ("?", ["mli-one", "mli-two", "ner-one", "nga-one"]),
    ],
)
def test_a_query_finds_the_events_that_hold_all_its_words(query: str, rows: list[str], small: Store) -> None:
    assert found(small, "events", query) == rows


@pytest.mark.parametrize(
    ("query", "rows"), [("Niger", ["ner-one"]), ("nigeria", ["nga-one"]), ("mali", ["mli-one", "mli-two"])]
)
def test_the_name_of_a_country_is_a_whole_word(query: str, rows: list[str], small: Store) -> None:
    assert found(small, "events", query) == rows


@pytest.mark.parametrize(
    ("table", "query", "count"),
    [
        ("presences", "menaka", 1),
        ("presences", "wagner", 0),
        ("places", "minakat", 1),
        ("regimes", "second", 1),
        ("memberships", "cedeao", 1),
        ("memberships", "ecowas membre", 1),
        ("sources", "journal", 1),
        ("strengths", "deployed militaires", 1),
        ("forces", "russie", 3),
    ],
)
def test_every_table_can_be_searched(table: str, query: str, count: int, small: Store) -> None:
    assert sum(search.found(small, table, query)) == count


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_search_leaves_the_tables_unchanged(table: str, sample: Store) -> None:
    before = sample.table(table).copy()
    search.found(sample, table, "sample north")
    assert before.equals(sample.table(table))


@pytest.mark.parametrize(
    ("asked", "changes", "count"),
    [
        (Asked("events"), {}, 4),
        (Asked("events", kind="coup"), {}, 1),
        (Asked("events"), {"countries": ("NER",)}, 1),
        (Asked("events"), {"start": date(2014, 5, 20)}, 3),
        (Asked("events"), {"start": date(2014, 6, 1)}, 2),
        (Asked("events"), {"senders": ("RUS",)}, 3),
        (Asked("events"), {"senders": ("FRA",)}, 3),
        (Asked("events"), {"countries": ()}, 0),
        (Asked("presences"), {"senders": ("RUS",)}, 1),
        (Asked("presences"), {"end": date(2012, 12, 31)}, 0),
        (Asked("presences"), {"start": date(2024, 6, 30)}, 2),
        (Asked("strengths"), {"senders": ("FRA",)}, 0),
        (Asked("places"), {"countries": ("NER",)}, 0),
        (Asked("regimes"), {}, 1),
        (Asked("regimes"), {"start": date(2011, 12, 31)}, 2),
        (Asked("memberships"), {"countries": ("NER",)}, 0),
        (Asked("sources"), {"countries": (), "senders": ()}, 1),
    ],
)
def test_the_bar_and_the_kind_narrow_a_table(
    asked: Asked, changes: dict[str, object], count: int, small: Store
) -> None:
    assert len(selection.rows(wide(small, **changes), asked)) == count


def test_the_title_says_how_many_and_what_was_asked(small: Store) -> None:
    view = wide(small, countries=("MLI",), start=date(2010, 1, 1))
    assert (
        selection.title(view, Asked("events", "power", "coup"))
        == "1 of 4 events: coup, “power”, in Mali, 1 Jan 2010 – 30 Jun 2024"
    )
    assert selection.title(wide(small), Asked("sources")) == "1 of 1 sources"
    assert selection.title(wide(small), Asked("forces")) == "All 10 forces"


def test_a_long_search_is_cut_in_the_title(small: Store) -> None:
    assert len(selection.title(wide(small), Asked("events", "word " * 30, "coup"))) <= 115


def test_rows_outside_the_range_are_counted(small: Store) -> None:
    assert selection.beyond_days(wide(small, start=date(2020, 1, 1)), Asked("events")) == 2
    assert selection.beyond_days(wide(small, start=date(2020, 1, 1)), Asked("places")) == 0


def test_kinds_are_those_that_occur_in_the_order_of_the_vocabulary(small: Store) -> None:
    assert facets.kinds(small, "events") == ["coup", "statement", "arrival", "battle"]
    assert facets.kinds(small, "corrections") == []


def test_a_link_holds_the_whole_state(small: Store) -> None:
    view = wide(small, countries=("MLI",))
    asked = Asked("presences", "ménaka", "denied")
    assert links.link(view, asked, "x") == (
        "/record?from=2012-01-01&to=2024-06-30&countries=MLI&lang=en&table=presences&q=m%C3%A9naka&kind=denied&id=x"
    )


def test_a_row_knows_which_rows_name_it(small: Store) -> None:
    assert links.naming(small, "places", "menaka") == [("events", "mli-two"), ("presences", "rus_a-MLI-menaka-2021-12")]
    assert ("places", "menaka") in links.naming(small, "sources", "web")
    assert links.naming(small, "sources", "nobody") == []


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_row_of_the_sample_has_a_title(table: str, lang: str, view: View) -> None:
    of = view.but(lang=lang)
    for row_id, row in links._rows(view.store, table).items():
        assert links.row_title(of, table, row)
        assert links.row_of(view.store, table, row_id) is row


def test_coverage_counts_a_row_in_each_of_its_countries(small: Store) -> None:
    lines = {(line.table, line.country): line for line in coverage.lines(small)}
    assert lines["events", "MLI"].by_decade == {2010: 2, 2020: 0}
    assert lines["events", "NER"].total == 1
    assert coverage.thin(small)[0] == ("NER", 2010, 0)


def test_last_evidence_is_the_newest_and_old_evidence_is_listed(small: Store) -> None:
    newest = coverage.last_evidence(small)
    assert newest["FRA", "MLI"]["end"] == "2014-07-31"
    assert newest["RUS", "MLI"]["last_seen"] == "2024-06-01"
    assert ("USA", "MLI") not in newest
    old = record(
        presences=[presence("rus", "MLI", "2020", seen="2023-06-30"), presence("usa", "MLI", "2020", seen="2023-07-01")]
    )
    assert [row["force_id"] for row in coverage.stale(old)] == ["rus"]


def test_forces_without_a_figure_of_their_own_or_of_a_part_are_named(small: Store) -> None:
    assert coverage.uncounted(small) == ["fra"]


def test_examples_of_dates_are_of_the_form_that_they_show() -> None:
    examples = coverage.examples(store.load(ROOT / "data"))
    assert list(examples) == list(coverage.SHARPNESS)
    assert all(precision(cell) == form for form, (*_, cell) in examples.items())
