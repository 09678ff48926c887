"""Starts a real server on a free port and asks until it answers; on failure its log is shown."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A running server: its address, how long it took to answer, its process and its log."""

    url: str
    seconds: float
    process: psutil.Process
    log: Path

    @property
    def memory(self) -> float:
        """Memory of the process in MiB."""
        return float(self.process.memory_info().rss) / 2**20


def dashboard(port: int) -> list[str]:
    """Return the command that serves the dashboard."""
    return [sys.executable, "-m", "sahel", "serve", "--port", str(port)]


def plain(port: int, script: Path = ROOT / "app.py") -> list[str]:
    """Return the command that serves a script the plain way."""
    options = ["--server.port", str(port), "--server.address", HOST, "--server.headless", "true"]
    return [sys.executable, "-m", "streamlit", "run", str(script), *options]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path = ROOT, data: Path | None = None) -> Iterator[Server]:
    """Run a server in a folder, on tables of their own if asked, until the block is left."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **({"SAHEL_DATA": str(data)} if data else {})}
    with tempfile.NamedTemporaryFile("w+", suffix=".log", delete=False) as log:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        url = f"http://{HOST}:{port}"
        _wait(process, url, Path(log.name))
        yield Server(url, time.perf_counter() - began, psutil.Process(process.pid), Path(log.name))
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        Path(log.name).unlink()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.005)
    raise RuntimeError(f"The server did not answer at {url}. Its log:\n{log.read_text(encoding='utf-8')}")
