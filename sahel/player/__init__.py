"""The time machine: the map and the line of time as one instrument, in which the browser itself moves the day.

Two components: one carries the narrowed record and is sent once, the other says the day of the bar at each run. What
the reader does comes back as triggers: `moved` (day, camera, window), `opened` (ids), `failed` (why there is no map).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pydeck
import streamlit as st
from streamlit.components.v1 import declare_component

_FOLDER = Path(__file__).parent
_SCRIPTS = ("logic.js", "brush.js", "stage.js", "player.js")


def script(*names: str) -> str:
    """Return scripts of the time machine as one text."""
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names or _SCRIPTS)


@lru_cache(maxsize=1)
def deck_address() -> str:
    """Return where deck.gl can be loaded from, relative to the dashboard: it comes with the installed pydeck.

    A declared component's folder is served; outside a running page nothing can be declared, so this is asked late.
    """
    folder = Path(pydeck.__file__).parent / "nbextension" / "static"
    return f"component/{declare_component('deck', path=str(folder)).name}/index.js"


_mount = st.components.v2.component(
    "sahel_player",
    html="<div class='sp'></div>",
    css=(_FOLDER / "player.css").read_text(encoding="utf-8"),
    js=script(),
    isolate_styles=False,
)


def player(said: dict[str, Any], data: dict[str, Any], key: str, **on: Callable[[], None]) -> None:
    """Draw the time machine: `data` as `reel.script_of` gives it, `said` what the bar says now.

    `on` are callbacks by trigger: moved, opened, failed; each finds its value in `st.session_state[key]`.
    """
    with st.container(key=f"{key}_said", height=1, border=False):
        _mount(data=said, key=f"_{key}_said")
    callbacks: dict[str, Any] = {f"on_{name}_change": act for name, act in on.items()}
    _mount(data=data, key=key, **callbacks)
