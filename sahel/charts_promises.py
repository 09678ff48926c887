"""Promised and kept dates beside each other: an arrow from the day of each promise to the day promised, and a table."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from sahel import theme as look
from sahel.cards import refs
from sahel.charts_svg import Axis, legend, line, ring, text, told, years
from sahel.citations import Citations
from sahel.lanes import text_width
from sahel.marks import svg_uri
from sahel.promises import Promise, Transition, day_said, sentence, state_said, transitions
from sahel.queries import unique
from sahel.view import View

WIDTH, LEFT, RIGHT, TOP = 1200, 118, 24, 26
_ROW, _HEAD, _GAP = 22, 8, 14


class Plan:
    """Where things lie: px from the top for each transition, and the axis."""

    def __init__(self, view: View) -> None:
        self.found = transitions(view.store, view.countries)
        days = [promise.high for one in self.found for promise in one.promises]
        first = min((event["date_min"] for one in self.found for event in one.promises[0].events), default=0)
        start = date(date.fromordinal(first).year, 1, 1).toordinal() if first else 1
        last = max([*days, view.store.cutoff.toordinal()]) + 200
        self.axis = Axis(start, max(last, start + 1), LEFT, WIDTH - RIGHT)
        self.tops: list[float] = []
        y = float(TOP)
        for one in self.found:
            self.tops.append(y + _HEAD)
            y += _HEAD + _ROW * (len(one.promises) + (one.vote is not None)) + _GAP
        self.height = y


@lru_cache(maxsize=64)
def drawing(view: View) -> tuple[str, float, float]:
    """Return the drawing as SVG elements, its width and its height; nothing if nobody promised."""
    plan, ground = Plan(view), look.ground(view.theme)
    if not plan.found:
        return "", 0, 0
    cut = plan.axis.x(view.store.cutoff.toordinal())
    said = view.words.say("cut-off")
    body = years(plan.axis, ground, TOP, plan.height) + line(cut, TOP, cut, plan.height, ground.ink, 1, "2 3")
    body += text(cut, plan.height + 13, said, ground.ink2, anchor="middle", size=12)
    named = ""
    for one, top in zip(plan.found, plan.tops, strict=True):
        if one.country != named:
            body += line(0, top - _HEAD, WIDTH, top - _HEAD, ground.rule)
            body += text(0, top + 14, view.words.word("country", one.country), ground.ink, size=14, bold=True)
            named = one.country
        body += _transition(view, plan, one, top)
    return body, WIDTH, plan.height + 18


def _transition(view: View, plan: Plan, one: Transition, top: float) -> str:
    ground, body = look.ground(view.theme), ""
    bottom = top + _ROW * len(one.promises)
    if one.vote is not None:
        x = plan.axis.x(one.vote["date_min"])
        said = view.words.say("vote, {day}", day=view.words.date(one.vote["date"], short=True))
        body += told(line(x, top - 2, x, bottom + _ROW / 2 + 4, ground.ink, 2), one.vote[f"title_{view.lang}"])
        body += text(x + 6, bottom + _ROW / 2 + 4, said, ground.ink, bold=True, halo=ground.paper)
    for i, promise in enumerate(one.promises):
        body += _promise(view, plan, promise, top + i * _ROW + _ROW / 2, one.vote)
    return body


def _promise(view: View, plan: Plan, promise: Promise, y: float, vote: dict[str, Any] | None) -> str:
    ground, axis, words = look.ground(view.theme), plan.axis, view.words
    made = axis.x(promise.events[0]["date_min"])
    day = words.date(promise.events[0]["date"], short=True)
    title = promise.events[0][f"title_{view.lang}"]
    if promise.state == "undated":
        body = line(made, y, made + 34, y, ground.ink2, 1.6, "1 3") + ring(made, y, 3, ground.ink, ground.ink)
        body += text(made + 40, y + 4, words.say("no new date"), ground.ink2, italic=True, halo=ground.paper)
        return told(body, f"{day}: {title}")
    low, end = axis.x(promise.low), axis.x(promise.high)
    label = words.say("{day}: {state}", day=day_said(view, promise), state=state_said(view, promise))
    body = line(made, y, low, y, ground.ink2, 1.6) + ring(made, y, 3, ground.ink, ground.ink)
    body += line(low, y, end, y, ground.ink2, 1.6, "2 2") if end - low > 6 else ""
    body += _end(view, promise, end, y)
    wide = text_width(label, 12.5) + 12
    # A late vote has its line behind the day promised: the label stands clear of it.
    right = max(end, axis.x(vote["date_min"])) if vote is not None else end
    x, anchor = (right + 9, "start") if right + wide < WIDTH else (made - 8, "end")
    body += text(x, y + 4, label, ground.ink, anchor=anchor, halo=ground.paper)
    return told(body, f"{day}: {title}", label)


def _end(view: View, promise: Promise, x: float, y: float) -> str:
    ground = look.ground(view.theme)
    fill = ground.ink if promise.state == "kept" else ground.paper
    body = ring(x, y, 4.5, fill, ground.ink)
    if promise.state in ("passed", "late", "replaced"):
        body += line(x - 6, y + 6, x + 6, y - 6, ground.ink, 1.4)
    return body


def signs(view: View) -> str:
    """Return the legend."""
    ground, words = look.ground(view.theme), view.words
    made = ring(8, 8, 3, ground.ink, ground.ink) + line(8, 8, 30, 8, ground.ink2, 1.6)
    crossed = ring(16, 8, 4.5, ground.paper, ground.ink) + line(10, 14, 22, 2, ground.ink, 1.4)
    items = [
        (made, words.say("day on which it was promised")),
        (ring(16, 8, 4.5, ground.ink, ground.ink), words.say("kept")),
        (crossed, words.say("passed without a vote, or late")),
        (ring(16, 8, 4.5, ground.paper, ground.ink), words.say("not due by the cut-off")),
        (line(16, 1, 16, 15, ground.ink, 2), words.say("vote that ended the transition")),
    ]  # fmt: skip
    return legend((svg_uri(body, 32, 16), said) for body, said in items)


def sentences(view: View) -> str:
    """Return what was promised and what came of it, one line a transition, as escaped HTML."""
    lines = "".join(f"<li>{escape(sentence(view, one))}</li>" for one in transitions(view.store, view.countries))
    return f"<ul class='plainly'>{lines}</ul>"


def table(view: View, citations: Citations) -> str:
    """Return every promise with the day it was made, by what, the day promised and what became of it."""
    words = view.words
    heads = (
        words.say("Country"), words.say("Promised on"), words.say("By what"), words.say("Promised for"),
        words.say("What became of it"),
    )  # fmt: skip
    head = "".join(f"<th>{escape(said)}</th>" for said in heads)
    rows = "".join(
        _row(view, one.country, promise, citations)
        for one in transitions(view.store, view.countries)
        for promise in one.promises
    )
    return f"<div class='scroll'><table class='plain'><tr>{head}</tr>{rows}</table></div>"


def _row(view: View, country: str, promise: Promise, citations: Citations) -> str:
    words = view.words
    days = "<br>".join(escape(words.date(event["date"], short=True)) for event in promise.events)
    whats = "<br>".join(escape(event[f"title_{view.lang}"]) for event in promise.events)
    noted = refs(citations, unique(event["source_ids"] for event in promise.events))
    return (
        f"<tr><td>{escape(words.word('country', country))}</td><td>{days}</td><td>{whats}{noted}</td>"
        f"<td>{escape(day_said(view, promise))}</td><td>{escape(state_said(view, promise))}</td></tr>"
    )


def alt(view: View) -> str:
    """Say the drawing in sentences."""
    return " ".join(sentence(view, one) for one in transitions(view.store, view.countries))
