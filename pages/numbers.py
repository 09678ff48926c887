"""Numbers: how many, says who. Each claim a mark with its claimant; the same claims as a table."""

from collections.abc import Callable, Iterable

import streamlit as st

from sahel import charts, charts_words, theme, widgets
from sahel.citations import Citations
from sahel.claims import Question, claims, claims_csv, family_name, gaps, offered
from sahel.findings_numbers import finding, plain, subtitle
from sahel.view import View


def draw(view: View) -> None:
    """Draw the page of one family of forces in one country."""
    words, families = view.words, offered(view)
    if not families:
        widgets.heading(view.range_sentence(), words.say("Every claim about how many, with its claimant."))
        widgets.nothing(view, words.say("The record has no figure for the senders and countries that are chosen."))
        return widgets.footer(view, "numbers", "range")
    with st.container(horizontal=True, vertical_alignment="center", key="asked"):
        st.markdown(words.say("Force"), width="content")
        code = _choice("force", words.say("Force"), families, lambda it: family_name(view, families[it][0]), 300)
        family, countries = families[code]
        st.markdown(words.say("in"), width="content")
        country = _choice("country", words.say("Country"), countries, lambda it: words.word("country", it), 150)
    question, citations = Question(view, family, country), Citations(view.store.sources)
    widgets.heading(finding(question), subtitle(question))
    if claims(question):
        _chart_and_table(question, citations)
    else:
        said = words.say("{view}: nobody in this record gives a figure. That is not zero.", view=plain(question))
        widgets.nothing(view, said, f"/numbers?lang={view.lang}", words.say("Show Russian forces in Mali"))
    widgets.footer(view, "numbers", "range", citations)


def _choice(name: str, label: str, options: Iterable[str], shown: Callable[[str], str], width: int) -> str:
    return widgets.choice(name, label, list(options), shown, label_visibility="collapsed", width=width)


def _chart_and_table(question: Question, citations: Citations) -> None:
    with st.container(key="numbers"):
        left, right = st.columns([912, 424], gap="medium")
        with left:
            # Two drawings, one seen: labels are placed for a width that only the reader's window knows.
            for name, width in (("wide", charts.WIDE), ("narrow", charts.NARROW)):
                with st.container(key=f"claims_{name}"):
                    drawing, alt = charts.figure(question, width), finding(question)
                    st.plotly_chart(drawing, theme=None, config=theme.PLOTLY_CONFIG, key=f"claims-{name}", alt=alt)
            st.html(charts_words.signs(question, bool(gaps(question))))
        right.html(charts_words.table(question, citations))
    label, name = question.view.words.say("These claims as CSV"), f"{question.family.code}-{question.country.lower()}"
    rows = [(label, lambda: claims_csv(question), f"sahel-record-{name}.csv", "text/csv")]
    widgets.downloads(question.view, rows)


if __name__ == "__main__":
    from app import main

    main()
