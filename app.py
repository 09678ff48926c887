"""Sahel Record: page set-up, the record, navigation, the bar once; then the page draws its view."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import streamlit as st

from sahel import brief, widgets
from sahel.words import language, messages

# A picture of our own: an icon by name would be fetched from another host.
ICON = str(Path(__file__).parent / "sahel" / "icon.svg")

# Module in pages/, title, and what its bar asks for: one day, a range, neither, or no bar at all.
PAGES = (
    ("situation", messages("Situation"), "on"),
    ("map", messages("Map"), "on"),
    ("timeline", messages("Timeline"), "range"),
    ("numbers", messages("Numbers"), "range"),
    ("regimes", messages("Regimes"), ""),
    ("bases", messages("Bases"), "on"),
    ("compare", messages("Compare"), "range"),
    ("record", messages("Record"), "range"),
    ("briefing", messages("Briefing"), "on"),
    ("about", messages("About"), "none"),
)


def main() -> None:
    """Draw the frame and the page that the URL names.

    Pages are drawn from here, never by `page.run()`: with a folder named `pages/`, a deep link that is the first
    visit after a server start runs the page's file as a script, which then calls this function in turn.
    """
    words = language(widgets.reader_language())
    st.set_page_config(page_title="Sahel Record", page_icon=ICON, layout="wide")
    folder = Path(__file__).parent / "pages"
    routes = [
        st.Page(folder / f"{module}.py", title=words.say(title), url_path=module, default=module == "situation")
        for module, title, _ in PAGES
    ]
    current = st.navigation(routes, position="top")
    store = widgets.record()
    module, _, dated = PAGES[routes.index(current)] if current in routes else PAGES[0]
    if module == "briefing":
        dated = brief.dated(st.query_params.get("template", ""))
    view = widgets.bar(store, module, dated)
    import_module(f"pages.{module}").draw(view)


if __name__ == "__main__":
    main()
