"""Cards as slides: title, subtitle, sources and record as texts that can be edited, the drawing as a picture."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Slides
from pptx.shapes.picture import Picture
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from sahel import ink_files, ink_fonts
from sahel.brief import Brief
from sahel.brief_bodies import drawn
from sahel.brief_card import Box, Card, Foot, foot
from sahel.brief_notes import alternative, speaker_notes
from sahel.releases import bundle
from sahel.theme import Ground

_INCH = 914_400
_POINTS = 72
_TITLE_ONLY = 5
# Slides are shown large and printed: the picture has twice the dots of the canvas.
_ZOOM = 2
_LEADING = 1.24
_ACCENT = re.compile(rb'(<a:(?:hlink|folHlink)>)<a:srgbClr val="[0-9A-Fa-f]{6}"/>')
_LATIN = re.compile(rb'(<a:(?:majorFont|minorFont)>\s*<a:latin typeface=")[^"]*"')


def pptx(briefs: Sequence[Brief], dots: float) -> bytes:
    """Return cards of one size as slides, with so many px of the canvas to an inch."""
    deck = Presentation()
    canvas, unit = briefs[0].canvas, _INCH / dots
    deck.slide_width, deck.slide_height = Emu(round(canvas.width * unit)), Emu(round(canvas.height * unit))
    cards = []
    for brief in briefs:
        card = drawn(brief, is_bare=True)
        _slide(deck, card, unit)
        cards.append(card)
    _dress(deck, cards[0].ground)
    _about(deck, cards[0])
    buffer = io.BytesIO()
    deck.save(buffer)
    return _timeless(buffer.getvalue(), cards[0])


def _about(deck: Slides, card: Card) -> None:
    """Say in the file's properties what it is; its day is that of the record: the same card, the same file."""
    about, store = deck.core_properties, card.view.store
    day = datetime(store.cutoff.year, store.cutoff.month, store.cutoff.day)
    about.title, about.subject, about.author = card.title[:255], card.subtitle[:255], "Sahel Record contributors"
    about.comments, about.language, about.last_modified_by = foot(card).record[:255], card.view.lang, "Sahel Record"
    about.created = about.modified = day
    about.revision = 1


def _slide(deck: Slides, card: Card, unit: float) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    ground, size, below = card.ground, card.size, foot(card)
    fill = slide.background.fill
    fill.solid()
    fill.fore_color.rgb = _colour(ground.paper)
    writer = _Writer(slide, card, unit)
    title, subtitle = card.headings
    writer.title(card.title, title)
    if card.subtitle:
        writer.text("subtitle", subtitle, card.subtitle, size.subtitle, ground.ink2)
    writer.picture(subtitle.bottom, below.top + 2)
    writer.foot(below)
    if card.brief.has("notes"):
        notes = slide.notes_slide.notes_text_frame
        if notes is not None:
            notes.text = speaker_notes(card)


class _Writer:
    """Sets the parts of one slide at their places on the canvas."""

    def __init__(self, slide: Slide, card: Card, unit: float) -> None:
        self.slide, self.card, self.unit, self.ground = slide, card, unit, card.ground

    def _place(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        return tuple(Emu(round(edge * self.unit)) for edge in box)  # type: ignore[return-value]

    def title(self, said: str, box: Box) -> None:
        """Write into the slide's own title, by which programs list it and readers hear it."""
        shape = self.slide.shapes.title
        if shape is None:
            return
        shape.left, shape.top, shape.width, shape.height = self._place(box)
        self._write(shape.text_frame, said, self.card.size.title, self.ground.ink, is_bold=True)

    def text(self, name: str, box: Box, said: str, size: float, ink: str, link: str = "") -> None:
        """Write a text of its own."""
        shape = self.slide.shapes.add_textbox(*self._place(box))
        shape.name = name
        self._write(shape.text_frame, said, size, ink, link=link)

    def _write(
        self, frame: TextFrame, said: str, size: float, ink: str, *, is_bold: bool = False, link: str = ""
    ) -> None:  # fmt: skip
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        points = size * self.unit / _INCH * _POINTS
        paragraph = frame.paragraphs[0]
        paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, Pt(round(points * _LEADING, 1))
        run = paragraph.add_run()
        run.text = said
        font = run.font
        font.size, font.bold, font.name = Pt(round(points, 1)), is_bold, ink_fonts.FAMILY
        font.language_id = MSO_LANGUAGE_ID.FRENCH if self.card.view.lang == "fr" else MSO_LANGUAGE_ID.ENGLISH_UK
        font.color.rgb = _colour(ink)
        if link.startswith(("https://", "http://")):
            run.hyperlink.address = link

    def picture(self, top: float, bottom: float) -> None:
        """Set the drawing between title and foot, with what it shows in words."""
        box = Box(0, top, self.card.size.width, bottom - top)
        drawing = io.BytesIO(ink_files.strip(self.card.sheet, top, bottom, _ZOOM))
        shape = self.slide.shapes.add_picture(drawing, *self._place(box))
        shape.name = "card"
        _describe(shape, alternative(self.card))

    def foot(self, below: Foot) -> None:
        """Set sources, record and link under the picture, and the QR code beside them."""
        size, ink = self.card.size, self.ground.ink2
        line, left = size.small * _LEADING, size.margin
        last = size.height - size.margin * 0.62 - line
        # On an upright card the record stands over the link.
        over = line * (below.lines - 1)
        if below.sources:
            top = below.top + size.small * 0.55
            room = last - over - top
            self.text("sources", Box(left, top, below.right - left, room), below.sources, size.small, ink)
        wide = (below.right - left) * (1 if size.is_tall else 0.6)
        self.text(
            "record",
            Box(left, last - over, wide, over or line),
            below.record,
            size.small,
            ink,
        )
        beside = Box(left, last, wide, line) if size.is_tall else Box(left + wide, last, wide / 1.5, line)
        shown = ink_fonts.cut(below.link, size.small, 400, beside.width)
        self.text("link", beside, shown, size.small, ink, below.link)
        if below.code:
            self._code(below)

    def _code(self, below: Foot) -> None:
        import segno

        buffer = io.BytesIO()
        segno.make(below.link, error="m", micro=False).save(buffer, kind="png", scale=8, border=2)
        buffer.seek(0)
        box = Box(self.card.size.width - self.card.size.margin - below.code, below.top + 6, below.code, below.code)
        shape = self.slide.shapes.add_picture(buffer, *self._place(box))
        shape.name = "qr"
        _describe(shape, below.link)


def _describe(shape: Picture, said: str) -> None:
    # python-pptx has no way of its own to set an alternative text.
    element: Any = shape._element
    element.nvPicPr.cNvPr.set("descr", said)


def _colour(said: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(said.lstrip("#")))


def _dress(deck: Slides, ground: Ground) -> None:
    """Give the deck's own theme our font, and links the colour of the text around them."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    ink = ground.ink2.lstrip("#").encode()
    said = _ACCENT.sub(rb'\1<a:srgbClr val="' + ink + rb'"/>', part.blob)
    part._blob = _LATIN.sub(rb"\1" + ink_fonts.FAMILY.encode() + rb'"', said)


def _timeless(made: bytes, card: Card) -> bytes:
    """Return the file with the day of the record instead of the clock's in its directory."""
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        return bundle({name: held.read(name) for name in held.namelist()}, card.view.store.cutoff)
