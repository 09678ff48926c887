"""Two days compared in sentences, by country and weight, each with the ids and sources it rests on. Pure."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from typing import Any, NamedTuple

from sahel import comparison_words
from sahel.differences import Difference, differences
from sahel.exports_csv import neutral
from sahel.queries import foreign_on, foreign_records, present, rows_by, unique
from sahel.sites import Site, SiteMark, sites
from sahel.store import records
from sahel.view import View
from sahel.vocabulary import NOT_FOREIGN, SENDER_GROUPS, group_of
from sahel.words import messages

# What a reader is told first; within a part in this order, then by sender.
PARTS = {
    "power": ("ruler",),
    "forces": ("left", "arrived", "renamed", "named", "unnamed", "grew", "shrank"),
    "sites": ("sites_left", "sites_new", "changed_hands"),
    "blocs": ("left_bloc", "joined", "leaving", "stays", "suspended", "readmitted", "sanctioned", "lifted"),
    "perhaps": ("may_have_left", "may_have_arrived", "sites_may_left", "sites_may_new"),
}
_PART_TITLES = messages({
    "power": "Power", "forces": "Forces", "sites": "Sites", "blocs": "Blocs and sanctions", "perhaps": "Not certain",
})  # fmt: skip
_ORDER = {what: (part, i) for part, kinds in PARTS.items() for i, what in enumerate(kinds)}
_TABLES = {
    "ruler": ("regimes", "regime_id"), "grew": ("strengths", "strength_id"), "shrank": ("strengths", "strength_id"),
    **dict.fromkeys(PARTS["blocs"], ("memberships", "membership_id")),
}  # fmt: skip


class Sentence(NamedTuple):
    """One difference in words: its part of the list, sender group or nothing, and the rows and sources it cites.

    `doubted` tells that nobody concerned acknowledges the presence that came or went.
    """

    part: str
    what: str
    country: str
    group: str
    text: str
    doubted: bool
    ids: tuple[str, ...]
    source_ids: tuple[str, ...]


@lru_cache(maxsize=64)
def found(view: View) -> tuple[Difference, ...]:
    """Return what differs between the first and the last day of the view's range, for its countries and senders."""
    return tuple(
        one
        for country in view.countries
        for one in differences(view.store, country, view.start, view.end)
        if _is_wanted(view, one)
    )


def _is_wanted(view: View, one: Difference) -> bool:
    if one.what.startswith("sites_"):
        return one.subject in view.senders
    if one.what in PARTS["blocs"] or one.what == "ruler":
        return True
    forces = [*one.before, *one.after] if one.what == "changed_hands" else [one.subject]
    rows = [rows_by(view.store, "forces", "force_id")[force][0] for force in forces]
    groups = {group_of(row["sender"]) for row in rows if row["kind"] not in NOT_FOREIGN}
    return bool(groups & set(view.senders)) if groups else len(view.senders) == len(SENDER_GROUPS)


@lru_cache(maxsize=64)
def sentences(view: View) -> tuple[Sentence, ...]:
    """Return the differences in sentences: by country, what weighs most first; contingents with their force."""
    wanted = found(view)
    keys = {(one.country, one.what, one.subject) for one in wanted}
    beside: dict[tuple[str, str, str], list[str]] = {}
    alone = []
    for one in wanted:
        whole = (one.country, one.what, _whole(view, one, wanted))
        if whole in keys and whole[2] != one.subject:
            beside.setdefault(whole, []).append(one.subject)
        else:
            alone.append(one)
    told = (_sentence(view, one, tuple(beside.get((one.country, one.what, one.subject), ()))) for one in alone)
    return tuple(sorted(told, key=lambda one: _weight(view, one)))


def _whole(view: View, one: Difference, wanted: tuple[Difference, ...]) -> str:
    """Return with whom a difference is told: a contingent with its mission, a site with those of the same holders."""
    if one.what == "changed_hands":
        return next(it.subject for it in wanted if it._replace(subject=one.subject) == one)
    if one.what not in comparison_words.MOVES:
        return ""
    return str(rows_by(view.store, "forces", "force_id")[one.subject][0]["part_of_id"])


def _weight(view: View, one: Sentence) -> tuple[int, int, int, int]:
    part, place = _ORDER[one.what]
    sender = SENDER_GROUPS.index(one.group) if one.group else 0
    return view.countries.index(one.country), list(PARTS).index(part), place, sender


def _sentence(view: View, one: Difference, beside: tuple[str, ...]) -> Sentence:
    rows = _rows(view, one)
    for other in beside:
        rows += _rows(view, _twin(one, other))
    ids = unique(tuple(row[key] for key in ("presence_id", *_TABLES.get(one.what, ("", ""))[1:]) if key in row)
                 for row in rows)  # fmt: skip
    text = comparison_words.sentence(view, one, beside)
    return Sentence(
        _ORDER[one.what][0], one.what, one.country, _group(view, one), text, _is_doubted(rows), ids,
        unique(row["source_ids"] for row in rows),
    )  # fmt: skip


def _is_doubted(rows: list[dict[str, Any]]) -> bool:
    return bool(rows) and all(row.get("standing", "acknowledged") != "acknowledged" for row in rows)


def _twin(one: Difference, subject: str) -> Difference:
    """Return the same difference of a contingent or a site that is told with it."""
    if one.what == "changed_hands":
        return one._replace(subject=subject)
    return one._replace(subject=subject, before=one.before and (subject,), after=one.after and (subject,))


