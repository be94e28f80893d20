"""Waste and places of collection as communes name them."""

from __future__ import annotations

import re
from typing import Final

from ingest.folding import fold

_KINDS: Final = (
    r"ordures(?: menageres)?(?: residuelles)?|om(?:r|a)?|dechets menagers|emballages(?: (?:et|/) papiers)?"
    r"(?: recyclables| menagers)?|tri(?: selectif)?|dechets? recyclables?|recyclables?|collecte selective"
    r"|(?:bacs?|sacs?|poubelles?|conteneurs?) (?:jaunes?|gris|grises|noire?s?|marrons?|verte?s?|bleue?s?)"
    r"|dechets verts|dechets vegetaux|vegetaux|biodechets|dechets alimentaires|encombrants|monstres"
    r"|objets encombrants|verre|papiers?(?:[- ]cartons?)?|cartons?|sapins?"
)
WASTE: Final = re.compile(rf"(?<![\w-])(?:{_KINDS})(?![\w-])")
_COLLECTED: Final = re.compile(r"\b(?:collect|ramass|enlev)")
STREET: Final = re.compile(
    r"(?:rue|avenue|av|boulevard|bd|chemin|impasse|place|allee|route|square|quai|cours|ruelle|hameau|passage"
    r"|sentier|lotissement|residence|faubourg|voie|cite|clos|esplanade|promenade|venelle|villa|lieu-dit)\b"
)


def names_waste(text: str) -> bool:
    """Whether a header or a name is that of a kind of waste, with little around it."""
    folded = fold(text)
    found = WASTE.search(folded)
    return found is not None and len(WASTE.sub(" ", folded).split()) <= 3


def is_about_collection(text: str) -> bool:
    return _COLLECTED.search(fold(text)) is not None


def streets_in(cell: str) -> tuple[str, ...]:
    """The streets of a cell, one or a list of them, as written."""
    parts = [part.strip() for part in re.split(r"[,;\n]| / ", cell) if part.strip()]
    if len(parts) > 1 and all(STREET.match(fold(part)) for part in parts):
        return tuple(parts)
    return (" ".join(cell.split()),) if cell.strip() else ()
