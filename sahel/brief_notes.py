"""What goes with a card in words: every source with its address, speaker notes, the alternative text of the picture."""

from __future__ import annotations

from typing import Any, NamedTuple

from sahel.brief_bodies import clean
from sahel.brief_card import Card, foot
from sahel.sourcing import outlet
from sahel.view import View

LONGEST_ALT = 1000


class FullSource(NamedTuple):
    """A source in full: its number on the card, who; who, what and when; its address."""

    number: int
    outlet: str
    said: str
    url: str


def full_sources(card: Card) -> list[FullSource]:
    """Return every source of a card in full, in the order of the numbers."""
    return [_full(card.view, row) for row in card.citations.listed()]


def _full(view: View, row: dict[str, Any]) -> FullSource:
    words, published = view.words, str(row["published"])
    said = words.say(
        "{outlet}, “{title}”, {day}", outlet=outlet(row), title=row["title"],
        day=words.date(published) if published else words.say("no date"),
    )  # fmt: skip
    return FullSource(int(row["number"]), clean(outlet(row)), clean(said), str(row["url"]))


def speaker_notes(card: Card) -> str:
    """Return what a speaker needs beside the slide: what it says, fact by fact, all sources, record and link."""
    words, below, sources = card.words, foot(card), full_sources(card)
    said = [card.title, card.subtitle, "", *card.notes]
    if sources:
        said += ["", words.say("Sources"), *(f"{one.number}. {one.said}. {one.url}" for one in sources)]
    return "\n".join(clean(line) for line in [*said, "", below.record, below.link])


def alternative(card: Card) -> str:
    """Return the picture in words for those who do not see it: title, subtitle, as many facts as a reader will hear."""
    said = card.words.say("{title}. {subtitle}.", title=card.title.rstrip("."), subtitle=card.subtitle.rstrip("."))
    for fact in card.notes:
        if len(said) + len(fact) > LONGEST_ALT:
            break
        said += f" {fact}."
    return clean(said)
