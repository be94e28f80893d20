"""What a question in another language is about, in the words of French documents (`glossary.toml`).

Neither grammar nor translation: documents are searched with it where the languages share no word. What it
does not know stays as it was asked, so that nothing that lacks it is taken for a sure answer.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from inference.language import folded

_TABLE: Final = Path(__file__).with_name("glossary.toml")
_SECTIONS: Final = ("asks", "things", "units")
_THINGS: Final = "things"
_FIRST_MARK: Final = 0xE000  # letters of no language: what was found is not found again
# « and », « with », « for », « like », « the » are written onto an Arabic word.
_ONTO_ARABIC: Final = r"[\u0648\u0641]?[\u0628\u0644\u0643]?(?:\u0627\u0644|\u0644)?"
_THE: Final = "\u0627\u0644"


@dataclass(frozen=True, slots=True)
class _Entry:
    """mark: the one letter that stands for it. thing: whether a question may be about it."""

    pattern: re.Pattern[str]
    french: str
    mark: str
    thing: bool


def in_french(text: str, language: str) -> str | None:
    """The question's known words in French, the others as they are; None when it is about nothing known."""
    rest, found = folded(text), {}
    for entry in _entries(language):
        rest, times = entry.pattern.subn(f" {entry.mark} ", rest)
        if times:
            found[entry.mark] = entry
    if not any(entry.thing for entry in found.values()):
        return None
    silent = _silent(language)
    kept = [word for word in rest.split() if word in found or not (silent and silent.fullmatch(word))]
    told = dict.fromkeys(found[word].french if word in found else word for word in kept)
    return f"{' '.join(told)} ?"


@cache
def _entries(language: str) -> tuple[_Entry, ...]:
    """Those that have the language, the longest wordings first."""
    told = [
        (wording, entry["fr"], section == _THINGS)
        for section in _SECTIONS
        for entry in _glossary()[section]
        for wording in entry.get(language, "").split("|")
        if wording
    ]
    longest = sorted(told, key=lambda each: (-len(each[0].split()), -len(each[0])))
    return tuple(
        _Entry(_pattern(wording, language), french, chr(_FIRST_MARK + place), thing)
        for place, (wording, french, thing) in enumerate(longest)
    )


def _pattern(wording: str, language: str) -> re.Pattern[str]:
    words = (_word(word, language) for word in wording.split())
    return re.compile(rf"(?<!\w){' '.join(words)}(?!\w)")


def _word(word: str, language: str) -> str:
    bare = folded(word.removesuffix("*"))
    if language == "ar":
        return _ONTO_ARABIC + re.escape(bare.removeprefix(_THE))
    return re.escape(bare) + (r"\w*" if word.endswith("*") else "")


@cache
def _silent(language: str) -> re.Pattern[str] | None:
    words = _glossary()["silent"].get(language)
    return re.compile("|".join(_word(word, language) for word in words.split("|"))) if words else None


@cache
def _glossary() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))
