"""The sheet of exported pictures: its type, its lines, and what it draws of the house's SVG and plotly figures."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from sahel import ink, ink_fonts, ink_plotly, ink_svg, theme

GROUND = theme.ground("light")
LONG = "Five coups since 2020, and in each country the French were gone within two years of the first"


def sheet() -> ink.Sheet:
    return ink.Sheet(200, 100, GROUND.paper)


def strokes(made: ink.Sheet) -> list[PathPatch]:
    return [artist for artist in made.figure.artists if isinstance(artist, PathPatch)]


def test_a_title_is_broken_into_lines_of_about_one_length() -> None:
    greedy = ink_fonts.wrap(LONG, 46, 600, 1792)
    assert greedy[-1] == "first"
    even = ink_fonts.wrap(LONG, 46, 600, ink_fonts.even(LONG, 46, 600, 1792))
    assert len(even) == len(greedy)
    assert ink_fonts.width(even[-1], 46, 600) > 0.6 * ink_fonts.width(even[0], 46, 600)


def test_no_line_is_wider_than_its_room_and_no_word_is_lost() -> None:
    for room in (120, 333, 900):
        lines = ink_fonts.wrap(LONG, 20, 400, room)
        assert all(ink_fonts.width(line, 20) <= room for line in lines)
        assert " ".join(lines) == LONG


def test_a_word_without_blanks_is_broken_and_a_text_too_long_ends_in_an_ellipsis() -> None:
    assert all(ink_fonts.width(line, 20) <= 100 for line in ink_fonts.wrap("x" * 200, 20, 400, 100))
    lines = ink_fonts.wrap(LONG, 20, 400, 200, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_a_no_break_space_holds() -> None:
    said = "Niger\u202f: mille\u00a0hommes"
    assert all("\u00a0hommes" in line for line in ink_fonts.wrap(said, 20, 400, 110) if "hommes" in line)


def test_letters_that_the_font_lacks_are_shown_as_one_sign_and_controls_not_at_all() -> None:
    said = ink_fonts.drawable("Gao\u0007 \N{GRINNING FACE} é\u202f!")
    assert said.startswith("Gao ")
    assert said.endswith(" é\u202f!")
    assert "\N{GRINNING FACE}" not in said


@pytest.mark.parametrize("letter", "éèêëàâçôûùïîœÉÈÀÇŒ–—’“”«»…≥≤−→·°")
def test_french_and_our_signs_are_in_the_font(letter: str) -> None:
    assert ink_fonts.drawable(letter) == letter


def test_what_is_written_is_noted_where_it_stands() -> None:
    made = sheet()
    wide = made.pen.at(10, 20, 2).text(5, 5, "Gao", 10, GROUND.ink, "middle")
    (note,) = made.written
    assert note.said == "Gao"
    assert note.size == 20
    assert (note.left + note.right) / 2 == pytest.approx(20)
    assert note.right - note.left == pytest.approx(wide * 2)


def test_a_dollar_is_no_mathematics() -> None:
    made = sheet()
    made.pen.text(0, 20, "$x^2$", 10, GROUND.ink)
    assert made.written[0].said == "$x^2$"
    (text,) = (artist for artist in made.figure.artists if isinstance(artist, Text))
    assert not text.get_parse_math()


def test_svg_of_the_house_is_drawn_piece_by_piece_and_the_unknown_is_refused() -> None:
    made = sheet()
    body = (
        f'<g transform="translate(10,5)"><title>said</title><rect width="10" height="5" fill="{GROUND.ink}"/>'
        f'<circle cx="3" cy="3" r="2" fill="none" stroke="{GROUND.ink}"/><path d="M0 0h5v5l-2 1z" fill="{GROUND.ink}"/>'
        f'<text x="1" y="9" font-size="10" fill="{GROUND.ink}" text-anchor="end">Gao</text></g>'
    )
    ink_svg.draw(made.pen, body)
    assert len(strokes(made)) == 3
    assert made.written[0].right == pytest.approx(11)
    with pytest.raises(ValueError, match="foreignObject"):
        ink_svg.draw(made.pen, "<foreignObject/>")


def test_a_figure_is_drawn_where_its_axes_say() -> None:
    made = sheet()
    figure = go.Figure(
        data=[
            {
                "type": "bar", "name": "FRA", "orientation": "h", "base": [10], "x": [20], "y": [50], "width": 10,
                "marker": {"color": GROUND.ink, "line": {"width": 0}},
            },
            {
                "type": "scatter", "mode": "text", "x": [50], "y": [20], "text": ["<b>Gao</b> &lt;b&gt;"],
                "textposition": "middle right", "textfont": {"size": 10, "color": GROUND.ink},
            },
        ],
        layout={
            "height": 100, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "font": {"size": 10, "color": GROUND.ink},
            "xaxis": {"range": [0, 100], "visible": False}, "yaxis": {"range": [100, 0], "visible": False},
        },
    )  # fmt: skip
    ink_plotly.draw(made.pen, figure, 200)
    (bar,) = strokes(made)
    box = bar.get_path().get_extents()
    assert (box.x0, box.x1, box.y0, box.y1) == pytest.approx((20, 60, 45, 55))
    assert [note.said for note in made.written] == ["Gao", " <b>"]
    assert made.written[0].left == pytest.approx(100)


def test_a_trace_that_no_sheet_draws_is_refused() -> None:
    layout = {"height": 10, "xaxis": {"range": [0, 1]}, "yaxis": {"range": [1, 0]}, "font": {"size": 1, "color": "red"}}
    figure = go.Figure(data=[{"type": "scatter", "mode": "lines+markers", "x": [0], "y": [0]}], layout=layout)
    with pytest.raises(ValueError, match="not drawn on a sheet"):
        ink_plotly.draw(sheet().pen, figure, 10)


@pytest.mark.parametrize("kind", ["|", "-", "/", "x"])
def test_a_pattern_never_leaves_its_bar(kind: str) -> None:
    path = ink.stripes(10, 20, 33, 7, kind, 5)
    assert path is not None
    box = path.get_extents()
    assert box.x0 >= 10 - 1e-6
    assert box.x1 <= 43 + 1e-6
    assert box.y0 >= 20 - 1e-6
    assert box.y1 <= 27 + 1e-6
