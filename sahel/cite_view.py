"""How to cite a view: plain text, BibTeX, RIS and CSL-JSON, with version, cut-off, link and day. Pure: texts out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from sahel.view import View
from sahel.words import Language, language

_RECORD = "Sahel Record"
_AUTHORS = "Sahel Record contributors"
_BLANKS = re.compile(r"[\t\n\v\f\r \x85\u2028\u2029]+")
# No-break spaces are not printable by themselves, and part of French.
_KEPT = "\u00a0\u202f"
# What is left in an address as it is: everything that addresses are made of, and nothing that ends a field.
_ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"


class Cited(NamedTuple):
    """What is cited: the view's title, version and cut-off of the record, the address, the day it was read."""

    title: str
    version: str
    cutoff: date
    link: str
    accessed: date
    lang: str

    @property
    def words(self) -> Language:
        """The language of the reader who cites."""
        return language(self.lang)

    @property
    def year(self) -> int:
        """The year of the version."""
        return int(found[0]) if (found := re.match(r"\d{4}", self.version)) else self.cutoff.year

    @property
    def key(self) -> str:
        """A short name for lists of references: version, and a mark of the view."""
        mark = hashlib.sha256(f"{self.link} {self.title}".encode()).hexdigest()[:8]
        return f"sahel-record-{re.sub(r'[^A-Za-z0-9]+', '-', self.version)}-{mark}"


def cited(view: View, title: str, link: str, accessed: date) -> Cited:
    """Return what is to be cited of a view with this title under this link."""
    said = "".join(letter for letter in _BLANKS.sub(" ", title) if letter.isprintable() or letter in _KEPT)
    return Cited(said.strip(" "), view.store.version, view.store.cutoff, address(link), accessed, view.lang)


def address(link: str) -> str:
    """Return an address in the letters that addresses are made of; what is escaped already stays as it is."""
    return quote(link, _ADDRESS, errors="replace")


def plain(it: Cited) -> str:
    """Return one sentence as a footnote has it."""
    words = it.words
    return words.say(
        "Sahel Record contributors ({year}). “{title}”. Sahel Record, version {version}, sources to {cutoff}. "
        "CC BY 4.0. {link} (read on {day}).",
        year=it.year, title=it.title, version=it.version, cutoff=words.day(it.cutoff), link=it.link,
        day=words.day(it.accessed),
    )  # fmt: skip


# A brace that is merely escaped still counts for BibTeX, so that one alone would swallow the rest of the file.
_TEX = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "$": r"\$", "&": r"\&",
    "%": r"\%", "#": r"\#", "_": r"\_", "^": r"{\textasciicircum}", "~": r"{\textasciitilde}", "\u00a0": "~",
    "\u202f": r"\,", "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}", '"': r"{\textquotedbl}",
}  # fmt: skip


def _tex(said: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in said)


def bibtex(it: Cited) -> str:
    """Return an entry for BibTeX; the title keeps its capitals."""
    fields = {
        "author": f"{{{_AUTHORS}}}", "title": f"{{{_tex(it.title)}}}", "year": str(it.year),
        "version": _tex(it.version),
        "publisher": _RECORD, "url": it.link, "urldate": it.accessed.isoformat(), "note": _tex(_note(it)),
        "langid": "french" if it.lang == "fr" else "british",
    }  # fmt: skip
    return f"@misc{{{it.key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def _note(it: Cited) -> str:
    words = it.words
    return words.say(
        "Version {version}, sources to {cutoff}. CC BY 4.0.", version=it.version, cutoff=words.day(it.cutoff)
    )


def ris(it: Cited) -> str:
    """Return an entry in RIS, whose lines end as the format says."""
    lines = [
        ("TY", "DATA"), ("TI", it.title), ("AU", _AUTHORS), ("T2", _RECORD), ("PB", _RECORD), ("PY", str(it.year)),
        ("ET", it.version), ("LA", it.lang), ("N1", _note(it)), ("UR", it.link), ("Y2", f"{it.accessed:%Y/%m/%d}"),
        ("ID", it.key), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def csl(it: Cited) -> str:
    """Return a list of one item in CSL-JSON."""
    item = {
        "id": it.key, "type": "dataset", "title": _untagged(it.title), "container-title": _RECORD,
        "author": [{"literal": _AUTHORS}], "publisher": _RECORD, "issued": {"date-parts": [[it.year]]},
        "accessed": {"date-parts": [[it.accessed.year, it.accessed.month, it.accessed.day]]}, "version": it.version,
        "URL": it.link, "language": "fr-FR" if it.lang == "fr" else "en-GB", "note": _note(it),
    }  # fmt: skip
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _untagged(said: str) -> str:
    """Return a title in which CSL, which knows <i> and <span>, finds no tag: angle quotes stand for the brackets."""
    return re.sub(r"<(/?[A-Za-z][^<>]*)>", r"‹\1›", said)


# Ending of the file, media type, what makes it; in the order in which they are offered.
FORMATS: dict[str, tuple[str, str, Callable[[Cited], str]]] = {
    "text": ("txt", "text/plain", plain), "BibTeX": ("bib", "application/x-bibtex", bibtex),
    "RIS": ("ris", "application/x-research-info-systems", ris),
    "CSL-JSON": ("json", "application/vnd.citationstyles.csl+json", csl),
}  # fmt: skip
