"""The signs of the card "After the coup": its senders with a piece of their bars, the coup, the states of stays."""

from __future__ import annotations

from sahel import aligned, signs_regimes
from sahel import theme as look
from sahel.brief_card import Sign
from sahel.marks import mark
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS


def signs(view: View) -> list[Sign]:
    """Return the signs of the drawing: its senders, the coup, the states of stays."""
    seen = aligned.shown(view)
    senders = [
        Sign(_sender(view, group), view.words.word("sender_group", group), 17)
        for group in SENDER_GROUPS
        if any(stay.group == group for stay in seen)
    ]
    states = signs_regimes.state_signs(view, seen)
    # The coup comes first, and its sign is the narrow one.
    return senders + [
        Sign(f'<g transform="translate(-16,-8)">{body}</g>', said, 16 if i else 9)
        for i, (body, said) in enumerate(states)
    ]


def _sender(view: View, group: str) -> str:
    """Return a sender's mark and a piece of its bar."""
    ink = f'stroke="{look.pattern_ink(view.theme)}" stroke-width="1.2" fill="none"'
    strokes = {
        "USA": f'<path d="M4 -4.5V4.5M8.5 -4.5V4.5M13 -4.5V4.5" {ink}/>',
        "UN": "".join(
            f'<circle cx="{x}" cy="{y}" r=".9" fill="{look.pattern_ink(view.theme)}"/>'
            for x, y in ((4, -2), (8, 2), (12, -2), (15, 2))
        ),
        "RUS": f'<path d="M1 3.5L8 -3.5M6 4.5L15 -4.5M12 4.5L16 .5" {ink}/>',
    }  # fmt: skip
    bar = f'<rect x="1" y="-4.5" width="15" height="9" fill="{look.fill(group, view.theme)}"/>'
    return mark(group, view.theme, x=-9, y=0, radius=5.5) + bar + strokes.get(group, "")
