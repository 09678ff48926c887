"""The type of exported pictures: Source Sans 3 in two weights, made once from the installed package, and its widths."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

import fontpkg_source_sans_3 as package
import matplotlib
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

FAMILY = "Source Sans 3"
WEIGHTS = (400, 600)
# What the two languages, names of the region and our signs need; the rest of the font would take 17 s to instance.
_SPANS = (
    (0x20, 0x17F), (0x1A0, 0x1B0), (0x218, 0x21B), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20BF),
    (0x2190, 0x2193), (0x2212, 0x2265), (0x25A1, 0x25A1),
)  # fmt: skip
_SOURCE = Path(package.__file__).parent / "files" / "SourceSans3[wght].ttf"
# The font has no replacement character.
_UNKNOWN = "\N{WHITE SQUARE}"


@lru_cache(maxsize=1)
def ready() -> dict[int, Path]:
    """Return the font file of each weight, known to matplotlib; made and kept in a cache folder the first time."""
    made = {weight: _instance(weight) for weight in WEIGHTS}
    # Hinted letters are up to 2% wider than the font says, so that what stands behind a text would lie on it.
    matplotlib.rcParams["text.hinting"] = "none"
    for path in made.values():
        font_manager.fontManager.addfont(path)
    return made


def _instance(weight: int) -> Path:
    """Return the file of one weight. A half-written file is never seen: it gets its name when it is whole."""
    name = hashlib.sha256(f"{_SOURCE.stat().st_size} {weight} {_SPANS}".encode()).hexdigest()[:12]
    path = _folder() / f"source-sans-3-{weight}-{name}.ttf"
    if not path.exists():
        font = _subset()
        instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
        _name(font, weight)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        os.close(handle)
        font.save(part)
        Path(part).replace(path)
    return path


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Return matplotlib's own cache folder, or a new one where that cannot be written to."""
    folder = Path(matplotlib.get_cachedir())
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="sahel-record-"))


def _subset() -> TTFont:
    # With the time of making in it, no two machines would write the same SVG.
    font = TTFont(_SOURCE, recalcTimestamp=False)
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], notdef_outline=True)
    options.name_IDs = ["*"]
    wanted = subset.Subsetter(options)
    wanted.populate(unicodes=[code for first, last in _SPANS for code in range(first, last + 1)])
    wanted.subset(font)
    return font


def _name(font: TTFont, weight: int) -> None:
    """Give both weights one family name, so that an SVG asks for "Source Sans 3" and a weight."""
    style = "Regular" if weight == 400 else "SemiBold"
    font["OS/2"].usWeightClass = weight
    names = font["name"]
    for old in (16, 17, 21, 22, 25):
        names.removeNames(nameID=old)
    for name_id, said in ((1, FAMILY), (2, style), (4, f"{FAMILY} {style}"), (6, f"SourceSans3-{style}")):
        names.setName(said, name_id, 3, 1, 0x409)
        names.removeNames(nameID=name_id, platformID=1)


@lru_cache(maxsize=4)
def properties(weight: int) -> FontProperties:
    """Return the matplotlib font of a weight, 400 or 600."""
    ready()
    return FontProperties(family=FAMILY, weight=weight)


@lru_cache(maxsize=4)
def _metrics(weight: int) -> tuple[dict[int, str], dict[str, float]]:
    """Return the glyph of each letter and the advance of each glyph in ems."""
    font = TTFont(ready()[weight], lazy=True)
    em = float(font["head"].unitsPerEm)
    advances = {glyph: advance / em for glyph, (advance, _) in font["hmtx"].metrics.items()}
    return dict(font.getBestCmap()), advances


@lru_cache(maxsize=16384)
def width(said: str, size: float, weight: int = 400) -> float:
    """Return how many px a text of one line takes at a size in px, without kerning: never less than it is drawn."""
    glyphs, advances = _metrics(weight)
    return sum(advances[glyphs.get(ord(letter), ".notdef")] for letter in said) * size


def drawable(said: str) -> str:
    """Return a text with what the font cannot draw shown as an empty square, and without control characters."""
    glyphs, _ = _metrics(400)
    kept = (
        letter if ord(letter) in glyphs else _UNKNOWN
        for letter in said
        if letter.isprintable() or letter in "\u00a0\u202f"
    )
    return "".join(kept)


@lru_cache(maxsize=4096)
def wrap(said: str, size: float, weight: int, room: float, most: int = 0) -> tuple[str, ...]:
    """Return a text in lines no wider than `room` px; with `most`, no more lines than that, the last one cut with "…".

    A word too long for a line is broken. No-break spaces hold.
    """
    lines: list[str] = []
    line = ""
    for word in drawable(said).split(" "):
        for piece in _pieces(word, size, weight, room):
            longer = f"{line} {piece}" if line else piece
            if line and width(longer, size, weight) > room:
                lines.append(line)
                line = piece
            else:
                line = longer
    lines = [one for one in [*lines, line] if one] or [""]
    if most and len(lines) > most:
        return (*lines[: most - 1], cut(" ".join(lines[most - 1 :]), size, weight, room))
    return tuple(lines)


def even(said: str, size: float, weight: int, room: float) -> float:
    """Return the least room in px in which a text takes no more lines than in `room`: no line of one last word."""
    lines, low, high = len(wrap(said, size, weight, room)), room / 2, room
    while lines > 1 and high - low > size / 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(wrap(said, size, weight, middle)) <= lines else (middle, high)
    return high


def _pieces(word: str, size: float, weight: int, room: float) -> list[str]:
    if width(word, size, weight) <= room:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter, size, weight) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def cut(said: str, size: float, weight: int, room: float) -> str:
    """Return a text cut at a word with "…" where it is wider than `room` px."""
    said = drawable(said)
    if width(said, size, weight) <= room:
        return said
    low, high = 0, len(said)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(said[:middle] + "…", size, weight) <= room else (low, middle - 1)
    kept = said[:low]
    whole = kept.rsplit(" ", 1)[0] if " " in kept and not said[low : low + 1].isspace() else kept
    return whole.rstrip(" ,;:(–") + "…"
