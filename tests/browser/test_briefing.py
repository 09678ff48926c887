"""The Briefing page in a real browser: what is asked is in the link, what is seen is in the files, and they open."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect
from pptx import Presentation
from pypdf import PdfReader

from tests.browser.reader import Reader

HOSTILE = "<img src=x onerror=alert(1)> =cmd $x$"


def taken(reader: Reader, label: str, folder: Path) -> bytes:
    """The file behind a button."""
    with reader.page.expect_download(timeout=60_000) as caught:
        reader.page.locator(".st-key-downloads").first.get_by_role("button", name=label, exact=True).click()
    path = folder / "file"
    caught.value.save_as(path)
    return path.read_bytes()


def card_of(reader: Reader) -> str:
    """What the picture says to those who do not see it, once it is there."""
    image = reader.page.locator(".picture img")
    expect(image).to_be_visible(timeout=30_000)
    return image.get_attribute("alt") or ""


def test_the_card_of_12_april_2024_is_the_same_on_the_page_and_in_every_file(reader: Reader, tmp_path: Path):
    reader.visit("/briefing?on=2024-04-12&size=column")
    said = card_of(reader)
    assert "12 April 2024" in said
    title = said.split(". ")[0]
    png = taken(reader, "PNG", tmp_path)
    assert struct.unpack(">II", png[16:24]) == (600, 900)
    assert struct.unpack(">II", taken(reader, "PNG 2×", tmp_path)[16:24]) == (1200, 1800)
    svg = ElementTree.fromstring(taken(reader, "SVG", tmp_path))
    assert title.split()[0] in " ".join(svg.itertext())
    pages = PdfReader(io.BytesIO(taken(reader, "PDF", tmp_path))).pages
    assert "112 days" in " ".join(page.extract_text() for page in pages)
    (slide,) = Presentation(io.BytesIO(taken(reader, "PPTX", tmp_path))).slides
    assert slide.shapes.title.text_frame.text.replace("\x0b", " ") == title
    assert "https://" in slide.notes_slide.notes_text_frame.text


def test_what_is_asked_is_in_the_link_and_the_link_makes_the_card_again(reader: Reader):
    reader.visit("/briefing?on=2024-04-12&size=column&lang=fr")
    page = reader.page
    page.get_by_label("Titre", exact=True).fill(HOSTILE)
    page.get_by_label("Titre", exact=True).press("Enter")
    reader.wait()
    assert reader.asked["title"] == [HOSTILE]
    expect(page.locator(f".picture img[alt^='{HOSTILE.split()[0]}']")).to_be_visible(timeout=30_000)
    assert page.locator(".picture img").count() == 1
    reader.visit(page.locator(".footer a").get_attribute("href") or "")
    assert card_of(reader).startswith(HOSTILE)


def test_a_template_changes_what_the_bar_asks_for(reader: Reader):
    reader.visit("/briefing?size=column")
    page = reader.page
    expect(page.locator(".st-key-day")).to_be_visible()
    page.get_by_label("Template").click()
    page.get_by_role("option", name="Timeline of a range").click()
    reader.wait()
    assert reader.asked["template"] == ["timeline"]
    expect(page.locator(".st-key-bar").get_by_role("group", name="First day")).to_be_visible()
    expect(page.locator(".st-key-day")).to_have_count(0)


def test_cards_are_gathered_in_a_deck_that_the_link_holds(reader: Reader, tmp_path: Path):
    reader.visit("/briefing?on=2024-04-12&size=column")
    page = reader.page
    page.get_by_test_id("stExpander").filter(has_text="Deck").locator("summary").click()
    page.get_by_role("button", name="Add this card").click()
    reader.wait()
    reader.visit(page.locator(".footer a").get_attribute("href") or "")
    page.get_by_role("button", name="Add this card").click()
    reader.wait()
    expect(page.get_by_text("Deck: 2 cards")).to_be_visible()
    with page.expect_download(timeout=60_000) as caught:
        page.get_by_test_id("stExpander").get_by_role("button", name="PPTX").click()
    caught.value.save_as(tmp_path / "deck.pptx")
    assert len(Presentation(str(tmp_path / "deck.pptx")).slides) == 2


def test_many_cards_come_as_one_zip(reader: Reader, tmp_path: Path):
    reader.visit("/briefing?on=2024-04-12&size=column")
    page = reader.page
    page.get_by_test_id("stExpander").filter(has_text="Many cards").locator("summary").click()
    page.locator(".st-key-_series button").filter(has_text="every country").click()
    reader.wait()
    page.get_by_role("button", name="Make them").click()
    button = page.get_by_role("button", name="Cards (zip)")
    expect(button).to_be_visible(timeout=90_000)
    with page.expect_download(timeout=60_000) as caught:
        button.click()
    caught.value.save_as(tmp_path / "cards.zip")
    names = zipfile.ZipFile(tmp_path / "cards.zip").namelist()
    assert len(names) == 3
    assert all(name.endswith(".png") for name in names)


@pytest.mark.parametrize(
    "path", ["/?on=2024-04-12", "/map?on=2024-04-12", "/timeline", "/numbers", "/briefing?size=column"]
)
def test_a_page_without_controls_says_when_it_is_drawn(reader: Reader, path: str):
    page = reader.page
    page.goto(f"{reader.url}{path}{'&' if '?' in path else '?'}present=1")
    page.wait_for_selector("html[data-drawn]", state="attached", timeout=45_000)
    assert page.evaluate("document.documentElement.dataset.drawn") == (path.strip("/").partition("?")[0] or "situation")
    for control in ("stHeader", "stButtonGroup", "stDateInput", "stExpander"):
        assert page.get_by_test_id(control).filter(visible=True).count() == 0, control
    box = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    expect(page.locator("h1.finding")).to_be_visible()


def test_every_view_says_how_to_cite_it(reader: Reader, tmp_path: Path):
    reader.visit("/regimes?part=reigns")
    page = reader.page
    page.get_by_test_id("stExpander").filter(has_text="Cite this view").locator("summary").click()
    reader.wait()
    said = page.get_by_test_id("stCode").inner_text()
    assert "coups since independence" in said
    assert f"{reader.url}/regimes" in said
    with page.expect_download() as caught:
        page.get_by_role("button", name="BibTeX").click()
    caught.value.save_as(tmp_path / "view.bib")
    assert (tmp_path / "view.bib").read_text(encoding="utf-8").startswith("@")


def test_a_link_of_an_older_record_offers_to_read_it_as_it_was(reader: Reader):
    reader.visit("/map?v=2026.11")
    page = reader.page
    expect(page.get_by_text("This link was made on version 2026.11 of the record")).to_be_visible()
    page.get_by_role("button", name="Read it as it was").click()
    reader.wait()
    assert reader.asked["record"] == ["2026.11"]
    expect(page.locator(".footer")).to_contain_text("version 2026.11 ·")
    page.get_by_role("button", name="Read today’s record").click()
    reader.wait()
    assert "record" not in reader.asked
