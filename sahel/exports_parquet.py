"""Rows as Parquet: the contract's columns with types and, in the schema, what they mean. Pure: frames in, bytes out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sahel.provenance import Stamp
from sahel.schema import BY_NAME, Column

_TYPES = {
    "refs": pa.list_(pa.string()), "countries": pa.list_(pa.string()), "integer": pa.int64(), "number": pa.float64(),
    "day": pa.date32(),
}  # fmt: skip
_CELLS: dict[str, Callable[[Any], Any]] = {
    "refs": list, "countries": list, "integer": int, "number": float, "day": date.fromisoformat,
}  # fmt: skip


def parquet(table: str, frame: pd.DataFrame, said: Stamp) -> bytes:
    """Return rows as Parquet; empty cells are null, dates keep their five forms as text, lists are lists.

    The schema's metadata says table, version, cut-off, licence, citation and link; each field says what it means.
    """
    columns = BY_NAME[table].columns
    about = {"table": table, "description": BY_NAME[table].en, **said._asdict()}
    schema = pa.schema([_field(column) for column in columns], metadata=about)
    arrays = [pa.array([_cell(column, value) for value in frame[column.name]], _type(column)) for column in columns]
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def _type(column: Column) -> Any:
    return _TYPES.get(column.kind, pa.string())


def _field(column: Column) -> Any:
    return pa.field(column.name, _type(column), metadata={"kind": column.kind, "en": column.en, "fr": column.fr})


def _cell(column: Column, value: Any) -> Any:
    if value is None or value is pd.NA or value == "":
        return None
    return _CELLS.get(column.kind, str)(value)
