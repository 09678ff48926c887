"""What a reader asks of a briefing card: template, size, theme, what is on it. It can say itself as a link. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from sahel.view import View
from sahel.words import messages

TEMPLATES = messages({
    "situation": "Situation of a day", "then-now": "Then and now", "timeline": "Timeline of a range",
    "numbers": "Numbers of one force", "aftermath": "After the coup", "bases": "Base hand-overs",
    "country": "Country sheet",
})  # fmt: skip
# Which dates of the view a template is about: its day, or its range.
DATED = {
    "situation": "on", "then-now": "range", "timeline": "range", "numbers": "range", "aftermath": "", "bases": "on",
    "country": "on",
}  # fmt: skip
THEMES = messages({"light": "light", "dark": "dark", "print": "plain print"})
# What may be left out of a card.
OPTIONS = messages({
    "numbers": "numbers", "labels": "names of places", "inset": "inset map", "sources": "sources", "notes": "notes",
    "qr": "QR code",
})  # fmt: skip
# What a card leaves out unless the reader asks for it.
USUAL = frozenset({"qr"})
NONE = "none"
LONGEST = {"title": 300, "subtitle": 400}


class Size(NamedTuple):
    """A canvas in px, how much larger than on the screen it is drawn, and its sizes of type in px."""

    width: int
    height: int
    scale: float
    title: float
    subtitle: float
    row: float
    big: float
    small: float
    margin: int

    @property
    def is_tall(self) -> bool:
        """Tell whether parts stand under each other rather than side by side."""
        return self.height >= self.width


SIZE_NAMES = messages({
    "16x9": "Slide 16:9", "4x3": "Slide 4:3", "a4": "A4 upright", "a4-wide": "A4 across", "square": "Square",
    "column": "For a report’s column",
})  # fmt: skip
SIZES = {
    "16x9": Size(1920, 1080, 1.52, 46, 25, 22, 38, 18, 64),
    "4x3": Size(1600, 1200, 1.45, 42, 24, 21, 36, 17, 56),
    "a4": Size(1240, 1754, 1.4, 38, 22, 20, 34, 16.5, 64),
    "a4-wide": Size(1754, 1240, 1.45, 42, 24, 21, 36, 17, 64),
    "square": Size(1080, 1080, 1.4, 36, 21, 19, 32, 16.5, 48),
    "column": Size(600, 900, 1.0, 25, 15, 14, 23, 11.5, 28),
}


class BriefError(ValueError):
    """Something asked of a card that cannot be; the message is one line for the reader."""


@dataclass(frozen=True)
class Brief:
    """One card. `title` and `subtitle` are the reader's own; empty ones are computed from the view.

    `without` names what is left out, `force` the family of forces of the template "numbers" (empty: the first one),
    `link` the address under which the card can be made again.
    """

    view: View
    template: str = "situation"
    size: str = "16x9"
    theme: str = "light"
    title: str = ""
    subtitle: str = ""
    without: frozenset[str] = USUAL
    force: str = ""
    country: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        for what, value, known in (
            ("template", self.template, TEMPLATES), ("size", self.size, SIZES), ("theme", self.theme, THEMES),
        ):  # fmt: skip
            if value not in known:
                raise BriefError(f"{what}: {value[:40]!r} is not one of {', '.join(known)}")
        if unknown := sorted(self.without - set(OPTIONS)):
            raise BriefError(f"without: {unknown[0][:40]!r} is not one of {', '.join(OPTIONS)}")

    @property
    def canvas(self) -> Size:
        """The canvas that the size names."""
        return SIZES[self.size]

    def has(self, option: str) -> bool:
        """Tell whether an option is on the card."""
        return option not in self.without

    def query(self) -> str:
        """Return the link of this card as path and parameters; what is computed or usual stays out of it."""
        own = [
            ("template", self.template, "situation"), ("size", self.size, "16x9"), ("theme", self.theme, "light"),
            ("title", self.title, ""), ("subtitle", self.subtitle, ""), ("force", self.force, ""),
            ("country", self.country, ""), ("with", _listed(self.without), _listed(USUAL)),
        ]  # fmt: skip
        said = urlencode([(name, value) for name, value, usual in own if value != usual])
        dated = DATED[self.template]
        base = self.view.query("briefing", dated)
        return f"{base}&{said}" if said else base

    def address(self) -> str:
        """Return the link with the version of the record, as it leaves the dashboard."""
        return self.view.pinned(self.query())


def _listed(without: frozenset[str]) -> str:
    """Return what is on a card as the link says it."""
    return ",".join(name for name in OPTIONS if name not in without) or NONE


def dated(template: str) -> str:
    """Return what a template is about, "on", "range" or "" for neither; one that is not known is the first."""
    return DATED.get(template, DATED["situation"])


def asked(view: View, said: Mapping[str, str], link: str = "") -> Brief:
    """Return the card that parameters ask for. Raises BriefError for what is not known."""
    template, shown = said.get("template", "situation"), said.get("with")
    kept = frozenset(shown.split(",")) - {"", NONE} if shown is not None else frozenset(OPTIONS) - USUAL
    if unknown := sorted(kept - set(OPTIONS)):
        raise BriefError(f"with: {unknown[0][:40]!r} is not one of {', '.join(OPTIONS)}")
    return Brief(
        view, template, said.get("size", "16x9"), said.get("theme", "light"),
        said.get("title", "")[: LONGEST["title"]], said.get("subtitle", "")[: LONGEST["subtitle"]],
        frozenset(OPTIONS) - kept,
        said.get("force", "")[:40] if template == "numbers" else "",
        said.get("country", "")[:3] if template in ("numbers", "country") else "", link,
    )  # fmt: skip
