"""The layers of the map as pydeck specifies them: base map without any request to another host, marks, names, moves.

The one definition of colour, shape, size and order: the time machine fills in the rows of a day, in the browser.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from sahel import theme as look
from sahel.marks import STATES, mark, svg_uri
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

LAYERS = ("ended", "events", "regions", "names")
STATIC = "app/static"
RADIUS = 6.5
_CELL = 48
_INKED = 11.2
_PIXELS = pdk.types.String("pixels")


@lru_cache(maxsize=2)
def mark_sheet(theme: str) -> tuple[str, dict[str, dict[str, int]]]:
    """Return all marks in all states as one picture, and where in it each lies ("RUS-new")."""
    body, mapping = "", {}
    for row, group in enumerate(SENDER_GROUPS):
        for column, state in enumerate(STATES):
            x, y = column * _CELL, row * _CELL
            body += mark(group, theme, state, x + _CELL / 2, y + _CELL / 2, _INKED)
            mapping[f"{group}-{state}"] = {"x": x, "y": y, "width": _CELL, "height": _CELL}
    return svg_uri(body, _CELL * len(STATES), _CELL * len(SENDER_GROUPS)), mapping


def deck(view: View, letters: float = 13) -> pdk.Deck:
    """Return the map's layers from the ground up; those that move with the day have no rows yet."""
    ground = look.ground(view.theme)
    halo, none = look.rgb(ground.land), look.rgb(ground.land, 0)
    return pdk.Deck(
        layers=[
            *_base(view),
            _rings("events", 12, look.rgb(ground.ink2, 0.55), 1, pickable=True),
            _rings("lit", 15, look.rgb(ground.ink), 2, pickable=False),
            _paths("leaders", 0.8, pickable=False),
            _paths("moves", 1.6, pickable=True),
            _marks(view),
            _names("place-names", "colour", letters, halo, get_text_anchor="anchor", get_pixel_offset="by"),
            _names("move-dates", "colour", letters - 1, halo, get_text_anchor="anchor", get_pixel_offset="by"),
            _names("country-names", look.rgb(ground.ink3), letters - 0.5, none),
        ],
        # No map style at all: any other form fetches one from another host.
        map_provider=None,
    )


@lru_cache(maxsize=8)
def spec(view: View) -> dict[str, Any]:
    """Return the layers as plain JSON for deck.gl's converter."""
    written: dict[str, Any] = json.loads(json.dumps(deck(view), default=default_serialize))
    return {"layers": written["layers"]}


def _base(view: View) -> list[pdk.Layer]:
    ground = look.ground(view.theme)
    land, beyond, river = look.rgb(ground.land), look.rgb(ground.neighbours), look.rgb(ground.river)
    edge, no_edge = look.rgb(ground.country_border), look.rgb(ground.country_border, 0)

    def layer(name: str, layer_id: str = "", **how: Any) -> pdk.Layer:
        return pdk.Layer(
            "GeoJsonLayer", f"{STATIC}/{name}.geojson", id=layer_id or name, pickable=False, line_width_units=_PIXELS,
            **how,
        )  # fmt: skip

    fill = f"properties.focus ? {land} : {beyond}"
    outline = f"properties.focus ? {edge} : {no_edge}"
    return [
        layer("countries", get_fill_color=fill, stroked=False),
        layer("borders", get_line_color=look.rgb(ground.neighbour_border), get_line_width=1),
        layer("regions", get_line_color=look.rgb(ground.region_border), get_line_width=0.8),
        layer("rivers", get_line_color=river, get_line_width=1.4),
        layer("lakes", get_fill_color=look.rgb(ground.water), get_line_color=river, get_line_width=0.8),
        layer("countries", "outlines", filled=False, get_line_color=outline, get_line_width=1.3),
    ]


def _marks(view: View) -> pdk.Layer:
    sheet, mapping = mark_sheet(view.theme)
    return pdk.Layer(
        "IconLayer", [], id="sites", pickable=True, get_position="at", get_icon="icon", get_pixel_offset="by",
        icon_atlas=pdk.types.String(sheet), icon_mapping=mapping, get_size=_CELL * RADIUS / _INKED, size_units=_PIXELS,
    )  # fmt: skip


def _names(layer_id: str, colour: str | list[int], size: float, halo: list[int], **how: Any) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer", [], id=layer_id, pickable=False, get_position="at", get_text="said", get_color=colour,
        # Plain texts would be read as expressions; "auto" draws every letter that occurs, accents included.
        character_set=pdk.types.String("auto"), font_family=pdk.types.String("Source Sans, sans-serif"),
        font_weight=600, font_settings={"sdf": True, "radius": 12, "buffer": 6}, outline_width=6, outline_color=halo,
        get_size=size, **how,
    )  # fmt: skip


def _rings(layer_id: str, radius: float, colour: list[int], width: float, *, pickable: bool) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer", [], id=layer_id, pickable=pickable, get_position="at", radius_units=_PIXELS,
        get_radius=radius, filled=False, stroked=True, get_line_color=colour, get_line_width=width,
        line_width_units=_PIXELS,
    )  # fmt: skip


def _paths(layer_id: str, width: float, *, pickable: bool) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer", [], id=layer_id, pickable=pickable, get_path="path", get_color="colour", get_width=width,
        width_units=_PIXELS, joint_rounded=True, cap_rounded=True,
    )  # fmt: skip
