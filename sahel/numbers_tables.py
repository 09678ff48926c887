"""Contested claims and a day's numbers as escaped HTML. Small records in, text out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from html import escape

from sahel.charts_words import cited, counts_what, figure, where
from sahel.citations import Citations
from sahel.claims import Claim
from sahel.contested import Pair
from sahel.day_numbers import CountryNumbers, ForceNumbers, Known, counts
from sahel.families import force_names
from sahel.marks import mark_uri
from sahel.queries import rows_by
from sahel.view import View
from sahel.vocabulary import group_of

ROWS_SHOWN = 10
_CLAIMS_SHOWN = 4


def contested_said(view: View, pairs: tuple[Pair, ...]) -> str:
    """Return the rule that makes two claims contested, and how the rows are ordered."""
    words = view.words
    said = [words.say(
        "Two claims by different voices about the same force, country and kind of count, at most 90 days apart, that "
        "share no figure and differ by more than a quarter of the larger. Nobody is averaged; read the sources."
    )]  # fmt: skip
    if any(pair.has_moved for pair in pairs):
        said.append(words.say(
            "Worst first; last come the pairs with a move of the force, or a change of one voice’s own figure, between "
            "the two: both may have been right on their day."
        ))  # fmt: skip
    return f"<p class='soft'>{escape(' '.join(said))}</p>"


def contested_table(view: View, pairs: Iterable[Pair], citations: Citations) -> str:
    """Return pairs as a table: force and kind of count, the lower and the higher claim, how far apart."""
    words = view.words
    heads = (
        words.say("Who, where, what is counted"), words.say("Lower claim"), words.say("Higher claim"),
        words.say("Times as many"), words.say("Days apart"),
    )  # fmt: skip
    head = "".join(f"<th scope='col'{' class=n' if i > 2 else ''}>{escape(text)}</th>" for i, text in enumerate(heads))
    rows = "".join(_pair(view, pair, citations, heads) for pair in pairs)
    caption = escape(words.say("Contested pairs of claims, worst first"))
    return (
        f"<table class='plain contested'><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _pair(view: View, pair: Pair, citations: Citations, heads: tuple[str, ...]) -> str:
    words = view.words
    times = "–" if math.isinf(pair.times) else words.number(round(pair.times, 1))
    moved = f"<div class='of'>{escape(words.say('moved in between'))}</div>" if pair.has_moved else ""
    apart = words.figure(*pair.days, False, short=True)
    cells = (
        ("", _side(view, pair.lower, citations)), ("", _side(view, pair.higher, citations)),
        (" class='n'", f"<b>{escape(times)}</b>"), (" class='n'", escape(apart) + moved),
    )  # fmt: skip
    said = "".join(
        f"<td{how} data-head='{escape(head, quote=True)}'>{cell}</td>"
        for head, (how, cell) in zip(heads[1:], cells, strict=True)
    )
    return f"<tr><td>{_who(view, pair.lower)}</td>{said}</tr>"


def _who(view: View, claim: Claim) -> str:
    """Return the force with its mark, the country unless its name says it, and what is counted where."""
    words, named = view.words, _force(view, claim.force_id)
    if len(claim.countries) == 1 and words.word("country", claim.countries[0]) not in named:
        named = words.say("{forces} in {countries}", forces=named, countries=words.in_countries(claim.countries))
    kind = ", ".join(part for part in (words.word("measure", claim.measure), where(view, claim)) if part)
    return (
        f"<div class='who'><img src=\"{_mark(view, claim.force_id)}\" alt=''>"
        f"<div>{escape(named)}<div class='of'>{escape(kind)}</div></div></div>"
    )


def _side(view: View, claim: Claim, citations: Citations) -> str:
    """Return one claim of a pair: figure, claimant with sources, date, and who is counted if that is told."""
    words = view.words
    counted = "" if claim.counted == "unstated" else words.word("counted", claim.counted)
    under = ", ".join(part for part in (words.date(claim.date, short=True), counted) if part)
    return (
        f"<b>{escape(figure(view, claim, short=True))}</b> {cited(view, claim, citations)}"
        f"<div class='of'>{escape(under)}</div>"
    )


def _force(view: View, force_id: str) -> str:
    name = force_names(view.store, view.lang)[force_id]
    return name[:1].upper() + name[1:]


def _mark(view: View, force_id: str, state: str = "present") -> str:
    sender = rows_by(view.store, "forces", "force_id")[force_id][0]["sender"]
    return mark_uri(group_of(sender), view.theme, state, 22, 6)


def day_title(view: View, numbers: tuple[CountryNumbers, ...], day: date) -> str:
    """Return what a day has: how many forces, and how many of them with a figure."""
    words, (forces, figured) = view.words, counts(numbers)
    on = words.day(day)
    if not forces:
        return words.say("{day}: no foreign force in this record", day=on)
    if not figured:
        return words.say_n("{day}: {n} force, no figure", "{day}: {n} forces, no figure", forces, day=on)
    known = words.number(figured)
    return words.say_n(
        "{day}: {n} force, {known} with a figure", "{day}: {n} forces, {known} of them with a figure", forces,
        day=on, known=known,
    )  # fmt: skip


def day_said(view: View) -> str:
    """Return why a day's numbers are not added up."""
    said = view.words.say(
        "Each force with its last known claims for the whole country and their age on that day. No sum is given: "
        "the claims count different people on different days, one force may be counted inside another, and no figure "
        "is not zero."
    )
    return f"<p class='soft'>{escape(said)}</p>"


