"""The time machine in a real browser: it agrees with Python, moves without the server, and says what it shows."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page
from test_data import record

from bench.server import Server
from sahel.reel import EPOCH, reel
from sahel.sites import TRACE_DAYS, plates, sites
from sahel.view import View
from tests.browser.reader import Reader

READY = ".sp[data-ready='1']"
THUMB = ".sp-thumb"
DAYS = sorted(
    date(1960, 1, 1) + timedelta(days=random.Random(4).randrange((date(2026, 6, 30) - date(1960, 1, 1)).days))
    for _ in range(30)
) + sorted(date(2012, 1, 1) + timedelta(days=random.Random(n).randrange(5294)) for n in range(70))


def machine(reader: Reader, path: str = "/map?on=2024-04-12") -> Page:
    reader.visit(path)
    reader.page.wait_for_selector(READY, timeout=30_000)
    reader.wait()
    return reader.page


def day(page: Page) -> str:
    return str(page.evaluate("isoOf => new Date(sahelTime.player.day * 864e5).toISOString().slice(0, 10)"))


def test_the_browser_and_python_draw_the_same_marks_on_a_hundred_days(reader: Reader) -> None:
    page = machine(reader)
    view = View(record(), record().cutoff, record().cutoff, record().cutoff)
    known = reel(view)
    assert page.evaluate("sahelTime.player.reel.rows.length") == len(known["rows"])
    drawn = page.evaluate(
        """days => days.map(day => sahelTime.marksOn(day).map(plate => [plate.place, plate.marks]))""",
        [on.toordinal() - EPOCH for on in DAYS],
    )
    for on, seen in zip(DAYS, drawn, strict=True):
        there = view.but(on=on)
        expected = {
            plate.place_id: [[mark.group, mark.state, sorted(mark.presence_ids)] for mark in plate.marks]
            for plate in plates(sites(there, trace_days=TRACE_DAYS))
        }
        assert {place: [[g, s, sorted(ids)] for g, s, ids in marks] for place, marks in seen} == expected, on


def test_every_bar_has_the_ends_of_the_record(reader: Reader) -> None:
    page = machine(reader, "/map?on=2024-04-12&countries=MLI&senders=FRA")
    view = View(record(), record().cutoff, record().cutoff, record().cutoff, ("MLI",), ("FRA",))
    assert page.evaluate("sahelTime.player.reel.bars") == reel(view)["bars"]
    left = page.evaluate(
        "sahelTime.player.reel.bars.map(bar => [bar[4], bar[5]]).reduce((a, b) => a[1] > b[1] ? a : b)"
    )
    assert left == [date(2022, 8, 15).toordinal() - EPOCH] * 2


def test_dragging_and_playing_send_nothing_and_letting_go_writes_the_day(reader: Reader) -> None:
    sent: list[int] = []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda payload: sent.append(len(payload))))
    page = machine(reader)
    box = page.locator(".sp-plot").bounding_box()
    assert box
    page.wait_for_timeout(800)
    sent.clear()
    page.mouse.move(box["x"] + 700, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 30):
        page.mouse.move(box["x"] + 700 - 12 * step, box["y"] + 60)
    moved = day(page)
    assert sent == []
    assert moved < "2021"
    page.mouse.up()
    page.wait_for_function("day => new URL(location.href).searchParams.get('on') === day", arg=moved)
    reader.wait()
    assert len(sent) <= 3
    assert moved[:4] in page.locator("p.subtitle").inner_text()
    sent.clear()
    page.get_by_role("button", name="Play (space)").click()
    page.wait_for_timeout(2500)
    assert sent == []
    assert day(page) > moved
    page.get_by_role("button", name="Pause (space)").click()
    page.wait_for_function("day => new URL(location.href).searchParams.get('on') > day", arg=moved)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ArrowRight", "2022-08-16"), ("ArrowLeft", "2022-08-14"), ("Shift+ArrowRight", "2022-09-15"),
        ("Shift+ArrowLeft", "2022-07-15"), ("PageUp", "2023-08-15"), ("PageDown", "2021-08-15"),
        ("Home", "2012-01-01"), ("End", "2026-06-30"),
    ],
)  # fmt: skip
def test_keys_move_the_day_and_say_it(reader: Reader, key: str, expected: str) -> None:
    page = machine(reader, "/map?on=2022-08-15")
    page.locator(THUMB).focus()
    page.keyboard.press(key)
    assert day(page) == expected
    slider = page.get_by_role("slider", name="Day")
    assert expected[:4] in (slider.get_attribute("aria-valuetext") or "")
    page.wait_for_function(
        "day => (new URL(location.href).searchParams.get('on') ?? '2026-06-30') === day", arg=expected
    )


def test_stepping_by_event_says_what_happened(reader: Reader) -> None:
    page = machine(reader, "/map?on=2022-08-14")
    page.locator(THUMB).focus()
    page.keyboard.press("n")
    assert day(page) == "2022-08-15"
    said = page.locator(".sp-live").inner_text()
    assert said.startswith("15 August 2022: ")
    assert "Mali" in said


def test_the_map_tells_when_evidence_is_old_and_when_a_force_has_left(reader: Reader) -> None:
    page = machine(reader, "/map?on=2022-08-15")
    signs = page.locator(".sp-signs").inner_text()
    assert "has left the site" in signs
    states = page.evaluate("sahelTime.marksOn(sahelTime.player.day).flatMap(p => p.marks.map(m => m[1]))")
    assert "ended" in states
    page.get_by_role("button", name="sites left").click()
    page.wait_for_function("!sahelTime.player.stage.rows.sites.some(row => row.icon.endsWith('ended'))")


def test_a_bar_lights_its_places_and_a_place_its_bars(reader: Reader) -> None:
    page = machine(reader, "/map?on=2024-04-12&countries=NER&senders=USA")
    page.locator(".sp-bar .sp-hit").last.hover()
    page.wait_for_function("sahelTime.player.stage.rows.lit.length > 0")
    page.mouse.move(5, 5)
    page.evaluate("sahelTime.player.light([sahelTime.player.plates[0].place])")
    assert page.locator(".sp-bar.sp-lit").count() >= 1


def test_a_click_on_a_bar_opens_its_record_with_sources(reader: Reader) -> None:
    page = machine(reader, "/map?on=2024-04-12&countries=NER&senders=USA")
    bar = page.evaluate("sahelTime.player.reel.bars.findIndex(bar => bar[9].startsWith('us_forces-ner-2013'))")
    page.locator(f".sp-bar[data-bar='{bar}'] .sp-hit").click(position={"x": 20, "y": 3})
    page.wait_for_function("new URL(location.href).searchParams.has('open')")
    reader.wait()
    opened = page.locator(".opened")
    assert "acknowledged" in opened.inner_text()
    assert "How many, as last said by 12 April 2024" in opened.inner_text()
    assert opened.locator(".refs a").count() >= 1


def test_a_link_reopens_day_camera_and_window(reader: Reader) -> None:
    page = machine(reader, "/map?on=2022-06-13&at=2.400,15.900,6.500&span=2021-01-01,2023-12-31")
    camera = page.evaluate(
        "(({longitude, latitude, zoom}) => [longitude, latitude, zoom])(sahelTime.player.stage.camera)"
    )
    assert camera == [2.4, 15.9, 6.5]
    assert page.evaluate("sahelTime.player.window") == "2021-01-01,2023-12-31"
    assert day(page) == "2022-06-13"
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("new URL(location.href).searchParams.get('at').endsWith(',7.1')")


@pytest.mark.parametrize("at", ["x", "1,2", "999,999,99", "nan,nan,nan", "<img src=x>"])
def test_an_impossible_camera_or_window_is_harmless(reader: Reader, at: str) -> None:
    page = machine(reader, f"/map?on=2022-06-13&at={at}&span={at}")
    assert day(page) == "2022-06-13"
    assert page.evaluate("sahelTime.player.stage.rows.sites.length") > 0


def test_the_window_goes_from_sixty_years_to_a_month(reader: Reader) -> None:
    page = machine(reader)
    page.get_by_role("button", name="Window of time: since 1960").click()
    assert page.evaluate("sahelTime.player.window").startswith("1960-01-01,")
    page.get_by_role("button", name="Window of time: 1 month").click()
    first, last = page.evaluate("[sahelTime.player.brush.from, sahelTime.player.brush.to]")
    assert last - first <= 31
    assert first <= page.evaluate("sahelTime.player.day") <= last


def test_labels_do_not_overlap(reader: Reader) -> None:
    page = machine(reader)
    for on in ("2014-06-01", "2021-12-20", "2024-04-12", "2026-05-01"):
        page.evaluate("day => sahelTime.player.go(day)", date.fromisoformat(on).toordinal() - EPOCH)
        labels, boxes = page.evaluate("[sahelTime.player.stage.labels, sahelTime.player.stage.boxes]")
        assert len(labels) > 5
        for one in labels:
            for other in boxes:
                apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
                assert apart or one == other, (on, one, other)


def test_without_webgl_the_page_says_so_and_shows_a_still_map(reader: Reader) -> None:
    reader.page.add_init_script(
        "const canvas = HTMLCanvasElement.prototype, get = canvas.getContext;"
        "canvas.getContext = function (kind, ...more) "
        "{ return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); }"
    )
    reader.visit("/map?on=2024-04-12")
    reader.page.wait_for_selector(".sp[data-ready='0']", timeout=30_000)
    reader.page.wait_for_selector(".figure svg")
    assert "no WebGL" in reader.page.locator(".sp-canvas").inner_text()
    reader.page.locator(THUMB).focus()
    reader.page.keyboard.press("PageDown")
    assert day(reader.page) == "2023-04-12"


def test_who_wants_less_motion_gets_steps(reader_of: Callable[..., Reader], server: Server) -> None:
    reader = reader_of(server)
    reader.page.emulate_media(reduced_motion="reduce")
    page = machine(reader)
    page.evaluate("sahelTime.player.go(sahelTime.player.brush.from)")
    page.get_by_role("button", name="Play (space)").click()
    page.wait_for_timeout(2200)
    frames = page.evaluate("sahelTime.player.frames")
    assert frames
    assert min(frames) >= 480


@pytest.mark.parametrize(
    ("width", "lang", "theme"), [(390, "fr", "light"), (1440, "fr", "dark"), (1280, "en", "light")]
)
def test_it_fits_every_screen(
    reader_of: Callable[..., Reader], server: Server, width: int, lang: str, theme: str
) -> None:
    reader = reader_of(server, width=width, theme=theme)
    page = machine(reader, f"/map?on=2024-04-12&lang={lang}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    x, y = page.evaluate("sahelTime.player.stage.map.getViewports()[0].project([-7.97, 12.6])")
    wide, high = page.evaluate("sahelTime.player.stage.size")
    assert 0 < x < wide
    assert 0 < y < high
    assert reader.errors == []
    assert reader.elsewhere == []


def test_the_two_maps_of_a_comparison_move_together(reader: Reader) -> None:
    reader.visit("/compare?from=2022-01-01&to=2024-04-12")
    page = reader.page
    page.wait_for_selector(".figure-zoom")
    parts = "[...document.querySelectorAll('.figure svg')].map(svg => svg.getAttribute('viewBox'))"
    whole = page.evaluate(parts)
    page.locator(".figure-zoom").last.get_by_role("button", name="Zoom in").click()
    first, second = page.evaluate(parts)
    assert first == second != whole[0]
    page.locator(".figure-zoom").first.get_by_role("button", name="Whole map").click()
    assert page.evaluate(parts) == whole


def test_days_in_the_wrong_order_are_turned_round(reader: Reader) -> None:
    reader.visit("/compare?from=2024-04-12&to=2022-01-01")
    assert (reader.asked["from"], reader.asked["to"]) == (["2022-01-01"], ["2024-04-12"])
