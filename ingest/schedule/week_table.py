"""Table rows that tell hours: a row a day, a column a day, a row a service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ingest.folding import fold
from ingest.schedule.place_in_text import Role, heading_of
from ingest.schedule.prose import hours_of
from ingest.schedule.rounds import cells_of
from ingest.schedule.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.schedule.named import Named

_PART: Final = re.compile(r"(?:le )?(?:matin(?:ee)?|l')?\s*(?:apres-midi|apres midi|soir(?:ee)?)?")
_HOURS_HEADER: Final = re.compile(
    r"(?:jours? et )?(?:horaires?|heures?|ouverture)(?: d'ouverture| d'accueil)?(?: au public| du public)?"
    r"|\d+|"
)
_OPENS: Final = ("ouverture", "de", "debut", "ouvre", "heure d'ouverture")
_CLOSES: Final = ("fermeture", "a", "fin", "ferme", "heure de fermeture")
_TIMES: Final = re.compile(r"\d|\b(?:ferme|ouvert|midi|matin|apres-midi|soir|journee|rendez|rdv|permanence)")
_SHUT: Final = re.compile(r"[-–—/\s]*|ferme(?:e|ture)?|neant")


def statements_of(row: str) -> Iterator[tuple[Named | None, str]]:
    """What a row says of hours, each with the service that a cell or a header names; None: the heading's."""
    above, _, body = row.rpartition(" › ")
    cells = cells_of(body)
    caption = heading_of(above, 1) if above else None
    if caption and caption.role is Role.OTHER:
        return
    named = caption.named if caption else None
    if day := _day_cell(cells):
        for service, said in _of_day(day[1], {h: v for h, v in cells.items() if h != day[0]}):
            yield service or named, said
    elif len(days := {header: value for header, value in cells.items() if _is_days(header)}) > 1:
        if any(_of_hours(fold(value)) for value in days.values()):  # not how busy it is, nor who serves
            yield _service_cell(cells) or named, _by_weekday(days)
    elif (service := _service_cell(cells)) and (said := _hours_cell(cells)):
        yield service, said


def _is_days(text: str) -> bool:
    kinds = {token.kind for token in tokens_of(text)}
    return "days" in kinds and kinds <= {"days", "weak"}  # a dash alone names no day


def _day_cell(cells: Mapping[str, str]) -> tuple[str, str] | None:
    return next(((header, value) for header, value in cells.items() if _is_days(value)), None)


def _of_day(day: str, cells: Mapping[str, str]) -> Iterator[tuple[Named | None, str]]:
    """The statements of one day: one for the row, or one a service when the columns are services."""
    by_service = {header: heading_of(header, 1) for header in cells}
    if any(heading.role is Role.SERVICE for heading in by_service.values()):
        for header, value in cells.items():
            if by_service[header].role is Role.SERVICE:
                yield by_service[header].named, _said(day, {"": value})
        return
    folded = {fold(header).strip(): value for header, value in cells.items()}
    bounds = [next((folded[name] for name in names if name in folded), "") for names in (_OPENS, _CLOSES)]
    if all(bounds) and len(folded) == 2:
        yield None, _said(day, {"": "-".join(bounds)})
    elif all(_HOURS_HEADER.fullmatch(name) or _PART.fullmatch(name) for name in folded):
        yield None, _said(day, folded)


def _said(day: str, cells: Mapping[str, str]) -> str:
    """`lundi : matin 9h-12h, après-midi 14h-17h`; closed when no cell has hours."""
    open_cells = {header: value for header, value in cells.items() if not _SHUT.fullmatch(fold(value))}
    if not open_cells:
        return f"{day} : fermé"
    parts = (
        f"{header if _names_part(header) else ''} {value}".strip() for header, value in open_cells.items()
    )
    return f"{day} : {', '.join(parts)}"


def _names_part(header: str) -> bool:
    return bool(header) and _PART.fullmatch(header) is not None


def _of_hours(cell: str) -> bool:
    """Whether a folded cell tells when it is open, or that it is not."""
    return bool(_TIMES.search(cell) or _SHUT.fullmatch(cell))


def _by_weekday(days: Mapping[str, str]) -> str:
    return " ; ".join(_said(header, {"": value}) for header, value in days.items())


def _service_cell(cells: Mapping[str, str]) -> Named | None:
    found = (heading_of(value, 1) for header, value in cells.items() if not _is_days(header))
    return next((heading.named for heading in found if heading.role is Role.SERVICE), None)


def _hours_cell(cells: Mapping[str, str]) -> str:
    """The cell of hours beside the service's name."""
    said = [v for h, v in cells.items() if h and not h.isdigit() and _HOURS_HEADER.fullmatch(fold(h).strip())]
    understood = [value for value in cells.values() if (hours := hours_of(value)) and hours.slots]
    return next(iter(said or understood), "")
