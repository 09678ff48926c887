"""Memberships and sanctions as lanes: member, suspended, leaving, out; sanctions under the line; and their table."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from sahel import theme as look
from sahel.blocs import Lane, Stretch, lanes, lifted
from sahel.cards import refs
from sahel.charts_svg import Axis, box, legend, line, ring, text, told, years
from sahel.citations import Citations
from sahel.dates import OPEN
from sahel.marks import svg_uri
from sahel.view import View

WIDTH, LEFT, RIGHT, TOP = 1300, 192, 190, 26
_ROW, _HEAD, _GAP = 26, 24, 10
_START = date(2009, 1, 1)
_BAR = 4.5
# Where the bars of sanctions lie: under the line of a member, or in its place where there is none.
_UNDER = {"sanctions_economy": 13.0, "sanctions_persons": 18.5, "aid_suspended": 18.5}
_ALONE = {"sanctions_economy": 2.0, "sanctions_persons": 9.5, "aid_suspended": 3.0}


@lru_cache(maxsize=64)
def drawing(view: View) -> tuple[str, float, float]:
    """Return the drawing as SVG elements, its width and its height."""
    ground = look.ground(view.theme)
    axis = Axis(_START.toordinal(), view.store.cutoff.toordinal() + 1, LEFT, WIDTH - RIGHT)
    rows, y = "", float(TOP)
    for country in view.countries:
        found = lanes(view.store, country)
        if not found:
            continue
        rows += line(0, y, WIDTH, y, ground.rule)
        rows += text(0, y + 17, view.words.word("country", country), ground.ink, size=14, bold=True)
        y += _HEAD
        for lane in found:
            rows += _lane(view, axis, lane, y)
            y += _ROW
        y += _GAP
    return (years(axis, ground, TOP, y) + rows, WIDTH, y) if rows else ("", 0, 0)


def _lane(view: View, axis: Axis, lane: Lane, y: float) -> str:
    ground = look.ground(view.theme)
    body = text(0, y + 12, view.words.word("organisation", lane.organisation), ground.ink)
    body += "".join(_stretch(view, axis, stretch, y + 8) for stretch in lane.line)
    body += "".join(_measure(view, axis, stretch, y, bool(lane.line)) for stretch in lane.measures)
    for row in lane.of("leaving"):
        body += _leaving(view, axis, row, y + 8)
    if lane.effective:
        last = next(row for row in reversed(lane.of("member")) if row["end"] == lane.effective)
        x = axis.x(last["end_max"])
        said = view.words.say("out {day}", day=view.words.date(lane.effective, short=True))
        body += told(line(x, y + 2, x, y + 14, ground.ink, 2.4), said)
        body += text(x + 5, y + 12, said, ground.ink, size=12, halo=ground.paper)
    return body


def _stretch(view: View, axis: Axis, stretch: Stretch, y: float) -> str:
    ground, suspended = look.ground(view.theme), stretch.status == "suspended"
    if stretch.last <= axis.first:
        return ""
    x1, x2 = axis.x(stretch.first), axis.x(stretch.last)
    drawn = line(x1, y, x2, y, ground.ink, 5, "5 3") if suspended else line(x1, y, x2, y, ground.ink3, 2.4)
    return told(drawn + _catch(x1, x2, y), *_lines(view, stretch.row))


def _leaving(view: View, axis: Axis, row: dict[str, Any], y: float) -> str:
    """Draw the way out: a ring on the day of the announcement, dots to the day of effect or the cut-off."""
    ground = look.ground(view.theme)
    x1 = axis.x(row["start_min"])
    x2 = axis.x(axis.last if row["end"] == OPEN else row["end_max"])
    body = line(x1, y - 5, x2, y - 5, ground.ink, 1.6, "1.6 2.4") + ring(x1, y - 5, 3.2, ground.paper, ground.ink)
    return told(body, *_lines(view, row))


def _measure(view: View, axis: Axis, stretch: Stretch, y: float, has_line: bool) -> str:
    ground = look.ground(view.theme)
    if stretch.last <= axis.first:
        return ""
    x1, x2 = axis.x(stretch.first), axis.x(stretch.last)
    top = y + (_UNDER if has_line else _ALONE)[stretch.status]
    fill = {"sanctions_economy": ground.ink, "sanctions_persons": ground.ink3}.get(stretch.status, ground.paper)
    edge = ground.ink2 if stretch.status == "aid_suspended" else ""
    return told(box(x1, x2, top, _BAR, fill, edge=edge), *_lines(view, stretch.row))


def _catch(x1: float, x2: float, y: float) -> str:
    return f'<rect x="{x1:.1f}" y="{y - 6:.1f}" width="{max(x2 - x1, 4):.1f}" height="12" fill-opacity="0"/>'


def _lines(view: View, row: dict[str, Any]) -> tuple[str, str, str]:
    words = view.words
    name, status = words.word("organisation", row["organisation"]), words.word("status", row["status"])
    title = words.say("{bloc}: {status}", bloc=name, status=status)
    return title, words.span(row["start"], row["end"]), str(row[f"note_{view.lang}"])


def signs(view: View) -> str:
    """Return the legend."""
    ground, words = look.ground(view.theme), view.words
    items = [
        (line(1, 8, 31, 8, ground.ink3, 2.4), words.word("status", "member")),
        (line(1, 8, 31, 8, ground.ink, 5, "5 3"), words.word("status", "suspended")),
        (ring(5, 8, 3.2, ground.paper, ground.ink) + line(9, 8, 31, 8, ground.ink, 1.6, "1.6 2.4"),
         words.say("exit announced, not yet in effect")),
        (line(16, 1, 16, 15, ground.ink, 2.4), words.say("exit in effect")),
        (box(1, 31, 5, 5, ground.ink), words.word("status", "sanctions_economy")),
        (box(1, 31, 5, 5, ground.ink3), words.word("status", "sanctions_persons")),
        (box(1, 31, 5, 5, ground.paper, edge=ground.ink2), words.word("status", "aid_suspended")),
    ]  # fmt: skip
    return legend((svg_uri(body, 32, 16), said) for body, said in items)


def table(view: View, citations: Citations) -> str:
    """Return a row a country and body: member since, suspended, sanctions, exit announced and in effect."""
    words = view.words
    heads = (
        words.say("Country"), words.say("Body or state"), words.say("Member since"), words.say("Suspended"),
        words.say("Sanctions and aid: imposed, lifted"), words.say("Exit announced"), words.say("Exit in effect"),
        words.say("Days between"),
    )  # fmt: skip
    head = "".join(f"<th>{escape(said)}</th>" for said in heads)
    rows = "".join(
        _row(view, lane, citations) for country in view.countries for lane in lanes(view.store, country)
    )  # fmt: skip
    return f"<div class='scroll'><table class='plain blocs'><tr>{head}</tr>{rows}</table></div>"


def lifted_list(view: View, citations: Citations) -> str:
    """Return what was lifted and when, by country, as escaped HTML."""
    words, items = view.words, ""
    for country in view.countries:
        for event in lifted(view.store, country):
            said = words.say(
                "{country}, {day}: {event}", country=words.word("country", country),
                day=words.date(event["date"]), event=event[f"title_{view.lang}"],
            )  # fmt: skip
            items += f"<li>{escape(said)}{refs(citations, event['source_ids'])}</li>"
    return f"<ul class='plainly'>{items}</ul>" if items else ""


def _row(view: View, lane: Lane, citations: Citations) -> str:
    words = view.words

    def noted(row: dict[str, Any], said: str) -> str:
        return escape(said) + refs(citations, row["source_ids"])

    member = [noted(row, words.date(row["start"], short=True)) for row in lane.of("member")]
    suspended = [noted(row, _held(view, row)) for row in lane.of("suspended")]
    measures = [
        noted(row, words.say("{status}: {dates}", status=words.word("status", row["status"]), dates=_held(view, row)))
        for row in lane.of("sanctions_economy", "sanctions_persons", "aid_suspended")
    ]
    announced = [noted(row, words.date(row["start"], short=True)) for row in lane.of("leaving")] or _unsaid(view, lane)
    cells = "".join(f"<td>{'<br>'.join(said) or '–'}</td>" for said in (member, suspended, measures, announced))
    wait = words.days(*lane.wait) if lane.wait else "–"
    return (
        f"<tr><td>{escape(words.word('country', lane.country))}</td>"
        f"<td>{escape(words.word('organisation', lane.organisation))}</td>{cells}"
        f"<td>{escape(_effect(view, lane))}</td><td>{escape(wait)}</td></tr>"
    )


def _unsaid(view: View, lane: Lane) -> list[str]:
    return [escape(view.words.say("no notice in the record"))] if lane.effective else []


def _effect(view: View, lane: Lane) -> str:
    """Say when the exit took effect, that it has not, or that there is none."""
    if lane.effective:
        return view.words.date(lane.effective, short=True)
    return view.words.say("not by the cut-off") if lane.announced else "–"


def _held(view: View, row: dict[str, Any]) -> str:
    """Return how long a row held: from and to, or that it holds."""
    words = view.words
    if row["end"] == OPEN:
        return words.say("{since}, in force at the cut-off", since=words.since(row["start"], short=True))
    return words.span(row["start"], row["end"])


def alt(view: View) -> str:
    """Say the drawing in sentences: which bodies each country has announced to leave, and which it has left."""
    return " ".join(_said(view, country) for country in view.countries)


def _said(view: View, country: str) -> str:
    words, found = view.words, lanes(view.store, country)
    left = [words.word("organisation", lane.organisation) for lane in found if lane.effective]
    leaving = [words.word("organisation", lane.organisation) for lane in found if lane.announced and not lane.effective]
    return words.say(
        "{country} has left {left}; exit announced, not in effect: {leaving}.",
        country=words.word("country", country), left=words.join(left) or words.say("none"),
        leaving=words.join(leaving) or words.say("none"),
    )  # fmt: skip
