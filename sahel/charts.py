"""Claims as a plotly figure: panels under each other on one line of time, labels placed by a collision pass."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

import plotly.graph_objects as go

from sahel import theme as look
from sahel.charts_context import context_spots, dotted, hatched
from sahel.charts_frame import LINE_FOOT, RADIUS, RIGHT, ROW, Frame, Panel, axes, font
from sahel.charts_labels import stack, text_width
from sahel.charts_marks import items, labels, leader, marks, note, strokes
from sahel.charts_steps import dots, steps
from sahel.claims import OTHER_MEASURES, Claim, Question, claims, extent, gaps, has_scale

# Widths for which labels are placed: the drawing may be wider, never narrower.
WIDE, NARROW = 800, 340
TOP, BOTTOM = 29, 28
HEADING = 40.0


@lru_cache(maxsize=64)
def figure(
    question: Question, width: float = WIDE, keys: tuple[str, ...] | None = None, tall: float = 0
) -> go.Figure:  # fmt: skip
    """Return the drawing of a question's claims, its labels placed for `width` px or more; more as in `frame_of`."""
    frame = frame_of(question, width, keys, tall)
    height, top = room(frame)
    traces, shapes, notes = [], [], []
    for panel in frame.panels:
        hatches, sentences, taken = hatched(frame, panel, items(frame, panel))
        traces += [*hatches, *steps(frame, panel), marks(frame, panel)] if panel.claims else hatches
        placed = labels(frame, panel, taken)
        leaders = [leader(frame, panel, label) for label in placed if label.is_far]
        shapes += [*strokes(frame, panel), *leaders, *dots(frame, panel)]
        notes += [*_titles(frame, panel), *sentences, *(note(frame, panel, label) for label in placed)]
    lines, line_notes = dotted(frame, context_spots(frame), height)
    layout = look.plotly_layout(
        question.view.theme,
        height=height + top + BOTTOM,
        margin={"l": frame.left, "r": RIGHT, "t": top, "b": BOTTOM, "autoexpand": False},
        shapes=lines + shapes,
        annotations=line_notes + notes,
        hovermode="closest",
        hoverdistance=14,
    )
    return go.Figure({"data": traces, "layout": layout | axes(frame, height)}, _validate=False)


def room(frame: Frame) -> tuple[float, float]:
    """Return the height of a frame's panels, and of what stands over them, in px; BOTTOM lies below."""
    top = TOP + ROW * max((spot.row for spot in context_spots(frame)), default=0)
    return frame.panels[-1].top + frame.panels[-1].height, top


def frame_of(question: Question, width: float, keys: tuple[str, ...] | None = None, tall: float = 0) -> Frame:
    """Return the frame of a question: only panels that have something to show.

    `keys` names the panels that may be shown (all of them if None), `tall` the height of the whole country's scale in
    px (its own if 0).
    """
    first, last = extent(question)
    frame = Frame(question, first, last, width, 46 if width < 500 else 58, (), tall > 0)
    for key, title, wanted in _contents(question):
        if (wanted or (key == "country" and gaps(question))) and (keys is None or key in keys):
            frame = frame._replace(panels=(*frame.panels, _panel(frame, key, title, wanted, tall)))
    return frame


def _contents(question: Question) -> list[tuple[str, str, tuple[Claim, ...]]]:
    """Return each possible panel: its key, its title, its claims."""
    words, known = question.view.words, claims(question)
    titles = {
        "country": "", "place": words.say("Counted at one place only"),
        "region": words.say("Counted together with other countries"), "words": words.say("Said without a number"),
    }  # fmt: skip
    found = [(key, titles[key], tuple(it for it in known if it.panel == key)) for key in ("country", "place", "region")]
    for measure in OTHER_MEASURES:
        name, meaning = words.word("measure", measure), words.meaning("measure", measure)
        title = words.say("{measure}: {meaning}", measure=name[:1].upper() + name[1:], meaning=meaning)
        found.append((measure, title, tuple(it for it in known if it.panel == "other" and it.measure == measure)))
    return [*found, ("words", titles["words"], tuple(it for it in known if it.panel == "words"))]


def _panel(frame: Frame, key: str, title: str, wanted: tuple[Claim, ...], tall: float) -> Panel:
    """Return a panel under those that the frame already has."""
    above = frame.panels[-1] if frame.panels else None
    top = above.top + above.height + HEADING if above else (0 if key == "country" else HEADING - 14)
    ends = [end for it in wanted for end in (it.low, it.high) if end is not None] if has_scale(key, wanted) else []
    highest = max(ends, default=0)
    panel = Panel(key, title, wanted, top, 100, highest * 1.12, f"y{len(frame.panels) + 1}" if above else "y")
    return panel._replace(height=_height(frame, panel, tall))


def _height(frame: Frame, panel: Panel, tall: float) -> float:
    if panel.key == "country":
        return (tall or (310.0 if frame.is_narrow else 376.0)) if panel.claims else 84.0
    if panel.most:
        return min(96.0 + 12 * len(panel.claims), 210.0)
    rows = max((label.row for label in stack(items(frame, panel), frame.inner + RIGHT)), default=0) + 1
    return LINE_FOOT + RADIUS + 8 + ROW * rows


def _titles(frame: Frame, panel: Panel) -> list[dict[str, Any]]:
    """Return the heading of a panel, and "people" over the first scale."""
    at = {
        "xref": "x domain", "x": 0, "yref": panel.axis, "y": panel.most or 1, "showarrow": False, "yanchor": "bottom",
    }  # fmt: skip
    found = []
    if panel.key == "country" and panel.most:
        people = frame.question.view.words.say("people")
        own = {"xanchor": "right", "xshift": -8, "yshift": 2, "text": people}
        found.append(at | own | {"font": font(12, frame.ground.ink2)})
    if panel.title:
        name, _, meaning = panel.title.partition(":")
        text = f'<span style="font-weight:600">{escape(name, quote=False)}</span>'
        if meaning and text_width(panel.title, 13, True) < frame.width:
            text += f'<span style="color:{frame.ground.ink2}">:{escape(meaning, quote=False)}</span>'
        own = {"xanchor": "left", "xshift": -frame.left, "yshift": 3, "text": text, "bgcolor": frame.ground.paper}
        found.append(at | own | {"font": font(13, frame.ground.ink)})
    return found
