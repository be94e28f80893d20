"""Which rounds pass where a question asks: in a street, in a sector, in the whole commune."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from inference.facts.addresses import is_written_so, names_said, streets_meant
from inference.facts.rounds import rounds_of_sector, rounds_of_street, same_sector, sector_name
from inference.facts.waste.kinds import WORDS
from inference.facts.words import fold, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.facts.waste.question import WasteRequest
    from ingest.facts import Round

_SECTOR_WORD: Final = whole_words(WORDS["sectors"]["words"])
_TELLING: Final = 5  # letters


@dataclass(frozen=True, slots=True)
class WastePlace:
    """rounds: those that pass there. streets, sector: the names that the table gives it.

    unknown: a street that no row names. candidates: several streets that the words may mean. guessed: the
    street's name differs by a letter from what was written.
    """

    rounds: tuple[Round, ...]
    streets: tuple[str, ...] = ()
    sector: str = ""
    unknown: str = ""
    candidates: tuple[str, ...] = ()
    guessed: bool = False


def place_meant(request: WasteRequest, rounds: Sequence[Round], commune: str) -> WastePlace:
    """Where the question asks; the whole commune when it names no place."""
    names = list(dict.fromkeys(name for round_ in rounds for name in round_.streets))
    if not request.streets:
        return _without_street(request, rounds, names)
    ours = fold(commune).split()
    for written in request.streets:
        if found := streets_meant(written.street, names, ours):
            place = _of_streets(found, rounds)
            street = " ".join(word for word in written.street.split() if word not in ours)
            return replace(place, guessed=not is_written_so(street, found[0]))
    if not names or _sector(request.text, rounds):  # « un lotissement des faubourgs » names a sector
        return _without_street(request, rounds, names)
    wide = tuple(round_ for round_ in rounds if not round_.streets and not round_.sector)
    return WastePlace(wide, unknown=request.streets[0].street)


def _of_streets(found: Sequence[str], rounds: Sequence[Round]) -> WastePlace:
    """One street, or the several that the words fit: no matter which where the rounds are the same."""
    passing = [rounds_of_street(rounds, name) for name in found]
    together = tuple(dict.fromkeys(round_ for here in passing for round_ in here))
    alike = {frozenset(_when(round_) for round_ in here) for here in passing}
    if len(alike) == 1 or len({_base(name) for name in found}) == 1:
        return WastePlace(together, tuple(found))
    return WastePlace((), candidates=tuple(found))


def _base(name: str) -> str:
    return fold(re.split(r"\(", name)[0])


def _when(round_: Round) -> tuple[object, ...]:
    return (
        round_.waste,
        round_.weekdays,
        round_.nth,
        round_.week_parity,
        round_.months,
        round_.dates,
        round_.comment,
    )


def _without_street(request: WasteRequest, rounds: Sequence[Round], names: Sequence[str]) -> WastePlace:
    if sector := _sector(request.text, rounds):
        return WastePlace(tuple(rounds_of_sector(rounds, sector)), sector=sector_name(sector))
    if found := names_said(request.text, names):
        return _of_streets(found, rounds)
    return WastePlace(tuple(rounds))


def _sector(said: str, rounds: Sequence[Round]) -> str:
    """The sector that a text names, whole or by one of its places: « La Croisette, Hauts de Garde »."""
    sectors = sectors_of(rounds)
    if whole := next((sector for sector in sectors if _is_said(sector_name(sector), said)), ""):
        return whole
    named = [
        sector for sector in sectors if any(_is_said(place, said) for place in _places(sector_name(sector)))
    ]
    return named[0] if len(named) == 1 else ""


def _places(name: str) -> list[str]:
    return re.split(r"\s*[,;/]\s*|\s+et\s+", name)


def _is_said(name: str, said: str) -> bool:
    """After its word, « secteur Nord », or where it is no common word."""
    plain = re.sub(r"^(?:les?|la|l) ", "", fold(name))
    if not plain or not re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", said):
        return False
    return len(plain) >= _TELLING or bool(
        re.search(rf"{_SECTOR_WORD.pattern} (?:\w+ )?{re.escape(plain)}(?!\w)", said)
    )


def sectors_of(rounds: Sequence[Round]) -> list[str]:
    """The sectors of the table, each once."""
    found: list[str] = []
    for round_ in rounds:
        if round_.sector and not any(same_sector(round_.sector, other) for other in found):
            found.append(round_.sector)
    return found
