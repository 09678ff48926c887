"""Files read back: CSV equals the tables, GeoJSON keeps to RFC 7946, the archive holds it all."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pandas as pd
import pytest
from handmade import ROOT, SAMPLE, event, frame, read, record

from sahel import codebook, exports, store
from sahel.schema import TABLES
from sahel.store import Store

tables = pytest.mark.parametrize("table", [table.name for table in TABLES])
placed = pytest.mark.parametrize("table", list(exports.PLACED))


@pytest.fixture(scope="module")
def real() -> Store:
    return store.load(ROOT / "data")


def parsed(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def features(of: Store, table: str, rows: pd.DataFrame | None = None) -> list[dict[str, Any]]:
    return json.loads(exports.geojson(of, table, of.table(table) if rows is None else rows))["features"]


@tables
def test_a_whole_table_as_csv_is_its_file_byte_for_byte(table: str, real: Store) -> None:
    assert exports.table_csv(table, real.table(table)) == (ROOT / "data" / f"{table}.csv").read_bytes()


@tables
def test_the_sample_as_csv_is_its_file_row_for_row(table: str, sample: Store) -> None:
    found = parsed(exports.table_csv(table, sample.table(table)))
    wanted = read(SAMPLE, table)
    for row in (*found, *wanted):
        row.update({name: str(float(row[name])) for name in ("lon", "lat", "precision_km") if name in row})
    assert found == wanted


def test_some_rows_as_csv_are_those_lines_of_the_file(sample: Store) -> None:
    some = sample.events[sample.events["kind"] == "coup"]
    assert parsed(exports.table_csv("events", some)) == [row for row in read(SAMPLE, "events") if row["kind"] == "coup"]


def test_no_row_as_csv_is_the_header_alone(sample: Store) -> None:
    assert exports.table_csv("forces", sample.forces[:0]).decode().count("\n") == 1


@pytest.mark.parametrize("title", ["=1+1", "+33 1", "-5", "@sum", 'a "quoted", title', "œuvre d’été"])
def test_text_is_never_altered_not_even_for_spreadsheets(title: str) -> None:
    rows = frame("events", [event("one", "2020", "coup", title_en=title)])
    assert parsed(exports.table_csv("events", rows))[0]["title_en"] == title


@placed
def test_geojson_has_the_rows_with_a_place_and_no_other(table: str, sample: Store) -> None:
    rows = sample.table(table)
    wanted = rows[rows[exports.PLACED[table]].map(bool)]
    found = features(sample, table)
    assert [feature["id"] for feature in found] == list(wanted.iloc[:, 0])
    assert exports.placed(table, rows) == len(found)


@placed
def test_geojson_keeps_to_the_standard(table: str, real: Store) -> None:
    whole = json.loads(exports.geojson(real, table, real.table(table)))
    assert whole["type"] == "FeatureCollection"
    assert "crs" not in whole
    for feature in whole["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        shape = feature["geometry"]
        points = [shape["coordinates"]] if shape["type"] == "Point" else shape["coordinates"]
        assert (len(points) > 1) is (shape["type"] == "MultiPoint")
        for lon, lat in points:
            assert -20 < lon < 30
            assert 0 < lat < 30


def test_an_event_at_two_places_is_one_feature_with_two_points() -> None:
    spot = {"country": "MLI", "kind": "town", "precision_km": "1", "outside": "no", "coord_source": "map"}
    of = record(
        events=[event("one", "2020", "battle", place_ids="gao;kidal", force_ids="army;rebels", source_ids="web")],
        places=[
            {"place_id": "gao", "name_en": "Gao", "name_fr": "Gao", "lon": "-0.05", "lat": "16.27", **spot},
            {"place_id": "kidal", "name_en": "Kidal", "name_fr": "Kidal", "lon": "1.41", "lat": "18.44", **spot},
        ],
        sources=[
            {"source_id": "web", "url": "https://example.org/web"},
            {"source_id": "map", "url": "https://example.org/map"},
        ],
    )
    (feature,) = features(of, "events")
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[-0.05, 16.27], [1.41, 18.44]]}
    assert feature["properties"]["place_names_fr"] == ["Gao", "Kidal"]
    assert feature["properties"]["place_precision_km"] == [1, 1]


def test_properties_carry_both_languages_figures_as_numbers_and_addresses(sample: Store) -> None:
    found = {feature["id"]: feature["properties"] for feature in features(sample, "strengths")}
    said = found["smp-americans-ner-desert"]
    assert (said["low"], said["high"]) == (300, 350)
    assert (said["force_names_en"], said["force_names_fr"]) == (["Sample US forces"], ["forces américaines (exemple)"])
    assert (said["place_names_en"], said["place_names_fr"]) == (["Sample Desert Base"], ["Base du désert (exemple)"])
    assert said["source_urls"] == ["https://example.org/smp-gazette"]


def test_an_empty_cell_is_null_in_geojson(sample: Store) -> None:
    properties = features(sample, "presences")[0]["properties"]
    assert properties["note_en"] is None
    assert properties["end"] == ".."


def test_geojson_says_version_cut_off_licence_and_whom_to_name(sample: Store) -> None:
    whole = json.loads(exports.geojson(sample, "places", sample.places))
    assert (whole["version"], whole["cutoff"], whole["licence"]) == ("sample", "2024-06-30", "CC-BY-4.0")
    assert "GeoNames" in whole["attribution"]


def test_no_row_as_geojson_is_an_empty_collection(sample: Store) -> None:
    assert features(sample, "events", sample.events[:0]) == []


def test_the_archive_holds_every_table_the_codebook_and_the_descriptor(real: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(exports.archive(real))) as bundle:
        held = {name.partition("/")[2]: bundle.read(name) for name in bundle.namelist()}
        assert {name.partition("/")[0] for name in bundle.namelist()} == {f"sahel-record-{real.version}"}
    assert set(held) == {table.file for table in TABLES} | {codebook.README, codebook.DESCRIPTOR}
    for name, content in held.items():
        assert content == (ROOT / "data" / name).read_bytes(), name


def test_the_same_record_gives_the_same_archive(sample: Store) -> None:
    assert exports.archive(sample) == exports.archive(sample)


@tables
def test_exports_leave_the_tables_unchanged(table: str, sample: Store) -> None:
    before = sample.table(table).copy()
    exports.table_csv(table, sample.table(table))
    exports.archive(sample)
    pd.testing.assert_frame_equal(before, sample.table(table))
