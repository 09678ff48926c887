"""What the map of a day shows, as one sentence computed from its sites. Pure."""

from __future__ import annotations

from sahel.sites import Site, plates, sites
from sahel.situation import LONGEST_TITLE, scoped
from sahel.view import View


def finding(view: View) -> str:
    """Say where forces stand: whose places France has left, and which senders share a place."""
    found = sites(view)
    words = view.words
    if not found or not view.senders or not view.countries:
        return view.on_sentence()
    parts = [part for part in (_french(view, found), _shared(view, found)) if part]
    for tried in (parts, parts[:1], [_counted(view, found)]):
        sentence = scoped(view, words.clauses(tried)) if tried and tried[0] else ""
        if sentence and len(sentence) <= LONGEST_TITLE:
            return sentence
    return view.on_sentence()


def _held(found: tuple[Site, ...], group: str, *, surely: bool) -> list[Site]:
    """Sites that a group holds, admitted and certain; or those where it is only reported, denied or uncertain."""
    states = ("present", "new") if surely else ("uncertain", "old")
    return [site for site in found if any(mark.group == group and mark.state in states for mark in site.marks)]


def _french(view: View, found: tuple[Site, ...]) -> str:
    words = view.words
    had = [site for site in found if any(mark.group == "FRA" for mark in site.marks)]
    held = _held(found, "FRA", surely=True)
    if had and not held and not _held(found, "FRA", surely=False):
        return words.say("France has gone from every base")
    if held:
        return words.say_n("French forces at {n} site", "French forces at {n} sites", len(held))
    return ""


def _shared(view: View, found: tuple[Site, ...]) -> str:
    words = view.words
    both = [
        site.name
        for site in plates(found)
        if {"USA", "RUS"} <= {mark.group for mark in site.marks if mark.state in ("present", "new")}
    ]
    if both:
        return words.say("Americans and Russians are both in {places}", places=words.join(dict.fromkeys(both)))
    sure, perhaps = (len(_held(found, "RUS", surely=surely)) for surely in (True, False))
    if sure and perhaps:
        more = words.number(perhaps)
        return words.say_n(
            "Russians at {n} site, perhaps at {more} more",
            "Russians at {n} sites, perhaps at {more} more",
            sure,
            more=more,
        )
    if sure:
        return words.say_n("Russians at {n} site", "Russians at {n} sites", sure)
    if perhaps:
        return words.say_n("Russians perhaps at {n} site", "Russians perhaps at {n} sites", perhaps)
    return ""


def _counted(view: View, found: tuple[Site, ...]) -> str:
    held = [site for site in found if any(mark.state in ("present", "new") for mark in site.marks)]
    if not held:
        return ""
    forces = view.forces_sentence()
    return view.words.say_n("{forces} at {n} site", "{forces} at {n} sites", len(held), forces=forces)


def subtitle(view: View) -> str:
    """Say what is drawn, where and when."""
    words = view.words
    return words.say(
        "{sentence}, as the record of {cutoff} knows it. Sites that a force has left stay on the map, hollow.",
        sentence=view.on_sentence(),
        cutoff=words.day(view.store.cutoff),
    )


def alt(view: View) -> str:
    """Say the map to those who do not see it."""
    names = [site.name for site in sites(view) if site.is_held]
    if not names:
        return view.words.say("Map without any foreign force on this day")
    return view.words.say("Map: foreign forces, surely or perhaps, at {places}", places=view.words.join(names))
