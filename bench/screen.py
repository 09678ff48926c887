"""What a reader sees in a real browser: when the drawing stands, what came over the wire, which hosts were asked."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

from bench.server import Server

# A canvas counts as drawn when it holds more than one colour; it is kept readable for that, on both sides alike.
_KEEP = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return get.call(this, kind, kind.startsWith('webgl') ? {...options, preserveDrawingBuffer: true} : options); };"""
_DRAWN = """kind => {
  const app = document.querySelector('[data-testid=stApp]');
  if (app?.dataset.testScriptState !== 'notRunning') return false;
  if (kind === 'plotly') return document.querySelectorAll('.js-plotly-plot .trace path').length > 20;
  if (kind === 'text') return !!document.querySelector('.footer');
  const canvases = root => [...root.querySelectorAll('*')].flatMap(node =>
    node.tagName === 'CANVAS' ? [node] : node.shadowRoot ? canvases(node.shadowRoot) : []);
  return canvases(document).some(canvas => {
    if (canvas.width < 200 || !canvas.getContext('webgl2')) return false;
    const small = new OffscreenCanvas(40, 40), pen = small.getContext('2d');
    pen.drawImage(canvas, 0, 0, 40, 40);
    const seen = new Set(new Uint32Array(pen.getImageData(0, 0, 40, 40).data.buffer));
    return seen.size > 8; }); }"""
# From the click to a changed text and the two frames that show it.
_CLICK = """([button, watched]) => new Promise(done => {
  const text = () => document.querySelector(watched)?.innerText;
  const rests = () => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning';
  const before = text(), began = performance.now();
  const look = () => text() !== before && rests()
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)))
    : requestAnimationFrame(look);
  document.querySelector(button).click(); look(); })"""


class Visit(NamedTuple):
    """A first visit with an empty cache: ms to the drawing, kB on the wire, foreign hosts asked."""

    drawn: float
    size: float
    hosts: tuple[str, ...]


def first_visit(browser: Browser, server: Server, path: str, kind: str) -> Visit:
    """Open a page with an empty cache and wait until it is drawn: "map", "plotly" or "text"."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    hosts: set[str] = set()
    sizes: list[float] = []
    _watch(page, server, hosts, sizes)
    page.add_init_script(_KEEP)
    page.goto(server.url + path, wait_until="commit")
    began = page.evaluate("performance.timeOrigin")
    page.wait_for_function(_DRAWN, arg=kind, polling="raf", timeout=60_000)
    drawn = page.evaluate("performance.timeOrigin + performance.now()") - began
    page.wait_for_timeout(1000)
    context.close()
    return Visit(drawn, sum(sizes) / 1000, tuple(sorted(hosts)))


def _watch(page: Page, server: Server, hosts: set[str], sizes: list[float]) -> None:
    def stop_foreign(route: Route) -> None:
        host = urlsplit(route.request.url).netloc
        if host == urlsplit(server.url).netloc:
            route.fallback()
        else:
            hosts.add(host)
            route.abort()

    page.route(lambda url: urlsplit(url).netloc != urlsplit(server.url).netloc and url.startswith("http"), stop_foreign)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))


def reruns(
    browser: Browser, server: Server, path: str, kind: str, button: str, watched: str, count: int
) -> list[float]:
    """Click a button again and again; return the ms from each click to the changed page."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_KEEP)
    _watch(page, server, set(), [])
    page.goto(server.url + path)
    page.wait_for_function(_DRAWN, arg=kind, polling="raf", timeout=60_000)
    page.wait_for_timeout(1500)
    times = []
    for _ in range(count):
        times.append(float(page.evaluate(_CLICK, [button, watched])))
        page.wait_for_timeout(300)
    context.close()
    return times
