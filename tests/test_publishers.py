"""Who published the sources: counts by hand, rows with one voice only, shares, and what the page says of them."""

from __future__ import annotations

import pytest
from handmade import event, record, strength
from test_data import record as whole_record

from sahel import coverage, publishers, publishers_table
from sahel.publishers import Lone, Share, Voice
from sahel.sourcing import voice
from sahel.store import Store
from sahel.view import FIRST, View


def source(name: str, publisher: str, kind: str = "press", agency: str = "") -> dict[str, str]:
    return {"source_id": name, "publisher": publisher, "agency": agency, "kind": kind, "title": name, "language": "en"}


@pytest.fixture(scope="module")
def small() -> Store:
    """Two papers print the wire's text; one of them has a text of its own; a ministry; a source that no row cites."""
    return record(
        events=[
            event("two copies", "2013", "battle", source_ids="a-wire;b-wire"),
            event("own", "2014", "battle", source_ids="a-own"),
            event("two voices", "2015", "battle", source_ids="a-own;b-wire"),
            event("own and copy", "2016", "battle", source_ids="a-own;a-wire"),
            event("wire itself", "2017", "battle", source_ids="wire;b-wire"),
        ],
        strengths=[strength("s", "fra", "MLI", "2020", 5, source_ids="ministry")],
        sources=[
            source("a-own", "Paper A"),
            source("a-wire", "Paper A", agency="Wire"),
            source("b-wire", "Paper B", "agency", "Wire"),
            source("wire", "Wire", "agency"),
            source("ministry", "Ministry", "official"),
            source("unread", "Paper <B>", "research"),
        ],
    )


def everything(store: Store) -> frozenset[str]:
    return frozenset(store.sources["source_id"])


def view(store: Store, lang: str = "en") -> View:
    return View(store, store.cutoff, FIRST, store.cutoff, lang=lang)


def test_each_publisher_has_its_sources_kinds_and_rows(small: Store) -> None:
    assert publishers.publishers(small, everything(small)) == (
        Voice("Paper A", 2, (("press", 2),), rows=4, alone=1),
        Voice("Ministry", 1, (("official", 1),), rows=1, alone=1),
        Voice("Paper <B>", 1, (("research", 1),), rows=0, alone=0),
        Voice("Paper B", 1, (("agency", 1),), rows=3, alone=0),
        Voice("Wire", 1, (("agency", 1),), rows=1, alone=0),
    )


def test_copies_of_one_agency_are_one_voice(small: Store) -> None:
    assert publishers.agencies(small, everything(small)) == (
        Voice("Wire", 2, (("agency", 1), ("press", 1)), rows=4, alone=2),
    )


def test_rows_with_one_voice_are_those_of_the_coverage(small: Store) -> None:
    found = publishers.alone(small, everything(small))
    assert {table: [row[f"{table[:-1]}_id"] for row in rows] for table, rows in found.items()} == {
        "events": ["two copies", "own", "wire itself"],
        "strengths": ["s"],
    }
    assert publishers.lone(small, everything(small)) == (Lone("events", 5, 3), Lone("strengths", 1, 1))
    whole = whole_record()
    assert {table: len(rows) for table, rows in publishers.alone(whole, everything(whole)).items()} == {
        table: len(rows) for table, rows in coverage.alone(whole).items() if rows
    }


def test_shares_count_sources_and_the_rows_that_cite_them(small: Store) -> None:
    assert publishers.shares(small, everything(small)) == (
        Share("agency", 2, 3), Share("press", 2, 4), Share("official", 1, 1), Share("research", 1, 0),
    )  # fmt: skip


def test_some_sources_are_counted_without_the_others(small: Store) -> None:
    some = frozenset({"a-own"})
    assert publishers.publishers(small, some) == (Voice("Paper A", 1, (("press", 1),), rows=3, alone=1),)
    assert publishers.agencies(small, some) == ()
    assert publishers.lone(small, some) == (Lone("events", 3, 1),)


def test_every_source_has_one_publisher_and_one_kind() -> None:
    store = whole_record()
    ids = everything(store)
    assert sum(voice.sources for voice in publishers.publishers(store, ids)) == len(store.sources)
    assert sum(share.sources for share in publishers.shares(store, ids)) == len(store.sources)
    assert all(sum(n for _, n in voice.kinds) == voice.sources for voice in publishers.publishers(store, ids))
    assert all(voice.alone <= voice.rows for voice in publishers.agencies(store, ids))
    assert all(voice.alone <= voice.rows for voice in publishers.publishers(store, ids))


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 3, "33%"), (2, 3, "67%"), (3, 3, "100%"), (999, 1000, "99%"), (1, 1000, "under 1%")]
)
def test_a_share_is_never_rounded_to_none_or_all(part: int, whole: int, said: str, small: Store) -> None:
    assert publishers_table._percent(view(small), part, whole) == said


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_has_a_line_for_each(lang: str, small: Store) -> None:
    of, ids = view(small, lang), everything(small)
    assert publishers_table.shares(of, ids).count("<tr><td>") == 4 + 2
    listed = publishers_table.listed(of, publishers.publishers(small, ids))
    assert listed.count("<tr><td>") == 5
    assert "Paper &lt;B&gt;" in listed
    assert "Paper <B>" not in listed
    assert publishers_table.alone(of, ids).count("<li>") == 4


def test_the_heading_says_how_many_rest_on_one_voice(small: Store) -> None:
    assert publishers_table.finding(view(small), everything(small)) == (
        "5 publishers; 4 dated rows rest on one voice each"
    )
    assert publishers_table.finding(view(small), frozenset({"unread"})) == "1 publisher"


@pytest.mark.parametrize(
    ("publisher", "agency", "said"),
    [
        ("BBC Afrique", "", "bbc"), ("BBC News Pidgin", "", "bbc"), ("Dakaractu", "AFP, Reuters", "afp"),
        ("Le Monde", "Le Monde, AFP", "afp"), ("RTBF", "", "rtbf"),
        ("Larousse", "Larousse, Journal", "larousse, journal"),
    ],
)  # fmt: skip
def test_editions_of_one_house_are_one_voice_and_names_alike_are_not(publisher: str, agency: str, said: str) -> None:
    assert voice({"publisher": publisher, "agency": agency}) == said
