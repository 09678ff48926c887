"""A reader in a real browser, who keeps count of everything that a page may not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Request

READY = "[data-testid=stApp][data-test-script-state=notRunning]"
DRAWN = ".footer, .problems, [data-testid=stException]"


@dataclass
class Reader:
    """A reader's page: visits paths, waits until they are drawn, remembers errors and requests to other hosts."""

    page: Page
    url: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._watch)
        self.page.on("websocket", lambda socket: self._judge(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._hear(message.type, message.text, message.location["url"]))

    def _watch(self, request: Request) -> None:
        self._judge(request.url)

    def _judge(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.url).netloc:
            self.elsewhere.append(url)

    def _hear(self, kind: str, text: str, source: str) -> None:
        # On a deep link Streamlit asks below the page's own path first: known 404s, without harm.
        probe = "404" in text and "/_stcore/" in source and not urlsplit(source).path.startswith("/_stcore/")
        if kind == "error" and not probe:
            self.errors.append(f"{text} ({source})")

    def visit(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.wait()

    def wait(self) -> None:
        """Wait until the script has ended and the page stands."""
        self.page.wait_for_selector(DRAWN, timeout=30_000)
        # A click is answered a moment later: the run must begin before its end can be waited for.
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector(READY, timeout=30_000)
        assert self.page.get_by_test_id("stException").count() == 0, f"an error box on {self.page.url}"

    @property
    def path(self) -> str:
        return urlsplit(self.page.evaluate("location.href")).path

    @property
    def asked(self) -> dict[str, list[str]]:
        """The parameters of the address."""
        return parse_qs(urlsplit(self.page.evaluate("location.href")).query)

    def open(self, name: str) -> None:
        """Go to a page by its name in the navigation."""
        self.page.locator("a[data-testid=stTopNavLink]").filter(has_text=name).click()
        self.page.locator("a[data-testid=stTopNavLink][aria-current=page]").filter(has_text=name).wait_for()
        self.wait()

    def press(self, key: str, text: str) -> None:
        """Press a pill or button of the bar, found by the widget's key and its text."""
        self.page.locator(f".st-key-{key} button").filter(has_text=text, visible=True).first.click()
        self.wait()

    @property
    def title(self) -> str:
        return self.page.locator("h1.finding").inner_text()
