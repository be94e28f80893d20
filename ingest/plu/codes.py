"""The names of zones: `UA`, `UBa`, `1AU`, `2AUx`, `Nh`, and the lists that headings make of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A family (U, AU, A, N, and NA, NB, NC, ND of the plans before 2001), its step (1AU, IIAU), its indices.
_STEP = r"(?:[1-9]|I{1,3})"
_TAIL = r"[A-Za-z]{0,4}\d{0,2}[a-z]{0,2}\d?\*?"
CODE = (
    rf"(?:[UN]\.\s?[A-Z]\.?|{_STEP}\s?(?:AU|NA)(?:[A-Z]{{0,2}}[a-z]{{0,2}}\d{{0,2}}[a-z]?)|[1-9]?\s?[UN]{_TAIL}"
    rf"|AU{_TAIL}|A[A-Za-z]{{0,3}}\d{{0,2}}[a-z]{{0,2}}\d?)"
)
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        aux ai ait aire aires air ans an art arts avec axe axes afin ainsi age un une uns unes usage usages
        union non ne ni nos nom noms nous nord note notes nul nulle nuit niveau norme article annexe autre
        autres accès acces aucun aucune abri abris alea aléa amont aval avis après apres avant
        arbre arbres nue
        """,
    )
)
_NOT_FOLLOWED = r"(?![\w’'])"
_GAP = r"(?:\s*(?:,|;|/|&|\+|\bet\b|\bou\b|\bainsi que\b|-|–|—|\()\s*)"
_AGAIN = r"(?:(?:(?:de\s)?l[ae]s?|des?|du|aux?|à la|a la)\s)?(?:(?:sous[- ])?(?:zones?|secteurs?)\s)?"
_LIST = re.compile(rf"(?P<first>{CODE}){_NOT_FOLLOWED}")
_NEXT = re.compile(rf"{_GAP}(?i:{_AGAIN})(?P<code>{CODE}){_NOT_FOLLOWED}")
_ENDS_A_CODE = re.compile(r"\s*(?:$|\d|[,;/&)(»\":.+–—*-]|(?:et|ou|ET|OU|du|DU)\b)")


def canonical(code: str, known: Iterable[str] = ()) -> str:
    """`1 AU` → `1AU`, `U.C.` → `UC`; in the case that the plan itself uses elsewhere."""
    plain = re.sub(r"[\s*]", "", code)
    plain = re.sub(r"(?<=[UN])\.(?=[A-Z])", "", plain).rstrip(".")
    names = set(known)
    if plain in names:
        return plain
    return next((name for name in sorted(names) if name.casefold() == plain.casefold()), plain)


def is_code(text: str) -> bool:
    """Whether a word may be the name of a zone; the French words that look like one are not."""
    letters = [letter for letter in text if letter.isalpha()]
    return text.strip().casefold() not in _WORDS and 1 <= len(letters) <= 5


def codes_at(text: str, start: int = 0, known: Iterable[str] = ()) -> tuple[tuple[str, ...], int]:
    """The zones listed from `start` on, and where the list ends; none and `start` when there is no list."""
    found = _LIST.match(text, start)
    if not found or not _stands_alone(text, found.start("first"), found.end("first")):
        return (), start
    codes, end = [found["first"]], found.end("first")
    while further := _NEXT.match(text, end):
        if not _stands_alone(text, further.start("code"), further.end("code")):
            break
        codes.append(further["code"])
        end = further.end()
    return tuple(dict.fromkeys(canonical(code, known) for code in codes)), end


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A single `A` is a zone only where a word cannot follow it: `ZONE A URBANISER` names none."""
    code = text[start:end]
    return is_code(code) and (code.strip() not in ("A", "AU") or bool(_ENDS_A_CODE.match(text, end)))


def is_within(code: str, family: str) -> bool:
    """Whether `code` is `family` or one of its sectors: UBa in UB, 1AUh in 1AU, UA in U."""
    return code.casefold().startswith(family.casefold()) and not (family == "A" and code.startswith("AU"))
