"""The frame of every page: record, bar, heading, sources, downloads, nothing found. Streamlit is spoken here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from sahel import marks, releases, style
from sahel import store as records
from sahel.citations import Citations
from sahel.citing import citing
from sahel.columns import Shown
from sahel.dates import DateFormError, bounds
from sahel.drawn import drawn
from sahel.machine import machine
from sahel.player import deck_address, player
from sahel.reel import EPOCH, timeless
from sahel.sourcing import outlet
from sahel.store import DataError, Store
from sahel.view import FIRST, RANGE_START, View
from sahel.vocabulary import FOCUS, SENDER_GROUPS
from sahel.words import LANGUAGES, Language, language

NONE = "none"
_OWN = ("on", "from", "to", "countries", "senders", "lang", "record")
_LONGEST_TEXT = 200
_NATIVE = {"en": "English", "fr": "Français"}


@st.cache_resource(show_spinner=False, max_entries=1)
def _load(folder: str, _fingerprint: object) -> Store:
    store = records.load(records.data_folder())
    records.forget()
    return store


@st.cache_resource(show_spinner=False, max_entries=2)
def _load_kept(folder: Path, version: str, stamp: float) -> Store:
    return releases.as_record(folder, version)


def record() -> Store:
    """Return the record, or the kept version that the reader asks for, read anew when a table changed.

    On bad tables every problem is shown, and nothing else.
    """
    folder = records.data_folder()
    try:
        asked = _reading()
        if asked and asked in releases.kept(folder):
            return _load_kept(folder, asked, releases.changed(folder, asked))
        return _load(f"{folder}|{records.fingerprint(folder)}", None)
    except DataError as error:
        _problems(error)
        st.stop()


def record_key(store: Store) -> str:
    """Return what changes whenever the record that is shown does, for what is kept of it."""
    return f"{store.version}|{'' if not store.is_kept else 'kept'}|{records.fingerprint(store.folder)}"


def _reading() -> str:
    """Return the kept version to be read: the one that a new URL names, else the reader's last choice."""
    asked, session = st.query_params.get("record", ""), st.session_state
    if "state" in session and (not asked or [asked] == session.get("written", {}).get("record")):
        return str(session["state"].get("record", ""))
    return asked


def _problems(error: DataError) -> None:
    words = language(reader_language())
    st.html(f"<style>{style.sheet(reader_theme())}</style>")
    title = words.say_n("The record has {n} problem", "The record has {n} problems", len(error.problems))
    st.html(f"<h1 class='finding'>{escape(title)}</h1>")
    st.html(
        f"<p class='subtitle'>{escape(words.say('Nothing is shown until the tables are sound. Mend these cells:'))}</p>"
    )
    items = "".join(f"<li>{escape(str(problem))}</li>" for problem in error.problems)
    st.html(f"<ol class='problems'>{items}</ol>")


def reader_theme() -> str:
    """Return "light" or "dark", as the reader's browser or menu has it."""
    return "dark" if st.context.theme.type == "dark" else "light"


def reader_language() -> str:
    """Return the language that a new URL names, else the reader's last choice, else the browser's if it is French."""
    asked, session = st.query_params.get_all("lang"), st.session_state
    # What the bar itself wrote into the URL is older than a click on the bar; a change of page empties the URL.
    if "state" in session and (not asked or asked == session.get("written", {}).get("lang")):
        return str(session["state"]["lang"])
    if asked and asked[-1] in LANGUAGES:
        return asked[-1]
    return _browser_language()


def _browser_language() -> str:
    return "fr" if (st.context.locale or "").lower().startswith("fr") else "en"


