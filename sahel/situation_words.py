"""The words for what holds on a day, the same on the country cards of the screen and in the briefing. Pure."""

from __future__ import annotations

from datetime import date

from sahel.queries import Departure, unique
from sahel.situation import Card, ForceLine, Rule
from sahel.view import View
from sahel.words import messages

PRESENCES_FROM = date(2002, 1, 1)
STANDINGS = messages({
    "member": "member", "suspended": "suspended", "leaving": "leaving", "left": "has left",
})  # fmt: skip


def no_rule(view: View) -> str:
    """Say that nobody is known to rule on the day."""
    return view.words.say("Not independent yet, or nothing in the record for this day.")


def rule_band(view: View, rule: Rule) -> str:
    """Say the kind of rule, since when and for how many days; that it is contested, or only last known."""
    words = view.words
    if rule.contested:
        kinds = words.join(words.word("regime_kind", row["regime_kind"]) for row in rule.rows)
        return words.say("contested: {kinds}", kinds=kinds)
    kind = words.word("regime_kind", rule.rows[0]["regime_kind"])
    kind = kind[:1].upper() + kind[1:]
    if not rule.certain:
        return words.say("{kind}, as last known on {day}", kind=kind, day=words.day(view.store.cutoff))
    return words.say("{kind} {since} · {days}", kind=kind, since=words.since(rule.since), days=words.days(*rule.days))


def leaders(rule: Rule) -> str:
    """Return who rules by name, or all who may."""
    return " / ".join(dict.fromkeys(str(row["leader"]) for row in rule.rows))


def office(view: View, rule: Rule) -> str:
    """Return the office of who rules."""
    return str(rule.rows[0][f"office_{view.lang}"])


def entry(view: View, rule: Rule) -> str:
    """Return how who rules came to power."""
    return view.words.word("entry", rule.entry)


def rule_sources(rule: Rule) -> tuple[str, ...]:
    """Return the sources of who rules."""
    return unique(row["source_ids"] for row in rule.rows)


def force_name(view: View, line: ForceLine) -> str:
    """Return a force with its sender where the name does not tell it."""
    name = (line.names[1] if view.lang == "fr" else line.names[0]).split(" (")[0]
    sender = view.words.word("organisation", line.force.sender)
    return name if sender in name else f"{sender} · {name}"


def doubt(view: View, line: ForceLine) -> str:
    """Return why a force is not certain on the day: its last evidence, or since when it may be there."""
    words, force = view.words, line.force
    if force.last_seen:
        return words.say("last evidence {seen}", seen=words.date(force.last_seen, short=True))
    return words.since(force.since, short=True)


def gone_since(view: View, left: Departure) -> str:
    """Say since when none of a sender's forces is there."""
    return view.words.say("none {since}", since=view.words.since(left.end, short=True))


def gone_days(view: View, left: Departure) -> str:
    """Say how long ago a sender's last force left."""
    return view.words.say("{days} ago", days=view.words.days(left.days_low, left.days_high))


def lacks(view: View, card: Card) -> str:
    """Say of which senders the record has nothing on the day, if of any."""
    if not card.silent:
        return ""
    words = view.words
    if view.on < PRESENCES_FROM:
        return words.say("The record follows foreign forces since 2002; of this day it says nothing about them.")
    names = words.join(words.word("sender_group", group) for group in card.silent)
    return words.say("{names}: nothing in the record for this day. That is not proof of absence.", names=names)
