"""Whether a question tells who asks it: then its answer is kept for nobody else. Knows no answer.

What only looks like personal data counts as such: an answer is written once more, nothing else is lost.
"""

from __future__ import annotations

import re
from typing import Final

from inference.facts.words import alternation, fold
from inference.reuse.tokens import TABLES


def _phrases(name: str) -> re.Pattern[str]:
    """Whole phrases of a list of the table, in folded text."""
    wanted = alternation([fold(phrase) for phrase in TABLES["entities"]["personal"][name]])
    return re.compile(rf"(?<!\w)(?:{wanted})(?!\w)")


# Phones, social security and bank card numbers, SIRET: nine digits or more in one run.
_LONG_NUMBER: Final = re.compile(r"(?:\d[\s.\-/]?){8}\d")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,}", re.IGNORECASE)
_MAIL: Final = re.compile(r"\S@\S+\.\S|\(at\)|\[at\]")
_TITLED: Final = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mlle|Mr|Me|Monsieur|Madame|Mademoiselle|Dr)\s+[A-ZÀ-Ý][\w'’-]+"
)
_SAYS_WHO: Final = _phrases("says_who")
_LIVES: Final = _phrases("lives")
_STREETS: Final = alternation([fold(word) for word in TABLES["entities"]["streets"]["types"]])
_HOUSE: Final = re.compile(rf"\b\d{{1,4}}(?: ?(?:bis|ter|quater|[a-h]))? ?,? ?(?:{_STREETS})\b")
_FIRST_PERSON: Final = re.compile(r"(?<!\w)(?:je|j|mon|ma|mes|moi|nous|notre|nos)(?!\w)")


def tells_who(text: str) -> bool:
    """A phone number, an address, a name, or a number by which somebody is known."""
    folded = fold(text)
    if _LONG_NUMBER.search(text) or _IBAN.search(text) or _MAIL.search(text) or _TITLED.search(text):
        return True
    lives_there = _HOUSE.search(folded) and _FIRST_PERSON.search(folded)
    return bool(_SAYS_WHO.search(folded) or _LIVES.search(folded) or lives_there)
