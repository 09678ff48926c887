"""Measure the dashboard beside a naive page in one run, and print one table."""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from bench import cards, chromium, load, player, screen, search
from bench.server import dashboard, free_port, plain, running

NAIVE = Path(__file__).parent / "naive.py"


class Line(NamedTuple):
    """One measured thing: what, its unit, the aim if there is one, ours and the naive page's."""

    what: str
    unit: str
    aim: float | None
    ours: float | None
    naive: float | None


class Side(NamedTuple):
    """One of the two that are compared: its command, the folder it runs in, its pages, and how the browser reads it."""

    command: Callable[[int], list[str]]
    folder: Path
    pages: dict[str, load.Page]
    paths: dict[str, str]
    buttons: dict[str, str]
    watched: str


OURS = Side(
    dashboard,
    NAIVE.parent.parent,
    load.OURS,
    {"map": "/map?on=2019-05-01", "timeline": "/timeline", "situation": "/?on=2019-05-01"},
    {"map": ".st-key-_after button", "timeline": ".st-key-_senders button", "situation": ".st-key-_after button"},
    ".footer",
)
# In a folder of its own: with no settings but those that keep it on this machine.
BESIDE = Side(
    lambda port: plain(port, NAIVE),
    Path(tempfile.gettempdir()),
    load.NAIVE,
    {"map": "/", "timeline": "/?page=timeline"},
    {"map": ".st-key-next button", "timeline": ".st-key-next button"},
    "h1",
)
_KIND = {"map": "map", "timeline": "plotly", "situation": "text"}


def measure(side: Side, options: argparse.Namespace) -> dict[str, float]:
    """Return every figure of one side by its name."""
    found: dict[str, float] = {}
    starts = []
    for _ in range(options.starts):
        port = free_port()
        with running(side.command(port), port, side.folder) as server:
            starts.append(server.seconds)
    found["start"] = statistics.median(starts)
    port = free_port()
    with running(side.command(port), port, side.folder) as server:
        time.sleep(4)
        for name, page in side.pages.items():
            one = load.single(server, page, options.reruns)
            found |= {f"{name} rerun": one.median, f"{name} rerun p95": one.p95, f"{name} kB": one.size}
        found["memory"] = server.memory
        for readers in options.readers:
            print(f"{'ours' if side is OURS else 'naive'}: {readers} sessions ...", file=sys.stderr)
            try:
                many = load.crowd(server, side.pages["map"], readers, options.clicks, options.patience)
            except TimeoutError:
                # So many sessions that the server no longer answers a new one: the figure stays empty.
                continue
            found |= {f"{readers} rate": many.rate, f"{readers} median": many.median, f"{readers} p95": many.p95}
            found.setdefault("memory per session", many.memory)
    if not options.no_browser:
        with sync_playwright() as playwright:
            found |= _seen(side, chromium.launch(playwright), options)
    return found


def _seen(side: Side, browser: Browser, options: argparse.Namespace) -> dict[str, float]:
    found: dict[str, float] = {}
    port = free_port()
    with running(side.command(port), port, side.folder) as server:
        time.sleep(4)
        hosts: set[str] = set()
        for name, path in side.paths.items():
            visits = [screen.first_visit(browser, server, path, _KIND[name]) for _ in range(options.visits)]
            found[f"{name} drawn"] = statistics.median(visit.drawn for visit in visits)
            found[f"{name} first kB"] = statistics.median(visit.size for visit in visits)
            hosts.update(host for visit in visits for host in visit.hosts)
            button = side.buttons[name]
            times = screen.reruns(browser, server, path, _KIND[name], button, side.watched, options.visits * 3)
            found[f"{name} seen"] = statistics.median(times)
        found["hosts"] = len(hosts)
    return found


