"""What a reader asks to see: one day, one range, countries, senders, language. It can say itself in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from sahel.store import Store
from sahel.vocabulary import FOCUS, SENDER_GROUPS
from sahel.words import Language, language

FIRST = date(1958, 1, 1)
RANGE_START = date(2012, 1, 1)


@dataclass(frozen=True)
class View:
    """The record and the state that the URL holds.

    `on` is a day; `start` and `end` a range, both inclusive; tuples keep the order of the house. National contingents
    are drawn beside the missions of which they are a part only if `contingents` is true.
    """

    store: Store
    on: date
    start: date
    end: date
    countries: tuple[str, ...] = FOCUS
    senders: tuple[str, ...] = SENDER_GROUPS
    lang: str = "en"
    theme: str = "light"
    contingents: bool = False

    @property
    def words(self) -> Language:
        """The reader's language."""
        return language(self.lang)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether countries or senders are fewer than all."""
        return len(self.countries) < len(FOCUS) or len(self.senders) < len(SENDER_GROUPS)

    def but(self, **changes: object) -> Self:
        """Return the same view with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def on_sentence(self) -> str:
        """Say the view of one day: "French and Russian forces in Mali on 12 April 2024"."""
        words = self.words
        return words.say(
            "{forces} in {countries} on {day}",
            forces=self.forces_sentence(),
            countries=words.in_countries(self.countries),
            day=words.day(self.on),
        )

    def range_sentence(self) -> str:
        """Say the view of a range: "French and Russian forces in Mali, 1 January 2012 to 30 June 2026"."""
        words = self.words
        return words.say(
            "{forces} in {countries}, {start} to {end}",
            forces=self.forces_sentence(),
            countries=words.in_countries(self.countries),
            start=words.day(self.start),
            end=words.day(self.end),
        )

    def forces_sentence(self) -> str:
        """Say whose forces: "French, US and Russian forces", "Foreign forces" for all, "No forces" for none."""
        words = self.words
        if len(self.senders) == len(SENDER_GROUPS):
            return words.say("Foreign forces")
        if not self.senders:
            return words.say("No forces")
        names = {
            "FRA": words.say("French"), "USA": words.say("US"), "EUR": words.say("European"),
            "UN": words.say("UN"), "RUS": words.say("Russian"), "OTHER": words.say("other"),
        }  # fmt: skip
        adjectives = words.join(names[sender] for sender in self.senders)
        sentence = words.say("{adjectives} forces", adjectives=adjectives)
        return sentence[0].upper() + sentence[1:]

    def query(self, page: str, dated: str) -> str:
        """Return the link of this view: page path and parameters; `dated` is "on", "range", "" or "none"."""
        params: list[tuple[str, str]] = []
        if dated == "on":
            params.append(("on", self.on.isoformat()))
        if dated == "range":
            params += [("from", self.start.isoformat()), ("to", self.end.isoformat())]
        if dated != "none" and len(self.countries) < len(FOCUS):
            params += [("countries", code) for code in self.countries or ("none",)]
        if dated != "none" and len(self.senders) < len(SENDER_GROUPS):
            params += [("senders", code) for code in self.senders or ("none",)]
        params.append(("lang", self.lang))
        if self.store.is_kept:
            params.append(("record", self.store.version))
        return f"/{page}" + (f"?{urlencode(params)}" if params else "")

    def pinned(self, link: str) -> str:
        """Return a link of this view with the version of the record on which it was made."""
        return f"{link}{'&' if '?' in link else '?'}{urlencode([('v', self.store.version)])}"
