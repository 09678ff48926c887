"""The five date forms of the record and the days between which each may lie. Standard library only."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

OPEN = ".."
FIRST_DAY = date.min
LAST_DAY = date.max

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_BRACKET = re.compile(r"\[([\d-]+)\.\.([\d-]+)\]", re.ASCII)


class Bounds(NamedTuple):
    """The earliest and the latest day that a date may mean, both inclusive."""

    earliest: date
    latest: date


class DateFormError(ValueError):
    """Raised for a text that is none of the five forms; its message says what was expected."""


def precision(text: str) -> str:
    """Return "day", "month", "year", "about", "between" or "open": what the form says of its own sharpness."""
    if text == OPEN:
        return "open"
    if text.startswith("["):
        return "between"
    if text.endswith("~"):
        return "about"
    return ("year", "month", "day")[text.count("-")]


@lru_cache(maxsize=8192)
def bounds(text: str) -> Bounds:
    """Return the first and last day that one of the five forms allows.

    `2022-08-15`, `2021-12` and `2013` span themselves; a trailing `~` widens by 7 days, 1 month or 1 year;
    `[A..B]` runs from the first day of A to the last of B; `..` is any day. Raises DateFormError otherwise.
    """
    if text == OPEN:
        return Bounds(FIRST_DAY, LAST_DAY)
    if text.startswith("["):
        return _between(text)
    if text.endswith("~"):
        return _about(text[:-1])
    return _span(text)


def is_day(text: str) -> bool:
    """Tell whether the text names one calendar day and nothing wider."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _span(text: str) -> Bounds:
    if not _PART.fullmatch(text):
        raise DateFormError("a date as 2022-08-15, 2021-12, 2013, 2013-01~ or [2021-10-12..2021-10-24]")
    numbers = [int(part) for part in text.split("-")]
    year = numbers[0]
    month = numbers[1] if len(numbers) > 1 else None
    try:
        if month is None:
            return Bounds(date(year, 1, 1), date(year, 12, 31))
        if len(numbers) == 2:
            return Bounds(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Bounds(date(*numbers), date(*numbers))
    except ValueError as error:
        raise DateFormError(f"a day of the calendar ({error})") from error


def _about(text: str) -> Bounds:
    inner = _span(text)
    try:
        return _widened(inner, precision(text))
    except (ValueError, OverflowError) as error:
        raise DateFormError("a date whose doubt stays inside the calendar") from error


def _widened(inner: Bounds, sharpness: str) -> Bounds:
    if sharpness == "day":
        return Bounds(inner.earliest - timedelta(days=7), inner.latest + timedelta(days=7))
    if sharpness == "month":
        before = inner.earliest - timedelta(days=1)
        after = inner.latest + timedelta(days=1)
        return Bounds(before.replace(day=1), after.replace(day=calendar.monthrange(after.year, after.month)[1]))
    return Bounds(date(inner.earliest.year - 1, 1, 1), date(inner.latest.year + 1, 12, 31))


def _between(text: str) -> Bounds:
    match = _BRACKET.fullmatch(text)
    if not match:
        raise DateFormError("a bracket as [2021-10-12..2021-10-24]")
    first, last = match.groups()
    low, high = _span(first), _span(last)
    if precision(first) != precision(last):
        raise DateFormError("a bracket whose two ends have the same precision")
    if low.earliest >= high.earliest:
        raise DateFormError("a bracket whose first end lies before its last")
    return Bounds(low.earliest, high.latest)
