"""Who calls it a coup: what the chosen list counts by country and decade, what it covers, where lists differ. HTML."""

from __future__ import annotations

from html import escape

from sahel.cards import refs
from sahel.citations import Citations
from sahel.lists_of_coups import (
    CODINGS,
    RULE,
    Count,
    Disagreement,
    counts,
    coverage,
    decades,
    disagreements,
    numbered,
    options,
    sentence,
    short_name,
)
from sahel.view import View


def covered_said(view: View, source_id: str) -> str:
    """Say which years a list covers, as far as its codings of this record's events tell."""
    words, reach = view.words, coverage(view.store, source_id)
    if source_id == RULE:
        return words.say("This record’s own rule: power seized and held seven days or more is a coup.")
    return words.say(
        "{list} codes events of this record from {first} to {last}; other years are not covered, which does not mean "
        "that there was no coup.",
        list=short_name(view, source_id), first=str(reach.first), last=str(reach.last),
    )  # fmt: skip


def table(view: View, source_id: str, citations: Citations) -> str:
    """Return the counts of one list: a row a country, a column a decade."""
    words = view.words
    noted = refs(citations, (source_id,)) if source_id != RULE else ""
    heads = "".join(f"<th>{escape(_decade(view, decade))}</th>" for decade in decades(view.store))
    head = f"<tr><th>{escape(words.say('Country'))}</th>{heads}<th>{escape(words.say('All'))}</th></tr>"
    found = counts(view.store, view.countries, source_id)
    rows = "".join(
        _row(view, source_id, country, [count for count in found if count.country == country])
        for country in view.countries
    )
    said = f"<p class='soft'>{escape(covered_said(view, source_id))}{noted}</p>"
    return f"<div class='scroll'><table class='plain counts decades'>{head}{rows}</table></div>{said}"


def _decade(view: View, decade: int) -> str:
    return view.words.say("{decade}s", decade=str(decade))


def _row(view: View, source_id: str, country: str, found: list[Count]) -> str:
    cells = "".join(_cell(view, source_id, count) for count in found)
    total = {coding: sum(count.numbers.get(coding, 0) for count in found) for coding in CODINGS}
    name = escape(view.words.word("country", country))
    return f"<tr><td>{name}</td>{cells}<td><b>{_numbers(view, total)}</b></td></tr>"


def _cell(view: View, source_id: str, count: Count) -> str:
    words, reach = view.words, coverage(view.store, source_id)
    if count.covered == "none":
        return f"<td class='soft uncovered'>{escape(words.word('coding', 'not_covered'))}</td>"
    if count.covered == "all":
        return f"<td>{_numbers(view, count.numbers)}</td>"
    parts = []
    if reach.first > count.decade:
        parts.append(words.say("covered from {year}", year=str(reach.first)))
    if reach.last < min(count.decade + 9, view.store.cutoff.year):
        parts.append(words.say("covered to {year}", year=str(reach.last)))
    return f"<td>{_numbers(view, count.numbers)}<div class='day'>{escape(words.clauses(parts))}</div></td>"


def _numbers(view: View, numbers: dict[str, int]) -> str:
    """Return each coding with its number on a line of its own."""
    said = [numbered(view, {coding: numbers[coding]}) for coding in CODINGS if numbers.get(coding)]
    return "<br>".join(escape(one) for one in said) or escape(view.words.say("none"))


def spans(view: View, citations: Citations) -> str:
    """Return the years that each list covers, as a small table."""
    words = view.words
    heads = (words.say("List"), words.say("First year covered"), words.say("Last year covered"))
    head = "".join(f"<th>{escape(said)}</th>" for said in heads)
    rows = ""
    for source_id in options(view.store)[1:]:
        reach = coverage(view.store, source_id)
        name = f"{escape(short_name(view, source_id))}{refs(citations, (source_id,))}"
        rows += f"<tr><td>{name}</td><td>{reach.first}</td><td>{reach.last}</td></tr>"
    return f"<div class='scroll'><table class='plain spans'><tr>{head}</tr>{rows}</table></div>"


def disputed(view: View, source_id: str) -> str:
    """Return one sentence for each event about which the chosen list and another one differ, coups before plots."""
    words, found = view.words, disagreements(view.store, view.countries, source_id)
    if not found:
        said = words.say("No other list that covers the same events calls them otherwise.")
        return f"<p class='soft'>{escape(said)}</p>"
    coups_, plots = [one for one in found if not one.is_of_plots], [one for one in found if one.is_of_plots]
    body = _items(view, coups_)
    if plots:
        said = words.say_n(
            "and {n} alleged plot that one list has and another has not",
            "and {n} alleged plots that one list has and another has not", len(plots),
        )  # fmt: skip
        body += f"<details><summary>{escape(said)}</summary>{_items(view, plots)}</details>"
    head = words.say_n("{n} event not called the same:", "{n} events not called the same:", len(found))
    return f"<p>{escape(head)}</p>{body}"


def _items(view: View, found: list[Disagreement]) -> str:
    return f"<ul class='plainly'>{''.join(f'<li>{escape(sentence(view, one))}</li>' for one in found)}</ul>"
