"""Number the sources that a page cites, in the order in which they are first needed."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any, Self

import pandas as pd

from sahel.store import records


class Citations:
    """Collects source ids while a page is built and gives each a number from 1."""

    def __init__(self, sources: pd.DataFrame) -> None:
        self._rows = sources.set_index("source_id", drop=False)
        self._addresses: dict[str, str] = dict(zip(sources["source_id"], sources["url"], strict=True))
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def copy(self) -> Self:
        """Return the same numbers, to which more may be added without changing these."""
        twin = copy(self)
        twin._numbers = dict(self._numbers)
        return twin

    def numbers(self, source_ids: Iterable[str]) -> list[tuple[int, str]]:
        """Return (number, address) of each source, numbering new ones."""
        return [(self._numbers.setdefault(i, len(self._numbers) + 1), self._addresses[i]) for i in source_ids]

    def cited(self) -> pd.DataFrame:
        """Return the rows of `sources` cited so far, in order, with their `number`."""
        rows = self._rows.loc[list(self._numbers)].reset_index(drop=True)
        return rows.assign(number=range(1, len(rows) + 1))

    def listed(self) -> list[dict[str, Any]]:
        """Return the sources cited so far as records by column name, in order, with their `number`."""
        return records(self.cited())
