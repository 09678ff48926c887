"""The values of the command `brief`, held against what is known; BriefError says in one line what is wrong."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from sahel.brief import LONGEST, BriefError
from sahel.view import FIRST, RANGE_START

_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def span(first: str | None, last: str | None, cutoff: date) -> tuple[date, date]:
    """Return the days of --from and --to; without them a range ends where the record does."""
    end = day("--to", last, is_last=True) if last else cutoff
    start = day("--from", first) if first else min(RANGE_START, end)
    if start > end:
        raise BriefError(f"--from: {start} is after {end}")
    return start, end


def day(option: str, said: str, *, is_last: bool = False) -> date:
    """Return a day; a month stands for its first or its last one."""
    found = _DAY.fullmatch(said.strip())
    try:
        if found is None:
            raise ValueError
        year, month = int(found[1]), int(found[2])
        found_day = date(year, month, int(found[3]) if found[3] else monthrange(year, month)[1] if is_last else 1)
    except ValueError:
        form = "a day as 2024-04-12" if option == "--on" else "a day as 2024-04-12 or a month as 2024-04"
        raise BriefError(f"{option}: {said[:40]!r} is not {form}") from None
    if found_day < FIRST:
        raise BriefError(f"{option}: {found_day} lies before {FIRST}")
    if found_day.year > date.today().year + 1:
        raise BriefError(f"{option}: {found_day} lies more than a year ahead")
    return found_day


def codes(option: str, said: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of a list, in the order of the house."""
    asked = [part.strip().upper() for one in said for part in one.split(",") if part.strip()]
    for code in asked:
        one_of(option, code, known)
    return tuple(code for code in known if code in asked)


def one_of(option: str, said: str, known: Sequence[str]) -> str:
    """Return a value that is known."""
    if said not in known:
        raise BriefError(f"{option}: {said[:40]!r} is not one of {', '.join(known)}")
    return said


def base(said: str | None) -> str:
    """Return the dashboard's address without a last slash, "" for none."""
    if said and not re.fullmatch(r"https?://[^\s?#]+", said):
        raise BriefError(f"--base: {said[:40]!r} is not an address as https://example.org")
    return (said or "").rstrip("/")


def text(option: str, said: str | None) -> str:
    """Return a title or subtitle that is not too long."""
    most = LONGEST[option.removeprefix("--")]
    if said and len(said) > most:
        raise BriefError(f"{option}: {len(said)} characters are more than {most}")
    return said or ""
