"""The parts of the Numbers page: what is asked, the drawing and its table, contested claims, a day. Streamlit here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from sahel import charts, charts_words, numbers_tables, theme, widgets
from sahel.citations import Citations
from sahel.claims import Question, claims, claims_csv, gaps
from sahel.contested import contested, contested_csv
from sahel.dates import DateFormError, bounds
from sahel.day_numbers import day_numbers
from sahel.families import family_name, offered
from sahel.findings_numbers import finding
from sahel.view import FIRST, View

# Room in px under the drawing: signs and notes.
_SIGNS = 130


def ask(view: View) -> Question | None:
    """Draw the choice of force and country, and return what is asked; None if the bar leaves nothing to choose."""
    words, families = view.words, offered(view)
    if not families:
        return None
    with st.container(horizontal=True, vertical_alignment="center", key="asked"):
        st.markdown(words.say("Force"), width="content")
        code = _choice("force", words.say("Force"), families, lambda it: family_name(view, families[it][0]), 300)
        family, countries = families[code]
        st.markdown(words.say("in"), width="content")
        country = _choice("country", words.say("Country"), countries, lambda it: words.word("country", it), 150)
    return Question(view, family, country)


def _choice(name: str, label: str, options: Iterable[str], shown: Callable[[str], str], width: int) -> str:
    return widgets.choice(name, label, list(options), shown, label_visibility="collapsed", width=width)


def claimed(question: Question, citations: Citations) -> None:
    """Draw the claims and, beside them, the same as a table, folded where the drawing ends."""
    with st.container(key="numbers"):
        left, right = st.columns([912, 424], gap="medium")
        with left:
            # Two drawings, one seen: labels are placed for a width that only the reader's window knows.
            for name, width in (("wide", charts.WIDE), ("narrow", charts.NARROW)):
                with st.container(key=f"claims_{name}"):
                    drawing, alt = charts.figure(question, width), finding(question)
                    st.plotly_chart(drawing, theme=None, config=theme.PLOTLY_CONFIG, key=f"claims-{name}", alt=alt)
            st.html(charts_words.signs(question, bool(gaps(question))))
        room = charts.figure(question, charts.WIDE).layout.height + _SIGNS
        right.html(charts_words.table(question, citations, room))


def files(question: Question) -> None:
    """Offer the claims of the drawing and the contested pairs."""
    view, name = question.view, f"{question.family.code}-{question.country.lower()}"
    rows = [
        (view.words.say("These claims as CSV"), lambda: claims_csv(question), f"sahel-record-{name}.csv", "text/csv"),
        (view.words.say("Contested as CSV"), lambda: contested_csv(view), "sahel-record-contested.csv", "text/csv"),
    ]
    widgets.downloads(view, rows if claims(question) else rows[1:])


def disputed(view: View, citations: Citations) -> None:
    """Draw the contested pairs of all forces of the bar, worst first, folded under the tenth."""
    words, pairs, most = view.words, contested(view), numbers_tables.ROWS_SHOWN
    title = words.say_n("{n} contested pair of claims", "{n} contested pairs of claims", len(pairs))
    widgets.part(title if pairs else words.say("No contested figures"), lined=True)
    st.html(numbers_tables.contested_said(view, pairs))
    if pairs:
        st.html(numbers_tables.contested_table(view, pairs[:most], citations))
    if rest := pairs[most:]:
        label = words.say_n("{n} more pair", "{n} more pairs", len(rest))
        widgets.fold(label, "contested", lambda: numbers_tables.contested_table(view, rest, citations))


def one_day(view: View, citations: Citations) -> None:
    """Draw the numbers of one day: the last of the range, or the one that the reader picks."""
    with st.container(horizontal=True, vertical_alignment="center", key="day_numbers"):
        st.markdown(view.words.say("A day’s numbers, on"), width="content")
        day = pick_day(view)
    numbers = day_numbers(view, day)
    widgets.part(numbers_tables.day_title(view, numbers, day), lined=True)
    st.html(numbers_tables.day_said(view))
    st.html(numbers_tables.day_numbers_html(view, numbers, citations))


def pick_day(view: View) -> date:
    """Draw a date bound to the URL as `day`; the end of the range is the default and stays out of the URL."""
    asked = widgets.picked("day", lambda text: _day(text) not in (None, view.end))
    current = _day(asked) or view.end
    chosen = st.date_input(
        view.words.say("Day"), current, key=f"day-{current}", min_value=FIRST, max_value=date.today(), width=138,
        format="YYYY-MM-DD", label_visibility="collapsed", required=True,
    )  # fmt: skip
    if isinstance(chosen, date) and chosen != current:
        st.query_params["day"] = chosen.isoformat()
        st.rerun()
    return current


def _day(text: str) -> date | None:
    """Return the day that a URL names, or None for what is no day or lies outside the calendar of the bar."""
    try:
        span = bounds(text) if text[:1].isdigit() else None
    except DateFormError:
        return None
    known = span is not None and span.earliest == span.latest and FIRST <= span.earliest <= date.today()
    return span.earliest if span is not None and known else None
