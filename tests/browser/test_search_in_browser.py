"""Search of all tables in a real browser: typed, opened with its sources, narrowed, and kept in the address."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.reader import Reader


def test_words_search_every_table_and_a_row_opens_with_its_sources(reader: Reader):
    reader.visit("/record")
    page = reader.page
    page.get_by_label("Words to find").fill("menaka")
    expect(page.locator(".hits").first).to_be_visible(timeout=10_000)
    reader.wait()
    assert reader.asked["q"] == ["menaka"]
    assert "table" not in reader.asked
    expect(page.locator("h2.part", has_text="Events: ")).to_be_visible()
    row = page.locator(".hits details:has(> p > a[href*='table=events&'])").first
    expect(row.locator(".sources")).to_be_hidden()
    row.locator("summary").click()
    expect(row.locator(".sources a").first).to_be_visible()
    expect(row.locator(".shared h4").first).to_be_visible()
    title = row.locator("summary b").inner_text()
    row.get_by_text("Open the whole row").click()
    page.wait_for_url("**id=**")
    reader.wait()
    assert "q" not in reader.asked
    assert page.locator(".record h2").inner_text() == title


def test_filters_stand_in_the_address_and_in_words(reader: Reader):
    reader.visit("/record?q=barkhane&place=gao")
    page = reader.page
    expect(page.locator(".subtitle")).to_contain_text("Only rows with the place Gao.")
    page.get_by_role("button", name="1 more filter set").click()
    page.get_by_label("Confidence").click()
    page.get_by_role("option", name="high").click()
    reader.wait()
    assert reader.asked["confidence"] == ["high"]
    expect(page.locator(".subtitle")).to_contain_text("confidence high")
    expect(page.locator("[class*=st-key-group_]")).to_have_count(1)


def test_a_hostile_search_leaves_the_page_standing(reader: Reader):
    for query in ("%22", "*", "NEAR(", "a%20AND", "%00", "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"):
        reader.visit(f"/record?q={query}")
        expect(reader.page.locator("h1.finding")).to_be_visible()
    assert reader.page.locator("h1.finding img").count() == 0


def test_sources_are_counted_by_publisher(reader: Reader):
    reader.visit("/record?table=sources")
    page = reader.page
    expect(page.locator("table.shares")).to_have_count(2)
    page.get_by_test_id("stExpander").filter(has_text="publishers").first.locator("summary").click()
    expect(page.locator("table.voices").first).to_be_visible()
    page.locator("table.voices a").first.click()
    page.wait_for_url("**q=**")
    reader.wait()
    assert reader.asked["table"] == ["sources"]
