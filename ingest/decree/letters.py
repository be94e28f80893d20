"""Text made comparable letter by letter, so that what is found in it has the same place in the original."""

from __future__ import annotations

import re
import unicodedata

_SAME = {"’": "'", "‘": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-", "–": "-", "—": "-"}
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")


def plain(text: str) -> str:
    """Lower case without accents, as long as `text`: offsets in one are offsets in the other."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    letter = _SAME.get(letter, letter)
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def unspaced(text: str) -> str:
    """`A R R Ê T É  municipal` → `ARRÊTÉ municipal`; single spaces elsewhere."""
    joined = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return " ".join(joined.split())
