"""What the time machine is given to draw with: the reel, the map's layers, colours, marks and words, as plain JSON."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sahel import atlas, maps
from sahel import theme as look
from sahel.marks import STATES, mark_uri, svg_uri
from sahel.reel import EPOCH, reel
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS, words_of

_SIGN = 20


@lru_cache(maxsize=8)
def machine(view: View, today: date, deck_address: str) -> dict[str, Any]:
    """Return all that stays the same while the day moves; `stamp` is another when any of it is."""
    told = {
        "reel": reel(view),
        "spec": maps.spec(view),
        "look": _look(view),
        "words": _words(view),
        "lang": view.lang,
        "today": today.toordinal() - EPOCH,
        "deck": deck_address,
        "record": f"record?table=events&id={{id}}&lang={view.lang}",
    }
    return told | {"stamp": blake2b(repr(told).encode(), digest_size=8).hexdigest()}


def _look(view: View) -> dict[str, Any]:
    ground, theme = look.ground(view.theme), view.theme
    ring = f'<circle cx="10" cy="10" r="4" fill="{ground.panel}" stroke="{ground.ink}" stroke-width="1.4"/>'
    labels = [
        *((view.words.word("country", code).upper(), *at) for code, at in atlas.COUNTRY_LABELS.items()),
        *((view.words.word("country", code), *at) for code, at in atlas.NEIGHBOUR_LABELS.items()),
    ]
    return {
        **{name: getattr(ground, name) for name in ("paper", "panel", "sunken", "ink", "ink2", "ink3", "grid", "rule")},
        "neighbours": ground.neighbours,
        "inkRgb": look.rgb(ground.ink),
        "ink3Rgb": look.rgb(ground.ink3),
        "ink2Rgb": look.rgb(ground.ink2),
        "fills": [look.fill(group, theme) for group in SENDER_GROUPS],
        "edges": [look.edge(group, theme) for group in SENDER_GROUPS],
        "edgesRgb": [look.rgb(look.edge(group, theme)) for group in SENDER_GROUPS],
        "rules": {kind: [look.rule_fill(kind, theme), look.rule_text(kind, theme)] for kind in words_of("regime_kind")},
        "marks": {
            f"{i}-{state}": mark_uri(group, theme, state, _SIGN, 5.4)
            for i, group in enumerate(SENDER_GROUPS)
            for state in STATES
        },
        "power": svg_uri(ring, _SIGN, _SIGN),
        "window": atlas.WINDOW,
        "countries": labels,
    }


def _words(view: View) -> dict[str, Any]:
    words = view.words
    return {
        "day": words.say("Day"),
        "play": words.say("Play (space)"),
        "pause": words.say("Pause (space)"),
        "before": words.say("Event before (P)"),
        "next": words.say("Next event (N)"),
        "speed": words.say("Speed"),
        "speeds": [words.say("1 month/s"), words.say("3 months/s"), words.say("1 year/s")],
        "window": words.say("Window of time"),
        "spans": [
            [0, words.say("since 1960")], [3653, words.say("10 years")], [366, words.say("1 year")],
            [31, words.say("1 month")],
        ],
        "widen": words.say("Wider window of time"),
        "narrow": words.say("Narrower window of time"),
        "zoomIn": words.say("Zoom in"),
        "zoomOut": words.say("Zoom out"),
        "whole": words.say("Whole map"),
        "changed": words.say("Changed in the 90 days before"),
        "signs": words.say("Signs"),
        "nothing": words.say("Nothing in the record."),
        "seen": words.say("{place}, last seen {year}", place="{place}", year="{year}"),
        "alt": words.say("Map: foreign forces, surely or perhaps, at {places}", places="{places}"),
        "altNone": words.say("Map without any foreign force on this day"),
        "noMap": words.say("This browser cannot draw the map: it has no WebGL. A still map and the table stand below."),
        "groups": [words.word("sender_group", group) for group in SENDER_GROUPS],
        "rules": {kind: words.word("regime_kind", kind) for kind in words_of("regime_kind")},
        "states": {
            "present": words.say("present on this day"), "new": words.say("arrived in the last 90 days"),
            "uncertain": words.say("reported, denied or uncertain on this day"),
            "old": words.say("last evidence over a year old"), "ended": words.say("has left the site"),
        },
    }  # fmt: skip
