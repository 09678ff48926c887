"""One view, one link: what the address says is what the reader sees, on every page and in every order of clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app import PAGES
from bench.server import dashboard, free_port, plain, running
from sahel.vocabulary import FOCUS, SENDER_GROUPS
from sahel.words import language
from tests.browser.reader import Reader


@pytest.mark.parametrize("command", [dashboard, plain], ids=["python -m sahel serve", "streamlit run"])
def test_a_deep_link_as_first_request_to_a_fresh_server_has_the_full_frame(
    command: Callable[[int], list[str]], reader_of: Callable[..., Reader]
):
    port = free_port()
    with running(command(port), port) as fresh:
        reader = reader_of(fresh)
        reader.visit("/timeline?from=2012-01-01")
        page = reader.page
        expect(page.locator("a[data-testid=stTopNavLink]")).to_have_count(len(PAGES))
        expect(page.locator("a[data-testid=stTopNavLink][aria-current=page]")).to_have_text("Timeline")
        expect(page.locator(".st-key-bar")).to_be_visible()
        expect(page.locator("h1.finding")).to_be_visible()
        expect(page.locator(".footer")).to_be_visible()
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
        assert reader.path == "/timeline"
        assert reader.errors == []
        assert reader.elsewhere == []


def test_a_shared_link_keeps_its_filters_from_page_to_page(reader: Reader):
    french = language("fr")
    reader.visit("/map?on=2024-04-12&countries=NER&senders=FRA&senders=USA&lang=fr")
    for name in ("Timeline", "Numbers", "Regimes", "Record", "Situation", "Map"):
        reader.open(french.say(name))
        assert reader.asked["countries"] == ["NER"], name
        assert reader.asked["senders"] == ["FRA", "USA"], name
        assert reader.asked["lang"] == ["fr"], name
    assert reader.path == "/map"
    assert reader.asked["on"] == ["2024-04-12"]
    assert french.word("country", "NER") in reader.page.locator(".footer, .subtitle, h1.finding").all_inner_texts()[1]


def test_filters_survive_the_page_that_shows_no_bar(reader: Reader):
    reader.visit("/map?on=2024-04-12&countries=NER")
    reader.open("About")
    reader.open("Map")
    assert reader.asked == {"on": ["2024-04-12"], "countries": ["NER"]}


def test_the_menu_follows_the_language_and_keeps_it_on_the_next_page(reader: Reader):
    reader.visit("/map?on=2024-04-12&lang=fr")
    current = reader.page.locator("a[data-testid=stTopNavLink][aria-current=page]")
    expect(current).to_have_text(language("fr").say("Map"))
    reader.page.locator(".st-key-lang").get_by_text("English").click()
    expect(current).to_have_text("Map")
    reader.page.locator(".st-key-lang").get_by_text("Français").click()
    expect(current).to_have_text(language("fr").say("Map"))
    reader.open(language("fr").say("Timeline"))
    expect(current).to_have_text(language("fr").say("Timeline"))


@pytest.mark.parametrize(
    "path",
    [
        "/map?on=2024-02-31&countries=XXX&senders=PIRATES&lang=xx",
        "/map?on=&countries=&senders=&lang=",
        "/?on=1066-10-14&countries=%3Cscript%3E",
        "/timeline?from=2030-01-01&to=1950-01-01",
        "/numbers?from=..&to=yesterday&countries=NGA",
        "/record?table=passwords&row=%27--&q=%00",
    ],
)
def test_impossible_values_are_dropped_without_harm(reader: Reader, path: str):
    reader.visit(path)
    expect(reader.page.locator("h1.finding")).to_be_visible()
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    pressed = reader.page.locator(".st-key-bar button[data-variant=pills][aria-pressed=true]")
    expect(pressed).to_have_count(len(FOCUS) + len(SENDER_GROUPS))
    left = {name for name in reader.asked if name in ("on", "from", "to", "countries", "senders", "lang")}
    assert left == set()


def test_a_pill_changes_the_link_and_the_back_button_returns_the_earlier_filters(reader: Reader):
    reader.visit("/map?countries=NER")
    reader.press("_countries", "Mali")
    assert sorted(reader.asked["countries"]) == ["MLI", "NER"]
    reader.press("_senders", "Russia")
    assert "RUS" not in reader.asked["senders"]
    reader.page.go_back()
    reader.wait()
    assert "senders" not in reader.asked
    reader.page.go_back()
    reader.wait()
    assert reader.asked == {"countries": ["NER"]}
    pressed = reader.page.locator(".st-key-_countries button[aria-pressed=true]")
    expect(pressed).to_have_text(["Niger"])


def test_reset_takes_every_filter_back(reader: Reader):
    reader.visit("/timeline?from=2020-01-01&countries=NER&senders=RUS")
    reader.press("_reset", "Reset")
    assert reader.asked == {}
    expect(reader.page.locator(".st-key-bar button[aria-pressed=false]")).to_have_count(0)


def test_the_day_is_stepped_by_its_arrows_and_written_into_the_link(reader: Reader):
    reader.visit("/map?on=2024-04-12")
    reader.press("_after", "›")
    assert reader.asked["on"] == ["2024-04-13"]
    reader.press("_before", "‹")
    assert reader.asked["on"] == ["2024-04-12"]


def test_the_link_in_the_footer_reopens_the_view(reader: Reader):
    reader.visit("/map?on=2024-04-12&countries=NER&senders=USA")
    title, link = reader.title, reader.page.locator(".footer a").last.get_attribute("href")
    reader.visit(str(link))
    assert reader.title == title
    assert reader.asked["countries"] == ["NER"]


def test_the_language_of_the_browser_is_the_first_choice(reader_of: Callable[..., Reader], server):
    reader = reader_of(server, locale="fr-FR")
    reader.visit("/")
    expect(reader.page.locator(".st-key-bar")).to_contain_text(language("fr").say("Forces of"))
    assert reader.asked == {}
