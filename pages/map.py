"""Map: where. Foreign forces at their sites on a day, the events around them, and the same as a table."""

import streamlit as st

from sahel import cards, findings_map, map_words, maps, widgets
from sahel.citations import Citations
from sahel.sites import sites
from sahel.situation import changes
from sahel.view import View


def draw(view: View) -> None:
    """Draw the map of one day, its side column and its table."""
    words = view.words
    widgets.heading(findings_map.finding(view), findings_map.subtitle(view))
    if not view.countries or not view.senders:
        widgets.nothing(view, words.say("No country or no sender is chosen, so there is nothing to show."))
        return widgets.footer(view, "map", "on")
    citations = Citations(view.store.sources)
    shown = {
        "ended": words.say("sites left"), "events": words.say("events of twelve months"),
        "regions": words.say("regions"), "names": words.say("names"),
    }  # fmt: skip
    drawing, side = st.columns([1000, 356], gap="small")
    with drawing:
        screen = maps.PHONE if widgets.is_phone() else maps.WIDE
        default = ("regions", "names") if widgets.is_phone() else ("ended", "regions", "names")
        layers = widgets.several("layers", words.say("Layers"), maps.LAYERS, shown.__getitem__, default)
        deck = maps.deck(view, layers, changes(view, 365) if "events" in layers else [], screen)
        picked = widgets.map_chart(deck, screen.height, findings_map.alt(view))
        st.html(f"<p class='soft'>{map_words.note(view)}</p>" + map_words.opened(view, picked, citations))
    with side:
        widgets.part(words.say("Changed in the 90 days before"), lined=True)
        recent = changes(view, 90, importance=1)[:6] or changes(view, 90)[:6]
        st.html(
            cards.change_list(view, recent, citations)
            if recent
            else f"<p class='soft'>{words.say('Nothing in the record.')}</p>"
        )
        widgets.part(words.say("Signs"), lined=True)
        st.html(map_words.signs(view, sites(view, "ended" in layers), events="events" in layers))
    found = sites(view)
    widgets.fold(words.say("The same as a table"), "table", lambda: map_words.site_table(view, found, citations))
    widgets.footer(view, "map", "on", citations)


if __name__ == "__main__":
    from app import main

    main()
