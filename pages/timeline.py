"""Timeline: when. Per country a band of rule, bars of presence with honest ends, coups through everything, events."""

import pandas as pd
import streamlit as st

from sahel import findings_timeline, signs_timeline, theme, timeline_html, timelines, widgets
from sahel.exports import table_csv
from sahel.lanes import presence_rows
from sahel.view import View


def draw(view: View) -> None:
    """Draw the page of a range."""
    words = view.words
    widgets.heading(findings_timeline.finding(view), findings_timeline.subtitle(view))
    if not view.countries or not view.senders:
        widgets.nothing(view, words.say("No country or no sender is chosen, so there is nothing to show."))
        return widgets.footer(view, "timeline", "range")
    if findings_timeline.is_beyond(view):
        said = words.say(
            "The record reaches {day}; nothing is known of the days after.", day=words.day(view.store.cutoff)
        )
        widgets.nothing(view, said)
        return widgets.footer(view, "timeline", "range")
    with st.container(key="timeline", horizontal=True, wrap=False, gap=None):
        with st.container(key="timeline_names", gap=None):
            blocs = st.toggle(words.say("Memberships"), key="blocs", bind="query-params")
            view = view.but(contingents=st.toggle(words.say("Contingents"), key="contingents", bind="query-params"))
            st.html(timeline_html.gutter(view, blocs))
        figure = timelines.timeline(view, blocs)
        alt = timelines.alt_text(view)
        st.plotly_chart(figure, key="timeline_figure", theme=None, config=theme.PLOTLY_CONFIG, alt=alt)
    st.html(signs_timeline.legend(view, blocs))
    widgets.fold(words.say("The same in words"), "timeline", lambda: timeline_html.in_words(view, blocs))
    _downloads(view)
    widgets.footer(view, "timeline", "range", timeline_html.citations(view, blocs))


def _downloads(view: View) -> None:
    rows = presence_rows(view)
    if not rows:
        return
    name = f"presences-{view.start.isoformat()}-{view.end.isoformat()}.csv"

    def made() -> bytes:
        return table_csv("presences", pd.DataFrame(rows, columns=view.store.presences.columns))

    label = view.words.say_n("{n} row of presences as CSV", "{n} rows of presences as CSV", len(rows))
    widgets.downloads(view, [(label, made, name, "text/csv")])


if __name__ == "__main__":
    from app import main

    main()
