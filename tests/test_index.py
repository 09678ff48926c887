"""Search of all tables: what is found, in which order, how it is marked, narrowed and related, and how fast."""

from __future__ import annotations

import threading

import pytest
from handmade import event, membership, presence, record, regime, strength
from test_data import record as whole_record

from bench import search as bench
from sahel import facets, index, related, results, search, selection
from sahel.index import Index, Said, Word
from sahel.schema import TABLES
from sahel.selection import Asked
from sahel.store import Store
from sahel.view import FIRST, View

ROWS = (
    Said("alpha beta", "gamma", ""),
    Said("delta", "alpha", "beta"),
    Said("delta", "", "alpha beta"),
    Said("alphabet", "niger nigeria", ""),
)
HOSTILE = (
    '"', '""', "'", "*", "**", "(", ")", "NEAR(", "NEAR(a b, 2)", "a AND", "OR", "NOT a", "a NOT", "title:a",
    "{title} : a", "-a", "^a", "a + b", "a*b", "%", "_", "\\", "x" * 10_000, "a " * 5_000,
    '"' * 300, "\x00", "a\x00b", "\ud800", "😀",
    "'; DROP TABLE said; --", "Ⅷ", "١٢", "ﬁ",
)  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Store:
    """Two towns, three forces, four sources in two languages."""
    spot = {"country": "MLI", "kind": "town", "lon": "1", "lat": "16", "precision_km": "1", "outside": "no"}
    return record(
        events=[
            event("gao-fight", "2013-02-01", "battle", title_en="Fight at Gao", place_ids="gao", force_ids="fra",
                  confidence="high", source_ids="fr-press"),
            event("note", "2013-02-20", "statement", title_en="A note", summary_en="Gao is named here",
                  confidence="low", source_ids="en-official;fr-press"),
            event("far", "2013", "coup", "NER", title_en="Elsewhere", confidence="high", source_ids="en-official"),
        ],
        presences=[
            presence("fra", "MLI", "2013-02-10", "2014-01-01", place="gao", source_ids="en-official"),
            presence("usa", "NER", "2013-02", seen="2024-01-01", source_ids="fr-press"),
        ],
        strengths=[strength("s", "fra", "MLI", "2013-05-05", 40, place_ids="gao;kidal", source_ids="fr-press")],
        regimes=[regime("Leader", "2013-02-03", "2014-01-01", source_ids="fr-press")],
        memberships=[membership("m", "member", "1975")],
        places=[
            {"place_id": "gao", "name_en": "Gao", "name_fr": "Gao", "coord_source": "fr-press", **spot},
            {"place_id": "kidal", "name_en": "Kidal", "name_fr": "Kidal", "coord_source": "en-official", **spot},
        ],
        sources=[
            {"source_id": "fr-press", "publisher": "Le Fil", "title": "Gao, un récit", "kind": "press",
             "language": "fr"},
            {"source_id": "en-official", "publisher": "The Office", "title": "A report", "kind": "official",
             "language": "en"},
        ],
    )  # fmt: skip


def ids(store: Store, table: str, positions: object) -> list[str]:
    return [store.table(table).iloc[int(at), 0] for at in positions]  # type: ignore[attr-defined]


def view(store: Store, **changes: object) -> View:
    return View(store, store.cutoff, FIRST, store.cutoff).but(**changes)


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        (["alpha"], [0, 3, 1, 2]),
        (["alpha", "beta"], [0, 1, 2]),
        (["delta alpha"], []),
        (["delta", "alpha"], [1, 2]),
        (["gam"], [0]),
        (["amma"], []),
        (["nothing"], []),
    ],
)
def test_rows_with_every_word_are_found_the_title_first(words: list[str], positions: list[int]) -> None:
    assert set(Index(ROWS).find([Word(word) for word in words])) == set(positions)
    if words in (["alpha", "beta"], ["delta", "alpha"]):
        assert list(Index(ROWS).find([Word(word) for word in words])) == positions


def test_a_whole_word_is_no_beginning() -> None:
    of = Index([Said("", "nigeria", ""), Said("", "niger", "")])
    assert list(of.find([Word("niger", whole=True)])) == [1]
    assert sorted(of.find([Word("niger")])) == [0, 1]


