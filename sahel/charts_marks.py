"""Marks of claims and what stands about them: ranges, open ends, spans of days, labels with their leaders."""

from __future__ import annotations

from typing import Any

from sahel import charts_words as said
from sahel import marks as shapes
from sahel import theme as look
from sahel.charts_frame import LINE_FOOT, RADIUS, RIGHT, ROW, Frame, Panel, font, iso
from sahel.charts_labels import Box, Item, Line, Placed, Stacked, cut, place, stack, styled
from sahel.charts_steps import SPAN_OPACITY, SPAN_WIDTH
from sahel.claims import Claim, day_of

SHORT_BAR = 12.0
LONGEST = 34
# Size of plotly's marker for a circle of radius 1 and marks of equal optical area (see the module marks).
_SIZES = {"FRA": 2.0, "USA": 1.78, "EUR": 2.24, "UN": 1.94, "RUS": 2.3, "OTHER": 2.3}


def marks(frame: Frame, panel: Panel) -> dict[str, Any]:
    """Return one trace of marks: full for a claim, hollow for a plan, unseen where the mark is drawn dashed."""
    view, group = frame.question.view, frame.question.family.group
    full, keyline, paper = look.fill(group, view.theme), look.edge(group, view.theme), frame.ground.paper
    # Marks that overlap stay apart: by their own keyline or, where they have none, by a thin one of paper.
    between = paper if keyline == full else keyline
    states = ["words" if it.panel == "words" else it.measure for it in panel.claims]
    unseen = look.alpha(paper, 0)
    return {
        "type": "scatter", "mode": "markers", "xaxis": "x", "yaxis": panel.axis, "cliponaxis": False,
        "x": [day_of(it, frame.question).isoformat() for it in panel.claims],
        "y": [panel.value(it) for it in panel.claims],
        "hovertext": [said.hover(view, it) for it in panel.claims], "hoverinfo": "text",
        "marker": {
            "symbol": look.PLOTLY_MARKS[group], "size": RADIUS * _SIZES[group], "opacity": 1,
            "color": [{"planned": paper, "words": unseen}.get(state, full) for state in states],
            "line": {
                "color": [{"planned": keyline, "words": unseen}.get(state, between) for state in states],
                "width": [1.6 if state == "planned" else 1 for state in states],
            },
        },
    }  # fmt: skip


def _bar_px(panel: Panel, claim: Claim) -> float:
    """Return the length in px of a claimant's own range, 0 for none."""
    if not panel.most or claim.low is None or claim.high is None:
        return 0.0
    return panel.y(claim.low) - panel.y(claim.high)


def items(frame: Frame, panel: Panel) -> list[Item]:
    """Return marks with their labels, the most telling first: highest and lowest, then the counts, then the plans."""
    if not panel.claims:
        return []
    ends = {pick(panel.claims, key=panel.value).strength_id for pick in (max, min)}
    weights = {it.strength_id: 0.5 if it.measure == "planned" else 1.0 for it in panel.claims}
    weights |= dict.fromkeys(ends, 2.0)
    order = sorted(panel.claims, key=lambda it: (-weights[it.strength_id], it.last - it.first, it.first))
    return [_item(frame, panel, claim, weights[claim.strength_id]) for claim in order]


def _item(frame: Frame, panel: Panel, claim: Claim, weight: float) -> Item:
    x, y = frame.at(panel, claim)
    box, bar = Box(x - RADIUS - 1, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS + 1), _bar_px(panel, claim)
    if 0 < bar < SHORT_BAR:
        box = box._replace(right=box.right + 10)
    if bar >= SHORT_BAR:
        box = box._replace(top=min(box.top, y - bar / 2 - 1), bottom=max(box.bottom, y + bar / 2 + 1))
    if panel.most and (claim.low is None) != (claim.high is None):
        box = box._replace(top=box.top - 10) if claim.high is None else box._replace(bottom=box.bottom + 10)
    return Item(claim.strength_id, x, y, box, _texts(frame, panel, claim), weight)


def _texts(frame: Frame, panel: Panel, claim: Claim) -> tuple[tuple[Line, ...], ...]:
    """Return the label from full to short: the figure with claimant and outlet, then with the claimant only.

    A figure never stands without its claimant: where there is no room for both, the mark and the table say it.
    """
    view = frame.question.view
    figure_said, size = said.figure(view, claim, short=True), 12.5 if frame.is_narrow or panel.key != "country" else 14
    if panel.key == "words":
        figure_said = view.words.say("“{words}”", words=figure_said)
    if claim.place_ids:
        figure_said = view.words.say("{figure} at {place}", figure=figure_said, place=said.places(view, claim))
    if len(claim.countries) > 1 and panel.key != "region":
        figure_said = view.words.say("{figure} {region}", figure=figure_said, region=said.where(view, claim))
    strong = Line(figure_said, size, True)
    full, alone = said.voice(view, claim), cut(said.claimant(view, claim))
    voices = dict.fromkeys([full, alone] if len(full) <= LONGEST else [alone])
    if claim.measure == "planned":
        voices = dict.fromkeys(view.words.say("{voice}, plan", voice=text) for text in voices)
    if frame.is_narrow:
        voices = dict.fromkeys(list(voices)[-1:])
    return tuple((strong, Line(text, 12, False)) for text in voices)


def labels(frame: Frame, panel: Panel, taken: list[Box]) -> list[Placed]:
    """Return where the labels of a panel stand: about the marks of a scale, in rows above a line without one."""
    if panel.most:
        return place(items(frame, panel), Box(2, 0, frame.inner + RIGHT - 2, panel.height - 2), taken)
    foot = panel.height - LINE_FOOT - RADIUS - 3
    return [_raised(label, foot) for label in stack(items(frame, panel), frame.inner + RIGHT)]


