"""The record as files: CSV and GeoJSON of frames, and every table in one archive. Pure: frames in, bytes out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pandas as pd

from sahel import codebook
from sahel.queries import all_rows, rows_by
from sahel.schema import BY_NAME, TABLES
from sahel.store import Store

# Tables whose rows have points, and the column that names them.
PLACED = {"events": "place_ids", "presences": "place_id", "strengths": "place_ids", "places": "place_id"}
ATTRIBUTION = (
    "Sahel Record. Points of towns: GeoNames (geonames.org), CC BY 4.0, modified; airfields: OurAirports; each point "
    "names its source."
)


def table_csv(table: str, frame: pd.DataFrame) -> bytes:
    """Return rows as CSV with the contract's columns, cell for cell as the table's own file has them.

    Cells that a spreadsheet would run as formulas are left as they are: a longitude begins with "-", and a file that
    differs from the table would be a second truth. Sources' titles are text that we read, not input of strangers.
    """
    columns = [column.name for column in BY_NAME[table].columns]
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*([_cell(value) for value in frame[name]] for name in columns), strict=True))
    return lines.getvalue().encode()


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    return str(value)


def placed(table: str, frame: pd.DataFrame) -> int:
    """Return how many of the rows have a place, and so are in the GeoJSON."""
    return int(frame[PLACED[table]].map(bool).sum()) if table in PLACED else 0


def geojson(store: Store, table: str, frame: pd.DataFrame) -> bytes:
    """Return the rows of a table that have a place as GeoJSON (RFC 7946): one feature a row, a point or several.

    Properties are the contract's columns, lists as arrays and empty cells as null, then the names of places and forces
    in both languages, how exact the points are, and the addresses of the sources. Raises KeyError for other tables.
    """
    column = PLACED[table]
    features = [
        _feature(store, table, row, _points(store, row[column])) for row in _rows(store, table, frame) if row[column]
    ]
    head: dict[str, Any] = {
        "type": "FeatureCollection", "name": f"sahel-record-{table}", "version": store.version,
        "cutoff": store.cutoff.isoformat(), "licence": codebook.LICENCE["name"], "attribution": ATTRIBUTION,
    }  # fmt: skip
    lines = ",\n".join(_json(feature) for feature in features)
    return f'{_json(head)[:-1]},"features":[\n{lines}\n]}}\n'.encode()


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


def archive(store: Store) -> bytes:
    """Return every table, the codebook and the package descriptor as one zip; the same record gives the same bytes."""
    files = {table.file: table_csv(table.name, store.table(table.name)) for table in TABLES}
    files[codebook.README] = codebook.readme().encode()
    files[codebook.DESCRIPTOR] = codebook.descriptor(store.version, store.cutoff.isoformat()).encode()
    day = (store.cutoff.year, store.cutoff.month, store.cutoff.day, 0, 0, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"sahel-record-{store.version}/{name}", day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, content)
    return buffer.getvalue()
