"""The Regimes page: what followed each coup, who counts it, who reigned; on small records made by hand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handmade import coding, event, presence, record, regime
from streamlit.testing.v1 import AppTest

from sahel import aligned, findings_regimes, regime_tables, reign_bands, signs_regimes, store, theme
from sahel.aftermath import aftermaths, exit_label, stays
from sahel.citations import Citations
from sahel.queries import Days, coup_lag
from sahel.store import Store
from sahel.view import View

ROOT = Path(__file__).resolve().parent.parent
FIVE_MONTHS = "Within five months of the coup the French flag was down"
HOSTILE = "<img src=x onerror=alert(1)>"


def seen(made: Store, **changes: Any) -> View:
    """A view of a record."""
    return View(store=made, on=made.cutoff, start=date(2012, 1, 1), end=made.cutoff).but(**changes)


def source(name: str, title: str = "A list") -> dict[str, str]:
    cells = {
        "source_id": name,
        "publisher": "Publisher",
        "title": title,
        "url": "https://example.org",
        "language": "en",
    }
    return {**cells, "kind": "dataset", "published": "", "accessed": "2026-11-23"}


def named(name: str, day: str, kind: str, countries: str = "MLI", **more: str) -> dict[str, str]:
    """An event with titles."""
    titles = {"title_en": f"{name} happens", "title_fr": f"{name} arrive", "summary_en": "So.", "summary_fr": "Ainsi."}
    return event(name, day, kind, countries, **{**titles, **more})


COUPS = [
    named("mli-coup", "2021-05-24", "coup"),
    named("mli-first", "2020-08-18", "coup"),
    named("ner-coup", "2023-07-26", "coup", "NER"),
    named("bfa-coup", "2022-09-30", "coup", "BFA"),
]
PRESENCES = [
    presence("fra", "MLI", "2014-08-01", "2022-08-15"),
    presence("rus_a", "MLI", "[2021-12-01..2021-12-23]", "2024-01-01", standing="denied"),
    presence("fra", "NER", "2013", "2023-12-22"),
    presence("rus_b", "NER", "2024-04-10", seen="2024-06-01"),
    presence("usa", "NER", "2013", "2024-06-15"),
    presence("fra", "BFA", "2010", "2023-02-18"),
    presence("rus", "BFA", "[2023-12-01..2024-01-24]", seen="2024-06-01"),
    presence("usa", "BFA", "2018", seen="2023", standing="reported"),
]
EVENTS = [
    *COUPS,
    named("convoys", "2022-02-19", "withdrawal", end_date="2022-08-15", force_ids="fra"),
    named("announced", "2022-02-17", "withdrawal_announced", force_ids="fra"),
    named("denounced", "2022-05-02", "agreement_ended", force_ids="fra"),
    named("flag", "2023-02-18", "withdrawal", "BFA", force_ids="fra"),
]
CODINGS = [
    coding("mli-coup", "list-one", "2021-05-24", "success"),
    coding("mli-coup", "list-two", "", "not_covered"),
    coding("ner-attempt", "list-one", "2015-09-16", "success"),
    coding("ner-attempt", "list-one", "2015-09-23", "success"),
    coding("ner-attempt", "list-two", "2015-09-16", "failed"),
    coding("ner-plot", "list-one", "2016-01-01", "conspiracy"),
    coding("ner-plot", "list-two", "", "not_listed"),
    coding("mutiny", "list-one", "", "not_listed"),
    coding("mutiny", "list-two", "2014-01-01", "failed"),
]
CODED_EVENTS = [
    *EVENTS,
    named("ner-attempt", "2015-09-16", "coup_attempt", "NER"),
    named("ner-plot", "2016", "plot", "NER", claimant="NER"),
    named("mutiny", "2014-01-01", "protest", "NER"),
    named("old", "1974-04-15", "coup", "NER", title_en=HOSTILE),
]
REIGNS = [
    regime("Modibo Keita", "1960-09-22", "2021-05-24", regime_kind="one_party", entry="independence", exit="coup"),
    regime("Goita", "2021-05-24", entry="coup", regime_kind="military", sworn="2021-06-07"),
]
MADE = record(
    events=CODED_EVENTS,
    presences=PRESENCES,
    coup_codings=CODINGS,
    regimes=REIGNS,
    sources=[source("list-one"), source("list-two", HOSTILE)],
)
FULL = seen(MADE)


def drawn(figure: Any, name: str) -> list[Any]:
    """The traces of a name."""
    return [trace for trace in figure.data if trace.name == name]


def labels(figure: Any) -> str:
    """Every text of a figure."""
    return " | ".join(str(text) for trace in drawn(figure, "labels") for text in trace.text)


def hovers(figure: Any) -> str:
    """Every tooltip of a figure."""
    return " ".join(str(trace.hovertemplate or "") + str(trace.hovertext or "") for trace in figure.data)


# D5 with several rows whose ends are in doubt


def test_the_exit_lies_between_the_greatest_first_and_the_greatest_last_day_of_all_rows() -> None:
    made = record(
        events=[event("coup", "2022-01-01", "coup")],
        presences=[
            presence("fra", "MLI", "2014", "2022-08-15"),
            presence("fra2", "MLI", "2014", "[2020-01-01..2022-12-31]"),
        ],
    )
    lag = coup_lag(made, "MLI")
    assert lag is not None
    assert lag.exit is not None
    # 1 January to 15 August 2022 is 226 days, to 31 December 364.
    assert lag.exit[1:] == ("[2022-08-15..2022-12-31]", Days(226, 364))


def test_the_arrival_is_no_later_than_the_first_row_that_is_sure() -> None:
    made = record(
        events=[event("coup", "2022-12-31", "coup")],
        presences=[
            presence("rus", "MLI", "[2023-01-01..2023-12-31]", seen="2024-01-01"),
            presence("rus_a", "MLI", "2023-02-01", seen="2024-01-01"),
        ],
    )
    lag = coup_lag(made, "MLI")
    assert lag is not None
    assert lag.arrival is not None
    assert lag.arrival[1:] == ("[2023-01-01..2023-02-01]", Days(1, 32))


# Stays


def test_forces_of_one_sender_that_touch_make_one_stay() -> None:
    made = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31"),
            presence("fra2", "MLI", "2014-08-01", "[2022-08-01..2022-08-15]"),
        ]
    )
    (stay,) = stays(made, "MLI", "FRA")
    assert (stay.start, stay.end) == ("2013-01-11", "[2022-08-01..2022-08-15]")
    assert stay.force_ids == ("fra", "fra2")


def test_a_stay_with_a_gap_of_more_than_a_night_is_two_stays() -> None:
    made = record(
        presences=[
            presence("fra", "MLI", "2013-01-11", "2014-07-31"),
            presence("fra2", "MLI", "2014-08-03", "2015-01-01"),
        ]
    )
    assert len(stays(made, "MLI", "FRA")) == 2


def test_what_is_only_reported_inside_an_acknowledged_stay_is_left_out() -> None:
    made = record(
        presences=[
            presence("usa", "NER", "2013-01-01", "2024-09-15"),
            presence("rus", "NER", "2014-01-01", "2015-01-01", standing="reported"),
            presence("rus_b", "NER", "2013-06-01", "2016-01-01"),
        ]
    )
    assert [stay.standing for stay in stays(made, "NER", "RUS")] == ["acknowledged"]


def test_a_denied_stay_and_the_acknowledged_one_after_it_stay_two() -> None:
    made = record(
        presences=[
            presence("rus_a", "MLI", "2021-12-01", "2025-06-06", standing="denied"),
            presence("rus_b", "MLI", "2025-06-06", seen="2026-06-04"),
        ]
    )
    found = stays(made, "MLI", "RUS")
    assert [(stay.standing, stay.is_open) for stay in found] == [("denied", False), ("acknowledged", True)]


# What followed


def test_countries_stand_in_order_of_their_headline_coups() -> None:
    assert [one.lag.country for one in aftermaths(MADE, ("NER", "MLI", "BFA"))] == ["MLI", "BFA", "NER"]


def test_a_country_without_a_coup_is_left_out() -> None:
    assert aftermaths(record(presences=PRESENCES), ("NER", "MLI")) == ()


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("MLI", "day 448: last French soldiers leave"),
        ("BFA", "day 141: flag happens"),
        ("NER", "day 149: French exit"),
    ],
)
def test_the_exit_is_called_what_the_record_knows_of_it(country: str, said: str) -> None:
    (one,) = aftermaths(MADE, (country,))
    assert exit_label(FULL, one) == said


def test_the_newest_announced_withdrawal_comes_before_broken_agreements() -> None:
    (one,) = aftermaths(MADE, ("MLI",))
    assert [step["event_id"] for step in one.steps] == ["announced", "denounced"]


# Finding


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {},
            f"{FIVE_MONTHS} in Burkina Faso and Niger; in Mali the Russians came first",
        ),
        (
            {"countries": ("NER", "BFA")},
            f"{FIVE_MONTHS} in Burkina Faso and Niger; the Russians came later",
        ),
        ({"countries": ("MLI",)}, "In Mali the Russians came before the last French soldiers left"),
        (
            {"senders": ("FRA", "UN")},
            "French and UN forces in Niger, Mali and Burkina Faso, counted from the day of the coup",
        ),
        ({"senders": ()}, "No forces in Niger, Mali and Burkina Faso, counted from the day of the coup"),
    ],
)
def test_the_title_is_a_finding_that_the_view_bears_out(changes: dict[str, Any], said: str) -> None:
    assert findings_regimes.finding(seen(MADE, **changes)) == said


def test_a_title_never_says_what_a_slow_exit_makes_untrue() -> None:
    rows = [presence("fra", "NER", "2013", "2025-12-22"), presence("rus_b", "NER", "2026-04-10", seen="2026-06-01")]
    view = seen(record(events=COUPS, presences=rows), countries=("NER",))
    assert "counted from the day of the coup" in findings_regimes.finding(view)


def test_the_real_record_bears_out_the_finding_of_the_page() -> None:
    real = store.load(ROOT / "data")
    assert "in Mali the Russians came first" in findings_regimes.finding(seen(real))
    days = {one.lag.country: one.lag.exit[2] for one in aftermaths(real, ("NER", "MLI", "BFA")) if one.lag.exit}
    assert days == {"MLI": Days(448, 448), "BFA": Days(141, 141), "NER": Days(149, 149)}


# Who counts it


def test_every_coup_attempt_and_plot_is_listed_and_whatever_else_a_list_codes() -> None:
    found = findings_regimes.coded_events(MADE, ("NER",))
    assert [one.event["event_id"] for one in found] == ["old", "mutiny", "ner-attempt", "ner-plot", "ner-coup"]


@pytest.mark.parametrize(
    ("event_id", "disagree"),
    [("ner-attempt", True), ("ner-plot", False), ("mutiny", True), ("ner-coup", False), ("mli-coup", False)],
)
def test_lists_disagree_only_where_both_speak(event_id: str, disagree: bool) -> None:
    found = {one.event["event_id"]: one for one in findings_regimes.coded_events(MADE, ("NER", "MLI"))}
    assert found[event_id].disagree is disagree


def test_the_table_shows_coups_and_attempts_since_2010_and_no_plots() -> None:
    found = findings_regimes.recent(findings_regimes.coded_events(MADE, ("NER",)))
    assert [one.event["event_id"] for one in found] == ["ner-attempt", "ner-coup"]


def who_counts(view: View) -> str:
    coded = findings_regimes.recent(findings_regimes.coded_events(MADE, view.countries))
    return regime_tables.who_counts(view, coded, findings_regimes.coup_lists(MADE), Citations(MADE.sources))


def test_no_cell_is_blank_and_a_list_that_does_not_reach_says_so_in_italics() -> None:
    table = who_counts(FULL)
    assert not re.search(r"<td[^>]*></td>", table)
    assert "<i>not covered</i>" in table


def test_a_column_on_which_lists_disagree_is_sunken_and_both_words_of_one_list_stand() -> None:
    table = who_counts(seen(MADE, countries=("NER",)))
    assert table.count("class='odd'") == 2
    assert "16 Sep 2015" in table
    assert "23 Sep 2015" in table


def test_tables_escape_what_the_record_says() -> None:
    coded, lists = findings_regimes.coded_events(MADE, ("NER",)), findings_regimes.coup_lists(MADE)
    for html in (who_counts(FULL), regime_tables.all_coups(FULL, coded, lists, Citations(MADE.sources))):
        assert "<img src=x" not in html
    assert "claimant: Niger" in regime_tables.all_coups(FULL, coded, lists, Citations(MADE.sources))


# Numbers beside the chart


def numbers(view: View) -> str:
    return regime_tables.numbers(view, aligned.heights(view), aligned.TOP, Citations(view.store.sources))


def test_the_numbers_say_days_ranges_and_what_came_before() -> None:
    html = numbers(FULL)
    found = re.findall(r"class='bignum'>([^<]*)<", html)
    assert found == ["448", "191–213", "141", "427–481", "149", "259"]
    assert "first Russians 235–257 days before the French exit" in html
    assert "first Russians 110 days after the French exit" in html
    assert "exit 727 days after the coup of 18 August 2020" in html


def test_what_is_not_in_the_record_is_said_and_never_zero() -> None:
    html = numbers(seen(record(events=COUPS), countries=("NER",)))
    assert "no French exit in the record" in html
    assert "no Russian arrival in the record" in html
    assert "'bignum'>0<" not in html


def test_an_arrival_before_the_coup_has_no_minus_but_the_word() -> None:
    made = record(events=COUPS, presences=[presence("rus", "NER", "2023-07-16", seen="2024-01-01")])
    html = numbers(seen(made, countries=("NER",)))
    assert "'bignum'>10<" in html
    assert "Russian arrival, before the coup" in html


def test_a_sender_that_is_not_chosen_has_no_number() -> None:
    html = numbers(seen(MADE, senders=("FRA",)))
    assert "French exit" in html
    assert "Russian arrival" not in html


# The chart aligned on coup day


def test_each_sender_of_the_chart_has_its_own_colour_and_pattern() -> None:
    bars = {bar.name: bar for bar in aligned.figure(FULL).data if bar.name in ("FRA", "USA", "UN", "RUS", "EUR")}
    assert set(bars) == {"FRA", "USA", "RUS"}
    for group, bar in bars.items():
        assert bar.marker.color == theme.fill(group, "light")
        assert (bar.marker.pattern.shape or "") == theme.PATTERNS[group]


def test_the_labels_count_days_from_the_coup() -> None:
    said = labels(aligned.figure(FULL))
    for text in (
        "day 448: last French soldiers leave",
        "day 191 to 213: first Russians arrive",
        "denied by host or sender",
        "neither, 110 days",
        "both present, 235–257 days",
        "coup of 18 Aug 2020",
        "last evidence 2023, end unknown",
    ):
        assert text in said


def test_a_label_without_room_gives_way_to_a_shorter_one() -> None:
    close = [*COUPS, named("near", "2023-02-26", "coup", "NER")]
    said = labels(aligned.figure(seen(record(events=close, presences=PRESENCES), countries=("NER",))))
    assert "coup of 26 Feb 2023" not in said
    assert "26 Feb 2023" in said
    assert "Niger, 26 Jul 2023" in said


def test_hovers_name_the_force_its_dates_and_the_coup() -> None:
    assert "15 Aug 2022" in hovers(aligned.figure(FULL))
    assert "mli-coup happens" in hovers(aligned.figure(FULL))


@pytest.mark.parametrize(
    ("senders", "here", "gone"),
    [
        (("FRA",), "last French soldiers leave", "Russians arrive"),
        (("RUS",), "first Russians arrive", "French"),
        (("EUR",), "coup of 18 Aug 2020", "day "),
    ],
)
def test_the_chart_leaves_out_what_is_not_chosen(senders: tuple[str, ...], here: str, gone: str) -> None:
    said = labels(aligned.figure(seen(MADE, senders=senders)))
    assert here in said
    assert gone not in said


def test_rows_lie_under_each_other_and_leave_room_for_the_numbers() -> None:
    rows = aligned.rows(FULL)
    assert [row.top for row in rows] == [0, rows[0].height, rows[0].height + rows[1].height]
    assert all(row.height >= 112 for row in rows)


def test_the_legend_shows_only_signs_in_view() -> None:
    everything = signs_regimes.sender_signs(FULL)
    assert "United Nations" not in everything
    assert "denied by host or sender" in everything
    french = signs_regimes.sender_signs(seen(MADE, senders=("FRA",), countries=("MLI",)))
    assert "Russia" not in french
    assert "denied" not in french
    assert "reported" not in french


def test_the_chart_is_said_in_sentences() -> None:
    said = signs_regimes.aligned_alt(FULL)
    assert (
        "Mali, coup of 24 May 2021: day 448: last French soldiers leave; day 191 to 213: first Russians arrive." in said
    )


def test_order_is_said_not_to_be_cause() -> None:
    assert "Order in time is not cause" in signs_regimes.caution(FULL)


# Reigns


def test_each_reign_is_a_band_in_its_stone_with_its_ruler_named() -> None:
    figure = reign_bands.figure(seen(MADE, countries=("MLI",)))
    fills = {trace.marker.color for trace in drawn(figure, "rule")}
    assert {theme.rule_fill("one_party", "light"), theme.rule_fill("military", "light")} <= fills
    assert "Modibo Keita" in labels(figure)
    assert "Goita" in labels(figure)


def test_coups_stand_over_the_bands_with_their_years() -> None:
    assert "2020" in labels(reign_bands.figure(seen(MADE, countries=("MLI",))))


def test_votes_texts_and_steps_of_transitions_are_marks_under_the_bands() -> None:
    dated = {"election": "2013-08-11", "referendum": "2023-06-18", "constitution": "2023-07-22", "transition": "2022"}
    events = [named(kind, day, kind) for kind, day in dated.items()]
    made = record(events=events, regimes=REIGNS)
    signs = [
        symbol
        for trace in drawn(reign_bands.figure(seen(made, countries=("MLI",))), "signs")
        for symbol in trace.marker.symbol
    ]
    assert sorted(signs) == sorted(symbol for symbol, _ in reign_bands.MARKS.values())
    assert all(f"{kind} happens" in hovers(reign_bands.figure(seen(made, countries=("MLI",)))) for kind in dated)


def test_a_chosen_coup_moves_day_zero_of_numbers_chart_and_title() -> None:
    zero = ("mli-first",)
    assert "day 727: last French soldiers leave" in labels(aligned.figure(FULL, zero))
    assert [after.coup["event_id"] for after, _ in aligned.heights(FULL, zero)] == ["mli-first"]
    assert "in Mali the Russians came first" not in findings_regimes.finding(FULL, zero)
    assert "coups chosen as day 0" in findings_regimes.subtitle(FULL, zero)


def test_the_label_of_a_chosen_coup_keeps_clear_of_the_coup_after_it() -> None:
    said = labels(aligned.figure(FULL, ("mli-first",)))
    assert "Mali, 18 Aug 2020" in said
    assert "coup of 24 May 2021" in said


def test_the_table_of_reigns_tells_oath_and_who_is_still_in_power() -> None:
    table = regime_tables.reign_rows(FULL, "MLI", Citations(MADE.sources))
    assert table.index("Modibo Keita") < table.index("Goita")
    assert "oath 7 Jun 2021" in table
    assert "in power at the cut-off" in table
    assert "by coup" in table
    assert "at independence" in table


# Downloads


@pytest.mark.parametrize(("table", "rows"), [("regimes", 2), ("coup_codings", 2)])
def test_downloads_hold_the_rows_of_the_countries_chosen(table: str, rows: int) -> None:
    lines = findings_regimes.as_csv(seen(MADE, countries=("MLI",)), table).decode().splitlines()
    assert len(lines) == rows + 1


def test_drawing_leaves_the_record_unchanged(sample: Store) -> None:
    before = {name: sample.table(name).copy() for name in ("events", "presences", "regimes", "coup_codings")}
    for theme_name in ("light", "dark"):
        for lang in ("en", "fr"):
            view = seen(sample, theme=theme_name, lang=lang)
            aligned.figure(view), reign_bands.figure(view), findings_regimes.finding(view)
    assert all(sample.table(name).equals(frame) for name, frame in before.items())


# The page and its address


def page(**asked: str) -> Any:
    """Run the page as its link would, on the real record."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in asked.items():
        at.query_params[name] = value
    return at.switch_page("pages/regimes.py").run()


