"""What a question says, whatever its wording: its telling words, synonyms made one, small talk left out.

Knows no figure and no date: `entities.py` compares those.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from inference.reuse.tokens import FIGURE, TABLES, Phrases, exact_tokens, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK: Final = "@"
_ENTITIES, _SYNONYMS = TABLES["entities"], TABLES["synonyms"]
# With one of these asked, « puis-je » and « dois-je » ask for nothing more.
_OPEN_QUESTIONS: Final = frozenset({"endroit", "comment", "prix", "pieces", "age"})
_MAY_OR_MUST: Final = frozenset({"@may", "@must"})


def read_terms(words: Sequence[str]) -> tuple[str, ...]:
    """The row of tokens told: meanings for phrases, `@` before what turns an answer, no empty word.

    Words stand in their order; a figure keeps its `#`.
    """
    told = [word for word in _meanings().read(words) if word not in empty_words()]
    if _OPEN_QUESTIONS & set(told):
        told = [word for word in told if word not in _MAY_OR_MUST]
    said_already = {word for word in told for word in _SYNONYMS["implied"].get(word, ())}
    return tuple(word for word in told if word not in said_already)


def gist(terms: Sequence[str]) -> frozenset[str]:
    """The telling words alone."""
    return frozenset(word for word in terms if word[0] not in (MARK, FIGURE))


def without_courtesy(words: Sequence[str]) -> tuple[str, ...]:
    """The row without the words of courtesy at its beginning and at its end."""
    kept = list(words)
    for phrase in _courtesy():  # the longest first
        while kept[: len(phrase)] == phrase:
            del kept[: len(phrase)]
        while len(kept) > len(phrase) and kept[-len(phrase) :] == phrase:
            del kept[-len(phrase) :]
    return tuple(kept)


@cache
def empty_words() -> frozenset[str]:
    return single_words(_SYNONYMS["empty"]["words"].split())


def single_words(words: Iterable[str]) -> frozenset[str]:
    """Words of a table as tokens, each read by itself."""
    return frozenset(token for word in words for token in exact_tokens(word))


@cache
def _courtesy() -> list[list[str]]:
    phrases = [list(exact_tokens(phrase)) for phrase in _SYNONYMS["courtesy"]["phrases"]]
    return sorted((phrase for phrase in phrases if phrase), key=len, reverse=True)


@cache
def _meanings() -> Phrases:
    small_talk = _SYNONYMS["courtesy"]["phrases"] + _SYNONYMS["courtesy"]["asking"]
    told = [(phrase, "") for phrase in small_talk]
    told += named(_SYNONYMS["synonyms"])
    for sides in _ENTITIES["opposed"].values():
        told += named(sides, MARK)
    return Phrases(told + named(_ENTITIES["modality"], MARK) + named(_ENTITIES["bound"], MARK))
