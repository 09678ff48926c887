"""How the record is made, in words, as escaped HTML: sources, dates, levels of presence, licences, citation."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from sahel import coverage, links, provenance
from sahel.selection import Asked
from sahel.view import View
from sahel.vocabulary import words_of
from sahel.words import messages

_LEVELS = messages(
    (
        ("sure", "the day lies between its latest possible start and its earliest possible end, or its last evidence"),
        ("presumed", "no end is known, and the last evidence is at most 365 days old"),
        ("possible", "the day lies within the doubt about the start or the end"),
        ("stale", "no end is known, and the last evidence is more than 365 days old"),
    )
)
_FORMS = messages(
    {
        "day": "that day",
        "month": "some day of that month",
        "year": "some day of that year",
        "about": "about then: a week, a month or a year wider on both sides",
        "between": "one day between the two, unknown or disputed which",
        "open": "no end is known to have happened; only in an end",
    }
)


def title(view: View) -> str:
    """Say how many rows there are and that each rests on sources: the finding of the page."""
    words = view.words
    return words.say(
        "{rows} rows, each citing sources that were read: {sources} in all",
        rows=words.number(coverage.citing(view.store)), sources=words.number(len(view.store.sources)),
    )  # fmt: skip


def subtitle(view: View) -> str:
    """Say which version this is and how far its sources reach."""
    cutoff = view.words.day(view.store.cutoff)
    return view.words.say(
        "Version {version}; the sources reach to {cutoff}.", version=view.store.version, cutoff=cutoff
    )


def paragraph(text: str) -> str:
    """Return a text as an escaped paragraph."""
    return f"<p>{escape(text)}</p>"


def _defined(view: View, pairs: list[tuple[str, str]]) -> str:
    words = view.words
    lines = [words.say("{word}: {meaning}", word=f"<b>{escape(it)}</b>", meaning=escape(what)) for it, what in pairs]
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul>{items}</ul>"


def what(view: View) -> str:
    """Return what the record is."""
    words = view.words
    says = [
        words.say(
            "Sahel Record answers one question for any day from 1960 to {cutoff}: who holds power, and whose soldiers "
            "are where, in Niger, Mali and Burkina Faso; what changed, and who says so.",
            cutoff=words.day(view.store.cutoff),
        ),
        words.say(
            "It is a set of plain tables that people edit and check by hand. Every picture, figure and sentence on "
            "these pages is computed from them, and every row can be opened, with its sources, on the Record page."
        ),
    ]  # fmt: skip
    return "".join(paragraph(text) for text in says)


@lru_cache(maxsize=8)
def sources(view: View) -> str:
    """Return how rows come to be, with the record's own counts."""
    words, store = view.words, view.store
    counted = coverage.rows_counted(store)
    kinds = words.join(
        words.say("{kind} {n}", kind=words.word("source_kind", kind), n=words.number(n))
        for kind, n in coverage.source_kinds(store).items()
    )
    two = words.say(
        "A row should rest on two independent sources or on an official act; two copies of one agency’s text are one. "
        "{two} of {all} dated rows do have two; those that matter most (importance 1) all do. Confidence says the "
        "rest: one good source is “medium”, one weak or partisan source is “low”.",
        two=words.number(counted - sum(map(len, coverage.alone(store).values()))), all=words.number(counted),
    )  # fmt: skip
    says = [
        words.say("A claim without a source does not exist here: a page was read before a row cited it."),
        words.say(
            "Pages were read as stored copies, some only in part, and many are copies of an agency’s or newspaper’s "
            "text. Readers who had not written them read title, summary, date and places of all 983 events then in "
            "the record a second time: for 652 a page found anew bore them out, 255 were mended (135 summaries, 51 "
            "places, 41 dates and 36 titles in what they state, the rest in wording or sources), 73 could be read "
            "against their sources’ titles only, and 3 are in doubt. Presences, memberships and places were read "
            "whole in the same way; figures beyond their dates, reigns and codings only in a tenth drawn at random, "
            "and the 95 events added since by their writer alone. What was mended "
            "shows what may be left."
        ),
        words.say("Sources by kind: {kinds}.", kinds=kinds),
        two,
        words.say(
            "Facts and figures are carried over, sentences are our own. A source’s title is its publisher’s where the "
            "copy gave one; elsewhere it describes the page."
        ),
    ]
    return "".join(paragraph(text) for text in says)