def _raised(label: Stacked, foot: float) -> Placed:
    bottom = foot - label.row * ROW
    return Placed(label.key, label.lines, Box(label.left, bottom - ROW, label.right, bottom), label.side, label.row > 0)


def note(frame: Frame, panel: Panel, label: Placed) -> dict[str, Any]:
    """Return a placed label as an annotation, in px from its mark, so that it keeps its place at any width."""
    ground = frame.ground
    claim = next(it for it in panel.claims if it.strength_id == label.key)
    x, y = frame.at(panel, claim)
    anchor = {"right": "left", "left": "right"}.get(label.side, "center")
    edge = {"right": label.box.left, "left": label.box.right}.get(label.side, (label.box.left + label.box.right) / 2)
    return {
        "x": day_of(claim, frame.question).isoformat(), "xref": "x", "y": panel.value(claim), "yref": panel.axis,
        "xshift": round(edge - x, 1), "yshift": round(y - (label.box.top + label.box.bottom) / 2, 1),
        "xanchor": anchor, "yanchor": "middle", "align": anchor, "showarrow": False, "borderpad": 0,
        "text": ("<br>" if panel.most else "  ").join(styled(line, ground.ink, ground.ink2) for line in label.lines),
        "bgcolor": look.alpha(ground.paper, 0.78), "font": font(12.5, ground.ink),
    }  # fmt: skip


def leader(frame: Frame, panel: Panel, label: Placed) -> dict[str, Any]:
    """Return the thin line from a mark to a label that stands off; on a line without a scale it goes straight up."""
    claim = next(it for it in panel.claims if it.strength_id == label.key)
    x, y = frame.at(panel, claim)
    near = label.box.left if label.side == "right" else label.box.right
    end = (near - x, y - (label.box.top + label.box.bottom) / 2) if panel.most else (0, y - label.box.bottom)
    line = {"color": frame.ground.ink3, "width": 0.7}
    return _pixel_path(frame, panel, claim, f"M0,0L{end[0]:.1f},{end[1]:.1f}", line) | {"layer": "below"}


def _pixel_path(frame: Frame, panel: Panel, claim: Claim, path: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return a path in px about a claim's mark, y up."""
    return {
        "type": "path", "path": path, "xref": "x", "yref": panel.axis, "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": day_of(claim, frame.question).isoformat(), "yanchor": panel.value(claim), "line": line,
    }  # fmt: skip


def strokes(frame: Frame, panel: Panel) -> list[dict[str, Any]]:
    """Return what stands about the marks: spans of days not known, ranges, open ends, dashed marks, the line itself."""
    keyline = look.edge(frame.question.family.group, frame.question.view.theme)
    found = [shape for claim in panel.claims for shape in _claim_strokes(frame, panel, claim, keyline)]
    if not panel.most and panel.claims:
        rule, foot = frame.ground.rule, LINE_FOOT / panel.height
        found.insert(0, {
            "type": "line", "xref": "x domain", "x0": 0, "x1": 1, "yref": panel.axis, "y0": foot, "y1": foot,
            "line": {"color": rule, "width": 1}, "layer": "below",
        })  # fmt: skip
    return found


def _claim_strokes(frame: Frame, panel: Panel, claim: Claim, keyline: str) -> list[dict[str, Any]]:
    found, stroke, y = [], {"color": keyline, "width": 1.6}, panel.value(claim)
    if claim.first != claim.last:
        ends = max(claim.first, frame.first), min(claim.last + 1, frame.last)
        found.append({
            "type": "line", "xref": "x", "yref": panel.axis, "x0": iso(ends[0]), "x1": iso(ends[1]), "y0": y, "y1": y,
            "line": {"color": look.alpha(keyline, SPAN_OPACITY), "width": SPAN_WIDTH}, "layer": "below",
        })  # fmt: skip
    bar = _bar_px(panel, claim)
    if bar:
        x = RADIUS + 7 if bar < SHORT_BAR else 0
        caps = "".join(f"M{x - 4},{end}L{x + 4},{end}" for end in (claim.low, claim.high))
        path = f"{caps}M{x},{claim.low}L{x},{claim.high}"
        found.append(_pixel_path(frame, panel, claim, path, stroke) | {"ysizemode": "scaled"})
    elif panel.most and (claim.low is None) != (claim.high is None):
        sign = 1 if claim.high is None else -1
        found.append(_pixel_path(frame, panel, claim, f"M0,{sign * 6}L0,{sign * 16}", stroke))
    if claim.panel == "words":
        found.append(_dashed_mark(frame, panel, claim, keyline))
    return found


def _dashed_mark(frame: Frame, panel: Panel, claim: Claim, keyline: str) -> dict[str, Any]:
    group, theme = frame.question.family.group, frame.question.view.theme
    look_of = {"fillcolor": look.alpha(look.fill(group, theme), look.UNCERTAIN)}
    line = {"color": keyline, "width": 1.2, "dash": "2px,1.6px"}
    corners = shapes.outline(group, RADIUS)
    if corners is None:
        circle = _pixel_path(frame, panel, claim, "", line) | look_of
        return circle | {"type": "circle", "path": None, "x0": -RADIUS, "x1": RADIUS, "y0": -RADIUS, "y1": RADIUS}
    path = "M" + "L".join(f"{x:.1f},{-y:.1f}" for x, y in corners) + "Z"
    return _pixel_path(frame, panel, claim, path, line) | look_of
