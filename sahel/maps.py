"""The map of one day as pydeck layers: base map without any request to another host, sites, names, events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from sahel import atlas
from sahel import theme as look
from sahel.marks import STATES, mark, svg_uri
from sahel.queries import rows_by
from sahel.sites import SiteMark, plates, sites
from sahel.situation import short_name
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

LAYERS = ("ended", "events", "regions", "names")
STATIC = "app/static"
_CELL = 48
_PIXELS = pdk.types.String("pixels")
_INKED = 11.2


class Screen(NamedTuple):
    """How large the map is drawn: its box in px, the camera that shows the three countries, marks and letters in px."""

    width: int
    height: int
    camera: tuple[float, float, float]
    radius: float
    letters: float


WIDE = Screen(890, 556, (1.85, 17.45, 4.4), 6.5, 13)
PHONE = Screen(358, 250, (1.85, 17.45, 3.13), 4.6, 11.5)


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


def deck(view: View, layers: Iterable[str], events: list[dict[str, Any]], screen: Screen = WIDE) -> pdk.Deck:
    """Return the map of the view's day; `layers` are those of LAYERS that are switched on."""
    chosen = set(layers)
    shown = plates(sites(view, "ended" in chosen))
    where = atlas.projection(screen.width, screen.height)
    placed = atlas.plates(shown, where, screen.radius, screen.letters * 0.98)
    drawn = [*_base(view, "regions" in chosen)]
    if "events" in chosen:
        drawn.append(_event_layer(view, events))
    drawn.append(_mark_layer(view, placed, screen))
    if "names" in chosen:
        drawn += [_name_layer(view, placed, screen), _country_layer(view, screen)]
    lon, lat, zoom = screen.camera
    return CompactDeck(
        layers=drawn,
        initial_view_state=pdk.ViewState(longitude=lon, latitude=lat, zoom=zoom, min_zoom=2.5, max_zoom=10),
        # No map style at all: any other form fetches one from another host.
        map_provider=None,
        tooltip={"html": "<b>{title}</b><br>{told}", "style": _tooltip(view.theme)},
    )