def bar(store: Store, page: str, dated: str) -> View:
    """Draw the bar and return the view. The URL and the bar say the same; what the URL may not say is dropped.

    `dated` says what the page is about: one day ("on"), a range ("range"), or neither ("").
    """
    state = _state(store, page, dated)
    words = language(state["lang"])
    presented = style.PRESENTED if st.query_params.get("present") == "1" else ""
    st.html(f"<style>{style.sheet(reader_theme())}{presented}</style>")
    with st.container(key="lang"):
        _choose(
            "lang",
            st.segmented_control,
            words.say("Language"),
            list(LANGUAGES),
            state,
            format_func=_NATIVE.get,
            required=True,
        )
    if dated != "none":
        with st.container(horizontal=True, vertical_alignment="center", key="bar"):
            _senders_and_countries(words, state)
            _dates(store, words, state, dated)
            if _differs(store, state):
                st.button(words.say("Reset"), key="_reset", type="tertiary", on_click=_reset, args=(store,))
    _write(store, state, page, dated)
    _versions(store, words, state)
    return View(
        store=store, on=state["on"], start=state["from"], end=state["to"], countries=tuple(state["countries"]),
        senders=tuple(state["senders"]), lang=state["lang"], theme=reader_theme(),
    )  # fmt: skip


def _versions(store: Store, words: Language, state: dict[str, Any]) -> None:
    """Say when a link was made on another version of the record than the one shown, and offer both readings."""
    made = st.query_params.get("v", "")[:40]
    if state["record"]:
        said = words.say("You read the record as version {version} had it.", version=store.version)
        _other_reading(said, words.say("Read today’s record"), "")
    elif made and made != store.version:
        said = words.say(
            "This link was made on version {made} of the record; you read version {version}.",
            made=made, version=store.version,
        )  # fmt: skip
        is_kept = made in releases.kept(records.data_folder())
        _other_reading(said, words.say("Read it as it was") if is_kept else "", made)


def _other_reading(said: str, offer: str, version: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="versions"):
        st.html(f"<p class='soft'>{escape(said)}</p>", width="content")
        if offer:
            st.button(offer, key="_reading", type="tertiary", on_click=_read_as, args=(version,))


def _read_as(version: str) -> None:
    st.session_state["state"]["record"] = version


def _senders_and_countries(words: Language, state: dict[str, Any]) -> None:
    theme = reader_theme()

    def sender(code: str) -> str:
        return f"![]({marks.mark_uri(code, theme, size=16)}) {words.word('sender_group', code)}"

    def country(code: str) -> str:
        return words.word("country", code)

    st.markdown(words.say("Forces of"), width="content")
    _choose(
        "senders",
        st.pills,
        words.say("Senders"),
        list(SENDER_GROUPS),
        state,
        format_func=sender,
        selection_mode="multi",
        wrap=True,
    )
    st.markdown(words.say("in"), width="content")
    _choose(
        "countries",
        st.pills,
        words.say("Countries"),
        list(FOCUS),
        state,
        format_func=country,
        selection_mode="multi",
        wrap=True,
    )


def _dates(store: Store, words: Language, state: dict[str, Any], dated: str) -> None:
    if dated == "on":
        # One piece, so that a narrow screen does not part the day from its arrows.
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, width="content", key="day"):
            st.markdown(words.say("on"), width="content")
            st.button(
                "‹", key="_before", type="tertiary", help=words.say("One day earlier"), on_click=_step, args=(-1,)
            )
            _date_input("on", words.say("Day"), state)
            st.button("›", key="_after", type="tertiary", help=words.say("One day later"), on_click=_step, args=(1,))
    if dated == "range":
        st.markdown(words.say("from"), width="content")
        _date_input("from", words.say("First day"), state)
        st.markdown(words.say("to"), width="content")
        _date_input("to", words.say("Last day"), state)


def _date_input(name: str, label: str, state: dict[str, Any]) -> None:
    st.session_state[f"_{name}"] = state[name]
    st.date_input(
        label, key=f"_{name}", min_value=FIRST, max_value=date.today(), format="YYYY-MM-DD", width=138, required=True,
        label_visibility="collapsed", on_change=_take, args=(name,),
    )  # fmt: skip


def _choose(
    name: str, widget: Callable[..., Any], label: str, options: Sequence[str], state: dict[str, Any], **how: Any
) -> None:
    st.session_state[f"_{name}"] = state[name]
    widget(label, options, key=f"_{name}", label_visibility="collapsed", on_change=_take, args=(name,), **how)


def _take(name: str) -> None:
    state, value = st.session_state["state"], st.session_state[f"_{name}"]
    if isinstance(value, list):
        order = FOCUS if name == "countries" else SENDER_GROUPS
        value = [code for code in order if code in value]
    state[name] = value
    if state["from"] > state["to"]:
        state["from"], state["to"] = state["to"], state["from"]


