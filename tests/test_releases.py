"""Kept releases: written twice alike, read with distrust, compared with today by hand-worked cases."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from handmade import ROOT, SAMPLE, change, read, write
from test_pages import html, run

from sahel import about_releases, releases, store
from sahel.__main__ import main
from sahel.schema import TABLES
from sahel.store import DataError
from sahel.view import FIRST, View

ATTACK = "<img src=x onerror=alert(1)>"


def version(folder: Path, name: str) -> None:
    (folder / "record.toml").write_text(f'version = "{name}"\ncutoff = 2024-06-30\n', encoding="utf-8")


def kept(folder: Path, name: str = "1.0") -> Path:
    """Keep the tables of a folder as a version, and go on to the next."""
    version(folder, name)
    path = releases.write(store.load(folder))
    version(folder, "2.0")
    return path


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return path


def differences(folder: Path) -> dict[str, releases.Difference]:
    ((since,), problems) = releases.since(store.load(folder))
    assert problems == ()
    return {each.table: each for each in since.differences}


def test_a_version_is_kept_with_every_table_as_it_stands(folder: Path) -> None:
    path = kept(folder)
    assert path == folder / "releases" / "1.0.zip"
    with zipfile.ZipFile(path) as bundle:
        assert set(bundle.namelist()) == {table.file for table in TABLES} | {"record.toml", "datapackage.json"}
        for table in TABLES:
            assert bundle.read(table.file) == (folder / table.file).read_bytes()


def test_the_same_version_is_the_same_bytes(folder: Path) -> None:
    first = kept(folder).read_bytes()
    (folder / "releases" / "1.0.zip").unlink()
    assert kept(folder).read_bytes() == first


def test_a_kept_version_is_never_overwritten_by_other_tables(folder: Path) -> None:
    path = kept(folder)
    before = path.read_bytes()
    assert kept(folder).read_bytes() == before
    change(folder, "forces", "smp_heron", name_en="Renamed")
    with pytest.raises(FileExistsError):
        kept(folder)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["../1.0", "a/b", "", ".", "1.0\\n", "con 1"])
def test_a_version_that_cannot_name_a_file_is_refused(name: str, folder: Path) -> None:
    version(folder, name)
    with pytest.raises(DataError, match="cannot name a file"):
        releases.write(store.load(folder))
    assert not (folder / "releases").exists()


def test_the_command_keeps_a_version_and_says_how_many_changes_have_no_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(folder)
    change(folder, "forces", "smp_heron", name_en="Renamed", name_fr="Renommée")
    assert main(["release", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [str(folder / "releases" / "2.0.zip"), "since 1.0: 2 cells changed, 2 without a reason"]


def test_the_command_refuses_other_tables_under_a_kept_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", str(folder)]) == 0
    change(folder, "forces", "smp_heron", name_en="Renamed")
    assert main(["release", str(folder)]) == 1
    assert "give record.toml a new version" in capsys.readouterr().err


def test_the_command_keeps_no_tables_with_problems(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, "forces", "smp_heron", sender="nowhere")
    assert main(["release", str(folder)]) == 1
    assert "forces.csv" in capsys.readouterr().err
    assert not (folder / "releases").exists()


def test_nothing_differs_from_a_version_that_was_just_kept(folder: Path) -> None:
    kept(folder)
    assert all(each.is_none for each in differences(folder).values())
    version(folder, "1.0")
    assert releases.since(store.load(folder)) == ((), ())


def test_tables_changed_under_a_kept_version_are_compared_with_it(folder: Path) -> None:
    kept(folder)
    version(folder, "1.0")
    change(folder, "forces", "smp_heron", name_en="Renamed")
    assert [row.fields[0].now for row in differences(folder)["forces"].changed] == ["Renamed"]


def test_rows_are_added_removed_and_changed_by_their_key(folder: Path) -> None:
    kept(folder)
    rows = read(folder, "memberships")
    gone = rows.pop(0)
    rows.append({**rows[-1], "membership_id": "smp-new"})
    rows[0]["note_en"] = "Otherwise."
    write(folder, "memberships", rows)
    main(["sort", str(folder)])
    found = differences(folder)["memberships"]
    assert (found.was, found.now) == (len(rows), len(rows))
    assert found.added == (("smp-new",),)
    assert found.removed == {(gone["membership_id"],): gone}
    ((changed),) = found.changed
    assert changed.key == (rows[0]["membership_id"],)
    assert [(field.name, field.now) for field in changed.fields] == [("note_en", "Otherwise.")]


def test_another_order_of_rows_and_columns_is_no_change(folder: Path) -> None:
    path = kept(folder)
    files = releases.unpacked(path)
    head, *lines = files["coup_codings.csv"].decode().splitlines()
    turned = [",".join(line.split(",")[::-1]) for line in (head, *lines[::-1])]
    zipped(path, files | {"coup_codings.csv": "\n".join(turned).encode()})
    assert differences(folder)["coup_codings"].is_none


def test_a_change_carries_the_reason_that_was_logged_since(folder: Path) -> None:
    kept(folder)
    was = next(row for row in read(folder, "forces") if row["force_id"] == "smp_heron")["name_en"]
    change(folder, "forces", "smp_heron", name_en="Renamed", name_fr="Renommée")
    logged = {
        "date": "2024-06-30", "table": "forces", "row_id": "smp_heron", "field": "name_en", "was": was,
        "now": "Renamed", "reason_en": "It was misspelt.", "reason_fr": "Mal orthographié.",
    }  # fmt: skip
    write(folder, "corrections", [*read(folder, "corrections"), logged])
    main(["sort", str(folder)])
    found = differences(folder)
    (row,) = found["forces"].changed
    assert row.fields[0] == releases.Field("name_en", was, "Renamed", "It was misspelt.", "Mal orthographié.")
    assert row.fields[1].reason_en == ""
    assert releases.cells_changed(found.values()) == (2, 1)
    assert found["corrections"].added == (("2024-06-30", "forces", "smp_heron", "name_en"),)


def test_a_reason_logged_before_the_version_explains_no_later_change(folder: Path) -> None:
    (logged,) = read(folder, "corrections")[:1]
    kept(folder)
    key = {"events": "title_en"}[logged["table"]]
    logged["field"] = key
    write(folder, "corrections", [logged])
    path = folder / "releases" / "1.0.zip"
    zipped(path, releases.unpacked(path) | {"corrections.csv": (folder / "corrections.csv").read_bytes()})
    change(folder, "events", logged["row_id"], title_en="Otherwise")
    assert releases.cells_changed(differences(folder).values()) == (1, 0)


def test_a_column_that_is_new_or_gone_is_named_and_changes_no_row(folder: Path) -> None:
    path = kept(folder)
    files = releases.unpacked(path)
    lines = [line.split(",") for line in files["coup_codings.csv"].decode().splitlines()]
    older = "\n".join(",".join([*line[:-1], "x" if place else "weight"]) for place, line in enumerate(lines))
    zipped(path, files | {"coup_codings.csv": older.encode()})
    found = differences(folder)["coup_codings"]
    assert (found.new_columns, found.lost_columns) == (("coding",), ("weight",))
    assert (len(found.added), len(found.removed), len(found.changed)) == (0, 0, 0)


def test_a_table_that_a_version_lacked_is_wholly_added(folder: Path) -> None:
    path = kept(folder)
    files = releases.unpacked(path)
    del files["memberships.csv"]
    zipped(path, files)
    found = differences(folder)["memberships"]
    assert (found.was, len(found.added), found.new_columns) == (0, found.now, ())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a zip", "cannot be read"),
        ({"record.toml": b'version = "1.0"'}, "is not a release"),
        ({"record.toml": b"\xff"}, "is not a release"),
        ({"record.toml": b'version = "1.0"\ncutoff = 2024-06-30', "forces.csv": b"name\nx"}, "is not a release"),
        ({"record.toml": b'version = "1.0"\ncutoff = 2024-06-30', "forces.csv": b"force_id\n\xff"}, "is not a release"),
        ({"record.toml": b'version = "1.0"\ncutoff = 2024-06-30', "forces.csv": b"force_id\na,b"}, "is not a release"),
        ({"other.txt": b"x"}, "is not a release"),
    ],
)  # fmt: skip
def test_a_damaged_version_is_named_and_the_others_are_read(
    content: bytes | dict[str, bytes], said: str, folder: Path
) -> None:
    kept(folder)
    path = folder / "releases" / "0.9.zip"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        zipped(path, content)
    found, problems = releases.since(store.load(folder))
    assert [each.release.version for each in found] == ["1.0"]
    assert [problem.file for problem in problems] == ["0.9.zip"]
    assert said in problems[0].expected


def test_names_that_lead_elsewhere_are_not_read_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    path = kept(folder)
    before = sorted(tmp_path.rglob("*"))
    zipped(path, releases.unpacked(path) | {"../evil.csv": b"x", "/etc/evil": b"x", "sub/events.csv": b"x"})
    assert all(each.is_none for each in differences(folder).values())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_larger_than_a_table_can_be_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(folder)
    monkeypatch.setattr(releases, "_LARGEST_FILE", 100)
    with pytest.raises(DataError, match="larger than a table can be"):
        releases.read(path)


def test_a_file_that_stands_twice_is_refused(folder: Path) -> None:
    path = kept(folder)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr("events.csv", b"event_id\n")
    with pytest.raises(DataError, match="twice"):
        releases.read(path)


def test_versions_are_ordered_as_numbers_newest_first(folder: Path) -> None:
    for name in ("2024.9", "2024.11", "2024.11.2"):
        kept(folder, name)
    found, _ = releases.since(store.load(folder))
    assert [each.release.version for each in found] == ["2024.11.2", "2024.11", "2024.9"]


def test_a_zip_carries_no_date_but_the_cut_off() -> None:
    day = store.load(SAMPLE).cutoff
    content = releases.bundle({"a.csv": b"x"}, day)
    assert content == releases.bundle({"a.csv": b"x"}, day)
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        assert bundle.infolist()[0].date_time == (2024, 6, 30, 0, 0, 0)


def test_the_first_version_of_the_record_is_kept_and_can_be_compared() -> None:
    first = releases.read(ROOT / "data" / "releases" / "2026.11.zip")
    assert first.version == "2026.11"
    assert {name: len(held.rows) for name, held in first.tables.items()} == {
        "events": 634, "presences": 158, "strengths": 265, "forces": 46, "places": 75, "regimes": 45,
        "memberships": 75, "coup_codings": 221, "sources": 1477, "corrections": 0,
    }  # fmt: skip
    now = {each.table: each for each in releases.compare(first, releases.present(store.load(ROOT / "data")))}
    for each in now.values():
        assert each.was - len(each.removed) + len(each.added) == each.now
    assert {"from_place_id", "to_place_id"} <= set(now["events"].new_columns)
    assert "agency" in now["sources"].new_columns


@pytest.fixture
def changed(folder: Path) -> View:
    """The sample after a version was kept: a force renamed by a hostile hand, a membership removed, one added."""
    kept(folder)
    change(folder, "forces", "smp_heron", name_en=ATTACK, name_fr="Renommée")
    rows = read(folder, "memberships")
    rows.append({**rows.pop(0), "membership_id": "smp-new"})
    write(folder, "memberships", rows)
    main(["sort", str(folder)])
    record = store.load(folder)
    return View(record, record.cutoff, FIRST, record.cutoff)


def test_the_page_counts_rows_then_and_now(changed: View) -> None:
    assert about_releases.versions(changed) == ("1.0",)
    said = about_releases.summary(changed, "1.0")
    numbers = re.search(r"<tr><td>Forces</td>(.*?)</tr>", said)
    assert numbers
    assert re.findall(r">(\d+)<", numbers[1]) == ["12", "12", "0", "0", "1"]
    assert about_releases.tables(changed, "1.0") == ("forces", "memberships")
    assert about_releases.label(changed, "1.0", "memberships").endswith("1 added, 1 removed, 0 changed")


def test_the_page_says_what_a_cell_was_and_is_and_lets_no_markup_through(changed: View) -> None:
    said = about_releases.rows(changed, "1.0", "forces")
    assert "<img" not in said
    assert "&lt;img src=x onerror=alert(1)&gt;" in said
    assert "<q lang='fr'>Renommée</q>" in said
    assert "<h4>Changed (1)</h4>" in said


def test_a_removed_row_is_named_with_its_id_and_an_added_one_is_a_link(changed: View) -> None:
    said = about_releases.rows(changed, "1.0", "memberships")
    assert "<h4>Removed (1)</h4>" in said
    assert "id=smp-new" in said


def test_the_page_compares_with_the_version_that_its_link_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder, "1.0")
    change(folder, "forces", "smp_heron", name_en="Renamed")
    kept(folder, "1.1")
    monkeypatch.setenv("SAHEL_DATA", str(folder))
    newest, oldest = run("about", lang="en"), run("about", lang="en", since="1.0")
    assert not newest.exception
    assert not oldest.exception
    assert oldest.selectbox(key="_since").options == ["1.1", "1.0"]
    assert "Version 2.0 beside version 1.1" in html(newest)
    assert "Version 2.0 beside version 1.0" in html(oldest)
    assert [it.label for it in oldest.expander if "changed" in it.label] == ["Forces: 0 added, 0 removed, 1 changed"]
    assert not [it.label for it in newest.expander if "changed" in it.label]


def test_a_record_without_kept_versions_says_so(view: View) -> None:
    assert about_releases.versions(view) == ()
    assert "No earlier version is kept" in about_releases.none(view)


def test_every_row_of_the_real_difference_is_shown() -> None:
    record = store.load(ROOT / "data")
    view = View(record, record.cutoff, FIRST, record.cutoff)
    first = next(each for each in releases.since(record)[0] if each.release.version == "2026.11")
    for each in first.differences:
        if each.table in about_releases.tables(view, "2026.11"):
            said = about_releases.rows(view, "2026.11", each.table)
            fields = sum(len(row.fields) for row in each.changed)
            rows = len(each.added) + len(each.removed) + len(each.changed)
            assert said.count("<li>") == rows + fields
