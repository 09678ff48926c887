"""Sites and hand-overs as escaped HTML: the card of a site, the latest hand-overs, the list and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import Any

from sahel.bases import ARMED, HOST, Base, Gap, Holder, force_word
from sahel.bases_bars import swatch
from sahel.cards import refs
from sahel.citations import Citations
from sahel.handovers import Handover
from sahel.links import link, whole_range
from sahel.marks import mark_uri
from sahel.queries import rows_by
from sahel.selection import Asked
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS
from sahel.words import messages

_HANDED = messages({
    "base_handed_over": "{givers} to {takers}", "changed_hands": "{givers} to {takers}",
    "base_left": "left by {givers}", "base_taken": "taken by {takers}", "taken_from": "taken by {takers} from {givers}",
})  # fmt: skip
_Link = Callable[[str], str]


def holder_name(view: View, holder: str, country: str) -> str:
    """Return a holder in a word or two: a sender, the host country, armed groups."""
    if holder == HOST:
        return view.words.word("country", country)
    if holder == ARMED:
        return view.words.say("armed group")
    return view.words.word("sender_group", holder)


def now(view: View, base: Base, one: Holder) -> str:
    """Say one holder of a day: "Mali", "Russia, reported", "Mali, last evidence Dec 2023"."""
    words = view.words
    name = holder_name(view, one.holder, base.site.country)
    if one.holder == ARMED:
        name = words.join(force_word(view, force) for force in one.force_ids)
    said = [name]
    if one.standing != "acknowledged":
        said.append(words.word("standing", one.standing))
    if one.level == "possible":
        said.append(words.say("uncertain on this day"))
    if one.level == "stale":
        said.append(words.say("last evidence {seen}", seen=words.date(one.last_seen, short=True)))
    return ", ".join(said)


def nobody(view: View) -> str:
    """Say that the record knows nobody at a site on the day."""
    return view.words.say("nobody known")


def handed(view: View, one: Handover) -> str:
    """Say a hand-over with its date: "15 Aug 2022: Barkhane to Mali"."""
    words = view.words
    givers, takers = (
        words.join(dict.fromkeys(force_word(view, force) for force in forces)) for forces in (one.givers, one.takers)
    )
    kind = one.kind
    if kind == "base_taken" and givers:
        kind = "taken_from"
    if kind in ("base_handed_over", "changed_hands") and not takers:
        kind = "base_left"
    what = words.say(_HANDED[kind], givers=givers, takers=takers)
    return words.say("{date}: {what}", date=words.date(one.date, short=True), what=what)


def latest(view: View, found: Iterable[tuple[Base, Handover]], place_link: _Link, citations: Citations) -> str:
    """Return the latest hand-overs as a list, each with its site, its record and its sources."""
    items = "".join(
        f"<li><b><a href='{escape(place_link(base.site.place_id), quote=True)}'>{escape(base.name)}</a></b> "
        f"{_handover(view, one, citations)}</li>"
        for base, one in found
    )
    none = escape(view.words.say("No hand-over is known up to this day."))
    return f"<ul class='handovers'>{items}</ul>" if items else f"<p class='soft'>{none}</p>"


def _handover(view: View, one: Handover, citations: Citations) -> str:
    said = escape(handed(view, one))
    if one.event_id:
        address = link(whole_range(view), Asked("events"), one.event_id)
        title = rows_by(view.store, "events", "event_id")[one.event_id][0][f"title_{view.lang}"]
        said += f" (<a href='{escape(address, quote=True)}'>{escape(title)}</a>)"
    return said + refs(citations, one.source_ids)


def card(view: View, base: Base, citations: Citations) -> str:
    """Return the card of a site: who has it on the day, its occupants and hand-overs in order."""
    words, one = view.words, base.site
    country = words.word("country", one.country)
    told = words.say("On {day}: {who}", day=words.day(view.on), who=_who(view, base))
    people = "".join(_occupant(view, row, citations) for row in one.occupants)
    body = f"<p>{escape(told)}</p><h3>{escape(words.say('Who was there'))}</h3><ul>{people}</ul>"
    changes = [(h.low, f"<li>{_handover(view, h, citations)}</li>") for h in one.handovers]
    changes += [(gap.after, f"<li class='soft'>{escape(_nobody_between(view, gap))}</li>") for gap in one.gaps]
    if changes:
        items = "".join(item for _, item in sorted(changes))
        body += f"<h3>{escape(words.say('How it changed hands'))}</h3><ul>{items}</ul>"
    return f"<section class='opened base'><h2>{escape(base.name)}, {escape(country)}</h2>{body}</section>"


def _nobody_between(view: View, gap: Gap) -> str:
    words = view.words
    first, last = (words.day(date.fromordinal(day), short=True) for day in (gap.after, gap.before))
    return words.say(
        "Nobody known between {first_day} and {last_day}: {days}",
        first_day=first, last_day=last, days=words.days(*gap.days),
    )  # fmt: skip


def _who(view: View, base: Base) -> str:
    return view.words.clauses(now(view, base, one) for one in base.holders) or nobody(view)


def _occupant(view: View, row: dict[str, Any], citations: Citations) -> str:
    words = view.words
    name = row[f"name_{view.lang}"]
    note = f" {escape(row[f'note_{view.lang}'])}" if row[f"note_{view.lang}"] else ""
    said = words.say(
        "{force}: {dates}",
        force=f"<b>{escape(name)}</b>", dates=escape(words.span(row["start"], row["end"], row["last_seen"])),
    )  # fmt: skip
    picture = f"<img src=\"{swatch(row['holder'], view.theme)}\" alt=''>"
    standing = escape(words.word("standing", row["standing"]))
    return f"<li>{picture} {said} ({standing}).{note}{refs(citations, row['source_ids'])}</li>"


def brief(view: View, found: Iterable[Base], place_link: _Link) -> str:
    """Return the sites as a short list: name, who has it on the day, the last hand-over; for narrow screens."""
    items = ""
    for base in found:
        before = [one for one in base.site.handovers if one.low <= view.on.toordinal()]
        last = f"<div class='of'>{escape(handed(view, before[-1]))}</div>" if before else ""
        name = f"<b><a href='{escape(place_link(base.site.place_id), quote=True)}'>{escape(base.name)}</a></b>"
        said = view.words.say("{place}: {who}", place=name, who=escape(_who(view, base)))
        items += f"<li><div>{said}{last}</div></li>"
    return f"<ul class='handovers'>{items}</ul>"


def table(view: View, found: Iterable[Base], place_link: _Link, citations: Citations) -> str:
    """Return the sites as a table: who has each, who was there before, its hand-overs, the last evidence of anybody."""
    words = view.words
    heads = (
        words.say("Site"), words.say("Country"), words.say("On {day}", day=words.day(view.on, short=True)),
        words.say("Occupants in order"), words.say("Hand-overs"), words.say("Last evidence"),
    )  # fmt: skip
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    rows = "".join(_table_row(view, base, place_link, citations) for base in found)
    return f"<div class='scroll'><table class='plain sites bases'><tr>{head}</tr>{rows}</table></div>"


def _table_row(view: View, base: Base, place_link: _Link, citations: Citations) -> str:
    words, one = view.words, base.site
    here = "".join(
        f"<div><img src=\"{_mark(view, holder)}\" alt=''> {escape(now(view, base, holder))}"
        f"{refs(citations, holder.source_ids)}</div>"
        for holder in base.holders
    )
    stays = "".join(f"<div>{escape(_brief_occupant(view, row))}</div>" for row in one.occupants)
    changes = "".join(f"<div>{_handover(view, change, citations)}</div>" for change in one.handovers)
    name = f"<b><a href='{escape(place_link(one.place_id), quote=True)}'>{escape(base.name)}</a></b>"
    return (
        f"<tr><td>{name}</td><td>{escape(words.word('country', one.country))}</td>"
        f"<td>{here or f'<span class=soft>{escape(nobody(view))}</span>'}</td><td>{stays}</td>"
        f"<td>{changes or '–'}</td><td>{escape(words.date(one.last_seen, short=True))}</td></tr>"
    )


def _brief_occupant(view: View, row: dict[str, Any]) -> str:
    words = view.words
    dates = words.span(row["start"], row["end"], row["last_seen"])
    said = words.say("{force}: {dates}", force=force_word(view, row["force_id"]), dates=dates)
    if row["standing"] == "acknowledged":
        return said
    return words.say("{date}, {standing}", date=said, standing=words.word("standing", row["standing"]))


def _mark(view: View, one: Holder) -> str:
    if one.holder not in SENDER_GROUPS:
        return swatch(one.holder, view.theme)
    return mark_uri(one.holder, view.theme, state(one), 18, 5)


def state(one: Holder) -> str:
    """Return the state of a holder's mark on the day."""
    return "old" if one.level == "stale" else "present" if one.is_firm else "uncertain"