def lines(ours: dict[str, float], naive: dict[str, float], readers: list[int]) -> list[Line]:
    """Return the lines of the table, in reading order."""
    named: list[tuple[str, str, str, float | None]] = [
        ("server start to healthy", "s", "start", 0.5),
        ("memory after the first visits", "MiB", "memory", None),
        (f"memory per session ({readers[0]} sessions)", "MiB", "memory per session", None),
        ("other hosts asked by the page", "", "hosts", 0),
    ]
    aims = {"map": (25, 25), "timeline": (60, None), "situation": (None, None)}
    for page, (fast, small) in aims.items():
        drawn = {"map": "drawn map", "timeline": "drawn timeline", "situation": "text"}[page]
        named += [
            (f"{page}: first visit to {drawn}, browser", "ms", f"{page} drawn", None),
            (f"{page}: bytes of the first visit", "kB", f"{page} first kB", None),
            (f"{page}: rerun, server and wire", "ms", f"{page} rerun", fast),
            (f"{page}: rerun, server and wire, p95", "ms", f"{page} rerun p95", None),
            (f"{page}: rerun, browser", "ms", f"{page} seen", None),
            (f"{page}: bytes of a rerun", "kB", f"{page} kB", small),
        ]
    for number in readers:
        named += [
            (f"map, {number} sessions: reruns a second", "/s", f"{number} rate", None),
            (f"map, {number} sessions: rerun, median", "ms", f"{number} median", None),
            (f"map, {number} sessions: rerun, p95", "ms", f"{number} p95", 1200 if number == 50 else None),
        ]
    return [Line(what, unit, aim, ours.get(key), naive.get(key)) for what, unit, key, aim in named if key in ours]


def table(rows: list[Line]) -> str:
    """Return the table in Markdown; the ratio says how many times less ours is (or more, for reruns a second)."""
    said = ["| measured | unit | aim | Sahel Record | naive page | ratio |", "|---|---|---|---|---|---|"]
    for row in rows:
        ratio = ""
        if row.ours and row.naive:
            ratio = f"{row.ours / row.naive if row.unit == '/s' else row.naive / row.ours:.1f}"
        cells = [row.what, row.unit, _figure(row.aim), _figure(row.ours), _figure(row.naive), ratio]
        said.append(f"| {' | '.join(cells)} |")
    return "\n".join(said)


def played(found: dict[str, tuple[float, float]]) -> str:
    """Return the table of the time machine beside a page of deck.gl alone with the same rows, ten years played."""
    named = (
        ("until it can be used, browser", "ms", "ready", "1.5 times"),
        ("a frame while it plays", "ms", "frame", "1.3 times"),
        ("a frame while it plays, p95", "ms", "p95", ""), ("messages sent while it plays", "", "messages", "0"),
        ("memory of the page's scripts", "MiB", "heap", ""),
    )  # fmt: skip
    said = ["| time machine | unit | aim | Sahel Record | deck.gl alone | times |", "|---|---|---|---|---|---|"]
    for what, unit, key, aim in named:
        ours, bare = found[key]
        times = f"{ours / bare:.2f}" if bare else ""
        said.append(f"| {what} | {unit} | {aim} | {_figure(ours)} | {_figure(bare)} | {times} |")
    return "\n".join(said)


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def main() -> int:
    """Run all measurements and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions and only 20 sessions")
    parser.add_argument("--no-browser", action="store_true", help="only what the server does")
    parser.add_argument("--no-naive", action="store_true", help="without the page to compare with")
    parser.add_argument("--readers", type=int, nargs="+", help="numbers of sessions (default: 20 50 100)")
    options = parser.parse_args()
    options.readers = options.readers or ([20] if options.quick else [20, 50, 100])
    options.starts, options.visits = (1, 1) if options.quick else (5, 3)
    options.reruns, options.clicks = (10, 3) if options.quick else (30, 8)
    options.patience = 15 if options.quick else 30
    ours = measure(OURS, options)
    naive = {} if options.no_naive else measure(BESIDE, options)
    print(table(lines(ours, naive, options.readers)))
    print(f"\n{search.table(search.measure())}")
    print(f"\n{cards.table(cards.measure(options.quick))}")
    if not options.no_browser:
        with sync_playwright() as playwright:
            found = player.measure(chromium.launch(playwright), options.visits)
        print(f"\n{played(found)}")
    print(f"\n{os.cpu_count()} cores shared by server, readers and browser; Python", end=" ")
    print(platform.python_version(), end=", ")
    print(f"Streamlit {version('streamlit')}. A ratio says how many times better than the naive page, in this one run.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
