"""Steps that join one claimant's own claims, and the dot that tells an official voice. Shapes about the marks."""

from __future__ import annotations

from typing import Any

from sahel import theme as look
from sahel.charts_frame import Frame, Panel, iso
from sahel.claims import Claim, day_of
from sahel.series import is_official, series

DOT = 2.1
STEP_WIDTH = 1.2
# A day that is not known is a pale band, so that it cannot be taken for a step.
SPAN_WIDTH, SPAN_OPACITY = 5, 0.25


def steps(frame: Frame, panel: Panel) -> list[dict[str, Any]]:
    """Return one trace a series: each figure holds until the same claimant's next one. Only on a scale."""
    question = frame.question
    keyline = look.edge(question.family.group, question.view.theme)
    runs = series(question.view.store, panel.claims) if panel.most else ()
    return [_step(frame, panel, run, keyline) for run in runs]


def _step(frame: Frame, panel: Panel, run: tuple[Claim, ...], keyline: str) -> dict[str, Any]:
    points = sorted((day_of(claim, frame.question), panel.value(claim)) for claim in run)
    return {
        "type": "scatter", "mode": "lines", "xaxis": "x", "yaxis": panel.axis, "hoverinfo": "skip",
        "x": [day.isoformat() for day, _ in points], "y": [value for _, value in points],
        "line": {"shape": "hv", "width": STEP_WIDTH, "color": keyline},
    }  # fmt: skip


def dots(frame: Frame, panel: Panel) -> list[dict[str, Any]]:
    """Return the dot in the mark of each claim that a government, the UN, the EU or ECOWAS makes."""
    return [_dot(frame, panel, claim) for claim in panel.claims if is_official(claim)]


def _dot(frame: Frame, panel: Panel, claim: Claim) -> dict[str, Any]:
    colour = dot_colour(frame.question.family.group, frame.question.view.theme, is_full(claim))
    return {
        "type": "circle", "xref": "x", "yref": panel.axis, "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": iso(day_of(claim, frame.question).toordinal()), "yanchor": panel.value(claim),
        "x0": -DOT, "x1": DOT, "y0": -DOT, "y1": DOT, "fillcolor": colour, "line": {"width": 0},
    }  # fmt: skip


def is_full(claim: Claim) -> bool:
    """Tell whether a claim's mark is filled: plans are hollow, words are pale."""
    return claim.panel != "words" and claim.measure != "planned"


def dot_colour(group: str, theme: str, full: bool = True) -> str:
    """Return the dot's colour: the keyline in a hollow mark; in a full one paper, or ink where the fill is near it."""
    ground, keyline = look.ground(theme), look.edge(group, theme)
    if not full:
        return keyline
    return ground.paper if keyline == look.fill(group, theme) else ground.ink
