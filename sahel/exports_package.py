"""Tables with their codebook as one zip, a Data Package. Pure: the same record gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sahel import codebook
from sahel.exports_csv import table_csv
from sahel.exports_geojson import PLACED, geojson
from sahel.exports_parquet import parquet
from sahel.provenance import Stamp, stamp
from sahel.releases import bundle
from sahel.schema import TABLES
from sahel.store import Store


def archive(store: Store, link: str = "") -> bytes:
    """Return every table as CSV with codebook and descriptor; unpacked, it can be loaded as a folder of tables."""
    return package(store, whole(store), link)


def whole(store: Store) -> dict[str, pd.DataFrame]:
    """Return every table by its name."""
    return {table.name: store.table(table.name) for table in TABLES}


def package(store: Store, frames: Mapping[str, pd.DataFrame], link: str = "") -> bytes:
    """Return rows of some tables as a Data Package: CSV, codebook, descriptor; all of them say the same of the copy."""
    said = stamp(store, link)
    files = {f"{table}.csv": table_csv(table, frame) for table, frame in frames.items()}
    files[codebook.README] = readme(said).encode()
    files[codebook.DESCRIPTOR] = descriptor(said, frames).encode()
    files["record.toml"] = f"version = {json.dumps(store.version)}\ncutoff = {said.cutoff}\n".encode()
    return zipped(store, files)


def for_programs(store: Store, link: str = "") -> bytes:
    """Return every table as Parquet, and as GeoJSON where rows have places, with the codebook."""
    said = stamp(store, link)
    files = {f"{table}.parquet": parquet(table, frame, said) for table, frame in whole(store).items()}
    files |= {f"{table}.geojson": geojson(store, table, store.table(table), link) for table in PLACED}
    files[codebook.README] = readme(said).encode()
    return zipped(store, files)


def readme(said: Stamp) -> str:
    """Return the codebook and, after its conventions, what this copy is; it links to no file that is not in it."""
    text = codebook.readme().replace("(LICENSE.md)", f"({said.licence_url})")
    text = text.replace(" Base map: [geo/README.md](geo/README.md).", "")
    copy = (
        "## This copy\n"
        f"- Version {said.version}; the sources reach to {said.cutoff}.\n"
        f"- Licence: {said.licence}, {said.licence_url}\n"
        f"- Whom to name: {said.attribution}\n"
        f"- Cite as: {said.citation}\n"
        f"- Made by: {said.link or 'no link'}\n"
        "- A text in a CSV that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, a tab or a line break and "
        "is not a number) has an apostrophe before it; take that one away to have the text of the record.\n\n"
    )
    return text.replace("## Conventions\n", f"{copy}## Conventions\n")


def descriptor(said: Stamp, tables: Mapping[str, pd.DataFrame]) -> str:
    """Return the descriptor of these tables alone, with citation and link; keys into absent tables are left out."""
    described = json.loads(codebook.descriptor(said.version, said.cutoff))
    described |= {"citation": said.citation, "attribution": said.attribution, "link": said.link}
    described["resources"] = [
        _resource(resource, tables) for resource in described["resources"] if resource["name"] in tables
    ]
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _resource(resource: dict[str, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    keys = resource["schema"].pop("foreignKeys", [])
    if held := [key for key in keys if key["reference"]["resource"] in tables]:
        resource["schema"]["foreignKeys"] = held
    return resource


def zipped(store: Store, files: Mapping[str, bytes]) -> bytes:
    """Return files in one folder that names the version, as a zip."""
    return bundle({f"sahel-record-{store.version}/{name}": content for name, content in files.items()}, store.cutoff)
