"""Every sentence that the code can say, followed through its syntax trees: a second opinion on `sahel.catalogue`.

`sahel.catalogue` lists what is marked; here each argument of `say` and `say_n` is followed to the literals that it may
be, through choices, look-ups, loops and imports. What is said but not marked comes to light when the two differ.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
MARKERS = ("messages", "messages_n")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Said(NamedTuple):
    """One message: where it is said, its text, its plural ("" if none), and the fields given to it (None: unknown)."""

    place: str
    one: str
    many: str
    fields: frozenset[str] | None


class Unresolved(NamedTuple):
    """A call whose text is neither a literal nor found in a table of literals."""

    place: str
    expression: str


def sources() -> list[Path]:
    """Return the files that speak to the reader."""
    return [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "sahel").rglob("*.py"))]


def fields(message: str) -> frozenset[str]:
    """Return the names of the {fields} of a message."""
    return frozenset(name for _, name, _, _ in Formatter().parse(message) if name)


@lru_cache(maxsize=1)
def said() -> tuple[tuple[Said, ...], tuple[Unresolved, ...]]:
    """Return every message of the code, and the calls that could not be read."""
    found: list[Said] = []
    unread: list[Unresolved] = []
    for path in sources():
        module = _module(path)
        for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
            if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("say", "say_n") or not call.args:
                continue
            place = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
            texts = [list(_texts(module, argument)) for argument in call.args[: 1 if call.func.attr == "say" else 2]]
            if path.name == "words.py" and not all(texts):
                continue
            if not all(texts):
                unread.append(Unresolved(place, ast.unparse(call.args[0])))
                continue
            given = (
                None if any(word.arg is None for word in call.keywords) else {str(word.arg) for word in call.keywords}
            )
            if call.func.attr == "say":
                found += [Said(place, text, "", None if given is None else frozenset(given)) for text in texts[0]]
            else:
                given = None if given is None else given | {"n"}
                pairs = zip(*texts, strict=True)
                found += [Said(place, one, many, None if given is None else frozenset(given)) for one, many in pairs]
    return tuple(found), tuple(unread)


class _Module(NamedTuple):
    path: Path
    tree: ast.Module
    parents: dict[ast.AST, ast.AST]


@cache
def _module(path: Path) -> _Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    return _Module(path, tree, parents)


Found = tuple[_Module, ast.expr]


def _texts(module: _Module, node: ast.expr) -> Iterator[str]:
    """Every string that an expression may be."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.Name | ast.Subscript | ast.IfExp | ast.BoolOp | ast.Call):
        for home, value in _values(module, node):
            if not isinstance(value, ast.Name | ast.Subscript):
                yield from _texts(home, value) if isinstance(value, ast.Constant) else _leaves(home, value)


def _leaves(module: _Module, node: ast.expr) -> Iterator[str]:
    for _, item in _items(module, node):
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            yield item.value
        elif isinstance(item, ast.Tuple | ast.List | ast.Dict):
            yield from _leaves(module, item)


def _values(module: _Module, node: ast.expr) -> Iterator[Found]:
    """The expressions that a name, a choice or a look-up may stand for."""
    if isinstance(node, ast.IfExp):
        yield from (found for part in (node.body, node.orelse) for found in _values(module, part))
    elif isinstance(node, ast.BoolOp):
        yield from (found for part in node.values for found in _values(module, part))
    elif isinstance(node, ast.Subscript):
        yield from (item for home, value in _values(module, node.value) for item in _items(home, value))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        yield from (item for home, value in _values(module, node.func.value) for item in _items(home, value))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
        yield from _values(module, node.args[0])
    elif isinstance(node, ast.Name):
        yield from _bound(module, node)
    else:
        yield module, node


def _items(module: _Module, node: ast.expr) -> Iterator[Found]:
    if isinstance(node, ast.Dict):
        yield from ((module, value) for value in node.values)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        yield from ((module, value) for value in node.elts)


def _bound(module: _Module, name: ast.Name) -> Iterator[Found]:
    """The expressions bound to a name in its function, else in its module, else where it was imported from."""
    scope: ast.AST = name
    while scope in module.parents:
        scope = module.parents[scope]
        if isinstance(scope, FUNCTIONS | ast.Module):
            bound = list(_bindings(module, scope, name.id))
            if bound:
                yield from bound
                return
    for node in module.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sahel"):
            for alias in node.names:
                path = ROOT / Path(*node.module.split(".")).with_suffix(".py")
                if (alias.asname or alias.name) == name.id and path.exists():
                    home = _module(path)
                    yield from _bindings(home, home.tree, alias.name)


def _bindings(module: _Module, scope: ast.AST, name: str) -> Iterator[Found]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            pairs = [(node.target, node.value)]
        else:
            pairs = []
        for target, value in pairs:
            if isinstance(target, ast.Name) and target.id == name:
                yield from _values(module, value)
        if isinstance(node, ast.For | ast.comprehension):
            yield from _looped(module, node.target, node.iter, name)


def _looped(module: _Module, target: ast.expr, over: ast.expr, name: str) -> Iterator[Found]:
    names = [
        part.id if isinstance(part, ast.Name) else ""
        for part in (target.elts if isinstance(target, ast.Tuple) else [target])
    ]
    if name not in names:
        return
    if isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and over.func.attr in ("items", "values"):
        if over.func.attr == "values" or names.index(name) == 1:
            yield from (item for home, value in _values(module, over.func.value) for item in _items(home, value))
        return
    for home, value in _values(module, over):
        for inner, item in _items(home, value):
            if not isinstance(target, ast.Tuple):
                yield inner, item
            elif isinstance(item, ast.Tuple | ast.List):
                yield from _values(inner, item.elts[names.index(name)])