def day_numbers_html(view: View, numbers: tuple[CountryNumbers, ...], citations: Citations) -> str:
    """Return a day's numbers, one column a country."""
    return f"<div class='daynumbers'>{''.join(_country(view, it, citations) for it in numbers)}</div>"


def _country(view: View, numbers: CountryNumbers, citations: Citations) -> str:
    words = view.words
    body = _lines(view, numbers.firm, citations, "present")
    if numbers.doubtful:
        body += f"<h4>{escape(words.say('Not certain on this day'))}</h4>"
        body += _lines(view, numbers.doubtful, citations, "uncertain")
    if not body:
        said = words.say("No foreign force in this record on this day. That is not proof of absence.")
        body = f"<p class='soft'>{escape(said)}</p>"
    return f"<section><h3>{escape(words.word('country', numbers.country))}</h3>{body}</section>"


def _lines(view: View, lines: tuple[ForceNumbers, ...], citations: Citations, state: str) -> str:
    """Return forces with their claims, and last, in one line, those of which nobody gives a figure."""
    words = view.words
    body = "".join(_line(view, line, citations, state) for line in lines if line.known)
    if silent := [_force(view, line.force.force_id) for line in lines if not line.known]:
        names = escape(words.clauses(silent))
        body += f"<div class='none'><i>{escape(words.say('no figure'))}</i><span>{names}</span></div>"
    return f"<div class='forces'>{body}</div>" if body else ""


def _line(view: View, line: ForceNumbers, citations: Citations, state: str) -> str:
    words, force = view.words, line.force
    name, notes = _force(view, force.force_id), []
    if line.inside:
        notes.append(words.say("counted inside {force}", force=force_names(view.store, view.lang)[line.inside]))
    if force.standing != "acknowledged":
        notes.append(words.word("standing", force.standing))
    if force.level in ("presumed", "stale") and force.last_seen:
        notes.append(words.say("last evidence {seen}", seen=words.date(force.last_seen, short=True)))
    under = f"<span class='of'>{escape(words.clauses(notes))}</span>" if notes else ""
    shown, rest = line.known[:_CLAIMS_SHOWN], line.known[_CLAIMS_SHOWN:]
    said = "".join(_known(view, it, citations) for it in shown)
    if rest:
        label = words.say_n("{n} earlier claim", "{n} earlier claims", len(rest))
        more = "".join(_known(view, it, citations) for it in rest)
        said += (
            f"<li class='rest'><details class='more'><summary>{escape(label)}</summary><ul>{more}</ul></details></li>"
        )
    picture = f"<img src=\"{_mark(view, force.force_id, state)}\" alt=''>"
    head = f"<div class='of-force'>{picture}<div><b>{escape(name)}</b> {under}</div></div>"
    return f"<div class='one'>{head}<ul>{said}</ul></div>"


def _known(view: View, known: Known, citations: Citations) -> str:
    """Return one claim: figure, what it counts, who says so, of which day and how long before."""
    words, claim = view.words, known.claim
    day = words.date(claim.date, short=True)
    old = words.say("{day}, the same day", day=day) if not known.age else words.say(
        "{day}, {days} before", day=day, days=words.days(known.age)
    )  # fmt: skip
    return (
        f"<li><b class='n'>{escape(figure(view, claim, short=True))}</b><span>{escape(counts_what(view, claim))}"
        f"<span class='of'>{escape(old)}</span></span><span>{cited(view, claim, citations)}</span></li>"
    )
