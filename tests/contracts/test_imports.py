"""Imports go down only, and each heavy library has one room."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.checkout import PACKAGES, ROOT

ROOMS = {
    "vllm": ["inference/serving"],
    "ray": ["inference/serving"],
    "torch": ["inference/serving"],
    "transformers": ["inference/serving"],
    "chromadb": ["ingest/index.py"],
    "tantivy": ["ingest/lexical.py"],
    "unstructured": ["ingest/readers/office.py"],
    "fastapi": ["appliance/gateway", "appliance/portal"],
    "typer": ["appliance/cli.py", "appliance/answers.py", "benchmarks"],
    "locust": ["benchmarks/load"],
    "gevent": ["benchmarks/load"],
    "geventhttpclient": ["benchmarks/load"],
    "hdrh": ["benchmarks/load"],
    "matplotlib": ["benchmarks/load"],
}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.prefix, "bin", "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages' code and the rules, to be spoilt."""
    for package in PACKAGES:
        for source in (ROOT / package).rglob("*.py"):
            target = tmp_path / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_rules_are_kept() -> None:
    ran = linted(ROOT)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("ops/fault.py", "import ingest.shelf"),
        ("ingest/cut.py", "from inference.question import Question"),
        ("inference/prompt.py", "def late():\n    from appliance.settings import Settings"),
        ("appliance/cli.py", "from benchmarks import cli"),
        ("inference/serving/relay.py", "from inference.ladder import Ladder"),
    ],
)
def test_a_wrong_import_turns_them_red(copy: Path, file: str, line: str) -> None:
    with (copy / file).open("a") as source:
        source.write(f"\n{line}\n")
    ran = linted(copy)
    assert ran.returncode == 1
    assert "BROKEN" in ran.stdout


def test_each_heavy_library_has_one_room() -> None:
    strays = [
        f"{file} imports {library}"
        for package in PACKAGES
        for source in (ROOT / package).rglob("*.py")
        for library in _imported(source) & ROOMS.keys()
        if not (file := str(source.relative_to(ROOT))).startswith(tuple(ROOMS[library]))
    ]
    assert strays == []


def _imported(source: Path) -> set[str]:
    """What it imports when it runs: names for type checkers only do not count."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    only_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    names: set[str] = set()
    for node in set(ast.walk(tree)) - only_types:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names
