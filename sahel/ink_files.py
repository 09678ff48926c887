"""Writes a sheet as a file: matplotlib's settings, and the lock that its measuring of text needs."""

from __future__ import annotations

import io
from threading import RLock
from typing import Any

import matplotlib
import numpy as np
from matplotlib.image import imsave

from sahel.ink import DPI, Sheet

# Set once, before anything is written: text stays text in SVG and its ids are the same each time; whole fonts in PDF.
matplotlib.rcParams.update(
    {"svg.fonttype": "none", "svg.hashsalt": "sahel-record", "pdf.fonttype": 42, "text.usetex": False}
)
# Matplotlib measures text with a cache that threads share.
_LOCK = RLock()


def save(sheet: Sheet, target: Any, kind: str, **how: Any) -> None:
    """Write a sheet, once, to a file or to the pages of a PDF; two threads never do so at once."""
    with _LOCK:
        sheet.figure.savefig(target, format=kind, **how)
    # Each piece holds the list that it is in: without this, a sheet's memory waits for the collector (200 MiB more).
    for piece in sheet.figure.artists[::-1]:
        piece.remove()


def written(sheet: Sheet, kind: str, **how: Any) -> bytes:
    """Return a sheet as the bytes of a file; afterwards it is empty."""
    buffer = io.BytesIO()
    save(sheet, buffer, kind, **how)
    return buffer.getvalue()


def strip(sheet: Sheet, top: float, bottom: float, zoom: int) -> bytes:
    """Return what lies between two heights, over the whole width, as PNG."""
    dots = written(sheet, "rgba", dpi=DPI * zoom)
    width, height = round(sheet.width * zoom), round(sheet.height * zoom)
    rows = np.frombuffer(dots, np.uint8).reshape(height, width, 4)[round(top * zoom) : round(bottom * zoom)]
    buffer, unsaid = io.BytesIO(), dict[str, Any](Software=None)
    imsave(buffer, np.ascontiguousarray(rows[:, :, :3]), format="png", dpi=DPI * zoom, metadata=unsaid)
    return buffer.getvalue()
