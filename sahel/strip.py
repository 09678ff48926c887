"""The year before a day as SVG: one line a country, a sign an event, labels that never overlap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

from sahel import theme as look
from sahel.atlas import text
from sahel.marks import mark
from sahel.view import View

GUTTER = 112.0
ROW = 54.0
TOP = 26.0
_SIZE = 12.0
_SPARSE = 10
_Rows = dict[int, list[tuple[float, float]]]
LEAVING = ("withdrawal", "base_left", "base_handed_over", "withdrawal_announced", "agreement_ended")


def year_strip(view: View, events: list[dict[str, Any]], width: float = 1376) -> tuple[str, float]:
    """Return the SVG elements of the twelve months before the view's day, and their height in px.

    `events` are records of the events table with `group`; important ones get their label first.
    """
    ground = look.ground(view.theme)
    first = view.on - timedelta(days=365)
    height = TOP + ROW * len(view.countries) + 6
    body = _months(view, first, width, height)
    for i, country in enumerate(view.countries):
        y = TOP + ROW * i + ROW * 0.68
        body += text(view.words.word("country", country), 0, y + 4, 13, ground.ink, weight=600)
        body += f'<path d="M{GUTTER:g} {y:g}H{width:g}" stroke="{ground.ink3}" stroke-width="1"/>'
        own = [event for event in events if country in event["countries"]]
        body += _country(view, own, first, y, width)
    return body, height


def _x(day: int, first: date, width: float) -> float:
    return GUTTER + (day - first.toordinal()) / 365 * (width - GUTTER - 8)


def _months(view: View, first: date, width: float, height: float) -> str:
    ground, body = look.ground(view.theme), ""
    month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while month <= view.on:
        x = _x(month.toordinal(), first, width)
        pattern = "MMM y" if month.month == 1 or x < GUTTER + 100 else "MMM"
        said = format_date(month, pattern, locale="fr" if view.lang == "fr" else "en_GB").replace("Sept", "Sep")
        body += f'<path d="M{x:.1f} 4V{height:g}" stroke="{ground.grid}" stroke-width="1"/>'
        if x < width - 50:
            body += text(said, x + 4, 14, _SIZE, ground.ink2)
        month = (month + timedelta(days=32)).replace(day=1)
    return body


def _country(view: View, events: list[dict[str, Any]], first: date, y: float, width: float) -> str:
    ground, taken = look.ground(view.theme), _Rows({0: [], 1: []})
    signs = "".join(sign(view, event, _x(_shown_day(event, first), first, width), y) for event in events)
    labels = ""
    for event in sorted(events, key=lambda event: (event["kind"] != "coup", event["importance"], -event["date_min"])):
        x = _x(_shown_day(event, first), first, width)
        found = _room(taken, event, view.lang, x, width, (64, 36) if len(events) <= _SPARSE else (36,))
        if found is not None:
            said, left, row = found
            top, weight = y - 11 - row * 15, 600 if event["kind"] == "coup" else 400
            if row:
                labels += f'<path d="M{x:.1f} {y - 6:g}V{top + 3:g}" stroke="{ground.ink3}" stroke-width=".8"/>'
            colour = ground.ink if weight == 600 else ground.ink2
            labels += text(said, left, top, _SIZE, colour, "start", weight, ground.paper)
    return labels + signs


def _room(
    taken: _Rows, event: dict[str, Any], lang: str, x: float, width: float, lengths: tuple[int, ...]
) -> tuple[str, float, int] | None:
    """Find the longest form of a title that fits one of the two label rows: text, left edge, row; None if none does."""
    for most in lengths:
        said = short_title(event, lang, most)
        wide = len(said) * _SIZE * 0.5
        left = min(max(x - wide / 2, GUTTER), width - wide)
        for row, spans in taken.items():
            if all(left + wide + 8 < start or end + 8 < left for start, end in spans):
                spans.append((left, left + wide))
                return said, left, row
    return None


def _shown_day(event: dict[str, Any], first: date) -> int:
    return max(int(event["date_min"]), first.toordinal())


def sign(view: View, event: dict[str, Any], x: float, y: float) -> str:
    """Return the SVG sign of an event about (x, y): a coup, a sender's mark, hollow if it leaves, or a ring."""
    ground = look.ground(view.theme)
    if event["kind"] in ("coup", "coup_attempt"):
        full = ground.ink if event["kind"] == "coup" else ground.paper
        return (
            f'<path d="M{x - 5.5:.1f} {y - 5:g}h11l-5.5 9.5z" fill="{full}" stroke="{ground.ink}" stroke-width="1.2"/>'
        )
    if event["group"]:
        return mark(event["group"], view.theme, "ended" if event["kind"] in LEAVING else "present", x, y, 5.2)
    return f'<circle cx="{x:.1f}" cy="{y:g}" r="2.9" fill="{ground.paper}" stroke="{ground.ink}" stroke-width="1.2"/>'


def short_title(event: dict[str, Any], lang: str, most: int = 36) -> str:
    """Return an event's title, cut at a word when it is longer than `most` letters."""
    title = str(event[f"title_{lang}"])
    if len(title) <= most:
        return title
    return title[: most + 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
