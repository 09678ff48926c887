"""Files opened and read back: the rows are those of the tables, and every file says where it comes from."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from handmade import ROOT, SAMPLE, event, frame, read, record
from openpyxl.workbook import Workbook

from sahel import codebook, exports, store
from sahel.provenance import citation, stamp
from sahel.schema import BY_NAME, TABLES
from sahel.store import Store
from sahel.view import View

LINK = "http://localhost:8501/record?from=2012-01-01&q=%22a%22&table=events"
HOSTILE = [
    "=1+1",
    "+33 1",
    "-1+2",
    "@sum(1)",
    "\t=1",
    "\r=1",
    "-",
    "=cmd|'/c calc'!A0",
    "＝1+1",
    "'=1",
    "''=1",
    "-5 men",
]
HARMLESS = ["-5", "+5", "-0.00539", "-1,5", 'a "quoted", title', "œuvre d’été", "1=1", "'quoted'", "", "a\n=1"]

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


@pytest.mark.parametrize("title", HOSTILE)
def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe_in_csv(title: str) -> None:
    rows = frame("events", [event("one", "2020", "coup", title_en=title)])
    found = parsed(exports.table_csv("events", rows))[0]["title_en"]
    assert found == f"'{title}"
    assert exports.plain(found) == title


@pytest.mark.parametrize("title", HARMLESS)
def test_numbers_and_other_texts_are_not_altered(title: str) -> None:
    rows = frame("events", [event("one", "2020", "coup", title_en=title)])
    found = parsed(exports.table_csv("events", rows))[0]["title_en"]
    assert (found, exports.plain(found)) == (title, title)


@pytest.mark.parametrize("lon", ["-0.00539", "-0.00001", "-15", "1.41", "0.0000001"])
def test_a_number_is_written_as_the_table_has_it(lon: str) -> None:
    rows = frame("places", [{"place_id": "gao", "lon": lon, "lat": "1", "precision_km": "0.5"}])
    assert parsed(exports.table_csv("places", rows))[0]["lon"] == lon


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
    whole = json.loads(exports.geojson(sample, "places", sample.places, LINK))
    assert (whole["citation"], whole["link"]) == (citation(sample, "en"), LINK)
    assert (whole["version"], whole["cutoff"], whole["licence"]) == ("sample", "2024-06-30", "CC-BY-4.0")
    assert "GeoNames" in whole["attribution"]


def test_no_row_as_geojson_is_an_empty_collection(sample: Store) -> None:
    assert features(sample, "events", sample.events[:0]) == []


def unzipped(content: bytes) -> dict[str, bytes]:
    """Every file of a zip by its name in the one folder that the zip holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        assert bundle.testzip() is None
        assert len({name.partition("/")[0] for name in bundle.namelist()}) == 1
        return {name.partition("/")[2]: bundle.read(name) for name in bundle.namelist()}


def test_the_archive_holds_every_table_the_codebook_and_the_descriptor(real: Store) -> None:
    held = unzipped(exports.archive(real))
    assert set(held) == {table.file for table in TABLES} | {codebook.README, codebook.DESCRIPTOR, "record.toml"}
    for table in TABLES:
        assert held[table.file] == (ROOT / "data" / table.file).read_bytes(), table.name


def test_the_archive_unpacked_is_the_same_record(real: Store, tmp_path: Path) -> None:
    for name, content in unzipped(exports.archive(real, LINK)).items():
        (tmp_path / name).write_bytes(content)
    again = store.load(tmp_path)
    assert (again.version, again.cutoff) == (real.version, real.cutoff)
    for table in TABLES:
        pd.testing.assert_frame_equal(again.table(table.name), real.table(table.name))


def test_the_descriptor_of_the_archive_is_the_codebook_s_with_citation_and_link(real: Store) -> None:
    said = json.loads(unzipped(exports.archive(real, LINK))[codebook.DESCRIPTOR])
    assert (said.pop("link"), said.pop("citation")) == (LINK, citation(real, "en"))
    assert "GeoNames" in said.pop("attribution")
    assert said == json.loads((ROOT / "data" / codebook.DESCRIPTOR).read_text(encoding="utf-8"))


