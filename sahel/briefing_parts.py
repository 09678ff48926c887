"""The parts of the Briefing page: what is asked, the preview, files, a deck, a batch. Streamlit is spoken here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from urllib.parse import parse_qsl

import streamlit as st

from sahel import brief_batch, brief_bodies, brief_files, widgets
from sahel.brief import DATED, OPTIONS, SIZE_NAMES, SIZES, TEMPLATES, THEMES, USUAL, Brief, BriefError, asked
from sahel.citations import Citations
from sahel.families import family_name, offered
from sahel.picture import picture
from sahel.view import View

_OWN = ("template", "size", "theme", "title", "subtitle", "with", "force", "country")
_KINDS = {
    "png": ("PNG", "image/png"), "png2": ("PNG 2×", "image/png"), "svg": ("SVG", "image/svg+xml"),
    "pdf": ("PDF", "application/pdf"),
    "pptx": ("PPTX", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}  # fmt: skip
_LONGEST_DECK = 24


def ask(view: View) -> Brief:
    """Draw the choices and return the card that they ask for; the URL holds all of them."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="bottom", key="brief"):
        template = widgets.choice(
            "template", words.say("Template"), list(TEMPLATES), lambda it: words.say(TEMPLATES[it]), width=200
        )
        if template == "numbers":
            _force(view)
        if template in ("numbers", "country") and view.countries:
            widgets.choice(
                "country", words.say("Country"), list(view.countries), lambda code: words.word("country", code),
                width=150,
            )  # fmt: skip
        widgets.choice("size", words.say("Size"), list(SIZES), lambda it: words.say(SIZE_NAMES[it]), width=190)
        widgets.choice("theme", words.say("Theme"), list(THEMES), lambda it: words.say(THEMES[it]), width=130)
        widgets.several(
            "with", words.say("On the card"), list(OPTIONS), lambda name: words.say(OPTIONS[name]),
            [name for name in OPTIONS if name not in USUAL],
        )  # fmt: skip
    title, subtitle = brief_bodies.titles(_card(view))
    with st.container(horizontal=True, key="brief_words"):
        widgets.typed("title", words.say("Title"), placeholder=title, type="default", live=False)
        widgets.typed("subtitle", words.say("Subtitle"), placeholder=subtitle, type="default", live=False)
    return _card(view)


def _force(view: View) -> None:
    families = offered(view)
    if families:
        widgets.choice(
            "force", view.words.say("Force"), list(families), lambda it: family_name(view, families[it][0]), width=220
        )


def _card(view: View) -> Brief:
    """Return the card that the URL asks for; the widgets have dropped from it what cannot be."""
    said = {name: st.query_params[name] for name in _OWN if name in st.query_params}
    return asked(view, said, widgets.address(asked(view, said).address()))


@st.cache_data(show_spinner=False, max_entries=64)
def _made(_brief: Brief, kind: str, zoom: int, key: tuple[str, ...]) -> bytes:
    return brief_files.made(_brief, kind, zoom)


def _file(card: Brief, kind: str) -> bytes:
    """Return a card's file, made once for as long as the record is the same."""
    store = card.view.store
    zoom = 2 if kind == "png2" else 1
    return _made(card, kind.removesuffix("2"), zoom, (store.version, str(store.cutoff), card.link, card.query()))


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
    return brief_bodies.drawn(card).citations


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
    with st.expander(words.say_n("Deck: {n} card", "Deck: {n} cards", len(kept)), expanded=bool(kept)):
        cards = _deck(view, kept)
        for i, one in enumerate(cards):
            with st.container(horizontal=True, vertical_alignment="center", key=f"deck_{i}"):
                st.markdown(f"{i + 1}. {_escaped(one.title or brief_bodies.titles(one)[0])}", width="stretch")
                st.button(words.say("Remove"), key=f"_out_{i}", type="tertiary", on_click=_set_deck, args=(kept, i))
        st.button(
            words.say("Add this card"), key="_add", on_click=_set_deck, args=([*kept, _inner(card)], None),
            disabled=len(kept) >= _LONGEST_DECK,
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


def _deck(view: View, kept: list[str]) -> list[Brief]:
    """Return the cards of a deck; one that cannot be read is left out."""
    cards = []
    for one in kept[:_LONGEST_DECK]:
        try:
            said = dict(parse_qsl(one))
            cards.append(asked(widgets.viewed(view, parse_qsl(one)), said, widgets.address(f"/briefing?{one}")))
        except (BriefError, ValueError):
            continue
    return cards


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
            first = st.date_input(
                words.say("First day"), date(view.on.year - 1, view.on.month, 1), key="_first", width=138
            )
            last = st.date_input(words.say("Last day"), view.on, key="_last", width=138)
            wanted = st.button(words.say("Make them"), key="_make")
        if wanted:
            _batch(card, kind, first, last)
        if made := widgets.remembered("batch"):
            widgets.downloads(
                view, [(words.say("Cards (zip)"), made[1], made[0], "application/zip")], "downloads_batch"
            )


def _batch(card: Brief, kind: str, first: date, last: date) -> None:
    words = card.view.words
    first, last = min(first, last), max(first, last)
    try:
        briefs = brief_batch.monthly(card, first, last) if kind == "monthly" else brief_batch.countries(card)
    except BriefError:
        return widgets.aside(words.say("No first of a month lies between these days."))
    bar = st.progress(0.0)
    # Every click runs the page anew, which ends this one and with it the work.
    st.button(words.say("Stop"), key="_stop")
    made = {}
    for i, (name, data) in enumerate(brief_batch.made(briefs, "png"), 1):
        made[name] = data
        bar.progress(i / len(briefs), words.say("{n} of {all} cards", n=i, all=len(briefs)))
    bar.empty()
    widgets.remember("batch", (f"{brief_files.name(card)}-{kind}.zip", brief_batch.zipped(made)))
