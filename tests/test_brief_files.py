"""Files of a card: sizes, bytes that come again, text that is text, and slides and pages that say all their sources."""

from __future__ import annotations

import base64
import gc
import hashlib
import io
import re
import struct
import subprocess
import sys
import weakref
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from fontTools.ttLib import TTFont
from handmade import ROOT
from pptx import Presentation

from sahel import brief_files, ink_files, store
from sahel.brief import LONGEST, OPTIONS, SIZES, TEMPLATES, Brief, BriefError
from sahel.brief_bodies import MODULES, body, clean, drawn, titles
from sahel.brief_notes import LONGEST_ALT, full_sources
from sahel.brief_pages import pages
from sahel.cite_view import address
from sahel.ink import Written
from sahel.view import View

SVG = "{http://www.w3.org/2000/svg}"
LINK = "https://example.org/briefing?on=2024-04-12&lang=en"
HOSTILE = {
    "html": "<script>alert(1)</script> & <b>bold</b>",
    "formula": '=cmd|"/c calc"!A1',
    "long": "A very long title " * 120,
    "one word": "x" * 2000,
    "right to left": "النيجر \u202eوالساحل",
    "emoji": "Niger 🇳🇪 👍🏽",
    "mathematics": r"$x$ and $\frac{1}{2}$",
    "control": "a\x00b\x1b[31m\nline two\ttab\ud800",
    "format": "{title} %s {0}",
}


@lru_cache(maxsize=1)
def record() -> store.Store:
    return store.load(store.data_folder())


def brief(**changes: Any) -> Brief:
    own = {"lang", "on", "countries"} & changes.keys()
    view = View(record(), date(2024, 4, 12), date(2019, 1, 1), record().cutoff)
    view = view.but(**{name: changes.pop(name) for name in own})
    return Brief(view, **{"link": LINK, "without": frozenset(), **changes})


@lru_cache(maxsize=48)
def made(asked: Brief, kind: str) -> bytes:
    """A file of a card, made once for all tests that read it."""
    return brief_files.made(asked, kind)


def png_size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def overlapping(written: list[Written]) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than a px; a halo's text is written once."""
    return [
        (one.said, other.said)
        for i, one in enumerate(written)
        for other in written[:i]
        if min(one.right, other.right) - max(one.left, other.left) > 1
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 1
    ]


# --- the card around its body


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_has_a_body_that_draws_a_card_with_sources_and_notes(template: str) -> None:
    card = drawn(brief(template=template))
    assert callable(body(template).title)
    assert card.sheet.written[0].said.startswith(card.title.split(" ")[0])
    assert card.notes
    assert len(card.citations)


def test_the_registry_names_a_module_for_each_template() -> None:
    assert MODULES["then-now"] == "sahel.brief_then_now"
    assert MODULES.keys() == TEMPLATES.keys()


def test_a_title_of_the_readers_own_stands_for_the_computed_one() -> None:
    computed = titles(brief())
    assert titles(brief(title="Mine")) == ("Mine", computed[1])
    assert titles(brief(title="Mine", subtitle="Here")) == ("Mine", "Here")
    assert titles(brief(title=" \n ")) == computed
    assert "as the record of 30 June 2026 knows it" in computed[1]


def test_a_text_is_cleaned_to_one_line_and_keeps_no_break_spaces() -> None:
    assert clean(" a\n b\t\x00c\u202e ") == "a b c"
    assert clean("1\u202f000\u00a0km") == "1\u202f000\u00a0km"


@pytest.mark.parametrize("size", SIZES)
def test_the_frame_is_inside_the_canvas_and_over_no_other_text(size: str) -> None:
    card = drawn(brief(size=size, lang="fr", title="Un titre assez long pour deux lignes " * 6))
    inside = [it for it in card.sheet.written if it.left < -1 or it.right > card.size.width + 1 or it.top < 0]
    assert not inside
    assert not [it for it in card.sheet.written if it.bottom > card.size.height]
    frame = [it for it in card.sheet.written if it.top < card.box.y or it.bottom > card.box.bottom + 2]
    assert overlapping(frame) == []
    assert any("…" in it.said for it in frame)


