"""A mark on the page that says when all of it is drawn, for those who take pictures of it by machine."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SCRIPT = (Path(__file__).parent / "drawn.js").read_text(encoding="utf-8")
_mount = st.components.v2.component("sahel_drawn", html="<span></span>", js=_SCRIPT, isolate_styles=False)


def drawn(page: str) -> None:
    """Set `data-drawn` on the page's root to the page's name once scripts, fonts and drawings are at rest."""
    _mount(data={"page": page}, key="drawn")
