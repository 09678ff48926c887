"""Regimes: who rules and how power changed hands; what followed each coup; who counts it as a coup."""

from functools import partial

import streamlit as st
from plotly.graph_objects import Figure

from sahel import aligned, findings_regimes, regime_tables, reign_bands, signs_regimes, theme, widgets
from sahel.citations import Citations
from sahel.view import View


def draw(view: View) -> None:
    """Draw the page; it has no date of its own."""
    words, citations = view.words, Citations(view.store.sources)
    widgets.heading(findings_regimes.finding(view), findings_regimes.subtitle(view))
    if not view.countries:
        widgets.nothing(view, words.say("No country is chosen, so there is nothing to show."))
        return widgets.footer(view, "regimes", "")
    if view.senders and aligned.rows(view):
        _aftermath(view, citations)
    coded = findings_regimes.coded_events(view.store, view.countries)
    recent, lists = findings_regimes.recent(coded), findings_regimes.coup_lists(view.store)
    st.html(regime_tables.who_counts(view, recent, lists, citations))
    widgets.part(words.say("Reigns since independence"), lined=True)
    _chart(reign_bands.figure(view), signs_regimes.reigns_alt(view), "reigns")
    st.html(signs_regimes.rule_signs(view))
    for country in view.countries:
        _folded(view, country, findings_regimes.of_country(coded, country), citations)
    files = (("regimes", words.say("Reigns (CSV)")), ("coup_codings", words.say("Codings (CSV)")))
    made = [(said, partial(findings_regimes.as_csv, view, table), f"{table}.csv", "text/csv") for table, said in files]
    widgets.downloads(view, made)
    widgets.footer(view, "regimes", "", citations)


def _aftermath(view: View, citations: Citations) -> None:
    left, right = st.container(key="aftermath").columns([360, 960], gap="small")
    left.html(regime_tables.numbers(view, aligned.heights(view), aligned.TOP, citations))
    with right:
        _chart(aligned.figure(view), signs_regimes.aligned_alt(view), "aligned")
    st.html(signs_regimes.sender_signs(view) + signs_regimes.caution(view))


def _folded(view: View, country: str, coded: tuple[findings_regimes.Coded, ...], citations: Citations) -> None:
    name, lists = view.words.word("country", country), findings_regimes.coup_lists(view.store)
    reigns = view.words.say("{country}: every reign since independence", country=name)
    widgets.fold(reigns, f"reigns_{country}", lambda: regime_tables.reign_rows(view, country, citations))
    coups = view.words.say("{country}: every coup, attempt and plot, and who counts it", country=name)
    widgets.fold(coups, f"coups_{country}", lambda: regime_tables.all_coups(view, coded, lists, citations))


def _chart(figure: Figure, alt: str, key: str) -> None:
    with st.container(key=f"wide_{key}"):
        st.plotly_chart(figure, theme=None, config=theme.PLOTLY_CONFIG, key=key, alt=alt)


if __name__ == "__main__":
    from app import main

    main()
