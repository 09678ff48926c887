"""The parts of the Briefing page: what is asked, the preview, files, a deck, a batch. Streamlit is spoken here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from sahel import brief_batch, brief_bodies, brief_files, widgets
from sahel.brief import DATED, LONGEST, OPTIONS, SIZE_NAMES, SIZES, TEMPLATES, THEMES, USUAL, Brief, BriefError, asked
from sahel.citations import Citations
from sahel.families import family_name, offered
from sahel.picture import picture
from sahel.view import FIRST, View

_OWN = ("template", "size", "theme", "title", "subtitle", "with", "force", "country")
_KINDS = {
    "png": ("PNG", "image/png"), "png2": ("PNG 2×", "image/png"), "svg": ("SVG", "image/svg+xml"),
    "pdf": ("PDF", "application/pdf"),
    "pptx": ("PPTX", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}  # fmt: skip
_LONGEST_DECK, _LONGEST_SERIES = 24, 60
# Readers of one server wait for each other's series: it takes every core.
_ONE_SERIES = Lock()


def ask(view: View) -> Brief:
    """Draw the choices and return the card that they ask for; the URL holds all of them."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="bottom", key="brief"):
        template = widgets.choice(
            "template", words.say("Template"), list(TEMPLATES), lambda it: words.say(TEMPLATES[it]), width=200
        )
        countries = _countries(view, template)
        if countries:
            widgets.choice(
                "country", words.say("Country"), countries, lambda code: words.word("country", code), width=150
            )
        widgets.choice("size", words.say("Size"), list(SIZES), lambda it: words.say(SIZE_NAMES[it]), width=190)
        widgets.choice("theme", words.say("Theme"), list(THEMES), lambda it: words.say(THEMES[it]), width=130)
        widgets.several(
            "with", words.say("On the card"), list(OPTIONS), lambda name: words.say(OPTIONS[name]),
            [name for name in OPTIONS if name not in USUAL],
        )  # fmt: skip
    title, subtitle = brief_bodies.titles(_card(view))
    with st.container(horizontal=True, key="brief_words"):
        widgets.typed(
            "title", words.say("Title"), placeholder=title, type="default", live=False, max_chars=LONGEST["title"]
        )
        widgets.typed(
            "subtitle",
            words.say("Subtitle"),
            placeholder=subtitle,
            type="default",
            live=False,
            max_chars=LONGEST["subtitle"],
        )
    return _card(view)


def _countries(view: View, template: str) -> list[str]:
    """Return the countries that a template lets choose from; for numbers, let the reader choose the force first."""
    if template == "country":
        return list(view.countries)
    families = offered(view)
    if template != "numbers" or not families:
        return []
    force = widgets.choice(
        "force", view.words.say("Force"), list(families), lambda it: family_name(view, families[it][0]), width=220
    )
    return list(families[force][1])


def _card(view: View) -> Brief:
    """Return the card that the URL asks for; the widgets have dropped from it what cannot be."""
    said = {name: st.query_params[name] for name in _OWN if name in st.query_params}
    return asked(view, said, widgets.address(asked(view, said).address()))


@st.cache_data(show_spinner=False, max_entries=64)
def _made(_card: Brief, kind: str, zoom: int, key: str) -> bytes:
    return brief_files.made(_card, kind, zoom)


@st.cache_data(show_spinner=False, max_entries=64)
def _cited(_card: Brief, key: str) -> list[str]:
    drawn = brief_bodies.drawn(_card)
    drawn.sheet.figure.clear()
    return [row["source_id"] for row in drawn.citations.listed()]


def _key(card: Brief) -> str:
    """Return what changes when a card or its record does."""
    return f"{card.query()}|{card.link}|{widgets.record_key(card.view.store)}"


def _file(card: Brief, kind: str) -> bytes:
    """Return a card's file, made once for as long as the record is the same."""
    return _made(card, kind.removesuffix("2"), 2 if kind == "png2" else 1, _key(card))


def said(card: Brief) -> str:
    """Say what the card is: its template, its size in px, and that the picture is the file."""
    words, size = card.view.words, card.canvas
    return words.say(
        "{template}, {width} × {height} px. What you see is what the file holds.",
        template=words.say(TEMPLATES[card.template]), width=words.number(size.width),
        height=words.number(size.height),
    )  # fmt: skip


def preview(card: Brief) -> None:
    """Show the card as its PNG file is, and offer to copy it."""
    words = card.view.words
    title, subtitle = brief_bodies.titles(card)
    picture(
        _file(card, "png"), card.canvas.width, f"{card.title or title}. {card.subtitle or subtitle}", "card",
        words.say("Copy the picture"), words.say("Copied."),
        words.say("This browser does not allow it here; download the PNG instead."),
    )  # fmt: skip


def citations(card: Brief) -> Citations:
    """Return the numbered sources of a card, as it counts them."""
    numbered = Citations(card.view.store.sources)
    numbered.numbers(_cited(card, _key(card)))
    return numbered


def files(card: Brief) -> None:
    """Offer the card in every form."""
    name = brief_files.name(card)
    made = [
        (said, partial(_file, card, kind), f"{name}{'-2x' if kind == 'png2' else ''}.{kind.removesuffix('2')}", mime)
        for kind, (said, mime) in _KINDS.items()
    ]
    widgets.downloads(card.view, made)


