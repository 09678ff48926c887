"""The Record and About pages in words: rows as they are read, the card of a row, method, coverage, citation."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from handmade import event, presence, record
from test_pages import html, run

from sahel import (
    about_codebook,
    about_coverage,
    about_method,
    columns,
    facets,
    links,
    record_card,
    selection,
    vocabulary,
)
from sahel.schema import TABLES
from sahel.selection import Asked
from sahel.view import FIRST, View

NAMES = [table.name for table in TABLES]
languages = pytest.mark.parametrize("lang", ["en", "fr"])
tables = pytest.mark.parametrize("table", NAMES)


def whole(view: View, table: str) -> pd.DataFrame:
    """All rows of a table as they are read."""
    return columns.shown(view.but(start=FIRST), Asked(table))


def card(view: View, table: str, row_id: str) -> str:
    row = links.row_of(view.store, table, row_id)
    assert row is not None
    return record_card.card(view, table, row) + record_card.beside(view, table, row)


@languages
@tables
def test_every_row_is_shown_with_every_column_described(table: str, lang: str, view: View) -> None:
    frame = whole(view.but(lang=lang), table)
    described = columns.columns(view.but(lang=lang), table)
    assert len(frame) == len(view.store.table(table))
    assert list(frame.columns) == list(described)
    assert all(how.label and how.help for how in described.values())


def test_dates_stand_in_words_beside_a_day_that_can_be_sorted(view: View) -> None:
    frame = whole(view, "presences")
    row = frame.loc["smp-russians-mli"]
    assert (row["iso"], row["start"]) == ("2021-10-12", "between 12 Oct and 24 Oct 2021")
    assert (row["iso_end"], row["end"], row["last_seen"]) == ("", "no end known", "15 Jun 2024")
    assert list(frame["iso"]) == sorted(frame["iso"], reverse=True)


def test_codes_are_words_and_the_first_source_is_an_address(view: View) -> None:
    row = whole(view.but(lang="fr"), "strengths").loc["smp-heron-region-2019"]
    assert row["countries"] == "Mali, Niger et Burkina Faso"
    assert (row["measure"], row["counted"], row["claimant"]) == ("déployés", "non précisé", "France")
    assert (row["source"], row["more"]) == ("https://example.org/smp-gazette", 1)


def test_a_claimant_may_be_a_force(view: View) -> None:
    assert whole(view, "strengths").loc["smp-russians-mli-2022-planned", "claimant"] == links.named(
        view, "forces", "smp_rebels"
    )


@languages
@tables
def test_every_row_has_a_card_that_names_its_id(table: str, lang: str, view: View) -> None:
    for row_id in whole(view, table).index:
        assert f"<code>{row_id}</code>" in card(view.but(lang=lang), table, row_id)


def test_a_card_says_since_and_until_with_their_sharpness_and_who_says_so(view: View) -> None:
    said = card(view, "presences", "smp-russians-mli")
    assert "between 12 October and 24 October 2021" in said
    assert "one day of these, unknown or disputed which" in said
    assert "written [2021-10-12..2021-10-24]" in said
    assert "15 June 2024 <span class='soft'>known to the day, 15 days before the record ends</span>" in said
    assert "denied <span class='soft'>host or sender denies it</span>" in said


def test_a_card_has_the_place_with_coordinates_and_how_exact_they_are(view: View) -> None:
    assert "latitude 13.48°, longitude 2.18°; exact to 0.5 km" in card(view, "presences", "smp-americans-ner-airfield")
    assert "latitude 15,5°, longitude 1,9°\u202f; " in card(view.but(lang="fr"), "places", "smp-border")


def test_a_card_of_a_coup_says_how_each_list_codes_it(view: View) -> None:
    said = card(view, "events", "smp-mli-2011-05-plot")
    assert said.count("<td>Invented page smp-list") == 2
    assert "<td>conspiracy</td><td>7 May 2011</td>" in said
    assert "<td>not listed</td><td></td>" in said
    assert "lists of coups" not in card(view, "events", "smp-mli-2022-statement")


def test_a_card_of_a_source_lists_the_rows_that_rest_on_it(view: View) -> None:
    assert "rows name it" in card(view, "sources", "smp-gazette")
    assert facets.sources_of("sources", {"source_id": "smp-gazette"}) == ("smp-gazette",)


def test_nothing_from_a_table_reaches_the_page_as_markup() -> None:
    attack = "<img src=x onerror=alert(1)>"
    of = record(
        events=[event("one", "2020", "coup", title_en=attack, summary_en=attack)],
        presences=[presence("fra", "MLI", "2020", note_en=attack)],
    )
    view = View(of, of.cutoff, FIRST, of.cutoff)
    for table, row_id in (("events", "one"), ("presences", of.presences["presence_id"].iloc[0])):
        assert "<img" not in card(view, table, row_id)
        assert "&lt;img" in card(view, table, row_id)


@languages
def test_the_codebook_on_the_page_has_every_column_and_word(lang: str, view: View) -> None:
    text = about_codebook.tables(view.but(lang=lang)) + about_codebook.lists(view.but(lang=lang))
    said = re.findall(r"<tr><td><code>([^<]*)</code>", text)
    wanted = [column.name for table in TABLES for column in table.columns]
    wanted += [code for name in vocabulary.lists() for code in vocabulary.words_of(name)]
    assert said == wanted


def test_the_coverage_table_has_a_row_per_table_and_country(view: View) -> None:
    assert about_coverage.rows_by_decade(view).count("<tr>") == 1 + 5 * 3


def test_old_evidence_is_counted_and_listed(view: View) -> None:
    listed = about_coverage.stale(view).count("<li>")
    assert listed == 2
    assert about_coverage.stale_title(view).startswith("2 presences")


def test_corrections_are_listed_with_their_reason(view: View) -> None:
    said = about_coverage.corrections(view)
    assert "2015-02-11" in said
    assert "The broadcast was the next day. Invented." in said
    assert "None so far" in about_coverage.corrections(View(record(), view.on, view.start, view.end))


def test_the_citation_has_the_version_and_the_day_the_sources_reach(view: View) -> None:
    assert "version sample, sources to 30 June 2024" in about_method.citation(view)
    bibtex = about_method.bibtex(view)
    assert "version = {sample}" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


@languages
def test_titles_are_short_enough(lang: str, view: View) -> None:
    assert len(about_method.title(view.but(lang=lang))) <= 115
    for table in NAMES:
        assert len(selection.title(view.but(lang=lang), Asked(table, "x" * 200))) <= 115


def test_the_record_page_opens_what_its_link_says() -> None:
    at = run("record", table="events", id="ner-2023-07-26-coup", q="bazoum", kind="coup")
    assert not at.exception
    said = html(at)
    assert "1 of " in said
    assert "<code>ner-2023-07-26-coup</code>" in said
    assert "class='sources'" in said
    assert "id=ner-2023-07-26-coup" in said


@pytest.mark.parametrize(
    "asked", [{"table": "nosuch"}, {"kind": "nosuch"}, {"id": "nosuch"}, {"table": "places", "id": "<b>"}]
)
def test_an_impossible_link_is_harmless(asked: dict[str, str]) -> None:
    at = run("record", **asked)
    assert not at.exception
    assert "nosuch" not in html(at)
    assert "class='record'" not in html(at)


@tables
def test_every_table_can_be_opened(table: str) -> None:
    at = run("record", table=table, **{"from": "1958-01-01"})
    assert not at.exception
    assert len(at.dataframe) == (0 if table == "corrections" else 1)


@pytest.mark.parametrize(("asked", "tables_drawn"), [({"table": "strengths"}, 1), ({}, 0)])
def test_nothing_found_offers_more_days_when_there_are_rows_outside(asked: dict[str, str], tables_drawn: int) -> None:
    at = run("record", q="kidal 2013", kind="deployed", **asked, **{"from": "2026-06-29"})
    assert not at.dataframe
    assert "class='hits'" not in html(at)
    at.button(key="_widen").click().run()
    assert not at.exception
    assert len(at.dataframe) == tables_drawn
    assert ("class='hits'" in html(at)) == (not tables_drawn)


def test_words_without_a_table_search_every_table_and_a_click_opens_one() -> None:
    at = run("record", q="tchiani")
    assert not at.exception
    said = html(at)
    assert not at.dataframe
    assert said.index("<h2 class='part'>Events: ") < said.index("<h2 class='part'>Sources: ")
    assert "<mark>Tiani</mark>" in said
    assert "class='sources'" in said
    assert "class='shared'" in said
    at.button(key="_all_events").click().run()
    assert len(at.dataframe) == 1
    at.button(key="_elsewhere").click().run()
    assert not at.dataframe
    assert "class='hits'" in html(at)


@pytest.mark.parametrize("query", ['"', "*", "NEAR(", "a AND", "NOT", "{title} : x", "-a", "^a", "x" * 10_000, "\x00"])
def test_a_hostile_search_is_harmless(query: str) -> None:
    at = run("record", q=query)
    assert not at.exception
    assert html(at).count("<h1 class='finding'>") == 1


def test_filters_narrow_every_table_and_are_said() -> None:
    at = run("record", place="gao", language="fr")
    assert not at.exception
    said = html(at)
    assert "Only rows with the place Gao; a source in French." in said
    assert "class='hits'" in said
    assert at.selectbox(key="_place").value == "gao"
    at.selectbox(key="_place").set_value("").run()
    assert "the place Gao" not in html(at)


def test_a_filter_that_a_table_has_not_is_dropped() -> None:
    at = run("record", table="forces", place="gao", force="barkhane", source="nosuch")
    assert not at.exception
    assert "Only rows with the force Operation Barkhane." in html(at)
    assert set(at.query_params) >= {"force"}
    assert not {"place", "source"} & set(at.query_params)


@languages
def test_the_sources_are_counted_above_their_table(lang: str) -> None:
    at = run("record", table="sources", lang=lang)
    assert not at.exception
    assert html(at).count("<table class='plain shares'>") == 2
    assert {expander.label for expander in at.expander}
    at = run("record", table="sources", q="nothing says this", lang=lang)
    assert "plain shares" not in html(at)
