"""What a server does for one reader, and for many at once: seconds and bytes over the websocket."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from bench.client import Client, Run
from bench.server import Server


class Page(NamedTuple):
    """A page to measure: its path, its first parameters by session number, and what is clicked, by click number."""

    path: str
    query: Callable[[int], str]
    click: Callable[[int], dict[str, str | bool]]


class Single(NamedTuple):
    """One reader alone: the first run, median and 95th percentile of reruns, in ms; bytes of each, in kB."""

    first: float
    median: float
    p95: float
    first_size: float
    size: float


class Crowd(NamedTuple):
    """Many readers: reruns a second, median and 95th percentile of a rerun in ms, and MiB each took."""

    rate: float
    median: float
    p95: float
    memory: float


def _day(number: int) -> date:
    return date(2002, 1, 1) + timedelta(days=(number * 137) % 8_000)


def _next(_number: int) -> dict[str, str | bool]:
    return {"_after": True}


# No two reruns ask for the same day: what is kept from one reader does not flatter the next.
OURS = {
    "map": Page("map", lambda n: f"on={_day(n)}", _next),
    "situation": Page("", lambda n: f"on={_day(n)}", _next),
    "timeline": Page("timeline", lambda n: f"from={_day(n)}", lambda n: {"_from": str(_day(3) + timedelta(days=n))}),
}
NAIVE = {
    "map": Page("", lambda _: "", lambda _: {"next": True}),
    "timeline": Page("", lambda _: "page=timeline", lambda _: {"next": True}),
}


async def _start(server: Server, page: Page, number: int) -> tuple[Client, Run]:
    client = await Client.open(server.url, page.path, page.query(number))
    first = await client.run()
    # A browser's second run tells the server which large messages it holds.
    await client.run()
    return client, first


def single(server: Server, page: Page, reruns: int) -> Single:
    """Measure one reader alone."""
    return asyncio.run(_single(server, page, reruns))


async def _single(server: Server, page: Page, reruns: int) -> Single:
    client, first = await _start(server, page, 0)
    runs = []
    for number in range(reruns):
        runs.append(await client.run(**page.click(number)))
        await asyncio.sleep(0.05)
    assert not client.failed, f"an exception on the page {page.path!r}"
    await client.close()
    times = [run.seconds * 1000 for run in runs]
    sizes = [run.size / 1000 for run in runs]
    median, p95 = statistics.median(times), percentile(times, 95)
    return Single(first.seconds * 1000, median, p95, first.size / 1000, statistics.median(sizes))


def crowd(server: Server, page: Page, readers: int, clicks: int, patience: float) -> Crowd:
    """Measure many readers who each think for a second between two clicks; stop after `patience` seconds."""
    return asyncio.run(_crowd(server, page, readers, clicks, patience))


async def _crowd(server: Server, page: Page, readers: int, clicks: int, patience: float) -> Crowd:
    before = server.memory
    started = await asyncio.gather(*(_start(server, page, number) for number in range(readers)))
    clients = [client for client, _ in started]
    memory = (server.memory - before) / readers
    runs: list[tuple[float, float]] = []
    until = time.perf_counter() + patience

    async def read(number: int, client: Client) -> None:
        await asyncio.sleep(random.random())
        for click in range(clicks):
            if time.perf_counter() > until:
                break
            run = await client.run(**page.click(number * clicks + click))
            runs.append((time.perf_counter(), run.seconds * 1000))
            await asyncio.sleep(1)

    began = time.perf_counter()
    await asyncio.gather(*(read(number, client) for number, client in enumerate(clients)))
    await asyncio.gather(*(client.close() for client in clients))
    times = [milliseconds for _, milliseconds in runs]
    return Crowd(len(runs) / (runs[-1][0] - began), statistics.median(times), percentile(times, 95), memory)


def percentile(values: list[float], percent: int) -> float:
    """Return the value below which that percentage lies, by nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
