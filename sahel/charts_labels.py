"""Labels beside marks that never overlap: a collision pass in pixels. Knows nothing of what it places."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

GAP = 4.0
_NARROW = frozenset("fijlrtI.,:;'’()|!-– ")
_WIDE = frozenset("mwMW—%…")
FAR = (14.0, 30.0, 50.0, 72.0, 96.0)
STEP = 15.0
MARGIN = 7.0


class Box(NamedTuple):
    """A rectangle in px, y down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        beside = self.left < other.right and other.left < self.right
        return beside and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Tell whether this box lies inside another."""
        beside = other.left <= self.left and self.right <= other.right
        return beside and other.top <= self.top and self.bottom <= other.bottom

    def widened(self, margin: float) -> Box:
        """Return the box with so many px more at its left and right."""
        return Box(self.left - margin, self.top, self.right + margin, self.bottom)


class Line(NamedTuple):
    """One line of a label and its size in px."""

    text: str
    size: float
    is_strong: bool


class Item(NamedTuple):
    """A mark at (x, y) with the box it covers, its label from full to short, and how much a label would be missed."""

    key: str
    x: float
    y: float
    mark: Box
    labels: tuple[tuple[Line, ...], ...]
    weight: float = 1.0


class Placed(NamedTuple):
    """Where a label stands: its lines, its box, on which side of the mark, and whether it needs a leader."""

    key: str
    lines: tuple[Line, ...]
    box: Box
    side: str
    is_far: bool


class Stacked(NamedTuple):
    """A label in one line above a mark on a line: its words, from where to where it runs, and its row from below."""

    key: str
    lines: tuple[Line, ...]
    left: float
    right: float
    row: int
    side: str


def text_width(text: str, size: float, is_strong: bool = False) -> float:
    """Return about how wide a text is in the page's font, rather too wide than too narrow."""
    units = sum(0.28 if c in _NARROW else 0.84 if c in _WIDE else 0.58 if c.isupper() else 0.5 for c in text)
    return units * size * (1.04 if is_strong else 1.0) + 2


