"""A card as a file: PNG, SVG, PDF, PPTX, and several cards as one deck. The same card gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sahel import brief_pdf, brief_svg, ink_files, provenance
from sahel.brief import DATED, Brief, BriefError
from sahel.brief_bodies import drawn
from sahel.brief_card import foot
from sahel.brief_notes import alternative
from sahel.brief_pages import pages
from sahel.ink import DPI
from sahel.vocabulary import FOCUS, SENDER_GROUPS

KINDS = ("png", "svg", "pdf", "pptx")
# How many px of a canvas make an inch on paper or on a slide: A4 is A4, and 1920 px are the width of a slide.
DOTS = {"a4": 150.0, "a4-wide": 150.0, "4x3": 160.0, "column": 96.0}
_USUAL_DOTS = 144.0
_AUTHOR = "Sahel Record contributors"


def png(brief: Brief, zoom: int = 1) -> bytes:
    """Return a card as a picture, 1 or 2 dots a px; it carries its title, licence and link."""
    if zoom not in (1, 2):
        raise BriefError(f"zoom: {zoom} is not one of 1, 2")
    card = drawn(brief)
    below = foot(card)
    said = {
        "Software": None, "Title": card.title, "Author": _AUTHOR, "Description": card.subtitle,
        "Copyright": below.record, "Source": below.link,
    }  # fmt: skip
    return ink_files.written(card.sheet, "png", dpi=DPI * zoom, metadata=said)


def svg(brief: Brief) -> bytes:
    """Return a card as a drawing with real text and the fonts in it."""
    card = drawn(brief)
    below = foot(card)
    said = {
        "Title": card.title, "Creator": _AUTHOR, "Date": None, "Description": card.subtitle, "Rights": below.record,
        "Identifier": below.link, "Language": brief.view.lang,
    }  # fmt: skip
    made = ink_files.written(card.sheet, "svg", metadata=said)
    return brief_svg.with_fonts(made, brief.view.lang, alternative(card))


def pdf(brief: Brief) -> bytes:
    """Return a card as a page to print, followed by its notes and its sources in full."""
    return deck((brief,), "pdf")


def pptx(brief: Brief) -> bytes:
    """Return a card as a slide whose title, source list and notes can be edited."""
    return deck((brief,), "pptx")


def deck(briefs: Sequence[Brief], kind: str = "pptx") -> bytes:
    """Return cards of one size as one file, in order. Raises BriefError for none, or for two sizes."""
    if not briefs:
        raise BriefError("a deck needs a card")
    if len({brief.size for brief in briefs}) > 1:
        raise BriefError(f"size: the cards of a deck have one, not {', '.join(sorted({it.size for it in briefs}))}")
    if kind not in ("pptx", "pdf"):
        raise BriefError(f"deck: {kind[:40]!r} is not one of pptx, pdf")
    dots = DOTS.get(briefs[0].size, _USUAL_DOTS)
    if kind == "pptx":
        # Loads python-pptx, which a server that shows maps does not need.
        from sahel import brief_pptx

        return brief_pptx.pptx(briefs, dots)
    cards = [drawn(brief) for brief in briefs]
    sheets = [sheet for card in cards for sheet in (card.sheet, *pages(card))]
    first = cards[0]
    return brief_pdf.pdf(
        sheets, dots, first.view.lang, first.title, f"{first.subtitle.rstrip('.')}. {foot(first).record}"
    )


def made(brief: Brief, kind: str, zoom: int = 1) -> bytes:
    """Return a card as a file of a kind. Raises BriefError for an unknown one."""
    if kind == "png":
        return png(brief, zoom)
    makers: dict[str, Callable[[Brief], bytes]] = {"svg": svg, "pdf": pdf, "pptx": pptx}
    if kind not in makers:
        raise BriefError(f"kind: {kind[:40]!r} is not one of {', '.join(KINDS)}")
    return makers[kind](brief)


def name(brief: Brief) -> str:
    """Return a file's name without its ending: record, template, days, countries, senders, size, theme, language."""
    view, dated = brief.view, DATED[brief.template]
    days = {"on": [view.on], "range": [view.start, view.end]}.get(dated, [])
    parts = [brief.template, *(day.isoformat() for day in days)]
    if len(view.countries) < len(FOCUS):
        parts += view.countries or ("none",)
    if len(view.senders) < len(SENDER_GROUPS):
        parts += view.senders or ("none",)
    parts += [brief.country, brief.force]
    parts += [own for own, usual in ((brief.size, "16x9"), (brief.theme, "light")) if own != usual]
    said = re.sub(r"[^a-z0-9]+", "-", "-".join(part for part in [*parts, view.lang] if part).lower())
    return provenance.file_name(view.store, said, "").rstrip(".")
