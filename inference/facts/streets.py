"""Street names made comparable: « 12 bis, av. de la Gare » is « Avenue de la Gare »."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from inference.facts.words import fold

_TYPES: Final = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard", "r": "rue",
    "ch": "chemin", "che": "chemin", "chem": "chemin", "imp": "impasse", "pl": "place", "all": "allee",
    "allees": "allee", "rte": "route", "sq": "square", "q": "quai", "crs": "cours", "fg": "faubourg",
    "fbg": "faubourg", "pass": "passage", "lot": "lotissement", "res": "residence", "ham": "hameau",
    "st": "saint", "ste": "sainte", "gal": "general", "dr": "docteur", "pdt": "president", "mal": "marechal",
}  # fmt: skip
_LINKING: Final = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "aux", "au", "a", "en"})
_NUMBER: Final = re.compile(r"^(?:n ?)?\d+(?: ?(?:bis|ter|quater|[a-d]))?(?: ?(?:et|/|,|a) ?\d+)*[ ,]+(?=\D)")
# « rue du Pont (côté pair) », « du n° 1 au n° 45 »: only part of the street is meant.
_PART: Final = re.compile(r"\b(?:pairs?|impairs?|cote|numeros?|n ?\d|no ?\d)\b|\(|\bdu \d+ (?:au|a) \d+")


@lru_cache(maxsize=8192)
def street_key(text: str) -> tuple[str, ...]:
    """The words that tell a street from another, in their order."""
    words = re.findall(r"\w+", _NUMBER.sub("", fold(text).replace("°", " ")))
    return tuple(_TYPES.get(word, word) for word in words if word not in _LINKING)


def same_street(one: str, other: str) -> bool:
    return street_key(one) == street_key(other)


def is_part_of_street(text: str) -> bool:
    """Whether a table's cell means only some of a street's numbers."""
    return _PART.search(fold(text).replace("°", " ")) is not None
