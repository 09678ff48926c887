"""Rows that have a place as GeoJSON. Pure: frames in, bytes out."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from sahel.provenance import Stamp, stamp
from sahel.queries import all_rows, rows_by
from sahel.schema import BY_NAME
from sahel.store import Store

# Tables whose rows have points, and the column that names them.
PLACED = {"events": "place_ids", "presences": "place_id", "strengths": "place_ids", "places": "place_id"}


def placed(table: str, frame: pd.DataFrame) -> int:
    """Return how many of the rows have a place, and so are in the GeoJSON."""
    return int(frame[PLACED[table]].map(bool).sum()) if table in PLACED else 0


def geojson(store: Store, table: str, frame: pd.DataFrame, link: str = "") -> bytes:
    """Return the rows of a table that have a place as GeoJSON (RFC 7946): one feature a row, a point or several.

    Properties are the contract's columns, lists as arrays and empty cells as null, then the names of places and forces
    in both languages, how exact the points are, and the addresses of the sources. Raises KeyError for other tables.
    """
    column = PLACED[table]
    features = [
        _feature(store, table, row, _points(store, row[column])) for row in _rows(store, table, frame) if row[column]
    ]
    lines = ",\n".join(_json(feature) for feature in features)
    return f'{_json(_head(table, stamp(store, link)))[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def _head(table: str, said: Stamp) -> dict[str, Any]:
    return {"type": "FeatureCollection", "name": f"sahel-record-{table}", **said._asdict()}


def _rows(store: Store, table: str, frame: pd.DataFrame) -> list[dict[str, Any]]:
    everything = all_rows(store, table)
    return [everything[place] for place in frame.index]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _points(store: Store, place_ids: str | tuple[str, ...]) -> list[dict[str, Any]]:
    wanted = (place_ids,) if isinstance(place_ids, str) else place_ids
    return [rows_by(store, "places", "place_id")[place][0] for place in wanted]


def _feature(store: Store, table: str, row: dict[str, Any], places: list[dict[str, Any]]) -> dict[str, Any]:
    points = [[place["lon"], place["lat"]] for place in places]
    geometry = {"type": "Point", "coordinates": points[0]}
    if len(points) > 1:
        geometry = {"type": "MultiPoint", "coordinates": points}
    properties = {column.name: _plain(row[column.name]) for column in BY_NAME[table].columns}
    if table != "places":
        properties |= {f"place_names_{lang}": [place[f"name_{lang}"] for place in places] for lang in ("en", "fr")}
        properties |= {"place_precision_km": [place["precision_km"] for place in places]}
        forces = row["force_ids"] if table == "events" else (row["force_id"],)
        properties |= {f"force_names_{lang}": _names(store, forces, lang) for lang in ("en", "fr")}
    properties["source_urls"] = _addresses(store, row.get("source_ids") or (row["coord_source"],))
    return {"type": "Feature", "id": row[BY_NAME[table].key[0]], "geometry": geometry, "properties": properties}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if value is None or value is pd.NA or value == "":
        return None
    return value if isinstance(value, str | float) else int(str(value))


def _names(store: Store, force_ids: tuple[str, ...], lang: str) -> list[str]:
    return [rows_by(store, "forces", "force_id")[force][0][f"name_{lang}"] for force in force_ids]


def _addresses(store: Store, source_ids: tuple[str, ...]) -> list[str]:
    return [rows_by(store, "sources", "source_id")[source][0]["url"] for source in source_ids]
