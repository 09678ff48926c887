"""Room for labels, and the ticks of the axis."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from sahel.lanes import LabelRows, clusters, text_width, ticks


def test_labels_in_one_row_never_touch() -> None:
    rows = LabelRows(400, rows=1)
    spots = [rows.place(x, 80, ("right", "left"), rows=(0,)) for x in (20, 60, 130, 200, 390)]
    edges = sorted((spot.left, spot.left + spot.width) for spot in spots if spot)
    assert len(edges) >= 3
    assert all(a[1] < b[0] for a, b in pairwise(edges))


def test_a_label_goes_to_the_other_side_then_to_the_other_row_then_is_dropped() -> None:
    rows = LabelRows(200)
    found = [rows.place(150, 90, ("right", "left")) for _ in range(3)]
    assert [(spot.row, spot.side) if spot else None for spot in found] == [(0, "left"), (1, "left"), None]


def test_a_stem_needs_the_rows_below_it() -> None:
    rows = LabelRows(300)
    rows.take(0, 90, 110)
    assert rows.place(100, 40, ("right",), rows=(1,), stem=True) is None
    assert rows.place(150, 40, ("right",), rows=(1,), stem=True) is not None
    assert not rows.is_free(0, 149, 151)


def test_labels_stay_inside_the_drawing() -> None:
    rows = LabelRows(100)
    assert rows.place(5, 90, ("left",)) is None
    assert rows.place(95, 90, ("right",)) is None


def test_positions_cluster_by_their_distance_from_the_first() -> None:
    assert clusters([0, 3, 6, 9, 30], 7) == [[0, 1, 2], [3], [4]]


def test_bold_and_longer_texts_are_wider() -> None:
    assert text_width("Coup 26 Jul 2023", 12, bold=True) > text_width("Coup 26 Jul 2023", 12)
    assert text_width("WWWW", 12) > text_width("iiii", 12)


@pytest.mark.parametrize(
    ("first", "last", "unit", "least", "most"),
    [
        (date(1960, 1, 1), date(2026, 6, 30), "year", 8, 20),
        (date(2012, 1, 1), date(2026, 6, 30), "year", 14, 16),
        (date(2022, 1, 1), date(2023, 12, 31), "month", 6, 25),
        (date(2023, 7, 1), date(2023, 7, 31), "day", 4, 32),
        (date(2023, 7, 26), date(2023, 7, 26), "day", 1, 2),
    ],
)
def test_ticks_fit_any_range(first: date, last: date, unit: str, least: int, most: int) -> None:
    found = ticks(first, last, 990)
    assert {tick.unit for tick in found} == {unit}
    assert least <= len(found) <= most
    assert found[0].day <= first
    assert found[-1].day <= last
