"""The messages that readers see, found in the program, and their French in `locale/fr/LC_MESSAGES/sahel.po`.

A message is a literal given to `say` or `say_n`, or one that stands in `messages(...)` or `messages_n(...)`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po

from sahel.words import CATALOGUES

ROOT = Path(__file__).parent.parent
LANGUAGE = "fr"
PO = CATALOGUES / LANGUAGE / "LC_MESSAGES" / "sahel.po"
# No dates and no line numbers: a change of the program changes only the messages that it touches.
_HEADER = """\
# French messages of Sahel Record. `python -m sahel catalogue` keeps them in step with the program.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


class Message(NamedTuple):
    """One English text, with its plural if it has one."""

    one: str
    many: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """The key as gettext has it."""
        return (self.one, self.many) if self.many else self.one


def sources() -> list[Path]:
    """Return the files in which readers' messages stand."""
    return [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "sahel").glob("*.py"))]


def extract(files: Iterable[Path] | None = None) -> set[Message]:
    """Return every message of the program."""
    found: set[Message] = set()
    for path in sources() if files is None else files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            if isinstance(node, ast.Call):
                found.update(_messages(node))
    return found


def _messages(call: ast.Call) -> Iterator[Message]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "say" and call.args:
        yield from (Message(text) for text in _chosen(call.args[0]))
    elif name == "say_n" and len(call.args) > 1:
        yield from (Message(*pair) for pair in zip(_chosen(call.args[0]), _chosen(call.args[1]), strict=True))
    elif name == "messages" and call.args:
        yield from (Message(text) for text in _literals(call.args[0]))
    elif name == "messages_n" and call.args:
        yield from (Message(text, text) for text in _literals(call.args[0]))


def _chosen(node: ast.expr) -> list[str]:
    """Return the text of an argument, or both texts of a choice between two."""
    if isinstance(node, ast.IfExp):
        return _chosen(node.body) + _chosen(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _literals(node: ast.expr) -> list[str]:
    """Return the texts of a marked text or table; the keys of a table are no messages."""
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _literals(value)]
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return [text for value in node.elts for text in _literals(value)]
    return _chosen(node)


def load(path: Path = PO) -> Catalog:
    """Return the catalogue as it stands, empty if there is none."""
    text = path.read_bytes() if path.exists() else _HEADER.encode()
    return read_po(BytesIO(text), locale=LANGUAGE)


def updated(catalogue: Catalog, found: Iterable[Message]) -> Catalog:
    """Return the catalogue of the messages found: translations kept, nothing guessed, what is gone left out."""
    template = Catalog(locale=LANGUAGE)
    for message in found:
        template.add(message.id)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return the catalogue as a PO file, sorted by message."""
    out = BytesIO()
    write_po(out, catalogue, width=0, omit_header=True, no_location=True, sort_output=True)
    return _HEADER.encode() + out.getvalue()


def problems(catalogue: Catalog, found: Iterable[Message]) -> list[str]:
    """Return what keeps the catalogue from being whole: untranslated, obsolete, or with other {fields}."""
    wanted, held = {message.id for message in found}, {entry.id: entry for entry in catalogue if entry.id}
    said = [f"untranslated: {_first(key)}" for key in wanted if key not in held or not _is_translated(held[key])]
    said += [f"obsolete: {_first(key)}" for key in held if key not in wanted]
    said += [f"other fields: {_first(key)}" for key, entry in held.items() if not _same_fields(entry)]
    return sorted(said)


def _first(key: str | tuple[str, ...] | list[str]) -> str:
    return key if isinstance(key, str) else key[0]


def _forms(entry: Entry) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or ())


def _is_translated(entry: Entry) -> bool:
    return bool(_forms(entry)) and all(_forms(entry))


def _same_fields(entry: Entry) -> bool:
    """Tell whether every form that is written has the fields of its English."""
    wanted = {frozenset(fields(text)) for text in ([entry.id] if isinstance(entry.id, str) else entry.id)}
    return all(frozenset(fields(text)) in wanted for text in _forms(entry) if text)


def fields(text: str) -> set[str]:
    """Return the names of the {fields} of a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def run(*, check: bool) -> int:
    """Bring the PO file up to date, or with `check` only say what is amiss; return the exit code."""
    found, catalogue = extract(), load()
    if not check:
        catalogue = updated(catalogue, found)
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(written(catalogue))
    amiss = problems(catalogue, found)
    lines = [*amiss, f"{len(found)} messages, {len(amiss)} problems"]
    print("\n".join(lines), file=sys.stderr if amiss else sys.stdout)
    return 1 if check and amiss else 0
