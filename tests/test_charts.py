"""The drawing of claims: panels, marks, colours, what stands about them, labels that never overlap, the table."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations

import pytest
from handmade import event, presence, record, strength
from test_claims import SOURCE, claimed, question

from sahel import theme as look
from sahel.charts import NARROW, WIDE, figure, frame_of
from sahel.charts_context import context_spots
from sahel.charts_labels import Box, Item, Line, cut, place, stack, styled, text_width
from sahel.charts_marks import labels
from sahel.charts_words import hover, signs, table, voice
from sahel.citations import Citations
from sahel.claims import Question, claims, extent, gaps
from sahel.families import families
from sahel.store import Store
from sahel.view import View

SPELL = [presence("rus_a", "MLI", "2021-01-01", "2024-06-01")]
POINT = {"lon": "0", "lat": "16.2", "precision_km": "1"}
PLACES = [{"place_id": "gao", "country": "MLI", "name_en": "Gao", "name_fr": "Gao", **POINT}]


def drawn(*rows: dict[str, str], **asked):
    """The figure of strengths about Russians in Mali."""
    rows = tuple({"source_ids": "s", **row} for row in rows)
    return figure(question(strengths=list(rows), places=PLACES, **asked), WIDE)


def row(name: str, day: str, low: int | None = 100, **more: str) -> dict[str, str]:
    return strength(name, "rus", "MLI", day, low) | {"source_ids": "s"} | more


def marks_of(chart) -> list:
    return [trace for trace in chart.data if trace.mode == "markers"]


def texts(chart) -> list[str]:
    return [note.text for note in chart.layout.annotations]


def test_every_claim_is_one_mark_and_every_kind_has_its_own_panel():
    rows = [
        row("a", "2022-01-01"),
        row("b", "2022-01-02", place_ids="gao"),
        row("c", "2022-01-03", measure="ceiling"),
        row("d", "2022-01-04", measure="departed"),
        row("e", "2022-01-05", about="yes") | {"low": "200", "high": "999"},
        row("f", "2022-01-06", countries="MLI;NER"),
    ]
    chart = drawn(*rows)
    assert [len(trace.x) for trace in marks_of(chart)] == [1] * 6
    assert len({trace.yaxis for trace in marks_of(chart)}) == 6


def test_every_scale_begins_at_zero_and_is_linear():
    chart = drawn(row("a", "2022-01-01", 900), row("b", "2022-01-02", 5000, countries="MLI;NER"))
    axes = [chart.layout.yaxis, chart.layout.yaxis2]
    assert [axis.range[0] for axis in axes] == [0, 0]
    assert [axis.range[1] > value for axis, value in zip(axes, (900, 5000), strict=True)] == [True, True]
    assert {axis.type for axis in axes} == {None}


def test_no_line_joins_claims():
    chart = drawn(row("a", "2022-01-01", 900), row("b", "2023-01-02", 500))
    assert {trace.mode for trace in chart.data} == {"markers"}


def test_no_line_joins_two_claimants_or_a_plan_with_what_came_of_it():
    rows = [row("a", "2022-01-01", 900, claimant="FRA"), row("b", "2022-03-01", 500, claimant="MLI")]
    chart = drawn(*rows, row("c", "2022-04-01", 700, claimant="FRA", measure="planned"))
    assert {trace.mode for trace in chart.data} == {"markers"}


def test_steps_join_one_claimant_s_own_claims_under_the_marks():
    rows = [row("a", "2022-01-01", 900, claimant="FRA"), row("b", "2022-06-01", 500, claimant="FRA")]
    chart = drawn(row("m", "2022-03-01", 50, claimant="MLI"), *rows)
    assert [trace.mode for trace in chart.data] == ["lines", "markers"]
    (steps,) = (trace for trace in chart.data if trace.mode == "lines")
    assert (steps.line.shape, list(steps.x), list(steps.y)) == ("hv", ["2022-01-01", "2022-06-01"], [900, 500])


def test_nothing_is_joined_on_a_line_without_a_scale():
    rows = [
        row(name, day, measure="ceiling", claimant="FRA") for name, day in (("a", "2022-01-01"), ("b", "2022-06-01"))
    ]
    assert {trace.mode for trace in drawn(*rows).data} == {"markers"}
    third = row("c", "2022-09-01", 300, measure="ceiling", claimant="FRA")
    assert [trace.mode for trace in drawn(*rows, third).data] == ["lines", "markers"]


@pytest.mark.parametrize(("claimant", "dots"), [("FRA", 1), ("UN", 1), ("press", 0), ("rus_a", 0)])
def test_an_official_voice_has_a_dot_in_its_mark_and_says_so_in_words(claimant: str, dots: int):
    asked = question(strengths=[row("a", "2022-01-01", claimant=claimant)])
    circles = [shape for shape in figure(asked, WIDE).layout.shapes if shape.type == "circle"]
    assert [(shape.xanchor, shape.yanchor) for shape in circles] == [("2022-01-01", 100)] * dots
    assert ("(official)" in hover(asked.view, claims(asked)[0])) is bool(dots)
    assert ("with a dot" in signs(asked, False)) is bool(dots)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_claim_is_full_and_a_plan_is_hollow_in_the_sender_s_mark(theme: str):
    rows = [row("a", "2022-01-01", 900), row("b", "2022-01-02", 800, measure="planned")]
    asked = question(strengths=rows)
    asked = asked._replace(view=asked.view.but(theme=theme))
    marker = marks_of(figure(asked, WIDE))[0].marker
    assert marker.symbol == look.PLOTLY_MARKS["RUS"]
    assert list(marker.color) == [look.fill("RUS", theme), look.ground(theme).paper]
    assert marker.line.color[1] == look.edge("RUS", theme)


def test_words_stand_dashed_on_a_line_without_a_scale():
    chart = drawn(row("a", "2022-01-01", about="yes") | {"low": "24", "high": "99"})
    assert chart.layout.yaxis.tickvals == ()
    dashed = [shape for shape in chart.layout.shapes if shape.line.dash]
    assert [shape.type for shape in dashed] == ["path"]
    assert any("“dozens”" in text for text in texts(chart))


def test_a_range_is_drawn_to_scale_and_half_a_range_without_a_cap():
    chart = drawn(row("a", "2022-01-01") | {"low": "300", "high": "350"}, row("b", "2022-06-01", 1000) | {"high": ""})
    paths = {(shape.ysizemode, shape.path.count("M")) for shape in chart.layout.shapes if shape.type == "path"}
    assert ("scaled", 3) in paths
    assert ("pixel", 1) in paths
    assert "350" in next(shape.path for shape in chart.layout.shapes if shape.ysizemode == "scaled" and shape.path)


def test_a_day_that_is_not_known_is_a_bar_over_its_span():
    chart = drawn(row("a", "2022-01"), row("b", "2022-06-05", 50))
    bars = [(shape.x0, shape.x1) for shape in chart.layout.shapes if shape.type == "line" and shape.yref == "y"]
    assert bars == [("2022-01-01", "2022-02-01")]


def test_a_gap_is_hatched_and_says_so():
    chart = figure(claimed(("2021-02-01", 100, 100), ("2024-05-01", 900, 900), presences=SPELL), WIDE)
    hatches = [trace for trace in chart.data if trace.fill == "toself"]
    assert [trace.fillpattern.shape for trace in hatches] == ["/"]
    said = "Feb 2021 to Apr 2024: no count for the whole country in this record"
    assert hatches[0].text == said
    assert said in [text.replace("<br>", " ").replace("<i>", "").replace("</i>", "") for text in texts(chart)]


def test_a_presence_that_nobody_counts_is_a_hatched_strip_without_a_scale():
    site = [row("a", "2022-01-01", place_ids="gao")]
    chart = figure(question(strengths=site, places=PLACES, presences=SPELL), WIDE)
    assert sum(trace.fill == "toself" for trace in chart.data) == 1
    assert chart.layout.yaxis.tickvals == ()


def test_events_are_dotted_lines_from_foot_to_label():
    coup = event("coup", "2022-05-01", "coup")
    asked = claimed(("2022-01-01", 100, 100), ("2023-01-01", 200, 200), events=[coup])
    dotted = [shape for shape in figure(asked, WIDE).layout.shapes if shape.yref == "paper"]
    assert [(shape.x0, shape.y0, shape.y1 > 1) for shape in dotted] == [("2022-05-01", 0, True)]
    assert any("Coup 1 May 2022" in text for text in texts(figure(asked, WIDE)))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_labels_of_near_events_do_not_meet(width: float):
    coups = [event(f"c{day}", f"2022-05-0{day}", "coup") for day in (1, 3, 5)]
    frame = frame_of(claimed(("2022-01-01", 100, 100), ("2023-01-01", 200, 200), events=coups), width)
    spots = context_spots(frame)
    assert spots
    assert not any(a.collides(b) for a in spots for b in spots if a is not b)


def test_the_tooltip_tells_date_figure_measure_claimant_note_and_publisher():
    cells = row("a", "2022-01", 400, about="yes", claimant="MLI", note_en="An <officer> said so.")
    asked = question(strengths=[cells])
    said = hover(asked.view, claims(asked)[0])
    for part in ("about 400", "January 2022", "deployed", "military", "Mali, via Paper", "An &lt;officer&gt; said so."):
        assert part in said


def test_the_press_speaks_with_its_own_name():
    asked = question(strengths=[row("a", "2022-01-01")])
    assert voice(asked.view, claims(asked)[0]) == "Paper"


def test_the_table_holds_every_claim_with_its_claimant_as_a_link():
    asked = question(strengths=[row("a", "2022-01-01", 1000), row("b", "2022-02", 50) | {"high": "80"}])
    citations = Citations(asked.view.store.sources)
    html = table(asked, citations)
    assert html.count("<tr>") == 3
    assert html.count("<a href='https://example.org/s'") == 2
    assert "1,000" in html
    assert "50–80" in html
    assert len(citations) == 1


def test_the_newest_claim_stands_first_and_what_has_no_room_is_folded():
    asked = question(strengths=[row(f"c{n}", f"2022-01-{n:02}", 1000 + n) for n in range(1, 21)])
    citations = Citations(asked.view.store.sources)
    whole, folded = table(asked, citations), table(asked, citations, 400)
    assert whole.index("1,020") < whole.index("1,001")
    assert "<details" not in whole
    shown, _, rest = folded.partition("<details")
    assert shown.count("<tr>") - 1 + rest.count("<tr>") - 1 == 20
    assert f"{rest.count('<tr>') - 1} earlier claims" in rest
    assert shown.count("<tr>") - 1 >= 10


def test_text_of_the_record_is_escaped():
    source = [{**SOURCE[0], "publisher": "<img src=x>", "url": "https://example.org/?a='b"}]
    store = record(sources=source, strengths=[row("a", "2022-01-01")])
    view = View(store, store.cutoff, store.cutoff.replace(year=2012), store.cutoff)
    asked = Question(view, families(store)[0], "MLI")
    html = table(asked, Citations(store.sources)) + hover(view, claims(asked)[0])
    assert "<img" not in html
    assert "='b" not in html
    assert not any("<img" in text for text in texts(figure(asked, WIDE)))


def test_the_legend_has_only_signs_that_are_used():
    plain = question(strengths=[row("a", "2022-01-01")])
    assert signs(plain, False).count("<li>") == 1
    full = question(strengths=[row("a", "2022-01", measure="planned") | {"high": "200"}, row("b", "2022-01-01", 5)])
    assert signs(full, True).count("<li>") == 5


def test_a_drawing_shorter_than_the_range_says_so():
    short = claimed(("2022-01-01", 100, 100), presences=SPELL)
    assert "first claim or sure presence of this span, on 1 January 2021" in signs(short, False)
    assert "The drawing begins" not in signs(claimed(("2022-01-01", 1, 1), start="2021-12-20", end="2022-01-20"), False)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_label_of_the_sample_meets_another_or_a_mark(sample: Store, width: float, lang: str):
    view = View(sample, sample.cutoff, sample.cutoff.replace(year=2012), sample.cutoff, lang=lang)
    drawings = [Question(view, family, country) for family in families(sample) for country in ("MLI", "NER", "BFA")]
    for asked in drawings:
        if not claims(asked) and not gaps(asked):
            continue
        frame = frame_of(asked, width)
        for panel in frame.panels:
            placed = labels(frame, panel, [])
            assert not any(a.box.meets(b.box) for a, b in combinations(placed, 2))
            assert all(label.box.right <= frame.width for label in placed)
        assert len(figure(asked, width).to_json()) < 100_000


def item(name: str, x: float, y: float, *texts_: str) -> Item:
    texts_ = texts_ or (name, "12")
    box = Box(x - 7, y - 7, x + 7, y + 7)
    return Item(name, x, y, box, tuple((Line(text, 12, False),) for text in texts_))


AREA = Box(0, 0, 300, 200)


def test_a_lone_mark_has_its_full_label_at_its_right():
    (label,) = place([item("full label", 100, 100)], AREA, [])
    assert (label.lines[0].text, label.side, label.is_far) == ("full label", "right", False)
    assert label.box.left > 107


def test_a_mark_at_the_edge_has_its_label_at_its_left():
    (label,) = place([item("full label", 290, 100)], AREA, [])
    assert label.side == "left"


@pytest.mark.parametrize("count", [2, 5, 12, 40])
def test_crowded_labels_meet_neither_each_other_nor_a_mark(count: int):
    items = [item(f"a long label {i}", 100 + 3 * i, 100 + (i % 5), f"a long label {i}", str(i)) for i in range(count)]
    placed = place(items, AREA, [])
    assert 0 < len(placed) <= count
    assert not any(a.box.meets(b.box) for a, b in combinations(placed, 2))
    assert not any(label.box.meets(it.mark) for label in placed for it in items)
    assert all(label.box.within(AREA) for label in placed)


def test_the_claimant_goes_before_the_figure():
    wall = [Box(0, 0, 300, 85), Box(0, 115, 300, 200), Box(0, 85, 90, 115), Box(140, 85, 300, 115)]
    (label,) = place(
        [item("a label that is much too long", 100, 100, "a label that is much too long", "12")], AREA, wall
    )
    assert label.lines[0].text == "12"
    assert place([item("a label that is much too long", 100, 100, "a label that is much too long")], AREA, wall) == []


@pytest.mark.parametrize("xs", [(50, 55, 60), (50, 150, 250), (240, 250, 260), (10, 12, 280, 285)])
def test_labels_above_a_line_are_stacked_and_leave_the_way_down_free(xs: tuple[float, ...]):
    items = [item(f"label of {x}", x, 100, f"label of {x}") for x in xs]
    stacked = stack(items, 300)
    assert len(stacked) == len(xs)
    for a, b in combinations(stacked, 2):
        assert a.row != b.row or a.right <= b.left or b.right <= a.left
    ways = {it.key: it.x for it in items}
    assert not any(a.row < b.row and a.left < ways[b.key] < a.right for a in stacked for b in stacked)


def test_a_wider_text_takes_more_room():
    assert text_width("mmm", 12) > text_width("iii", 12)
    assert text_width("400", 14, True) > text_width("400", 12)


def test_a_long_text_loses_its_brackets_first_and_then_is_cut_at_a_word():
    assert cut("Agency (a copy of another paper)", 20) == "Agency"
    assert cut("A title that runs on and on", 12) == "A title that…"
    assert cut("Short (one)", 20) == "Short (one)"


def test_a_label_cannot_carry_markup():
    assert "&lt;b&gt;" in styled(Line("<b>", 12, False), "ink", "ink2")


def test_tags_in_the_tables_reach_no_drawing_as_tags():
    link = "<a href='https://x.example'>a < b</a>"
    coup = event("c", "2022-01-10", "coup", title_en=link, title_fr=link, source_ids="s")
    places = [{**PLACES[0], "name_en": link, "name_fr": link}]
    rows = [row("a", "2022-01-01", note_en=link), row("b", "2022-02-01", place_ids="gao")]
    chart = figure(question(strengths=rows, places=places, events=[coup]), WIDE)
    said = chart.to_json()
    assert "<a " not in repr(json.loads(said))
    assert "&lt;a href" in repr(json.loads(said))


def test_a_range_of_one_day_is_drawn():
    day = date(2022, 2, 1)
    asked = question(strengths=[row("a", "2022-02-01")])
    asked = asked._replace(view=asked.view.but(start=day, end=day))
    first, last = extent(asked)
    assert first < day.toordinal() < last
    assert [list(trace.x) for trace in marks_of(figure(asked, WIDE))] == [["2022-02-01"]]
