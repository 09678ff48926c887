"""Make static/*.geojson, the base map as a browser gets it, from data/geo: clipped, simplified, three decimals."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import shapely

ROOT = Path(__file__).resolve().parent.parent
WINDOW = (-19.0, 2.0, 22.5, 30.0)
TOLERANCE = {"countries": 0.02, "borders": 0.03, "regions": 0.02, "rivers": 0.02, "lakes": 0.02}
KEEP = {"countries": ["iso", "focus"], "borders": [], "regions": [], "rivers": [], "lakes": []}


def display(name: str) -> str:
    """Return one layer as compact GeoJSON text, rows in the order of data/geo."""
    frame = gpd.read_file(ROOT / "data" / "geo" / f"{name}.geojson")
    if name == "countries":
        geometry = shapely.coverage_simplify(frame.geometry.to_numpy(), TOLERANCE[name])
    else:
        geometry = shapely.simplify(frame.geometry.to_numpy(), TOLERANCE[name])
    if name == "regions":
        geometry = [
            shapely.boundary(shape) for shape in shapely.coverage_simplify(frame.geometry.to_numpy(), TOLERANCE[name])
        ]
    clipped = shapely.clip_by_rect(geometry, *WINDOW)
    features = [
        {
            "type": "Feature",
            "properties": {key: row[key] for key in KEEP[name]},
            "geometry": json.loads(shapely.to_geojson(shapely.set_precision(shape, 0.001))),
        }
        for row, shape in zip(frame.to_dict("records"), clipped, strict=True)
        if not shape.is_empty
    ]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"), ensure_ascii=False)
        + "\n"
    )


def main() -> None:
    """Write every layer of the browser's base map."""
    (ROOT / "static").mkdir(exist_ok=True)
    for name in TOLERANCE:
        (ROOT / "static" / f"{name}.geojson").write_text(display(name), encoding="utf-8")


if __name__ == "__main__":
    main()