def _step(days: int) -> None:
    state = st.session_state["state"]
    state["on"] = min(max(state["on"] + timedelta(days=days), FIRST), date.today())


def _reset(store: Store) -> None:
    state = st.session_state["state"]
    state.update(_defaults(store) | {"lang": state["lang"], "record": state["record"]})


def _defaults(store: Store) -> dict[str, Any]:
    last = min(store.cutoff, date.today())
    first = RANGE_START if last > RANGE_START else FIRST
    return {
        "on": last, "from": first, "to": last, "countries": list(FOCUS), "senders": list(SENDER_GROUPS),
        "lang": _browser_language(), "record": "",
    }  # fmt: skip


def _differs(store: Store, state: dict[str, Any]) -> bool:
    return any(state[name] != value for name, value in _defaults(store).items() if name not in ("lang", "record"))


def _state(store: Store, page: str, dated: str) -> dict[str, Any]:
    """Return the reader's state: from the session, unless the URL says something the bar did not write."""
    session = st.session_state
    asked = {name: st.query_params.get_all(name) for name in _OWN if name in st.query_params}
    if "state" not in session:
        session["state"] = _defaults(store) | _parsed(asked)
    elif session.get("page") != page:
        session["state"].update(_parsed(asked))
    elif asked != session.get("written"):
        absent = {
            name: value for name, value in _defaults(store).items() if name in _shown(dated) and name not in asked
        }
        session["state"].update(absent | _parsed(asked))
        if "record" not in asked and "record" in session.get("written", {}):
            session["state"]["record"] = ""
            session["written"] = {name: value for name, value in session["written"].items() if name != "record"}
            st.rerun()
        if "lang" not in asked and "lang" in session.get("written", {}):
            _back_to_default_language()
    state: dict[str, Any] = session["state"]
    if state["from"] > state["to"]:
        state["from"], state["to"] = state["to"], state["from"]
    return state


def _back_to_default_language() -> None:
    """Take the default language again, as before it was chosen; what was written in the other one is drawn anew."""
    state = st.session_state["state"]
    if state["lang"] != _browser_language():
        state["lang"] = _browser_language()
        st.rerun()


def viewed(view: View, said: Iterable[tuple[str, str]]) -> View:
    """Return the view that another link of this dashboard asks for, in the language and theme of this one."""
    asked: dict[str, list[str]] = {}
    for name, value in said:
        asked.setdefault(name, []).append(value)
    state = _defaults(view.store) | {"lang": view.lang} | _parsed(asked)
    return view.but(
        on=state["on"], start=min(state["from"], state["to"]), end=max(state["from"], state["to"]),
        countries=tuple(state["countries"]), senders=tuple(state["senders"]), lang=state["lang"],
    )  # fmt: skip


def _shown(dated: str) -> tuple[str, ...]:
    dates: tuple[str, ...] = {"on": ("on",), "range": ("from", "to")}.get(dated, ())
    return dates if dated == "none" else (*dates, "countries", "senders")


def _parsed(asked: dict[str, list[str]]) -> dict[str, Any]:
    """Return what the URL may say; impossible values are left out."""
    found: dict[str, Any] = {}
    for name, last in (("on", False), ("from", False), ("to", True)):
        day = _day(asked.get(name, [""])[-1], last)
        if day is not None:
            found[name] = day
    for name, known in (("countries", FOCUS), ("senders", SENDER_GROUPS)):
        given = [code for part in asked.get(name, []) for code in part.upper().split(",")]
        codes = [code for code in known if code in given]
        if codes or NONE.upper() in given:
            found[name] = codes
    if asked.get("lang", [""])[-1] in LANGUAGES:
        found["lang"] = asked["lang"][-1]
    if asked.get("record", [""])[-1] in releases.kept(records.data_folder()):
        found["record"] = asked["record"][-1]
    return found


def _day(text: str, last: bool) -> date | None:
    try:
        span = bounds(text) if text[:1].isdigit() and "~" not in text else None
    except DateFormError:
        return None
    day = (span.latest if last else span.earliest) if span else None
    if day is not None and last:
        day = min(day, date.today())
    return day if day is not None and FIRST <= day <= date.today() else None


