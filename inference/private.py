"""What no act of a commune tells: where somebody lives, what became of one's own file. Never searched for.

Names stand in minutes and lists; a question about a person's private life must not be answered with them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from inference.facts.words import plain, read_words
from ingest.folding import fold

_TABLE: Final = Path(__file__).with_name("private.toml")


def private(question: str) -> str | None:
    """`people` or `files`, None when nothing private is asked, in any of the languages."""
    text = plain(question)
    return next((subject for subject, pattern in _patterns().items() if pattern.search(text)), None)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        subject: re.compile("|".join(rf"\b(?:{fold(one)})" for patterns in said.values() for one in patterns))
        for subject, said in read_words(_TABLE).items()
    }
