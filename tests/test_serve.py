"""The server's own rules: closed to other sites, compressed once, and a clear word when the port is taken."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from sahel import serve

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = "var answer = 42;\n" * 500
IMMUTABLE = {"cache-control": "public, immutable, max-age=31536000"}


class Site:
    """A small application that counts how often it is asked."""

    def __init__(self, headers: Mapping[str, str], media_type: str = "application/javascript") -> None:
        self.headers, self.media_type, self.asked = headers, media_type, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await PlainTextResponse(BUNDLE, headers=self.headers, media_type=self.media_type)(scope, receive, send)


def ask(app: Any, path: str = "/static/js/a.1b2c.js", kind: str = "http", **headers: str) -> tuple[int, Headers, bytes]:
    """Return status (or the closing code), headers and body of one answer."""
    named = {"host": "sahel.example:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}
    raw = [(name.encode(), value.encode()) for name, value in named.items()]
    scope = {"type": kind, "method": "GET", "path": path, "headers": raw}
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return messages[0].get("status", messages[0].get("code")), Headers(raw=messages[0].get("headers", [])), body


def test_a_bundle_is_compressed_once_and_kept():
    site = Site(IMMUTABLE)
    app = serve.Compressed(site)
    answers = [ask(app, accept_encoding="gzip, br") for _ in range(3)]
    assert site.asked == 1
    for status, headers, body in answers:
        assert status == 200
        assert headers["content-encoding"] == "gzip"
        assert headers["vary"] == "Accept-Encoding"
        assert int(headers["content-length"]) == len(body) < len(BUNDLE)
        assert gzip.decompress(body).decode() == BUNDLE


@pytest.mark.parametrize(
    ("path", "asked", "headers"),
    [
        ("/static/js/a.js", {}, IMMUTABLE),
        ("/static/js/a.js", {"accept_encoding": "gzip", "range": "bytes=0-9"}, IMMUTABLE),
        ("/static/js/a.js", {"accept_encoding": "gzip", "if_none_match": "x"}, IMMUTABLE),
        ("/static/media/font.woff2", {"accept_encoding": "gzip"}, IMMUTABLE),
        ("/static/js/unknown.js", {"accept_encoding": "gzip"}, {"cache-control": "no-cache"}),
        ("/media/table.csv", {"accept_encoding": "gzip"}, IMMUTABLE),
    ],
    ids=["no gzip wanted", "a part", "perhaps unchanged", "a font", "not a bundle", "a download"],
)
def test_anything_but_a_whole_bundle_passes_as_it_is(path: str, asked: dict[str, str], headers: dict[str, str]):
    site = Site(headers)
    app = serve.Compressed(site)
    for _ in range(2):
        _, answered, body = ask(app, path, **asked)
        assert "content-encoding" not in answered
        assert body.decode() == BUNDLE
    assert site.asked == 2


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://sahel.example:80", ""])
@pytest.mark.parametrize(("kind", "refusal"), [("http", 403), ("websocket", 1008)])
def test_another_site_is_refused(origin: str, kind: str, refusal: int):
    site = Site({})
    assert ask(serve.Closed(site), "/_stcore/stream", kind, origin=origin)[0] == refusal
    assert site.asked == 0


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://sahel.example:8501"}, {"origin": "https://sahel.example:8501"}]
)
def test_the_own_site_is_answered_with_security_headers(headers: dict[str, str]):
    status, answered, _ = ask(serve.Closed(Site({}, "text/html")), "/", **headers)
    assert status == 200
    assert answered["x-content-type-options"] == "nosniff"
    assert answered["referrer-policy"] == "no-referrer"
    assert "connect-src 'self' data: blob: ws://sahel.example:8501 " in answered["content-security-policy"]


def test_a_strange_host_is_not_copied_into_the_policy():
    _, answered, _ = ask(serve.Closed(Site({}, "text/html")), "/", host="x; script-src *")
    assert "script-src *" not in answered["content-security-policy"]


def test_a_taken_port_is_said_in_words():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "sahel", "serve", "--port", str(port)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert f"Cannot listen on 127.0.0.1, port {port}" in ended.stderr
    assert f"--port {port + 1}" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("nowhere.invalid", 8501), ("192.0.2.1", 8501)])
def test_an_address_that_cannot_be_had_is_said_in_words(host: str, port: int, capsys: pytest.CaptureFixture[str]):
    assert serve.serve(host, port) == 1
    assert f"Cannot listen on {host}, port {port}: " in capsys.readouterr().err


def test_the_listener_names_its_protocol_so_that_nothing_is_delayed():
    with serve._listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_starting_the_server_loads_no_table_library():
    code = "import sys, json, sahel.__main__, sahel.serve; print(json.dumps(list(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert not {"pandas", "geopandas", "pyarrow", "pydeck"} & set(json.loads(told.stdout))
