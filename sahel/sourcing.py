"""Whose word a source is: the outlet that was read, and the agency whose text it may reproduce."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Houses whose editions ("BBC Afrique", "Sputnik Brasil") are one voice.
_HOUSES = ("AFP", "Amnesty International", "BBC", "France 24", "RFI", "RT", "Sputnik", "VOA")


def outlet(source: Mapping[str, str]) -> str:
    """Return who published a source as a reader should see it: "Dakaractu (AFP)" for a copy of an agency's text."""
    publisher, agency = source["publisher"], source["agency"]
    return f"{publisher} ({agency})" if agency else publisher


def voice(source: Mapping[str, str]) -> str:
    """Return whose text a source is, in small letters: two copies of one agency's text are one voice.

    So are two editions of one house, and a text that draws on several agencies ("Le Monde, AFP") is the first one's
    of the houses that it names.
    """
    named = source["agency"] or source["publisher"]
    parts = named.split(", ")
    houses = (house for house in _HOUSES for part in parts if part == house or part.startswith(f"{house} "))
    return next(houses, named).casefold()


def voices(sources: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """Return the independent voices among some sources."""
    return frozenset(voice(source) for source in sources)
