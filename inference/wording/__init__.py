"""Every sentence that a citizen reads, one TOML file a language, loaded once. Knows no rung.

`fr.toml` has them all. What another language lacks is said in French; `fr-plain.toml` is laid over French for
those who read with difficulty.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent


@cache
def wording(language: str = "fr", plain: bool = False) -> Mapping[str, Any]:
    """The sentences of a language, one table a rung; French ones for a language without a file.

    plain: the easy form, where the language has one.
    """
    return layered(_FOLDER, language, plain)


def layered(folder: Path, language: str, plain: bool) -> Mapping[str, Any]:
    """French of a folder of wording files, the language laid over it, and its easy form over both."""
    sentences: Mapping[str, Any] = {}
    for name in ("fr", language, f"{language}-plain" if plain else language):
        sentences = _laid_over(sentences, _tables(folder / f"{name}.toml"))
    return sentences


def _tables(path: Path) -> Mapping[str, Any]:
    """The tables of one file; none when there is no such file."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> Mapping[str, Any]:
    """The tables of both, key by key, the upper ones where both have one."""
    both = {
        key: _laid_over(below[key], above[key])
        for key in below.keys() & above.keys()
        if isinstance(below[key], dict) and isinstance(above[key], dict)
    }
    return {**below, **above, **both}