def test_beyond_what_is_ranked_those_with_the_words_in_their_title_stand_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "RANKED_AT_MOST", 2)
    of = Index([Said("", "word", ""), Said("", "", "word"), Said("word", "", ""), Said("other", "", "")])
    assert list(of.find([Word("word")])) == [2, 0, 1]


def test_rows_that_say_it_alike_keep_their_order() -> None:
    assert list(Index([Said("same", "", "")] * 5).find([Word("same")])) == [0, 1, 2, 3, 4]


def test_an_index_can_be_asked_from_several_threads() -> None:
    of, found = Index(ROWS * 50), []
    threads = [threading.Thread(target=lambda: found.append(len(of.find([Word("alpha")])))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 8


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_is_read_as_a_command(query: str, small: Store) -> None:
    found = search.hits(small, query)
    assert set(found) == {table.name for table in TABLES}
    assert selection.title(view(small), Asked("", query)).isprintable() or not query.isprintable()
    assert len(selection.title(view(small), Asked("", query))) <= 115
    results.marked("Gao & <b>", query)


@pytest.mark.parametrize("query", ["gao", "mali", "coup", "press fr", "1975", "kidal france"])
def test_every_table_is_searched_as_if_alone(query: str, small: Store) -> None:
    for table, positions in search.hits(small, query).items():
        kept = search.found(small, table, query)
        assert sorted(positions) == [at for at, keep in enumerate(kept) if keep]


@pytest.mark.parametrize("query", ["barkhane", "niger", "tchiani", "menaka", "coup d’état", "a b", "russie 2022"])
def test_the_engine_finds_what_reading_every_row_finds(query: str) -> None:
    store = whole_record()
    wanted = search.wanted(query)
    for table, positions in search.hits(store, query).items():
        said = [f" {' '.join(row)} " for row in search._said_by(store, table)]
        held = [at for at, text in enumerate(said) if all(_holds(text, word) for word in wanted)]
        last = len(said) - 1
        assert sorted(positions) == sorted(last - at if table in search.NEWEST_FIRST else at for at in held)


def _holds(text: str, word: Word) -> bool:
    return f" {word.text} " in text if word.whole else f" {word.text}" in text


def test_without_words_everything_is_found_the_newest_first(small: Store) -> None:
    found = search.hits(small, " ")
    assert {table: len(positions) for table, positions in found.items()} == {
        table.name: len(small.table(table.name)) for table in TABLES
    }
    assert ids(small, "events", found["events"])[0] == small.events["event_id"].iloc[-1]


def test_the_title_weighs_more_than_the_text_and_sources_stand_last(small: Store) -> None:
    found = selection.groups(view(small), Asked("", "gao"))
    events = next(group for group in found if group.table == "events")
    assert ids(small, "events", events.positions) == ["gao-fight", "note"]
    assert found[0].table == "places"
    assert found[-1].table == "sources"


@pytest.mark.parametrize(
    ("query", "table", "row"),
    [("février 2013", "events", "note"), ("February 2013", "events", "gao-fight"), ("20 Feb", "events", "note")],
)
def test_a_date_is_found_in_words_of_both_languages(query: str, table: str, row: str, small: Store) -> None:
    assert row in ids(small, table, search.hits(small, query)[table])


@pytest.mark.parametrize(
    ("facet", "code", "found"),
    [
        ("place", "gao", {"events": ["gao-fight"], "presences": ["fra-MLI-gao-2013-02-10"], "strengths": ["s"],
                          "places": ["gao"]}),
        ("force", "usa", {"presences": ["usa-NER-all-2013-02"], "forces": ["usa"]}),
        ("confidence", "low", {"events": ["note"]}),
        ("source", "official", {"events": ["far", "note"], "presences": ["fra-MLI-gao-2013-02-10"],
                                "places": ["kidal"], "sources": ["en-official"]}),
        ("language", "en", {"events": ["far", "note"], "presences": ["fra-MLI-gao-2013-02-10"],
                            "places": ["kidal"], "sources": ["en-official"]}),
        ("kind", "battle", {"events": ["gao-fight"]}),
    ],
)  # fmt: skip
def test_a_filter_keeps_the_rows_of_all_tables_that_have_it(
    facet: str, code: str, found: dict[str, list[str]], small: Store
) -> None:
    groups = selection.groups(view(small), Asked("", **{facet: code}))
    assert {group.table: sorted(ids(small, group.table, group.positions)) for group in groups} == found


def test_words_filters_and_the_bar_narrow_together(small: Store) -> None:
    asked = Asked("", "gao", language="en")
    assert [group.table for group in selection.groups(view(small), asked)] == ["presences", "events"]
    assert selection.count(view(small, countries=("NER",)), asked) == 0
    assert selection.title(view(small), asked).startswith("2 of ")
    assert "Only rows with a source in English." in selection.subtitle(view(small), asked)


def test_options_are_those_that_occur_in_the_table(small: Store) -> None:
    assert facets.options(small, "events", "confidence") == ("high", "low")
    assert facets.options(small, "presences", "place") == ("gao",)
    assert facets.options(small, "sources", "place") == ()
    assert facets.options(small, "", "language") == ("fr", "en")
    assert {"battle", "press", "town"} <= set(facets.options(small, "", "kind"))


def test_no_kind_of_one_table_is_a_kind_of_another() -> None:
    codes = [code for table in facets.KIND_COLUMN for code in facets.kinds(whole_record(), table)]
    assert len(codes) == len(set(codes))


def test_related_rows_share_a_place_a_force_or_the_month_the_nearest_first(small: Store) -> None:
    row = small.events.to_dict("records")[[*small.events["event_id"]].index("gao-fight")]
    found = related.related(small, "events", row)
    assert {shared: [other.row_id for other in others] for shared, others in found.items()} == {
        "place": ["fra-MLI-gao-2013-02-10", "s"],
        "force": ["fra-MLI-gao-2013-02-10", "s"],
        "month": ["Leader", "fra-MLI-gao-2013-02-10", "note"],
    }


def test_a_row_that_knows_only_its_year_shares_no_month(small: Store) -> None:
    row = small.events.to_dict("records")[[*small.events["event_id"]].index("far")]
    assert related.related(small, "events", row) == {}
    assert related.related(small, "places", small.places.to_dict("records")[0]) == {}


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Fight at Ménaka", "menaka", "Fight at <mark>Ménaka</mark>"),
        ("Tiani & <b>Co</b>", "tchiani", "<mark>Tiani</mark> &amp; &lt;b&gt;Co&lt;/b&gt;"),
        ("Niger, Nigeria", "niger", "<mark>Niger</mark>, Nigeria"),
        ("Russians land", "russ land", "<mark>Russians</mark> <mark>land</mark>"),
        ("coup d’État", "d'etat", "coup <mark>d</mark>’<mark>État</mark>"),
        ("nothing", "", "nothing"),
        ("nothing", "?", "nothing"),
    ],
)
def test_what_was_looked_for_is_marked(text: str, query: str, html: str) -> None:
    assert results.marked(text, query) == html


