"""The parts of the Regimes page: after the coup, reigns, promises, lists of coups, blocs. Streamlit is spoken here."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from plotly.graph_objects import Figure

from sahel import (
    aligned,
    charts_blocs,
    charts_lists,
    charts_milestones,
    charts_promises,
    findings_power,
    findings_regimes,
    lists_of_coups,
    milestones,
    regime_tables,
    reign_bands,
    signs_regimes,
    theme,
    widgets,
)
from sahel.citations import Citations
from sahel.figure import figure
from sahel.promises import transitions
from sahel.queries import rows_by
from sahel.view import View
from sahel.words import messages


def zero(view: View) -> tuple[str, ...]:
    """Let the reader choose the coups that count as day 0, one or more of each country; the URL says `zero=`."""
    found, words = milestones.coups(view.store, view.countries), view.words
    if not found:
        return ()
    events = rows_by(view.store, "events", "event_id")
    with st.container(horizontal=True, vertical_alignment="center", key="zero"):
        st.markdown(words.say("Day 0 is the coup of"), width="content")
        return widgets.several(
            "zero", words.say("Coups that count as day 0"), [coup["event_id"] for coup in found],
            lambda coup: milestones.coup_name(view, events[coup][0]), milestones.headlines(view.store, view.countries),
        )  # fmt: skip


def after_the_coup(view: View, citations: Citations) -> None:
    """Draw what followed the chosen coups: bars aligned on coup day, then every milestone of every coup in days."""
    words = view.words
    chosen = zero(view)
    widgets.heading(findings_regimes.finding(view, chosen or None), findings_regimes.subtitle(view, chosen))
    if chosen and view.senders and aligned.rows(view, chosen):
        left, right = st.container(key="aftermath").columns([360, 960], gap="small")
        left.html(regime_tables.numbers(view, aligned.heights(view, chosen), aligned.TOP, citations))
        with right:
            _chart(aligned.figure(view, chosen), signs_regimes.aligned_alt(view, chosen), "aligned")
        st.html(signs_regimes.sender_signs(view, chosen))
    if not milestones.coups(view.store, view.countries):
        return
    widgets.part(words.say("After the coup, what came first"), lined=True)
    st.html(signs_regimes.caution(view))
    body, width, height = charts_milestones.drawing(view, chosen)
    figure(body, width, height, charts_milestones.alt(view, chosen), "milestones", scrolls=True)
    st.html(charts_milestones.signs(view))
    st.html(charts_milestones.table(view, chosen, citations))


def reigns(view: View, citations: Citations) -> None:
    """Draw the bands of rule; every reign is in a folded table."""
    widgets.heading(*findings_power.reigns(view))
    _chart(reign_bands.figure(view), signs_regimes.reigns_alt(view), "reigns")
    st.html(signs_regimes.rule_signs(view))
    for country in view.countries:
        said = view.words.say("{country}: every reign since independence", country=view.words.word("country", country))
        _fold(said, f"reigns_{country}", regime_tables.reign_rows(view, country, citations))


def promises(view: View, citations: Citations) -> None:
    """Draw promised and kept dates of the return to civilian rule beside each other."""
    widgets.heading(*findings_power.promises(view))
    if not transitions(view.store, view.countries):
        return
    st.html(charts_promises.sentences(view))
    body, width, height = charts_promises.drawing(view)
    figure(body, width, height, charts_promises.alt(view), "promises", scrolls=True)
    st.html(charts_promises.signs(view))
    said = view.words.say("Every promised date, who promised it and what became of it")
    _fold(said, "promises", charts_promises.table(view, citations))


def who_calls_it(view: View, citations: Citations) -> None:
    """Draw the counts of the list that the reader chooses (`list=`), where lists differ, and every coup."""
    words, coded = view.words, findings_regimes.coded_events(view.store, view.countries)
    lists = findings_regimes.coup_lists(view.store)
    source_id = widgets.choice(
        "list", words.say("Count by"), lists_of_coups.options(view.store),
        lambda name: lists_of_coups.short_name(view, name), width=340,
    )  # fmt: skip
    widgets.heading(*findings_power.lists(view, source_id))
    st.html(charts_lists.table(view, source_id, citations))
    st.html(charts_lists.disputed(view, source_id))
    st.html(regime_tables.who_counts(view, findings_regimes.recent(coded), lists, citations))
    _fold(words.say("Years that each list covers"), "spans", charts_lists.spans(view, citations))
    for country in view.countries:
        said = words.say(
            "{country}: every coup, attempt and plot, and who counts it", country=words.word("country", country)
        )
        own = findings_regimes.of_country(coded, country)
        _fold(said, f"coups_{country}", regime_tables.all_coups(view, own, lists, citations))


def blocs(view: View, citations: Citations) -> None:
    """Draw memberships and sanctions: announced against effective days, suspensions, what was lifted when."""
    widgets.heading(*findings_power.blocs(view))
    body, width, height = charts_blocs.drawing(view)
    if not body:
        return
    figure(body, width, height, charts_blocs.alt(view), "lanes", scrolls=True)
    st.html(charts_blocs.signs(view))
    said = view.words.say("Every membership, suspension and sanction, with its dates")
    _fold(said, "blocs", charts_blocs.table(view, citations))
    _fold(view.words.say("What was lifted, and when"), "lifted", charts_blocs.lifted_list(view, citations))


def _fold(label: str, key: str, html: str) -> None:
    """Draw a folded part that is made at once, so that the page numbers its sources, and sent once it is opened."""
    widgets.fold(label, key, lambda: html)


def _chart(drawn: Figure, alt: str, key: str) -> None:
    with st.container(key=f"wide_{key}"):
        st.plotly_chart(drawn, theme=None, config=theme.PLOTLY_CONFIG, key=key, alt=alt)


# What the reader may choose; the first part is shown unless the URL names another.
TITLES = messages({
    "after": "After the coup", "reigns": "Reigns", "promises": "Promises of civilian rule",
    "lists": "Who calls it a coup?", "blocs": "Blocs and sanctions",
})  # fmt: skip
DRAWN: dict[str, Callable[[View, Citations], None]] = {
    "after": after_the_coup, "reigns": reigns, "promises": promises, "lists": who_calls_it, "blocs": blocs,
}  # fmt: skip


def chosen_part(view: View, citations: Citations) -> None:
    """Let the reader choose a part and draw it; the URL says `part=`, and each part has its own title and link."""
    words = view.words
    name = widgets.choice(
        "part", words.say("Part of the page"), list(DRAWN), lambda part: words.say(TITLES[part]),
        widget=st.segmented_control, label_visibility="collapsed", required=True,
    )  # fmt: skip
    DRAWN[name](view, citations)
