"""A link holds the version of the record on which it was made, and a kept version can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import SAMPLE
from streamlit.testing.v1 import AppTest
from test_data import record

from sahel import releases, store
from sahel.store import DataError
from sahel.view import View

ROOT = Path(__file__).resolve().parent.parent
KEPT = "2026.11"


def run(**asked: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in asked.items():
        at.query_params[name] = value
    return at.run()


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def test_a_link_holds_the_version_of_the_record() -> None:
    view = View(record(), record().cutoff, record().cutoff, record().cutoff)
    assert view.pinned("/map?lang=en") == f"/map?lang=en&v={record().version}"
    assert f"v={record().version}" in html(run())


def test_a_link_of_the_version_that_is_shown_says_nothing() -> None:
    at = run(v=record().version)
    assert "made on version" not in html(at)


def test_a_link_of_a_kept_version_offers_both_readings() -> None:
    at = run(v=KEPT)
    assert f"This link was made on version {KEPT} of the record; you read version {record().version}." in html(at)
    at.button(key="_reading").click().run()
    assert not at.exception
    assert at.query_params["record"] in (KEPT, [KEPT])
    assert f"version {KEPT} had it" in html(at)
    assert f"version {KEPT} ·" in html(at)
    at.button(key="_reading").click().run()
    assert "record" not in at.query_params
    assert f"version {record().version} ·" in html(at)


def test_a_link_of_a_version_that_is_not_kept_says_so_and_offers_nothing() -> None:
    at = run(v="1999.01<b>")
    assert "made on version 1999.01&lt;b&gt;" in html(at)
    assert not [button for button in at.button if button.key == "_reading"]


@pytest.mark.parametrize("asked", ["nonsense", "../2026.11", ""])
def test_an_unknown_version_in_the_address_is_todays_record(asked: str) -> None:
    at = run(record=asked)
    assert not at.exception
    assert f"version {record().version} ·" in html(at)


def test_a_kept_version_is_read_as_it_was() -> None:
    then = releases.as_record(record().folder, KEPT)
    assert (then.version, len(then.events)) == (KEPT, 634)
    # A column that came later is there and empty.
    assert set(then.sources["agency"]) == {""}


def test_a_kept_version_that_is_not_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "1.zip").write_bytes(b"no zip")
    with pytest.raises(DataError, match=r"1\.zip"):
        releases.as_record(tmp_path, "1")


def test_a_record_of_text_is_the_record_that_loading_makes() -> None:
    loaded = store.load(SAMPLE)
    rows = {name: held.rows.values() for name, held in releases.present(loaded).tables.items()}
    made = store.of_text(SAMPLE, loaded.version, loaded.cutoff, rows)
    for name in rows:
        assert made.table(name).equals(loaded.table(name)), name
