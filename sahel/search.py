"""Find rows by words, whatever the case and the accents. Pure: a record and a text in, row positions out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock, Thread
from typing import Any

import numpy as np

from sahel import vocabulary
from sahel.dates import OPEN
from sahel.index import Index, Positions, Said, Word
from sahel.queries import all_rows
from sahel.schema import BY_NAME, TABLES, Column
from sahel.spellings import SPELLINGS, forms
from sahel.store import Store
from sahel.words import LANGUAGES, language

LONGEST_QUERY = 200
_NAME_LETTERS = 4
# Tables whose rows are in order of time: the newest stand first where the words make no difference.
NEWEST_FIRST = ("events", "presences", "strengths", "regimes", "memberships", "coup_codings", "corrections")
_LAST = ("coup_codings", "sources", "corrections")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"})
_WORDS = re.compile(r"[^\W_]+")
_NAMED = {"countries": "country", "country": "country", "sender": "organisation", "organisation": "organisation"}
_READ = ("id", "text", "word", "published", "day", "date", "end", "url", "language")
_IN_WORDS = ("date", "end", "published")
# The columns that a row's title on screen is made of.
_TITLE = {
    "events": "title_en title_fr", "presences": "force_id country place_id", "strengths": "force_id countries",
    "forces": "name_en name_fr", "places": "name_en name_fr aliases", "regimes": "leader country",
    "memberships": "country organisation status", "coup_codings": "event_id", "sources": "title publisher agency",
    "corrections": "row_id",
}  # fmt: skip
_building = Lock()


def fold(text: str) -> str:
    """Return a text in small letters without accents, each run of other signs one blank: "d’État" is "d etat"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_WORDS.findall(plain))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(fold(vocabulary.name("country", code, lang)) for code in vocabulary.FOCUS for lang in LANGUAGES)


def wanted(query: str) -> tuple[Word, ...]:
    """Return the words of a query, folded, each once and at the beginning of a word.

    The name of one of the three countries must be a whole word: Niger is not Nigeria.
    """
    folded = dict.fromkeys(fold(word) for word in query[:LONGEST_QUERY].split())
    return tuple(Word(text, text in _countries()) for text in folded if text)


def found(store: Store, table: str, query: str) -> list[bool]:
    """Tell for each row of a table whether it holds every word of a query; an empty query finds every row.

    A row holds its own cells and the names, in both languages, of the forces, places and countries that it cites.
    """
    kept = np.zeros(len(store.table(table)), dtype=bool)
    kept[hits(store, query)[table]] = True
    return [bool(keep) for keep in kept]


@lru_cache(maxsize=64)
def hits(store: Store, query: str) -> dict[str, Positions]:
    """Return, by table, the positions of the rows that hold every word of a query, best first; newest if as good.

    The table with the best row stands first, but those that serve the others (codings, sources, corrections) last.
    """
    words = wanted(query)
    best = index(store).find(words) if words else None
    found, order, first = {}, {}, 0
    for name, n in ((table.name, len(store.table(table.name))) for table in TABLES):
        ranks = np.arange(n) if best is None else np.flatnonzero((best >= first) & (best < first + n))
        places = ranks if best is None else best[ranks] - first
        found[name] = n - 1 - places if name in NEWEST_FIRST else places
        order[name] = (name in _LAST, best is not None and int(ranks[0]) if len(ranks) else 0)
        first += n
    return {name: found[name] for name in sorted(found, key=lambda name: order[name])}


def begins(query: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a query finds in a text, folded: beginnings of words, and words as they are.

    The words of a name's other spellings are among the latter: who looks for Tchiani is shown Tiani.
    """
    asked = wanted(query)
    starts = frozenset(part for word in asked if not word.whole for part in word.text.split())
    whole = {part for word in asked if word.whole for part in word.text.split()}
    for names in _spelt():
        if any(f" {word.text}" in f" {name}" for word in asked for name in names if len(word.text) >= _NAME_LETTERS):
            whole.update(part for name in names for part in name.split())
    return starts, frozenset(whole)


def prepare(store: Store) -> None:
    """Begin to build the index while the reader still looks for words; a search that comes earlier waits for it."""
    if not _built.cache_info().currsize and not _building.locked():
        Thread(target=index, args=(store,), daemon=True).start()


def index(store: Store) -> Index:
    """Return the index of all rows of a record, table after table; built once a record."""
    with _building:
        return _built(store)


@lru_cache(maxsize=2)
def _built(store: Store) -> Index:
    return Index(said for table in TABLES for said in _said_by(store, table.name))


def _said_by(store: Store, table: str) -> Iterable[Said]:
    """Yield what each row of a table says, folded, with the other spellings of names; the newest first."""
    rows = all_rows(store, table)
    parts = [[column for column in BY_NAME[table].columns if _part(table, column) == part] for part in Said._fields]
    for row in reversed(rows) if table in NEWEST_FIRST else rows:
        yield Said(*(_with_spellings(_joined(store, columns, row)) for columns in parts))


def _part(table: str, column: Column) -> str:
    if column.name in _TITLE[table].split():
        return "title"
    return "cited" if column.kind in ("ref", "refs", "claimant") else "own"


def _joined(store: Store, columns: list[Column], row: dict[str, Any]) -> str:
    return " ".join(filter(None, (_said(store, column, row[column.name]) for column in columns)))


@lru_cache(maxsize=1)
def _spelt() -> tuple[tuple[str, ...], ...]:
    """Return the folded forms of each name that is spelt in several ways; accents alone make no difference here."""
    folded = (tuple(dict.fromkeys(fold(form) for form in forms(spelling))) for spelling in SPELLINGS)
    return tuple(names for names in folded if len(names) > 1)


@lru_cache(maxsize=1)
def _any_spelling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(name for names in _spelt() for name in names)})\b")


def _with_spellings(text: str) -> str:
    """Return a folded text with the other spellings of the names in it, so that each of them finds it."""
    if not _any_spelling().search(text):
        return text
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
    if column.kind in _IN_WORDS and text != OPEN:
        return fold(" ".join((text, *(language(lang).date(text) for lang in LANGUAGES))))
    return fold(text) if column.kind in _READ else ""


@lru_cache(maxsize=4096)
def _names(list_name: str, code: str) -> str:
    return " ".join(fold(text) for text in (code, *(vocabulary.name(list_name, code, lang) for lang in LANGUAGES)))


@lru_cache(maxsize=16)
def _names_of(store: Store, table: str) -> dict[str, str]:
    """Return what names each force (with its sender), place (with its spellings), event (with its id) and source."""
    columns = [
        name
        for name in (BY_NAME[table].key[0], "name_en", "name_fr", "aliases", "title_en", "title_fr", "sender")
        if name in store.table(table)
    ]
    if table == "sources":
        columns = ["publisher", "agency"]
    key = BY_NAME[table].key[0]
    return {row[key]: " ".join(_name_part(name, row[name]) for name in columns) for row in all_rows(store, table)}


def _name_part(column: str, text: str) -> str:
    return _names("organisation", text) if column == "sender" else fold(text)
