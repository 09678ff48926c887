"""Situation: what holds on a day. Three country cards, a small map, blocs, the twelve months before."""

import streamlit as st

from sahel import atlas, cards, situation, strip, widgets
from sahel.citations import Citations
from sahel.figure import figure
from sahel.sites import plates, sites
from sahel.view import View

MAP_WIDTH, MAP_HEIGHT, RADIUS, LETTERS = 380, 286, 4.6, 11.5


def draw(view: View) -> None:
    """Draw the page of one day."""
    words = view.words
    widgets.heading(situation.finding(view), _subtitle(view))
    if not view.countries or not view.senders:
        widgets.nothing(view, words.say("No country or no sender is chosen, so there is nothing to show."))
        return widgets.footer(view, "", "on")
    citations = Citations(view.store.sources)
    *columns, side = st.columns([*[1] * len(view.countries), 1.08], gap="small")
    for column, country in zip(columns, view.countries, strict=True):
        column.html(cards.country_card(view, situation.card(view, country), citations))
    with side:
        _small_map(view)
        st.html(cards.blocs(view))
    widgets.part(words.say("What changed in the twelve months before"))
    events = situation.changes(view, days=365)
    if events:
        body, height = strip.year_strip(view, events)
        alt = words.say_n(
            "{n} event in the twelve months before", "{n} events in the twelve months before", len(events)
        )
        figure(body, 1376, height, alt, "strip", scrolls=True)
        widgets.fold(words.say("The same as a list"), "list", lambda: cards.change_list(view, events, citations))
    else:
        st.html(f"<p class='soft'>{words.say('Nothing in the record for these twelve months.')}</p>")
    widgets.footer(view, "", "on", citations)


def _subtitle(view: View) -> str:
    return view.words.say(
        "Who governs and whose forces are present in {countries} on {day}, as the record of {cutoff} knows it.",
        countries=view.words.in_countries(view.countries),
        day=view.words.day(view.on),
        cutoff=view.words.day(view.store.cutoff),
    )


def _small_map(view: View) -> None:
    where = atlas.projection(MAP_WIDTH, MAP_HEIGHT)
    shown = atlas.plates(plates(sites(view, with_ended=False)), where, RADIUS, LETTERS)
    body = atlas.base_map(MAP_WIDTH, MAP_HEIGHT, view.theme)
    body += "".join(atlas.plate_svg(plate, view.theme, RADIUS, LETTERS) for plate in shown)
    names = view.words.join(plate.site.name for plate in shown) if shown else view.words.say("no site")
    figure(body, MAP_WIDTH, MAP_HEIGHT, view.words.say("Map of sites held: {names}", names=names), "small-map")


if __name__ == "__main__":
    from app import main

    main()
