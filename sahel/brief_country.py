"""The body of the card "Country sheet": who rules, whose forces, who has left, blocs, the year before, a map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sahel import atlas, brief_map, brief_strip, facts_of_day, ink_fonts, situation, situation_words, strip
from sahel import theme as look
from sahel.brief import Brief
from sahel.brief_card import Box, Card, Sign
from sahel.brief_rows import Row, fitting, heading, listed, note
from sahel.marks import mark
from sahel.sites import TRACE_DAYS, Site, plates, sites
from sahel.situation import BLOCS, FIRM, ForceLine, Rule
from sahel.situation_words import STANDINGS
from sahel.view import View
from sahel.vocabulary import COUP_KINDS, FOCUS

_GAP = 28.0
_YEAR = 365
# Kinds of event that a reader asks about before others of the same importance.
_MOVES = ("arrival", "withdrawal", "base_handed_over", "base_left", "base_taken", "base_opened", "agreement_ended")
_GREAT = ("RUS", "USA", "FRA", "UN ")
_BODIES = ("membership", "alliance", "sanction", "sanction_lifted", "mandate", "withdrawal_announced", "transition")


def country_of(brief: Brief) -> str:
    """Return the country that a card is about: the one asked for, else the first of the view; "" if there is none."""
    if brief.country in FOCUS:
        return brief.country
    return brief.view.countries[0] if brief.view.countries else ""


def title(brief: Brief) -> tuple[str, str]:
    """Return what holds in the country on the day, and what the sheet tells of it, when and as who knows it."""
    country = country_of(brief)
    view = brief.view.but(countries=(country,) if country else ())
    said = view.words.say(
        "{sentence}, with who rules, the blocs and the twelve months before, as the record of {cutoff} knows them",
        sentence=view.on_sentence(), cutoff=view.words.day(view.store.cutoff),
    )  # fmt: skip
    return situation.finding(view), said


def draw(card: Card, box: Box) -> None:
    """Draw the sheet: on a wide canvas three columns, on an upright one the map beside the rule and lists below."""
    country = country_of(card.brief)
    if not country or not card.view.senders:
        said = card.words.say("No country or no sender is chosen, so there is nothing to show.")
        card.paragraph(box.x, box.y, box.width, said, card.size.row, card.ground.ink2)
        return
    own = card.of(card.view.but(countries=(country,)))
    tall = brief_strip.height(own)
    above = box._replace(height=box.height - tall - 22)
    (_upright if card.size.is_tall else _across)(own, above, country)
    brief_strip.draw(own, Box(box.x, above.bottom + 22, box.width, tall))


def _across(card: Card, box: Box, country: str) -> None:
    wide = (box.width - 2 * _GAP) / 3
    parts = [box._replace(x=box.x + i * (wide + _GAP), width=wide) for i in range(3)]
    y = _power(card, parts[1], country)
    _forces(card, _below(parts[1], y), country)
    y = _blocs(card, parts[2], country)
    _changes(card, _below(parts[2], y))
    signs = _signs(card)
    tall = card.legend_height(wide, signs)
    _map(card, parts[0]._replace(height=box.height - tall - 10), country)
    card.legend(parts[0]._replace(y=box.bottom - tall), signs)


def _upright(card: Card, box: Box, country: str) -> None:
    """Draw two columns: the map over the year before, and who rules over blocs and forces; the signs under both."""
    signs = _signs(card)
    signed = card.legend_height(box.width, signs)
    wide, inner = (box.width - _GAP) / 2, box._replace(height=box.height - signed - 10)
    left, right = inner._replace(width=wide), inner._replace(x=box.x + wide + _GAP, width=wide)
    y = _power(card, right, country)
    y = _blocs(card, _below(right, y), country)
    _forces(card, _below(right, y), country)
    tall = min(wide / min(max(atlas.aspect(atlas.window_of(country)), 1), 1.5), inner.height * 0.5)
    _changes(card, _below(left, box.y + tall + card.size.row * 0.5))
    _map(card, left._replace(height=tall), country)
    card.legend(box._replace(y=box.bottom - signed), signs)


def _below(box: Box, y: float) -> Box:
    return box._replace(y=y, height=box.bottom - y)


def _sites(card: Card) -> tuple[Site, ...]:
    return plates(sites(card.view, trace_days=TRACE_DAYS))


def _signs(card: Card) -> list[Sign]:
    """Return the signs of the map, then those of the strip."""
    return brief_map.signs(card, _sites(card)) + brief_strip.signs(card)


def _map(card: Card, box: Box, country: str) -> None:
    brief_map.day_map(card, box, _sites(card), atlas.window_of(country), (country,))


def _power(card: Card, box: Box, country: str) -> float:
    """Write who rules, since when and how, on the stone of the kind of rule; return the lower edge."""
    rule, size = situation.rule(card.view, country), card.size.row
    if rule is None:
        return card.paragraph(box.x, box.y, box.width, situation_words.no_rule(card.view), size, card.ground.ink2) + 12
    y = _band(card, box, rule)
    leaders, office = situation_words.leaders(rule), situation_words.office(card.view, rule)
    how = card.words.say("{office}, {entry}", office=office, entry=situation_words.entry(card.view, rule))
    band = situation_words.rule_band(card.view, rule)
    said = card.words.say("{leader}: {how}; {rule}", leader=leaders, how=how, rule=band)
    numbers = card.note(said, situation_words.rule_sources(rule))
    y = card.paragraph(box.x, y + 6, box.width, leaders, size * 1.2, weight=600, most=2)
    return card.paragraph(box.x, y, box.width, how, size, card.ground.ink2, most=3, numbers=numbers) + size * 0.8


def _band(card: Card, box: Box, rule: Rule) -> float:
    size, theme, kind = card.size.row, card.view.theme, rule.rows[0]["regime_kind"]
    lines = ink_fonts.wrap(situation_words.rule_band(card.view, rule), size, 600, box.width - size)
    tall = size * (1.24 * len(lines) + 0.6)
    card.pen.rect(box.x, box.y, box.width, tall, look.rule_fill(kind, theme), stroke=card.ground.rule)
    for i, line in enumerate(lines):
        base = box.y + size * (1.24 * (i + 1) + 0.02)
        card.pen.text(box.x + size * 0.5, base, line, size, look.rule_text(kind, theme), "start", 600)
    card.pen.marked(f"rule {kind}")
    return box.y + tall


def _size(card: Card) -> float:
    return max(card.size.row * 0.92, card.size.small)


def _forces(card: Card, box: Box, country: str) -> None:
    """Write the forces of the day with figures and claimants, then who has left, what is doubtful, what is lacking."""
    # Who has left is not crowded out by the many small forces of others.
    rows = sorted([*_present(card, country), *_absent(card, country)], key=lambda row: row.marked[:3] not in _GREAT)
    y = heading(card, box, card.words.say("Foreign forces on this day"))
    inner, row = _below(box, y), card.size.row
    if not rows:
        card.paragraph(box.x, y, box.width, card.words.say("The record has nothing for this day."), _size(card))
    size = fitting(card, inner, rows, (row, _size(card), card.size.small))
    left = listed(card, inner, rows, size, lambda n: card.words.say_n("{n} more line", "{n} more lines", n))[1]
    note(card, left)


def _present(card: Card, country: str) -> Iterator[Row]:
    """Yield a row a force: its figure before it, who says so behind it; without figures where none are wanted."""
    view, has_numbers = card.view, card.brief.has("numbers")
    if has_numbers:
        for fact in facts_of_day.facts(view):
            if fact.state != "ended":
                sign = mark(fact.group, view.theme, fact.state, 0, 0, 5.4)
                yield Row(fact.said, fact.source_ids, fact.large, sign, f"{fact.group} {fact.state}")
    for line in situation.card(view, country).lines:
        # The facts leave out other forces without a figure.
        if not has_numbers or (line.force.group == "OTHER" and not line.claims):
            yield _force(card, line, "uncertain" if _is_doubted(line) else "new" if line.is_new else "present")


def _is_doubted(line: ForceLine) -> bool:
    return line.force.level not in FIRM or line.force.standing != "acknowledged"


def _force(card: Card, line: ForceLine, state: str) -> Row:
    view, words, force = card.view, card.words, line.force
    when = situation_words.doubt(view, line) if force.level not in FIRM else words.since(force.since, short=True)
    standing = [] if force.standing == "acknowledged" else [words.word("standing", force.standing)]
    not_sure = [words.say("uncertain on this day")] if force.level not in FIRM else []
    name, said = situation_words.force_name(view, line), words.clauses([when, *standing, *not_sure])
    return Row(said, force.source_ids, name, mark(force.group, view.theme, state, 0, 0, 5.4), f"{force.group} {state}")


def _absent(card: Card, country: str) -> Iterator[Row]:
    view, words, shown = card.view, card.words, situation.card(card.view, country)
    for left in shown.gone:
        name = words.word("sender_group", left.group)
        said = words.clauses([situation_words.gone_since(view, left), situation_words.gone_days(view, left)])
        yield Row(said, left.source_ids, name, mark(left.group, view.theme, "ended", 0, 0, 6.6), f"{left.group} ended")
    for line in shown.doubtful:
        yield _force(card, line, "uncertain")
    if lacking := situation_words.lacks(view, shown):
        yield Row(lacking)


def _blocs(card: Card, box: Box, country: str) -> float:
    """Write how the country stands in each bloc; return the lower edge."""
    y = heading(card, box, card.words.say("Blocs"))
    rows = [_bloc(card, country, bloc) for bloc in BLOCS]
    y, left = listed(card, box._replace(y=y, height=box.bottom - y), rows, _size(card))
    note(card, left)
    return y + card.size.row * 0.5


def _bloc(card: Card, country: str, bloc: str) -> Row:
    words, (status, row) = card.words, situation.bloc_standing(card.view, country, bloc)
    name = words.word("organisation", bloc)
    if row is None:
        return Row(words.say("no membership in the record"), (), name)
    said = words.say(STANDINGS[status])
    if status == "left":
        when = words.say("last day as a member: {day}", day=words.date(row["end"], short=True))
        return Row(words.clauses([said, when]), row["source_ids"], name)
    said = words.say("{status} {since}", status=said, since=words.since(row["start"], short=True))
    return Row(said, row["source_ids"], name)


def _changes(card: Card, box: Box) -> None:
    """Write what happened in the twelve months before, what weighs most first."""
    words, view = card.words, card.view
    y = heading(card, box, words.say("The twelve months before"))
    rows = [
        Row(
            str(event[f"title_{view.lang}"]), event["source_ids"], words.date(event["date"], short=True),
            strip.sign(view, event, 0, 0), f"event {event['kind']}",
        )
        for event in ranked(view)
    ]  # fmt: skip
    if not rows:
        said = words.say("The record has no event in these twelve months.")
        card.paragraph(box.x, y, box.width, said, _size(card), card.ground.ink2)
    inner = box._replace(y=y, height=box.bottom - y)
    left = listed(card, inner, rows, _size(card), lambda n: words.say_n("{n} more event", "{n} more events", n))[1]
    note(card, left)


def ranked(view: View) -> list[dict[str, Any]]:
    """Return the events of the twelve months before the view's day: coups, forces that come and go, bodies, the rest.

    Within each the more important first, then the newer.
    """

    def weight(event: dict[str, Any]) -> tuple[int, int]:
        kinds = (COUP_KINDS, _MOVES, _BODIES)
        kind = next((i for i, named in enumerate(kinds) if event["kind"] in named), len(kinds))
        return event["importance"], kind

    # The changes come newest first, and sorting keeps that order where the weight is the same.
    return sorted(situation.changes(view, _YEAR), key=weight)
