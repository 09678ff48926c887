"""The server: uvicorn runs the dashboard, warmed up, compressed, closed to other sites; no request leaves."""

from __future__ import annotations

import asyncio
import errno
import gzip
import logging
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

# As store.ROOT, whose module loads pandas and geopandas (0.6 s): the server answers before.
ROOT = Path(__file__).resolve().parent.parent
_TEXTS = (".js", ".css", ".json", ".svg")
# What Streamlit, pydeck and plotly need and nothing more; {socket} is the page's own host, for older browsers.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "connect-src 'self' data: blob: {socket}; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)


class Closed:
    """Refuse what another site's page asks for, and add the security headers to every answer.

    Streamlit would look up the machine's public address, on another host, to decide about a foreign origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        host = asked.get("host", "")
        origin = asked.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            await _refuse(scope, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _secure(MutableHeaders(scope=message), host)
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"Requests from other sites are refused."})


def _secure(headers: MutableHeaders, host: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    if headers.get("content-type", "").startswith("text/html"):
        own = f"ws://{host} wss://{host}" if re.fullmatch(r"[\w.\-\[\]:]+", host) else ""
        headers["Content-Security-Policy"] = _POLICY.format(socket=own)


class Compressed:
    """Gzip Streamlit's own scripts and styles, once each: it sends 4.7 MB of plotly as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _compressible(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        messages = self._kept.get(path)
        if messages is None:
            messages = await self._answer(scope, receive)
            if _is_bundle(messages):
                messages = await asyncio.to_thread(_gzipped, messages)
                self._kept[path] = messages
        for message in messages:
            await send(message)

    async def _answer(self, scope: Scope, receive: Receive) -> list[Message]:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self.app(scope, receive, keep)
        return messages


def _compressible(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/static/"):
        return False
    asked = Headers(scope=scope)
    partial = any(name in asked for name in ("range", "if-none-match", "if-modified-since"))
    return scope["path"].endswith(_TEXTS) and "gzip" in asked.get("accept-encoding", "") and not partial


def _is_bundle(messages: list[Message]) -> bool:
    """Tell whether an answer is a file whose name holds its hash; unknown paths answer with a page instead."""
    start = messages[0]
    return bool(start["status"] == 200 and "immutable" in Headers(raw=start["headers"]).get("cache-control", ""))


def _gzipped(messages: list[Message]) -> list[Message]:
    body = gzip.compress(b"".join(message.get("body", b"") for message in messages[1:]), 6)
    start = {**messages[0], "headers": list(messages[0]["headers"])}
    headers = MutableHeaders(scope=start)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    headers.add_vary_header("Accept-Encoding")
    return [start, {"type": "http.response.body", "body": body}]


def application() -> st.App:
    """Return the ASGI application, for `serve` or for `uvicorn --factory sahel.serve:application`."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return st.App(ROOT / "app.py", lifespan=_lifespan, middleware=[Middleware(Closed), Middleware(Compressed)])


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    warming = asyncio.create_task(_warm_up())
    yield {}
    warming.cancel()


async def _warm_up() -> None:
    """Import every page and draw the first one, while the server already answers."""
    try:
        await asyncio.to_thread(_import_pages)
        await runtime.get_instance().does_script_run_without_error()
    except Exception:
        logging.getLogger(__name__).exception("The warm-up failed; visitors will see why.")


def _import_pages() -> None:
    for module, *_ in import_module("app").PAGES:
        import_module(f"pages.{module}")


def serve(host: str, port: int) -> int:
    """Serve the dashboard until it is interrupted; return 0, or 1 when the address cannot be had."""
    try:
        listener = _listen(host, port)
    except (OSError, OverflowError) as error:
        print(f"Cannot listen on {host}, port {port}: {getattr(error, 'strerror', error)}.", file=sys.stderr)
        if getattr(error, "errno", 0) == errno.EADDRINUSE:
            print(f"Perhaps it runs already. Another port: python -m sahel serve --port {port + 1}", file=sys.stderr)
        return 1
    shown = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    print(f"Sahel Record: http://{shown}:{listener.getsockname()[1]} (Ctrl+C ends it)", flush=True)
    config = uvicorn.Config(
        application(), log_config=None, access_log=False, ws="websockets-sansio", ws_per_message_deflate=False,
        ws_ping_interval=30, ws_ping_timeout=30, timeout_graceful_shutdown=2,
    )  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        print("Ended.")
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """Bind by the address's own protocol: only then does asyncio turn Nagle's delay (40 ms a rerun) off."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address[0], port, *address[2:]))
        # From here on a visitor who is quicker than the imports waits, and is not refused.
        listener.listen(128)
    except (OSError, OverflowError):
        listener.close()
        raise
    return listener