def test_a_bare_card_has_the_same_body_and_neither_title_nor_foot() -> None:
    whole, bare = drawn(brief()), drawn(brief(), is_bare=True)
    assert bare.box == whole.box
    assert bare.title == whole.title
    of_body = [it for it in whole.sheet.written if whole.box.y <= it.top <= whole.box.bottom]
    assert bare.sheet.written == of_body
    assert bare.sheet.marks == [mark for mark in whole.sheet.marks if mark != "qr"]


def test_sources_that_do_not_fit_are_counted() -> None:
    card = drawn(brief())
    said = " ".join(it.said for it in card.sheet.written if it.top > card.box.bottom)
    named = len(re.findall(r"(?:Sources: |; )\d+ ", said))
    (more,) = re.findall(r"(\d+) more under this card’s link", said)
    assert named > 3
    # "66 more under this card’s link" is itself preceded by a semicolon.
    assert named - 1 + int(more) == len(card.citations)


@pytest.mark.parametrize(
    ("link", "has_code"), [(LINK, True), ("/briefing?on=2024-04-12", False), (LINK + "a" * 2000, False)]
)
def test_a_qr_code_stands_where_a_camera_could_read_it(link: str, has_code: bool) -> None:
    assert ("qr" in drawn(brief(link=link)).sheet.marks) is has_code


# --- PNG and SVG


@pytest.mark.parametrize("size", SIZES)
def test_a_png_has_the_size_that_it_says(size: str) -> None:
    assert png_size(brief_files.png(brief(size=size))) == (SIZES[size].width, SIZES[size].height)


def test_a_png_of_twice_the_dots_has_twice_the_size() -> None:
    assert png_size(brief_files.made(brief(size="column"), "png", 2)) == (1200, 1800)
    with pytest.raises(BriefError, match="zoom: 3 is not one of 1, 2"):
        brief_files.png(brief(), 3)


def test_a_png_carries_title_licence_and_link_and_no_software() -> None:
    data = brief_files.png(brief(size="column", lang="fr"))
    for said in (titles(brief(lang="fr"))[0].encode(), b"CC BY 4.0", LINK.encode()):
        assert said in data or said.decode().encode("latin-1") in data
    assert b"Software" not in data
    assert b"Matplotlib" not in data


_ELSEWHERE = """
import hashlib
from test_brief_files import brief
from sahel import brief_files
for kind in ("png", "svg", "pdf", "pptx"):
    print(hashlib.sha256(brief_files.made(brief(size="column"), kind)).hexdigest())
"""


def test_another_process_writes_the_same_bytes() -> None:
    here = [hashlib.sha256(brief_files.made(brief(size="column"), kind)).hexdigest() for kind in brief_files.KINDS]
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONHASHSEED": "7", "PATH": "", "HOME": "/root"},
    )  # fmt: skip
    assert done.stdout.split() == here


def test_threads_write_what_one_alone_writes() -> None:
    asked = [brief(size="column", on=date(2020 + year, 5, 1)) for year in range(4)]
    alone = [brief_files.svg(one) + brief_files.png(one) for one in asked]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda one: brief_files.svg(one) + brief_files.png(one), asked)) == alone


def svg_texts(data: bytes) -> list[str]:
    return ["".join(element.itertext()) for element in ElementTree.fromstring(data).iter(f"{SVG}text")]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_svg_has_every_text_as_text(lang: str) -> None:
    asked = brief(lang=lang)
    data, card = made(asked, "svg"), drawn(asked)
    assert svg_texts(data) == [it.said for it in card.sheet.written]
    root = ElementTree.fromstring(data)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("1920", "1080", "0 0 1920 1080")
    assert root.findtext(f"{SVG}title") == card.title
    assert str(root.findtext(f"{SVG}desc")).startswith(card.title)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    assert b"<dc:date>" not in data


