"""The timeline in words: names of lanes, dates at ends, labels of events. Text in the reader's language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.dates import bounds, precision
from sahel.lanes import Lane, mission_of
from sahel.queries import rows_by
from sahel.reigns import Reign
from sahel.spells import Spell
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import NOT_FOREIGN

_TITLE_MOST, _HEAD_MOST, _NAME_MOST = 36, 30, 28
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_LEADS = re.compile(r"^(Operation|[Oo]pération|Task [Ff]orce|[Ff]orce|[Gg]roupe) (?=[A-ZÉÈ])")
_PLAIN = re.compile(r"\barmed forces\b|^\w+ forces( in .*)?$")
_TAIL = re.compile(r" (?:in|at|of|outside|sent|au|aux|en|à|de|du|des|hors|envoyés) ")
# Where a title may be cut so that its head still is a sentence, and words with which no sentence ends.
_CLAUSES = {
    "en": re.compile(
        r" (?:after|as|with|without|for|from|until|since|against|at|in|on|by|while) |, (?!.* and )|[;:] "
        r"| and (?=[a-z]+s )"
    ),
    "fr": re.compile(
        r" (?:après|avec|sans|pour|depuis|contre|dans|lors|par|sur|pendant) |, (?!.* et )|\s?[;:] "
        r"| et (?=[a-zéè]{4,}[etd] )"
    ),
}
_UNFINISHED = ("sworn", "are", "is", "hands", "puts", "demande", "demandent")
# Kinds whose name tells the reader enough to stand as a label, with a force or place or alone.
_TELLING_ALONE = (
    "election", "referendum", "constitution", "party_ban", "independence", "withdrawal_announced", "agreement_ended",
    "sanction_lifted",
)  # fmt: skip
_TELLING = (
    *_TELLING_ALONE, "protest", "sanction", "diplomatic_break", "alliance", "arrival", "withdrawal", "base_opened",
    "base_left", "base_handed_over", "base_taken", "delivery", "attack_on_force", "battle", "atrocity", "accident",
)  # fmt: skip
_OF_A_FORCE = ("arrival", "withdrawal", "withdrawal_announced", "delivery", "agreement_ended")


def short_date(view: View, form: str) -> str:
    """Return a date for the end of a bar: a bracket as the month, year or years that hold it."""
    if precision(form) != "between":
        return view.words.date(form, short=True)
    first, last = bounds(form)
    if (first.year, first.month) == (last.year, last.month):
        return view.words.date(f"{first:%Y-%m}", short=True)
    if first.year == last.year:
        return str(first.year)
    return view.words.span(str(first.year), str(last.year))


def start_label(view: View, spell: Spell) -> str:
    """Return the date left of a bar; an open stay that is not acknowledged says so here."""
    said = short_date(view, spell.start)
    return _with_standing(view, spell, said) if spell.is_open else said


def end_label(view: View, spell: Spell) -> str:
    """Return the date right of a bar, and the standing if it is not acknowledged."""
    return _with_standing(view, spell, short_date(view, spell.end))


def span_label(view: View, spell: Spell) -> str:
    """Return both dates in one label."""
    first, last = short_date(view, spell.start), short_date(view, spell.end)
    both = view.words.say("{first} – {last}", first=first, last=last)
    if first == last:
        both = first
    elif first.isdigit() and last.isdigit():
        both = view.words.span(first, last)
    return _with_standing(view, spell, both)


def _with_standing(view: View, spell: Spell, said: str) -> str:
    if spell.standing == "acknowledged":
        return said
    return view.words.say("{date}, {standing}", date=said, standing=view.words.word("standing", spell.standing))


def force_name(view: View, force_id: str) -> str:
    """Return a force's full name."""
    return str(rows_by(view.store, "forces", "force_id")[force_id][0][f"name_{view.lang}"])


def force_short(view: View, force_id: str) -> str:
    """Return a force's name for a label: its abbreviation, or its name without rank words, brackets and tail."""
    name = force_name(view, force_id)
    for inner in _IN_BRACKETS.findall(name):
        if inner.isupper() and " " not in inner:
            return str(inner)
    plain = _LEADS.sub("", _IN_BRACKETS.sub("", name)).removesuffix(" Group")
    if len(plain) > _NAME_MOST:
        heads = [plain[: match.start()] for match in _TAIL.finditer(plain)]
        last = plain.rsplit(" ", 1)[-1]
        plain = max(
            (head for head in heads if len(head) <= _NAME_MOST), key=len, default=last if last.istitle() else plain
        )
    return plain[:1].upper() + plain[1:]


