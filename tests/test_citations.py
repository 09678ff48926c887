"""Sources are numbered in the order in which a page first needs them."""

from __future__ import annotations

import pytest

from sahel.citations import Citations
from sahel.store import Store


def test_a_source_keeps_the_number_of_its_first_use(sample: Store) -> None:
    citations = Citations(sample.sources)
    assert [number for number, _ in citations.numbers(("smp-gazette", "smp-agency"))] == [1, 2]
    assert [number for number, _ in citations.numbers(("smp-ministry", "smp-gazette"))] == [3, 1]
    assert len(citations) == 3


def test_a_number_comes_with_the_address_that_was_read(sample: Store) -> None:
    assert Citations(sample.sources).numbers(("smp-gazette",)) == [(1, "https://example.org/smp-gazette")]


def test_the_cited_sources_stand_in_the_order_of_their_numbers(sample: Store) -> None:
    citations = Citations(sample.sources)
    citations.numbers(("smp-ministry", "smp-agency"))
    assert list(citations.cited()["source_id"]) == ["smp-ministry", "smp-agency"]
    assert list(citations.cited()["number"]) == [1, 2]


def test_a_page_without_sources_cites_none(sample: Store) -> None:
    citations = Citations(sample.sources)
    assert len(citations) == 0
    assert citations.cited().empty


def test_a_source_that_the_record_does_not_have_is_an_error(sample: Store) -> None:
    with pytest.raises(KeyError):
        Citations(sample.sources).numbers(("smp-nowhere",))


def test_a_copy_goes_on_from_the_same_numbers_and_changes_nothing_else(sample: Store) -> None:
    citations = Citations(sample.sources)
    citations.numbers(("smp-ministry",))
    twin = citations.copy()
    assert [number for number, _ in twin.numbers(("smp-agency", "smp-ministry"))] == [2, 1]
    assert (len(citations), len(twin)) == (1, 2)
