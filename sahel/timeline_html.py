"""The timeline outside its figure, as escaped HTML: the names of lanes, and everything in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from sahel.citations import Citations
from sahel.lanes import Lane, in_range, lanes, mission_of, text_width
from sahel.marks import mark_uri
from sahel.queries import unique
from sahel.reigns import Reign, happenings, reigns_in
from sahel.spells import Spell
from sahel.timeline_blocs import bloc_lines
from sahel.timeline_plan import BAND, BLOC, LANE, Block, plan
from sahel.timeline_tips import event_date, note_said, sites_said
from sahel.timeline_words import force_name, lane_label
from sahel.view import View
from sahel.vocabulary import COUP_KINDS

_NAME_ROOM = 196.0


def gutter(view: View, memberships: bool = False) -> str:
    """Return the names of countries, blocs and lanes, each at the height at which the figure draws it."""
    where = plan(view, memberships)
    rows = "".join(_block_names(view, block) for block in where.blocks)
    return f"<div class='gutter' style='height:{where.height:.0f}px'>{rows}</div>"


def _block_names(view: View, block: Block) -> str:
    words = view.words
    parts = [_at(block.band + BAND / 2, 26, "country", escape(words.word("country", block.country)))]
    for i, line in enumerate(block.blocs):
        parts.append(_at(block.bloc_y(i), BLOC, "bloc", escape(words.word("organisation", line.organisation))))
    for i, lane in enumerate(block.lanes):
        parts.append(_at(block.lane_y(i), LANE, "lane", _lane_name(view, lane)))
    if not block.lanes:
        parts.append(
            _at(block.lane_y(0), LANE, "none", escape(words.say("No such force in the record for these days.")))
        )
    parts.append(f"<div class='line' style='top:{block.bottom:.1f}px'></div>")
    return "".join(parts)


def _at(middle: float, height: float, name: str, body: str) -> str:
    return f"<div class='{name}' style='top:{middle - height / 2:.1f}px;height:{height:g}px'>{body}</div>"


def _lane_name(view: View, lane: Lane) -> str:
    sender, forces = lane_label(view, lane)
    said = view.words.say("{sender}: {forces}", sender=sender, forces=forces) if sender and forces else sender or forces
    picture = mark_uri(lane.group, view.theme, lane_state(view, lane), 18, 5.2)
    # The mark tells the sender's group: where both have no room, the forces alone are named.
    short = sender if mission_of(view.store, lane.spells[0].force_ids[0]) else forces or sender
    wide = said if text_width(said, 13.5) <= _NAME_ROOM else short
    return (
        f"<img src=\"{picture}\" alt=''><span class='wide' title='{escape(said, quote=True)}'>{escape(wide)}</span>"
        f"<span class='narrow'>{escape(short)}</span>"
    )


def lane_state(view: View, lane: Lane) -> str:
    """Hollow for those who have left by the end of the range, dashed for those whose stay is not acknowledged."""
    last = min(view.end, view.store.cutoff).toordinal()
    here = [spell for spell in lane.spells if spell.is_open or spell.end_min >= last]
    if not here:
        return "ended"
    return "present" if any(spell.standing == "acknowledged" for spell in here) else "uncertain"


def citations(view: View, memberships: bool = False) -> Citations:
    """Return the sources of everything that a view draws, numbered in the order of the words."""
    return _numbered(view, memberships).copy()


@lru_cache(maxsize=32)
def _numbered(view: View, memberships: bool) -> Citations:
    """Return the same for all readers at once: it holds every source already, so that asking changes nothing.

    Those of memberships come last: the numbers of all others are the same with and without them.
    """
    found = Citations(view.store.sources)
    for country in view.countries:
        found.numbers(unique(row["source_ids"] for reign in reigns_in(view, country) for row in reign.rows))
        found.numbers(unique(spell.source_ids for lane in lanes(view, country) for spell in lane.spells))
        found.numbers(unique(event["source_ids"] for event in happenings(view, country)))
    for country in view.countries if memberships else ():
        found.numbers(unique(row["source_ids"] for line in bloc_lines(view, country) for row in line.rows))
    return found


@lru_cache(maxsize=16)
def in_words(view: View, memberships: bool = False) -> str:
    """Return everything that the timeline draws as lists of days and words, with numbered links to the sources."""
    return "".join(_country_words(view, country, memberships) for country in view.countries)


def _country_words(view: View, country: str, memberships: bool) -> str:
    words, events = view.words, happenings(view, country)
    spells = [spell for lane in lanes(view, country) for spell in lane.spells if in_range(view, spell)]
    lines = bloc_lines(view, country) if memberships else ()
    parts: tuple[tuple[str, Sequence[Any], Callable[[View, Any], str]], ...] = (
        (words.say("Rule"), reigns_in(view, country), _reign_words),
        (words.say("Coups, attempts and alleged plots"), [e for e in events if e["kind"] in COUP_KINDS], _event_words),
        (words.say("Foreign forces"), spells, _spell_words),
        (words.say("Membership"), [row for line in lines for row in line.rows], _membership_words),
        (words.say("Events"), [e for e in events if e["kind"] not in COUP_KINDS], _event_words),
    )
    body = "".join(
        f"<h3>{escape(title)}</h3><dl>{''.join(say(view, row) for row in rows)}</dl>"
        for title, rows, say in parts
        if rows
    )
    return f"<section class='in-words'><h2>{escape(words.word('country', country))}</h2>{body}</section>"


def _entry(when: str, what: str, more: Iterable[str], refs: str) -> str:
    rest = " ".join(escape(part if part.endswith((".", "!", "?", "”")) else f"{part}.") for part in more if part)
    rest = f" <span class='soft'>{rest}</span>" if rest else ""
    return f"<dt>{escape(when)}</dt><dd><b>{escape(what)}</b>{rest}{refs}</dd>"


def _refs(view: View, source_ids: tuple[str, ...]) -> str:
    links = " ".join(
        f"<a href='{escape(url, quote=True)}' rel='noopener noreferrer'>{number}</a>"
        for number, url in _numbered(view, True).numbers(source_ids)
    )
    return f"<span class='refs'>{links}</span>"


def _reign_words(view: View, reign: Reign) -> str:
    words = view.words
    first, last = reign.rows[0], reign.rows[-1]
    who = words.say("{leader} · {kind}", leader=" / ".join(reign.leaders), kind=words.word("regime_kind", reign.kind))
    if reign.contested:
        who = words.say("contested: {names}", names=" / ".join(reign.leaders))
    more = [str(row[f"office_{view.lang}"]) for row in reign.rows]
    return _entry(
        words.span(first["start"], last["end"]), who, more, _refs(view, unique(row["source_ids"] for row in reign.rows))
    )


def _spell_words(view: View, spell: Spell) -> str:
    words = view.words
    standing = words.word("standing", spell.standing)
    what = words.say("{force}: {standing}", force=force_name(view, spell.force_ids[0]), standing=standing)
    more = (sites_said(view, spell, most=30), note_said(view, spell))
    return _entry(words.span(spell.start, spell.end, spell.last_seen), what, more, _refs(view, spell.source_ids))


def _event_words(view: View, event: dict[str, Any]) -> str:
    title, summary = event[f"title_{view.lang}"], event[f"summary_{view.lang}"]
    return _entry(event_date(view, event), title, (summary,), _refs(view, event["source_ids"]))


def _membership_words(view: View, row: dict[str, Any]) -> str:
    words = view.words
    name, status = words.word("organisation", row["organisation"]), words.word("status", row["status"])
    what = words.say("{bloc}: {status}", bloc=name, status=status)
    return _entry(
        words.span(row["start"], row["end"]), what, (row[f"note_{view.lang}"],), _refs(view, row["source_ids"])
    )
