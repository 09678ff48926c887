"""Tooltips of the timeline: what a bar, a band, a line or a ring says when it is pointed at."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from sahel.queries import rows_by, unique
from sahel.reigns import Reign
from sahel.sourcing import outlet
from sahel.spells import Spell
from sahel.store import Store
from sahel.timeline_words import force_name
from sahel.view import View

_SOURCES_SAID = 3
_TIP_WIDTH = 62
_EVENTS_SAID = 5


def _any_day(store: Store, lang: str) -> View:
    """A view for texts that do not depend on the range: they are made once a record and language."""
    return View(store, store.cutoff, store.cutoff, store.cutoff, lang=lang)


def sources_said(view: View, source_ids: Iterable[str]) -> str:
    """Return the first sources by name, "Le Monde 2023, Reuters 2022 and 3 more"."""
    rows = rows_by(view.store, "sources", "source_id")
    names = []
    for source in source_ids:
        row = rows[source][0]
        names.append(f"{outlet(row)} {row['published'][:4]}".strip())
    names = list(dict.fromkeys(names))
    if len(names) > _SOURCES_SAID:
        more = view.words.number(len(names) - _SOURCES_SAID)
        return view.words.say("{names} and {n} more", names=", ".join(names[:_SOURCES_SAID]), n=more)
    return ", ".join(names)


def tip(title: str, *lines: str) -> str:
    """Return a tooltip in plotly's HTML: a bold title over wrapped lines; what is empty is left out."""
    wrapped = [part for line in lines if line for part in textwrap.wrap(line, _TIP_WIDTH)]
    said = "<br>".join([f"<b>{escape(title, quote=False)}</b>", *(escape(line, quote=False) for line in wrapped)])
    return said.replace("%{", "% {")


def spell_tip(view: View, spell: Spell) -> str:
    """Return the tooltip of a bar: force, dates, standing, sites, note, sources."""
    return _spell_tip(view.store, view.lang, spell)


@lru_cache(maxsize=1024)
def _spell_tip(store: Store, lang: str, spell: Spell) -> str:
    view = _any_day(store, lang)
    words = view.words
    country = words.word("country", spell.country)
    title = words.say("{force} in {country}", force=force_name(view, spell.force_ids[0]), country=country)
    standing = words.word("standing", spell.standing)
    dates = words.say(
        "{dates}: {standing}", dates=words.span(spell.start, spell.end, spell.last_seen), standing=standing
    )
    said = words.say("Sources: {names}", names=sources_said(view, spell.source_ids))
    return tip(title, dates, sites_said(view, spell), note_said(view, spell), said)


def sites_said(view: View, spell: Spell, most: int = 6) -> str:
    """Return the sites of a spell by name."""
    places = rows_by(view.store, "places", "place_id")
    names = [str(places[place][0][f"name_{view.lang}"]) for place in spell.place_ids]
    if not names:
        return ""
    said = ", ".join(names[:most])
    if len(names) > most:
        said = view.words.say("{names} and {n} more", names=said, n=view.words.number(len(names) - most))
    return view.words.say("Sites: {names}", names=said)


def note_said(view: View, spell: Spell) -> str:
    """Return the note of a spell's first row that has one, that of the whole country before those of sites."""
    rows = [rows_by(view.store, "presences", "presence_id")[presence][0] for presence in spell.presence_ids]
    notes = [str(row[f"note_{view.lang}"]) for row in sorted(rows, key=lambda row: bool(row["place_id"]))]
    return next((note for note in notes if note), "")


def reign_tip(view: View, reign: Reign) -> str:
    """Return the tooltip of a span of rule."""
    words, first, last = view.words, reign.rows[0], reign.rows[-1]
    kind = words.word("regime_kind", reign.kind)
    title = words.say("{leader} · {kind}", leader=" / ".join(reign.leaders), kind=kind)
    if reign.contested:
        title = words.say("contested: {names}", names=" / ".join(reign.leaders))
    lines = [
        words.say("{office}: {dates}", office=row[f"office_{view.lang}"], dates=words.span(row["start"], row["end"]))
        for row in reign.rows
    ]
    how = [words.say("Came {entry}", entry=words.word("entry", first["entry"]))]
    if last["exit"]:
        how.append(words.say("end: {exit}", exit=words.word("exit", last["exit"])))
    said = words.say("Sources: {names}", names=sources_said(view, unique(row["source_ids"] for row in reign.rows)))
    return tip(title, *lines, words.clauses(how), said)


def events_tip(view: View, events: Sequence[dict[str, Any]]) -> str:
    """Return the tooltip of events that share a sign: one in full, several with title, date and sources each."""
    if len(events) == 1:
        return event_tip(view, events[0])
    said = [
        _short_tip(view.store, view.lang, event["event_id"], event_date(view, event), event[f"title_{view.lang}"])
        for event in sorted(events, key=lambda event: int(event["date_min"]))
    ]
    more = len(said) - _EVENTS_SAID
    if more > 0:
        said = [*said[:_EVENTS_SAID], escape(view.words.say_n("and {n} more event", "and {n} more events", more))]
    return "<br>".join(said)


@lru_cache(maxsize=4096)
def _short_tip(store: Store, lang: str, event_id: str, day: str, title: str) -> str:
    source = rows_by(store, "events", "event_id")[event_id][0]["source_ids"][0]
    return tip(title, f"{day}, {outlet(rows_by(store, 'sources', 'source_id')[source][0])}")


def event_tip(view: View, event: dict[str, Any]) -> str:
    """Return the tooltip of one event: title, date, summary, sources."""
    return _event_tip(view.store, view.lang, event["event_id"])


@lru_cache(maxsize=4096)
def _event_tip(store: Store, lang: str, event_id: str) -> str:
    event, view = rows_by(store, "events", "event_id")[event_id][0], _any_day(store, lang)
    said = view.words.say("Sources: {names}", names=sources_said(view, event["source_ids"]))
    return tip(event[f"title_{lang}"], event_date(view, event), event[f"summary_{lang}"], said)


def event_date(view: View, event: dict[str, Any]) -> str:
    """Return the day or the span of an event."""
    if event["end_date"]:
        return view.words.span(event["date"], event["end_date"])
    return view.words.date(event["date"])
