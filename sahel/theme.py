"""The look: ground colours, sender colours and patterns, one plotly layout. No other module names a colour."""

from __future__ import annotations

from typing import Any, NamedTuple

from sahel.vocabulary import words_of

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", sans-serif'


class Ground(NamedTuple):
    """Everything that is neither sender nor kind of rule."""

    paper: str
    panel: str
    sunken: str
    ink: str
    ink2: str
    ink3: str
    grid: str
    rule: str
    land: str
    neighbours: str
    neighbour_border: str
    water: str
    water_text: str
    river: str
    country_border: str
    region_border: str


_GROUND = {
    "light": Ground(
        "#FBFAF6", "#FFFFFF", "#F3F0E8", "#1F1E1B", "#57534A", "#6C665A", "#E5E0D4", "#CFC8B8", "#FFFEFA", "#EFEBE0",
        "#CFC7B6", "#DDE8EC", "#3C6779", "#9DBDCB", "#6A655A", "#DAD3C3",
    ),
    "dark": Ground(
        "#14161A", "#1B1E22", "#22262B", "#EFEAE0", "#B9B3A7", "#9A9488", "#2B2F35", "#454A51", "#25282C", "#1C1F24",
        "#34383E", "#15232C", "#7FA9BC", "#3F6274", "#989286", "#3B3F45",
    ),
    # For printers: no tint behind anything, and greys that a copier keeps.
    "print": Ground(
        "#FFFFFF", "#FFFFFF", "#F2F2F2", "#000000", "#3D3D3D", "#5A5A5A", "#DDDDDD", "#BBBBBB", "#FFFFFF", "#F0F0F0",
        "#C8C8C8", "#E6EEF2", "#3C6779", "#8FB3C4", "#555555", "#D5D5D5",
    ),
}  # fmt: skip
_EDGES = {("light", "USA"): "#8F6600", ("light", "UN"): "#2B7C9C", ("dark", "RUS"): "#EE7468"}
_RULE_TEXT = {
    ("light", "military"): "#FFFFFF", ("dark", "military"): "#14161A", ("dark", "one_party"): "#14161A",
}  # fmt: skip
_PATTERN_INK = {"light": "rgba(255,255,255,0.55)", "dark": "rgba(20,22,26,0.62)"}
PATTERNS = {"FRA": "", "USA": "|", "EUR": "-", "UN": ".", "RUS": "/", "OTHER": "x"}
PLOTLY_MARKS = {
    "FRA": "circle", "USA": "square", "EUR": "pentagon", "UN": "diamond", "RUS": "triangle-up", "OTHER": "cross",
}  # fmt: skip
UNCERTAIN = 0.22
OLD = 0.45


def ground(theme: str) -> Ground:
    """Return the ground colours of the "light", "dark" or "print" theme; print has the senders of light."""
    return _GROUND[theme]


def _inks(theme: str) -> str:
    return "dark" if theme == "dark" else "light"


def fill(group: str, theme: str) -> str:
    """Return a sender group's colour."""
    word = words_of("sender_group")[group]
    return word.dark if theme == "dark" else word.light


def edge(group: str, theme: str) -> str:
    """Return a sender group's keyline: its own edge colour where the fill is too near the ground."""
    return _EDGES.get((_inks(theme), group), fill(group, theme))


def pattern_ink(theme: str) -> str:
    """Return the ink of the patterns on bars."""
    return _PATTERN_INK[_inks(theme)]


def rule_fill(kind: str, theme: str) -> str:
    """Return the stone of a kind of rule."""
    word = words_of("regime_kind")[kind]
    return word.dark if theme == "dark" else word.light


def rule_text(kind: str, theme: str) -> str:
    """Return the colour of text on a kind of rule."""
    return _RULE_TEXT.get((_inks(theme), kind), "#EFEAE0" if theme == "dark" else "#1F1E1B")


def alpha(colour: str, opacity: float) -> str:
    """Return a hexadecimal colour as rgba() with an opacity from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def mix(colour: str, ground_colour: str, share: float) -> str:
    """Return a colour laid at `share` (0 to 1) over a ground, as one opaque hexadecimal colour."""
    pairs = zip(rgb(colour)[:3], rgb(ground_colour)[:3], strict=True)
    return "#" + "".join(f"{round(share * top + (1 - share) * below):02X}" for top, below in pairs)


def rgb(colour: str, opacity: float = 1) -> list[int]:
    """Return a hexadecimal colour as [red, green, blue, alpha], each 0 to 255, as deck.gl wants it."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [round(opacity * 255)]


def plotly_layout(theme: str, **more: Any) -> dict[str, Any]:
    """Return the layout that every plotly figure starts from; `more` overrides."""
    tokens = ground(theme)
    axis = {"gridcolor": tokens.grid, "gridwidth": 1, "zeroline": False, "linecolor": tokens.rule, "fixedrange": True}
    layout: dict[str, Any] = {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12.5, "color": tokens.ink},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": tokens.panel, "bordercolor": tokens.ink, "align": "left",
            "font": {"family": FONT, "size": 13, "color": tokens.ink},
        },
        "xaxis": dict(axis),
        "yaxis": dict(axis),
        "dragmode": False,
    }  # fmt: skip
    layout.update(more)
    return layout


PLOTLY_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
