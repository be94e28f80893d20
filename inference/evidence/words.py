"""The words of a text and how telling each is, for whoever has no index."""

from __future__ import annotations

import re
from collections.abc import Callable

from inference.figures import fold
from ingest.folding import STOPWORDS

# Any text → its words as they are indexed, each with how telling it is (its inverse document frequency).
Weights = Callable[[str], dict[str, float]]

_WORD = re.compile(r"[^\W_]{2,}")
_STEM_LETTERS = 6
_STOPS = frozenset(STOPWORDS)


def plain_weights(text: str) -> dict[str, float]:
    """Each word by its beginning, all alike: for whoever has no index."""
    return {word[:_STEM_LETTERS]: 1.0 for word in _WORD.findall(fold(text)) if word not in _STOPS}
