"""About: how the record is made, how far it reaches, what it lacks, how to cite and to correct it."""

import streamlit as st

from sahel import about_codebook, about_coverage, about_method, about_years, versions, widgets
from sahel.view import View


def draw(view: View) -> None:
    """Draw the page, one column of prose."""
    with st.container(width=680, key="about"):
        widgets.heading(about_method.title(view), about_method.subtitle(view))
        _method(view)
        _coverage(view)
        versions.changes(view)
        _terms(view)
        widgets.footer(view, "about", "none")


def _method(view: View) -> None:
    words = view.words
    widgets.prose(words.say("What this is"), about_method.what(view))
    widgets.prose(words.say("Sources"), about_method.sources(view))
    widgets.prose(words.say("Dates"), about_method.dates(view))
    widgets.prose(words.say("Who is present"), about_method.levels(view))
    widgets.prose(words.say("Figures and words that conflict"), about_method.figures(view))


def _coverage(view: View) -> None:
    words = view.words
    widgets.prose(words.say("How far it reaches"), about_coverage.rows_by_decade(view))
    widgets.prose("", about_years.rows_by_year(view))
    widgets.fold(
        words.say("Years without any row"), "gaps", lambda: f"<div class='prose'>{about_years.gaps(view)}</div>"
    )
    widgets.prose(words.say("Last evidence of each sender"), about_coverage.last_evidence(view))
    widgets.prose(words.say("What is missing"), about_coverage.missing(view))
    widgets.fold(about_coverage.stale_title(view), "stale", lambda: about_coverage.stale(view))
    widgets.fold(about_coverage.alone_title(view), "alone", lambda: about_coverage.alone(view))
    widgets.prose(words.say("Corrections"), about_coverage.corrections(view))


def _terms(view: View) -> None:
    words = view.words
    widgets.prose(
        words.say("Codebook"),
        about_method.paragraph(words.say("What stands in each file, as data/README.md has it too.")),
    )
    widgets.fold(words.say("Tables and columns"), "tables", lambda: about_codebook.tables(view))
    widgets.fold(words.say("Vocabulary"), "vocabulary", lambda: about_codebook.lists(view))
    widgets.prose(words.say("Licences"), about_method.licences(view))
    widgets.prose(words.say("How to cite"), about_method.paragraph(about_method.citation(view)))
    st.code(about_method.bibtex(view), language=None)
    widgets.prose(words.say("How to report an error"), about_method.errors(view))


if __name__ == "__main__":
    from app import main

    main()
