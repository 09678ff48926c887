"""What holds on a day, country by country, and the sentence that says it. Pure: a view in, small records out."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sahel.queries import (
    Departure,
    ForceInCountry,
    all_rows,
    departures,
    forces_in_country,
    foreign_records,
    happened,
    holds,
    last_known_claims,
    rows_by,
    ruling,
)
from sahel.spells import spells
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS
from sahel.words import messages

FIRM = ("sure", "presumed")
NEW_DAYS = 90
LONGEST_TITLE = 115
BLOCS = ("ECOWAS", "AU", "AES", "G5S")


class Rule(NamedTuple):
    """Who rules on a day: one row surely, or several that may ("contested")."""

    rows: tuple[dict[str, Any], ...]
    contested: bool
    certain: bool
    entry: str
    since: str
    days: tuple[int, int]


class ForceLine(NamedTuple):
    """One force on a country card with its last known claims, newest first."""

    force: ForceInCountry
    names: tuple[str, str]
    is_new: bool
    claims: tuple[dict[str, Any], ...]


class Card(NamedTuple):
    """What a country card says."""

    country: str
    rule: Rule | None
    lines: tuple[ForceLine, ...]
    doubtful: tuple[ForceLine, ...]
    gone: tuple[Departure, ...]
    silent: tuple[str, ...]


@lru_cache(maxsize=256)
def card(view: View, country: str) -> Card:
    """Return the card of a country on the view's day, for the view's senders."""
    wanted = [force for force in forces_in_country(view.store, country, view.on) if force.group in view.senders]
    lines = [_line(view, force) for force in wanted]
    gone = tuple(left for left in departures(view.store, country, view.on) if left.group in view.senders)
    named = {line.force.group for line in lines} | {left.group for left in gone}
    silent = tuple(group for group in SENDER_GROUPS[:5] if group in view.senders and group not in named)
    firm = tuple(line for line in lines if line.force.level in FIRM)
    doubtful = tuple(line for line in lines if line.force.level not in FIRM)
    return Card(country, rule(view, country), firm, doubtful, gone, silent)


def _line(view: View, force: ForceInCountry) -> ForceLine:
    named = rows_by(view.store, "forces", "force_id")[force.force_id][0]
    claims = tuple(last_known_claims(view.store, force.force_id, force.country, view.on))
    day = view.on.toordinal()
    for stay in spells(view.store, force.country):
        if force.force_id in stay.force_ids and stay.start_min <= day <= stay.end_max:
            force = force._replace(since=stay.start, last_seen=stay.last_seen or force.last_seen)
            break
    is_new = force.level in FIRM and newly_come(view, force.country, "sender", force.sender)
    return ForceLine(force, (named["name_en"], named["name_fr"]), is_new, claims)


def newly_come(view: View, country: str, column: str, value: str) -> bool:
    """Tell whether a sender (or sender group) came to a country within the last 90 days.

    A new name is no arrival: rows of the same sender that touch count as one stay.
    """
    day, begun, reached = view.on.toordinal(), 0, 0
    mine = [row for row in foreign_records(view.store) if row["country"] == country and row[column] == value]
    for start, end in sorted((row["start_min"], row["end_max"]) for row in mine):
        if start > day:
            break
        begun, reached = (start if start > reached + 1 else begun), max(reached, end)
    return reached >= day and day - begun <= NEW_DAYS


def rule(view: View, country: str) -> Rule | None:
    """Return who rules on the view's day and since when, a new office of the same leader not counted as a change."""
    reigns = rows_by(view.store, "regimes", "country").get(country, ())
    rows, certain = ruling(reigns, view.on)
    if not rows:
        return None
    first, day = start_of_reign(reigns, rows[0]), view.on.toordinal()
    return Rule(
        tuple(rows),
        len(rows) > 1,
        certain,
        first["entry"],
        first["start"],
        (day - first["start_max"], day - first["start_min"]),
    )


def start_of_reign(reigns: tuple[dict[str, Any], ...], row: dict[str, Any]) -> dict[str, Any]:
    """Go back over rows of the same leader and kind of rule that only changed the office."""
    for earlier in reversed([one for one in reigns if one["start_min"] < row["start_min"]]):
        if row["entry"] != "continued" or (earlier["leader"], earlier["regime_kind"]) != (
            row["leader"],
            row["regime_kind"],
        ):
            break
        row = earlier
    return row


def short_name(place: dict[str, Any], lang: str) -> str:
    """Return a place's name for a label: "Air Base 101, Niamey" is Niamey on a map."""
    return str(place[f"name_{lang}"]).split(", ")[-1]


def bloc_status(view: View, country: str, bloc: str) -> str:
    """Return the word for a country in a bloc on the view's day: suspended, leaving, member, left or none."""
    return bloc_standing(view, country, bloc)[0]


def bloc_standing(view: View, country: str, bloc: str) -> tuple[str, dict[str, Any] | None]:
    """Return the word for a country in a bloc on the view's day, and the row that says so (None for "none")."""
    rows = [
        row for row in rows_by(view.store, "memberships", "country").get(country, ()) if row["organisation"] == bloc
    ]
    held = {row["status"]: row for row in rows if holds(row, view.on)}
    for status in ("leaving", "suspended", "member"):
        if status in held:
            return status, held[status]
    was = [row for row in rows if row["status"] == "member" and row["end_max"] <= view.on.toordinal()]
    return ("left", max(was, key=lambda row: int(row["end_max"]))) if was else ("none", None)


