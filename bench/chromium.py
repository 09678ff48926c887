"""Finds a real Chromium, starts it without any word to the outside, and on Debian as root installs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
HOW = """No Chromium or Chrome was found; the browser tests need one.
  Debian, Ubuntu: apt-get install chromium
  Fedora:         dnf install chromium
  macOS:          brew install --cask chromium
  anywhere:       set CHROME to the path of a Chrome or Chromium"""
# Software WebGL, so that maps are drawn on a machine without a screen; nothing may be asked of another host.
ARGUMENTS = (
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability", "--disable-sync",
    "--no-first-run", "--no-pings", "--disable-features=OptimizationHints,MediaRouter",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


def find() -> str | None:
    """Return the path of the browser that CHROME names, else of the first one on PATH, else None."""
    named = os.environ.get("CHROME")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), MAC if Path(MAC).exists() else None)


def launch(playwright: Playwright) -> Browser:
    """Start the browser without a window. Raises RuntimeError, which says how to install one, when there is none."""
    path = find()
    if path is None:
        raise RuntimeError(HOW)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_root else [])]
    return playwright.chromium.launch(executable_path=path, args=arguments)


def main() -> int:
    """Make sure that there is a browser: 0 if so, 1 with a message if not."""
    if find() is None and "CHROME" not in os.environ and _may_install():
        print("No Chromium found: installing it with apt-get.", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            if subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, check=False).returncode:
                print(f"{' '.join(command)} failed.", file=sys.stderr)
                break
    if find() is None:
        print(HOW, file=sys.stderr)
        return 1
    return 0


def _may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


if __name__ == "__main__":
    raise SystemExit(main())
