"""Every page runs on the real record: full, narrowed, empty, in both languages, without an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import PAGES

ROOT = Path(__file__).resolve().parent.parent
MODULES = [module for module, *_ in PAGES]
VIEWS = {
    "full": {},
    "narrowed": {"countries": "NER", "senders": ["FRA", "USA"], "on": "2024-04-12", "from": "2012-01-01"},
    "empty": {"senders": "none"},
    "no country": {"countries": "none"},
    "first day": {"on": "1958-01-01", "from": "1958-01-01", "to": "1958-01-02"},
    "one day": {"on": "2022-02-01", "from": "2022-02-01", "to": "2022-02-01"},
}


def run(module: str, **asked: str | list[str]) -> AppTest:
    """Run a page as its link would."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in asked.items():
        at.query_params[name] = value
    if module != "situation":
        at.switch_page(f"pages/{module}.py")
    return at.run()


def html(at: AppTest) -> str:
    """Return all HTML of a page."""
    return "\n".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("module", MODULES)
def test_a_page_runs_and_has_its_title_and_footer(module: str, view: str, lang: str):
    at = run(module, lang=lang, **VIEWS[view])
    assert not at.exception
    assert not at.error
    assert html(at).count("<h1 class='finding'>") == 1
    assert html(at).count("<div class='footer'>") == 1


@pytest.mark.parametrize(("module", "dated"), [(module, dated) for module, _, dated in PAGES])
def test_a_page_has_the_controls_that_its_bar_promises(module: str, dated: str):
    keys = {widget.key for widget in run(module).get("date_input")}
    assert keys >= {"on": {"_on"}, "range": {"_from", "_to"}}.get(dated, set())
    assert "_on" not in keys or dated == "on"


@pytest.mark.parametrize("module", [module for module, _, dated in PAGES if dated != "none"])
def test_an_empty_view_says_so_and_offers_the_way_back(module: str):
    at = run(module, senders="none", countries="none")
    assert "class='nothing'" in html(at)
    at.button(key="_show_all").click().run()
    assert not at.exception
    assert "class='nothing'" not in html(at)


def test_going_back_past_a_change_of_language_takes_the_default_again():
    at = run("situation")
    at.segmented_control(key="_lang").set_value("fr").run()
    assert at.query_params["lang"] in ("fr", ["fr"])
    assert "Record reaches" not in html(at)
    del at.query_params["lang"]
    at.run()
    assert not at.exception
    assert "lang" not in at.query_params
    assert "Record reaches" in html(at)
