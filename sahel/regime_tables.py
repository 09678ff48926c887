"""The tables of the Regimes page as escaped HTML: big numbers, who counts it as a coup, all coups, all reigns."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from sahel.aftermath import Aftermath
from sahel.cards import refs
from sahel.citations import Citations
from sahel.dates import OPEN, precision
from sahel.findings_regimes import Coded
from sahel.lists_of_coups import short_name
from sahel.marks import mark_uri
from sahel.queries import Days, rows_by
from sahel.sourcing import outlet
from sahel.view import View


def numbers(view: View, after: Sequence[tuple[Aftermath, float]], top: float, citations: Citations) -> str:
    """Return each country's days from coup to exit and arrival; blocks as high as the rows of the drawing beside."""
    said = view.words.say("Days from coup to")
    blocks = "".join(_block(view, one, height, citations) for one, height in after)
    return f"<div class='after'><div class='top' style='height:{top:g}px'>{escape(said)}</div>{blocks}</div>"


def _block(view: View, one: Aftermath, height: float, citations: Citations) -> str:
    words, lag = view.words, one.lag
    numbers_ = _number(view, "FRA", lag.exit, captions(view, "FRA"), citations) if "FRA" in view.senders else ""
    numbers_ += _number(view, "RUS", lag.arrival, captions(view, "RUS"), citations) if "RUS" in view.senders else ""
    lines = "".join(f"<div class='soft'>{escape(line)}</div>" for line in asides(view, one))
    name = escape(words.word("country", lag.country))
    return (
        f"<section style='min-height:{height:g}px'><h2>{name}</h2><div class='pair'>{numbers_}</div>{lines}</section>"
    )


def captions(view: View, group: str) -> tuple[str, str, str]:
    """Return what a number of days means: after the coup, before it, and not in the record."""
    words = view.words
    if group == "FRA":
        return (
            words.say("French exit"), words.say("French exit, before the coup"),
            words.say("no French exit in the record"),
        )  # fmt: skip
    return (
        words.say("Russian arrival"), words.say("Russian arrival, before the coup"),
        words.say("no Russian arrival in the record"),
    )  # fmt: skip


def _number(
    view: View, group: str, found: tuple[str, str, Days] | None, captions: tuple[str, str, str], citations: Citations
) -> str:
    """Return a number over its caption; the captions say after the coup, before it, and not in the record."""
    picture = f"<img src=\"{mark_uri(group, view.theme, size=16, radius=5.5)}\" alt=''>"
    after, before, missing = (escape(caption) for caption in captions)
    if found is None:
        return f"<div><div class='bignum'>–</div><div class='cap'>{picture}<span>{missing}</span></div></div>"
    presence, _, days = found
    noted = refs(citations, rows_by(view.store, "presences", "presence_id")[presence][0]["source_ids"])
    caption = before if days.high < 0 else after
    return (
        f"<div><div class='bignum'>{escape(distance(view, days))}</div>"
        f"<div class='cap'>{picture}<span>{caption}{noted}</span></div></div>"
    )


def distance(view: View, days: Days) -> str:
    """Return days as a number or a range without the sign when all lie before."""
    low, high = (-days.high, -days.low) if days.high < 0 else days
    return view.words.figure(low, high, False, short=True)


def asides(view: View, one: Aftermath) -> list[str]:
    """Return what stands under the numbers: days between exit and arrival, and days from the earlier coups."""
    words, lag = view.words, one.lag
    said = []
    if lag.exit_to_arrival is not None and {"FRA", "RUS"} <= set(view.senders):
        low, high = lag.exit_to_arrival
        if low >= 0:
            said.append(words.say("first Russians {days} after the French exit", days=words.days(low, high)))
        elif high < 0:
            said.append(words.say("first Russians {days} before the French exit", days=words.days(-high, -low)))
        else:
            said.append(words.say("which came first, exit or arrival, the record does not tell"))
    if lag.exit is not None and "FRA" in view.senders:
        if one.exit_event is not None and not one.last_convoy:
            said.append(words.say("exit: {event}", event=one.exit_event[f"title_{view.lang}"]))
        for event, (_, day) in zip(one.others, lag.other_coups, strict=True):
            shift = (lag.coup_date - day).days
            if shift > 0:
                days = words.days(lag.exit[2].low + shift, lag.exit[2].high + shift)
                said.append(words.say("exit {days} after the coup of {day}", days=days, day=words.date(event["date"])))
    return said


def who_counts(view: View, coded: Sequence[Coded], lists: Sequence[dict[str, Any]], citations: Citations) -> str:
    """Return the table of lists (rows) by coups (columns); where the lists that cover a coup disagree it is sunken."""
    words = view.words
    head = "".join(f"<th>{_when(view, one.event)}</th>" for one in coded)
    rows = ""
    for source in lists:
        cells = "".join(_coding(view, one, source["source_id"]) for one in coded)
        rows += f"<tr><td class='list'>{_list_name(view, source, citations)}</td>{cells}</tr>"
    counted = "".join(f"<td>{escape(_counted(view, one))}</td>" for one in coded)
    rows += f"<tr><td class='list'>{escape(words.say('Listed by'))}</td>{counted}</tr>"
    first = escape(words.say("Who counts it as a coup?"))
    note = words.say(
        "Sunken: the lists that cover the event do not agree. The days are those of the lists. What this record calls "
        "a coup was held seven days or more; that is a rule, not a vote of the lists."
    )
    table = f"<div class='scroll'><table class='plain counts'><tr><th>{first}</th>{head}</tr>{rows}</table></div>"
    return f"{table}<p class='soft'>{escape(note)}</p>"


