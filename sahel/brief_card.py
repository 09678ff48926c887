"""The frame of a briefing card: title, what and when, the body's box, numbered sources, record, version and link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from functools import lru_cache
from typing import Any, NamedTuple, Self

from matplotlib.path import Path

from sahel import ink_fonts, ink_svg
from sahel import theme as look
from sahel.brief import Brief
from sahel.citations import Citations
from sahel.ink import Pen, Sheet, polygon
from sahel.marks import mark
from sahel.sourcing import outlet
from sahel.view import View

_LEADING = 1.24
# A longer link would need modules finer than a camera reads: at least this many px each.
_LONGEST_CODED = 800
_LEAST_CODE, _MOST_CODE = 64, 96
_FINEST = 1.3
_RAISED = 0.62


class Box(NamedTuple):
    """A rectangle on the sheet in px."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


class Sign(NamedTuple):
    """An entry of a legend: SVG elements about (0, 0), within `half` px to each side at scale 1, and its words."""

    body: str
    said: str
    half: float = 9


class Foot(NamedTuple):
    """The foot of a card: upper edge, right edge of the texts, side of the QR code, lines under the sources, texts."""

    top: float
    right: float
    code: float
    lines: int
    sources: str
    record: str
    link: str


class Card:
    """A card being drawn: its sheet, its sources numbered as they are needed, and what the notes will say.

    `is_bare` says that title and foot are not drawn, because they stand beside the picture as texts of their own.
    """

    def __init__(self, brief: Brief, citations: Citations, *, is_bare: bool = False) -> None:
        self.brief, self.size, self.citations, self.is_bare = brief, brief.canvas, citations, is_bare
        self.title, self.subtitle, self.box = "", "", Box(0, 0, 0, 0)
        self.headings: tuple[Box, Box] = (self.box, self.box)
        self.view: View = brief.view.but(theme=brief.theme)
        self.words, self.ground = self.view.words, look.ground(brief.theme)
        self.sheet = Sheet(self.size.width, self.size.height, self.ground.paper)
        self.pen: Pen = self.sheet.pen
        self.notes: list[str] = []

    def of(self, view: View) -> Self:
        """Return this card for another view of the same record: same sheet, same numbers, same notes."""
        twin = copy(self)
        twin.view = view.but(theme=self.brief.theme)
        return twin

    def numbers(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Number the sources of a fact, at most two, as on the screens."""
        return tuple(number for number, _ in self.citations.numbers(tuple(source_ids)[:2]))

    def note(self, said: str, source_ids: Iterable[str] = ()) -> tuple[int, ...]:
        """Keep a sentence for the notes, with the numbers of its sources, and return these."""
        numbers = self.numbers(source_ids)
        self.notes.append(f"{said} [{', '.join(map(str, numbers))}]" if numbers else said)
        return numbers

    def paragraph(
        self, x: float, y: float, width: float, said: str, size: float, ink: str = "", weight: int = 400,
        most: int = 0, numbers: Sequence[int] = (), halo: str = "",
    ) -> float:  # fmt: skip
        """Write a text in lines from the top edge y, its sources raised behind it; return its lower edge."""
        raised = " ".join(map(str, numbers)) if self.brief.has("sources") else ""
        room = width - (ink_fonts.width(raised, size * _RAISED) + 4 if raised else 0)
        lines = ink_fonts.wrap(said, size, weight, max(room, size * 2), most)
        for i, line in enumerate(lines):
            base = y + size * (_LEADING * i + 0.95)
            wide = self.pen.text(x, base, line, size, ink or self.ground.ink, "start", weight, halo)
            if raised and i == len(lines) - 1:
                small = size * _RAISED
                self.pen.text(x + wide + 3, base - size * 0.36, raised, small, self.ground.ink2)
        return y + size * _LEADING * len(lines)

    def mark(self, group: str, state: str, x: float, y: float, radius: float) -> None:
        """Draw a sender's mark."""
        ink_svg.draw(self.pen.at(x, y), mark(group, self.view.theme, state, 0, 0, radius))
        self.pen.marked(f"{group} {state}")

    def legend(self, box: Box, signs: Sequence[Sign]) -> float:
        """Write a legend in as many columns as fit, and return its lower edge."""
        if not signs:
            return box.y
        size, scale = max(self.size.row * 0.86, self.size.small), self.size.scale
        rows = [(sign, ink_fonts.width(sign.said, size) + sign.half * 2 * scale + 30) for sign in signs]
        x, y, tall = box.x, box.y, size * 1.75
        for sign, wide in rows:
            if x > box.x and x + wide > box.right:
                x, y = box.x, y + tall
            ink_svg.draw(self.pen.at(x + sign.half * scale, y + tall / 2, scale), sign.body)
            left = x + sign.half * 2 * scale + 8
            self.pen.text(
                left, y + tall / 2 + size * 0.34, ink_fonts.cut(sign.said, size, 400, box.right - left), size,
                self.ground.ink,
            )  # fmt: skip
            x += wide
        return y + tall

    def legend_height(self, width: float, signs: Sequence[Sign]) -> float:
        """Return how high a legend of some width will be."""
        size, x, rows = max(self.size.row * 0.86, self.size.small), 0.0, 1
        for sign in signs:
            wide = ink_fonts.width(sign.said, size) + sign.half * 2 * self.size.scale + 30
            if x > 0 and x + wide > width:
                x, rows = 0, rows + 1
            x += wide
        return rows * size * 1.75 if signs else 0


def open_card(
    brief: Brief, title: str, subtitle: str, link: str = "", *, is_bare: bool = False
) -> tuple[Card, Box]:  # fmt: skip
    """Return a card with its title written, and the box of its body; a bare one leaves the title's place empty."""
    card = Card(brief, Citations(brief.view.store.sources), is_bare=is_bare)
    card.title, card.subtitle = title, subtitle
    # The title of a bare card is written on a sheet that nobody sees: its body has the same box.
    writer = Card(brief, card.citations) if is_bare else card
    size, margin = card.size, card.size.margin
    most = 3 if size.is_tall else 2
    width = size.width - 2 * margin
    narrow = ink_fonts.even(title, size.title, 600, width)
    y = writer.paragraph(margin, margin * 0.62, narrow, title, size.title, card.ground.ink, 600, most)
    first = second = Box(margin, margin * 0.62, width, y - margin * 0.62)
    if subtitle:
        second = Box(margin, y + size.title * 0.1, width, 0)
        y = writer.paragraph(margin, second.y, width, subtitle, size.subtitle, card.ground.ink2, 400, most)
        second = second._replace(height=y - second.y)
    card.headings = (first, second)
    top = y + size.title * 0.45
    card.box = Box(margin, top, width, size.height - _foot(card) - top - size.small * 0.9)
    return card, card.box


def _source_lines(card: Card) -> int:
    return (6 if card.size.is_tall else 3) if card.brief.has("sources") else 0


def _foot(card: Card) -> float:
    """Return how much room the foot takes: sources, one or two lines of the record, the margin, or the code's least."""
    lines = card.size.small * _LEADING * (_source_lines(card) + _record_lines(card))
    code = 6 + _LEAST_CODE * card.size.scale + card.size.margin * 0.3 if _is_coded(card) else 0
    return max(card.size.margin * 0.62 + lines + 10, code)


def _record_lines(card: Card) -> int:
    """Return how many lines record and link take: one together where the card is wide."""
    if not card.size.is_tall:
        return 1
    room = card.size.width - 2 * card.size.margin - (_MOST_CODE * card.size.scale + 24 if _is_coded(card) else 0)
    return len(ink_fonts.wrap(_record(card), card.size.small, 400, room)) + 1


def _record(card: Card) -> str:
    words, store = card.words, card.view.store
    said = [
        words.say("Sahel Record, version {version}", version=store.version),
        words.say("record to {day}", day=words.day(store.cutoff)), "CC BY 4.0", words.say("base map Natural Earth"),
    ]  # fmt: skip
    return " · ".join(said)


def foot(card: Card) -> Foot:
    """Return what stands at the foot: sources in short form, record with version and cut-off, the card's link."""
    margin = card.size.margin
    top = card.size.height - _foot(card)
    side = _code_side(card, top)
    right = card.size.width - margin - (side + 24 if side else 0)
    sources = _sources(card, right - margin) if card.brief.has("sources") else ""
    link = card.brief.link or card.brief.address()
    return Foot(top, right, side, _record_lines(card), sources, _record(card), link)


def close_card(card: Card) -> None:
    """Write the foot: sources in short form, record, version, link; of a bare card nothing but the rule over it."""
    size, ground, said = card.size, card.ground, foot(card)
    margin, small, right = size.margin, size.small, said.right
    card.pen.line([(margin, said.top), (size.width - margin, said.top)], ground.rule, max(size.scale * 0.8, 1))
    if card.is_bare:
        return
    _code(card, said)
    y = said.top + small * 0.55
    if said.sources:
        card.paragraph(margin, y, right - margin, said.sources, small, ground.ink2)
    y = said.top + small * (0.55 + _LEADING * _source_lines(card))
    if _record_lines(card) == 1:
        room = right - margin - ink_fonts.width(said.record, small) - 40
        card.pen.text(margin, y + small * 0.95, said.record, small, ground.ink2)
        card.pen.text(right, y + small * 0.95, ink_fonts.cut(said.link, small, 400, room), small, ground.ink2, "end")
        return
    y = card.paragraph(margin, y, right - margin, said.record, small, ground.ink2)
    card.paragraph(margin, y, right - margin, said.link, small, ground.ink2, most=1)


def _sources(card: Card, room: float) -> str:
    """Return the sources in short form, as many as the lines hold, and how many more stand elsewhere."""
    words, small, most = card.words, card.size.small, _source_lines(card)
    rows = card.citations.listed()
    if not rows:
        return words.say("No fact on this card needs a source.")
    parts = [short_source(card.view, row) for row in rows]
    fewest, shown, found = 0, len(parts), words.say_n(
        "{n} source under this card’s link", "{n} sources under this card’s link", len(parts)
    )  # fmt: skip
    while fewest < shown:
        tried = (fewest + shown + 1) // 2
        left = len(parts) - tried
        more = [words.say_n("{n} more under this card’s link", "{n} more under this card’s link", left)] if left else []
        said = words.say("Sources: {list}", list=words.clauses([*parts[:tried], *more]))
        if len(ink_fonts.wrap(said, small, 400, room)) <= most:
            fewest, found = tried, said
        else:
            shown = tried - 1
    return found


def short_source(view: View, row: dict[str, Any]) -> str:
    """Return a source's short form: number, outlet, day."""
    published = str(row["published"])
    day = view.words.date(published, short=True) if published else view.words.say("no date")
    return f"{row['number']} {outlet(row)}, {day}"


def _code_side(card: Card, top: float) -> float:
    """Return how wide the QR code of the link is; 0 where there is none, or where no camera could read it."""
    if not _is_coded(card):
        return 0
    side = min(card.size.height - top - card.size.margin * 0.3, _MOST_CODE * card.size.scale)
    return side if side / len(_modules(card.brief.link)) >= _FINEST else 0


def _is_coded(card: Card) -> bool:
    link = card.brief.link
    return card.brief.has("qr") and link.startswith("http") and len(link) <= _LONGEST_CODED


@lru_cache(maxsize=16)
def _modules(link: str) -> tuple[tuple[bool, ...], ...]:
    import segno

    code = segno.make(link, error="m", micro=False)
    return tuple(tuple(bool(dark) for dark in row) for row in code.matrix_iter(border=2))


def _code(card: Card, said: Foot) -> None:
    """Draw the QR code of the link at the right of the foot; dark on white in every theme, for the cameras."""
    if not said.code:
        return
    paper, modules = look.ground("print"), _modules(said.link)
    step = said.code / len(modules)
    left, y = card.size.width - card.size.margin - said.code, said.top + 6
    card.pen.rect(left, y, said.code, said.code, paper.paper)
    wide = step * 1.03
    corners = [(left + j * step, y + i * step) for i, row in enumerate(modules) for j, dark in enumerate(row) if dark]
    squares = [polygon([(x, at), (x + wide, at), (x + wide, at + wide), (x, at + wide)]) for x, at in corners]
    card.pen.path(Path.make_compound_path(*squares), paper.ink)
    card.pen.marked("qr")