def test_a_found_row_opens_with_its_sources_related_rows_and_link(small: Store) -> None:
    asked = Asked("", "fight")
    (group,) = (group for group in selection.groups(view(small), asked) if group.table == "events")
    said = results.best(view(small), asked, group, lambda source: f"<li>{source['source_id']}</li>")
    assert said.count("<details>") == 1
    assert "<ol class='sources'><li>fr-press</li></ol>" in said
    assert "2 other rows at the same place" in said
    assert "table=events&amp;id=gao-fight" in said


def test_a_search_of_a_record_ten_times_as_long_answers_within_fifty_milliseconds() -> None:
    assert len(bench.QUERIES) == len(set(bench.QUERIES)) == 50
    found = bench.timed(bench.longer(whole_record(), 10))
    assert found.rows == 10 * sum(len(whole_record().table(table.name)) for table in TABLES)
    assert found.median <= found.p95 < bench.AIM_MS


def test_the_bench_prints_both_records_beside_each_other() -> None:
    said = bench.table((bench.Timed(10, 0.52, 3.16, 0.9), bench.Timed(100, 2.6, 12.7, 5.8))).splitlines()
    assert said[2:5] == [
        "| rows searched |  |  | 10 | 100 |",
        "| a search of all tables, median | ms |  | 0.5 | 2.6 |",
        "| a search of all tables, p95 | ms | 50 | 3.2 | 12.7 |",
    ]
