"""A made picture inside the page with the sentence that says it, and a button that copies it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import streamlit as st

_SCRIPT = (Path(__file__).parent / "picture.js").read_text(encoding="utf-8")
_STYLE = """
.picture img{display:block;max-width:100%;height:auto;border:1px solid var(--st-border-color)}
.picture button{margin-top:8px;padding:6px 12px;border:1px solid currentColor;border-radius:4px;font:inherit}
.picture button{background:var(--st-background-color);color:inherit;cursor:pointer}
.picture output{margin-left:12px}
"""
_mount = st.components.v2.component(
    "sahel_picture", html="<div class='picture'></div>", css=_STYLE, js=_SCRIPT, isolate_styles=False
)


def picture(png: bytes, width: int, alt: str, key: str, copy: str, copied: str, failed: str) -> None:
    """Show a PNG at most `width` px wide; `copy`, `copied` and `failed` are the words of its button."""
    said = {"alt": alt, "width": width, "copy": copy, "copied": copied, "failed": failed}
    _mount(data={**said, "png": b64encode(png).decode("ascii")}, key=key)