def _write(store: Store, state: dict[str, Any], page: str, dated: str) -> None:
    """Make the URL say the state: only what this page shows and what differs from the defaults."""
    defaults = _defaults(store)
    params: dict[str, list[str]] = {}
    for name in (*_shown(dated), "lang", "record"):
        if state[name] != defaults[name]:
            value = state[name]
            params[name] = (
                (value or [NONE])
                if isinstance(value, list)
                else [value if isinstance(value, str) else value.isoformat()]
            )
    for name in _OWN:
        if name in params and st.query_params.get_all(name) != params[name]:
            st.query_params[name] = params[name]
        elif name not in params and name in st.query_params:
            del st.query_params[name]
    st.session_state["written"], st.session_state["page"] = params, page


def choice(
    name: str, label: str, options: Sequence[str], shown: Callable[[str], str],
    widget: Callable[..., Any] = st.selectbox, **how: Any,
) -> str:  # fmt: skip
    """Draw a select box, or another choice of one, bound to the URL; the first option, the default, stays out of it."""
    asked = st.query_params.get(name)
    current = asked if asked in options else options[0]
    if asked is not None and (asked not in options or asked == options[0]):
        del st.query_params[name]
    st.session_state[f"_{name}"] = current

    def take() -> None:
        st.query_params[name] = st.session_state[f"_{name}"]

    chosen: str = widget(label, options, key=f"_{name}", format_func=shown, on_change=take, **how)
    return chosen


def several(
    name: str, label: str, options: Sequence[str], shown: Callable[[str], str], default: Sequence[str]
) -> tuple[str, ...]:
    """Draw pills of which several may be on, bound to the URL by code; the default stays out of the URL."""
    asked = [code for part in st.query_params.get_all(name) for code in part.split(",")]
    current = [code for code in options if code in asked] if asked else list(default)
    if asked and not current and NONE not in asked:
        current = list(default)
    if asked and asked != (current or [NONE]):
        # What is not known, or said twice, leaves the URL.
        _say_in_url(name, "" if current == list(default) else ",".join(current) or NONE)
    st.session_state[f"_{name}"] = current

    def take() -> None:
        chosen = [code for code in options if code in st.session_state[f"_{name}"]]
        if chosen != list(default):
            st.query_params[name] = ",".join(chosen) or NONE
        elif name in st.query_params:
            del st.query_params[name]

    st.pills(
        label, options, key=f"_{name}", format_func=shown, selection_mode="multi", on_change=take,
        label_visibility="collapsed", wrap=True,
    )  # fmt: skip
    return tuple(current)


class Moved(NamedTuple):
    """What the time machine says back: what is open, and why it has no map, if so."""

    opened: tuple[str, ...]
    failed: str


def time_machine(view: View, layers: Sequence[str]) -> Moved:
    """Draw the time machine, and take what the reader does in it into the bar and the URL.

    The day goes to `on`, the camera to `at`, the window of time to `span`, what is clicked to `open`.
    """
    session, params = st.session_state, st.query_params

    def moved() -> None:
        said = session["machine"].get("moved") or {}
        day = _day(str(said.get("on", "")), last=False)
        if day is not None:
            session["state"]["on"] = day
        for name in ("at", "span"):
            _say_in_url(name, str(said.get(name, ""))[:_LONGEST_TEXT])
        session["machine_seq"] = said.get("seq", 0)

    def opened() -> None:
        _say_in_url("open", str((session["machine"].get("opened") or {}).get("ids", ""))[:_LONGEST_TEXT])

    def failed() -> None:
        session["machine_failed"] = str(session["machine"].get("failed") or "")

    said = {
        "on": view.on.toordinal() - EPOCH, "layers": list(layers), "at": params.get("at", ""),
        "span": _span(params.get("span", "")), "seq": session.get("machine_seq", 0),
    }  # fmt: skip
    data = machine(timeless(view), date.today(), deck_address())
    player(said, data, "machine", moved=moved, opened=opened, failed=failed)
    return Moved(tuple(code for code in params.get("open", "").split(",") if code), session.get("machine_failed", ""))


