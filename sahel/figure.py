"""A drawing as SVG inside the page, so that it uses the page's own font. Built from a white list of elements."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import streamlit as st

# The drawing is parsed as XML and copied element by element: what is not on the list does not reach the page.
_SCRIPT = (Path(__file__).parent / "figure.js").read_text(encoding="utf-8")
_STYLE = """
.figure{overflow-x:auto;overflow-y:hidden}
.figure svg{display:block;max-width:none;height:auto;font-family:"Source Sans","Source Sans 3",sans-serif}
.figure.fit{position:relative}
.figure.fit svg{width:100%}
.figure-zoom{position:absolute;right:8px;top:8px;display:flex;gap:4px}
.figure-zoom button{width:30px;height:30px;border:1px solid currentColor;border-radius:4px;font-weight:600}
.figure-zoom button{background:var(--st-background-color);color:inherit;cursor:pointer}
"""


class Together(NamedTuple):
    """A group of drawings moved as one, and what its buttons are called: closer, wider, whole."""

    together: str
    labels: tuple[str, str, str]


_mount = st.components.v2.component(
    "sahel_figure", html="<div class='figure fit'></div>", css=_STYLE, js=_SCRIPT, isolate_styles=False
)
_mount_wide = st.components.v2.component(
    "sahel_figure_wide", html="<div class='figure'></div>", css=_STYLE, js=_SCRIPT, isolate_styles=False
)


def figure(
    body: str,
    width: float,
    height: float,
    alt: str,
    key: str,
    *,
    scrolls: bool = False,
    together: Together | None = None,
) -> None:
    """Draw SVG elements of a box of `width` by `height` px, scaled to the page or, if it `scrolls`, at full size.

    `alt` is the sentence that says the drawing to those who do not see it. Drawings that are `together` can be zoomed
    and dragged, and all show the same part.
    """
    style = f' style="min-width:{width:g}px"' if scrolls else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}"{style}>{body}</svg>'
    )
    (_mount_wide if scrolls else _mount)(
        data={"svg": svg, "alt": alt, **(together._asdict() if together else {})}, key=key
    )
