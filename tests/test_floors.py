"""Architecture: every import goes down, and what the house rules forbid is nowhere in the code."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Lowest floor first. Every module of sahel/ stands in one row; `*` stands for any ending.
FLOORS = {
    "words": ("__init__", "schema", "sourcing", "spellings", "vocabulary", "dates", "words", "codebook", "catalogue"),
    "truth": ("store", "checks", "rules", "geography", "releases"),
    "questions": (
        "view", "queries", "differences", "comparison*", "selection", "citations", "claims", "columns", "contested",
        "coverage", "day_numbers", "exports*", "families", "lanes", "provenance", "aftermath", "bases", "handovers",
        "links", "brief", "facts_of_day", "cite_view", "situation_words", "reigns", "search", "series", "sites",
        "situation", "spells", "findings_*", "timeline_words", "timeline_tips", "reel", "promises", "milestones",
        "lists_of_coups", "blocs", "index", "facets", "related", "publishers",
    ),
    "drawing": (
        "theme", "marks", "style", "atlas", "compared", "maps", "map_words", "cards", "strip", "aligned", "charts*",
        "timelines", "timeline_bars", "timeline_blocs", "timeline_events", "timeline_html", "timeline_plan",
        "timeline_sheet", "timeline_traces", "bases_*", "reign_bands", "regime_tables", "signs_*", "record_card",
        "results", "publishers_table", "about_*", "numbers_tables", "machine", "ink*", "brief_*",
    ),
    "screen": (
        "widgets", "briefing_parts", "picture", "drawn", "citing", "regime_parts", "figure", "finder", "numbers_parts",
        "player*", "versions",
    ),
    "pages": ("pages.*",),
    "entry": ("app", "serve", "__main__"),
}  # fmt: skip
ORDER = tuple(FLOORS)
PACKAGES = {
    "words": {"babel"},
    "truth": {"pandas", "geopandas", "shapely", "pyogrio"},
    "questions": {"pandas", "numpy", "babel", "pyarrow", "xlsxwriter"},
    "drawing": {
        "pandas",
        "numpy",
        "babel",
        "geopandas",
        "shapely",
        "plotly",
        "pydeck",
        "matplotlib",
        "fontTools",
        "fontpkg_source_sans_3",
        "segno",
        "pptx",
    },
}
PACKAGES["screen"] = PACKAGES["pages"] = PACKAGES["drawing"] | {"streamlit"}
PACKAGES["entry"] = PACKAGES["screen"] | {"uvicorn", "starlette"}

MODULES = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "sahel").rglob("*.py"))]
BY_NAME = {path.relative_to(ROOT).as_posix(): path for path in MODULES}
HEX = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
modules = pytest.mark.parametrize("name", BY_NAME)


def short(name: str) -> str:
    """A module's name in the table above: sahel/store.py is store, pages/map.py is pages.map."""
    parts = list(Path(name).with_suffix("").parts)
    return ".".join(parts[1:] if parts[0] == "sahel" else parts)


def floor(module: str) -> str:
    found = [name for name, patterns in FLOORS.items() for pattern in patterns if fnmatch(module, pattern)]
    assert len(found) == 1, (
        f"{module} stands on {' and '.join(found) or 'no floor'}: give it one row of FLOORS in tests/test_floors.py "
        f"(streamlit: screen; figures, SVG, HTML: drawing; pandas only: questions)"
    )
    return found[0]


@cache
def tree(name: str) -> ast.Module:
    """The syntax tree of a module without its `if __name__ == "__main__"` guard."""
    parsed = ast.parse(BY_NAME[name].read_text(encoding="utf-8"))
    parsed.body = [node for node in parsed.body if not (isinstance(node, ast.If) and "__main__" in ast.dump(node.test))]
    return parsed


