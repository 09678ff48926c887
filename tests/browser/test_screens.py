"""Every page stands: in both languages and themes, wide and on a phone, by keyboard, and on bad or hostile tables."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import openpyxl
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import expect

from app import PAGES
from bench.server import Server, dashboard, free_port, running
from sahel import schema, store
from sahel.words import language
from tests.browser.reader import Reader

PATHS = ["/" if module == "situation" else f"/{module}" for module, *_ in PAGES]
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_draws_a_title_and_no_error(
    reader_of: Callable[..., Reader], server: Server, lang: str, theme: str, width: int
):
    reader = reader_of(server, width=width, theme=theme, locale=lang)
    said = language(lang)
    for path in PATHS:
        reader.visit(path)
        assert reader.title.strip(), path
        expect(reader.page.get_by_test_id("stException")).to_have_count(0)
        expect(reader.page.get_by_test_id("stAlertContentError")).to_have_count(0)
        if path != "/about":
            expect(reader.page.locator(".st-key-bar")).to_contain_text(said.say("Forces of"))
        overflow = reader.page.evaluate(
            "(() => { const main = document.querySelector('[data-testid=stMain]');"
            " return Math.max(main.scrollWidth - main.clientWidth, document.body.scrollWidth - innerWidth); })()"
        )
        assert overflow <= 0, f"{path} is {overflow} px wider than the screen"
    assert reader.errors == []
    assert reader.elsewhere == []


def test_french_pages_speak_french(reader: Reader):
    reader.visit("/")
    said: dict[str, dict[str, tuple[str, str]]] = {"en": {}, "fr": {}}
    for lang, titles in said.items():
        reader.press("_lang", {"en": "English", "fr": "Français"}[lang])
        for module, title, _ in PAGES:
            reader.open(language(lang).say(title))
            titles[module] = (reader.title, reader.page.locator(".footer").inner_text())
    for module, (title, footer) in said["en"].items():
        assert said["fr"][module][0] != title, module
        assert said["fr"][module][1] != footer, module


def test_every_control_of_the_bar_is_reached_by_keyboard(reader: Reader):
    reader.visit("/timeline?countries=NER")
    page = reader.page
    count = page.evaluate(
        "(() => { const all = [...document.querySelectorAll('.st-key-bar, .st-key-lang')].flatMap(box =>"
        " [...box.querySelectorAll('button, [role=spinbutton]')]); all.forEach((one, i) => one.dataset.stop = i);"
        " return all.length; })()"
    )
    assert count >= 2 + 9 + 2 * 4 + 1
    reached: set[str] = set()
    page.locator("a[data-testid=stSkipToContent]").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        # Inside a group of pills the arrow keys lead on.
        for _ in range(12):
            stop, grouped = page.evaluate(
                "[document.activeElement.dataset.stop ?? '',"
                " document.activeElement.closest('[role=toolbar], [role=radiogroup]') !== null]"
            )
            if not stop or stop in reached:
                break
            reached.add(stop)
            if not grouped:
                break
            page.keyboard.press("ArrowRight")
    assert reached == {str(number) for number in range(count)}


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_pill_is_toggled_by_keyboard(reader: Reader, key: str):
    reader.visit("/map")
    reader.page.locator(".st-key-_countries button").nth(0).focus()
    reader.page.keyboard.press(key)
    reader.wait()
    assert len(reader.asked["countries"]) == 2


def test_every_download_can_be_read_back(reader: Reader):
    kinds = set()
    for path in (*PATHS, "/record?table=presences", "/record?table=sources"):
        reader.visit(path)
        buttons = reader.page.locator("[data-testid=stDownloadButton] button")
        for number in range(buttons.count()):
            with reader.page.expect_download() as waiting:
                buttons.nth(number).click()
            name = waiting.value.suggested_filename
            kinds.add(Path(name).suffix)
            read_back(Path(waiting.value.path()).read_bytes(), name)
    assert {".csv", ".geojson", ".parquet", ".xlsx", ".zip"} <= kinds


def read_back(content: bytes, name: str):
    """Open a file as its reader would; it may be neither empty nor ragged, and points lie in Africa."""
    if name.endswith(".csv"):
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8")))
        assert rows, name
        assert {len(row) for row in rows} == {len(head)}, name
    if name.endswith(".geojson"):
        west, south, east, north = gpd.read_file(io.BytesIO(content)).total_bounds
        assert -20 < west < east < 30, name
        assert 0 < south < north < 30, name
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            assert bundle.testzip() is None, name
            held = {Path(entry).name for entry in bundle.namelist()}
            ending = ".parquet" if "parquet" in name else ".csv"
            tables = [table.name for table in schema.TABLES if "-all-" in name or f"-{table.name}-" in name]
            assert {"README.md", *(f"{table}{ending}" for table in tables)} <= held, name
            assert tables, name
    if name.endswith(".xlsx"):
        about, *sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        assert any(cell.value and "CC-BY-4.0" in str(cell.value) for row in about for cell in row), name
        assert all(sheet.max_row > 1 or sheet.title == "corrections" for sheet in sheets), name
    if name.endswith(".parquet"):
        assert pq.read_table(io.BytesIO(content)).num_rows, name


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the record that a test may spoil."""
    return shutil.copytree(store.data_folder(), tmp_path / "tables")


@pytest.fixture
def spoiled(tables: Path, reader_of: Callable[..., Reader]) -> Iterator[Callable[..., Reader]]:
    """Spoil every row of the copied tables by a function, and open a reader on them."""
    port = free_port()
    servers = []

    def start(spoil: Callable[[str, dict[str, str]], None]) -> Reader:
        for table in schema.TABLES:
            _rewrite(tables / table.file, table.name, spoil)
        servers.append(running(dashboard(port), port, data=tables))
        return reader_of(servers[-1].__enter__())

    yield start
    for one in servers:
        one.__exit__(None, None, None)


def _rewrite(path: Path, table: str, spoil: Callable[[str, dict[str, str]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        spoil(table, row)
    with path.open("w", encoding="utf-8", newline="") as handle:
        if rows:
            writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def test_broken_tables_show_every_problem_and_no_stack_trace(spoiled: Callable[..., Reader]):
    def break_two(table: str, row: dict[str, str]) -> None:
        if table == "events":
            row["kind"] = "coupp"
        if table == "places":
            row["lon"] = "east"

    reader = spoiled(break_two)
    for path in ("/", "/map?on=2024-04-12"):
        reader.visit(path)
        problems = reader.page.locator(".problems").inner_text()
        assert "events.csv:2" in problems
        assert "coupp" in problems
        assert "places.csv:2" in problems
        expect(reader.page.get_by_test_id("stException")).to_have_count(0)
        assert "Traceback" not in reader.page.locator("body").inner_text()


def test_text_in_the_tables_never_runs(spoiled: Callable[..., Reader]):
    prose = {(table.name, column.name) for table in schema.TABLES for column in table.columns if column.kind == "text"}

    def poison(table: str, row: dict[str, str]) -> None:
        for name in row:
            if (table, name) in prose and row[name]:
                row[name] = HOSTILE

    reader = spoiled(poison)
    for path in PATHS:
        reader.visit(path)
        for folded in reader.page.locator("[data-testid=stExpander] summary").all():
            folded.click()
        reader.page.wait_for_timeout(300)
        assert reader.page.evaluate("window.hacked") is None, path
        assert reader.page.locator("img[src=x]").count() == 0, path
    assert reader.elsewhere == []