def changes(view: View, days: int, importance: int = 2) -> list[dict[str, Any]]:
    """Return the events of the view's countries and senders in the days before its day, newest first."""
    groups, kept = force_groups(view), []
    for row in all_rows(view.store, "events"):
        # What may lie after the day has not surely happened by then.
        past = row["date_max"] <= view.on.toordinal() and happened(row, view.on - timedelta(days=days), view.on)
        if row["importance"] <= importance and past and set(row["countries"]) & set(view.countries):
            concerned = [groups[force] for force in row["force_ids"] if force in groups]
            shown = [group for group in concerned if group in view.senders]
            if shown or not concerned:
                kept.append({**row, "group": shown[0] if shown else ""})
    return sorted(kept, key=lambda row: (row["date_min"], row["event_id"]), reverse=True)


@lru_cache(maxsize=16)
def force_groups(view: View) -> dict[str, str]:
    """Return the sender group of each foreign force by its id."""
    return {row["force_id"]: row["group"] for row in foreign_records(view.store)}


_KINDS_SAID = messages({
    ("military", 1): "one junta", ("military", 2): "two juntas", ("military", 3): "three juntas",
    ("elected", 1): "one elected president", ("elected", 2): "two elected presidents",
    ("elected", 3): "three elected presidents",
    ("interim", 1): "one transition", ("interim", 2): "two transitions", ("interim", 3): "three transitions",
    ("one_party", 1): "one single-party state", ("one_party", 2): "two single-party states",
    ("one_party", 3): "three single-party states",
})  # fmt: skip


@lru_cache(maxsize=256)
def finding(view: View) -> str:
    """Say what holds on the day: kinds of rule, who is absent or present, who has just come."""
    cards = [card(view, country) for country in view.countries]
    if not cards or not view.senders:
        return view.on_sentence()
    rule_said, french, new = _rule_said(view, cards), _french_said(view, cards), _new_said(view, cards)
    full = [rule_said, french, new] if french and new else [rule_said, french, new, _others_said(view, cards)]
    # What is too long for a title loses first the kinds of rule, then who was there before.
    for parts in (full, [french, new], [new or french]):
        sentence = _sentence(view, [part for part in parts if part])
        if sentence and len(sentence) <= LONGEST_TITLE:
            return sentence
    return view.on_sentence()


def _sentence(view: View, parts: list[str]) -> str:
    words = view.words
    if not parts:
        return ""
    # Parts that hold a list of their own are kept apart by more than a comma.
    lists = [part for part in parts if f" {words.say('and')} " in part]
    return scoped(view, words.clauses(parts) if lists and len(parts) > 1 else words.join(parts))


def scoped(view: View, said: str) -> str:
    """Return a finding with its bounds: the countries where they are not all, the cut-off where the day is later."""
    words = view.words
    if len(view.countries) < len(FOCUS):
        names = words.join(words.word("country", country) for country in view.countries)
        said = words.say("{country}: {sentence}", country=names, sentence=said)
    if view.on > view.store.cutoff:
        said = words.say("As last known on {day}: {sentence}", day=words.day(view.store.cutoff), sentence=said)
    return said[:1].upper() + said[1:]


def _rule_said(view: View, cards: list[Card]) -> str:
    counts: dict[str, int] = {}
    for one in cards:
        if one.rule is not None and not one.rule.contested:
            kind = one.rule.rows[0]["regime_kind"]
            counts[kind] = counts.get(kind, 0) + 1
    said = [view.words.say(_KINDS_SAID[kind, n]) for kind, n in sorted(counts.items(), key=lambda item: -item[1])]
    return view.words.join(said)


def _told(one: Card, group: str) -> bool:
    """Tell whether a sender group is there for certain and admitted: what a title may say flatly."""
    return any(line.force.group == group and line.force.standing == "acknowledged" for line in one.lines)


def _is_new(view: View, one: Card, group: str) -> bool:
    return _told(one, group) and newly_come(view, one.country, "group", group)


def _french_said(view: View, cards: list[Card]) -> str:
    if "FRA" not in view.senders:
        return ""
    there = [one.country for one in cards if _told(one, "FRA") and not _is_new(view, one, "FRA")]
    if there:
        return view.words.say("French forces in {countries}", countries=view.words.in_countries(there))
    had = any(left.group == "FRA" for one in cards for left in one.gone)
    here = any(line.force.group == "FRA" for one in cards for line in (*one.lines, *one.doubtful))
    return view.words.say("no French troops") if had and not here else ""


_NEW = messages({
    "FRA": "French newly arrived in {countries}", "USA": "Americans newly arrived in {countries}",
    "EUR": "Europeans newly arrived in {countries}", "UN": "a new UN mission in {countries}",
    "RUS": "Russians newly arrived in {countries}", "OTHER": "other forces newly arrived in {countries}",
})  # fmt: skip


def _new_said(view: View, cards: list[Card]) -> str:
    words = view.words
    for group in ("RUS", "FRA", "USA", "UN", "EUR"):
        where = [one.country for one in cards if _is_new(view, one, group)]
        if not where:
            continue
        beside = all(_told(one, "USA") for one in cards if one.country in where)
        if group == "RUS" and beside:
            return words.say(
                "Russians newly arrived beside the Americans in {countries}", countries=words.in_countries(where)
            )
        return words.say(_NEW[group], countries=words.in_countries(where))
    return ""


def _others_said(view: View, cards: list[Card]) -> str:
    words = view.words
    for group, message in _THERE.items():
        where = [one.country for one in cards if _told(one, group)]
        if where:
            return words.say(message, countries=words.in_countries(where))
    doubted = [one.country for one in cards if any(line.force.group == "RUS" for line in one.lines)]
    if doubted:
        return words.say(
            "Russian forces reported, not acknowledged, in {countries}", countries=words.in_countries(doubted)
        )
    return ""


_THERE = messages(
    {
        "RUS": "Russian forces in {countries}",
        "UN": "UN forces in {countries}",
        "USA": "US forces in {countries}",
    }
)
