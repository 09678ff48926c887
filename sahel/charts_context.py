"""What stands behind the claims: hatched spans without a count, and the dotted lines of events."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, NamedTuple

from sahel import theme as look
from sahel.charts_frame import RIGHT, ROW, Frame, Panel, font, iso
from sahel.charts_labels import Box, Item, Line, cut, styled, text_width
from sahel.claims import gaps
from sahel.findings_numbers import Context, context

_MOST_LINES = 6


class Spot(NamedTuple):
    """Where the label of an event may stand: on which side of its line at `x`, in which row above the drawing."""

    event: Context
    x: float
    side: str
    row: int
    box: Box

    def collides(self, other: Spot) -> bool:
        """Tell whether this label meets another label, or the line that runs up to it."""
        crosses = self.box.left < other.x < self.box.right and other.row >= self.row
        return crosses or self.box.meets(other.box)


Layers = tuple[list[dict[str, Any]], list[dict[str, Any]], list[Box]]


def hatched(frame: Frame, panel: Panel, items: list[Item]) -> Layers:
    """Return traces of the spans without a count, the sentence in each that has room for it, and the room it takes."""
    traces, notes, boxes = [], [], []
    for low, high in gaps(frame.question) if panel.key == "country" else ():
        lines = _gap_words(frame, low, high)
        traces.append(_hatch(frame, panel, low, high, " ".join(lines)))
        left, right = frame.x(low) + 4, frame.x(high + 1) - 4
        wide, tall = max(text_width(line, 13) for line in lines), 17.0 * len(lines)
        for share in (0.5, 0.35, 0.65, 0.2, 0.8) if len(lines) <= _MOST_LINES and wide <= right - left else ():
            x, y = (left + right) / 2, panel.height * share
            box = Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
            inside = not frame.is_fitted or (box.top >= 0 and box.bottom <= panel.height)
            if inside and not any(box.meets(item.mark) for item in items):
                notes.append(_gap_note(frame, panel, lines, (low + high) / 2, share))
                boxes.append(box)
                break
    return traces, notes, boxes


def _gap_words(frame: Frame, low: int, high: int) -> list[str]:
    """Return the sentence of a gap, broken so that its lines fit between its ends."""
    words, room = frame.question.view.words, frame.x(high) - frame.x(low) - 8
    first, last = (words.date(date.fromordinal(day).strftime("%Y-%m"), short=True) for day in (low, high))
    text = words.say("{first} to {last}: no count for the whole country in this record", first=first, last=last)
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", 13) <= min(room, 270) and not lines[-1].endswith(":"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _hatch(frame: Frame, panel: Panel, low: int, high: int, text: str) -> dict[str, Any]:
    rule, top = frame.ground.rule, panel.most or 1
    return {
        "type": "scatter", "mode": "lines", "xaxis": "x", "yaxis": panel.axis, "line": {"width": 0},
        "x": [iso(low), iso(high), iso(high), iso(low), iso(low)], "y": [0, 0, top, top, 0],
        "fill": "toself", "fillcolor": look.alpha(rule, 0), "hoveron": "fills", "hoverinfo": "text", "text": text,
        "fillpattern": {"shape": "/", "fgcolor": rule, "bgcolor": look.alpha(rule, 0), "size": 7, "solidity": 0.12},
    }  # fmt: skip


def _gap_note(frame: Frame, panel: Panel, lines: list[str], day: float, share: float) -> dict[str, Any]:
    return {
        "x": iso(day), "xref": "x", "y": (1 - share) * (panel.most or 1), "yref": panel.axis, "showarrow": False,
        "text": f"<i>{'<br>'.join(lines)}</i>", "bgcolor": look.alpha(frame.ground.paper, 0.86), "borderpad": 2,
        "font": font(13, frame.ground.ink2),
    }  # fmt: skip


def context_spots(frame: Frame) -> tuple[Spot, ...]:
    """Return the best arrangement of the events' labels: most events, lowest rows, no label on a label or a line."""
    choices = [[None, *_spots(frame, event)] for event in context(frame.question)]
    arrangements = (tuple(spot for spot in spots if spot) for spots in product(*choices))
    clear = [it for it in arrangements if not any(a.collides(b) for a in it for b in it if a is not b)]
    return max(clear, key=lambda it: (len(it), -sum(spot.row for spot in it), sum(spot.side == "left" for spot in it)))


def _spots(frame: Frame, event: Context) -> list[Spot]:
    wide, x = text_width(*_line(frame, event)) + 6, frame.x(event.day)
    # "people" stands over the first scale.
    has_people = frame.is_fitted and frame.panels[0].key == "country" and frame.panels[0].most > 0
    foremost = (-4 if has_people else -frame.left, -frame.left, -frame.left)
    return [
        Spot(event, x, side, row, Box(left, row * ROW, left + wide, row * ROW + ROW - 1))
        for row in (0, 1, 2)
        for side, left in (("left", x), ("right", x - wide))
        if left >= foremost[row] and left + wide <= frame.inner + RIGHT
    ]


def _line(frame: Frame, event: Context) -> Line:
    return Line(cut(event.said, 28 if frame.is_narrow else 40), 12, event.is_coup)


def dotted(frame: Frame, spots: tuple[Spot, ...], height: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the dotted lines of events, up to their labels above the drawing, and the labels."""
    lines, notes = [], []
    for spot in spots:
        day, gap = iso(spot.event.day), 3 if spot.side == "left" else -3
        lines.append({
            "type": "line", "xref": "x", "x0": day, "x1": day, "yref": "paper", "y0": 0,
            "y1": 1 + (22 + spot.row * ROW) / height, "layer": "below",
            "line": {"color": frame.ground.ink3, "width": 1, "dash": "1.5px,2.5px"},
        })  # fmt: skip
        notes.append({
            "xref": "x", "x": day, "yref": "paper", "y": 1, "yshift": 6 + spot.row * ROW, "showarrow": False,
            "xanchor": spot.side, "xshift": gap, "yanchor": "bottom",
            "text": styled(_line(frame, spot.event), frame.ground.ink, frame.ground.ink),
        })  # fmt: skip
    return lines, notes