def test_an_svg_brings_its_fonts_and_asks_for_nothing() -> None:
    data = made(brief(lang="fr"), "svg")
    fonts = [TTFont(io.BytesIO(base64.b64decode(it))) for it in re.findall(rb"font/woff;base64,([\w+/=]+)", data)]
    assert [font["OS/2"].usWeightClass for font in fonts] == [400, 600]
    letters = {ord(letter) for said in svg_texts(data) for letter in said}
    assert all(letters <= font.getBestCmap().keys() for font in fonts)
    assert not re.findall(rb"(?:href|src)\s*=\s*[\"'](?!#)", data)
    assert not re.findall(rb"url\((?!#|data:)", data)


# --- PDF


def pdf_streams(data: bytes) -> list[bytes]:
    """The decompressed streams of a PDF, those of the pages among them."""
    found = []
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            found.append(zlib.decompressobj().decompress(data[start.end() :]))
        except zlib.error:
            continue
    return found


def pdf_pages(data: bytes) -> list[list[float]]:
    boxes = re.findall(rb"/MediaBox \[ ?([\d. ]+)\]", data)
    return [[float(part) for part in box.split()] for box in boxes]


def test_a_pdf_is_in_true_size_with_title_author_language_and_whole_fonts() -> None:
    data = made(brief(size="a4", lang="fr", title="Où sont-ils ?"), "pdf")
    assert data.startswith(b"%PDF-")
    assert pdf_pages(data)[0] == pytest.approx([0, 0, 210 / 25.4 * 72, 297 / 25.4 * 72], abs=0.5)
    assert "Où sont-ils ?".encode("utf-16-be") in data.replace(b"\\(", b"(")
    for said in (b"/Author (Sahel Record contributors)", b"/Lang (fr)", b"/DisplayDocTitle true", b"/FontFile2"):
        assert said in data
    assert b"CreationDate" not in data


def test_a_pdf_draws_lines_over_the_whole_page() -> None:
    """Matplotlib cuts lines to the page, whose px are larger here than its points."""
    streams = pdf_streams(made(brief(size="a4", without=frozenset({"notes"})), "pdf"))
    page, edge = max(streams, key=len), SIZES["a4"].width - SIZES["a4"].margin
    ends = {round(float(x)) for x in re.findall(rb"(?m)^([\d.]+) [\d.]+ l$", page)}
    assert edge in ends


def test_the_pages_behind_a_card_name_every_source_with_its_address() -> None:
    asked = brief()
    card = drawn(asked)
    sheets, sources = pages(card), full_sources(card)
    data = made(asked, "pdf")
    assert len(pdf_pages(data)) == 1 + len(sheets)
    assert [one.number for one in sources] == list(range(1, len(card.citations) + 1))
    for one in sources:
        assert b"/URI (" + re.sub(r"([\\()])", r"\\\1", address(one.url)).encode("ascii") + b")" in data
    said = [it.said for sheet in sheets for it in sheet.written]
    assert [int(found[1]) for it in said if (found := re.match(r"(\d+)\. ", it))] == [one.number for one in sources]


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_behind_a_card_are_inside_the_canvas_and_nothing_lies_on_text(size: str) -> None:
    card = drawn(brief(size=size, lang="fr"))
    for sheet in pages(card):
        assert overlapping(sheet.written) == []
        assert min(it.left for it in sheet.written) >= card.size.margin - 1
        assert max(it.right for it in sheet.written) <= card.size.width - card.size.margin + 1
        assert max(it.bottom for it in sheet.written) <= card.size.height
        assert min(it.size for it in sheet.written) >= card.size.small


def test_without_notes_a_pdf_is_one_page() -> None:
    assert len(pdf_pages(made(brief(without=frozenset({"notes"})), "pdf"))) == 1