class CompactDeck(pdk.Deck):  # type: ignore[misc]
    """A deck whose JSON has no blanks: a third less on the wire."""

    def to_json(self) -> str:
        """Return the deck as JSON for deck.gl."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"), ensure_ascii=False)


def _tooltip(theme: str) -> dict[str, str]:
    ground = look.ground(theme)
    return {
        "backgroundColor": ground.panel, "color": ground.ink, "border": f"1px solid {ground.ink}",
        "fontFamily": look.FONT, "fontSize": "13px", "maxWidth": "320px", "padding": "6px 9px",
        "whiteSpace": "pre-line", "zIndex": "5",
    }  # fmt: skip


def _base(view: View, with_regions: bool) -> list[pdk.Layer]:
    ground = look.ground(view.theme)
    land, beyond, river = look.rgb(ground.land), look.rgb(ground.neighbours), look.rgb(ground.river)
    edge, no_edge = look.rgb(ground.country_border), look.rgb(ground.country_border, 0)

    def layer(name: str, **how: Any) -> pdk.Layer:
        return pdk.Layer(
            "GeoJsonLayer",
            f"{STATIC}/{name}.geojson",
            id=name,
            pickable=False,
            line_width_units=_PIXELS,
            **how,
        )

    fill = f"properties.focus ? {land} : {beyond}"
    found = [
        layer("countries", get_fill_color=fill, stroked=False),
        layer("borders", get_line_color=look.rgb(ground.neighbour_border), get_line_width=1),
    ]
    if with_regions:
        found.append(layer("regions", get_line_color=look.rgb(ground.region_border), get_line_width=0.8))
    found += [
        layer("rivers", get_line_color=river, get_line_width=1.4),
        layer("lakes", get_fill_color=look.rgb(ground.water), get_line_color=river, get_line_width=0.8),
        pdk.Layer(
            "GeoJsonLayer", f"{STATIC}/countries.geojson", id="outlines", pickable=False, filled=False,
            get_line_color=f"properties.focus ? {edge} : {no_edge}",
            get_line_width=1.3, line_width_units=_PIXELS,
        ),
    ]  # fmt: skip
    return found


def _mark_layer(view: View, placed: list[atlas.Plate], screen: Screen) -> pdk.Layer:
    sheet, mapping = mark_sheet(view.theme)
    where, rows = atlas.projection(screen.width, screen.height), []
    step = screen.radius * 2.3
    for plate in placed:
        x, y = where.point(plate.site.lon, plate.site.lat)
        first = plate.x - x - step * (len(plate.site.marks) - 1) / 2
        for i, one in enumerate(plate.site.marks):
            rows.append(
                {
                    "at": [round(plate.site.lon, 3), round(plate.site.lat, 3)],
                    "icon": f"{one.group}-{one.state}",
                    "by": [round(first + step * i, 1), round(plate.y - y, 1)],
                    "sites": list(plate.site.members),
                    "title": plate.site.name,
                    "told": told(view, one),
                }
            )
    # Drawn from the back: marks of those present lie above those who left.
    rows.sort(key=lambda row: not str(row["icon"]).endswith("ended"))
    return pdk.Layer(
        "IconLayer", rows, id="sites", pickable=True, get_position="at", get_icon="icon", get_pixel_offset="by",
        icon_atlas=pdk.types.String(sheet), icon_mapping=mapping,
        get_size=_CELL * screen.radius / _INKED, size_units=_PIXELS,
    )  # fmt: skip


def told(view: View, one: SiteMark) -> str:
    """Return what a hover says of a mark: which forces of that sender, since and until when, in words."""
    words, by_id = view.words, rows_by(view.store, "presences", "presence_id")
    names = rows_by(view.store, "forces", "force_id")
    lines = []
    for presence in one.presence_ids[:4]:
        row = by_id[presence][0]
        name = names[row["force_id"]][0][f"name_{view.lang}"].split(" (")[0]
        span = words.span(row["start"], row["end"], row["last_seen"])
        lines.append(words.say("{force}: {dates}", force=name, dates=span))
    return "\n".join(lines)


def _name_layer(view: View, placed: list[atlas.Plate], screen: Screen) -> pdk.Layer:
    ground, where, rows = look.ground(view.theme), atlas.projection(screen.width, screen.height), []
    for plate in placed:
        if plate.shown:
            x, y = where.point(plate.site.lon, plate.site.lat)
            rows.append(
                {
                    "at": [round(plate.site.lon, 3), round(plate.site.lat, 3)],
                    "said": plate.site.name,
                    "by": [round(plate.label_x - x, 1), round(plate.label_y - y - screen.letters * 0.35, 1)],
                    "anchor": plate.anchor,
                }
            )
    return _text(
        "place-names",
        rows,
        look.rgb(ground.ink),
        screen.letters,
        look.rgb(ground.land),
        get_text_anchor="anchor",
        get_pixel_offset="by",
    )


def _country_layer(view: View, screen: Screen) -> pdk.Layer:
    ground = look.ground(view.theme)
    rows = [
        {"at": list(at), "said": view.words.word("country", country).upper()}
        for country, at in atlas.COUNTRY_LABELS.items()
    ]
    rows += [
        {"at": list(at), "said": view.words.word("country", country)} for country, at in atlas.NEIGHBOUR_LABELS.items()
    ]
    return _text("country-names", rows, look.rgb(ground.ink3), screen.letters - 0.5, look.rgb(ground.land, 0))


def _text(
    layer_id: str, rows: list[dict[str, Any]], colour: list[int], size: float, halo: list[int], **how: Any
) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer", rows, id=layer_id, pickable=False, get_position="at", get_text="said", get_color=colour,
        # Plain texts would be read as expressions; "auto" draws every letter that occurs, accents included.
        character_set=pdk.types.String("auto"), font_family=pdk.types.String("Source Sans, sans-serif"),
        font_weight=600, font_settings={"sdf": True, "radius": 12, "buffer": 6}, outline_width=6, outline_color=halo,
        get_size=size, **how,
    )  # fmt: skip


def _event_layer(view: View, events: list[dict[str, Any]]) -> pdk.Layer:
    ground, places, rows = look.ground(view.theme), rows_by(view.store, "places", "place_id"), []
    for event in events:
        for place in event["place_ids"][:1]:
            at = places[place][0]
            rows.append(
                {
                    "at": [round(at["lon"], 3), round(at["lat"], 3)],
                    "events": [event["event_id"]],
                    "title": f"{view.words.date(event['date'])} · {short_name(at, view.lang)}",
                    "told": event[f"title_{view.lang}"],
                }
            )
    return pdk.Layer(
        "ScatterplotLayer", rows, id="events", pickable=True, get_position="at", radius_units=_PIXELS,
        get_radius=12, filled=False, stroked=True, get_line_color=look.rgb(ground.ink2, 0.55), get_line_width=1,
        line_width_units=_PIXELS,
    )  # fmt: skip
