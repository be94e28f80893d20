"""The zones of a town plan that a question names, and whose rules a passage tells. No I/O."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ingest.folding import fold
from ingest.plu.codes import canonical, codes_at, is_code, is_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.shelf import StoredPassage

_NAMED: Final = re.compile(
    r"(?<!\w)(?:zones?|secteurs?|classée? en|zonée? en)\s+(?:du plu\s+)?[«\"“']?\s*", re.IGNORECASE
)
_LOWER: Final = re.compile(r"(?:[1-9]\s?au|u|n|au)[a-z]{0,2}\d?(?![\w'’])|a(?=\s*(?:$|[?,.;)]))")
_SCHOOL: Final = re.compile(r"vacances|scolaires?|academie")  # zones A, B and C of the school year
_OWN, _FAMILY, _GENERAL = 0, 1, 2


def named_zones(question: str, known: Iterable[str]) -> tuple[str, ...]:
    """The zones it names, as the plan writes them; none where zones of another kind are meant."""
    if _SCHOOL.search(fold(question)):
        return ()
    names, question = frozenset(known), re.sub(r"[?!]", ".", question)
    found = (code for match in _NAMED.finditer(question) for code in _codes(question, match.end(), names))
    return tuple(dict.fromkeys(found))


def _codes(question: str, start: int, known: frozenset[str]) -> Iterator[str]:
    codes, _ = codes_at(question, start, known)
    if codes:
        yield from codes
        return
    written_low = _LOWER.match(question, start)
    if written_low and is_code(written_low[0]):
        yield canonical(written_low[0], known) if _is_known(written_low[0], known) else written_low[0].upper()


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
