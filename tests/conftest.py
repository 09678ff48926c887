"""Fixtures of all tests: the sample record, a copy of it that may be broken, and a view of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from handmade import SAMPLE

from sahel import store as records
from sahel.store import Store
from sahel.view import View


@pytest.fixture(scope="session")
def sample() -> Store:
    """The sample record, loaded once; read only."""
    return records.load(SAMPLE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample folder that a test may break."""
    return shutil.copytree(SAMPLE, tmp_path / "sample")


@pytest.fixture
def view(sample: Store) -> View:
    """The sample on its last day: all countries and senders, English, light."""
    return View(store=sample, on=sample.cutoff, start=sample.cutoff.replace(year=2012), end=sample.cutoff)
