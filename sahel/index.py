"""An index of texts in SQLite (FTS5), in memory: rows in, positions of rows out, best first. Words come folded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
# Ranking costs more than finding: beyond so many rows those that say every word in their title come first, unranked.
RANKED_AT_MOST = 4000
_COLUMNS = ("title", "own", "cited")
_WEIGHTS = (10.0, 4.0, 1.0)
_CREATE = f"""CREATE VIRTUAL TABLE said USING fts5(
    {", ".join(_COLUMNS)}, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"""


class Said(NamedTuple):
    """What one row says, folded: in its title, in its other cells, and by the names of what it cites."""

    title: str
    own: str
    cited: str


class Word(NamedTuple):
    """A folded word to find, or a few in a row; the last one is the beginning of a word unless it must be `whole`."""

    text: str
    whole: bool = False


class Index:
    """Texts that can be asked; safe to ask from several threads."""

    def __init__(self, rows: Iterable[Said]) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._lock = Lock()
        self._connection.execute(_CREATE)
        self._connection.executemany("INSERT INTO said (rowid, title, own, cited) VALUES (?, ?, ?, ?)", _counted(rows))
        self._connection.execute("INSERT INTO said (said) VALUES ('optimize')")

    def __del__(self) -> None:
        self._connection.close()

    def find(self, words: Sequence[Word]) -> Positions:
        """Return the positions of the rows that say every word, best first; rows as good as each other keep order."""
        asked = _expression(words)
        found = self._matching(asked)
        if len(found) > RANKED_AT_MOST:
            titled = self._matching(f"{{title}} : ({asked})")
            return np.concatenate((titled, np.setdiff1d(found, titled, assume_unique=True)))
        return self._ranked(asked)

    def _matching(self, asked: str) -> Positions:
        """Return what matches, in order. As one text: SQLite joins the numbers faster than Python fetches rows."""
        with self._lock:
            rows = self._connection.execute("SELECT group_concat(rowid) FROM said WHERE said MATCH ?", (asked,))
            found = np.fromstring(rows.fetchone()[0] or "", dtype=np.int64, sep=",")
        return np.sort(found)

    def _ranked(self, asked: str) -> Positions:
        statement = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY bm25(said, ?, ?, ?), rowid"
        with self._lock:
            rows = self._connection.execute(statement, (asked, *_WEIGHTS)).fetchall()
        return np.array(rows, dtype=np.int64).reshape(-1)


def _counted(rows: Iterable[Said]) -> Iterable[tuple[int, str, str, str]]:
    return ((position, *row) for position, row in enumerate(rows))


def _expression(words: Sequence[Word]) -> str:
    """Return words as FTS5 asks for them. They are quoted, so no word is ever read as an operator of the engine."""
    quoted = (f'"{word.text.replace(chr(34), "")}"{"" if word.whole else " *"}' for word in words)
    return " AND ".join(quoted)
