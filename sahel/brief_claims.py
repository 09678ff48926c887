"""The claims of a briefing card as a list, the most telling ones: figure and day, who says so, what is counted."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sahel import charts_words, ink_fonts
from sahel.brief_card import Box, Card
from sahel.claims import Claim, Question, claims, is_count
from sahel.families import force_names
from sahel.findings_numbers import told
from sahel.series import speaker

_LEADING = 1.24
_COLUMN = 24
_GAP = 40


class Entry(NamedTuple):
    """One claim in words, and its height in px."""

    claim: Claim
    figure: tuple[str, ...]
    day: tuple[str, ...]
    who: tuple[str, ...]
    what: tuple[str, ...]
    height: float


@lru_cache(maxsize=64)
def telling(question: Question) -> tuple[Claim, ...]:
    """Return every claim, most telling first: those of the finding, the ends of the counts; each voice in its turn."""
    left, found, store = list(claims(question)), list[Claim](), question.view.store
    weights = _weights(question)

    def worth(claim: Claim) -> float:
        same = [one for one in found if speaker(store, one) == speaker(store, claim)]
        alike = any((one.low, one.high) == (claim.low, claim.high) for one in found)
        return weights[claim.strength_id] - 1.2 * len(same) - alike

    while left:
        best = max(left, key=worth)
        left.remove(best)
        found.append(best)
    return tuple(found)


def _weights(question: Question) -> dict[str, float]:
    known, named = claims(question), set(told(question))
    counts = [claim for claim in known if is_count(claim)]
    ends = {pick(counts, key=lambda it: it.value) for pick in (max, min)} if counts else set()
    newest = set(counts[-1:])
    return {
        claim.strength_id: 4.0 * (claim in named) + 3.0 * (claim in ends) + 3.0 * (claim in newest)
        + 2.0 * is_count(claim) + (claim.panel == "country") + 0.4 * (claim.panel == "place") + i / len(known)
        for i, claim in enumerate(known)
    }  # fmt: skip


def claim_said(card: Card, claim: Claim) -> str:
    """Return a claim as a sentence of the notes: figure, claimant, day, what is counted."""
    view, words = card.view, card.words
    said = words.say(
        "{figure}: {claimant}, {day}", figure=charts_words.figure(view, claim),
        claimant=charts_words.voice(view, claim), day=words.date(claim.date),
    )  # fmt: skip
    return words.clauses([said, charts_words.counts_what(view, claim)])


def draw(card: Card, box: Box, question: Question) -> tuple[Claim, ...]:
    """Write as many claims as fit, newest first, and return them."""
    size, count = card.size, max(int(box.width // (card.size.row * _COLUMN)), 1)
    wide = (box.width - _GAP * (count - 1)) / count
    every = telling(question)
    head = size.row * _LEADING + 8
    columns: list[list[Entry]] = []
    for n in range(1, len(every) + 1):
        tried = _columns(_entries(card, question, every[:n], wide), count, box.height - head)
        if not tried:
            break
        columns = tried
    shown = tuple(entry.claim for column in columns for entry in column)
    card.paragraph(box.x, box.y, box.width, _heading(card, len(shown), len(every)), size.row, weight=600, most=1)
    left = _left(card, wide)
    for i, column in enumerate(columns):
        y = box.y + head
        for entry in column:
            _entry(card, Box(box.x + i * (wide + _GAP), y, wide, entry.height), entry, left)
            y += entry.height
    return shown


def _heading(card: Card, shown: int, every: int) -> str:
    words = card.words
    if shown == every:
        return words.say("Every claim of this span, newest first")
    n, every_said = words.number(shown), words.number(every)
    if not card.brief.has("notes"):
        return words.say("{n} of {all} claims, newest first", n=n, all=every_said)
    return words.say("{n} of {all} claims, newest first; all on the page Numbers", n=n, all=every_said)


def _left(card: Card, wide: float) -> float:
    """Return how wide the column of figures and days is."""
    return min(card.size.row * 7.6, wide * 0.4)


def _entries(card: Card, question: Question, wanted: tuple[Claim, ...], wide: float) -> list[Entry]:
    """Return claims in words, newest first."""
    view, size = card.view, card.size
    several = len({claim.force_id for claim in claims(question)}) > 1
    ordered = sorted(wanted, key=lambda it: (it.first, it.last, it.strength_id), reverse=True)
    left, found = _left(card, wide), list[Entry]()
    for claim in ordered:
        parts = [charts_words.counts_what(view, claim)]
        parts += [force_names(view.store, view.lang)[claim.force_id]] if several else []
        day = ink_fonts.wrap(_day(card, claim), size.small, 400, left - 12, 2)
        who = ink_fonts.wrap(charts_words.voice(view, claim), size.row, 400, wide - left - _raised(card), 2)
        what = ink_fonts.wrap(card.words.clauses(parts), size.small, 400, wide - left, 2)
        figure = ink_fonts.wrap(charts_words.figure(view, claim, short=True), size.row, 600, left - 12)
        row, small = size.row * _LEADING, size.small * _LEADING
        height = max(row * len(who) + small * len(what), row * len(figure) + small * len(day)) + size.row * 0.7
        found.append(Entry(claim, figure, day, who, what, height))
    return found


def _raised(card: Card) -> float:
    """Return the room for the raised numbers of two sources."""
    return ink_fonts.width("999 999", card.size.row * 0.62) + 6


def _day(card: Card, claim: Claim) -> str:
    """Return a claim's day, of a bracket of days only its ends."""
    said = card.words.date(claim.date, short=True)
    if claim.date.startswith("["):
        first, last = claim.date[1:-1].split("..")
        said = card.words.span(first, last)
    return said


def _columns(entries: list[Entry], count: int, room: float) -> list[list[Entry]]:
    """Return entries in columns no higher than `room`, filled one after the other; nothing if they do not fit."""
    columns: list[list[Entry]] = [[]]
    share = -(-len(entries) // count)
    for entry in entries:
        if len(columns[-1]) == share:
            columns.append([])
        columns[-1].append(entry)
    return columns if all(sum(it.height for it in column) <= room for column in columns) else []


def _entry(card: Card, box: Box, entry: Entry, left: float) -> None:
    size, ground = card.size, card.ground
    numbers = card.note(claim_said(card, entry.claim), entry.claim.source_ids)
    card.pen.line([(box.x, box.y), (box.right, box.y)], ground.rule, 1)
    y = box.y + size.row * 0.3
    under = y
    for line in entry.figure:
        under = card.paragraph(box.x, under, left - 12, line, size.row, ground.ink, 600, 1)
    _lines(card, box.x, under, entry.day)
    for i, line in enumerate(entry.who, 1):
        raised = numbers if i == len(entry.who) else ()
        y = card.paragraph(box.x + left, y, box.width - left, line, size.row, most=1, numbers=raised)
    _lines(card, box.x + left, y, entry.what)
    card.pen.marked("claim")


def _lines(card: Card, x: float, y: float, lines: tuple[str, ...]) -> None:
    size = card.size.small
    for i, line in enumerate(lines):
        card.pen.text(x, y + size * (_LEADING * i + 0.95), line, size, card.ground.ink2)
