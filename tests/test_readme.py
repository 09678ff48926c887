"""The README is held to the house: every page, module, requirement and target is named, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import PAGES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(
    str(path.relative_to(ROOT)) for folder in ("sahel", "bench") for path in (ROOT / folder).glob("[!_]*.py")
)
TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_readme_opens_with_the_two_commands():
    opening = README[:600]
    assert opening.index("make run") < opening.index("make test")


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_named(module: str):
    assert f"`{Path(module).name}`" in README


@pytest.mark.parametrize(("module", "title"), [page[:2] for page in PAGES])
def test_every_page_is_named(module: str, title: str):
    assert re.search(rf"^\| {title} \| `{module}\.py` \|", README, flags=re.MULTILINE)


def test_no_module_is_named_that_is_not_there():
    named = set(re.findall(r"`([a-z_]+\.py)`", README))
    there = {path.name for path in ROOT.glob("*.py")} | {
        path.name for folder in ("sahel", "pages", "bench", "tools", "tests") for path in (ROOT / folder).rglob("*.py")
    }
    assert named <= there


def test_every_direct_requirement_has_its_reason():
    names = [
        re.split(r"[=<>~]", line)[0]
        for file in ("requirements.in", "requirements-dev.in")
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines()
        if line and line[0] not in "#-"
    ]
    missing = [name for name in names if not re.search(rf"^\| {name} \| .{{10,}} \|$", README, flags=re.MULTILINE)]
    assert missing == []


def test_every_target_that_is_named_exists():
    named = set(re.findall(r"\bmake ([a-z]+)\b", README)) - {"sure"}
    assert {"run", "test", "bench", "check"} <= named <= set(TARGETS)


def test_every_link_leads_somewhere():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_windows_lines_name_a_python_that_serves():
    assert "py -3.12 -m venv .venv" in README