def cut(text: str, most: int = 30) -> str:
    """Return a text without its brackets or second part, then cut at a word, when it is longer than `most` letters."""
    for mark in (" (", ", "):
        text = text if len(text) <= most else text.partition(mark)[0]
    return text if len(text) <= most else text[: most + 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"


def styled(line: Line, strong: str, plain: str) -> str:
    """Return a line as plotly's HTML, escaped, in the colour of strong or plain text."""
    weight, colour = (600, strong) if line.is_strong else (400, plain)
    style = f"font-size:{line.size:g}px;font-weight:{weight};color:{colour}"
    return f'<span style="{style}">{escape(line.text, quote=False)}</span>'


def label_size(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Return the width and height of a label in px."""
    return max(text_width(*line) for line in lines), sum(line.size * 1.22 for line in lines)


def place(items: list[Item], area: Box, taken: list[Box]) -> list[Placed]:
    """Return the labels that find room inside an area; the best of four tries.

    A try takes the items in their order or reversed, and starts with the right or the left of each mark. First every
    item is tried with its full label beside the mark; what is left tries its shorter ones there, then any at a
    distance, with a leader. Marks and `taken` stay free. An item without room has no label.
    """
    tries = []
    for order, first in ((items, "right"), (items, "left"), (items[::-1], "right"), (items[::-1], "left")):
        tries.append(_try(order, area, taken, first))
        if len(tries[-1]) == len(items) and not any(it.is_far for it in tries[-1]):
            return tries[-1]
    weights = {item.key: item.weight for item in items}
    return max(tries, key=lambda found: sum(weights[it.key] * (2 + len(it.lines)) for it in found))


def _try(items: list[Item], area: Box, taken: list[Box], first: str) -> list[Placed]:
    marks = [item.mark for item in items]
    blocked = list(taken)
    found: list[Placed] = []
    for is_far, which in ((False, slice(0, 1)), (False, slice(1, None)), (True, slice(0, None))):
        for item in [item for item in items if item.key not in {it.key for it in found}]:
            spots = [(it, spot) for it in item.labels[which] for spot in _boxes(item, *label_size(it), is_far, first)]
            placed = _first_free(item, spots, is_far, area, blocked, marks)
            if placed:
                found.append(placed)
                blocked += [placed.box, *(_leader(item, placed.box, placed.side) if is_far else [])]
    return found


def _first_free(
    item: Item, spots: list[tuple[tuple[Line, ...], tuple[Box, str]]], is_far: bool, area: Box, blocked: list[Box],
    marks: list[Box],
) -> Placed | None:  # fmt: skip
    others = [mark for mark in marks if mark is not item.mark]
    # A label must not seem to belong to another mark, nor its leader to end at one; marks in a heap are excused.
    apart = [mark for mark in others if not mark.widened(6).meets(item.mark)]
    for lines, (box, side) in spots:
        if not box.within(area) or box.meets(item.mark) or any(box.meets(other) for other in blocked):
            continue
        if any(box.meets(mark.widened(MARGIN)) for mark in others):
            continue
        leader = _leader(item, box, side) if is_far else []
        if not any(part.meets(other) for part in leader for other in (*apart, *blocked)):
            return Placed(item.key, lines, box, side, is_far)
    return None


def _leader(item: Item, box: Box, side: str) -> list[Box]:
    """Return the line from a mark to its label as small boxes, so that it crosses no label and none covers it."""
    x, y = box.left if side == "right" else box.right, (box.top + box.bottom) / 2
    points = [(item.x + (x - item.x) * i / 12, item.y + (y - item.y) * i / 12) for i in range(3, 12)]
    return [Box(px - 1, py - 1, px + 1, py + 1) for px, py in points]


def _boxes(item: Item, width: float, height: float, is_far: bool, first: str) -> list[tuple[Box, str]]:
    """Return the places to try: beside the mark, over and under it, or further out by steps."""
    right, left = item.mark.right + GAP, item.mark.left - GAP - width
    above, below = item.mark.top - GAP - height, item.mark.bottom + GAP
    middle, centre = item.y - height / 2, item.x - width / 2
    sides = [("right", right, item.mark.left), ("left", left, item.mark.right - width)]
    if first == "left":
        sides.reverse()
    if is_far:
        steps = [0.0, *(sign * step * STEP for step in (1, 2, 3, 4) for sign in (-1, 1))]
        spots = [
            (x + (far if side == "right" else -far), middle + step, side)
            for far in FAR
            for step in steps
            for side, x, _ in sides
        ]
    else:
        spots = [(x, middle + share * height, side) for share in (0.0, -0.4, 0.4) for side, x, _ in sides]
        spots += [(aligned, above, side) for side, _, aligned in sides]
        spots += [(centre, above, "above"), (centre, below, "below")]
    return [(Box(x, y, x + width, y + height), side) for x, y, side in spots]


def stack(items: list[Item], right: float, rows: int = 7) -> list[Stacked]:
    """Return labels in rows above marks that stand on one line, each over its mark, with a free way down to it.

    A label runs to the right of its mark, or to the left where the edge is too near. What runs to the right is
    stacked from the last mark to the first, so that no label lies over the way of another; then the rest.
    """
    found: list[Stacked] = []
    sides = {item.key: "right" if item.x + _run(item.labels[0]) <= right else "left" for item in items}
    ahead = sorted((item for item in items if sides[item.key] == "right"), key=lambda item: -item.x)
    behind = sorted((item for item in items if sides[item.key] == "left"), key=lambda item: item.x)
    for item in [*ahead, *behind]:
        side = sides[item.key]
        spots = (
            Stacked(item.key, lines, *_ends(item, _run(lines), side), row, side)
            for lines in item.labels
            for row in range(rows)
        )
        free = next((spot for spot in spots if spot.left >= 0 and _is_free(spot, item, items, found)), None)
        if free:
            found.append(free)
    return found


def _run(lines: tuple[Line, ...]) -> float:
    return sum(text_width(*line) + GAP for line in lines)


def _ends(item: Item, width: float, side: str) -> tuple[float, float]:
    return (item.x - 2, item.x - 2 + width) if side == "right" else (item.x + 2 - width, item.x + 2)


def _is_free(spot: Stacked, item: Item, items: list[Item], found: list[Stacked]) -> bool:
    ways = {other.key: other.x for other in items}
    return not any(
        (other.row == spot.row and other.left < spot.right + 2 * GAP and spot.left < other.right + 2 * GAP)
        or (other.row < spot.row and other.left < item.x < other.right)
        or (spot.row < other.row and spot.left < ways[other.key] < spot.right)
        for other in found
    )