def imported(name: str) -> Iterator[str]:
    """Every module that a module imports, at its top or inside a function, as `sahel.store` or `pandas`."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by dots"
            own = node.module in ("sahel", "pages")
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if own else (str(node.module),)


def own_imports(name: str) -> set[str]:
    """The modules of this house that a module imports, by their short names."""
    found = {module for module in imported(name) if module.split(".")[0] in ("app", "pages", "sahel")}
    return {".".join(module.split(".")[1:2]) if module.startswith("sahel.") else module for module in found}


@modules
def test_a_module_stands_on_one_floor(name: str) -> None:
    assert floor(short(name)) in ORDER


@modules
def test_imports_go_down_or_stay_on_the_floor(name: str) -> None:
    here = ORDER.index(floor(short(name)))
    above = {module for module in own_imports(name) if ORDER.index(floor(module)) > here}
    assert not above, f"{name} ({ORDER[here]}) imports {', '.join(sorted(above))} from a floor above"


@modules
def test_a_floor_imports_only_its_packages(name: str) -> None:
    tops = {module.split(".")[0] for module in imported(name)}
    foreign = tops - {"app", "pages", "sahel", "__future__"} - sys.stdlib_module_names
    assert foreign <= PACKAGES[floor(short(name))]


@modules
def test_a_drawing_never_opens_the_record(name: str) -> None:
    if floor(short(name)) == "drawing":
        assert not own_imports(name) & {"store", "checks", "rules"}


@modules
def test_a_page_never_imports_a_page(name: str) -> None:
    if floor(short(name)) == "pages":
        assert not {module for module in own_imports(name) if module.startswith(("pages", "app"))}


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    edges = {short(name): own_imports(name) for name in BY_NAME}
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " imports ".join((*path[path.index(module) :], module))
        if module not in done:
            for following in sorted(edges.get(module, ())):
                walk(following, (*path, module))
            done.add(module)

    for module in edges:
        walk(module, ())


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@modules
def test_a_function_has_at_most_forty_lines_and_a_page_sixty(name: str) -> None:
    long = {}
    for function in functions(name):
        lines = (function.end_lineno or 0) - function.lineno + 1
        if lines > (60 if function.name == "draw" and floor(short(name)) == "pages" else 40):
            long[function.name] = lines
    assert not long


@pytest.mark.parametrize("name", [name for name in BY_NAME if name.startswith("pages/") and "__init__" not in name])
def test_a_page_is_drawn_by_a_view_and_cures_the_deep_link(name: str) -> None:
    (draw,) = [function for function in functions(name) if function.name == "draw"]
    assert [argument.arg for argument in draw.args.args] == ["view"]
    guard = BY_NAME[name].read_text(encoding="utf-8").split('if __name__ == "__main__":')[-1]
    assert guard.split() == ["from", "app", "import", "main", "main()"]


@modules
def test_session_state_is_named_in_widgets_alone(name: str) -> None:
    if name != "sahel/widgets.py":
        named = {node.attr for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute)}
        named |= {node.id for node in ast.walk(tree(name)) if isinstance(node, ast.Name)}
        named |= {
            node.value
            for node in ast.walk(tree(name))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert "session_state" not in named


COLOURED = ("sahel/vocabulary.py", "sahel/theme.py")


@pytest.mark.parametrize("name", [name for name in BY_NAME if name not in COLOURED])
def test_no_colour_is_named_outside_vocabulary_and_theme(name: str) -> None:
    texts = [
        node.value for node in ast.walk(tree(name)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    named = [colour for text in texts for colour in HEX.findall(text)]
    assert not named


def test_no_colour_is_named_in_scripts_and_sheets_of_the_package() -> None:
    files = [path for path in (ROOT / "sahel").rglob("*") if path.suffix in (".js", ".mjs", ".css", ".html")]
    assert not {
        path.name: HEX.findall(path.read_text(encoding="utf-8"))
        for path in files
        if HEX.search(path.read_text(encoding="utf-8"))
    }


def keywords(name: str) -> Iterator[tuple[str, object]]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.keyword) and node.arg:
            yield node.arg, node.value.value if isinstance(node.value, ast.Constant) else None


@modules
def test_nothing_is_read_guessed_or_swallowed(name: str) -> None:
    nodes = list(ast.walk(tree(name)))
    assert not [node for node in nodes if isinstance(node, ast.Attribute) and node.attr == "read_csv"]
    assert not [node for node in nodes if isinstance(node, ast.ExceptHandler) and node.type is None]
    assert ("errors", "coerce") not in list(keywords(name))


@modules
def test_no_html_or_script_is_let_through_unchecked(name: str) -> None:
    assert not [argument for argument, _ in keywords(name) if argument.startswith("unsafe_allow")]


@pytest.mark.parametrize("name", [name for name in BY_NAME if name.startswith("pages/")])
def test_a_page_catches_no_errors(name: str) -> None:
    assert not [node for node in ast.walk(tree(name)) if isinstance(node, ast.Try)]


def _signature(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    bare = [
        argument.arg for argument in arguments if argument.annotation is None and argument.arg not in ("self", "cls")
    ]
    return [*bare, *([] if function.returns is not None else ["return"])]


@modules
def test_every_signature_is_typed(name: str) -> None:
    assert {function.name: bare for function in functions(name) if (bare := _signature(function))} == {}


@modules
def test_every_module_says_what_it_holds(name: str) -> None:
    if name != "pages/__init__.py":
        assert ast.get_docstring(tree(name))
