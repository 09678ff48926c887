"""Numbers and Regimes in a real browser: what an analyst is asked next, answered without leaving the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader


def test_a_day_of_the_numbers_page_is_in_its_link_and_says_what_nobody_counted(reader: Reader):
    reader.visit("/numbers?day=2024-04-12&countries=NER")
    page = reader.page
    expect(page.locator("h2.part", has_text="12 April 2024")).to_be_visible()
    expect(page.get_by_text("no figure").first).to_be_visible()
    assert reader.asked["day"] == ["2024-04-12"]
    reader.visit(page.locator(".footer a").get_attribute("href") or "")
    expect(page.locator("h2.part", has_text="12 April 2024")).to_be_visible()


def test_contested_pairs_name_both_claimants_and_can_be_taken_away(reader: Reader, tmp_path: Path):
    reader.visit("/numbers?countries=MLI&senders=RUS")
    page = reader.page
    expect(page.locator("h2.part", has_text="contested pairs")).to_be_visible()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Contested as CSV").click()
    caught.value.save_as(tmp_path / "contested.csv")
    lines = (tmp_path / "contested.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > 5


def test_the_force_that_the_reader_chooses_stays_in_the_link(reader: Reader):
    reader.visit("/numbers")
    page = reader.page
    page.locator(".st-key-asked").get_by_label("Force").click()
    page.get_by_role("option", name="US forces").click()
    reader.wait()
    assert reader.asked["force"] == ["usa"]
    assert "US" in reader.title or "American" in reader.title


@pytest.mark.parametrize(("name", "part"), [("Reigns", "reigns"), ("Who calls it a coup?", "lists")])
def test_a_part_of_the_regimes_page_is_chosen_and_its_link_reopens_it(reader: Reader, name: str, part: str):
    reader.visit("/regimes")
    first = reader.title
    reader.press("_part", name)
    assert reader.asked["part"] == [part]
    title = reader.title
    assert title != first
    reader.visit(reader.page.locator(".footer a").get_attribute("href") or "")
    assert reader.title == title


def test_changing_the_list_of_coups_changes_the_counts_at_once(reader: Reader):
    reader.visit("/regimes?part=lists")
    page = reader.page
    before = page.locator("table.decades").inner_text()
    page.get_by_label("Count by").click()
    page.get_by_role("option", name="Cline Center").click()
    reader.wait()
    assert page.locator("table.decades").inner_text() != before
    assert reader.asked["list"] == ["cline-2-1-2"]
