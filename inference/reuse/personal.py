"""Whether a question tells who asks it: then its answer is kept for nobody else. Knows no answer.

What only looks like personal data counts as such: an answer is written once more, nothing else is lost.
"""

from __future__ import annotations

import re
from typing import Final

from inference.facts.words import alternation, fold, unmarked_pattern
from inference.reuse.tokens import TABLES

_TABLE: Final[dict[str, list[str]]] = TABLES["entities"]["personal"]


def _phrases(name: str) -> re.Pattern[str]:
    """Whole phrases of a list of the table, in folded text; a Turkish ı may be typed i, « and » be joined."""
    folded = {fold(phrase) for phrase in _TABLE[name]}
    wanted = alternation([*(folded | {phrase.replace("ı", "i") for phrase in folded})])
    return re.compile(rf"(?<!\w)[وف]?(?:{wanted})(?!\w)")


# Phones, social security and bank card numbers, SIRET: nine digits or more in one run.
_LONG_NUMBER: Final = re.compile(r"(?:\d[\s.\-/]?){8}\d")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,}", re.IGNORECASE)
_MAIL: Final = re.compile(r"\S@\S+\.\S|\(at\)|\[at\]")
_NAME: Final = r"[A-ZÀ-ÝĞİŞА-ЯІЇЄҐ][\w'’-]+"
_TITLED: Final = re.compile(
    rf"(?<!\w)(?:{alternation(_TABLE['titles'])})\s+{_NAME}"
    rf"|(?<!\w){_NAME}\s+(?:{alternation(_TABLE['titles_behind'])})(?!\w)"
    rf"|(?<!\w)[ول]?(?:{alternation(_TABLE['titles_without_capitals'])})\s+"
    rf"(?!(?:{alternation(_TABLE['of_office'])})(?!\w))\w+"
)
_SAYS_WHO, _LIVES, _LIVING, _FIRST_PERSON = map(_phrases, ("says_who", "lives", "living", "first_person"))
_FRENCH_ROADS: Final = alternation([fold(word) for word in TABLES["entities"]["streets"]["types"]])
_ROADS_ABROAD: Final = "|".join(map(unmarked_pattern, _TABLE["roads"]))
_ROAD: Final = re.compile(rf"(?<!\w)(?:{_FRENCH_ROADS}|{_ROADS_ABROAD})(?!\w)")
# « 12 bis, rue du Pont », « 12 Bridge Street »; « Rue du Pont 12 » where nothing is measured by the number.
_HOUSE: Final = re.compile(
    r"\b\d{1,4}(?: ?(?:bis|ter|quater|[a-h]))? ?,? ?"
    rf"(?:(?:{_FRENCH_ROADS})|(?:[^\W\d]\w* ){{0,2}}(?:{_ROADS_ABROAD}))(?!\w)"
    rf"|{_ROAD.pattern}\.?(?: [^\W\d]\w*){{0,5}},? (?:n |no |nr\.? |numero )?\d{{1,3}} ?(?:[,;.!?]|$)"
)


def tells_who(text: str) -> bool:
    """A phone number, an address, a name, or a number by which somebody is known."""
    if _LONG_NUMBER.search(text) or _IBAN.search(text) or _MAIL.search(text) or _TITLED.search(text):
        return True
    folded = fold(text)
    return bool(_SAYS_WHO.search(folded) or _LIVES.search(folded) or _lives_there(folded))


def _lives_there(folded: str) -> bool:
    """Whether it says « I live » beside a street, or « I » or « my » beside the number of a house."""
    if _LIVING.search(folded):
        return bool(_ROAD.search(folded))
    return bool(_FIRST_PERSON.search(folded) and _HOUSE.search(folded))
