"""The bracket that an asked quantity falls in, where one table names brackets and another has their prices.

« T2 : 401 à 700 » of a quotient tells what the column « T2 » or the row « Tranche : T2 » is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from inference.evidence.ranges import spans, unmeasured
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inference.evidence.carriers import Carrier

_NAME = re.compile(r"(?:[A-Z]{1,3} ?\d{1,2}|(?:[Tt]ranche|[Cc]atégorie|[Gg]roupe) [A-Z\d]{1,2})")
_SHORT: Final = {"qf": "quotient familial"}
_WORD = re.compile(r"[^\W\d_]+")
_GAP: Final = "[…]"


@dataclass(frozen=True, slots=True)
class Bracket:
    """name: as the tables call it, « T2 ». told: what a row says of which quantities it holds.

    subject: the words that say what they are of, as the index knows them.
    """

    name: str
    told: Carrier
    subject: frozenset[str] = frozenset()

    def aside(self, question: str) -> str:
        """`question` without the words that led to the bracket: they say no more than its name does."""
        return _WORD.sub(lambda word: " " if self.subject & set(stems(word[0])) else word[0], question)

    def fit(self, unit: Carrier) -> int:
        """2 for a row or a column of it, -1 for a row of another bracket, 0 for anything else."""
        if not unit.row:
            return 0
        (_, _, own), *others = (cell.partition(" : ") for cell in unit.cells)
        if own == self.name or any(header == self.name and not spans(value) for header, _, value in others):
            return 2
        return -1 if _NAME.fullmatch(own) else 0

    def cell(self, unit: Carrier) -> str | None:
        """The cell of a row in its column."""
        return next((cell for cell in unit.cells[1:] if cell.startswith(f"{self.name} : ")), None)

    def other(self, cell: str) -> bool:
        """Whether a cell is in the column of another."""
        header = cell.partition(" : ")[0]
        return header != self.name and _NAME.fullmatch(header) is not None

    def told_in(self, cell: str) -> bool:
        """Whether a cell says which quantities it holds."""
        return cell in self.told.cells

    def untold(self, chosen: Sequence[Carrier]) -> bool:
        """Whether the first of `chosen` is for it and none says which quantities it holds."""
        places = {(unit.rank, unit.place) for unit in chosen}
        return self.fit(chosen[0]) > 0 and (self.told.rank, self.told.place) not in places


def bracket_of(question: str, units: Sequence[Carrier]) -> Bracket | None:
    """The one that holds a number of the question, « un quotient de 650 », as the document found first
    tells it; None where it does not.
    """
    units = [unit for unit in units if unit.passage.document_id == units[0].passage.document_id]
    for number, before in unmeasured(question):
        asked = _stems(before)
        for unit in units:
            for name, subject, value, told in _told(unit):
                shared = asked & _stems(subject)
                held = spans(value) if shared else []
                if any(each.low <= number <= each.high for each in held):
                    return Bracket(name, replace(unit, text=told), shared)
    return None


def _told(unit: Carrier) -> Iterator[tuple[str, str, str, str]]:
    """(name, of what the quantities are, the range, the row without the others) of each bracket of a row.

    A row has all of them, « Tranche : Quotient familial ; T1 : 0 à 450 ; … », or one of them, « Tranche :
    T1 ; Quotient familial : 0 à 400 ; … ».
    """
    if not unit.row:
        return
    first, *others = unit.cells
    _, _, own = first.partition(" : ")
    for cell in others:
        header, _, value = cell.partition(" : ")
        if _NAME.fullmatch(header):
            yield header, first, value, f"{first} ; {_GAP} ; {cell}"
        elif _NAME.fullmatch(own):
            yield own, header, value, f"{first} ; {cell}"


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(" ".join(_SHORT.get(word, word) for word in text.split())))
