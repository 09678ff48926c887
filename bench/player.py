"""The time machine beside a page of deck.gl alone, with the same rows: until it can be used, while it plays, memory."""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pydeck
from playwright.sync_api import Browser, Page

from bench.server import dashboard, free_port, running
from sahel import maps, store
from sahel.reel import EPOCH, reel
from sahel.view import View

ROOT = Path(__file__).resolve().parent.parent
FROM, DAYS_A_SECOND, SECONDS = date(2012, 1, 1).toordinal() - EPOCH, 365, 10
_PLAY = f"""() => new Promise(done => {{
  const player = sahelTime.player;
  player.speed = 2;
  player.go({FROM});
  player.toggle();
  setTimeout(() => {{ const frames = player.frames; player.stop(); done(frames); }}, {SECONDS * 1000});
}})"""


class Played(NamedTuple):
    """Ten years played: ms to use, ms a frame (median, p95), messages sent meanwhile, MiB of the tab."""

    ready: float
    frame: float
    p95: float
    messages: int
    heap: float


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing about each request."""


@contextmanager
def bare() -> Iterator[str]:
    """Serve the bare page with deck.gl of the installed pydeck, the base map and the rows; give its address."""
    record = store.load(store.data_folder())
    view = View(record, record.cutoff, record.cutoff, record.cutoff)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copy(ROOT / "bench" / "bare.html", here / "index.html")
        shutil.copytree(Path(pydeck.__file__).parent / "nbextension" / "static", here / "deck")
        shutil.copytree(ROOT / "static", here / "app" / "static")
        rows = {"reel": reel(view), "spec": maps.spec(view)}
        (here / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()


def measure(browser: Browser, visits: int) -> dict[str, tuple[float, float]]:
    """Return (ours, bare) of each figure, medians of some visits, one after the other in turn."""
    port, ours, alone = free_port(), [], []
    with running(dashboard(port), port) as server, bare() as address:
        for _ in range(visits):
            ours.append(_ours(browser, server.url + "/map?on=2012-01-01"))
            alone.append(_bare(browser, address))
    return {
        name: tuple(statistics.median(getattr(one, name) for one in side) for side in (ours, alone))  # type: ignore[misc]
        for name in Played._fields
    }


def _ours(browser: Browser, address: str) -> Played:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sent.append(1)))
    page.goto(address, wait_until="commit")
    ready = _until(page, "document.querySelector('.sp[data-ready]') !== null")
    page.wait_for_timeout(3000)
    sent.clear()
    frames = page.evaluate(_PLAY)
    messages = len(sent)
    return _played(page, ready, frames, messages)


def _bare(browser: Browser, address: str) -> Played:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address, wait_until="commit")
    ready = _until(page, "window.ready === true")
    page.wait_for_timeout(3000)
    frames = page.evaluate(f"play({FROM}, {DAYS_A_SECOND}, {SECONDS})")
    return _played(page, ready, frames, 0)


def _until(page: Page, condition: str) -> float:
    """Return the ms from the request to a condition in the page."""
    page.wait_for_function(condition, polling="raf", timeout=60_000)
    return float(page.evaluate("performance.now()"))


def _played(page: Page, ready: float, frames: list[float], messages: int) -> Played:
    wire = page.context.new_cdp_session(page)
    wire.send("HeapProfiler.collectGarbage")
    heap = {item["name"]: item["value"] for item in _metrics(wire)}["JSHeapUsedSize"] / 2**20
    page.close()
    ordered = sorted(frames)
    return Played(ready, statistics.median(ordered), ordered[int(len(ordered) * 0.95)], messages, heap)


def _metrics(wire: object) -> list[dict[str, float]]:
    wire.send("Performance.enable")  # type: ignore[attr-defined]
    found: list[dict[str, float]] = wire.send("Performance.getMetrics")["metrics"]  # type: ignore[attr-defined]
    return found