def test_the_readme_of_the_archive_says_what_the_copy_is_and_links_to_nothing_outside(real: Store) -> None:
    said = unzipped(exports.archive(real, LINK))[codebook.README].decode()
    for fact in (real.version, real.cutoff.isoformat(), "CC-BY-4.0", citation(real, "en"), LINK):
        assert fact in said
    assert "](geo/" not in said
    assert "](LICENSE" not in said


def test_some_rows_with_their_codebook_are_a_package_of_one_table(sample: Store) -> None:
    some = sample.events[sample.events["kind"] == "coup"]
    held = unzipped(exports.package(sample, {"events": some}, LINK))
    assert set(held) == {"events.csv", codebook.README, codebook.DESCRIPTOR, "record.toml"}
    assert held["events.csv"] == exports.table_csv("events", some)
    (resource,) = json.loads(held[codebook.DESCRIPTOR])["resources"]
    assert resource["name"] == "events"
    assert [field["name"] for field in resource["schema"]["fields"]] == list(parsed(held["events.csv"])[0])
    assert "foreignKeys" not in resource["schema"]


def book(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(workbook: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return list(workbook[sheet].iter_rows(values_only=True))


@tables
def test_a_table_as_xlsx_has_every_row_and_cell(table: str, real: Store) -> None:
    head, *found = lines(book(exports.workbook(real, {table: real.table(table)}, "en")), table)
    wanted = read(ROOT / "data", table)
    assert list(head) == [column.name for column in BY_NAME[table].columns]
    assert len(found) == len(wanted)
    numeric = {column.name for column in BY_NAME[table].columns if column.kind in ("integer", "number")}
    for cells, row in zip(found, wanted, strict=True):
        for name, cell in zip(head, cells, strict=True):
            if name in numeric and row[name]:
                assert cell == float(row[name])
            else:
                assert (cell or "") == row[name]


@pytest.mark.parametrize("title", [*HOSTILE[:4], *HOSTILE[6:], *HARMLESS])
def test_no_cell_of_a_spreadsheet_is_a_formula_and_no_text_is_altered(title: str) -> None:
    rows = frame("events", [event("one", "2020", "coup", title_en=title)])
    sheet = book(exports.workbook(record(), {"events": rows}, "en"))["events"]
    cell = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "title_en")
    assert (cell.value or "") == title
    assert cell.data_type == "s" if title else cell.data_type == "n"
    assert bool(cell.quotePrefix) is (title in HOSTILE)


def test_nothing_in_the_whole_record_as_a_spreadsheet_is_a_formula(real: Store) -> None:
    whole = book(exports.workbook(real, {table.name: real.table(table.name) for table in TABLES}, "en", "=1+1"))
    assert not [cell for sheet in whole for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(("lang", "first"), [("en", "About"), ("fr", "À propos")])
def test_the_first_sheet_says_what_the_file_is(lang: str, first: str, sample: Store) -> None:
    workbook = book(exports.workbook(sample, {"events": sample.events}, lang, LINK))
    assert workbook.sheetnames[:2] == [first, "events"]
    said = [row[1] for row in lines(workbook, first)]
    for fact in (*stamp(sample, LINK, lang)[:2], citation(sample, lang), LINK, len(sample.events)):
        assert fact in said
    assert "CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/" in said
    assert {each.name: each.value for each in workbook.custom_doc_props.props}["link"] == LINK


def test_the_codebook_sheet_has_every_column_and_the_next_every_word_it_may_hold(sample: Store) -> None:
    workbook = book(exports.workbook(sample, {"regimes": sample.regimes}, "en"))
    columns = BY_NAME["regimes"].columns
    assert [row[:2] for row in lines(workbook, "Codebook")[1:]] == [("regimes", column.name) for column in columns]
    assert {row[0] for row in lines(workbook, "Vocabulary")[1:]} == {"regime_kind", "entry", "exit"}


@tables
def test_a_table_as_parquet_has_every_cell_with_its_type(table: str, real: Store) -> None:
    found = pq.read_table(io.BytesIO(exports.parquet(table, real.table(table), stamp(real)))).to_pylist()
    kinds = {column.name: column.kind for column in BY_NAME[table].columns}
    wanted = read(ROOT / "data", table)
    assert len(found) == len(wanted)
    for cells, row in zip(found, wanted, strict=True):
        for name, cell in cells.items():
            as_text = {
                "refs": lambda value: ";".join(value), "countries": lambda value: ";".join(value),
                "number": lambda value: float(value), "integer": str, "day": str,
            }.get(kinds[name], lambda value: value)  # fmt: skip
            assert ("" if cell is None else as_text(cell)) == (
                float(row[name]) if kinds[name] == "number" else row[name]
            )


def test_parquet_says_in_its_schema_where_it_comes_from_and_what_its_columns_mean(sample: Store) -> None:
    content = exports.parquet("events", sample.events, stamp(sample, LINK))
    schema = pq.read_schema(io.BytesIO(content))
    said = {name.decode(): value.decode() for name, value in schema.metadata.items()}
    assert (said["version"], said["cutoff"], said["licence"]) == ("sample", "2024-06-30", "CC-BY-4.0")
    assert (said["citation"], said["link"]) == (citation(sample, "en"), LINK)
    assert schema.field("countries").metadata[b"fr"].decode() == "pays concernés"


def test_the_parquet_zip_holds_every_table_and_every_map(sample: Store) -> None:
    held = unzipped(exports.for_programs(sample, LINK))
    wanted = {f"{table.name}.parquet" for table in TABLES} | {f"{table}.geojson" for table in exports.PLACED}
    assert set(held) == wanted | {codebook.README}
    assert pq.read_table(io.BytesIO(held["events.parquet"])).num_rows == len(sample.events)
    assert json.loads(held["places.geojson"])["link"] == LINK


def test_the_files_offered_are_those_rows_in_every_format_and_the_whole_record(view: View) -> None:
    some = view.store.events[::2]
    offered = exports.files(view, "events", some, LINK)
    names = [name for _, _, name, _ in offered]
    assert [name.rpartition(".")[2] for name in names] == [
        "csv", "xlsx", "parquet", "geojson", "zip", "zip", "xlsx", "zip",
    ]  # fmt: skip
    assert len(set(names)) == len(names)
    assert all("sample" in name and "2024-06-30" in name and "cc-by-4.0" in name for name in names)
    made = {name.rpartition(".")[2]: maker() for _, maker, name, _ in offered[:5]}
    ids = list(some["event_id"])
    assert [row["event_id"] for row in parsed(made["csv"])] == ids
    assert [row[0] for row in lines(book(made["xlsx"]), "events")[1:]] == ids
    assert pq.read_table(io.BytesIO(made["parquet"]))["event_id"].to_pylist() == ids
    assert {feature["id"] for feature in json.loads(made["geojson"])["features"]} <= set(ids)
    assert [row["event_id"] for row in parsed(unzipped(made["zip"])["events.csv"])] == ids


def test_no_row_and_no_place_is_no_file_of_rows(view: View) -> None:
    assert len(exports.files(view, "events", view.store.events[:0], LINK)) == 3
    assert not [
        name for _, _, name, _ in exports.files(view, "forces", view.store.forces, LINK) if name[-7:] == "geojson"
    ]


def test_the_same_rows_and_link_give_the_same_bytes(view: View) -> None:
    for _, maker, name, _ in exports.files(view, "events", view.store.events, LINK):
        assert maker() == maker(), name


def test_the_same_record_gives_the_same_archive(sample: Store) -> None:
    assert exports.archive(sample) == exports.archive(sample)


@tables
def test_exports_leave_the_tables_unchanged(table: str, sample: Store) -> None:
    before = sample.table(table).copy()
    exports.table_csv(table, sample.table(table))
    exports.archive(sample)
    pd.testing.assert_frame_equal(before, sample.table(table))
