"""What no act of a commune tells: where somebody lives, what became of one's own file. Never searched for.

Names stand in minutes and lists; a question about a person's private life must not be answered with them.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from inference.facts.words import plain

_TABLE: Final = Path(__file__).with_name("private.toml")


def private(question: str) -> str | None:
    """`people` or `files`, None when nothing private is asked. The words are French ones."""
    text = plain(question)
    return next((subject for subject, pattern in _patterns().items() if pattern.search(text)), None)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        subject: re.compile("|".join(rf"\b(?:{pattern})" for pattern in row["patterns"]))
        for subject, row in table.items()
    }
