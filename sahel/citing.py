"""How to cite what a page shows, in four forms to copy or to take. Streamlit is spoken here."""

from __future__ import annotations

from datetime import date

import streamlit as st

from sahel import cite_view
from sahel.view import View


def citing(view: View, title: str, link: str) -> None:
    """Draw the folded citations of a view; they are made once it is opened."""
    words = view.words
    with st.expander(words.say("Cite this view"), key="_fold_cite", on_change="rerun") as folded:
        if not folded.open:
            return
        it = cite_view.cited(view, title, link, date.today())
        st.code(cite_view.plain(it), language=None, wrap_lines=True)
        forms = (
            ("BibTeX", cite_view.bibtex(it), "bib", "application/x-bibtex"),
            ("RIS", cite_view.ris(it), "ris", "application/x-research-info-systems"),
            ("CSL-JSON", cite_view.csl(it), "json", "application/vnd.citationstyles.csl+json"),
        )
        with st.container(horizontal=True, key="downloads_cite"):
            for label, text, ending, mime in forms:
                st.download_button(
                    label, text, f"sahel-record-{view.store.version}.{ending}", mime, key=f"_cite_{ending}",
                    on_click="ignore", type="tertiary",
                )  # fmt: skip
