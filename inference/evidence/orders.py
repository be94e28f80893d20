"""What a question really asks, without the orders to the assistant that it may carry. Knows no passage."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from inference.figures import fold

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def really_asked(question: str) -> str:
    """`question` without bracketed asides and sentences that give orders; whole when nothing is left."""
    aside, order = _patterns()
    plain = aside.sub(" ", question)
    if plain == question and not order.search(fold(question)):
        return question
    kept = " ".join(each for each in _SENTENCE.split(plain) if not order.search(fold(each))).strip()
    return kept or question


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads((Path(__file__).parent / "orders.toml").read_text(encoding="utf-8"))
    return re.compile(table["aside"]), re.compile(table["order"])
