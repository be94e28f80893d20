"""Text → tokens of XLM-RoBERTa: the most probable split of each word into known pieces.

No piece spans two words, so each word is split by itself, and remembered: acts repeat their words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.embedding.packed import Vocabulary

_PASSAGE = "passage: "  # what the model was trained to see before a passage
_BREAK = "\N{LOWER ONE EIGHTH BLOCK}"  # how pieces write the space before a word
_SPACES = re.compile(" +")
_WORD = re.compile(f"{_BREAK}[^{_BREAK}]*")
_REMEMBERED_WORDS = 1 << 15
_UNKNOWN_COST = 10.0


class Tokens:
    """Knows nothing of the model but its vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._normal, self._unknown = vocabulary.normal, vocabulary.unknown
        self._pieces = vocabulary.pieces
        self._longest = max(map(len, self._pieces))
        self._unknown_score = min(score for _, score in self._pieces.values()) - _UNKNOWN_COST
        self._split = lru_cache(maxsize=_REMEMBERED_WORDS)(self._best_split)

    def of_passage(self, text: str) -> list[int]:
        """Its tokens behind the prefix of passages, without start and end, however many."""
        read = _SPACES.sub(" ", (_PASSAGE + text).translate(self._normal))
        words = _WORD.findall(_BREAK + read.replace(" ", _BREAK))
        return list(chain.from_iterable(map(self._split, words)))

    def _best_split(self, word: str) -> tuple[int, ...]:
        """The Viterbi path. A character that is in no piece stands for itself, as unknown."""
        length = len(word)
        best = [0.0] + [float("-inf")] * length
        last = [(0, self._unknown)] * (length + 1)  # where the piece that ends here starts, and its id
        for start in range(length):
            for end in range(start + 1, min(length, start + self._longest) + 1):
                token, score = self._scored(word[start:end])
                if best[start] + score > best[end]:
                    best[end], last[end] = best[start] + score, (start, token)
        found, end = [], length
        while end:
            end, token = last[end]
            found.append(token)
        return tuple(reversed(found))

    def _scored(self, part: str) -> tuple[int, float]:
        known = self._pieces.get(part)
        if known and known[0] != self._unknown:
            return known
        return self._unknown, self._unknown_score if len(part) == 1 else float("-inf")
