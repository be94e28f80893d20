"""Every sentence that a citizen reads, one TOML file a language, loaded once. Knows no rung."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent


@cache
def wording(language: str = "fr") -> Mapping[str, Any]:
    """The sentences of a language, one table a rung."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
