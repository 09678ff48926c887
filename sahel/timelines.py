"""The timeline as a plotly figure: per country a band of rule, lanes of presence, coups through everything, events."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from sahel import theme as look
from sahel.lanes import Lane, Tick, lanes, text_width, ticks
from sahel.reigns import Reign, happenings, reigns_in
from sahel.timeline_bars import draw_lane
from sahel.timeline_events import draw_events
from sahel.timeline_plan import AXIS, BAND, FOOT, Block, Plan, plan
from sahel.timeline_sheet import BAR, Sheet
from sahel.timeline_tips import reign_tip, spell_tip
from sahel.timeline_words import reign_labels
from sahel.view import View


@lru_cache(maxsize=32)
def timeline(view: View, memberships: bool = False) -> go.Figure:
    """Return the figure of a view; one unit of its y axis is one pixel, one of its x axis one day."""
    return figure_of(view, plan(view, memberships))


def figure_of(view: View, where: Plan) -> go.Figure:
    """Return the figure of a view as a plan places it."""
    sheet = Sheet(view.theme, min(where.days, where.cut), where.scale, where.axis_days)
    _draw_axis(sheet, view, where)
    for block in where.blocks:
        for reign in reigns_in(view, block.country):
            _draw_reign(sheet, view, block, reign)
        for i, line in enumerate(block.blocs):
            line.draw(sheet, view, block.bloc_y(i))
        for i, lane in enumerate(block.lanes):
            _draw_lane(sheet, view, lane, block.lane_y(i))
        draw_events(sheet, view, block, happenings(view, block.country), where.blocks)
    return go.Figure(data=sheet.traces(), layout=_layout(sheet, view, where), _validate=False)


def _draw_lane(sheet: Sheet, view: View, lane: Lane, y: float) -> None:
    draw_lane(sheet, view, lane.spells, y)
    origin, cut = view.start.toordinal(), view.store.cutoff.toordinal()
    for spell in lane.spells:
        last = cut if spell.is_open else spell.end_max
        sheet.hit(spell.start_min - origin, last + 1 - origin, y, BAR + 5, spell_tip(view, spell))


def _draw_reign(sheet: Sheet, view: View, block: Block, reign: Reign) -> None:
    """Draw a span of rule in its stone: transitions with a diagonal, contested spans in both stones."""
    origin, middle = view.start.toordinal(), block.band + BAND / 2
    first, last = reign.first - origin, reign.last - origin
    fill, stripe, stripes = look.rule_fill(reign.kind, view.theme), "", ""
    if reign.contested:
        stripe, stripes = look.rule_fill(str(reign.rows[-1]["regime_kind"]), view.theme), "/"
    elif reign.kind == "interim":
        stripe, stripes = look.alpha(sheet.ground.ink2, 0.28), "/"
    sheet.band(first, last, middle, BAND, fill, stripe, stripes)
    if reign.is_open and last <= sheet.days:
        tip = last + sheet.in_days(7)
        sheet.patch(fill, (last, block.band), (tip, middle), (last, block.band + BAND))
    sheet.hit(first, last, middle, BAND, reign_tip(view, reign))
    left, right = max(first, 0), min(last, sheet.days)
    for said in reign_labels(view, reign):
        if text_width(said, 12.5, bold=True) + 14 <= sheet.px(right - left):
            colour = look.rule_text(reign.kind, view.theme)
            sheet.text(
                left + sheet.in_days(6), middle, said, "middle right", colour=colour, size=12.5, bold=True, halo=False
            )
            break


def _ticks(view: View, where: Plan) -> list[Tick]:
    return ticks(view.start, view.end, where.scale * where.days)


def _draw_axis(sheet: Sheet, view: View, where: Plan) -> None:
    """Write the years over the drawing, or months or days of a short range, and under it how far the record reaches."""
    found = _ticks(view, where)
    edges = [max((tick.day - view.start).days, 0) for tick in found] + [where.days]
    written = False
    for tick, first, last in zip(found, edges, edges[1:], strict=False):
        said = view.words.axis(tick.day, tick.unit)
        if not written and tick.unit != "year":
            said = view.words.date(f"{tick.day:%Y-%m}" if tick.unit == "month" else tick.day.isoformat(), short=True)
        if text_width(said, 12.5) + 4 > sheet.px(last - first) or (tick.day < view.start and not tick.names_span):
            continue
        written = True
        if tick.names_span:
            sheet.text((first + last) / 2, AXIS / 2, said, "middle center", size=12.5)
        else:
            sheet.text(first + sheet.in_days(2), AXIS / 2, said, "middle right", size=12.5)
    if 0 < where.cut <= where.days:
        said = view.words.say("record reaches {day}", day=view.words.day(view.store.cutoff))
        sheet.text(where.axis_days - sheet.in_days(1), where.height - FOOT / 2, said, "middle left", size=11.5)


def _layout(sheet: Sheet, view: View, where: Plan) -> dict[str, Any]:
    ground, bottom = sheet.ground, where.height - FOOT
    days = [(tick.day - view.start).days for tick in _ticks(view, where)]
    lane_lines = [block.lane_y(i) + block.room.lane / 2 for block in where.blocks for i in range(len(block.lanes))]
    shapes = [
        *(_line(0, where.axis_days, y, y, look.alpha(ground.grid, 0.6), 1) for y in lane_lines),
        *(_line(day, day, AXIS, bottom, ground.grid, 1) for day in days if day > 0),
        *(_line(0, where.axis_days, y, y, ground.rule, 1) for y in (AXIS, *(block.bottom for block in where.blocks))),
    ]
    if 0 < where.cut < where.axis_days:
        veil = {
            "type": "rect", "x0": where.cut, "x1": where.axis_days, "y0": AXIS, "y1": bottom, "layer": "below",
            "fillcolor": ground.sunken, "line": {"width": 0},
        }  # fmt: skip
        shapes = [veil, *shapes, _line(where.cut, where.cut, AXIS, bottom, ground.ink2, 1, "4px,2px,1px,2px")]
    layout = look.plotly_layout(view.theme)
    bare = {"showticklabels": False, "ticks": "", "showline": False, "showgrid": False}
    layout["xaxis"] |= bare | {"range": [0, where.axis_days]}
    layout["yaxis"] |= bare | {"range": [where.height, 0]}
    return layout | {
        "template": {}, "height": round(where.height), "shapes": shapes, "barmode": "overlay", "hovermode": "closest",
        "autosize": True,
    }  # fmt: skip


def _line(x0: float, x1: float, y0: float, y1: float, colour: str, width: float, dash: str = "solid") -> dict[str, Any]:
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "layer": "below", "line": line}


def alt_text(view: View) -> str:
    """Return the sentence that says the drawing to those who do not see it."""
    words = view.words
    said = []
    for country in view.countries:
        coups = sum(event["kind"] == "coup" for event in happenings(view, country))
        said.append(
            words.say(
                "{country}: {coups}, {forces}",
                country=words.word("country", country),
                coups=words.say_n("{n} coup", "{n} coups", coups),
                forces=words.say_n("{n} foreign force", "{n} foreign forces", _forces(lanes(view, country))),
            )
        )
    return words.say("Timeline. {sentence}. {countries}", sentence=view.range_sentence(), countries=words.clauses(said))


def _forces(rows: Sequence[Lane]) -> int:
    return len({spell.force_ids[0] for lane in rows for spell in lane.spells})