def _when(view: View, event: dict[str, Any]) -> str:
    words = view.words
    day = event["date"][:7] if precision(event["date"]) == "day" else event["date"]
    names = " / ".join(words.word("country", code) for code in event["countries"][:1])
    kind = (
        "" if event["kind"] == "coup" else f"<div class='day'>{escape(words.word('event_kind', event['kind']))}</div>"
    )
    return f"{escape(names)}<br>{escape(words.date(day, short=True))}{kind}"


def _list_name(view: View, source: dict[str, Any], citations: Citations) -> str:
    """Return a list's short name over its title and who publishes it."""
    noted, name = refs(citations, (source["source_id"],)), short_name(view, source["source_id"])
    under = ", ".join(dict.fromkeys(part for part in (source["title"], outlet(source)) if part != name))
    return f"{escape(name)}{noted}<div class='day'>{escape(under)}</div>"


def _coding(view: View, one: Coded, source_id: str) -> str:
    words = view.words
    said = one.lists.get(source_id, (("not_covered", ""),))
    parts = []
    for coding, day in said:
        word = escape(words.word("coding", coding))
        if coding in ("not_covered", "not_listed"):
            parts.append(f"<i>{word}</i>" if coding == "not_covered" else word)
        else:
            when = f"<div class='day when'>{escape(words.date(day, short=True))}</div>" if day else ""
            parts.append(f"<b>{word}</b>{when}")
    covered = any(coding != "not_covered" for coding, _ in said)
    kind = "odd" if one.disagree and covered else "" if covered else "soft"
    return f"<td class='{kind}'>{''.join(parts)}</td>"


def _counted(view: View, one: Coded) -> str:
    words = view.words
    if not one.covering:
        return words.say("no list covers it")
    return words.say("{n} of {all}", n=words.number(one.listed), all=words.number(one.covering))


def all_coups(view: View, coded: Sequence[Coded], lists: Sequence[dict[str, Any]], citations: Citations) -> str:
    """Return one country's coups, attempts and plots, newest last: day, what, who says so, and each list's word."""
    words = view.words
    titles = [short_name(view, source["source_id"]) for source in lists]
    heads = [words.say("Day"), words.say("Kind"), words.say("What happened"), *titles, words.say("Listed by")]
    head = "".join(f"<th>{escape(said)}</th>" for said in heads)
    rows = "".join(_event_row(view, one, lists, citations) for one in coded)
    note = escape(words.say("Of plots only the lists that code conspiracies are counted in the last column."))
    table = f"<div class='scroll'><table class='plain counts all'><tr>{head}</tr>{rows}</table></div>"
    return f"{table}<p class='soft'>{note}</p>"


def _event_row(view: View, one: Coded, lists: Sequence[dict[str, Any]], citations: Citations) -> str:
    words, event = view.words, one.event
    day = words.date(event["date"], short=True)
    if event["end_date"]:
        day = words.span(event["date"], event["end_date"])
    title = escape(event[f"title_{view.lang}"])
    claim = ""
    if event["claimant"]:
        forces = {
            code: rows[0][f"name_{view.lang}"] for code, rows in rows_by(view.store, "forces", "force_id").items()
        }
        who = words.claimant(event["claimant"], forces)
        claim = f"<div class='day'>{escape(words.say('claimant: {claimant}', claimant=who))}</div>"
    cells = "".join(_coding(view, one, source["source_id"]) for source in lists)
    kind = escape(words.word("event_kind", event["kind"]))
    what = f"{title}{refs(citations, event['source_ids'])}{claim}"
    return (
        f"<tr><td>{escape(day)}</td><td>{kind}</td><td class='what'>{what}</td>{cells}"
        f"<td>{escape(_counted(view, one))}</td></tr>"
    )


def reign_rows(view: View, country: str, citations: Citations) -> str:
    """Return one country's reigns since independence: leader and office, kind, from, to, how it came and went."""
    words = view.words
    head = "".join(
        f"<th>{escape(said)}</th>"
        for said in (
            words.say("Leader"), words.say("Office"), words.say("Kind of rule"), words.say("From"), words.say("To"),
            words.say("How power came"), words.say("How it went"),
        )
    )  # fmt: skip
    rows = sorted(rows_by(view.store, "regimes", "country").get(country, ()), key=lambda row: row["start_min"])
    body = "".join(_reign_row(view, row, citations) for row in rows)
    return f"<div class='scroll'><table class='plain reigns'><tr>{head}</tr>{body}</table></div>"


def _reign_row(view: View, row: dict[str, Any], citations: Citations) -> str:
    words = view.words
    oath = ""
    if row["sworn_in"] and row["sworn_in"] != row["start"]:
        said = words.say("oath {day}", day=words.date(row["sworn_in"], short=True))
        oath = f"<div class='day'>{escape(said)}</div>"
    ended = words.say("in power at the cut-off") if row["end"] == OPEN else words.date(row["end"], short=True)
    kind = escape(words.word("regime_kind", row["regime_kind"]))
    exit_ = escape(words.word("exit", row["exit"])) if row["exit"] else ""
    leader = f"<b>{escape(row['leader'])}</b>{refs(citations, row['source_ids'])}"
    return (
        f"<tr><td>{leader}</td><td>{escape(row[f'office_{view.lang}'])}</td>"
        f"<td><span class='kind rule-{escape(row['regime_kind'])}'>{kind}</span></td>"
        f"<td>{escape(words.date(row['start'], short=True))}{oath}</td><td>{escape(ended)}</td>"
        f"<td>{escape(words.word('entry', row['entry']))}</td><td>{exit_}</td></tr>"
    )