@lru_cache(maxsize=8)
def dates(view: View) -> str:
    """Return the forms of a date, each with an example from the record."""
    words = view.words
    rows = "".join(
        f"<tr><td><code>{escape(cell)}</code></td><td>{escape(words.say(_FORMS[form]))}</td>"
        f"<td><a href='{escape(links.link(view, Asked(table), row_id), quote=True)}'>"
        f"{escape(links.named(view, table, row_id))}</a></td></tr>"
        for form, (table, row_id, _, cell) in coverage.examples(view.store).items()
    )
    head = "".join(f"<th>{escape(words.say(text))}</th>" for text in messages(("Written", "Means", "For example")))
    says = words.say(
        "Time is an interval with honest ends. A date is never sharper than its sources: it is a day, a month or year, "
        "approximate, between two days, or not known to have ended; what is stored is what is drawn."
    )
    spells = words.say(
        "A presence begins on the first day as a working force and ends on the last one; laws, launches and "
        "announcements are events. Reigns and memberships end on the day power or effect passed. Days are local days "
        "of the place."
    )
    table = f"<div class='scroll'><table class='plain forms'><tr>{head}</tr>{rows}</table></div>"
    return paragraph(says) + table + paragraph(spells)


def levels(view: View) -> str:
    """Return what "present on a day" means, and who admits a presence."""
    words = view.words
    shown = [(words.say(name), words.say(meaning)) for name, meaning in _LEVELS]
    standing = [(word_name, meaning) for word_name, meaning in _words(view, "standing")]
    return (
        paragraph(words.say("Whether a force is there on a day is one of four:"))
        + _defined(view, shown)
        + paragraph(words.say("Who admits it is told apart, the first that applies:"))
        + _defined(view, standing)
        + paragraph(
            words.say("A silence is never an end: old evidence is marked as old, and a gap is said to be a gap.")
        )
    )


def _words(view: View, list_name: str) -> list[tuple[str, str]]:
    codes = words_of(list_name)
    return [(view.words.word(list_name, code), view.words.meaning(list_name, code)) for code in codes]


def figures(view: View) -> str:
    """Return how numbers and disagreements are treated."""
    words = view.words
    says = [
        words.say(
            "Every figure has a claimant: the government, body, newsroom or researcher on whose word it rests. Figures "
            "that conflict stand side by side. Nothing is summed or averaged: claims count different people in "
            "different ways, overlap, and a part of a force is inside the whole."
        ),
        words.say(
            "For a day, the newest figure about a whole country is shown with all others at most 90 days older. "
            "Ceilings, plans, peaks, rotations and people who left stand apart and never count as people there."
        ),
        words.say(
            "A coup is the executive seized illegally from inside the state and held seven days or more; undone "
            "sooner, or failed, it is an attempt. The lists of coups that scholars keep are shown beside it, and never "
            "vote on it."
        ),
    ]
    return "".join(paragraph(text) for text in says)


def licences(view: View) -> str:
    """Return licences and attributions."""
    words = view.words
    says = [
        words.say(
            "Tables: Creative Commons Attribution 4.0 International (CC BY 4.0). Titles of sources belong to their "
            "publishers. Program: MIT licence."
        ),
        words.say(
            "Base map: Natural Earth (public domain), simplified and recut. Places: GeoNames (geonames.org), "
            "CC BY 4.0, modified; airfields: OurAirports (public domain). Borders are indicative and imply no position "
            "on the status of any territory."
        ),
    ]
    return "".join(paragraph(text) for text in says)


def citation(view: View) -> str:
    """Return how to cite this version, as plain text."""
    return provenance.citation(view.store, view.lang)


def bibtex(view: View) -> str:
    """Return the same as BibTeX."""
    version = view.store.version
    return (
        f"@misc{{sahel-record-{version.replace('.', '-')},\n"
        "  author  = {{Sahel Record contributors}},\n"
        "  title   = {{Sahel Record}},\n"
        f"  year    = {{{version.partition('.')[0]}}},\n"
        f"  version = {{{version}}},\n"
        f"  note    = {{Sources to {view.store.cutoff.isoformat()}. CC BY 4.0}}\n"
        "}"
    )


def errors(view: View) -> str:
    """Return how to report an error."""
    words = view.words
    return paragraph(
        words.say(
            "Found something wrong? Open the row on the Record page and note its table and id, the column, what it "
            "should say and the address of a source that says so. Open an issue with these in the repository from "
            "which this copy came, or mend the row yourself: CONTRIBUTING.md tells how. What is corrected after "
            "publication is listed under Corrections, with the reason."
        )
    )
