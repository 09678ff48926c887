"""Find rows by words, whatever the case and the accents. Pure: a record and a text in, row positions out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sahel import vocabulary
from sahel.queries import all_rows
from sahel.schema import BY_NAME, Column
from sahel.spellings import SPELLINGS, forms
from sahel.store import Store

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"})
_NAMED = {"countries": "country", "country": "country", "sender": "organisation", "organisation": "organisation"}
_READ = ("id", "text", "word", "published", "day", "date", "end", "url", "language")


def fold(text: str) -> str:
    """Return a text in small letters without accents, each run of other signs one blank: "d’État" is "d etat"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    letters = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(letters).split())


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(fold(vocabulary.name("country", code, lang)) for code in vocabulary.FOCUS for lang in ("en", "fr"))


def holds(text: str, query: str) -> bool:
    """Tell whether a folded text holds every word of a query, each at the beginning of a word.

    The name of one of the three countries must be a whole word: Niger is not Nigeria.
    """
    padded = f" {text} "
    wanted = (fold(word) for word in query.split())
    return all(f" {word} " in padded if word in _countries() else f" {word}" in padded for word in wanted if word)


def found(store: Store, table: str, query: str) -> list[bool]:
    """Tell for each row of a table whether it holds every word of a query; an empty query finds every row.

    A row holds its own cells and the names, in both languages, of the forces, places and countries that it cites.
    """
    if not query.strip():
        return [True] * len(store.table(table))
    return [holds(text, query) for text in _texts(store, table)]


@lru_cache(maxsize=32)
def _texts(store: Store, table: str) -> tuple[str, ...]:
    """Return what each row of a table says, folded."""
    frame = store.table(table)
    said = [[_said(store, column, cell) for cell in frame[column.name]] for column in BY_NAME[table].columns]
    return tuple(_with_spellings(" ".join(" ".join(cells).split())) for cells in zip(*said, strict=True))


@lru_cache(maxsize=1)
def _spelt() -> tuple[tuple[str, ...], ...]:
    """Return the folded forms of each name that is spelt in several ways; accents alone make no difference here."""
    folded = (tuple(dict.fromkeys(fold(form) for form in forms(spelling))) for spelling in SPELLINGS)
    return tuple(names for names in folded if len(names) > 1)


def _with_spellings(text: str) -> str:
    """Return a folded text with the other spellings of the names in it, so that each of them finds it."""
    padded = f" {text} "
    others = [name for names in _spelt() if any(f" {name} " in padded for name in names) for name in names]
    return " ".join((text, *others))


@lru_cache(maxsize=65536)
def _said(store: Store, column: Column, cell: object) -> str:
    if isinstance(cell, tuple):
        return " ".join(_said_once(store, column, code) for code in cell)
    return _said_once(store, column, str(cell))


def _said_once(store: Store, column: Column, text: str) -> str:
    if not text:
        return ""
    if column.kind in _NAMED:
        return _names(_NAMED[column.kind], text)
    if column.kind == "word":
        return fold(text) + " " + _names(column.of, text)
    if column.kind == "claimant":
        bodies = "claimant" if text in vocabulary.words_of("claimant") else "organisation"
        return _names_of(store, "forces").get(text) or _names(bodies, text)
    if column.kind in ("ref", "refs"):
        return _names_of(store, column.of).get(text, fold(text))
    return fold(text) if column.kind in _READ else ""


def _names(list_name: str, code: str) -> str:
    return " ".join(fold(text) for text in (code, *(vocabulary.name(list_name, code, lang) for lang in ("en", "fr"))))


@lru_cache(maxsize=16)
def _names_of(store: Store, table: str) -> dict[str, str]:
    """Return id and names, folded, of each force (with its sender), place (with its spellings) and event."""
    columns = [
        name
        for name in ("name_en", "name_fr", "aliases", "title_en", "title_fr", "sender")
        if name in store.table(table)
    ]
    if table == "sources":
        columns = ["publisher", "agency"]
    key = BY_NAME[table].key[0]
    return {
        row[key]: " ".join(_name_part(name, row[name]) for name in (key, *columns)) for row in all_rows(store, table)
    }


def _name_part(column: str, text: str) -> str:
    return _names("organisation", text) if column == "sender" else fold(text)
