"""Bases: who sat where. Each site's occupants through time, its hand-overs, and who has it on the day."""

from functools import partial

import pandas as pd
import streamlit as st

from sahel import bases, bases_chart, bases_words, findings_bases, signs_bases, widgets
from sahel.citations import Citations
from sahel.exports import table_csv
from sahel.figure import figure
from sahel.view import View

LATEST = 7


def draw(view: View) -> None:
    """Draw the page of one day."""
    words, chosen = view.words, view.senders and view.countries
    widgets.heading(findings_bases.finding(view), findings_bases.subtitle(view))
    found = bases.bases(view) if chosen else ()
    if not found:
        said = words.say("The record has no site where these forces have been.")
        if not chosen:
            said = words.say("No country or no sender is chosen, so there is nothing to show.")
        widgets.nothing(view, said)
        return widgets.footer(view, "bases", "on")
    citations = Citations(view.store.sources)
    order, axis, opened = _choices(view, found)
    place_link = partial(widgets.here, "bases", "place")
    found = bases.bases(view, order)
    left, right = st.container(key="base_top").columns([2.2, 1], gap="medium")
    with left:
        _told(view, found, opened, place_link, citations)
    with right:
        size = bases_chart.MAP_WIDTH, bases_chart.MAP_HEIGHT
        figure(bases_chart.small_map(view, opened), *size, words.say("Map of the sites on this day"), "base-map")
    drawn, height = bases_chart.chart(
        view, found, bases_chart.axis_of(view, since_first=bool(axis)), opened, place_link, by_country=not order
    )
    with st.container(key="bases"):
        figure(drawn, bases_chart.WIDTH, height, findings_bases.alt(view, found), "bases-figure")
    st.html(signs_bases.legend(view, found))
    with st.container(key="bases_brief"):
        st.html(bases_words.brief(view, found, place_link))
    said = words.say("The same as a table")
    widgets.fold(said, "table", lambda: bases_words.table(view, found, place_link, citations))
    _download(view, found)
    widgets.footer(view, "bases", "on", citations)


def _choices(view: View, found: tuple[bases.Base, ...]) -> tuple[str, str, str]:
    """Let the reader choose the order, the axis of time and the site that is open; the defaults are empty."""
    words = view.words
    orders = {
        "": words.say("by country and name"), "change": words.say("last change first"),
        "handovers": words.say("most hand-overs first"),
    }  # fmt: skip
    axes = {"": words.say("since 2012"), "1960": words.say("since 1960")}
    sites = {"": words.say("none")} | dict(sorted(((base.site.place_id, base.name) for base in found), key=_by_name))
    with st.container(horizontal=True, key="base_choices"):
        order = widgets.choice("sort", words.say("Order of the sites"), list(orders), orders.__getitem__, width=220)
        axis = widgets.choice("axis", words.say("Time shown"), list(axes), axes.__getitem__, width=160)
        opened = widgets.choice("place", words.say("Site opened"), list(sites), sites.__getitem__, width=260)
    return order, axis, opened


def _by_name(named: tuple[str, str]) -> str:
    return named[1]


def _told(
    view: View,
    found: tuple[bases.Base, ...],
    opened: str,
    place_link: "partial[str]",
    citations: Citations,
) -> None:
    """Draw the card of the open site, or the latest hand-overs of all."""
    base = next((base for base in found if base.site.place_id == opened), None)
    if base is not None:
        widgets.close("place", view.words.say("Close this site"))
        st.html(bases_words.card(view, base, citations))
        return
    widgets.part(view.words.say("Latest hand-overs"))
    st.html(bases_words.latest(view, bases.latest(view, LATEST), place_link, citations))


def _download(view: View, found: tuple[bases.Base, ...]) -> None:
    shown = {base.site.place_id for base in found}
    frame: pd.DataFrame = view.store.presences[view.store.presences["place_id"].isin(shown)]
    label = view.words.say_n("{n} row of presences as CSV", "{n} rows of presences as CSV", len(frame))
    widgets.downloads(view, [(label, partial(table_csv, "presences", frame), "sites.csv", "text/csv")])


if __name__ == "__main__":
    from app import main

    main()
