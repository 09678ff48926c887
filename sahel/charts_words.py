"""A claim in words and the claims as a table, escaped HTML. Small records in, text out."""

from __future__ import annotations

import math
import textwrap
from datetime import date
from html import escape

from sahel import marks
from sahel import theme as look
from sahel.charts_labels import text_width
from sahel.charts_steps import DOT, SPAN_OPACITY, SPAN_WIDTH, STEP_WIDTH, dot_colour, is_full
from sahel.citations import Citations
from sahel.claims import Claim, Question, claims, extent, has_scale, inner_extent
from sahel.families import force_names
from sahel.queries import rows_by
from sahel.series import TRADES, is_official, series
from sahel.sourcing import outlet
from sahel.view import View

# Side in px of the square in which a sign of the legend is drawn.
SIGN = 22


def figure(view: View, claim: Claim, short: bool = False) -> str:
    """Return a claim's figure as said."""
    return view.words.figure(claim.low, claim.high, claim.about, short)


def publisher(view: View, claim: Claim) -> str:
    """Return who published the first source of a claim."""
    return outlet(rows_by(view.store, "sources", "source_id")[claim.source_ids[0]][0])


def claimant(view: View, claim: Claim) -> str:
    """Return who says so: a state, a body or a force; for the press and the like, the publisher."""
    if claim.claimant in TRADES:
        return publisher(view, claim)
    return view.words.claimant(claim.claimant, force_names(view.store, view.lang))


def voice(view: View, claim: Claim) -> str:
    """Return who says so and where it was read: "France, via RFI", or the publisher alone."""
    if claim.claimant in TRADES:
        return publisher(view, claim)
    who, outlet = claimant(view, claim), publisher(view, claim)
    return view.words.say("{claimant}, via {publisher}", claimant=who, publisher=outlet)


def places(view: View, claim: Claim) -> str:
    """Return the sites that a claim covers, or the empty text."""
    rows = rows_by(view.store, "places", "place_id")
    return view.words.join(str(rows[place][0][f"name_{view.lang}"]) for place in claim.place_ids)


def where(view: View, claim: Claim) -> str:
    """Return "at Gao", "in 5 countries" or, for one whole country, the empty text."""
    words = view.words
    if claim.place_ids:
        return words.say("at {places}", places=places(view, claim))
    return words.say("in {n} countries", n=words.number(len(claim.countries))) if len(claim.countries) > 1 else ""


def counts_what(view: View, claim: Claim) -> str:
    """Return what a claim counts: the measure, who is counted if told, where if not in the whole country."""
    words = view.words
    who = "" if claim.counted == "unstated" else words.word("counted", claim.counted)
    return ", ".join(part for part in (words.word("measure", claim.measure), who, where(view, claim)) if part)


def hover(view: View, claim: Claim) -> str:
    """Return everything the record says of a claim, as the lines of a plotly tooltip."""
    words = view.words
    force = rows_by(view.store, "forces", "force_id")[claim.force_id][0]
    note = claim.notes[1 if view.lang == "fr" else 0]
    several = [words.join(words.word("country", it) for it in claim.countries)] if len(claim.countries) > 1 else []
    lines = [
        f"<b>{escape(figure(view, claim))}</b> · {escape(words.date(claim.date))}",
        escape(str(force[f"name_{view.lang}"])),
        *map(escape, textwrap.wrap(counts_what(view, claim), 62)),
        escape(words.say("counted: {who}", who=words.word("counted", claim.counted))),
        *map(escape, several),
        escape(_says(view, claim)),
        *(f"<i>{escape(line)}</i>" for line in textwrap.wrap(note, 62)),
    ]
    return "<br>".join(lines)


def _says(view: View, claim: Claim) -> str:
    if is_official(claim):
        return view.words.say("says: {who} (official)", who=voice(view, claim))
    return view.words.say("says: {who}", who=voice(view, claim))


