"""Courtesies and opinions: « Bonjour », « Qui es-tu ? », « Pour qui voter ? ». Never searched for.

Recognised in code, in every supported language, only where nothing else is said or asked: what is left of
« Bonjour, la mairie est ouverte ? » goes on as a question. Knows no commune.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.words import plain, read_words
from inference.language import FRENCH, LANGUAGES
from inference.question import Kind
from inference.wording import wording
from ingest.folding import fold

if TYPE_CHECKING:
    from inference.answering import Answering
    from inference.question import Answer, Question

_LETTER: Final = re.compile(r"\w")
_TABLE: Final = Path(__file__).with_name("smalltalk.toml")
_OPINION, _BESIDE = "opinion", "beside"
_SUBJECTS: Final = (
    "greeting",
    "farewell",
    "thanks",
    "well",
    "who",
    _OPINION,
)  # the last one said is answered
_STOPS: Final = re.compile(r"[?!;:]|(?<!\bm)\.")


def small_talk(question: Question, answering: Answering) -> Answer | None:
    """The answer to a courtesy, or that no opinion is given; None when anything else is asked.

    Declined, since nothing is told of the commune, and without anybody to call: nobody is needed.
    """
    subject = talked_of(question.text)
    if subject is None:
        return None
    sentences = wording(_language(question), question.plain)["talk"]
    return answering.answer(Kind.DECLINED, sentences[subject])


def talked_of(text: str, languages: tuple[str, ...] = LANGUAGES) -> str | None:
    """`greeting`, `farewell`, `thanks`, `well`, `who` or `opinion`; None when anything else is said.

    languages: in whose words.
    """
    subjects: set[str] = set()
    for sentence in filter(str.strip, _STOPS.split(plain(text))):
        said = _said(sentence, languages)
        if said is None:
            return None
        subjects |= said
    return next((subject for subject in reversed(_SUBJECTS) if subject in subjects), None)


def _language(question: Question) -> str:
    """The question's own, but for a few words that count as French and are said in another language alone."""
    if question.language != FRENCH:
        return question.language
    return next((one for one in LANGUAGES if talked_of(question.text, (one,))), FRENCH)


def _said(sentence: str, languages: tuple[str, ...]) -> set[str] | None:
    """The subjects of one sentence, None when it says anything else."""
    if opinion := _opinion(languages).search(sentence):
        rest = f"{sentence[: opinion.start()]} , {sentence[opinion.end() :]}"
        return None if _other().search(rest) else {_OPINION}
    courtesies = _courtesies(languages)
    if _LETTER.search(courtesies.sub(" ", sentence)):
        return None
    return {str(found.lastgroup) for found in courtesies.finditer(sentence)}


@cache
def _courtesies(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Any courtesy as whole words, in the group of its subject."""
    subjects = (*reversed(_SUBJECTS[:-1]), _BESIDE)
    groups = "|".join(f"(?P<{subject}>{_any_of(subject, languages)})" for subject in subjects)
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)")


@cache
def _opinion(languages: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(_OPINION, languages)})")


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('other', LANGUAGES)})(?!\w)")


def _any_of(subject: str, languages: tuple[str, ...]) -> str:
    """The patterns of a subject, the names in `<>` spelt out."""
    table = _words()
    spelt = (
        pattern.replace("<people>", table["people"][language]).replace("<judged>", table["judged"][language])
        for language in languages
        for pattern in table[subject][language]
    )
    return "|".join(fold(pattern) for pattern in spelt)


@cache
def _words() -> dict[str, Any]:
    return read_words(_TABLE)
