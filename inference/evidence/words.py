"""The words of a question and what finds each in a text. Knows no index and no passage."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from inference.retrieval.asked import Term

# Any text → its words as they are indexed, each with how telling it is (its inverse document frequency).
Weights = Callable[[str], dict[str, float]]

_ITSELF = 0.9  # from here on a form is the word itself, mended; below, another word of its class
_JOINED = re.compile(r"(?:de|du|en|le|la|les|au|et|un|a|ou|n|l|d)\d+")  # what an index joins: « en 2014 »
_FIRST = re.compile(r"\b1 ?(?:ère|ere|re|er)\b")


def plain_weights(text: str) -> dict[str, float]:
    """The words of `text` as they are indexed, all alike: for whoever has no index."""
    return dict.fromkeys(stems(text), 1.0)


class AskedWords:
    """The words of a question. A word of the same class holds only part of what the word itself holds.

    terms: as retrieval read them; without, the words of the text by their `weights`.
    """

    def __init__(self, text: str, weights: Weights = plain_weights, terms: Sequence[Term] = ()) -> None:
        self._found_by: dict[str, set[str]] = {}
        self.weight: dict[str, float] = {}
        self._seen: dict[str, frozenset[str]] = {}
        if terms:
            asked = set(stems(text))
            self._read([term for term in terms if term.word in asked] or terms)
        else:
            for word, weight in weights(text).items():
                if not _JOINED.fullmatch(word):
                    self._add(word, weight, [word])
        self._total = sum(self.weight.values()) or 1.0

    def held(self, text: str) -> frozenset[str]:
        """The asked words that `text` holds."""
        if text not in self._seen:
            found = (self._found_by.get(word, ()) for word in stems(_FIRST.sub("premier", text)))
            self._seen[text] = frozenset(name for names in found for name in names)
        return self._seen[text]

    def share(self, words: Iterable[str]) -> float:
        """The weight of some asked words among all of them, 0..1."""
        return sum(self.weight[word] for word in words) / self._total

    def _read(self, terms: Sequence[Term]) -> None:
        for term in terms:
            alike = {form: worth for form, worth in term.forms.items() if worth < _ITSELF}
            part = max(alike.values(), default=0.0)
            self._add(term.word, term.weight * (1 - part), term.forms.keys() - alike.keys())
            if part:
                self._add(f"{term.word} or alike", term.weight * part, term.forms)

    def _add(self, name: str, weight: float, forms: Iterable[str]) -> None:
        self.weight[name] = weight
        for form in forms:
            self._found_by.setdefault(form, set()).add(name)
