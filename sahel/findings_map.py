"""What the map of a day shows, as one sentence computed from its sites. Pure."""

from __future__ import annotations

from sahel.sites import Site, plates, sites
from sahel.view import View


def finding(view: View) -> str:
    """Say where forces stand: whose places France has left, and which senders share a place."""
    found = sites(view)
    words = view.words
    if not found or not view.senders or not view.countries:
        return view.on_sentence()
    parts = [part for part in (_french(view, found), _shared(view, found)) if part]
    if len(parts) == 2:
        sentence = words.say("{first}; {second}", first=parts[0], second=parts[1])
    else:
        sentence = parts[0] if parts else _counted(view, found)
    return sentence if len(sentence) <= 115 else (parts[0] if parts else view.on_sentence())


def _held(found: tuple[Site, ...], group: str) -> list[Site]:
    return [site for site in found if any(mark.group == group and mark.state != "ended" for mark in site.marks)]


def _french(view: View, found: tuple[Site, ...]) -> str:
    words = view.words
    had = [site for site in found if any(mark.group == "FRA" for mark in site.marks)]
    held = _held(found, "FRA")
    if had and not held:
        return words.say("France has gone from every base")
    if len(held) > 1:
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
    russian = _held(found, "RUS")
    if russian:
        return words.say_n("Russians at {n} site", "Russians at {n} sites", len(russian))
    return ""


def _counted(view: View, found: tuple[Site, ...]) -> str:
    held = [site for site in found if site.is_held]
    if not held:
        return view.on_sentence()
    return view.words.say_n("Foreign forces stand at {n} site", "Foreign forces stand at {n} sites", len(held))


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
    return view.words.say("Map: foreign forces at {places}", places=view.words.join(names))
