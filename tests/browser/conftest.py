"""A real server, a real Chromium, and readers of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bench import chromium
from bench.server import Server, dashboard, free_port, running
from tests.browser.reader import Reader

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    server = getattr(item, "funcargs", {}).get("server")
    if report.failed and isinstance(server, Server) and server.log.exists():
        report.sections.append(("server log", server.log.read_text(encoding="utf-8")[-4000:]))
    return report


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The dashboard on the real tables (or those of SAHEL_DATA), for all tests that only read."""
    port = free_port()
    with running(dashboard(port), port) as started:
        yield started


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = chromium.launch(playwright)
        except RuntimeError as error:
            pytest.fail(str(error), pytrace=False)
        yield browser
        browser.close()


@pytest.fixture
def reader_of(chrome: Browser) -> Iterator[Callable[..., Reader]]:
    """Make readers: of which server, how wide, with which theme and which language of the browser."""
    contexts = []

    def make(of: Server, width: int = 1440, theme: str = "light", locale: str = "en-GB") -> Reader:
        context = chrome.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, locale=locale, accept_downloads=True
        )  # fmt: skip
        contexts.append(context)
        return Reader(context.new_page(), of.url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(reader_of: Callable[..., Reader], server: Server) -> Iterator[Reader]:
    """A reader with a wide, light, English screen; after the test there may be no error and no foreign request."""
    one = reader_of(server)
    yield one
    assert one.errors == []
    assert one.elsewhere == []
