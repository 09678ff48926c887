"""Texts of the house's figures on a sheet: plotly's small HTML as runs of one look, written on one baseline."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from sahel import ink_fonts
from sahel.ink import Pen

LINE_HEIGHT = 1.22


class Run(NamedTuple):
    """A stretch of text of one look."""

    said: str
    size: float
    weight: int
    ink: str


class _Runs(HTMLParser):
    """Reads plotly's small HTML: <b>, <span style>, <br>; everything else is dropped."""

    def __init__(self, base: Run) -> None:
        super().__init__()
        self._stack = [base]
        self.lines: list[list[Run]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
            return
        top = self._stack[-1]
        style = dict(part.split(":", 1) for part in (dict(attrs).get("style") or "").split(";") if ":" in part)
        self._stack.append(Run(
            "", float(style.get("font-size", str(top.size)).removesuffix("px")),
            600 if tag == "b" else int(style.get("font-weight", top.weight)), style.get("color", top.ink),
        ))  # fmt: skip

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and len(self._stack) > 1:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(self._stack[-1]._replace(said=data))


def lines_of(said: str, base: Run) -> list[list[Run]]:
    """Return plotly's HTML as lines of runs; what it does not style looks like `base`."""
    reader = _Runs(base)
    reader.feed(said)
    reader.close()
    return reader.lines


def written(pen: Pen, runs: Sequence[Run], x: float, y: float, anchor: str, halo: str = "") -> None:
    """Write runs after each other on one baseline."""
    wide = sum(ink_fonts.width(ink_fonts.drawable(run.said), run.size, run.weight) for run in runs)
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    for run in runs:
        if run.said:
            x += pen.text(x, y, run.said, run.size, run.ink, "start", run.weight, halo)
