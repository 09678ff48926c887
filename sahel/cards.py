"""Country cards, blocs and changes as escaped HTML. Small records in, text out."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from sahel import situation_words, strip
from sahel import theme as look
from sahel.citations import Citations
from sahel.marks import mark, mark_uri, svg_uri
from sahel.queries import Departure, rows_by
from sahel.situation import BLOCS, Card, ForceLine, Rule, bloc_status, short_name
from sahel.situation_words import STANDINGS, doubt, force_name
from sahel.view import View

SCALE_MOST = 1200
_CLAIMS_SHOWN = 3
REFS_SHOWN = 2


def refs(citations: Citations, source_ids: tuple[str, ...]) -> str:
    """Return numbered links to sources, raised like notes."""
    links = " ".join(
        f"<a href='{escape(url, quote=True)}' rel='noopener noreferrer'>{number}</a>"
        for number, url in citations.numbers(source_ids[:REFS_SHOWN])
    )
    return f"<span class='refs'>{links}</span>" if links else ""


def country_card(view: View, card: Card, citations: Citations) -> str:
    """Return a country's card: who rules, whose forces, how many says who, who is gone, what is not known."""
    name = escape(view.words.word("country", card.country))
    body = _rule(view, card.rule, citations) if card.rule else _no_rule(view)
    lines = "".join(_force(view, line, citations) for line in card.lines)
    doubtful = _doubtful(view, card.doubtful, citations)
    gone = "".join(_gone(view, left, citations) for left in card.gone)
    rest = _lacks(view, card)
    return f"<section class='card'><h2>{name}</h2>{body}{lines}{doubtful}{gone}{rest}</div></section>"


def _no_rule(view: View) -> str:
    said = escape(situation_words.no_rule(view))
    return f"<div class='rule rule-elected'>—</div><div class='body'><div class='how'>{said}</div>"


def _rule(view: View, rule: Rule, citations: Citations) -> str:
    band, leaders = escape(situation_words.rule_band(view, rule)), escape(situation_words.leaders(rule))
    office, entry = escape(situation_words.office(view, rule)), escape(situation_words.entry(view, rule))
    noted = refs(citations, situation_words.rule_sources(rule))
    return (
        f"<div class='rule rule-{rule.rows[0]['regime_kind']}'>{band}</div><div class='body'>"
        f"<div class='leader'>{leaders}</div><div class='how'>{office}, {entry}{noted}</div>"
    )


def _force(view: View, line: ForceLine, citations: Citations) -> str:
    words, force = view.words, line.force
    state = "uncertain" if force.level not in ("sure", "presumed") or force.standing != "acknowledged" else "present"
    picture = mark_uri(force.group, view.theme, "new" if line.is_new and state == "present" else state, 24, 6.2)
    claim = line.claims[0] if line.claims else None
    figure = _headline(view, line.claims) if claim else words.say("no figure")
    return (
        f"<div class='force'><img src=\"{picture}\" alt=''><div class='name'>{escape(force_name(view, line))}</div>"
        f"<div class='figure{'' if claim else ' none'}'>{escape(figure)}</div>"
        f"<div class='where'>{escape(_where(view, line))}{refs(citations, force.source_ids)}</div>"
        f"{_claims(view, line, citations)}</div>"
    )


def _doubtful(view: View, lines: tuple[ForceLine, ...], citations: Citations) -> str:
    """Forces whose evidence is old or whose ends are open on this day: one line each, never among those present."""
    if not lines:
        return ""
    items = "".join(
        f"<div class='doubt'><img src=\"{mark_uri(line.force.group, view.theme, 'uncertain', 18, 5)}\" alt=''>"
        f"<span>{escape(view.words.say('{force}: {dates}', force=force_name(view, line), dates=doubt(view, line)))}"
        f"{refs(citations, line.force.source_ids)}</span></div>"
        for line in lines
    )
    return (
        f"<div class='doubts'><div class='soft'>{escape(view.words.say('Not certain on this day'))}</div>{items}</div>"
    )


def _where(view: View, line: ForceLine) -> str:
    words, force = view.words, line.force
    places = rows_by(view.store, "places", "place_id")
    names = [short_name(places[place][0], view.lang) for place in force.place_ids]
    more = len(names) - 5
    if more > 1:
        names = [*names[:5], words.say_n("{n} other site", "{n} other sites", more)]
    parts = [", ".join(dict.fromkeys(names)), words.since(force.since, short=True)]
    if force.standing != "acknowledged":
        parts.append(words.word("standing", force.standing))
    if force.level in ("presumed", "stale"):
        parts.append(words.say("last evidence {seen}", seen=words.date(force.last_seen, short=True)))
    if force.level == "possible":
        parts.append(words.say("uncertain on this day"))
    return words.clauses(part for part in parts if part)


def _headline(view: View, claims: tuple[dict[str, Any], ...]) -> str:
    said = list(dict.fromkeys(_figure(view, claim) for claim in reversed(claims[:_CLAIMS_SHOWN])))
    return " / ".join(said[:3])


def _figure(view: View, claim: dict[str, Any]) -> str:
    low, high = (
        None if value is None or value != value else int(value)
        for value in (_plain(claim["low"]), _plain(claim["high"]))
    )
    return view.words.figure(low, high, claim["about"] == "yes", short=True)


def _plain(value: Any) -> Any:
    return None if value is None or str(value) == "<NA>" else value


def _claims(view: View, line: ForceLine, citations: Citations) -> str:
    if not line.claims:
        return ""
    said = claims_said(view, line.claims[:_CLAIMS_SHOWN], citations)
    left = len(line.claims) - _CLAIMS_SHOWN
    if left > 0:
        said.append(escape(view.words.say_n("{n} more", "{n} more", left)))
    return f"<div class='who'><img src=\"{_scale(view, line)}\" alt=''><div>{view.words.clauses(said)}</div></div>"


