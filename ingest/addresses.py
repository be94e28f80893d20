"""Rows of numbered addresses: BAN, BAL, any table with a number, a street and a position. Knows no format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Reading
from ingest.facts import Address, Facts
from ingest.readers.source import refusal
from ingest.sheet import Recognised
from ingest.zoning.columns import Columns, columns_of
from ingest.zoning.layer import MAX_FEATURES
from ingest.zoning.projection import WGS84, fits, guess
from ingest.zoning.telling import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.readers.source import Source
    from ingest.sheet import Sheet

_NO_NUMBER = {"", "0", "99999"}  # a hamlet: placed, without numbers
_DISTRICTS = {"75056": "751", "69123": "6938", "13055": "132"}  # their addresses name arrondissements


@dataclass(slots=True)
class AddressBook:
    """The addresses of one commune, each one once: its first position counts."""

    columns: Columns
    insee: str
    elsewhere: int = 0
    unplaced: int = 0
    _kept: dict[tuple[str, str, str], Address] = field(default_factory=dict)

    def add(self, cells: Mapping[str, str], place: tuple[float, float] | None = None, srid: int = 0) -> None:
        """One row. place: its position in EPSG `srid` where cells do not say it. Raises Fault on too many."""
        columns = self.columns
        insee = cells.get(columns.insee, "")
        street = " ".join(cells.get(columns.street, "").split())
        if insee and not _is_of(insee, self.insee):
            self.elsewhere += 1
        elif not street or (found := place or self._place(cells)) is None or not all(map(isfinite, found)):
            self.unplaced += 1
        else:
            number = number_of(cells.get(columns.number, ""), cells.get(columns.suffix, ""))
            postcode = cells.get(columns.postcode, "")[:10]
            known = Address(number, street, *found, srid or self._srid(found), postcode, insee[:5])
            self._kept.setdefault((number, street, insee), known)
        if len(self._kept) > MAX_FEATURES:
            raise refusal(
                "too_large", "Il y a trop d'adresses dans ce fichier : donnez celui de la commune seule."
            )

    @property
    def addresses(self) -> tuple[Address, ...]:
        return tuple(self._kept.values())

    def summary(self) -> str:
        """What the file holds; its addresses are not told one by one."""
        streets = {address.street for address in self._kept.values()}
        codes = sorted({address.postcode for address in self._kept.values() if address.postcode})
        at = f" (code postal {', '.join(codes[:20])})" if codes else ""
        many = f"{counted(len(self._kept), 'adresse')} dans {counted(len(streets), 'voie')}"
        return f"Adresses de la commune{at} : {many}."

    def remarks(self) -> tuple[str, ...]:
        told = []
        if self.elsewhere:
            told.append(f"{counted(self.elsewhere, 'adresse')} d'autres communes, laissées de côté.")
        if self.unplaced:
            told.append(f"{counted(self.unplaced, 'adresse')} sans voie ou sans position, laissées de côté.")
        return tuple(told)

    def _place(self, cells: Mapping[str, str]) -> tuple[float, float] | None:
        x, y = (_decimal(cells.get(column, "")) for column in (self.columns.x, self.columns.y))
        return None if x is None or y is None or (x == 0 and y == 0) else (x, y)

    def _srid(self, place: tuple[float, float]) -> int:
        """Of positions in cells: degrees by their header, else by their numbers; 0 when they fall nowhere."""
        if self.columns.degrees and fits(WGS84, (*place, *place)):
            return WGS84
        if not self._guessed:
            found = guess((*place, *place), self.insee)
            self._guessed.append(found.srid if found else 0)
        return self._guessed[0]

    _guessed: list[int] = field(default_factory=list)


def number_of(number: str, suffix: str = "") -> str:
    """`12 bis` from `12` and `BIS`; empty for a hamlet's place."""
    digits = number.strip().lower().removesuffix(".0")
    if digits in _NO_NUMBER:
        return ""
    glued = re.fullmatch(r"(\d+)\s*([a-z]\w*)", digits)
    if glued and not suffix:
        digits, suffix = glued[1], glued[2]
    return f"{digits.lstrip('0') or digits} {suffix.strip().lower()}".strip()[:20]


def reading_of(book: AddressBook, name: str) -> Reading:
    """The addresses as facts and one citable sentence. Raises Fault when none is of the commune."""
    if not book.addresses:
        sentence = f"Aucune adresse de ce fichier n'est dans la commune (code INSEE {book.insee})."
        raise refusal("no_address_here", sentence)
    elements = (Element("Adresses", Block.HEADING, level=1), Element(f"{book.summary()} Fichier : {name}."))
    return Reading(
        "Adresses de la commune", elements, Facts(addresses=book.addresses), remarks=book.remarks()
    )


def recognise(sheet: Sheet, source: Source) -> Recognised | None:
    """The addresses of a spreadsheet; None when it has none with a position."""
    columns = columns_of(sheet.headers)
    if columns is None or not columns.placed:
        return None
    book = AddressBook(columns, source.insee)
    for record in sheet.records:
        book.add(record.cells)
    return Recognised(Facts(addresses=book.addresses), told=False, remarks=book.remarks())


def _is_of(insee: str, commune: str) -> bool:
    return insee == commune or (commune in _DISTRICTS and insee.startswith(_DISTRICTS[commune]))


def _decimal(text: str) -> float | None:
    try:
        return float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
