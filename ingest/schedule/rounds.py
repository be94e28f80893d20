"""Waste rounds in sheets, tables, sentences: one round a kind of waste, a street or a sector."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ingest.document import Block
from ingest.facts import Round
from ingest.folding import fold
from ingest.schedule.clauses import LONGEST_ROW, clauses, sentences, squeezed
from ingest.schedule.frequency import is_empty, timed
from ingest.schedule.waste import WASTE, is_about_collection, names_waste, streets_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ingest.document import Element

_STREET_HEADERS: Final = (
    "rue", "rues", "voie", "voies", "nom de la voie", "nom de voie", "libelle voie", "nom_voie",
    "libelle_voie", "nom voie", "adresse", "adresses", "lieu",
)  # fmt: skip
_SECTOR_HEADERS: Final = ("secteur", "secteurs", "zone", "quartier", "quartiers", "circuit", "tournee")
_WASTE_HEADERS: Final = (
    "type de dechet", "type de dechets", "type_dechet", "dechet", "dechets", "flux", "type", "bac",
    "collecte",
)  # fmt: skip
_DAY_HEADERS: Final = (
    "jour", "jours", "jour de collecte", "jours de collecte", "jour_collecte", "jour de ramassage",
    "jour de passage", "date", "dates", "date de collecte", "dates de collecte", "collecte", "calendrier",
)  # fmt: skip
_MORE_HEADERS: Final = ("frequence", "semaine", "semaines", "periode", "mois", "recurrence")
_NOTE_HEADERS: Final = (
    "observation", "observations", "remarque", "remarques", "commentaire", "commentaires", "precision",
    "note",
)  # fmt: skip
_SECTOR: Final = re.compile(r"\b(?:secteur|zone|quartier|circuit|tournee)s?\b")
_WEEKDAY: Final = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b")
_FEAST: Final = re.compile(r"\bferies?\b")
_ANNOUNCED: Final = re.compile(
    r"^(?:[-*•]\s*)?(?P<waste>[^:]{3,70}?)(?:\s*:\s*| (?:est|sont|a lieu|ont lieu|se fait) )(?P<when>.+)$",
    re.DOTALL,
)


def rounds_of_cells(cells: Mapping[str, str], told: str) -> tuple[Round, ...]:
    """The rounds of one row of a table, by its headers; none when it is about something else."""
    by_header = {fold(header).strip(): value for header, value in cells.items()}
    place = Round(
        waste="",
        told=told,
        sector=_first(by_header, _SECTOR_HEADERS),
        streets=streets_in(_first(by_header, _STREET_HEADERS)),
        comment=_first(by_header, _NOTE_HEADERS),
    )
    placed = bool(place.sector or place.streets)
    wide = [(name, when) for name, when in cells.items() if _is_waste_column(name, when, placed)]
    if wide and (placed or len(wide) > 1):
        if not placed:
            place = replace(place, sector=_unnamed_place(cells, dict(wide)))
        timed_rounds = (
            timed(replace(place, waste=_column_waste(name)), when)
            for name, when in wide
            if not is_empty(when)
        )
        return _believed(timed_rounds, [when for _, when in wide])
    waste, when = _first(by_header, _WASTE_HEADERS), _first(by_header, _DAY_HEADERS)
    if not names_waste(waste) or not when or is_empty(when):
        return ()
    more = [_first(by_header, (header,)) for header in _MORE_HEADERS]
    return _believed([timed(replace(place, waste=waste), " ".join(filter(None, (when, *more))))], [when])


def _is_waste_column(name: str, when: str, placed: bool) -> bool:
    """Whether a column is of a kind of waste; of a row that names its place, also under a longer name."""
    if fold(name) in _DAY_HEADERS:
        return False
    return names_waste(name) or (placed and WASTE.search(fold(name)) is not None and _names_day(when))


def _column_waste(name: str) -> str:
    return name if names_waste(name) else _waste_name(name)


def _unnamed_place(cells: Mapping[str, str], wide: Mapping[str, str]) -> str:
    """What the first cell says, where no header tells what it is: never that a row holds everywhere."""
    header, value = next(iter(cells.items()))
    told = fold(header).strip()
    if header in wide or told in (*_MORE_HEADERS, *_NOTE_HEADERS, *_DAY_HEADERS) or _names_day(value):
        return ""
    return value.strip()


def _believed(rounds: Iterable[Round], whens: Sequence[str]) -> tuple[Round, ...]:
    """A row that names no day of collection is not one of rounds."""
    found = tuple(rounds)
    return found if any(r.weekdays or r.dates for r in found) or any(map(_names_day, whens)) else ()


def _names_day(when: str) -> bool:
    return _WEEKDAY.search(fold(when)) is not None


def _first(cells: Mapping[str, str], headers: Sequence[str]) -> str:
    return next((cells[header].strip() for header in headers if cells.get(header, "").strip()), "")


def rounds_in(elements: Sequence[Element]) -> tuple[Round, ...]:
    """The rounds that a text announces, each with what it says of public holidays."""
    found: list[Round] = []
    sector = heading = ""
    for element in elements:
        if element.block is Block.HEADING:
            heading = element.text
            sector = heading if _SECTOR.search(fold(heading)) else ""
        else:
            said = _of_element(element, heading)
            found += [replace(r, sector=r.sector or _sector_name(sector)) for r in said]
    feasts = " ; ".join(dict.fromkeys(_about_feasts(elements)))
    return tuple(
        replace(r, comment=" ; ".join(filter(None, (r.comment, feasts)))) if feasts else r
        for r in dict.fromkeys(found)
    )


def _of_element(element: Element, heading: str) -> tuple[Round, ...]:
    too_long = element.block is Block.ROW and len(element.text) > LONGEST_ROW
    if too_long or not WASTE.search(fold(squeezed(element.text))):
        return ()
    if element.block is Block.ROW and (found := rounds_of_cells(cells_of(element.text), element.text)):
        return found
    return tuple(_announced(element.text, heading))


def _announced(text: str, heading: str) -> Iterator[Round]:
    for clause in clauses(text):
        match = _ANNOUNCED.match(clause)
        if match is None or not _names_day(match["when"]):
            continue
        waste, verb = (
            WASTE.search(fold(match["waste"])),
            is_about_collection(clause) or is_about_collection(heading),
        )
        direct = names_waste(match["waste"]) and ":" in clause[: match.start("when")]
        if waste and (direct or (verb and len(match["waste"].split()) <= 8)):
            yield timed(Round(waste=_waste_name(match["waste"]), told=text), match["when"])


def _waste_name(subject: str) -> str:
    """`ordures ménagères` of « La collecte des ordures ménagères »."""
    folded = fold(subject)
    found = WASTE.search(folded)
    if found is None or len(folded) != len(subject):
        return subject.strip()
    return subject[found.start() : found.end()]


def _sector_name(heading: str) -> str:
    return heading.strip(" :")


def cells_of(row: str) -> dict[str, str]:
    """`En-tête : valeur ; …` as it was before it was told; a cell without a header under its number."""
    cells: dict[str, str] = {}
    for number, part in enumerate(row.rpartition(" › ")[2].split(" ; ")):
        header, colon, value = part.partition(" : ")
        cells[header if colon else str(number)] = value if colon else part
    return cells


def _about_feasts(elements: Sequence[Element]) -> Iterator[str]:
    """What the text says of rounds on public holidays, verbatim."""
    for element in elements:
        for sentence in sentences(element.text) if "féri" in element.text.casefold() else ():
            folded = fold(sentence)
            moved = re.search(r"decal|report|rattrap|avanc|assur|maint|lieu", folded)
            if _FEAST.search(folded) and moved and re.search(r"collect|ramass|tourn|bacs?\b", folded):
                yield sentence.strip().rstrip(".")
