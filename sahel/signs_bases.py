"""The legend under the sites: only signs that are in view, senders in house order. Pictures, and escaped HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sahel import theme as look
from sahel.bases import ARMED, HOLDERS, HOST, Base
from sahel.bases_bars import swatch
from sahel.marks import bar_pattern, mark
from sahel.signs_timeline import Picture, end_pictures, item
from sahel.spells import is_sharp
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS


def legend(view: View, found: tuple[Base, ...]) -> str:
    """Return whose bars there are, how they end, and the signs of hand-overs and of days without anybody."""
    words = view.words
    rows = (
        (words.say("Held by"), _holders(view, found)),
        (words.say("Ends"), [item(*one) for one in ends(view, found)]),
        (words.say("Signs"), [item(*one) for one in signs(view, found)]),
    )
    lines = "".join(f"<div><b>{escape(title)}</b>{''.join(items)}</div>" for title, items in rows if items)
    said = words.say("Occupants at the same time stand one under the other. A bar says who was there, not how many.")
    return f"<div class='timeline-legend'>{lines}</div><p class='soft'>{escape(said)}</p>"


def _holders(view: View, found: tuple[Base, ...]) -> list[str]:
    words, items = view.words, []
    shown = {stay.group for base in found for stay in base.site.stays}
    own = {HOST: words.say("host state"), ARMED: words.say("armed group")}
    for holder in (holder for holder in HOLDERS if holder in shown):
        if holder in SENDER_GROUPS:
            body = f"<defs>{bar_pattern(holder, view.theme, 'p')}</defs>" + mark(
                holder, view.theme, "present", 7, 7, 5.2
            )
            body += '<rect x="17" y="2" width="24" height="10" fill="url(#p)"/>'
            items.append(item(body, 42, words.word("sender_group", holder)))
        else:
            picture = f"<img src=\"{swatch(holder, view.theme)}\" width='18' height='18' alt=''>"
            items.append(f"<span>{picture}{escape(own[holder])}</span>")
    return items


def ends(view: View, found: Sequence[Base]) -> list[Picture]:
    """Return how the bars of these sites end, where any ends so."""
    words, stays = view.words, [stay for base in found for stay in base.site.stays]
    groups = [stay.group for stay in stays if stay.group in SENDER_GROUPS]
    pictures = end_pictures(view.theme, groups[0] if groups else "FRA")
    forms = [form for stay in stays for form in (stay.start, stay.end) if form != ".."]
    standings = {stay.standing for stay in stays}
    shown = (
        (any(map(is_sharp, forms)), "day", words.say("known to the day")),
        (not all(map(is_sharp, forms)), "doubt", words.say("to the month, the year or a span")),
        (any(stay.is_open for stay in stays), "open", words.say("still open; tick = last evidence")),
        (not standings.isdisjoint(("reported", "claimed")), "reported", words.say("reported, not acknowledged")),
        ("denied" in standings, "denied", words.say("denied by host or sender")),
    )
    return [Picture(pictures[name], 38, said) for there, name, said in shown if there]


def signs(view: View, found: Sequence[Base]) -> list[Picture]:
    """Return the signs of hand-overs, of days without anybody where there are any, and of the day."""
    words, ground, items = view.words, look.ground(view.theme), []
    if any(base.site.handovers for base in found):
        ring = f'<path d="M7 0V14" stroke="{ground.ink}" stroke-width="1.3"/>'
        ring += f'<circle cx="7" cy="7" r="3.2" fill="{ground.paper}" stroke="{ground.ink}" stroke-width="1.4"/>'
        items.append(Picture(ring, 14, words.say("handed over, left or taken")))
    if any(base.site.gaps for base in found):
        line = f'<path d="M2 7H30M2 4v6M30 4v6" fill="none" stroke="{ground.ink2}"/>'
        items.append(Picture(line, 32, words.say("nobody known")))
    day = f'<path d="M5 0V14" stroke="{ground.ink}" stroke-width="1.6"/>'
    return [*items, Picture(day, 10, view.words.day(view.on))]