def claims_said(view: View, claims: Iterable[dict[str, Any]], citations: Citations) -> list[str]:
    """Return each claim of how many as escaped HTML: the figure, who says so and when, its sources."""
    words = view.words
    forces = rows_by(view.store, "forces", "force_id")
    names = {code: rows[0][f"name_{view.lang}"] for code, rows in forces.items()}
    said = []
    for claim in claims:
        extra = ""
        if claim["measure"] == "arrived":
            extra = " " + words.say("(arrived)")
        if claim["scope"] == "region":
            extra += " " + words.say("(region)")
        who, day = words.claimant(claim["claimant"], names), words.date(claim["date"], short=True)
        said.append(
            f"{escape(_figure(view, claim))} {escape(who)}, {escape(day)}{escape(extra)}"
            f"{refs(citations, claim['source_ids'])}"
        )
    return said


def _scale(view: View, line: ForceLine) -> str:
    """A line from 0 to 1,200 people with the claims' marks; larger figures stand at its end with an arrow."""
    ground, group = look.ground(view.theme), line.force.group
    body = f'<path d="M4 7H88M4 4V10M46 5V9M88 4V10" stroke="{ground.rule}" stroke-width="1" fill="none"/>'
    for claim in reversed(line.claims[:_CLAIMS_SHOWN]):
        ends = [float(v) for v in (_plain(claim["low"]), _plain(claim["high"])) if v is not None]
        xs = [4 + min(value, SCALE_MOST) / SCALE_MOST * 84 for value in ends]
        if len(xs) == 2 and xs[1] - xs[0] > 3:
            body += f'<path d="M{xs[0]:.1f} 7H{xs[1]:.1f}" stroke="{look.edge(group, view.theme)}" stroke-width="1.6"/>'
        middle = sum(xs) / len(xs)
        body += mark(
            group,
            view.theme,
            "uncertain" if claim["about"] == "yes" and len(xs) == 2 and xs[0] != xs[1] else "present",
            middle,
            7,
            3.6,
        )
        if min(ends) > SCALE_MOST:
            body += f'<path d="M87 3l4 4-4 4" stroke="{ground.ink2}" fill="none"/>'
    return svg_uri(body, 92, 14)


def _gone(view: View, left: Departure, citations: Citations) -> str:
    words = view.words
    name = words.word("sender_group", left.group)
    since, days = situation_words.gone_since(view, left), situation_words.gone_days(view, left)
    return (
        f"<div class='force gone'><img src=\"{mark_uri(left.group, view.theme, 'ended', 24, 7.5)}\" alt=''>"
        f"<div class='name'>{escape(name)}</div><div class='figure none'>{escape(days)}</div>"
        f"<div class='where'>{escape(since)}{refs(citations, left.source_ids)}</div></div>"
    )


def _lacks(view: View, card: Card) -> str:
    said = situation_words.lacks(view, card)
    return f"<div class='lacks'>{escape(said)}</div>" if said else ""


def blocs(view: View) -> str:
    """Return the table of blocs: each country's standing in each on the day."""
    words = view.words
    said = {status: words.say(word) for status, word in STANDINGS.items()} | {"none": "–"}
    head = "".join(f"<th>{escape(words.word('country', country))}</th>" for country in view.countries)
    rows = ""
    for bloc in BLOCS:
        cells = ""
        for country in view.countries:
            status = bloc_status(view, country, bloc)
            text = escape(said[status])
            cells += f"<td>{f'<b>{text}</b>' if status == 'member' else text}</td>"
        rows += f"<tr><td>{escape(words.word('organisation', bloc))}</td>{cells}</tr>"
    head = f"<th>{escape(words.say('Blocs'))}</th>{head}"
    return f"<div class='scroll'><table class='plain'><tr>{head}</tr>{rows}</table></div>"


def change_list(view: View, events: list[dict[str, Any]], citations: Citations) -> str:
    """Return events as a list: sign, day, place or country, what happened."""
    items = ""
    for event in events:
        day = view.words.date(event["date"], short=True)
        items += (
            f"<li>{_event_sign(view, event)}<span><b>{escape(day)} · {escape(_event_where(view, event))}</b></span>"
            f"<span class='of'>{escape(event['title_fr' if view.lang == 'fr' else 'title_en'])}"
            f"{refs(citations, event['source_ids'])}</span></li>"
        )
    return f"<ul class='changes'>{items}</ul>"


def _event_where(view: View, event: dict[str, Any]) -> str:
    places = rows_by(view.store, "places", "place_id")
    if event["place_ids"]:
        return ", ".join(short_name(places[place][0], view.lang) for place in event["place_ids"][:2])
    return ", ".join(view.words.word("country", country) for country in event["countries"][:3])


def _event_sign(view: View, event: dict[str, Any]) -> str:
    ground = look.ground(view.theme)
    if event["group"]:
        state = "ended" if event["kind"] in strip.LEAVING else "present"
        return f"<img src=\"{mark_uri(event['group'], view.theme, state, 20, 6)}\" alt=''>"
    sign = f'<circle cx="10" cy="10" r="3" fill="{ground.paper}" stroke="{ground.ink}" stroke-width="1.2"/>'
    if event["kind"] in ("coup", "coup_attempt"):
        full = ground.ink if event["kind"] == "coup" else "none"
        sign = f'<path d="M4.5 5h11l-5.5 9.5z" fill="{full}" stroke="{ground.ink}"/>'
    return f"<img src=\"{svg_uri(sign, 20, 20)}\" alt=''>"