def _span(text: str) -> list[int] | None:
    """Return the window of time that a link names, in days since 1970, or None."""
    days = [_day(part, last=False) for part in text.split(",")]
    if len(days) != 2 or days[0] is None or days[1] is None:
        return None
    return [days[0].toordinal() - EPOCH, days[1].toordinal() - EPOCH]


def typed(name: str, label: str, **how: Any) -> str:
    """Draw a search box bound to the URL, read while the reader types; an empty one stays out of the URL."""
    look: dict[str, Any] = {"type": "search", "live": True, "max_chars": _LONGEST_TEXT} | how
    st.session_state[f"_{name}"] = st.query_params.get(name, "")[: look["max_chars"]]

    def take() -> None:
        _say_in_url(name, st.session_state[f"_{name}"])

    text = st.text_input(label, key=f"_{name}", on_change=take, **look)
    return (text or "").strip()


def _say_in_url(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def table(frame: pd.DataFrame, columns: Mapping[str, Shown], name: str, height: int, alt: str) -> None:
    """Draw rows indexed by their ids; the one that the reader picks is written into the URL as `name`."""
    ids = [str(row_id) for row_id in frame.index]
    picked = st.query_params.get(name, "")
    rows = [ids.index(picked)] if picked in ids else []
    st.session_state[f"_{name}"] = {"selection": {"rows": rows, "columns": [], "cells": []}}

    def take() -> None:
        chosen = st.session_state[f"_{name}"]["selection"]["rows"]
        _say_in_url(name, ids[chosen[0]] if chosen else "")

    st.dataframe(
        frame, height=height, hide_index=True, key=f"_{name}", on_select=take, selection_mode="single-row", alt=alt,
        column_config={column: _column(how) for column, how in columns.items()}, placeholder="", row_height=32,
    )  # fmt: skip


def _column(how: Shown) -> Any:
    kinds: dict[str, Callable[..., Any]] = {
        "text": st.column_config.TextColumn,
        "right": partial(st.column_config.TextColumn, alignment="right"),
        "number": partial(st.column_config.NumberColumn, format="localized"),
        "degrees": partial(st.column_config.NumberColumn, format="%.5f"),
        "link": partial(st.column_config.LinkColumn, display_text=r"https?://(?:www\.)?([^/]+)", alignment="left"),
    }
    return kinds[how.drawn](how.label, help=how.help, width=how.width or None)


def picked(name: str, known: Callable[[str], bool]) -> str:
    """Return what the URL's `name` picks, or nothing; what is not known is dropped from the URL."""
    asked = st.query_params.get(name, "")
    if asked and not known(asked):
        _say_in_url(name, "")
        return ""
    return asked


def close(name: str, label: str) -> None:
    """Draw a button that takes `name` out of the URL."""
    st.button(label, key=f"_close_{name}", type="tertiary", on_click=_say_in_url, args=(name, ""))


def heading(title: str, subtitle: str) -> None:
    """Draw the finding and, under it, what, where and when."""
    st.session_state["finding"] = title
    st.html(f"<h1 class='finding'>{escape(title)}</h1><p class='subtitle'>{escape(subtitle)}</p>")


def part(title: str, lined: bool = False) -> None:
    """Draw the heading of a part of a page."""
    st.html(f"<h2 class='part{' lined' if lined else ''}'>{escape(title)}</h2>")


def prose(title: str, body: str) -> None:
    """Draw a part of a text: its heading, if any, and a body of escaped HTML."""
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    st.html(f"<div class='prose'>{heading}{body}</div>")


def aside(sentence: str) -> None:
    """Say something in passing."""
    st.html(f"<p class='soft'>{escape(sentence)}</p>")


def nothing(view: View, sentence: str, link: str = "", link_text: str = "") -> None:
    """Say in words that a view is empty, and offer a way back."""
    way_back = f" <a href='{escape(link, quote=True)}'>{escape(link_text)}</a>" if link else ""
    st.html(f"<p class='nothing'>{escape(sentence)}{way_back}</p>")
    st.button(view.words.say("Show all countries and forces"), key="_show_all", on_click=_reset, args=(view.store,))


def widen(view: View, sentence: str) -> None:
    """Say what the range leaves out, and offer all days."""
    with st.container(horizontal=True, vertical_alignment="center", key="widen"):
        st.html(f"<p class='soft'>{escape(sentence)}</p>", width="content")
        st.button(view.words.say("Show all days"), key="_widen", type="tertiary", on_click=_widen, args=(view.store,))


def _widen(store: Store) -> None:
    st.session_state["state"].update({"from": FIRST, "to": _defaults(store)["to"]})


def fold(label: str, key: str, html: Callable[[], str]) -> None:
    """Draw a folded part whose HTML is made and sent only once it is opened."""
    with st.expander(label, key=f"_fold_{key}", on_change="rerun") as folded:
        if folded.open:
            st.html(html())


def sources(view: View, citations: Citations) -> None:
    """List the numbered sources of a page, folded, each with its publisher, title, date and address."""
    words = view.words

    def listed() -> str:
        items = "".join(source_item(words, row) for row in citations.listed())
        return f"<ol class='sources'>{items}</ol>"

    fold(words.say_n("{n} source", "{n} sources", len(citations)), "sources", listed)


def source_item(words: Language, row: dict[str, Any]) -> str:
    """Return one source as a list item of escaped HTML."""
    day = words.date(row["published"], short=True) if row["published"] else words.say("no date")
    kind = words.word("source_kind", row["kind"])
    return (
        f"<li><a href='{escape(row['url'], quote=True)}' rel='noopener noreferrer'>{escape(row['title'])}</a>. "
        f"{escape(outlet(row))}, {escape(day)} <span class='kind'>({escape(kind)})</span></li>"
    )


def footer(view: View, page: str, dated: str, citations: Citations | None = None) -> None:
    """Draw the sources and the line that says cut-off, version and the link of this view."""
    words = view.words
    if citations is not None and len(citations):
        sources(view, citations)
    link = view.pinned(_with_own(view.query(page, dated)))
    citing(view, st.session_state.get("finding", ""), address(link))
    said = [
        words.say("Record reaches {day}", day=words.day(view.store.cutoff)),
        words.say("version {version}", version=view.store.version),
        words.say("base map Natural Earth"),
    ]
    line = " · ".join(escape(text) for text in said)
    st.html(f"<div class='footer'>{line} · <a href='{escape(link, quote=True)}'>{escape(link)}</a></div>")
    drawn(page or "situation")


def _with_own(link: str) -> str:
    """Return a link with what the page itself has written into the URL beside the bar."""
    known = (*_OWN, "v")
    own = [(name, value) for name in st.query_params if name not in known for value in st.query_params.get_all(name)]
    return f"{link}&{urlencode(own)}" if own else link


def download(view: View, label: str, data: Callable[[], str | bytes] | str | bytes, file_name: str, mime: str) -> None:
    """Offer a file; a callable makes it only when it is asked for."""
    st.download_button(
        label, data, file_name=file_name, mime=mime, on_click="ignore", type="tertiary", key=f"_get_{file_name}"
    )


def downloads(
    view: View, files: Iterable[tuple[str, Callable[[], str | bytes], str, str]], key: str = "downloads"
) -> None:  # fmt: skip
    """Offer several files in a row: (label, maker, file name, mime)."""
    with st.container(horizontal=True, key=key):
        for label, maker, file_name, mime in files:
            download(view, label, maker, file_name, mime)


def remember(name: str, value: object) -> None:
    """Keep something for this reader until the page is closed."""
    st.session_state[f"kept_{name}"] = value


def remembered(name: str) -> Any:
    """Return what was kept for this reader, or None."""
    return st.session_state.get(f"kept_{name}")


def address(link: str) -> str:
    """Return a link of this dashboard with the address under which the reader has it, for what leaves the page."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{link}" if here.netloc else link


def here(page: str, name: str, value: str) -> str:
    """Return the link of what the URL says now with one parameter set; nothing needs to be mended when it opens."""
    said = [(other, one) for other in st.query_params if other != name for one in st.query_params.get_all(other)]
    return f"/{page}?{urlencode([*said, (name, value)])}"
