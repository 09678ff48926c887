"""How much the record knows of each year, as a heat table in stone, and the years of which it has nothing."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from itertools import pairwise

from sahel import columns, coverage
from sahel.about_method import paragraph
from sahel.view import RANGE_START, View
from sahel.vocabulary import FOCUS
from sahel.words import messages

# Fewest rows of each shade; fewer than the first is a hatch.
STEPS = (1, 3, 6, 11, 21)
_GROUPS = messages({
    "power": "Events: power", "relations": "Events: relations", "forces": "Events: forces",
    "violence": "Events: violence, justice",
})  # fmt: skip


def kind_name(view: View, kind: str) -> str:
    """Return what a kind of row is called: a group of events, or a table."""
    return view.words.say(_GROUPS[kind]) if kind in _GROUPS else columns.table_name(view, kind)


def shade(n: int) -> int:
    """Return the shade of a number of rows: 0 for none (hatched) to 5."""
    return sum(n >= step for step in STEPS)


@lru_cache(maxsize=8)
def rows_by_year(view: View) -> str:
    """Return the heat table, newest year first, in a box that scrolls; a country's kinds stand side by side."""
    words, counts = view.words, coverage.by_year(view.store)
    caption = words.say(
        "Rows by year. Events and figures stand in the year in which they begin; presences, reigns and memberships in "
        "every year that they touch, open ones up to their last evidence. A row about two countries counts in both."
    )
    hatched = words.say(
        "Hatched: no row of that kind. Nobody has looked everywhere, so an empty year is a gap of this record and no "
        "sign of peace: only {n} of {all} events lie before {year}.",
        n=words.number(coverage.events_before(view.store, RANGE_START)), all=words.number(len(view.store.events)),
        year=RANGE_START.year,
    )  # fmt: skip
    body = "".join(_year(view, year, counts) for year in reversed(coverage.years(view.store)))
    label = escape(words.say("Rows per country, kind and year"), quote=True)
    return (
        f"{paragraph(caption)}{paragraph(hatched)}{_legend(view)}"
        f"<div class='heat-box' tabindex='0' role='region' aria-label=\"{label}\">"
        f"<table class='heat'><thead>{_heads(view)}</thead><tbody>{body}</tbody></table></div>"
    )


def _heads(view: View) -> str:
    words = view.words
    countries = "".join(
        f"<th colspan='{len(coverage.KINDS)}' scope='colgroup' class='country'>{escape(name)}</th>"
        for name in (words.word("country", code) for code in FOCUS)
    )
    kinds = "".join(
        f"<th scope='col'{_edge(place)}><span>{escape(kind_name(view, kind))}</span></th>"
        for _ in FOCUS
        for place, kind in enumerate(coverage.KINDS)
    )
    return f"<tr><th rowspan='2' scope='col'>{escape(words.say('Year'))}</th>{countries}</tr><tr>{kinds}</tr>"


def _edge(place: int) -> str:
    return "" if place else " class='first'"


def _year(view: View, year: int, counts: coverage.ByYear) -> str:
    cells = "".join(
        f"<td class='heat-{shade(n := counts[country, kind][year])}{'' if place else ' first'}'>{n}</td>"
        for country in FOCUS
        for place, kind in enumerate(coverage.KINDS)
    )
    link = f"/record?from={year}-01-01&to={year}-12-31&lang={view.lang}"
    return f"<tr><th scope='row'><a href='{escape(link, quote=True)}'>{year}</a></th>{cells}</tr>"


def _legend(view: View) -> str:
    words = view.words
    ends = [words.figure(low, high - 1, False, short=True) for low, high in pairwise(STEPS)]
    said = [words.say("no row"), *ends, words.say("{n} or more", n=STEPS[-1])]
    items = "".join(f"<span><i class='heat-{level}'></i>{escape(text)}</span>" for level, text in enumerate(said))
    return f"<p class='heat-legend'>{items}</p>"


@lru_cache(maxsize=8)
def gaps(view: View) -> str:
    """Return the years without a row in words, by kind and country: so that a hatch is not read as peace."""
    items = "".join(f"<li><b>{escape(kind_name(view, kind))}</b><br>{_gap(view, kind)}</li>" for kind in coverage.KINDS)
    return f"<div class='prose'><ul>{items}</ul></div>"


def _gap(view: View, kind: str) -> str:
    words, without = view.words, coverage.without(view.store)
    named = [
        words.say("{country}: {years}", country=words.word("country", code), years=_runs(view, without[code, kind]))
        for code in FOCUS
    ]
    return "<br>".join(escape(text) for text in named)


def _runs(view: View, runs: tuple[tuple[int, int], ...]) -> str:
    words = view.words
    return words.join(words.span(str(first), str(last)) for first, last in runs) if runs else words.say("no such year")
