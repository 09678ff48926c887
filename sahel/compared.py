"""Two days side by side: each day's map, its signs, and the differences as escaped HTML. Views in, text out."""

from __future__ import annotations

from html import escape

from sahel import atlas, comparison, findings_compare
from sahel.cards import refs
from sahel.citations import Citations
from sahel.marks import mark_uri
from sahel.sites import Site, plates
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS
from sahel.words import messages

MAP = (680, 396)
_RADIUS, _LETTERS = 4.8, 12.5
# What the states of marks say where two days are compared with each other alone.
STATES = messages({
    "present": "there on both days", "new": "there on this day only",
    "ended": "there on the first day, no longer on the second",
    "uncertain": "reported, denied or uncertain on this day", "old": "last evidence over a year old",
})  # fmt: skip


def day_map(view: View, found: tuple[Site, ...]) -> str:
    """Return the map of one day as SVG; both days have the same extent."""
    placed = atlas.plates(plates(found), atlas.projection(*MAP), _RADIUS, _LETTERS)
    body = atlas.base_map(*MAP, view.theme)
    return body + "".join(atlas.plate_svg(plate, view.theme, _RADIUS, _LETTERS) for plate in placed)


def signs(view: View, both: tuple[tuple[Site, ...], tuple[Site, ...]]) -> str:
    """Return the legend of both maps: only the signs in view, senders in house order."""
    words = view.words
    marks = [mark for found in both for site in plates(found) for mark in site.marks]
    groups = [group for group in SENDER_GROUPS if any(mark.group == group for mark in marks)]
    states = {mark.state for mark in marks}
    example = "FRA" if "FRA" in groups else (groups[0] if groups else "FRA")
    rows = [(mark_uri(group, view.theme, "present", 24, 6.2), words.word("sender_group", group)) for group in groups]
    rows += [
        (mark_uri(example, view.theme, state, 24, 6.2), words.say(text))
        for state, text in STATES.items()
        if state in states
    ]
    items = "".join(f"<li><img src=\"{uri}\" alt=''>{escape(text)}</li>" for uri, text in rows)
    return f"<ul class='signs'>{items}</ul>"


def moves(view: View) -> str:
    """Return one line a sender: at how many sites it is no longer, to how many it came."""
    items = "".join(
        f"<li><img src=\"{mark_uri(group, view.theme, 'present', 22, 6)}\" alt=''>{escape(said)}</li>"
        for group, said in findings_compare.moves(view)
    )
    return f"<ul class='signs moves'>{items}</ul>" if items else ""


def sentences(view: View, citations: Citations) -> str:
    """Return every difference with its sources: a column a country, a heading a part."""
    told = comparison.sentences(view)
    columns = ""
    for country in view.countries:
        mine = [one for one in told if one.country == country]
        body = "".join(_part(view, part, mine, citations) for part in comparison.PARTS)
        body = body or f"<p class='soft'>{escape(view.words.say('Nothing differs in the record.'))}</p>"
        passed = comparison.passed_said(view, country)
        note = f"<p class='soft'>{escape(passed)}</p>" if passed else ""
        columns += f"<section><h2>{escape(view.words.word('country', country))}</h2>{body}{note}</section>"
    return f"<div class='compared'>{columns}</div>"


def _part(view: View, part: str, told: list[comparison.Sentence], citations: Citations) -> str:
    items = "".join(_item(view, one, citations) for one in told if one.part == part)
    title = escape(comparison.part_title(view, part))
    return f"<h3>{title}</h3><ul>{items}</ul>" if items else ""


def _item(view: View, one: comparison.Sentence, citations: Citations) -> str:
    picture = f"<img src=\"{mark_uri(one.group, view.theme, state_of(one), 18, 5)}\" alt=''>" if one.group else ""
    bare = "" if picture else " class='bare'"
    return f"<li{bare}>{picture}<span>{escape(one.text)}{refs(citations, one.source_ids)}</span></li>"


def state_of(one: comparison.Sentence) -> str:
    """Return the state of the mark beside a sentence."""
    if one.what in ("left", "sites_left"):
        return "ended"
    return "uncertain" if one.doubted or one.part == "perhaps" else "present"