def test_a_pdf_can_be_read_by_others() -> None:
    asked = brief()
    read = pypdf.PdfReader(io.BytesIO(made(asked, "pdf")))
    assert read.metadata.title == titles(asked)[0]
    assert titles(asked)[0] in read.pages[0].extract_text()


# --- PPTX


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def shapes(slide: Any) -> dict[str, Any]:
    return {shape.name: shape for shape in slide.shapes}


@pytest.mark.parametrize("size", SIZES)
def test_a_slide_has_native_texts_around_a_picture(size: str) -> None:
    asked = brief(size=size, lang="fr")
    deck, canvas, card = opened(made(asked, "pptx")), SIZES[size], drawn(asked)
    assert deck.slide_width / deck.slide_height == pytest.approx(canvas.width / canvas.height, rel=1e-4)
    (slide,) = deck.slides
    found = shapes(slide)
    assert slide.shapes.title.text_frame.text == card.title
    assert found["subtitle"].text_frame.text == card.subtitle
    assert found["sources"].text_frame.text.startswith("Sources")
    assert record().version in found["record"].text_frame.text
    assert found["link"].text_frame.paragraphs[0].runs[0].hyperlink.address == LINK
    for shape in slide.shapes:
        assert shape.left >= 0
        assert shape.left + shape.width <= deck.slide_width + 1
        assert shape.top + shape.height <= deck.slide_height + 1


def test_texts_of_a_slide_do_not_lie_on_the_picture_or_on_each_other() -> None:
    for size in SIZES:
        (slide,) = opened(made(brief(size=size, lang="fr"), "pptx")).slides
        parts = list(slide.shapes)
        for i, one in enumerate(parts):
            for other in parts[:i]:
                beside = one.left + one.width <= other.left + 9000 or other.left + other.width <= one.left + 9000
                apart = one.top + one.height <= other.top + 20000 or other.top + other.height <= one.top + 20000
                assert beside or apart, (size, one.name, other.name)


def test_a_slides_picture_says_in_words_what_it_shows() -> None:
    (slide,) = opened(made(brief(), "pptx")).slides
    card = drawn(brief())
    said = shapes(slide)["card"]._element.nvPicPr.cNvPr.get("descr")
    assert said.startswith(card.title)
    assert card.notes[0] in said
    assert len(said) <= LONGEST_ALT + 5
    assert shapes(slide)["qr"]._element.nvPicPr.cNvPr.get("descr") == LINK
    width, height = png_size(shapes(slide)["card"].image.blob)
    assert width == 2 * 1920
    assert height < 2 * 1080 * 0.85


def test_speaker_notes_say_every_fact_and_every_source_with_its_address() -> None:
    (slide,) = opened(made(brief(), "pptx")).slides
    card = drawn(brief())
    notes = slide.notes_slide.notes_text_frame.text.split("\n")
    assert notes[:2] == [card.title, card.subtitle]
    assert [clean(fact) for fact in card.notes] == notes[3 : 3 + len(card.notes)]
    for one in full_sources(card):
        assert f"{one.number}. {one.said}. {one.url}" in notes
    assert notes[-1] == LINK


@pytest.mark.parametrize("left_out", sorted(OPTIONS))
def test_what_is_left_out_is_not_in_the_slide(left_out: str) -> None:
    (slide,) = opened(made(brief(size="column", without=frozenset({left_out})), "pptx")).slides
    assert ("sources" in shapes(slide)) is (left_out != "sources")
    assert ("qr" in shapes(slide)) is (left_out != "qr")
    assert slide.has_notes_slide is (left_out != "notes")


