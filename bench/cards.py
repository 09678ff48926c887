"""How long briefing cards take: cold and warm, a deck, a batch; and whether two hundred of them leave memory flat."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import psutil

from bench.load import percentile
from sahel import brief_batch, brief_files, store
from sahel.brief import Brief
from sahel.view import View

DECK, BATCH, MANY = 12, 36, 200
AIM_WARM, AIM_RATE = 0.6, 4.0
_FIRST = 20


class Timed(NamedTuple):
    """Seconds of cards and decks, cards a second of a batch, MiB after the first, half and all of many cards."""

    cold: float
    warm: float
    p95: float
    zoomed: float
    svg: float
    pdf: float
    deck: float
    batch: float
    rate: float
    many: int
    memory: tuple[float, float, float]


def _briefs(record: store.Store) -> Iterator[Brief]:
    """Return a card of one month after another: nothing but the base map is drawn twice."""
    view = View(record, record.cutoff, date(2012, 1, 1), record.cutoff)
    for month in range(2024 * 12, 1990 * 12, -1):
        yield Brief(view.but(on=date(month // 12, month % 12 + 1, 12)))


def _seconds(brief: Brief, kind: str, zoom: int = 1) -> float:
    began = time.perf_counter()
    brief_files.made(brief, kind, zoom)
    return time.perf_counter() - began


def _cold() -> float:
    """Return the seconds of the whole command, from the shell to the file."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sahel", "brief", "--on", "2024-04-12", "--out", f"{folder}/card.png"]
        began = time.perf_counter()
        subprocess.run(command, cwd=Path(__file__).parent.parent, check=True, capture_output=True)
        return time.perf_counter() - began


def measure(is_quick: bool = False) -> Timed:
    """Time everything once; a quick run draws a quarter of the many cards."""
    record, many = store.load(store.data_folder()), MANY // 4 if is_quick else MANY
    briefs = list(islice(_briefs(record), many + 1))
    _seconds(briefs[0], "png")
    process, warm, memory = psutil.Process(), list[float](), list[float]()
    for i, brief in enumerate(briefs[1:], 1):
        warm.append(_seconds(brief, "png"))
        if i in (_FIRST, many // 2, many):
            memory.append(process.memory_info().rss / 2**20)
    other = [statistics.median(_seconds(brief, kind) for brief in briefs[:3]) for kind in ("svg", "pdf")]
    began = time.perf_counter()
    brief_files.deck(briefs[:DECK])
    deck = time.perf_counter() - began
    began = time.perf_counter()
    first = replace(briefs[0], theme="print")
    sum(1 for _ in brief_batch.made(brief_batch.monthly(first, date(2022, 1, 1), date(2024, 12, 31))))
    batch = time.perf_counter() - began
    return Timed(
        _cold(), statistics.median(warm), percentile(warm, 95), _seconds(briefs[1], "png", 2), *other, deck, batch,
        BATCH / batch, many, (memory[0], memory[1], memory[2]),
    )  # fmt: skip


def table(found: Timed) -> str:
    """Return the figures in Markdown."""
    said = [
        "| briefing cards, 1920 × 1080 | unit | aim | Sahel Record |",
        "|---|---|---|---|",
        f"| a PNG, the whole command from a cold start | s |  | {found.cold:.2f} |",
        f"| a PNG, warm, median of {found.many} | s | {AIM_WARM} | {found.warm:.2f} |",
        f"| a PNG, warm, p95 | s |  | {found.p95:.2f} |",
        f"| a PNG of twice the dots | s |  | {found.zoomed:.2f} |",
        f"| an SVG | s |  | {found.svg:.2f} |",
        f"| a PDF with all its sources | s |  | {found.pdf:.2f} |",
        f"| a deck of {DECK} slides | s |  | {found.deck:.1f} |",
        f"| a batch of {BATCH}, with the start of its processes | s |  | {found.batch:.1f} |",
        f"| cards a second in that batch | /s | {AIM_RATE:.0f} | {found.rate:.1f} |",
        f"| memory after {_FIRST}, {found.many // 2}, {found.many} cards | MiB | flat "
        f"| {', '.join(f'{size:.0f}' for size in found.memory)} |",
    ]
    return "\n".join(said)
