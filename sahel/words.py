"""English and French: sentences, numbers, dates and lists as each language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from sahel import vocabulary
from sahel.dates import OPEN, bounds, precision

LANGUAGES = ("en", "fr")
CATALOGUES = Path(__file__).parent / "locale"
_DAY = {"en": "d MMMM y", "fr": "d MMMM y"}
_DAY_SHORT = {"en": "d MMM y", "fr": "d MMM y"}
_MONTH = {"en": "MMMM y", "fr": "MMMM y"}
_MONTH_SHORT = {"en": "MMM y", "fr": "MMM y"}
_LOCALE = {"en": "en_GB", "fr": "fr"}
_BRITISH_SHORT = {"Sept": "Sep"}
_Texts = TypeVar("_Texts")


def messages(texts: _Texts) -> _Texts:
    """Mark a text, or a table of texts, that reaches `say` by a name: the catalogue looks for it here."""
    return texts


def messages_n(texts: _Texts) -> _Texts:
    """Mark texts that reach `say_n` by a name, each as singular and as plural."""
    return texts


@lru_cache(maxsize=4)
def _catalogue(code: str) -> dict[str, tuple[str, ...]]:
    path = CATALOGUES / code / "LC_MESSAGES" / "sahel.po"
    if not path.exists():
        return {}
    with path.open("rb") as handle:
        entries = list(read_po(handle, locale=code))
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if entry.id:
            key = entry.id if isinstance(entry.id, str) else entry.id[0]
            found[key] = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return found


class Language:
    """One reader's language: "en" or "fr". Say sentences with `say`; the English text is the key."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise ValueError(f"{code!r} is not one of {LANGUAGES}")
        self.code = code

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def say(self, message: str, **fields: object) -> str:
        """Return a sentence in this language, its {fields} filled."""
        text = _catalogue(self.code).get(message, (message,))[0] or message
        return text.format(**fields) if fields else text

    def say_n(self, one: str, many: str, n: int, **fields: object) -> str:
        """Return the singular or plural sentence for `n`; {n} is written as a number."""
        forms = _catalogue(self.code).get(one, (one, many))
        singular = n == 1 or (self.code == "fr" and n == 0)
        text = (forms[0] if singular else forms[-1]) or (one if singular else many)
        return text.format(n=self.number(n), **fields)

    def word(self, list_name: str, code: str) -> str:
        """Return the name of a word of a closed list, or of a country."""
        return vocabulary.name(list_name, code, self.code)

    def meaning(self, list_name: str, code: str) -> str:
        """Return the definition of a word of a closed list."""
        word = vocabulary.words_of(list_name)[code]
        return word.means_fr if self.code == "fr" else word.means_en

    def claimant(self, code: str, force_names: dict[str, str] | None = None) -> str:
        """Return who says so in words: a country, a body, the press, or a force by its name."""
        if force_names and code in force_names:
            return force_names[code]
        if code in vocabulary.words_of("claimant"):
            return self.word("claimant", code)
        return self.word("organisation", code)

    def number(self, n: float) -> str:
        """Return a number with this language's separators."""
        return str(format_decimal(n, locale=_LOCALE[self.code])).replace("-", "−")

    def coordinates(self, lon: float, lat: float) -> str:
        """Return a point in words, its decimals as they are: latitude 16.24847°, longitude −0.00539°."""
        east, north = (
            str(format_decimal(degrees, format="0.######", locale=_LOCALE[self.code])).replace("-", "−")
            for degrees in (lon, lat)
        )
        return self.say("latitude {north}°, longitude {east}°", north=north, east=east)

    def figure(self, low: int | None, high: int | None, about: bool, short: bool = False) -> str:
        """Return a claim's number as said: exact, range, at least, up to, about; or its word ("several hundred")."""
        if (low, high, about) == (200, 999, True):
            return self.say("several hundred")
        if (low, high, about) == (24, 99, True):
            return self.say("dozens")
        if low is not None and high is not None and low != high:
            dash = "–" if short or self.code == "en" else " à "
            text = f"{self.number(low)}{dash}{self.number(high)}"
        elif low is not None and high is not None:
            text = self.number(low)
        elif low is not None:
            return ("≥ " + self.number(low)) if short else self.say("at least {n}", n=self.number(low))
        elif high is not None:
            return ("≤ " + self.number(high)) if short else self.say("up to {n}", n=self.number(high))
        else:
            return self.say("no figure")
        if not about:
            return text
        return f"~{text}" if short else self.say("about {n}", n=text)

    def day(self, day: date, short: bool = False) -> str:
        """Return a calendar day in words: 12 April 2024, 12 avril 2024, 1er août 2023."""
        return _format_day(day, self.code, short)

    def axis(self, day: date, unit: str) -> str:
        """Return the label of a tick: 2024 for a year, Jan 2024 or Feb for a month, 12 Apr for a day."""
        if unit == "year":
            return str(day.year)
        pattern = "d MMM" if unit == "day" else "MMM y" if day.month == 1 else "MMM"
        text = _tidy(format_date(day, pattern, locale=_LOCALE[self.code]) + " ").strip()
        return f"1er{text[1:]}" if self.code == "fr" and unit == "day" and day.day == 1 else text

    def date(self, text: str, short: bool = False) -> str:
        """Return one of the five date forms in words, no sharper than it is."""
        sharp = precision(text)
        if sharp == "open":
            return self.say("end unknown")
        if sharp == "between":
            low, high = text[1:-1].split("..")
            return self._between(low, high, short)
        if sharp == "about":
            # French says "vers le 3 mai" and "vers 2013", so a day has a message of its own, here and below.
            is_day, inner = precision(text[:-1]) == "day", self.date(text[:-1], short)
            return self.say("about {day}", day=inner) if is_day else self.say("about {date}", date=inner)
        if sharp == "year":
            return text
        day = bounds(text).earliest
        if sharp == "month":
            pattern = (_MONTH_SHORT if short else _MONTH)[self.code]
            return _tidy(format_date(day, pattern, locale=_LOCALE[self.code]))
        return self.day(day, short)

    def _between(self, first: str, last: str, short: bool) -> str:
        low, high = self.date(first, short), self.date(last, short)
        if first[:4] == last[:4]:
            low = low.removesuffix(first[:4]).rstrip()
        if precision(first) == "day":
            return self.say("between {first_day} and {last_day}", first_day=low, last_day=high)
        return self.say("between {first} and {last}", first=low, last=high)

    def since(self, text: str, short: bool = False) -> str:
        """Return "since 10 April 2024" for a start that is one of the five forms."""
        if precision(text) == "between":
            return self.say("since some day {between}", between=self.date(text, short))
        if precision(text) == "about":
            is_day, inner = precision(text[:-1]) == "day", self.date(text[:-1], short)
            return self.say("since about {day}", day=inner) if is_day else self.say("since about {date}", date=inner)
        if precision(text) == "day":
            return self.say("since {day}", day=self.date(text, short))
        return self.say("since {date}", date=self.date(text, short))

    def span(self, start: str, end: str, last_seen: str = "") -> str:
        """Return an interval in words, short: 11 Jan 2013 – 15 Aug 2022; an open one with its last evidence."""
        if end == OPEN and last_seen:
            return self.say("{since}, last evidence {seen}", since=self.since(start), seen=self.date(last_seen))
        if end == OPEN:
            return self.since(start)
        first, last = self.date(start, short=True), self.date(end, short=True)
        sharp = {precision(start), precision(end)}
        if first == last:
            return first
        if sharp == {"year"}:
            return f"{first}{'-' if self.code == 'fr' else '–'}{last}"
        if sharp == {"day"}:
            return self.say("{first_day} – {last_day}", first_day=first, last_day=last)
        return f"{first} – {last}"

    def days(self, low: int, high: int | None = None) -> str:
        """Return a number of days, or a range of them."""
        if high is not None and high != low:
            return self.say("{range} days", range=self.figure(low, high, False))
        return self.say_n("{n} day", "{n} days", low)

    def join(self, items: Iterable[str]) -> str:
        """Return a list in words: "a, b and c"."""
        return str(format_list(list(items), style="standard", locale=_LOCALE[self.code]))

    def either(self, items: Iterable[str]) -> str:
        """Return a choice in words: "a, b or c"."""
        return str(format_list(list(items), style="or", locale=_LOCALE[self.code]))

    def clauses(self, items: Iterable[str]) -> str:
        """Return clauses with semicolons between them: "a; b"."""
        return ("\u202f; " if self.code == "fr" else "; ").join(items)

    def in_countries(self, codes: Iterable[str]) -> str:
        """Return "Niger and Mali" or "au Niger et au Mali": countries after "in"; "no country" for none."""
        names = [self.word("country", code) for code in codes]
        if not names:
            return self.say("no country")
        if self.code == "fr":
            return self.join("au " + name for name in names)
        return self.join(names)


def _tidy(text: str) -> str:
    for long, short in _BRITISH_SHORT.items():
        text = text.replace(f"{long} ", f"{short} ")
    return text


@lru_cache(maxsize=4096)
def _format_day(day: date, code: str, short: bool) -> str:
    pattern = (_DAY_SHORT if short else _DAY)[code]
    text = _tidy(format_date(day, pattern, locale=_LOCALE[code]))
    if code == "fr" and day.day == 1:
        return "1er" + text[1:]
    return text


@lru_cache(maxsize=4)
def language(code: str) -> Language:
    """Return the language of a code."""
    return Language(code)
