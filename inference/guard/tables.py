"""The words of the guard, that stand beside it in tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from inference.facts.words import read_words

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """All of `name`.toml."""
    return read_words(_FOLDER / f"{name}.toml")


@cache
def words(*path: str) -> frozenset[str]:
    """One list of `vocabulary.toml`, by the names of the tables it stands in."""
    found: Any = table("vocabulary")
    for key in path:
        found = found[key]
    return frozenset(found)
