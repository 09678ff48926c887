"""Map: where and when. Foreign forces at their sites, moved through time, and the same as a table."""

import streamlit as st

from sahel import atlas, findings_map, map_words, maps, widgets
from sahel.citations import Citations
from sahel.figure import figure
from sahel.sites import TRACE_DAYS, plates, sites
from sahel.view import View

STILL = (900, 520)


def draw(view: View) -> None:
    """Draw the time machine, what was clicked in it, and the table of the day."""
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
    layers = widgets.several(
        "layers", words.say("Layers"), maps.LAYERS, shown.__getitem__, ("ended", "regions", "names")
    )
    machine = widgets.time_machine(view, layers)
    if machine.failed:
        _still(view, "ended" in layers)
    st.html(f"<p class='soft'>{map_words.note(view)}</p>" + map_words.opened(view, machine.opened, citations))
    found = sites(view)
    widgets.fold(words.say("The same as a table"), "table", lambda: map_words.site_table(view, found, citations))
    widgets.footer(view, "map", "on", citations)


def _still(view: View, with_ended: bool) -> None:
    """Draw the day as a still picture, for browsers that cannot draw the moving one."""
    where = atlas.projection(*STILL)
    placed = atlas.plates(plates(sites(view, with_ended, TRACE_DAYS)), where, maps.RADIUS, 12.5)
    body = atlas.base_map(*STILL, view.theme)
    body += "".join(atlas.plate_svg(plate, view.theme, maps.RADIUS, 12.5) for plate in placed)
    figure(body, *STILL, findings_map.alt(view), "still")


if __name__ == "__main__":
    from app import main

    main()
