"""The timeline: what is drawn, what it says under the pointer, beside it and in words."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from handmade import CUTOFF, FORCES, Cells, event, membership, presence, record, regime

from sahel import aligned, reign_bands
from sahel import theme as look
from sahel.signs_timeline import legend
from sahel.store import Store
from sahel.timeline_html import citations, gutter, in_words
from sahel.timeline_plan import plan
from sahel.timeline_words import event_label, lane_label, leader_short, short_date
from sahel.timelines import alt_text, timeline
from sahel.view import View

COUP = event("mli-2020-coup", "2020-08-18", "coup", title_en="Colonels take power", summary_en="They came at noon.")
NAMES = {
    "fra": "Operation Serval", "fra2": "Operation Barkhane", "usa": "US armed forces",
    "rus": "Russian forces, unit unknown", "rus_a": "Wagner Group", "rus_b": "Africa Corps",
    "un": "MINUSMA (UN mission)", "ger": "German contingent of MINUSMA",
}  # fmt: skip


def named_forces() -> list[Cells]:
    columns = ("force_id", "sender", "kind", "predecessor_id", "part_of_id")
    rows = [dict(zip(columns, force, strict=True)) for force in FORCES]
    return [
        {**row, "name_en": NAMES.get(row["force_id"], ""), "name_fr": NAMES.get(row["force_id"], "")} for row in rows
    ]


def made(*presences: Cells, **tables: list[Cells]) -> Store:
    sources = [
        {
            "source_id": "s",
            "publisher": "Le Quotidien",
            "title": "T",
            "url": "https://s.example",
            "published": "2020-01-02",
        }
    ]
    tables.setdefault("events", [])
    for rows in (presences, *tables.values()):
        for row in rows:
            row.setdefault("source_ids", "s")
    return record(presences=list(presences), forces=named_forces(), sources=sources, **tables)


def view(store: Store, first: date = date(2012, 1, 1), last: date = CUTOFF, **more: Any) -> View:
    return View(store, last, first, last, **{"countries": ("MLI",), **more})


def traces(figure: go.Figure, name: str) -> list[Any]:
    return [trace for trace in figure.data if trace.name == name]


def said(figure: go.Figure) -> list[str]:
    return [text for trace in traces(figure, "labels") for text in trace.text]


def opacities(figure: go.Figure, group: str) -> list[float]:
    return [opacity for trace in traces(figure, group) for opacity in trace.marker.opacity]


def caps(figure: go.Figure, colour: str) -> int:
    (signs,) = traces(figure, "signs") or [go.Scatter()]
    marks = zip(signs.marker.symbol or (), signs.marker.color or (), strict=True)
    return sum(symbol == "line-ns" and mark == colour for symbol, mark in marks)


def dashes(figure: go.Figure) -> set[str]:
    return {trace.line.dash for trace in traces(figure, "stroke")}


def test_a_stay_known_to_the_day_is_solid_with_two_caps_and_both_dates() -> None:
    figure = timeline(view(made(presence("fra", "MLI", "2013-01-11", "2022-08-15"))))
    assert opacities(figure, "FRA") == [1]
    assert caps(figure, look.edge("FRA", "light")) == 2
    assert {"11 Jan 2013", "15 Aug 2022"} <= set(said(figure))


def test_a_start_known_to_the_year_fades_over_that_year_without_a_cap() -> None:
    figure = timeline(view(made(presence("fra", "MLI", "2014", "2022-08-15"))))
    slices = opacities(figure, "FRA")
    assert len(slices) > 8
    assert slices[0] < 0.1
    assert sorted(slices) == slices
    assert caps(figure, look.edge("FRA", "light")) == 1
    assert "2014" in said(figure)


def test_an_open_stay_has_an_ink_tick_and_dotted_rails_to_the_cut_off() -> None:
    store = made(presence("rus", "MLI", "2022-01-10", seen="2023-01-10"))
    figure = timeline(view(store))
    assert caps(figure, look.ground("light").ink) == 1
    rails = next(trace for trace in traces(figure, "stroke") if trace.line.dash == "1px,2px")
    assert max(x for x in rails.x if x is not None) == (CUTOFF - date(2012, 1, 1)).days + 1


@pytest.mark.parametrize(
    ("standing", "filled"), [("reported", look.UNCERTAIN), ("claimed", look.UNCERTAIN), ("denied", None)]
)
def test_what_is_not_acknowledged_is_dashed_and_pale_or_hollow(standing: str, filled: float | None) -> None:
    figure = timeline(view(made(presence("rus", "MLI", "2021-12-10", "2022-12-10", standing=standing))))
    assert "3px,2px" in dashes(figure)
    assert opacities(figure, "RUS") == ([filled] if filled else [])
    assert any(standing in text for text in said(figure))


def test_a_stay_older_and_younger_than_the_view_has_chevrons_and_no_dates() -> None:
    store = made(presence("fra", "MLI", "2010-01-01", "2022-08-15"))
    figure = timeline(view(store, date(2013, 1, 1), date(2014, 12, 31)))
    assert len(traces(figure, "older")[0].x) == 2
    assert caps(figure, look.edge("FRA", "light")) == 0
    assert not any("2010" in text or "2022" in text for text in said(figure))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_sender_has_its_colour_and_pattern(theme: str) -> None:
    rows = [presence(force, "MLI", "2013-01-01", "2020-01-01") for force in ("fra", "usa", "ger", "un", "rus")]
    figure = timeline(view(made(*rows), theme=theme, contingents=True))
    for group in ("FRA", "USA", "EUR", "UN", "RUS"):
        (trace,) = traces(figure, group)
        assert trace.marker.color == look.fill(group, theme)
        assert trace.marker.pattern.shape == look.PATTERNS[group]


def test_a_coup_goes_through_its_country_in_ink_and_as_a_hairline_through_the_others() -> None:
    store = made(presence("fra", "MLI", "2013-01-11", "2022-08-15"), events=[COUP])
    figure = timeline(view(store, countries=("NER", "MLI")))
    ink = look.ground("light").ink
    widths = {
        trace.line.width for trace in traces(figure, "stroke") if trace.line.color in (ink, look.alpha(ink, 0.28))
    }
    assert {1.4, 0.7} <= widths
    assert "Coup 18 Aug 2020" in said(figure)
    bold = [trace for trace in traces(figure, "labels") if trace.textfont.weight == 600]
    assert any("Coup 18 Aug 2020" in trace.text for trace in bold)


def test_an_attempt_is_hollow_and_dotted_and_a_plot_has_no_line() -> None:
    events = [event("a", "2016-03-01", "coup_attempt", title_en="A"), event("p", "2018-03-01", "plot", title_en="P")]
    figure = timeline(view(made(events=events)))
    (signs,) = traces(figure, "signs")
    assert list(signs.marker.symbol).count("triangle-down") == 2
    assert set(signs.marker.color) == {look.ground("light").paper}
    assert dashes(figure) == {"2px,2px"}
    assert "Attempt 1 Mar 2016" in said(figure)


def test_crowded_events_keep_their_signs_and_lose_their_labels() -> None:
    events = [
        event(f"e{i:02}", f"2016-{1 + i // 4:02}-{1 + 7 * (i % 4):02}", "election", title_en=f"Vote number {i}")
        for i in range(40)
    ]
    figure = timeline(view(made(events=events)))
    labels = [text for text in said(figure) if text.startswith("Vote number")]
    assert 0 < len(labels) < 10
    told = " ".join(traces(figure, "dots")[0].hovertext)
    assert told.count("Vote number") + told.count("more event") >= 20


def test_an_event_of_a_force_carries_the_mark_of_its_sender_and_needs_that_sender_in_the_view() -> None:
    events = [event("w", "2016-03-01", "withdrawal", title_en="They leave", force_ids="fra")]
    store = made(events=events)
    (signs,) = traces(timeline(view(store)), "signs")
    assert (list(signs.marker.symbol), list(signs.marker.color)) == (["circle"], [look.ground("light").paper])
    assert list(signs.marker.line.color) == [look.edge("FRA", "light")]
    assert traces(timeline(view(store, senders=("USA",))), "signs") == []


def test_the_band_of_rule_shows_kinds_and_contested_days() -> None:
    rows = [
        regime("Ann One", "2012-01-01", "[2014-01-01..2016-12-31]"),
        regime("Bob Two", "[2014-01-01..2016-12-31]", "2018-01-01", regime_kind="military"),
        regime("Cy Three", "2018-01-01", regime_kind="interim"),
    ]
    figure = timeline(view(made(regimes=rows)))
    patterns = [trace.marker.pattern.shape for trace in traces(figure, "rule")]
    assert sorted(patterns) == ["", "", "/", "/"]
    assert {"One · elected", "Two · junta", "contested: One / Two"} <= set(said(figure))


def test_tooltips_say_dates_standing_note_and_sources_and_escape_what_they_say() -> None:
    row = presence("fra", "MLI", "2013-01-11", "2022-08-15", note_en="Gao <first>")
    figure = timeline(view(made(row, events=[COUP])))
    (tip,) = {trace.hovertemplate for trace in traces(figure, "hit")}
    for part in (
        "Operation Serval in Mali",
        "11 Jan 2013 – 15 Aug 2022: acknowledged",
        "Gao &lt;first&gt;",
        "Le Quotidien 2020",
    ):
        assert part in tip
    assert "They came at noon." in traces(figure, "dots")[0].hovertext[0]


def test_memberships_are_drawn_only_when_wanted() -> None:
    rows = [
        membership("m", "member", "2000-01-01", "2024-01-29"),
        membership("s", "suspended", "2020-08-20", "2022-01-01"),
        membership("l", "leaving", "2023-01-28", "2024-01-29"),
    ]
    store = made(memberships=rows)
    assert not [trace for trace in traces(timeline(view(store)), "stroke") if trace.line.width == 5]
    wide = [trace for trace in traces(timeline(view(store), memberships=True), "stroke") if trace.line.width == 5]
    assert {trace.line.dash for trace in wide} == {"solid", "5px,3px", "2px,3px"}
    assert "ECOWAS" in gutter(view(store), memberships=True)


def test_the_veil_begins_at_the_cut_off_and_only_there() -> None:
    store = made(presence("fra", "MLI", "2013-01-11", "2022-08-15"))
    rectangles = [shape for shape in timeline(view(store)).layout.shapes if shape.type == "rect"]
    assert [shape.x0 for shape in rectangles] == [(CUTOFF - date(2012, 1, 1)).days + 1]
    assert not [shape for shape in timeline(view(store, last=date(2020, 1, 1))).layout.shapes if shape.type == "rect"]


def test_lanes_are_named_with_their_mark_at_the_height_of_their_bars() -> None:
    store = made(
        presence("fra", "MLI", "2013-01-11", "2014-07-31"),
        presence("fra2", "MLI", "2014-08-01", "2022-08-15"),
        presence("usa", "MLI", "2013", seen="2024-01-01"),
        presence("ger", "MLI", "2013", "2023"),
    )
    block = plan(view(store)).blocks[0]
    assert [lane_label(view(store), lane) for lane in block.lanes] == [
        ("France", "Serval, then Barkhane"), ("United States", ""), ("Germany", "in MINUSMA"),
    ]  # fmt: skip
    names = gutter(view(store))
    assert "France: Serval, then Barkhane" in names
    assert f"top:{block.lane_y(1) - 10.1:.1f}px" in names


def test_a_country_without_such_forces_says_so_in_words() -> None:
    assert "No such force in the record" in gutter(view(made(presence("fra", "NER", "2013", "2014"))))


def test_the_legend_holds_only_signs_in_view() -> None:
    shown = legend(view(made(presence("fra", "MLI", "2013-01-11", "2022-08-15"), events=[COUP])))
    assert "known to the day" in shown
    assert "coup" in shown
    for absent in ("denied", "still open", "United States", "attempt", "suspended"):
        assert absent not in shown


def test_the_same_stands_in_words_with_links_to_the_sources() -> None:
    store = made(
        presence("fra", "MLI", "2013-01-11", "2022-08-15", note_en="A <b>note"), events=[COUP],
        regimes=[regime("Ann One", "2012-01-01")],
    )  # fmt: skip
    words = in_words(view(store))
    for part in (
        "Operation Serval",
        "11 Jan 2013 – 15 Aug 2022",
        "Colonels take power",
        "Ann One",
        "https://s.example",
    ):
        assert part in words
    assert "<b>note" not in words
    assert len(citations(view(store))) == 1


def test_the_drawing_has_a_sentence() -> None:
    store = made(presence("fra", "MLI", "2013-01-11", "2022-08-15"), events=[COUP])
    assert "Mali: 1 coup, 1 foreign force" in alt_text(view(store))


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("US forces leave Niger", "withdrawal", "US forces leave Niger"),
        ("Voters approve a constitution with a stronger president", "referendum", "Voters approve a constitution"),
        ("Mali, Burkina Faso and Niger announce their exit from ECOWAS", "membership", ""),
        ("Tandja is sworn in and the junta hands over", "leadership_change", ""),
        ("Mamadou Tandja wins the run-off of the election at last", "election", "election"),
    ],
)
def test_an_event_gets_a_short_label_or_none(title: str, kind: str, expected: str) -> None:
    store = made(events=[event("e", "2016-03-01", kind, title_en=title)])
    assert event_label(view(store), store.events.to_dict("records")[0]) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("2021-12", "Dec 2021"),
        ("[2021-10-12..2021-10-24]", "Oct 2021"),
        ("[2021-02-12..2021-10-24]", "2021"),
        ("[2014-11-03..2016-12-31]", "2014–2016"),
    ],
)
def test_a_bracket_at_a_bar_is_no_sharper_than_it_is(form: str, expected: str) -> None:
    assert short_date(view(made()), form) == expected


def test_a_ruler_is_called_by_the_family_name() -> None:
    assert leader_short("Roch Marc Christian Kaboré") == "Kaboré"


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(1960, 1, 1), date(2026, 6, 30)),
        (date(2012, 1, 1), date(2026, 6, 30)),
        (date(2023, 7, 26), date(2023, 7, 26)),
        (date(2026, 6, 1), date(2026, 11, 1)),
    ],
)
def test_every_range_of_the_sample_is_a_sound_figure(sample: Store, lang: str, first: date, last: date) -> None:
    whole = View(sample, last, first, last, lang=lang)
    figure = timeline(whole, memberships=True)
    go.Figure(json.loads(figure.to_json(validate=False)))
    assert in_words(whole, memberships=True)


def test_a_figure_is_made_in_a_moment(sample: Store) -> None:
    timeline(View(sample, sample.cutoff, date(2012, 1, 1), sample.cutoff))
    begun = time.perf_counter()
    timeline(View(sample, sample.cutoff, date(2012, 1, 2), sample.cutoff))
    assert time.perf_counter() - begun < 1


def test_what_one_reader_opens_changes_no_numbers_of_another() -> None:
    store = made(
        presence("fra", "MLI", "2013-01-11"),
        memberships=[membership("m", "member", "1975-05-28") | {"source_ids": "t"}],
    )
    more = store.sources.assign(source_id="t", url="https://t.example")
    asked = view(replace(store, sources=pd.concat([store.sources, more], ignore_index=True)))
    page = citations(asked)
    page.numbers(("t",))
    assert "https://t.example" in in_words(asked, memberships=True)
    assert (len(citations(asked)), len(citations(asked, memberships=True))) == (1, 2)


LINK = "<a href='https://x.example'>a < b</a>"


def hostile() -> Store:
    """A record whose titles hold a link and whose leaders' names are bold."""
    reigns = [
        regime("one", "2012-01-01", "2020-08-18", exit="coup", leader="Ada <b>Bold</b>"),
        regime("two", "2020-08-18", leader="Bea <b>Bold</b>", regime_kind="military"),
    ]
    reigns = [row | {"office_en": LINK, "office_fr": LINK} for row in reigns]
    titles = {"title_en": LINK, "title_fr": LINK, "summary_en": LINK, "summary_fr": LINK}
    happened = [
        event("c", "2020-08-18", "coup") | titles,
        event("w", "2022-02-17", "withdrawal_announced", force_ids="fra2") | titles,
        event("r", "2023-05-01", "other") | titles,
    ]
    stays = [
        presence("fra2", "MLI", "2014-08-01", "2022-08-15", note_en=LINK),
        presence("rus_a", "MLI", "2021-12-23", seen="2024-05-01", note_en=LINK),
    ]
    return made(*stays, regimes=reigns, events=happened)


def written(part: Any) -> list[str]:
    """Every text of a figure, wherever it stands."""
    if isinstance(part, dict):
        return [said for value in part.values() for said in written(value)]
    if isinstance(part, list | tuple):
        return [said for value in part for said in written(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("drawn", [timeline, reign_bands.figure, aligned.figure])
def test_tags_in_the_tables_reach_no_drawing_as_tags(drawn: Callable[[View], go.Figure], lang: str) -> None:
    texts = written(json.loads(drawn(view(hostile(), lang=lang)).to_json()))
    assert [text for text in texts if "<a " in text or "<b>Bold" in text] == []
    assert any("&lt;a href='https://x.example'&gt;" in text for text in texts)
    assert any("&lt;b&gt;Bold" in text for text in texts) or drawn is aligned.figure