def table(question: Question, citations: Citations, room: float = math.inf) -> str:
    """Return the claims as a table, newest first: date, people, what is counted, who says so as a link to the source.

    What does not fit into `room` px is folded under the rows that do.
    """
    view, known = question.view, claims(question)[::-1]
    several = len({claim.force_id for claim in known}) > 1
    shown = _fitting(view, known, several, room)
    first = _rows(view, known[:shown], citations, several)
    if shown == len(known):
        return first
    rest, words = _rows(view, known[shown:], citations, several), view.words
    label = words.say_n("{n} earlier claim", "{n} earlier claims", len(known) - shown)
    return f"{first}<details class='more'><summary>{escape(label)}</summary>{rest}</details>"


def _fitting(view: View, known: tuple[Claim, ...], several: bool, room: float) -> int:
    """Return how many rows fit: as many as the lines of their longest cells leave room for, ten at least."""
    used, most = 40.0, 0
    for claim in known:
        cells = view.words.date(claim.date, short=True), counts_what(view, claim), voice(view, claim)
        lines = [-(-text_width(text, 13.5) // width) for text, width in zip(cells, (74, 108, 112), strict=True)]
        used += 11 + 19 * max(lines[0], lines[1] + several, lines[2])
        if used > room and most >= 10:
            break
        most += 1
    # A fold that hides one or two rows saves nothing.
    return len(known) if len(known) - most < 3 else most


def _rows(view: View, known: tuple[Claim, ...], citations: Citations, several: bool) -> str:
    words = view.words
    heads = (words.say("Date"), words.say("People"), words.say("Counts what"), words.say("Claimant"))
    head = "".join(f"<th scope='col'{' class=n' if i == 1 else ''}>{escape(text)}</th>" for i, text in enumerate(heads))
    rows = "".join(_row(view, claim, citations, several) for claim in known)
    caption = escape(words.say("The claims of the drawing, newest first, one row each"))
    return (
        f"<table class='plain claims'><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(view: View, claim: Claim, citations: Citations, several: bool) -> str:
    force = force_names(view.store, view.lang)[claim.force_id]
    under = f"<div class='of'>{escape(force)}</div>" if several else ""
    figured = escape(figure(view, claim, short=True))
    return (
        f"<tr><td>{escape(view.words.date(claim.date, short=True))}</td><td class='n'><b>{figured}</b></td>"
        f"<td>{escape(counts_what(view, claim))}{under}</td><td>{cited(view, claim, citations)}</td></tr>"
    )


def cited(view: View, claim: Claim, citations: Citations) -> str:
    """Return who says so as a link to the first source, the others as raised numbers."""
    (number, url), *others = citations.numbers(claim.source_ids)
    said = _link(url, voice(view, claim), view.words.say("source {n}", n=number))
    more = " ".join(_link(address, str(n), view.words.say("source {n}", n=n)) for n, address in others)
    return f"{said}<span class=refs>{more}</span>" if more else said


def _link(url: str, text: str, title: str) -> str:
    target, tip = escape(url, quote=True), escape(title, quote=True)
    return f"<a href='{target}' title='{tip}' rel='noopener noreferrer'>{escape(text)}</a>"


def signs(question: Question, has_gaps: bool) -> str:
    """Return the list of signs that the drawing uses, and nothing that it does not."""
    used = used_signs(question, claims(question), has_gaps)
    items = "".join(
        f"<li><img src=\"{marks.svg_uri(body, SIGN, SIGN)}\" alt=''>{escape(said)}</li>" for body, said in used
    )
    notes = escape(" ".join(trimmed(question)))
    return f"<ul class='signs'>{items}</ul>" + (f"<p class='soft'>{notes}</p>" if notes else "")


def used_signs(question: Question, known: tuple[Claim, ...], has_gaps: bool) -> list[tuple[str, str]]:
    """Return the signs that a drawing of some claims uses: SVG elements in a square of SIGN px, and what they mean."""
    view, words = question.view, question.view.words
    group = question.family.group
    is_planned, is_words = (any(it.measure == "planned" for it in known), any(it.panel == "words" for it in known))
    is_plain, is_span = any(map(is_full, known)), any(it.first != it.last for it in known)
    is_joined = any(series(view.store, part) for part in _scaled(known))
    said_by = words.say("with a dot: said by a government, the UN, the EU or ECOWAS; without: by others")
    lines = [
        (is_plain, _mark(view, group, "claim"), words.say("a claim, at the day it speaks of")),
        (any(map(is_official, known)), _mark(view, group, "official"), said_by),
        (is_joined, _stroke(question, "step"), words.say("one claimant’s own claims, a year apart at the most")),
        (is_planned, _mark(view, group, "planned"), words.say("announced or planned, not counted")),
        (any(map(_is_range, known)), _stroke(question, "range"), words.say("the claimant’s own range, to scale")),
        (any(map(_is_half, known)), _stroke(question, "half"), words.say("at least (upwards) or up to (downwards)")),
        (is_span, _stroke(question, "span"), words.say("the day is not known: some day in this span")),
        (is_words, _mark(view, group, "words"), words.say("words, no figure")),
        (has_gaps, _hatch(view), words.say("no count for the whole country in this record")),
    ]
    return [(body, said) for used, body, said in lines if used]


def _scaled(known: tuple[Claim, ...]) -> list[tuple[Claim, ...]]:
    """Return the claims of each panel that has a scale."""
    parts: dict[str, list[Claim]] = {}
    for claim in known:
        parts.setdefault(claim.measure if claim.panel == "other" else claim.panel, []).append(claim)
    return [tuple(part) for key, part in parts.items() if has_scale(key, tuple(part))]


def trimmed(question: Question) -> list[str]:
    """Say that the drawing is shorter than the range, and what its ends are."""
    view, words, (first, last) = question.view, question.view.words, extent(question)
    notes = []
    if first > view.start.toordinal():
        day = words.day(date.fromordinal(inner_extent(question)[0]))
        notes.append(
            words.say("The drawing begins with the first claim or sure presence of this span, on {day}.", day=day)
        )
    if last < view.end.toordinal():
        day = words.day(date.fromordinal(inner_extent(question)[1]))
        notes.append(
            words.say("The drawing ends with the last claim or sure presence of this span, on {day}.", day=day)
        )
    return notes


def _is_range(claim: Claim) -> bool:
    return claim.panel not in ("words", "other") and None not in (claim.low, claim.high) and claim.low != claim.high


def _is_half(claim: Claim) -> bool:
    return claim.panel not in ("words", "other") and (claim.low is None) != (claim.high is None)


def _mark(view: View, group: str, state: str) -> str:
    if state == "words":
        return marks.mark(group, view.theme, "uncertain", 11, 11, 6)
    if state == "claim":
        return marks.mark(group, view.theme, "present", 11, 11, 6)
    if state == "official":
        dot = f'<circle cx="11" cy="11" r="{DOT}" fill="{dot_colour(group, view.theme)}"/>'
        return marks.mark(group, view.theme, "present", 11, 11, 6) + dot
    hollow = f'fill="{look.ground(view.theme).paper}" stroke="{look.edge(group, view.theme)}" stroke-width="1.5"'
    return marks.shape(group, 6, 11, 11, hollow)


def _stroke(question: Question, kind: str) -> str:
    paths = {"range": "M7 4H15M11 4V18M7 18H15", "half": "M11 3V19", "span": "M2 11H20", "step": "M2 15H11V7H20"}
    width = {"range": 1.6, "half": 1.6, "span": SPAN_WIDTH, "step": STEP_WIDTH}[kind]
    opacity = SPAN_OPACITY if kind == "span" else 1
    colour = look.edge(question.family.group, question.view.theme)
    stroke = f'stroke="{colour}" stroke-width="{width}" opacity="{opacity}"'
    return f'<path d="{paths[kind]}" {stroke} fill="none"/>'


def _hatch(view: View) -> str:
    lines, rule = "M1 9L9 1M1 15L15 1M1 21L21 1M7 21L21 7M13 21L21 13", look.ground(view.theme).rule
    return f'<path d="{lines}" stroke="{rule}" fill="none"/>'
