"""Text made comparable letter by letter, so that what is found in it has the same place in the original."""

from __future__ import annotations

import re
import unicodedata

_SAME = {"’": "'", "‘": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-", "–": "-", "—": "-"}
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")


class _Letters(dict[int, str]):
    """Each letter's plain form, worked out once."""

    def __missing__(self, code: int) -> str:
        letter = _SAME.get(chr(code), chr(code))
        base = unicodedata.normalize("NFD", letter)[0].lower()
        self[code] = base if len(base) == 1 else letter
        return self[code]


_PLAIN = _Letters()


def plain(text: str) -> str:
    """Lower case without accents, as long as `text`: offsets in one are offsets in the other."""
    return text.translate(_PLAIN)


def unspaced(text: str) -> str:
    """`A R R Ê T É  municipal` → `ARRÊTÉ municipal`; single spaces elsewhere."""
    joined = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return " ".join(joined.split())


def one_of(*shapes: str) -> str:
    """A pattern for any of `shapes`, the first that fits."""
    return f"(?:{'|'.join(shapes)})"
