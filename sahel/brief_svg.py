"""The SVG of a card: text as text, with the font in the file, so that it looks the same everywhere."""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from sahel import ink_fonts

# Matplotlib writes points; a card has px.
_SIZE = re.compile(r'<svg([^>]*?) width="([\d.]+)pt" height="([\d.]+)pt"')


@lru_cache(maxsize=1)
def faces() -> str:
    """Return the rules that bring both weights along, as WOFF in the sheet itself."""
    return "".join(
        f"@font-face{{font-family:'{ink_fonts.FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{_woff(weight)}) format('woff')}}"
        for weight in ink_fonts.WEIGHTS
    )


def _woff(weight: int) -> str:
    font = TTFont(ink_fonts.ready()[weight], recalcTimestamp=False)
    # WOFF needs zlib alone; WOFF2 would need one more package.
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode("ascii")


def with_fonts(svg: bytes, lang: str, said: str) -> bytes:
    """Return matplotlib's SVG with the fonts in it, in px, with its language, and `said` for those who hear it."""
    head, end, rest = svg.decode("utf-8").partition("</style>")
    head = _SIZE.sub(rf'<svg xml:lang="{lang}"\1 width="\2" height="\3"', head, count=1)
    head = head.replace("</title>", f"</title>\n <desc>{escape(said)}</desc>", 1)
    return f"{head}{faces()}{end}{rest}".encode()
