"""The base map: the layers of `data/geo/`, read once. The checks and the drawings share them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import geopandas as gpd

FOLDER = Path(__file__).resolve().parent.parent / "data" / "geo"
GEO_LAYERS = ("countries", "borders", "regions", "rivers", "lakes")


@lru_cache(maxsize=8)
def geo_layer(name: str) -> gpd.GeoDataFrame:
    """Return a layer of the base map (`data/geo/NAME.geojson`), longitude and latitude in WGS84 degrees."""
    return gpd.read_file(FOLDER / f"{name}.geojson")


@lru_cache(maxsize=8)
def bounds(iso: str) -> tuple[float, float, float, float]:
    """Return the west, south, east and north end of a country in degrees."""
    frame = geo_layer("countries")
    west, south, east, north = (float(end) for end in frame[frame["iso"] == iso].total_bounds)
    return west, south, east, north
