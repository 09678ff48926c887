"""Who rules and which blocs, compared on two days: each difference as a sentence. Pure."""

from __future__ import annotations

from typing import Any

from sahel.blocs import WITH_ARTICLE
from sahel.dates import OPEN
from sahel.differences import Difference
from sahel.queries import rows_by
from sahel.situation import start_of_reign
from sahel.view import View
from sahel.words import messages

_BLOCS = messages({
    "joined": "{country} joined {body}: member {since}", "left_bloc": "{country} left {body}: member {dates}",
    "suspended": "{country} was suspended by {body}: {since}",
    "readmitted": "{country} was readmitted by {body}: suspended {dates}",
    "leaving": "{country} gave {body} notice of leaving: {since}",
    "stays": "{country} took back its notice to {body}: {dates}",
})  # fmt: skip
_SANCTIONS = messages({
    ("sanctioned", "sanctions_economy"): "{country} came under economic sanctions imposed by {body}: {since}",
    ("sanctioned", "sanctions_persons"): "{country} came under sanctions on persons imposed by {body}: {since}",
    ("sanctioned", "aid_suspended"): "{country} had its aid suspended by {body}: {since}",
    ("lifted", "sanctions_economy"): "{country} is free of the economic sanctions imposed by {body}: {dates}",
    ("lifted", "sanctions_persons"): "{country} is free of the sanctions on persons imposed by {body}: {dates}",
    ("lifted", "aid_suspended"): "{country} receives aid again that was suspended by {body}: {dates}",
})  # fmt: skip


def ruler(view: View, found: Difference) -> str:
    """Say who ruled, until when and how it ended, who came in between, who rules since when and how."""
    words, known = view.words, rows_by(view.store, "regimes", "regime_id")
    before, after = ([known[regime][0] for regime in side] for side in (found.before, found.after))
    if len(after) != 1:
        leaders = words.join(dict.fromkeys(row["leader"] for row in after))
        return words.say("Power is contested, or not known, on the second day: {leaders}", leaders=leaders or "–")
    now, middle = after[0], _between(view, before, after[0])
    if not before:
        return words.say("First ruler in the record: {ruler}", ruler=_begun(view, now))
    if not middle and {row["leader"] for row in before} == {now["leader"]}:
        office = now[f"office_{view.lang}"]
        return words.say(
            "Same ruler in a new office: {ruler}; {office}, {since}",
            ruler=_begun(view, now), office=office, since=words.since(now["start"]),
        )  # fmt: skip
    parts = [words.say("Power changed: {ruler}", ruler=words.join(_ended(view, row) for row in before))]
    if middle:
        parts.append(words.say("in between {leaders}", leaders=words.join(middle)))
    return words.clauses([*parts, words.say("then {ruler}", ruler=_begun(view, now))])


def _begun(view: View, row: dict[str, Any]) -> str:
    words, reigns = view.words, rows_by(view.store, "regimes", "country")[row["country"]]
    start = start_of_reign(reigns, row)
    return words.say(
        "{leader}, {kind}, {since} ({entry})",
        leader=row["leader"], kind=words.word("regime_kind", row["regime_kind"]), since=words.since(start["start"]),
        entry=words.word("entry", start["entry"]),
    )  # fmt: skip


def _ended(view: View, row: dict[str, Any]) -> str:
    words, kind = view.words, view.words.word("regime_kind", row["regime_kind"])
    last = row
    # A new office of the same leader is no end of the reign.
    for later in rows_by(view.store, "regimes", "country")[row["country"]]:
        follows = later["start_min"] > last["start_min"] and last["exit"] == "continued"
        last = later if follows and later["leader"] == row["leader"] else last
    if last["end"] == OPEN or not last["exit"]:
        return words.say("{leader}, {kind}", leader=row["leader"], kind=kind)
    end, why = words.date(last["end"]), words.word("exit", last["exit"])
    return words.say("{leader}, {kind}, until {date} ({exit})", leader=row["leader"], kind=kind, date=end, exit=why)


def _between(view: View, before: list[dict[str, Any]], now: dict[str, Any]) -> list[str]:
    """Return the other leaders who came between those of the two days."""
    low = max((row["start_min"] for row in before), default=now["start_min"])
    reigns = rows_by(view.store, "regimes", "country")[now["country"]]
    names = dict.fromkeys(row["leader"] for row in reigns if low < row["start_min"] < now["start_min"])
    return [name for name in names if name not in {now["leader"], *(row["leader"] for row in before)}]


def bloc(view: View, found: Difference) -> str:
    """Say who joined, left or was suspended from which bloc, and whose sanctions began or ended."""
    words, known = view.words, rows_by(view.store, "memberships", "membership_id")
    rows = [known[membership][0] for membership in found.before or found.after]
    message = _BLOCS.get(found.what) or _SANCTIONS[found.what, rows[0]["status"]]
    body = WITH_ARTICLE.get(found.subject)
    fields = {
        "country": words.word("country", found.country),
        "body": words.say(body) if body else words.word("organisation", found.subject),
    }
    if "{since}" in message:
        fields["since"] = words.since(rows[0]["start"])
    else:
        fields["dates"] = words.span(rows[0]["start"], rows[-1]["end"])
    return words.say(message, **fields)
