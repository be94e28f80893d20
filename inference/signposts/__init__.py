"""Whom to call: the first rung. Somebody in danger is sent to the emergency services before anything else.

Recognised in code, in every supported language, from a table that people can read (`dangers.toml`).
Knows no commune and no document; the answer comes in the language of the words that were recognised.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inference.wording import wording

_FOLDER = Path(__file__).parent
_FIELDS = ("name", "numbers", "unless")


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where somebody in danger is sent. numbers: the most fitting first. text: in `language`."""

    danger: str
    numbers: tuple[str, ...]
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class _Danger:
    name: str
    numbers: tuple[str, ...]
    unless: re.Pattern[str]
    said: tuple[tuple[str, re.Pattern[str]], ...]


def signpost(question: str, *, plain: bool = False) -> Signpost | None:
    """Whom somebody who writes this should call; None when nothing in it speaks of a danger.

    plain: said in sentences that are easy to read.
    """
    text = _folded(question)
    for danger in _dangers():
        told = danger.unless.sub(" ", text)
        for language, pattern in danger.said:
            if pattern.search(told):
                return Signpost(danger.name, danger.numbers, language, _sentences(danger, language, plain))
    return None


def _sentences(danger: _Danger, language: str, plain: bool) -> str:
    words = wording(language, plain)["signposted"]
    lines = [words[danger.name], *(f"- {number} : {words['who'][number]}" for number in danger.numbers)]
    return "\n".join((*lines, words["after"]))


@cache
def _dangers() -> tuple[_Danger, ...]:
    table = tomllib.loads((_FOLDER / "dangers.toml").read_text(encoding="utf-8"))
    return tuple(_danger(row) for row in table["danger"])


def _danger(row: dict[str, Any]) -> _Danger:
    said = tuple((name, _any_of(row[name])) for name in row if name not in _FIELDS)
    return _Danger(row["name"], tuple(row["numbers"]), _any_of(row["unless"]), said)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b" if patterns else r"(?!)")


def _folded(text: str) -> str:
    """Lower case, Latin letters without accents, everything but letters, digits and apostrophes a space."""
    text = text.lower().replace("’", "'").replace("ı", "i").replace("ß", "ss").replace("œ", "oe")
    plain = "".join(map(_bare, text))
    return " ".join(re.sub(r"[^\w'ʼ]+|(?<=[a-z])'(?=[a-z])", " ", plain).split())


def _bare(letter: str) -> str:
    """A Latin letter without its accent; letters of other alphabets as they are."""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter
