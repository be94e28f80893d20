"""Words cut at the end of a line made whole."""

from __future__ import annotations

import re

SOFT = "\u00ad"
_COMPOUND = re.compile(
    r"(?:ci|là|même|mêmes|vous|nous|moi|lui|elle|elles|il|ils|on|ce|je|tu|à|dire|de|en|du|sur)\b"
)


def glued(text: str, more: str) -> str:
    """`text` and the line that goes on with it. A hyphen stays only where the word has one of its own."""
    if not text:
        return more
    cut = text.endswith((SOFT, "-")) and len(text) > 1 and text[-2].isalpha() and more[:1].isalpha()
    if not cut:
        return f"{text} {more}"
    own = not more[0].islower() or _COMPOUND.match(more) or "-" in text.split()[-1][:-1]
    return f"{text[:-1]}-{more}" if own else f"{text[:-1]}{more}"


def whole(word: str) -> str:
    """A word that was drawn over two lines, its soft hyphen still inside."""
    first, *rest = word.split(SOFT)
    for part in rest:
        first = glued(first + SOFT, part) if part else first + "-"
    return first
