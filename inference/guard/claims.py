"""What a sentence claims that a passage must hold: figures, weekdays, names. Knows no question."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from inference.figures import fold, stated, supported

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = re.compile(rf"\b({'|'.join(_DAYS)})s?\b")
_TOKEN = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.!?:;«\"“\n•–-])\s*[«\"“]?\s*$")


def claims(text: str) -> set[str]:
    """Figures as `stated`; « day lundi »; « name bologne » for each capitalised word within a sentence."""
    return stated(text) | _days(text) | {f"name {word}" for word in names(text)}


def held(text: str) -> set[str]:
    """What a source supports: its figures and their parts, its weekdays, all its words as names."""
    return supported(text) | _days(text) | {f"name {word}" for word in _TOKEN.findall(fold(text))}


def names(text: str) -> set[str]:
    """Folded words that are written as names: capitalised, not because a sentence begins."""
    return {
        fold(match[0])
        for match in _TOKEN.finditer(text)
        if match[0][0].isupper()
        and len(match[0]) > 2
        and not _OPENING.search(text[: match.start()])
        and fold(match[0]) not in _common()
    }


def _days(text: str) -> set[str]:
    return {f"day {day}" for day in _DAY.findall(fold(text))}


@cache
def vocabulary() -> dict[str, Any]:
    """The tables of `vocabulary.toml`."""
    return tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))


@cache
def _common() -> frozenset[str]:
    return frozenset(vocabulary()["common"])