def lane_label(view: View, lane: Lane) -> tuple[str, str]:
    """Return the sender and the forces of a lane: "France" and "Serval, then Barkhane".

    A name that holds the sender's own stands alone (sender ""); forces without a name of their own add nothing.
    """
    words = view.words
    sender = words.word("sender_group", "EUR") if lane.sender == "MULTI" else words.word("organisation", lane.sender)
    ids = tuple(dict.fromkeys(spell.force_ids[0] for spell in lane.spells))
    named = [force for force in ids if not _is_plain(view, force)]
    names = list(dict.fromkeys(_unit_name(view, force) for force in named))
    if not names:
        return sender, ""
    if any(sender in name for name in names):
        sender = ""
    if len(names) > 1 and _is_chain(view, ids):
        return sender, words.say("{earlier}, then {last}", earlier=", ".join(names[:-1]), last=names[-1])
    return sender, ", ".join(names)


def _unit_name(view: View, force_id: str) -> str:
    mission = mission_of(view.store, force_id)
    return (
        view.words.say("in {mission}", mission=force_short(view, mission)) if mission else force_short(view, force_id)
    )


def _is_plain(view: View, force_id: str) -> bool:
    """Tell whether a force is just the soldiers of its state: "US armed forces", "French forces in Niger"."""
    row = rows_by(view.store, "forces", "force_id")[force_id][0]
    return row["kind"] == "state_forces" and bool(_PLAIN.search(_IN_BRACKETS.sub("", row["name_en"])))


def _is_chain(view: View, ids: tuple[str, ...]) -> bool:
    forces = rows_by(view.store, "forces", "force_id")
    return any(forces[force][0]["predecessor_id"] in ids for force in ids)


def leader_short(name: str) -> str:
    """Return a ruler's family name as the band says it: the last word."""
    return name.rsplit(" ", 1)[-1]


def reign_labels(view: View, reign: Reign) -> list[str]:
    """Return what the band may say of a reign, longest first."""
    kind = view.words.word("regime_kind", reign.kind)
    names = " / ".join(leader_short(name) for name in reign.leaders)
    if reign.contested:
        return [view.words.say("contested: {names}", names=names), names]
    return [view.words.say("{leader} · {kind}", leader=names, kind=kind), names]


def coup_label(view: View, event: dict[str, Any]) -> str:
    """Return "Coup 26 Jul 2023" or "Attempt 31 Mar 2021" or "Plot 26 Sep 2023"."""
    day = short_date(view, event["date"])
    if event["kind"] == "coup":
        return view.words.say("Coup {date}", date=day)
    if event["kind"] == "coup_attempt":
        return view.words.say("Attempt {date}", date=day)
    return view.words.say("Plot {date}", date=day)


class Short(NamedTuple):
    """A label, and how little it tells: 0 a sentence, 1 a kind with its force or place, 2 a kind alone."""

    said: str
    vague: int


@lru_cache(maxsize=4096)
def _short_event(store: Store, lang: str, event_id: str) -> Short:
    view = View(store, store.cutoff, store.cutoff, store.cutoff, lang=lang)
    event = rows_by(store, "events", "event_id")[event_id][0]
    title = str(event[f"title_{view.lang}"])
    said = _renaming(view, event) if event["kind"] == "relabelled" else ""
    if said or len(title) <= _TITLE_MOST:
        return Short(said or title, 0)
    for match in reversed(list(_CLAUSES[view.lang].finditer(title))):
        head = title[: match.start()]
        if len(head) <= _HEAD_MOST and len(head.split()) >= 3 and not head.endswith(_UNFINISHED):
            return Short(head, 0)
    short = _kind_label(view, event) if event["kind"] in _TELLING else Short("", 2)
    return short if short.vague < 2 or event["kind"] in _TELLING_ALONE else Short("", 2)


def event_label(view: View, event: dict[str, Any]) -> str:
    """Return an event in a few words: its title if short or cut at a clause, else its kind with force or place.

    "" where nothing short says enough: the ring and its tooltip remain.
    """
    return short_event(view, event).said


def short_event(view: View, event: dict[str, Any]) -> Short:
    """Return an event's label and how little it tells."""
    return _short_event(view.store, view.lang, event["event_id"])


def _kind_label(view: View, event: dict[str, Any]) -> Short:
    words, kind = view.words, view.words.word("event_kind", event["kind"])
    whose = ""
    if event["kind"] in _OF_A_FORCE:
        whose = next((force_short(view, force) for force in event["force_ids"] if not _is_host(view, force)), "")
    elif event["place_ids"]:
        place = rows_by(view.store, "places", "place_id")[event["place_ids"][0]][0]
        whose = _IN_BRACKETS.sub("", str(place[f"name_{view.lang}"]))
    said = words.say("{whose}: {what}", whose=whose, what=kind) if whose else kind
    return Short(said, 1) if whose and len(said) <= _TITLE_MOST else Short(kind, 2)


def _is_host(view: View, force_id: str) -> bool:
    return rows_by(view.store, "forces", "force_id")[force_id][0]["kind"] in NOT_FOREIGN


def _renaming(view: View, event: dict[str, Any]) -> str:
    forces = rows_by(view.store, "forces", "force_id")
    for force in event["force_ids"]:
        before = forces[force][0]["predecessor_id"]
        if before in event["force_ids"]:
            return f"{force_short(view, before)} → {force_short(view, force)}"
    return ""
