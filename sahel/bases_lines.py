"""One site's line as SVG: its bars, hand-over rings, days on which nobody is known, dates where there is room."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from sahel import bases_bars
from sahel import theme as look
from sahel.atlas import text
from sahel.bases import Gap, Site
from sahel.bases_bars import Axis, extent
from sahel.bases_words import handed, holder_name
from sahel.handovers import Handover
from sahel.lanes import LabelRows, text_width
from sahel.spells import Spell
from sahel.timeline_words import short_date
from sahel.view import View

LETTERS = 12.0
_DAY_GAP = 14.0
_HANDING_DAYS = 31


class Line(NamedTuple):
    """Where a site's stays stand: the middle of its row, the height of a bar, the line of each stay, and its height."""

    middle: float
    bar: float
    lines: tuple[float, ...]
    height: float


def plan(site: Site, top: float, least: float) -> Line:
    """Place a site's stays: one under the other only where they overlap."""
    ends: list[Spell] = []
    rows: list[int] = []
    for stay in site.stays:
        free = (i for i, last in enumerate(ends) if not last.is_open and _has_gone(last, stay))
        row = next(free, len(ends))
        rows.append(row)
        ends[row : row + 1] = [stay]
    count = max(len(ends), 1)
    bar, step = {1: (11.0, 0.0), 2: (8.0, 9.5)}.get(count, (7.0, 9.0))
    height = max(least, step * count + 8)
    middle = top + height / 2
    lines = tuple(middle + (row - (count - 1) / 2) * step for row in rows)
    return Line(middle, bar, lines, height)


def _has_gone(last: Spell, stay: Spell) -> bool:
    """Tell whether a stay may share the line of an earlier one: they overlap by the days of a hand-over only."""
    return stay.start_max >= last.end_min and stay.start_min >= last.end_max - _HANDING_DAYS


def draw(view: View, site: Site, axis: Axis, line: Line) -> str:
    """Return a site's bars, gaps and rings, then the dates that find room."""
    taken = LabelRows(axis.right - axis.left, rows=1, gap=4)
    body = ""
    for stay, y in zip(site.stays, line.lines, strict=True):
        body += bases_bars.draw(view, stay, axis, y, line.bar)
        start, end = extent(stay, axis)
        taken.take(0, start - axis.left, end - axis.left)
    for upright in (view.on.toordinal() + 0.5, axis.cut):
        x = axis.inside(upright) - axis.left
        taken.take(0, max(x - 2, 0), x + 2)
    for gap in site.gaps:
        body += _gap(view, gap, axis, line.middle, taken)
    for one in site.handovers:
        body += _ring(view, site, one, axis, line)
    for stay, y in zip(site.stays, line.lines, strict=True):
        body += _dates(view, stay, axis, y, taken)
    return body


def _ends_of(gap: Gap, axis: Axis) -> tuple[float, float]:
    return axis.x(gap.after + 1) + 2, axis.x(gap.before) - 2


def has_room(gap: Gap, axis: Axis) -> bool:
    """Tell whether days without anybody are drawn: inside the time shown, and wide enough."""
    left, right = _ends_of(gap, axis)
    return left >= axis.left and right - left >= _DAY_GAP


def _gap(view: View, gap: Gap, axis: Axis, y: float, taken: LabelRows) -> str:
    """Draw days on which nobody is known as a dimension line, with their number where there is room."""
    left, right = _ends_of(gap, axis)
    if not has_room(gap, axis):
        return ""
    ground = look.ground(view.theme)
    said = view.words.say("nobody known, {days}", days=view.words.days(*gap.days))
    wide, middle = text_width(said, LETTERS) + 10, (left + right) / 2
    line, label = f"M{left:.1f} {y:.1f}H{right:.1f}", ""
    if wide + 12 < right - left and taken.is_free(0, left - axis.left + 4, right - axis.left - 4, 0):
        line = f"M{left:.1f} {y:.1f}H{middle - wide / 2:.1f}M{middle + wide / 2:.1f} {y:.1f}H{right:.1f}"
        label = text(said, middle, y + 4, LETTERS, ground.ink2, "middle")
    line += f"M{left:.1f} {y - 3:.1f}v6M{right:.1f} {y - 3:.1f}v6"
    body = f'<path d="{line}" fill="none" stroke="{ground.ink2}" stroke-width="1"/>{label}'
    taken.take(0, left - axis.left, right - axis.left)
    return f"<g><title>{escape(said)}</title>{body}</g>"


def _ring(view: View, site: Site, one: Handover, axis: Axis, line: Line) -> str:
    """Draw a hand-over: a ring on a short ink link from the line of who gave to that of who took."""
    x = axis.x((one.low + one.high + 1) / 2)
    if not axis.left <= x <= axis.right:
        return ""
    ground = look.ground(view.theme)
    gave, took = (_line_of(site, line, forces, x, axis) for forces in (one.givers, one.takers))
    known = [y for y in (gave, took) if y is not None] or [line.middle]
    low, high = min(known), max(known)
    link = f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="{ground.ink}" stroke-width="1.3"/>' if high > low else ""
    return (
        f"<g><title>{escape(handed(view, one))}</title>{link}"
        f'<circle cx="{x:.1f}" cy="{(low + high) / 2:.1f}" r="3.2" fill="{ground.paper}" stroke="{ground.ink}"'
        ' stroke-width="1.4"/></g>'
    )


def _line_of(site: Site, line: Line, forces: tuple[str, ...], x: float, axis: Axis) -> float | None:
    """Return the line of the stay of any of these forces that is nearest to a point in time."""
    near = [
        (min(abs(axis.x(stay.start_min) - x), abs(axis.x(stay.end_min) - x)), y)
        for stay, y in zip(site.stays, line.lines, strict=True)
        if set(stay.force_ids) & set(forces)
    ]
    return min(near)[1] if near else None


def _dates(view: View, stay: Spell, axis: Axis, y: float, taken: LabelRows) -> str:
    """Print a stay's start left of it and its end right of it where nothing else stands."""
    ground, body = look.ground(view.theme), ""
    left, right = extent(stay, axis)
    start = ("end", left - 5, short_date(view, stay.start)) if left > axis.left else None
    end = None
    if not stay.is_open and axis.left < right < axis.right:
        end = ("start", right + 5, short_date(view, stay.end))
    elif right <= axis.left:
        name = holder_name(view, stay.group, stay.country)
        said = view.words.say("{force}: {dates}", force=name, dates=view.words.span(stay.start, stay.end))
        end = ("start", axis.left + 11, said)
    for label in (start, end):
        if label is None:
            continue
        anchor, x, said = label
        wide = text_width(said, LETTERS)
        first = (x - wide if anchor == "end" else x) - axis.left
        if taken.is_free(0, first, first + wide, 3):
            taken.take(0, first, first + wide)
            body += text(said, x, y + 4, LETTERS, ground.ink2, anchor, 400, ground.paper)
    return body
