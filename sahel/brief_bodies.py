"""Which module draws which template, and the whole card: title, body, foot."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Protocol, cast

from sahel import ink_fonts
from sahel.brief import LONGEST, TEMPLATES, Brief
from sahel.brief_card import Box, Card, close_card, open_card

# A body is imported when it is asked for: a command that draws one card does not load all seven.
MODULES = {name: f"sahel.brief_{name.replace('-', '_')}" for name in TEMPLATES}
_BLANKS = re.compile(r"[\t\n\v\f\r \x85\u2028\u2029]+")
# Not printable by themselves, but part of words: no-break spaces, and the joiners of Arabic letters.
_KEPT = "\u00a0\u202f\u200c\u200d"


class Body(Protocol):
    """What a module of a template has."""

    def title(self, brief: Brief) -> tuple[str, str]:
        """Return the finding of the card, and what, where and when."""

    def draw(self, card: Card, box: Box) -> None:
        """Draw the body inside a box."""


def body(template: str) -> Body:
    """Return the module that draws a template."""
    return cast(Body, import_module(MODULES[template]))


def titles(brief: Brief) -> tuple[str, str]:
    """Return title and subtitle: the reader's own, on one line and not too long, or the computed ones."""
    own = (_own(brief.title, LONGEST["title"]), _own(brief.subtitle, LONGEST["subtitle"]))
    if all(own):
        return own
    title, subtitle = body(brief.template).title(brief)
    return own[0] or title, own[1] or subtitle


def drawn(brief: Brief, *, is_bare: bool = False) -> Card:
    """Return the finished card; a bare one without title and foot, for those who set these as texts of their own."""
    ink_fonts.ready()
    card, box = open_card(brief, *titles(brief), is_bare=is_bare)
    body(brief.template).draw(card, box)
    close_card(card)
    return card


def clean(said: str) -> str:
    """Return a text on one line, without control characters and without what turns the direction of writing."""
    return "".join(letter for letter in _BLANKS.sub(" ", said) if letter.isprintable() or letter in _KEPT).strip(" ")


def _own(said: str, longest: int) -> str:
    said = clean(said)
    return said if len(said) <= longest else said[: longest - 1].rstrip(" ") + "…"