def test_links_of_a_deck_have_the_colour_of_the_text_around_them() -> None:
    deck = opened(made(brief(size="column", theme="dark"), "pptx"))
    (theme,) = [rel.target_part.blob for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme")]
    ink = drawn(brief(theme="dark")).ground.ink2.lstrip("#").encode()
    assert re.findall(rb'<a:hlink><a:srgbClr val="(\w+)"', theme) == [ink]
    assert b"Source Sans 3" in theme


# --- decks


def test_a_deck_holds_its_cards_in_order() -> None:
    asked = [brief(size="column", on=date(year, 4, 12)) for year in (2024, 2014, 2004)]
    deck = opened(brief_files.deck(asked))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [titles(one)[0] for one in asked]
    sheets = sum(1 + len(pages(drawn(one))) for one in asked)
    assert len(pdf_pages(brief_files.deck(asked, "pdf"))) == sheets


def test_a_deck_has_cards_of_one_size() -> None:
    with pytest.raises(BriefError, match="size: the cards of a deck have one, not 16x9, a4"):
        brief_files.deck([brief(), brief(size="a4")])
    with pytest.raises(BriefError, match="a deck needs a card"):
        brief_files.deck([])
    with pytest.raises(BriefError, match="'png' is not one of pptx, pdf"):
        brief_files.deck([brief()], "png")
    with pytest.raises(BriefError, match="'gif' is not one of png, svg, pdf, pptx"):
        brief_files.made(brief(), "gif")


# --- what readers type


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_title_harms_no_file(name: str) -> None:
    asked = brief(size="column", title=HOSTILE[name], subtitle=HOSTILE[name])
    title = titles(asked)[0]
    assert len(title) <= LONGEST["title"]
    assert png_size(brief_files.png(asked)) == (600, 900)
    data = made(asked, "svg")
    root = ElementTree.fromstring(data)
    assert not list(root.iter(f"{SVG}script"))
    assert root.findtext(f"{SVG}title") == title
    assert made(replace(asked, without=frozenset({"notes"})), "pdf").rstrip().endswith(b"%%EOF")
    (slide,) = opened(made(asked, "pptx")).slides
    assert slide.shapes.title.text_frame.text == title
    card = drawn(asked)
    assert overlapping([it for it in card.sheet.written if it.top < card.box.y]) == []
    assert max(it.right for it in card.sheet.written) <= card.size.width
    assert card.box.height > 0.4 * card.size.height


def test_a_title_is_never_read_as_mathematics_or_as_a_form() -> None:
    for name in ("mathematics", "format", "html", "formula"):
        texts = svg_texts(made(brief(title=HOSTILE[name]), "svg"))
        assert texts[0] == HOSTILE[name]


def test_letters_that_the_font_lacks_are_shown_as_such(recwarn: pytest.WarningsRecorder) -> None:
    brief_files.png(brief(size="column", title=HOSTILE["emoji"] + HOSTILE["right to left"]))
    assert not [warned for warned in recwarn if "missing from font" in str(warned.message)]


def test_a_files_name_says_template_day_countries_and_language() -> None:
    asked = brief(countries=("NER",), size="a4", theme="dark", lang="fr")
    name = brief_files.name(asked)
    assert name.startswith(f"sahel-record-{record().version}-situation-2024-04-12-ner-a4-dark-fr-to-")
    ranged = brief_files.name(brief(template="timeline"))
    assert f"-timeline-2019-01-01-{record().cutoff}-en-" in ranged
    assert not re.search(r"[^a-z0-9.-]", brief_files.name(brief(force="../../etc/passwd", country="a b")))


def test_drawing_twice_leaves_nothing_behind() -> None:
    assert drawn(brief()).sheet.written == drawn(brief()).sheet.written


def test_a_written_sheet_is_empty_so_that_its_memory_is_free_at_once() -> None:
    sheet = drawn(brief(size="column")).sheet
    pieces = [weakref.ref(piece) for piece in sheet.figure.artists]
    gc.disable()
    try:
        ink_files.written(sheet, "png")
        assert len(pieces) > 50
        assert [piece for piece in pieces if piece() is not None] == []
    finally:
        gc.enable()
