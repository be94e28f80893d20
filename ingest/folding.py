"""Text folded for lexical search: the same on both sides, the index's and the question's."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Texts whose folded form or words are kept: a dozen readers ask them of one sentence, and the next question
# finds the same sentences. The words of a whole passage take 8 KB, of a sentence less than one.
REMEMBERED: Final = 8192

_LETTERS = {"œ": "oe", "æ": "ae", "’": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\u00ad": ""}
_LIGATURES = str.maketrans(_LETTERS)
_THOUSANDS = re.compile(r"\b\d{1,3}(?: \d{3})+\b")
_HOUR = re.compile(r"\b(\d{1,2}) ?(?:h|heures?|:) ?(\d{2})?\b(?! ?/)")
_NUMBER_PAIR = re.compile(r"\b(\d{1,6}) ?[/.,-] ?(\d{1,6})\b")
_CODE = re.compile(r"\b([a-z]{1,4})[ .-]{0,2}(\d{1,4})\b")

STOPWORDS = re.findall(
    r"\w+",
    """
    a ai alors au aux avec c ca ce ces cet cette d dans de des du elle en es est et etes etre eu il ils j je
    l la le les leur leurs lui m ma mais me mes moi mon n ne ni nos notre nous on ont ou par pas plus pour qu
    que qui s sa se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y quel quelle quels
    quelles comment quand combien sera fait faut peut puis svp bonjour merci
    """,
)


class _Marks(dict[int, int | None]):
    """Leaves out the marks that stand over letters; each character is looked at once in a process."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_MARKS = _Marks()


def unmarked(decomposed: str) -> str:
    """A decomposed text without the marks over its letters."""
    return decomposed.translate(_MARKS)


def fold(text: str) -> str:
    """Lower case, no accent, no ligature, no typographic space."""
    return unmarked(unicodedata.normalize("NFD", text.lower().translate(_LIGATURES)))


def searchable(text: str) -> str:
    """`text` folded, followed by the joined forms of its numbers, hours and codes.

    `2014/172` is also found as one word, and so are `EW 562`, `UA 10`, `11 142` and `9 h 30`,
    however they are spaced.
    """
    folded = fold(text)
    return " ".join([folded, *_joined(folded)])


def _joined(folded: str) -> list[str]:
    forms = [match.group().replace(" ", "") for match in _THOUSANDS.finditer(folded)]
    forms += [f"{int(hour)}h{minutes or '00'}" for hour, minutes in _HOUR.findall(folded)]
    forms += [f"{left}x{right}" for left, right in _NUMBER_PAIR.findall(folded)]
    forms += [f"{letters}{int(number)}" for letters, number in _CODE.findall(folded)]
    return forms
