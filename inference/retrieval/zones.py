"""The zones of a town plan that a question names, and whose rules a passage tells. No I/O."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from inference.facts.words import filler
from ingest.folding import fold
from ingest.plu.codes import canonical, codes_at, is_code, is_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.shelf import StoredPassage

_NAMED: Final = re.compile(
    r"(?<!\w)(?:zones?|secteurs?|classée?s? en|zonée?s? en)\s+(?:du plu\s+)?[«\"“']?\s*", re.IGNORECASE
)
# What a zone stands after without its word, in the languages that write its name in the same letters.
_LED: Final = re.compile(
    r"(?<!\w)(?:en|in|em|dans|pour|la|classée?s?|zonée?s?|terrains?)\s+[«\"“']?\s*", re.IGNORECASE
)
_WORD: Final = re.compile(r"(?:[1-9]\s?)?(?:[a-z]{2,4}|[un](?=\d))\d?[a-z]?(?![\w'’])", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"(?:[1-9]\s?AU[A-Za-z]{0,2}|(?:U[A-Z]|AU)[a-z]?)\d?[a-z]?")
_ABBREVIATIONS: Final = frozenset(("UE", "UK", "US", "UV"))
_ALSO: Final = re.compile(r"\s*(?:,|/|\bet|\bou)\s*")
_LOWER: Final = re.compile(r"(?:[1-9]\s?au|u|n|au)[a-z]{0,2}\d?(?![\w'’])|a(?=\s*(?:$|[?,.;)]))")
_SCHOOL: Final = re.compile(r"vacances|scolaires?|academie")  # zones A, B and C of the school year
_OWN, _FAMILY, _GENERAL = 0, 1, 2


def named_zones(question: str, known: Iterable[str]) -> tuple[str, ...]:
    """The zones it names, as the plan writes them; none where zones of another kind are meant."""
    if _SCHOOL.search(fold(question)):
        return ()
    names, question = frozenset(known), re.sub(r"[?!]", ".", question)
    told = [code for match in _NAMED.finditer(question) for code in _codes(question, match.end(), names)]
    bare = [code for match in _LED.finditer(question) for code in _bare(question, match.end(), names)]
    return tuple(dict.fromkeys((*told, *bare)))


def _codes(question: str, start: int, known: frozenset[str]) -> Iterator[str]:
    codes, _ = codes_at(question, start, known)
    if codes:
        yield from codes
        return
    written_low = _LOWER.match(question, start)
    if written_low and is_code(written_low[0]):
        yield canonical(written_low[0], known) if _is_known(written_low[0], known) else written_low[0].upper()
        if further := _ALSO.match(question, written_low.end()):
            yield from _bare(question, further.end(), known)


def _bare(question: str, start: int, known: frozenset[str]) -> Iterator[str]:
    """The zones listed from `start` on without their word: « en UB et UC », « en ub » where the plan has one.

    A single letter is none: « a » and « n' » are words.
    """
    shouted = question.isupper()  # capitals tell nothing there
    while (word := _WORD.match(question, start)) and _is_bare(word[0], known, shouted):
        yield canonical(word[0], known)
        further = _ALSO.match(question, word.end())
        if not further:
            return
        start = further.end()


def _is_bare(word: str, known: frozenset[str], shouted: bool) -> bool:
    if not is_code(word) or (word.lower() if shouted else word) in filler():
        return False
    in_capitals = not shouted and word not in _ABBREVIATIONS and _CAPITALS.fullmatch(word)
    return bool(in_capitals) or _is_known(canonical(word), known)


def _is_known(code: str, known: frozenset[str]) -> bool:
    return any(name.casefold() == code.casefold() for name in known)


def has_rules(zones: Sequence[str], known: Iterable[str]) -> bool:
    """Whether any of the zones asked, or the zone that one is a sector of, has rules among the documents."""
    return any(
        zone.casefold() == name.casefold() or _is_sector(zone, name) for name in known for zone in zones
    )


def _is_sector(zone: str, name: str) -> bool:
    """UBa is a sector of UB; UB is none of U, which stands for all the built-up zones."""
    return len(name) > 1 and is_within(zone, name)


def place(passage: StoredPassage, zones: Sequence[str]) -> int | None:
    """0: the zone's own rules. 1: those of the zone it is a sector of. 2: general ones. None: another's."""
    if not passage.zones:
        return _GENERAL
    folded = {zone.casefold() for zone in zones}
    if any(name.casefold() in folded for name in passage.zones):
        return _OWN
    return _FAMILY if any(_is_sector(z, name) for z in zones for name in passage.zones) else None
