"""Whom to call: the first rung. Somebody in danger is sent to the emergency services before anything else.

Recognised in code, in every supported language, from tables that people can read: `dangers.toml`, and
what is written in each language (`fr.toml` tells how). A cry is always heard; a danger that is only named
(suicide) is not, where its sentence asks for information: a meeting, a course, a rule.
Knows no commune and no document; the answer comes in the language of the words that were recognised.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from inference.language import FRENCH, LANGUAGES, folded
from inference.wording import wording
from ingest.folding import fold

_FOLDER: Final = Path(__file__).parent
_STOP: Final = re.compile(r"[?!؟;]|(?<!\.)\.(?!\.)")
_NAME: Final = re.compile(r"<(\w+)>")
_GAP: Final = re.compile(r" ?… ")
_AS_FOLDED: Final = str.maketrans({"'": " ", "ı": "i", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where somebody in danger is sent. numbers: the most fitting first. text: in `language`."""

    danger: str
    numbers: tuple[str, ...]
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    """How a danger is told in one language: by a cry, or by its name."""

    language: str
    cries: re.Pattern[str]
    named: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Danger:
    """unless: what its words mean elsewhere. cries, named: in any language; said: in each."""

    name: str
    numbers: tuple[str, ...]
    unless: re.Pattern[str]
    cries: re.Pattern[str]
    named: re.Pattern[str]
    said: tuple[_Said, ...]

    def heard(self, question: _Read, language: str) -> str | None:
        """The language in which it is told, `language` before the others; None when it is not."""
        if not (self.cries.search(question.whole) or self.named.search(question.asserted)):
            return None  # nearly always: what `unless` takes out only leaves less to be heard
        whole, asserted = self.unless.sub(" ", question.whole), self.unless.sub(" ", question.asserted)
        for said in sorted(self.said, key=lambda said: said.language != language):
            if said.cries.search(whole) or said.named.search(asserted):
                return said.language
        return None


@dataclass(frozen=True, slots=True)
class _Read:
    """A question folded, ` . ` between its sentences. asserted: without those that ask for information."""

    whole: str
    asserted: str

    @classmethod
    def of(cls, question: str) -> _Read:
        parts = _STOP.split(question.replace("ʼ", "'"))
        sentences = [sentence for part in parts if (sentence := folded(part))]
        asserted = [sentence for sentence in sentences if not _information().search(sentence)]
        return cls(" . ".join(sentences), " . ".join(asserted))


def signpost(question: str, *, language: str = FRENCH, plain: bool = False) -> Signpost | None:
    """Whom somebody who writes this should call; None when nothing in it speaks of a danger.

    language: of the question, to answer in where a word belongs to several. plain: said in sentences that are
    easy to read.
    """
    read = _Read.of(question)
    for danger in _dangers():
        if heard := danger.heard(read, language):
            return Signpost(danger.name, danger.numbers, heard, _sentences(danger, heard, plain))
    return None


def _sentences(danger: _Danger, language: str, plain: bool) -> str:
    words = wording(language, plain)["signposted"]
    lines = [words[danger.name], *(f"- {number} : {words['who'][number]}" for number in danger.numbers)]
    return "\n".join((*lines, words["after"]))


@cache
def _dangers() -> tuple[_Danger, ...]:
    return tuple(_danger(row["name"], row["numbers"]) for row in _table("dangers")["danger"])


def _danger(name: str, numbers: list[str]) -> _Danger:
    tables = {language: _table(language) for language in LANGUAGES}
    unless = _any_of([pattern for table in tables.values() for pattern in table[name]["unless"]])
    cries, named = (
        {language: _spelt(table[name][how], table["words"]) for language, table in tables.items()}
        for how in ("cries", "named")
    )
    said = (_Said(one, _any_of(cries[one]), _any_of(named[one])) for one in LANGUAGES)
    any_cry, any_named = (_any_of([*chain.from_iterable(spelt.values())]) for spelt in (cries, named))
    return _Danger(name, tuple(numbers), unless, any_cry, any_named, tuple(said))


@cache
def _information() -> re.Pattern[str]:
    """What shows, in any language, that a danger is only spoken about."""
    return _any_of([pattern for language in LANGUAGES for pattern in _table(language)["information"]])


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _spelt(patterns: list[str], words: dict[str, str]) -> list[str]:
    """Each pattern with the words of its `<name>`s."""
    return [_NAME.sub(lambda name: f"(?:{words[name[1]]})", pattern) for pattern in patterns]


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """Any of the patterns as whole words of folded text, `…` spelt out."""
    gapped = (_GAP.sub(r"(?: \\w+){0,4} ", pattern) for pattern in patterns)
    either = "|".join(f"(?:{fold(pattern).translate(_AS_FOLDED)})" for pattern in gapped)
    return re.compile(rf"\b[وف]?(?:{either})\b" if patterns else r"(?!)")