def body(at: Any) -> str:
    """All HTML of a page."""
    return "\n".join(element.proto.body for element in at.get("html"))


def test_the_address_chooses_the_coups_that_count_as_day_zero() -> None:
    at = page(zero="mli-2020-08-18-coup,bfa-2022-01-24-coup", countries="MLI,BFA")
    assert not at.exception
    assert re.findall(r"class='bignum'>([^<]*)<", body(at)) == ["727", "470–492", "390", "676–730"]


def test_without_an_address_of_its_own_day_zero_is_the_last_coup_before_the_exit() -> None:
    assert re.findall(r"class='bignum'>([^<]*)<", body(page()))[::2] == ["448", "141", "149"]


def test_an_unknown_coup_in_the_address_is_dropped() -> None:
    at = page(zero="nonsense")
    assert not at.exception
    assert "zero" not in at.query_params
    assert "448" in body(at)


def test_the_address_chooses_the_list_and_the_counts_follow_at_once() -> None:
    cline, colpus = body(page(part="lists", list="cline-2-1-2")), body(page(part="lists", list="colpus-1-1"))
    assert "Cline Center 2.1.2 codes events" in cline
    assert "11 successes" in cline
    assert "Colpus 1.1 codes events" in colpus
    assert "11 successes" not in colpus


def test_an_unknown_list_in_the_address_is_our_own_rule() -> None:
    at = page(part="lists", list="nonsense")
    assert "list" not in at.query_params
    assert "held seven days or more is a coup" in body(at)


@pytest.mark.parametrize(
    ("part", "title"),
    [
        ("reigns", "coups since independence"), ("promises", "promises of civilian rule"),
        ("lists", "another list contradicts"), ("blocs", "left ECOWAS"),
    ],
)  # fmt: skip
def test_each_part_has_its_own_title_and_link_and_leaves_the_others_out(part: str, title: str) -> None:
    at = page(part=part)
    assert not at.exception
    assert title in re.findall(r"<h1 class='finding'>([^<]*)<", body(at))[0]
    assert "class='bignum'" not in body(at)
    assert f"part={part}" in body(at)


def test_an_unknown_part_in_the_address_is_the_first_one() -> None:
    at = page(part="nonsense")
    assert "part" not in at.query_params
    assert "448" in body(at)
