"""The six sender marks: one shape each, of equal optical area, the same in every state and place."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

import pytest

from sahel import marks
from sahel import theme as look
from sahel.vocabulary import SENDER_GROUPS

THEMES = ("light", "dark")


def svg(uri: str) -> ElementTree.Element:
    """The root element of a picture given as a data URI."""
    head, body = uri.split(",", 1)
    assert head == "data:image/svg+xml"
    return ElementTree.fromstring(unquote(body))


def area(points: list[tuple[float, float]]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


@pytest.mark.parametrize(
    ("group", "corners"), [("FRA", 0), ("USA", 4), ("EUR", 5), ("UN", 4), ("RUS", 3), ("OTHER", 12)]
)
def test_each_sender_has_its_own_outline(group: str, corners: int) -> None:
    assert len(marks.outline(group, 6) or []) == corners


@pytest.mark.parametrize("group", [group for group in SENDER_GROUPS if group not in ("FRA", "OTHER")])
def test_outlines_have_about_the_area_of_the_circle(group: str) -> None:
    assert area(marks.outline(group, 10) or []) / (math.pi * 100) == pytest.approx(1, abs=0.35)


def test_outlines_are_the_sizes_of_the_guide() -> None:
    assert max(x for x, _ in marks.outline("USA", 10) or []) == pytest.approx(8.9)
    assert max(y for _, y in marks.outline("UN", 10) or []) == pytest.approx(12.6)
    assert max(math.hypot(x, y) for x, y in marks.outline("EUR", 10) or []) == pytest.approx(11.2)
    assert max(x for x, _ in marks.outline("OTHER", 10) or []) == pytest.approx(11)


def test_the_cross_is_one_outline_that_turns_onto_itself() -> None:
    corners = {(round(x, 6), round(y, 6)) for x, y in marks.outline("OTHER", 10) or []}
    assert len(corners) == 12
    assert {(round(-y, 6), round(x, 6)) for x, y in corners} == corners
    assert area(marks.outline("OTHER", 10) or []) == pytest.approx(4 * 8.4 * 6.8 + 8.4**2)


@pytest.mark.parametrize("group", SENDER_GROUPS)
def test_the_triangle_and_all_others_are_centred(group: str) -> None:
    corners = marks.outline(group, 10) or [(0, 0)]
    xs = [x for x, _ in corners]
    assert max(xs) == pytest.approx(-min(xs), abs=1e-9)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("group", SENDER_GROUPS)
@pytest.mark.parametrize("state", marks.STATES)
def test_a_mark_is_a_sound_picture_in_the_colours_of_its_sender(group: str, theme: str, state: str) -> None:
    picture = svg(marks.mark_uri(group, theme, state))
    assert (picture.get("width"), picture.get("height"), picture.get("viewBox")) == ("22", "22", "0 0 22 22")
    colours = {shape.get("stroke") for shape in picture}
    assert colours == {look.ground(theme).ink3 if state == "old" else look.edge(group, theme)}
    assert len(picture) == (2 if state == "new" else 1)


@pytest.mark.parametrize("group", SENDER_GROUPS)
def test_what_has_ended_is_hollow_and_smaller(group: str) -> None:
    (ended,) = svg(marks.mark_uri(group, "light", "ended"))
    assert ended.get("fill") == look.ground("light").panel
    assert ended.get("stroke-width") == "1.4"
    (present,) = svg(marks.mark_uri(group, "light"))
    assert present.get("fill") == look.fill(group, "light")
    if group == "FRA":
        assert float(ended.get("r", 0)) == pytest.approx(0.72 * float(present.get("r", 0)))


@pytest.mark.parametrize("group", SENDER_GROUPS)
def test_old_evidence_is_greyed_and_not_dashed(group: str) -> None:
    (old,) = svg(marks.mark_uri(group, "light", "old"))
    assert old.get("stroke-dasharray") is None
    assert old.get("fill") == look.mix(look.fill(group, "light"), look.ground("light").land, look.OLD)


@pytest.mark.parametrize("group", SENDER_GROUPS)
def test_what_is_uncertain_is_faint_and_dashed(group: str) -> None:
    (uncertain,) = svg(marks.mark_uri(group, "dark", "uncertain"))
    pale = look.mix(look.fill(group, "dark"), look.ground("dark").land, 0.22)
    assert uncertain.get("fill") == pale != look.fill(group, "dark")
    assert uncertain.get("stroke-dasharray")


def test_a_mark_stands_where_it_is_put() -> None:
    assert 'cx="30" cy="40" r="6"' in marks.mark("FRA", "light", x=30, y=40)
    assert "30.00,33.40" in marks.mark("RUS", "light", x=30, y=40)


@pytest.mark.parametrize("group", SENDER_GROUPS)
def test_a_mark_with_its_second_outline_fits_its_picture(group: str) -> None:
    reach = max((max(abs(x), abs(y)) for x, y in marks.outline(group, 6 * 1.62) or [(6 * 1.62, 0)]), default=0)
    assert reach < 14


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("group", SENDER_GROUPS)
def test_a_bar_has_the_pattern_of_its_sender_on_its_colour(group: str, theme: str) -> None:
    pattern = ElementTree.fromstring(marks.bar_pattern(group, theme, "p"))
    assert pattern.get("id") == "p"
    assert pattern[0].get("fill") == look.fill(group, theme)
    assert (len(pattern) > 1) is bool(look.PATTERNS[group])


def test_pictures_are_made_once() -> None:
    assert marks.mark_uri("FRA", "light") is marks.mark_uri("FRA", "light")
