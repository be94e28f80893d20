"""What an answer claims is contained in what it cites. Knows no model and no database.

While a text streams, words without figures pass at once; a figure waits until it is whole
and is shown only when a passage contains it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inference.figures import fold, stated, supported
from ingest.folding import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.shelf import StoredPassage

_MARK = re.compile(r"\s?\[(\d{1,2})\]")
_WORD = re.compile(r"[^\W\d_]{4,}")
# After one of these a figure may go on: « 9 | heures | moins | le | quart », « deux | cent | mille ».
_FIGURE_WORD = re.compile(
    r"(?:.*\d(?:h|heures?)?|(?:.*-)?(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize"
    r"|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
    r"|cents?|mille|millions?|milliards?)|h|heures?|midi|minuit|et|moins|le|virgule|pour)"
)
_ENOUGH_SHARED_WORDS = 0.5
_STEM_LETTERS = 6
_EMPTY_WORDS = frozenset(word[:_STEM_LETTERS] for word in STOPWORDS)


class Unsupported(Exception):
    """The text states a figure that no passage contains, or nothing that a passage told."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole answer, without its marks, with the passages that carry it, the most useful first."""

    text: str
    cited: tuple[StoredPassage, ...]


class Guard:
    """Checks one answer to `question` against the passages given to the model, in their order."""

    def __init__(self, passages: Sequence[StoredPassage], question: str = "") -> None:
        self._asked_words, self._asked_figures = _words(question), stated(question)
        self._passages = tuple(passages)
        self._figures = [supported(_whole(passage)) for passage in self._passages]
        self._allowed: set[str] = set().union(*self._figures)
        self._pending = self._shown = ""

    def release(self, more: str) -> str:
        """What may be shown now. Raises Unsupported as soon as a whole figure has no passage."""
        self._pending += more
        settled, self._pending = _settle(self._pending)
        return self._permit(settled)

    def finish(self) -> str:
        """The rest, at the end of the stream. Raises Unsupported."""
        rest, self._pending = self._pending, ""
        return self._permit(rest)

    def check(self, text: str) -> Checked:
        """The whole text against its citations. Raises Unsupported when they do not carry it."""
        bare = _MARK.sub("", text).strip()
        cited = self._carriers(text, bare)
        carried = set().union(*(self._figures[index] for index in cited)) if cited else set()
        if stated(bare) - carried or not self._grounded(bare, cited) or not self._informs(bare):
            raise Unsupported(bare)
        return Checked(bare, tuple(self._passages[index] for index in cited))

    def _permit(self, text: str) -> str:
        bare = _MARK.sub("", text)
        self._shown += bare
        if stated(self._shown) - self._allowed:
            raise Unsupported(self._shown)
        return bare

    def _carriers(self, text: str, bare: str) -> list[int]:
        """The fewest passages that hold every figure of the text: the marked and the closest ones first."""
        marked = {int(number) - 1 for number in _MARK.findall(text)}
        words = _words(bare)
        ranked = sorted(
            range(len(self._passages)),
            key=lambda index: (
                len(stated(bare) & self._figures[index]),
                index in marked,
                self._shared(words, index),
            ),
            reverse=True,
        )
        missing, cited = stated(bare), ranked[:1]
        missing -= self._figures[ranked[0]] if ranked else set()
        for index in ranked[1:]:
            if missing & self._figures[index]:
                cited.append(index)
                missing -= self._figures[index]
        return cited

    def _grounded(self, bare: str, cited: Sequence[int]) -> bool:
        """Most of the answer's long words stand in the cited passages; without words, its figures do."""
        words = _words(bare)
        if not words:
            return bool(cited and stated(bare))
        known = set().union(*(_words(_whole(self._passages[index])) for index in cited)) if cited else set()
        return len(words & known) / len(words) >= _ENOUGH_SHARED_WORDS

    def _informs(self, bare: str) -> bool:
        """Whether it says a word or a figure that the question did not: an echo proves nothing."""
        new_words = _words(bare) - self._asked_words - _EMPTY_WORDS
        return bool(new_words or stated(bare) - self._asked_figures)

    def _shared(self, words: set[str], index: int) -> float:
        return len(words & _words(_whole(self._passages[index]))) / max(1, len(words))


def _whole(passage: StoredPassage) -> str:
    return f"{passage.title} {passage.label} {passage.text}"


def _words(text: str) -> set[str]:
    """Long words by their beginning, so that « fermée » and « fermé » are one."""
    return {word[:_STEM_LETTERS] for word in _WORD.findall(fold(text))}


def _settle(pending: str) -> tuple[str, str]:
    """Splits what can no longer change from the end that still may be part of a figure or a mark."""
    tokens = re.split(r"(?=\s)", pending)  # each word with the space before it, which a mark takes away
    cut = len(tokens) - 1  # the last word may go on
    while cut > 0 and _may_continue(tokens[cut - 1]):
        cut -= 1
    return "".join(tokens[:cut]), "".join(tokens[cut:])


def _may_continue(token: str) -> bool:
    word = fold(token.strip())
    return not word or "[" in word or _FIGURE_WORD.fullmatch(word) is not None
