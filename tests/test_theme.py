"""The floors of look.md: contrast, colours told apart by every eye, and one source for every colour."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from colours import ciede2000, contrast, lab, seen

from sahel import theme as look
from sahel.vocabulary import SENDER_GROUPS, words_of

# Print is a theme of cards only.
SCREENS = ("light", "dark")
THEMES = (*SCREENS, "print")
KINDS = tuple(words_of("regime_kind"))
CONFIG = tomllib.loads((Path(__file__).parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
FLOORS = {"full": 20, "deuteranopia": 12, "protanopia": 12, "tritanopia": 12, "greyscale": 7}


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065), ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)  # fmt: skip
def test_the_colour_difference_agrees_with_published_pairs(one: tuple, two: tuple, expected: float) -> None:
    assert ciede2000(one, two) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(two, one) == pytest.approx(expected, abs=1e-4)


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("sight", "floor"), FLOORS.items())
def test_any_two_senders_are_told_apart_by_every_eye(theme: str, sight: str, floor: float) -> None:
    colours = {group: lab(seen(look.fill(group, theme), sight)) for group in SENDER_GROUPS}
    apart = {pair: ciede2000(colours[pair[0]], colours[pair[1]]) for pair in combinations(SENDER_GROUPS, 2)}
    nearest = min(apart, key=apart.__getitem__)
    assert apart[nearest] >= floor, f"{nearest}: {apart[nearest]:.1f}"


@pytest.mark.parametrize(("theme", "nearest"), [("light", ("EUR", "OTHER")), ("dark", ("UN", "OTHER"))])
def test_the_nearest_pair_is_the_one_that_the_guide_names(theme: str, nearest: tuple[str, str]) -> None:
    colours = {group: lab(seen(look.fill(group, theme), "full")) for group in SENDER_GROUPS}
    pairs = sorted(combinations(SENDER_GROUPS, 2), key=lambda pair: ciede2000(colours[pair[0]], colours[pair[1]]))
    assert pairs[0] == nearest


@pytest.mark.parametrize("group", SENDER_GROUPS)
@pytest.mark.parametrize(
    ("theme", "ground", "floor"),
    [
        ("print", "paper", 4.5), ("print", "neighbours", 3.9), ("print", "land", 4.5),
        ("light", "paper", 4.5), ("light", "panel", 4.5), ("light", "neighbours", 3.9), ("light", "land", 4.5),
        ("dark", "paper", 3.9), ("dark", "panel", 3.9), ("dark", "neighbours", 3.9), ("dark", "land", 3.9),
    ],
)  # fmt: skip
def test_a_mark_or_its_edge_stands_out_from_every_ground(group: str, theme: str, ground: str, floor: float) -> None:
    assert contrast(look.edge(group, theme), getattr(look.ground(theme), ground)) >= floor


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_text_on_a_kind_of_rule_can_be_read(theme: str, kind: str) -> None:
    assert contrast(look.rule_text(kind, theme), look.rule_fill(kind, theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_stone_ramp_grows_with_the_distance_from_the_vote(theme: str) -> None:
    weights = [
        contrast(look.rule_fill(kind, theme), look.ground(theme).paper)
        for kind in ("elected", "interim", "one_party", "military")
    ]
    assert weights == sorted(weights)
    assert weights[-1] > 2 * weights[0]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (text, ground)
        for text in ("ink", "ink2")
        for ground in ("paper", "panel", "sunken", "land", "neighbours")
    ]
    + [("ink3", ground) for ground in ("paper", "panel", "land", "neighbours")]
    + [("water_text", "water")],
)  # fmt: skip
def test_text_on_every_ground_can_be_read(theme: str, text: str, ground: str) -> None:
    tokens = look.ground(theme)
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_three_countries_are_lighter_than_their_neighbours(theme: str) -> None:
    tokens = look.ground(theme)
    assert lab(seen(tokens.land, "full"))[0] > lab(seen(tokens.neighbours, "full"))[0]


@pytest.mark.parametrize("theme", THEMES)
def test_only_russia_is_red(theme: str) -> None:
    def is_red(colour: str) -> bool:
        lightness, a, b = lab(seen(colour, "full"))
        return a > 30 and b > 5 and lightness > 20

    assert [group for group in SENDER_GROUPS if is_red(look.fill(group, theme))] == ["RUS"]
    assert not any(is_red(colour) for colour in look.ground(theme))


def test_each_sender_has_a_mark_and_a_pattern_of_its_own() -> None:
    assert set(look.PLOTLY_MARKS) == set(look.PATTERNS) == set(SENDER_GROUPS)
    assert len(set(look.PLOTLY_MARKS.values())) == len(set(look.PATTERNS.values())) == len(SENDER_GROUPS)


@pytest.mark.parametrize("theme", SCREENS)
def test_the_streamlit_theme_has_the_values_of_the_theme(theme: str) -> None:
    tokens, config = look.ground(theme), CONFIG["theme"][theme]
    assert config["primaryColor"] == config["textColor"] == config["linkColor"] == tokens.ink
    assert config["backgroundColor"] == tokens.paper
    assert config["secondaryBackgroundColor"] == tokens.sunken
    assert config["borderColor"] == tokens.rule
    assert config["chartCategoricalColors"] == [look.fill(group, theme) for group in SENDER_GROUPS]


def test_the_streamlit_theme_names_no_other_colour() -> None:
    known = {
        colour for theme in SCREENS for colour in (*look.ground(theme), *(look.fill(g, theme) for g in SENDER_GROUPS))
    }
    texts = [value for theme in SCREENS for value in CONFIG["theme"][theme].values()]
    named = {
        text for value in texts for text in (value if isinstance(value, list) else [value]) if str(text).startswith("#")
    }
    assert named <= known
    assert not any(str(value).startswith("#") for value in CONFIG["theme"].values())


def test_the_server_stays_at_home_and_sends_nothing_out() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["theme"]["baseRadius"] == "4px"


def test_a_colour_can_be_made_transparent() -> None:
    assert look.alpha("#1F5AA9", 0.22) == "rgba(31,90,169,0.22)"
    assert look.rgb("#1F5AA9") == [31, 90, 169, 255]
    assert look.rgb("#1F5AA9", 0.22) == [31, 90, 169, 56]


@pytest.mark.parametrize(("share", "expected"), [(0, "#FFFFFF"), (1, "#1F5AA9"), (0.5, "#8FACD4")])
def test_a_colour_can_be_mixed_into_its_ground(share: float, expected: str) -> None:
    assert look.mix("#1F5AA9", "#FFFFFF", share).upper() == expected


@pytest.mark.parametrize("theme", THEMES)
def test_every_figure_starts_from_one_layout_that_may_be_overridden(theme: str) -> None:
    layout = look.plotly_layout(theme, height=300, showlegend=True)
    assert layout["font"]["color"] == look.ground(theme).ink
    assert (layout["height"], layout["showlegend"]) == (300, True)
    layout["xaxis"]["gridcolor"] = "changed"
    assert look.plotly_layout(theme)["xaxis"]["gridcolor"] == look.ground(theme).grid
    assert look.PLOTLY_CONFIG["displayModeBar"] is False
