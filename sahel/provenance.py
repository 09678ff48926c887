"""What every file says of itself: version, cut-off, licence, citation, the link that made it. Pure: texts out."""

from __future__ import annotations

from typing import NamedTuple

from sahel import codebook
from sahel.store import Store
from sahel.words import language

ATTRIBUTION = (
    "Sahel Record. Points of towns: GeoNames (geonames.org), CC BY 4.0, modified; airfields: OurAirports; each point "
    "names its source."
)


class Stamp(NamedTuple):
    """The facts that go with every file; `link` is empty if none made it."""

    version: str
    cutoff: str
    licence: str
    licence_url: str
    attribution: str
    citation: str
    link: str


def stamp(store: Store, link: str = "", lang: str = "en") -> Stamp:
    """Return what a file made from this record says of itself; only the citation is in the language asked for."""
    licence = codebook.LICENCE
    cutoff = store.cutoff.isoformat()
    return Stamp(
        store.version, cutoff, licence["name"], licence["path"], ATTRIBUTION, citation(store, lang), link
    )  # fmt: skip


def citation(store: Store, lang: str) -> str:
    """Return how to cite this version, as plain text."""
    words = language(lang)
    return words.say(
        "Sahel Record contributors ({year}). Sahel Record, version {version}, sources to {cutoff}. CC BY 4.0.",
        year=store.version.partition(".")[0], version=store.version, cutoff=words.day(store.cutoff),
    )  # fmt: skip


def file_name(store: Store, what: str, ending: str) -> str:
    """Return a file's name, which says version, cut-off and licence: a CSV has no other place for them."""
    licence = codebook.LICENCE["name"].lower()
    return f"sahel-record-{store.version}-{what}-to-{store.cutoff.isoformat()}-{licence}.{ending}"