def _rows(view: View, one: Difference) -> list[dict[str, Any]]:
    """Return the rows of the record that a difference rests on."""
    if one.what in _TABLES:
        table, key = _TABLES[one.what]
        return [rows_by(view.store, table, key)[row_id][0] for row_id in (*one.before, *one.after)]
    if one.what == "changed_hands" or one.what.startswith("sites_"):
        return _at_places(view, one)
    return _stays(view, one.country, one.before, False) + _stays(view, one.country, one.after, True)


def _stays(view: View, country: str, forces: tuple[str, ...], second: bool) -> list[dict[str, Any]]:
    on = view.end if second else view.start
    return [row for force in forces for row in comparison_words.presences(view, country, force, on)]


def _at_places(view: View, one: Difference) -> list[dict[str, Any]]:
    sides = ((view.start, one.before), (view.end, one.after))
    if one.what == "changed_hands":
        everyone = ((records(present(view.store.presences, on)), held) for on, held in sides)
        return [row for rows, held in everyone for row in rows
                if row["place_id"] == one.subject and row["force_id"] in held]  # fmt: skip
    return [row for on, places in sides for row in foreign_on(view.store, on)
            if row["group"] == one.subject and row["place_id"] in places]  # fmt: skip


def _group(view: View, one: Difference) -> str:
    if one.what.startswith("sites_"):
        return one.subject
    row = rows_by(view.store, "forces", "force_id").get(one.subject)
    return group_of(row[0]["sender"]) if row else ""


def part_title(view: View, part: str) -> str:
    """Return what a part of the list is called."""
    return view.words.say(_PART_TITLES[part])


def passed(view: View, country: str) -> tuple[str, ...]:
    """Return the forces that came and went between the two days, and so are no difference."""
    low, high = view.start.toordinal(), view.end.toordinal()
    stays: dict[str, bool] = {}
    for row in foreign_records(view.store):
        if row["country"] == country and row["group"] in view.senders:
            inside = row["start_min"] > low and row["end_max"] < high
            beyond = row["end_max"] < low or row["start_min"] > high
            if not beyond:
                stays[row["force_id"]] = stays.get(row["force_id"], True) and inside
    gone = [force for force, inside in stays.items() if inside]
    known = rows_by(view.store, "forces", "force_id")
    return tuple(force for force in gone if known[force][0]["part_of_id"] not in gone)


def passed_said(view: View, country: str) -> str:
    """Say which forces came and went between the two days, if any."""
    forces = passed(view, country)
    said = comparison_words.several(view, forces) if forces else ""
    return view.words.say("Came and went between the two days: {forces}", forces=said) if said else ""


def two_maps(view: View) -> tuple[tuple[Site, ...], tuple[Site, ...]]:
    """Return the sites of both days. A mark that the other day lacks is "new"; on the second, one that is gone "ended".

    How new a mark is on its own day is not told here: the two days are compared with each other alone.
    """
    first, second = (sites(view.but(on=day), with_ended=False) for day in (view.start, view.end))
    here, there = ({(site.place_id, mark.group) for site in held for mark in site.marks} for held in (first, second))
    after = {site.place_id: site for site in _outlined(second, here)}
    for site in first:
        gone = tuple(mark._replace(state="ended") for mark in site.marks if (site.place_id, mark.group) not in there)
        known = after.get(site.place_id, site._replace(marks=()))
        if gone:
            after[site.place_id] = known._replace(marks=known.marks + gone)
    return _outlined(first, there), tuple(after.values())


def _outlined(held: tuple[Site, ...], other: set[tuple[str, str]]) -> tuple[Site, ...]:
    def state(site: Site, mark: SiteMark) -> str:
        if mark.state not in ("new", "present"):
            return mark.state
        return "present" if (site.place_id, mark.group) in other else "new"

    return tuple(
        site._replace(marks=tuple(mark._replace(state=state(site, mark)) for mark in site.marks)) for site in held
    )


def as_text(view: View, link: str) -> str:
    """Return the list as plain text: heading, a paragraph a country, then version, cut-off and link."""
    words, lines = view.words, [_title(view)]
    told = sentences(view)
    for country in view.countries:
        lines += ["", words.word("country", country)]
        mine = [one.text for one in told if one.country == country]
        lines += [f"- {text}" for text in mine] or [words.say("Nothing differs in the record.")]
        lines += [said] if (said := passed_said(view, country)) else []
    lines += ["", words.say("Record reaches {day}", day=words.day(view.store.cutoff))]
    return "\n".join([*lines, words.say("version {version}", version=view.store.version), link]) + "\n"


def _title(view: View) -> str:
    first, last = (view.words.day(day) for day in (view.start, view.end))
    return view.words.say("What differs between {first_day} and {last_day}", first_day=first, last_day=last)


def as_csv(view: View, link: str) -> str:
    """Return the list as CSV, one row a sentence, with the rows and addresses it cites, version, cut-off and link."""
    urls = rows_by(view.store, "sources", "source_id")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("country", "what", "sentence", "row_ids", "source_urls", "first_day", "second_day", "version",
                     "cutoff", "link"))  # fmt: skip
    frame = (view.start.isoformat(), view.end.isoformat(), view.store.version, view.store.cutoff.isoformat(), link)
    for one in sentences(view):
        cited = ";".join(urls[source][0]["url"] for source in one.source_ids)
        writer.writerow((one.country, one.what, neutral(one.text), ";".join(one.ids), cited, *frame))
    return out.getvalue()
