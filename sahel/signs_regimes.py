"""The signs of the Regimes page, and the sentences that say its drawings to those who do not see them."""

from __future__ import annotations

from html import escape

from sahel import theme as look
from sahel.aftermath import exit_label, said_days
from sahel.aligned import rows, shown
from sahel.charts_aftermath import Row
from sahel.marks import bar_pattern, mark, svg_uri
from sahel.reigns import reigns
from sahel.spells import Spell
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS, words_of


def caution(view: View) -> str:
    """Return, as escaped HTML, what keeps the reader from taking order for cause, and what the chart leaves out."""
    said = [not_cause(view)]
    if {"EUR", "OTHER"} & set(view.senders):
        said.append(view.words.say("European and other forces are not in this chart; the timeline has them."))
    return f"<p class='soft'>{escape(' '.join(said))}</p>"


def not_cause(view: View) -> str:
    """Say that order in time is not cause."""
    return view.words.say("Order in time is not cause: the record tells what came after a coup, not what came of it.")


def sender_signs(view: View, zero: tuple[str, ...] | None = None) -> str:
    """Return the legend of the chart aligned on coup day: only the senders and signs that it shows."""
    seen = shown(view, zero)
    items = [
        (_sender(view, group), view.words.word("sender_group", group))
        for group in SENDER_GROUPS
        if any(stay.group == group for stay in seen)
    ]
    return _list(items + state_signs(view, seen))


def state_signs(view: View, seen: list[Spell]) -> list[tuple[str, str]]:
    """Return the coup and the states of the stays that are seen: SVG elements in 32 by 16 px, and what they mean."""
    words, ground = view.words, look.ground(view.theme)
    ink = f'stroke="{ground.ink3}" stroke-width="1.3" fill="none"'
    dashes = f'<rect x="1" y="4" width="30" height="8" stroke-dasharray="4 3" {ink}/>'
    items = [(f'<path d="M10 3h12l-6 10z" fill="{ground.ink}"/>', words.say("coup"))]
    if any(stay.standing in ("reported", "claimed") for stay in seen):
        pale = f'<rect x="2" y="5" width="28" height="6" fill="{ground.ink3}" opacity=".2"/>'
        items.append((pale + dashes, words.say("reported, not acknowledged")))
    if any(stay.standing == "denied" for stay in seen):
        items.append((dashes, words.say("denied by host or sender")))
    if any(stay.is_open for stay in seen):
        held = f'<rect x="0" y="4" width="9" height="8" fill="{ground.ink3}"/>'
        tick = f'{held}<path d="M10 3v10" stroke="{ground.ink}" stroke-width="2"/>'
        rails = f'<path d="M12 4.5h12M12 11.5h12" stroke-dasharray="1.5 2" {ink}/><path d="M25 2.5l5 5.5-5 5.5" {ink}/>'
        items.append((tick + rails, words.say("last evidence, end not known")))
    if any(stay.start_min != stay.start_max or (not stay.is_open and stay.end_min != stay.end_max) for stay in seen):
        items.append((_faded(view), words.say("day not known: a fade as long as the doubt")))
    return items


def _sender(view: View, group: str) -> str:
    bar = '<rect x="16" y="3.5" width="15" height="9" fill="url(#bar)"/>'
    return f"<defs>{bar_pattern(group, view.theme, 'bar')}</defs>{mark(group, view.theme, x=7, y=8, radius=5.5)}{bar}"


def _faded(view: View) -> str:
    colour = look.ground(view.theme).ink2
    return "".join(
        f'<rect x="{2 + 3 * i}" y="3.5" width="3" height="9" fill="{colour}" opacity="{(i + 0.5) / 9:.2f}"/>'
        for i in range(9)
    )


def rule_signs(view: View) -> str:
    """Return the legend of the reigns: the kinds of rule in use, coups, attempts and plots."""
    words, ground = view.words, look.ground(view.theme)
    used = {reign.kind for country in view.countries for reign in reigns(view.store, country)}
    items = []
    for kind in words_of("regime_kind"):
        if kind in used:
            stone = look.rule_fill(kind, view.theme)
            body = f'<rect x=".5" y="2.5" width="31" height="11" fill="{stone}" stroke="{ground.rule}"/>'
            if kind == "interim":
                body += f'<path d="M2 13L12 3M11 13L21 3M20 13L30 3" stroke="{ground.ink2}" stroke-opacity=".4"/>'
            items.append((body, words.word("regime_kind", kind)))
    stroke = f'stroke="{ground.ink}" fill="{ground.paper}"'
    items.append((f'<path d="M10 3h12l-6 10z" fill="{ground.ink}"/>', words.say("coup")))
    items.append((f'<path d="M11 3h10l-5 9z" {stroke} stroke-width="1.2"/>', words.say("attempt")))
    items.append((f'<path d="M12.5 5h7l-3.5 6z" {stroke} stroke-width="1"/>', words.say("alleged plot")))
    return _list(items + _mark_signs(view))


def _mark_signs(view: View) -> list[tuple[str, str]]:
    """Return the signs of what stands under the bands."""
    words, ground = view.words, look.ground(view.theme)
    edge = f'stroke="{ground.ink}" stroke-width="1.2"'
    hollow = f'fill="{ground.paper}" {edge}'
    return [
        (f'<circle cx="16" cy="8" r="3.4" fill="{ground.ink}"/>', words.say("election")),
        (f'<rect x="13" y="5" width="6" height="6" {hollow}/>', words.say("referendum")),
        (f'<path d="M16 3.5l4 4.5-4 4.5-4-4.5z" {hollow}/>', words.say("constitution or charter")),
        (f'<path d="M12.5 4.5l7 7M19.5 4.5l-7 7" {edge}/>', words.say("transition begun, extended or lapsed")),
    ]


def _list(items: list[tuple[str, str]]) -> str:
    cells = "".join(f'<li><img src="{svg_uri(body, 32, 16)}" alt="">{escape(said)}</li>' for body, said in items)
    return f"<ul class='signs'>{cells}</ul>"


def aligned_alt(view: View, zero: tuple[str, ...] | None = None) -> str:
    """Say the chart aligned on coup day in sentences."""
    return " ".join(_row_said(view, row) for row in rows(view, zero))


def _row_said(view: View, row: Row) -> str:
    words, lag = view.words, row.after.lag
    parts = [exit_label(view, row.after)] if row.french and lag.exit else []
    if row.russian and lag.arrival:
        parts.append(words.say("day {n}: first Russians arrive", n=said_days(view, lag.arrival[2])))
    return words.say(
        "{country}, coup of {day}: {what}.",
        country=words.word("country", lag.country), day=words.date(row.after.coup["date"]),
        what=words.clauses(parts) or words.say("nothing chosen to show"),
    )  # fmt: skip


def reigns_alt(view: View) -> str:
    """Say the bands of rule in a sentence a country: who ruled, in order."""
    said = []
    for country in view.countries:
        names = [" / ".join(reign.leaders) for reign in reigns(view.store, country) if not reign.contested]
        leaders = ", ".join(name for i, name in enumerate(names) if not i or names[i - 1] != name)
        said.append(
            view.words.say(
                "Rulers of {country} in order: {leaders}.", country=view.words.word("country", country), leaders=leaders
            )
        )
    return " ".join(said)
