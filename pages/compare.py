"""Compare: two days side by side, and the written list of what differs between them."""

import streamlit as st

from sahel import compared, comparison, findings_compare, findings_map, widgets
from sahel.citations import Citations
from sahel.figure import Together, figure
from sahel.view import View


def draw(view: View) -> None:
    """Draw the two maps, the list, and the same to copy or download; the bar's range holds the two days."""
    words = view.words
    widgets.heading(findings_compare.finding(view), findings_compare.subtitle(view))
    if not view.countries or not view.senders:
        widgets.nothing(view, words.say("No country or no sender is chosen, so there is nothing to show."))
        return widgets.footer(view, "compare", "range")
    citations = Citations(view.store.sources)
    st.html(compared.moves(view) or f"<p class='soft'>{words.say('No force left a site or came to one.')}</p>")
    both = comparison.two_maps(view)
    days = (("first", view.start), ("second", view.end))
    camera = Together("compare", (words.say("Zoom in"), words.say("Zoom out"), words.say("Whole map")))
    columns = st.container(key="two_maps").columns(2, gap="small")
    for column, (name, day), found in zip(columns, days, both, strict=True):
        with column:
            widgets.part(words.day(day))
            alt = findings_map.alt(view.but(on=day))
            figure(compared.day_map(view, found), *compared.MAP, alt, f"{name}-map", together=camera)
    st.html(compared.signs(view, both))
    widgets.part(words.say("What differs"), lined=True)
    st.html(compared.sentences(view, citations))
    _take_away(view)
    widgets.footer(view, "compare", "range", citations)


def _take_away(view: View) -> None:
    """Offer the list to copy and as files."""
    words, link = view.words, widgets.address(view.query("compare", "range"))
    with st.expander(words.say("The list to copy")):
        st.code(comparison.as_text(view, link), language=None, wrap_lines=True, height=320)
    name = f"compare-{view.start.isoformat()}-{view.end.isoformat()}"
    files = (
        (words.say("List (text)"), lambda: comparison.as_text(view, link), f"{name}.txt", "text/plain"),
        (words.say("List (CSV)"), lambda: comparison.as_csv(view, link), f"{name}.csv", "text/csv"),
    )
    widgets.downloads(view, files)


if __name__ == "__main__":
    from app import main

    main()
