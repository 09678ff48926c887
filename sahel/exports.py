"""What a reader may take away: the rows shown, or everything, in each format. Pure: frames in, offers of bytes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from sahel.exports_csv import neutral, plain, table_csv
from sahel.exports_geojson import PLACED, geojson, placed
from sahel.exports_package import archive, for_programs, package, whole
from sahel.exports_parquet import parquet
from sahel.exports_workbook import workbook
from sahel.provenance import file_name, stamp
from sahel.view import View

__all__ = (
    "PLACED", "archive", "files", "for_programs", "geojson", "neutral", "package", "parquet", "placed", "plain",
    "table_csv", "workbook",
)  # fmt: skip

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
# Label, what makes the bytes once they are asked for, file name, media type.
Offer = tuple[str, Callable[[], bytes], str, str]


def files(view: View, table: str, frame: pd.DataFrame, asked_link: str) -> list[Offer]:
    """Return what to offer for rows of a table, and for the whole record; `asked_link` is what made the rows."""
    shown = _shown(view, table, frame, asked_link) if len(frame) else []
    return [*shown, *_everything(view, asked_link)]


def _shown(view: View, table: str, frame: pd.DataFrame, link: str) -> list[Offer]:
    words, store, n = view.words, view.store, len(frame)
    name = partial(file_name, store, table)
    csv, xlsx = partial(table_csv, table, frame), partial(workbook, store, {table: frame}, view.lang, link)
    offers: list[Offer] = [
        (words.say_n("CSV, {n} row", "CSV, {n} rows", n), csv, name("csv"), "text/csv"),
        (words.say_n("XLSX, {n} row", "XLSX, {n} rows", n), xlsx, name("xlsx"), XLSX),
        (
            words.say_n("Parquet, {n} row", "Parquet, {n} rows", n),
            partial(parquet, table, frame, stamp(store, link)), name("parquet"), PARQUET,
        ),
        (
            words.say_n("CSV with codebook, {n} row, zip", "CSV with codebook, {n} rows, zip", n),
            partial(package, store, {table: frame}, link), name("zip"), "application/zip",
        ),
    ]  # fmt: skip
    if with_place := placed(table, frame):
        label = words.say_n("GeoJSON, {n} row with a place", "GeoJSON, {n} rows with a place", with_place)
        made = partial(geojson, store, table, frame, link)
        offers.insert(3, (label, made, name("geojson"), "application/geo+json"))
    return offers


def _everything(view: View, link: str) -> list[Offer]:
    words, store = view.words, view.store
    return [
        (
            words.say("All tables with their codebook, zip"),
            partial(archive, store, link), file_name(store, "all", "zip"), "application/zip",
        ),
        (
            words.say("All tables, XLSX"),
            lambda: workbook(store, whole(store), view.lang, link), file_name(store, "all", "xlsx"), XLSX,
        ),
        (
            words.say("All tables, Parquet and GeoJSON, zip"),
            partial(for_programs, store, link), file_name(store, "all-parquet-geojson", "zip"), "application/zip",
        ),
    ]  # fmt: skip