def deck(card: Brief) -> None:
    """Let the reader gather cards and take them as one file; the URL holds the deck."""
    view, words = card.view, card.view.words
    kept = st.query_params.get_all("deck")
    found = _deck(view, kept)
    cards = [one for _, one in found]
    with st.expander(words.say_n("Deck: {n} card", "Deck: {n} cards", len(cards)), expanded=bool(cards)):
        for place, (i, one) in enumerate(found, 1):
            with st.container(horizontal=True, vertical_alignment="center", key=f"deck_{i}"):
                st.markdown(f"{place}. {_escaped(one.title or brief_bodies.titles(one)[0])}", width="stretch")
                st.button(words.say("Remove"), key=f"_out_{i}", type="tertiary", on_click=_set_deck, args=(kept, i))
        st.button(
            words.say("Add this card"), key="_add", on_click=_set_deck, args=([*kept, _inner(card)], None),
            disabled=len(cards) >= _LONGEST_DECK,
        )  # fmt: skip
        if len({one.size for one in cards}) > 1:
            st.html(
                f"<p class='soft'>{words.say('The cards of a deck have one size: remove those of another one.')}</p>"
            )
        elif cards:
            name = brief_files.name(card).replace(card.template, "deck")
            made: list[tuple[str, Callable[[], bytes], str, str]] = [
                (_KINDS[kind][0], partial(brief_files.deck, tuple(cards), kind), f"{name}.{kind}", _KINDS[kind][1])
                for kind in ("pptx", "pdf")
            ]
            widgets.downloads(view, made, "downloads_deck")


def _escaped(said: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+-.!|$:~" else letter for letter in said)


def _inner(card: Brief) -> str:
    return card.query().partition("?")[2]


def _set_deck(kept: list[str], out: int | None) -> None:
    st.query_params["deck"] = [one for i, one in enumerate(kept) if i != out]


def _deck(view: View, kept: list[str]) -> list[tuple[int, Brief]]:
    """Return the cards of a deck, each with its place in the URL; what cannot be read is left out."""
    cards = []
    for i, one in enumerate(kept):
        said = parse_qsl(one)
        try:
            card = asked(widgets.viewed(view, said), dict(said))
        except BriefError:
            continue
        cards.append((i, replace(card, link=widgets.address(card.address()))))
    return cards[:_LONGEST_DECK]


def batch(card: Brief) -> None:
    """Let the reader make many cards like this one, see how far it is, and stop it."""
    view, words = card.view, card.view.words
    with st.expander(words.say("Many cards at once")):
        st.markdown(words.say("This card for every first of the month, or for every country, as one zip."))
        with st.container(horizontal=True, vertical_alignment="bottom", key="batch"):
            kinds = {"monthly": words.say("every first of the month"), "countries": words.say("every country")}
            if not DATED[card.template]:
                del kinds["monthly"]
            kind = st.segmented_control(
                words.say("Series"), list(kinds), default=next(iter(kinds)), format_func=kinds.__getitem__,
                key="_series", required=True,
            )  # fmt: skip
            bounds: dict[str, Any] = {"min_value": FIRST, "max_value": date.today(), "required": True, "width": 138}
            year_before = max(date(view.on.year - 1, view.on.month, 1), FIRST)
            first = st.date_input(words.say("First day"), year_before, key="_first", format="YYYY-MM-DD", **bounds)
            last = st.date_input(words.say("Last day"), view.on, key="_last", format="YYYY-MM-DD", **bounds)
            wanted = st.button(words.say("Make them"), key="_make")
        if wanted:
            _batch(card, kind, first, last)
        made = widgets.remembered("batch")
        if made and made[0] == _key(card):
            # A callable: Streamlit would hash the bytes at every run of the page.
            widgets.downloads(
                view, [(words.say("Cards (zip)"), lambda: made[2], made[1], "application/zip")], "downloads_batch"
            )


def _batch(card: Brief, kind: str, first: date, last: date) -> None:
    words = card.view.words
    first, last = min(first, last), max(first, last)
    try:
        briefs = brief_batch.monthly(card, first, last) if kind == "monthly" else brief_batch.countries(card)
    except BriefError:
        return widgets.aside(words.say("No card can be made of this choice."))
    if len(briefs) > _LONGEST_SERIES:
        return widgets.aside(
            words.say("Here a series has at most {n} cards; the command line makes longer ones.", n=_LONGEST_SERIES)
        )
    widgets.remember("batch", None)
    bar = st.progress(0.0)
    # Every click runs the page anew, which ends this one and with it the work.
    st.button(words.say("Stop"), key="_stop")
    made = {}
    with _ONE_SERIES:
        for i, (name, data) in enumerate(brief_batch.made(briefs, "png", workers=2), 1):
            made[name] = data
            bar.progress(i / len(briefs), words.say("{n} of {all} cards", n=i, all=len(briefs)))
    bar.empty()
    widgets.remember("batch", (_key(card), f"{brief_files.name(card)}-{kind}.zip", brief_batch.zipped(made)))
