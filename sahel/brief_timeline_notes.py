"""What the card of a range tells its notes: stays, coups, rulers and labelled events, each with its sources."""

from __future__ import annotations

from html import unescape
from typing import Any

import plotly.graph_objects as go

from sahel.brief_card import Card
from sahel.queries import unique
from sahel.reigns import Reign, happenings, reigns_in
from sahel.spells import Spell
from sahel.timeline_plan import Plan
from sahel.timeline_tips import event_date
from sahel.timeline_words import event_label
from sahel.view import View
from sahel.vocabulary import COUP_KINDS

Numbers = dict[tuple[str, str], tuple[int, ...]]


def labels(figure: go.Figure) -> set[str]:
    """Return what the figure writes."""
    return {unescape(said) for trace in figure.data if trace.name == "labels" for said in trace.text}


def stays(card: Card, where: Plan) -> Numbers:
    """Tell the notes of each stay; return by country and group the number of a source of the latest one."""
    found = Numbers()
    for block in where.blocks:
        for lane in block.lanes:
            for stay in reversed(lane.spells):
                found.setdefault((block.country, lane.group), note_stay(card, block.country, stay)[:1])
    return found


def note_stay(card: Card, country: str, stay: Spell) -> tuple[int, ...]:
    """Tell the notes of one sender's stay in a country and return the numbers of its sources."""
    words = card.words
    who = words.say(
        "{force} in {country}", force=words.word("sender_group", stay.group), country=words.word("country", country)
    )
    return card.note(words.say("{date}: {what}", date=_span(card.view, stay), what=who), stay.source_ids)


def _span(view: View, stay: Spell) -> str:
    words, said = view.words, view.words.span(stay.start, stay.end, stay.last_seen)
    if stay.standing == "acknowledged":
        return said
    return words.say("{date}, {standing}", date=said, standing=words.word("standing", stay.standing))


def rest(card: Card, written: set[str]) -> None:
    """Tell the notes of coups, attempts and plots, of rulers, and of the events that have a label."""
    view = card.view
    events = [(country, event) for country in view.countries for event in happenings(view, country)]
    for country, event in events:
        if event["kind"] in COUP_KINDS:
            _note_event(card, country, event)
    for country in view.countries:
        for reign in reigns_in(view, country):
            note_reign(card, country, reign)
    for country, event in events:
        if event["kind"] not in COUP_KINDS and event_label(view, event) in written:
            _note_event(card, country, event)


def _note_event(card: Card, country: str, event: dict[str, Any]) -> None:
    words = card.words
    said = words.say(
        "{country}, {day}: {event}",
        country=words.word("country", country), day=event_date(card.view, event),
        event=event[f"title_{card.view.lang}"],
    )  # fmt: skip
    card.note(said, event["source_ids"])


def note_reign(card: Card, country: str, reign: Reign) -> None:
    """Tell the notes who ruled, how and from when to when."""
    words, names = card.words, " / ".join(reign.leaders)
    who = words.say("{leader} · {kind}", leader=names, kind=words.word("regime_kind", reign.kind))
    if reign.contested:
        who = words.say("contested: {names}", names=names)
    said = words.say(
        "{country}, {day}: {event}",
        country=words.word("country", country), day=words.span(reign.rows[0]["start"], reign.rows[-1]["end"]),
        event=who,
    )  # fmt: skip
    card.note(said, unique(row["source_ids"] for row in reign.rows))
