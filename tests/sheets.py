"""What every briefing card must be: nothing outside its body, nothing too small, no text on a text."""

from __future__ import annotations

import re
from itertools import combinations

from sahel.brief_card import Box, Card

_RAISED = re.compile(r"\d{1,3}( \d{1,3})?")
# Numbers of sources are raised and smaller than the smallest text.
_SMALLER = 0.6


def assert_inside(card: Card, box: Box, head: int) -> None:
    """The texts after the first `head` lie inside the body and are large enough to be read."""
    for one in card.sheet.written[head:]:
        assert box.x - 1 <= one.left <= one.right <= box.right + 1, one
        assert box.y - 1 <= one.top < one.bottom <= box.bottom + 1, one
        is_raised = _RAISED.fullmatch(one.said) and one.colour == card.ground.ink2
        assert one.size >= card.size.small * (_SMALLER if is_raised else 1) - 0.01, one


def assert_apart(card: Card) -> None:
    """No text lies on another one; a halo's text is written once."""
    for one, other in combinations(card.sheet.written, 2):
        beside = min(one.right, other.right) - max(one.left, other.left)
        under = min(one.bottom, other.bottom) - max(one.top, other.top)
        assert beside < 0.5 or under < 0.5, (one, other)
