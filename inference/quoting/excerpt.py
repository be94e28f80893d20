"""The chosen sentences or rows as they are shown, word for word; what is left out is shown: […]."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from inference.figures import stated
from inference.quoting.choice import MOST_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Asked

_WORTH_NAMING = 0.15
_GAP = " […] "
# « NUM VOIRIE : 10 ; RUE : RUE DES LILAS »: as people write it, « RUE : 10 RUE DES LILAS ».
_NUMBER_OF_STREET = re.compile(
    r"\b(?:num|n ?°)[^:;]* : (?P<number>\d+ ?(?:bis|ter|[a-d])?) ; "
    r"(?P<street>(?:rue|voie|adresse|lib)[^:;]*) : ",
    re.IGNORECASE,
)
# A column that says where, beside the one of the street.
_OF_PLACE = re.compile(r"(?:num|n ?°|adresse|voie|rue|code postal|cp\b|commune|ville|lieu)", re.IGNORECASE)


def excerpt(asked: Asked, chosen: Sequence[Carrier]) -> str:
    """In reading order within a passage; the passage that answers first."""
    order = {unit.passage.passage_id: place for place, unit in reversed(list(enumerate(chosen)))}
    ordered = sorted(chosen, key=lambda unit: (order[unit.passage.passage_id], unit.place))
    told = _shown(asked, ordered[0])
    for before, unit in pairwise(ordered):
        follows = unit.rank == before.rank and unit.place == before.place + 1
        told += ("\n" if follows else _GAP) + _shown(asked, unit, led=follows)
    return told


def _shown(asked: Asked, unit: Carrier, led: bool = False) -> str:
    """One carrier with what says what it is of; of a row, not the columns that nobody asked about."""
    text = _row(asked, unit) if unit.row else _shortened(unit.text)
    if led:
        return text
    held = asked.held(unit.text)
    if unit.lead and (asked.held(unit.lead) - held or not unit.text[0].isupper()):
        text = f"{_shortened(unit.lead)}\n{text}"
    heading = unit.passage.headings[-1] if unit.passage.headings else ""
    if heading and _names(asked, heading, text):
        text = f"{heading} : {text}"
    return text


def _names(asked: Asked, heading: str, text: str) -> bool:
    """Whether a heading tells what a text under it does not: what is asked for, or asked words."""
    told = any(asked.tells(text, kind) for kind in asked.expects)
    tells_it = any(asked.tells(heading, kind) for kind in asked.expects if kind != "leave")
    if tells_it or (stated(heading) and stated(text)):
        return not told
    return asked.share(asked.held(heading) - asked.held(text)) >= _WORTH_NAMING


def _row(asked: Asked, unit: Carrier) -> str:
    told = _columns(asked, unit)
    return _NUMBER_OF_STREET.sub(r"\g<street> : \g<number> ", told) if "place" in asked.expects else told


def _columns(asked: Asked, unit: Carrier) -> str:
    """The cells of a row without those of other columns than the one asked about, where there is one."""
    cell = asked.cell(unit)
    if cell is None or (stated(cell) and not stated(cell) - asked.figures):
        return unit.text  # « Durée : 15 ans » only says again what was asked: another cell answers
    kept: list[str] = [unit.cells[0]]
    for each in unit.cells[1:]:
        if each == cell or _belongs(asked, each, cell):
            kept.append(each)
        elif kept[-1] != "[…]":
            kept.append("[…]")
    return " ; ".join(kept)


def _belongs(asked: Asked, other: str, cell: str) -> bool:
    """Whether another cell is told with the one asked about: where, for which quantities, or no rival."""
    if "place" in asked.expects and _OF_PLACE.match(other):
        return True
    if asked.bracket and (asked.bracket.told_in(other) or asked.bracket.other(other)):
        return asked.bracket.told_in(other)
    return not _rivals(asked, other, cell)


def _rivals(asked: Asked, other: str, cell: str) -> bool:
    """Whether another cell tells a figure too, and is not what the question names besides."""
    told = stated(other) - asked.figures
    return bool(told) and (asked.is_for_others(other) or not asked.held(other) - asked.held(cell))


def _shortened(text: str) -> str:
    words = text.split(" ")
    return text if len(words) <= MOST_WORDS else f"{' '.join(words[:MOST_WORDS])} […]"
