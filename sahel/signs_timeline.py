"""The legend under the timeline: only signs that are in view, senders in house order. Pictures, and escaped HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from sahel import theme as look
from sahel.lanes import lanes
from sahel.marks import bar_pattern, mark, svg_uri
from sahel.reigns import happenings, reigns_in
from sahel.spells import Spell, is_sharp
from sahel.timeline_blocs import bloc_lines
from sahel.view import View
from sahel.vocabulary import COUP_KINDS, SENDER_GROUPS, words_of


class Picture(NamedTuple):
    """One sign of a legend: SVG elements 14 px high, their width, and what they mean."""

    body: str
    width: float
    said: str


def legend(view: View, memberships: bool = False) -> str:
    """Return the signs that are in view: how bars end, kinds of rule, senders in house order."""
    words = view.words
    rows = (
        (words.say("Ends"), ends(view, _spells(view))),
        (words.say("Signs"), signs(view, memberships)),
        (words.say("Rule"), rules(view)),
        (words.say("Forces of"), _senders(view)),
    )
    lines = "".join(
        f"<div><b>{escape(title)}</b>{''.join(item(*one) for one in pictures)}</div>"
        for title, pictures in rows
        if pictures
    )
    return f"<div class='timeline-legend'>{lines}</div>"


def item(body: str, width: float, said: str) -> str:
    """Return one sign of a legend, 14 px high, with its words."""
    return f"<span><img src=\"{svg_uri(body, width, 14)}\" width='{width:g}' height='14' alt=''>{escape(said)}</span>"


def _spells(view: View) -> list[Spell]:
    return [spell for country in view.countries for lane in lanes(view, country) for spell in lane.spells]


def ends(view: View, spells: Sequence[Spell]) -> list[Picture]:
    """Return how the bars of these stays end, where any ends so."""
    words = view.words
    pictures = end_pictures(
        view.theme, next((spell.group for spell in spells if spell.standing == "acknowledged"), "FRA")
    )
    forms = [form for spell in spells for form in (spell.start, spell.end) if form != ".."]
    standings = {spell.standing for spell in spells}
    first, last = view.start.toordinal(), view.end.toordinal()
    found = (
        (any(map(is_sharp, forms)), "day", words.say("known to the day")),
        (not all(map(is_sharp, forms)), "doubt", words.say("to the month, the year or a span")),
        (any(spell.is_open for spell in spells), "open", words.say("still open; tick = last evidence")),
        (not standings.isdisjoint(("reported", "claimed")), "reported", words.say("reported, not acknowledged")),
        ("denied" in standings, "denied", words.say("denied by host or sender")),
        (
            any(spell.start_max < first or spell.end_min > last for spell in spells), "outside",
            words.say("goes on outside the view"),
        ),
    )  # fmt: skip
    return [Picture(pictures[name], 38, said) for shown, name, said in found if shown and spells]


def end_pictures(theme: str, group: str) -> dict[str, str]:
    """Small bars of a sender with each of the ends, 38 by 14 px."""
    fill, edge, ground = look.fill(group, theme), look.edge(group, theme), look.ground(theme)
    faded = "".join(_box(1 + 2 * i, 2, f'fill="{fill}" opacity="{(i + 0.5) / 8:.2f}"') for i in range(8))
    dashes = f'stroke="{edge}" stroke-dasharray="3 2"'
    rails = _path("M20 4.5H31M20 9.5H31", edge, 1, "1 2") + _path("M32 2L37 7L32 12", edge, 1.4)
    return {
        "day": _box(2, 33, f'fill="{fill}"') + _path("M2 .5V13.5M35 .5V13.5", edge, 2),
        "doubt": faded + _box(17, 19, f'fill="{fill}"'),
        "open": _box(1, 19, f'fill="{fill}"') + rails + _path("M20 .5V13.5", ground.ink, 1.6),
        "reported": _box(1.5, 33, f'fill="{fill}" fill-opacity="{look.UNCERTAIN}" {dashes}'),
        "denied": _box(1.5, 33, f'fill="none" {dashes}'),
        "outside": _box(1, 10, f'fill="{edge}"')
        + _box(11, 24, f'fill="{fill}"')
        + _path("M8 4L4.5 7L8 10", ground.paper, 1.6),
    }


def _box(x: float, width: float, paint: str) -> str:
    return f'<rect x="{x:g}" y="2" width="{width:g}" height="10" {paint}/>'


def _path(points: str, colour: str, width: float, dash: str = "", fill: str = "none") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{points}" fill="{fill}" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def signs(view: View, memberships: bool = False) -> list[Picture]:
    """Return the signs of what happened in the range, and of memberships if they are drawn."""
    words, ground = view.words, look.ground(view.theme)
    kinds = {event["kind"] for country in view.countries for event in happenings(view, country)}
    triangle, ink = "M1.5 1.5h9L6 9z", ground.ink
    ring = f'<circle cx="6" cy="10" r="2.7" fill="{ground.paper}" stroke="{ink}" stroke-width="1.3"/>'
    found = (
        ("coup" in kinds, _path(triangle, ink, 1, fill=ink) + _path("M6 8V14", ink, 1.4), words.say("coup")),
        ("coup_attempt" in kinds, _path(triangle, ink, 1) + _path("M6 9V14", ink, 1, "1.6 1.6"), words.say("attempt")),
        ("plot" in kinds, _path(triangle, ground.ink2, 1), words.say("alleged plot")),
        (not kinds.issubset(COUP_KINDS), ring + _path("M6 7V0", ground.ink3, 1), words.say("event")),
    )
    items = [Picture(body, 12, said) for shown, body, said in found if shown]
    return items + _force_sign(view) + (_bloc_signs(view) if memberships else [])


def _force_sign(view: View) -> list[Picture]:
    groups = {event["group"] for country in view.countries for event in happenings(view, country)}
    group = next((group for group in SENDER_GROUPS if group in groups), "")
    if not group:
        return []
    body = mark(group, view.theme, "present", 6, 7, 4.6) + mark(group, view.theme, "ended", 19, 7, 6)
    return [Picture(body, 26, view.words.say("event of a force; hollow: it leaves"))]


def _bloc_signs(view: View) -> list[Picture]:
    ink = look.ground(view.theme).ink2
    held = {one.status for country in view.countries for line in bloc_lines(view, country) for one in line.stretches}
    dashes = (("member", ""), ("suspended", "5 3"), ("leaving", "2 3"))
    return [
        Picture(_path("M0 7H30", ink, 5, dash), 30, view.words.word("status", status))
        for status, dash in dashes
        if status in held
    ]


def rules(view: View) -> list[Picture]:
    """Return the kinds of rule in the range, in the order of the vocabulary."""
    shown = {reign.kind for country in view.countries for reign in reigns_in(view, country)}
    return [
        Picture(_stone(kind, view.theme), 26, view.words.word("regime_kind", kind))
        for kind in words_of("regime_kind")
        if kind in shown
    ]


def _stone(kind: str, theme: str) -> str:
    ground = look.ground(theme)
    body = _box(0.5, 25, f'fill="{look.rule_fill(kind, theme)}" stroke="{ground.ink3}" stroke-width=".8"')
    if kind == "interim":
        body += _path("M1 12L11 2M8 12L18 2M15 12L25 2", look.alpha(ground.ink2, 0.5), 1)
    return body


def _senders(view: View) -> list[Picture]:
    shown, items = {spell.group for spell in _spells(view)}, []
    for group in SENDER_GROUPS:
        if group in shown:
            body = f"<defs>{bar_pattern(group, view.theme, 'p')}</defs>" + mark(group, view.theme, "present", 7, 7, 5.2)
            items.append(Picture(body + _box(17, 24, 'fill="url(#p)"'), 42, view.words.word("sender_group", group)))
    return items
