"""Loading: text first, then converted by declaration; all problems at once; nothing guessed."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from handmade import CUTOFF, change, frame, presence, problems, regime

from sahel import reign_bands, store, timelines, widgets
from sahel.dates import FIRST_DAY, LAST_DAY
from sahel.geography import GEO_LAYERS, geo_layer
from sahel.schema import TABLES
from sahel.store import DataError, Store
from sahel.view import View


def test_the_sample_loads_whole(sample: Store) -> None:
    assert {table.name: len(sample.table(table.name)) for table in TABLES} == {
        "events": 14, "presences": 18, "strengths": 14, "forces": 12, "places": 6, "regimes": 8, "memberships": 8,
        "coup_codings": 9, "sources": 9, "corrections": 1,
    }  # fmt: skip
    assert (sample.version, sample.cutoff) == ("sample", date(2024, 6, 30))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_frame_has_the_declared_columns_and_no_missing_text(sample: Store, table: store.Table) -> None:
    loaded = sample.table(table.name)
    for column in table.columns:
        assert column.name in loaded.columns
        if column.kind in ("date", "end"):
            assert loaded[f"{column.name}_min"].dtype == loaded[f"{column.name}_max"].dtype == "int64"
        if column.kind not in ("integer", "number"):
            assert not loaded[column.name].isna().any()


def test_text_that_looks_like_something_else_stays_text(folder: Path) -> None:
    change(folder, "sources", "smp-gazette", publisher="NA", title="00420", published="2012")
    change(folder, "places", "smp-camp", name_en="null", name_fr="1e5", aliases="nan;TRUE;0012")
    change(folder, "corrections", "2024-06-20", was="012", now="None")
    loaded = store.load(folder)
    source = loaded.sources.set_index("source_id").loc["smp-gazette"]
    place = loaded.places.set_index("place_id").loc["smp-camp"]
    assert (source["publisher"], source["title"], source["published"]) == ("NA", "00420", "2012")
    assert (place["name_en"], place["name_fr"], place["aliases"]) == ("null", "1e5", "nan;TRUE;0012")
    assert tuple(loaded.corrections.loc[0, ["was", "now"]]) == ("012", "None")


def test_an_id_of_digits_keeps_its_zeros(folder: Path) -> None:
    for table in TABLES:
        path = folder / table.file
        path.write_text(path.read_text(encoding="utf-8").replace("smp-agency", "0070"), encoding="utf-8")
    rows = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    (folder / "sources.csv").write_text("\n".join([rows[0], *sorted(rows[1:])]) + "\n", encoding="utf-8")
    loaded = store.load(folder)
    assert loaded.sources.loc[0, "source_id"] == "0070"
    assert any("0070" in cited for cited in loaded.events["source_ids"])


def test_lists_are_tuples_and_empty_lists_are_empty(sample: Store) -> None:
    events = sample.events.set_index("event_id")
    assert events.at["smp-mli-2023-11-battle", "countries"] == ("MLI", "BFA")
    assert events.at["smp-mli-2023-11-battle", "force_ids"] == ("smp_bears", "smp_rebels")
    assert events.at["smp-mli-2010-03-15-coup", "force_ids"] == ()


def test_figures_are_whole_numbers_and_a_missing_one_is_missing(sample: Store) -> None:
    strengths = sample.strengths.set_index("strength_id")
    assert strengths.at["smp-americans-ner-2023", "low"] == 648
    assert strengths.at["smp-americans-ner-2023-old", "high"] is pd.NA
    assert strengths["low"].dtype == "Int64"


def _days(row: pd.Series, column: str) -> tuple[date, date]:
    return date.fromordinal(row[f"{column}_min"]), date.fromordinal(row[f"{column}_max"])


@pytest.mark.parametrize(
    ("end", "seen", "earliest", "latest"),
    [
        ("2022-08-15", "", date(2022, 8, 15), date(2022, 8, 15)),
        ("2022", "", date(2022, 1, 1), date(2022, 12, 31)),
        ("..", "2024-03-01", date(2024, 3, 1), LAST_DAY),
        ("..", "2023", date(2023, 12, 31), LAST_DAY),
        ("..", "2023-05~", date(2023, 6, 30), LAST_DAY),
    ],
)
def test_an_open_presence_is_sure_until_its_last_evidence(end: str, seen: str, earliest: date, latest: date) -> None:
    row = frame("presences", [presence("fra", "MLI", "2020", end, seen=seen)]).iloc[0]
    assert _days(row, "end") == (earliest, latest)


def test_an_open_reign_or_membership_is_sure_until_the_cut_off() -> None:
    row = frame("regimes", [regime("a", "2020")]).iloc[0]
    assert _days(row, "end") == (CUTOFF, LAST_DAY)


def test_an_empty_optional_date_has_the_first_day_for_bounds() -> None:
    row = frame("regimes", [regime("a", "2020")]).iloc[0]
    assert row["sworn_in"] == ""
    assert _days(row, "sworn_in") == (FIRST_DAY, FIRST_DAY)


def test_an_empty_table_keeps_its_columns_and_types() -> None:
    empty = frame("strengths", [])
    assert len(empty) == 0
    assert str(empty["low"].dtype) == "Int64"
    assert str(empty["date_min"].dtype) == "int64"


ABOUT = [
    ("version = 'x'\n", "cutoff", "must be a date as 2026-06-30"),
    ("cutoff = 2024-06-30\n", "version", "must be a text"),
    ("version = 3\ncutoff = 2024-06-30\n", "version", "must be a text"),
    ("version = 'x'\ncutoff = '2024-06-30'\n", "cutoff", "must be a date"),
    ("version = 'x'\ncutoff = 2024-06-30T12:00:00\n", "cutoff", "must be a date"),
    ("version = \n", "", "is not TOML ("),
    ("version = 'x'\ncutoff = 1960-12-31\n", "cutoff", "must not lie before 1961-01-01"),
    ("version = 'x'\ncutoff = 2024-02-31\n", "", "is not TOML ("),
]


@pytest.mark.parametrize(("text", "column", "expected"), ABOUT)
def test_a_broken_record_toml_is_named(folder: Path, text: str, column: str, expected: str) -> None:
    (folder / "record.toml").write_text(text, encoding="utf-8")
    (problem,) = problems(folder)
    assert (problem.file, problem.column) == ("record.toml", column)
    assert problem.expected.startswith(expected)


def test_a_record_toml_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "record.toml").write_bytes("version = 'é'\n".encode("latin-1"))
    assert [problem.file for problem in problems(folder)] == ["record.toml"]


def test_a_missing_record_toml_is_named_together_with_bad_cells(folder: Path) -> None:
    (folder / "record.toml").unlink()
    change(folder, "events", "smp-mli-2010-03-15-coup", kind="coop")
    assert [(problem.file, problem.column) for problem in problems(folder)] == [
        ("record.toml", ""), ("events.csv", "kind"),
    ]  # fmt: skip


def test_a_folder_that_is_not_there_lacks_every_file(tmp_path: Path) -> None:
    found = problems(tmp_path / "nowhere")
    assert {problem.file for problem in found} == {"record.toml", *(table.file for table in TABLES)}


def test_the_error_says_all_its_problems_one_a_line(folder: Path) -> None:
    change(folder, "events", "smp-mli-2010-03-15-coup", kind="coop", title_fr="")
    with pytest.raises(DataError) as caught:
        store.load(folder)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    assert len(caught.value.problems) == 2


def test_sahel_data_names_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAHEL_DATA", str(tmp_path))
    assert store.data_folder() == tmp_path
    monkeypatch.setenv("SAHEL_DATA", "")
    assert store.data_folder() == store.ROOT / "data"
    monkeypatch.delenv("SAHEL_DATA")
    assert store.data_folder() == store.ROOT / "data"


def test_the_fingerprint_changes_with_a_table(folder: Path) -> None:
    before = store.fingerprint(folder)
    assert store.fingerprint(folder) == before
    change(folder, "events", "smp-mli-2010-03-15-coup", title_en="Another title")
    assert store.fingerprint(folder) != before
    assert store.fingerprint(folder / "nowhere") == ()


def test_loading_twice_gives_two_records_that_are_not_the_same(folder: Path) -> None:
    first, second = store.load(folder), store.load(folder)
    assert first != second
    assert len({first, second}) == 2
    pd.testing.assert_frame_equal(first.events, second.events)


@pytest.mark.parametrize("name", GEO_LAYERS)
def test_a_layer_of_the_base_map_is_in_degrees(name: str) -> None:
    layer = geo_layer(name)
    assert len(layer)
    assert layer.crs.to_epsg() == 4326
    assert layer.geometry.is_valid.all()
    assert geo_layer(name) is layer


def test_the_base_map_has_the_three_countries_and_their_neighbours() -> None:
    assert {"NER", "MLI", "BFA", "DZA", "MRT", "TCD", "NGA", "CIV", "GHA"} <= set(geo_layer("countries")["iso"])


def test_the_largest_figure_that_is_allowed_loads(folder: Path) -> None:
    change(folder, "strengths", "smp-heron-ner-2018", low="9999999", high="9999999")
    assert store.load(folder).strengths["high"].max() == 9_999_999


def test_a_former_record_is_let_go_when_a_table_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHEL_DATA", str(folder))
    former = widgets.record()
    asked = View(former, former.cutoff, date(2012, 1, 1), former.cutoff)
    assert timelines.timeline(asked) is timelines.timeline(asked)
    assert reign_bands.figure(asked).data
    kept = weakref.ref(former)
    del former, asked
    change(folder, "sources", "smp-gazette", title="Another title")
    assert "Another title" in set(widgets.record().sources["title"])
    gc.collect()
    assert kept() is None
