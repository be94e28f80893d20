"""Sheets of menus and of happenings: each dated row an event.

Menus of the SCDL have one dish a row: https://schema.data.gouv.fr/scdl/menus-collectifs/
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from ingest.facts import Event, Facts
from ingest.folding import fold
from ingest.schedule.dates import exact_date
from ingest.schedule.tokens import minutes
from ingest.sheet import Recognised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.readers.source import Source
    from ingest.record import Record
    from ingest.sheet import Sheet

MENU, EVENT = "menu", "event"
_DATES: Final = (
    "menudate",
    "date",
    "date de debut",
    "date debut",
    "date_debut",
    "debut",
    "jour",
    "date de l'evenement",
)
_ENDS: Final = ("date de fin", "date fin", "date_fin", "fin")
_COURSES: Final = re.compile(
    r"^(?:entree|hors d'oeuvre|plat|accompagnement|garniture|legumes?|feculents?|produit laitier|laitage"
    r"|fromage|dessert|gouter|pain|viande|poisson|menu|dejeuner)\b"
)
_TITLES: Final = (
    "intitule", "titre", "evenement", "manifestation", "nom", "libelle", "animation", "nom de l'evenement",
    "objet", "nom de la manifestation", "activite",
)  # fmt: skip
_PLACES: Final = ("lieu", "salle", "adresse", "ou", "emplacement")
_STARTS: Final = ("heure", "heures", "horaire", "horaires", "heure de debut", "heure debut", "heure_debut")
_CLOSES: Final = ("heure de fin", "heure fin", "heure_fin")
_CLOCK: Final = re.compile(r"(?<!\d)([0-2]?\d ?(?:h(?:eures?)?|:) ?(?:[0-5]\d)?)")


def recognise_menus(sheet: Sheet, _source: Source) -> Recognised | None:
    """One event a day of meals, from one dish a row or one day a row."""
    headers = [fold(header) for header in sheet.headers]
    if "menudate" in headers and "menuplatnom" in headers:
        return _recognised(_scdl(sheet.records), sheet)
    courses = [header for header in sheet.headers if _COURSES.match(fold(header))]
    if len(courses) < 2 and not (courses and "menu" in fold(sheet.title)):
        return None
    return _recognised((_menu_of_row(record, courses) for record in sheet.records), sheet)


def recognise_agenda(sheet: Sheet, _source: Source) -> Recognised | None:
    """Events, when the sheet has a date, a title, and a place or an hour."""
    headers = {fold(header) for header in sheet.headers}
    wanted = (_DATES, _TITLES, (*_PLACES, *_STARTS))
    if not all(headers & {fold(name) for name in names} for names in wanted):
        return None
    return _recognised((_happening(record) for record in sheet.records), sheet)


def _recognised(events: Iterable[Event | None], sheet: Sheet) -> Recognised | None:
    """The events, when at least half of the rows that stand for one are."""
    found = tuple(event for event in events if event)
    dated = sum(1 for record in sheet.records if exact_date(record.value(*_DATES)))
    return Recognised(Facts(events=found)) if found and dated * 2 >= len(sheet.records) else None


def _scdl(records: Iterable[Record]) -> Iterable[Event]:
    """One event for each meal of each restaurant and kind of guest, its dishes in their order."""
    meals: dict[tuple[date, str, str, str], list[Record]] = {}
    for record in records:
        day = exact_date(record.value("menuDate"))
        names = ("menuRestaurantNom", "menuRestaurantConvive", "menuRepasType")
        if day and record.value("menuPlatNom"):
            meals.setdefault((day, *(record.value(name) for name in names)), []).append(record)  # type: ignore[arg-type]
    for (day, restaurant, guests, meal), dishes in meals.items():
        of = ", ".join(filter(None, (meal, guests)))
        title = f"Menu ({of})" if of else "Menu"
        eaten = " ; ".join(dish.value("menuPlatNom") for dish in dishes)
        yield _all_day(day, f"{title} : {eaten}", restaurant, MENU, dishes[0].told)


def _menu_of_row(record: Record, courses: list[str]) -> Event | None:
    day = exact_date(record.value(*_DATES))
    eaten = [record.cells[course] for course in courses if record.cells.get(course)]
    if day is None or not eaten:
        return None
    where = record.value("restaurant", "cantine", "ecole", "école", "site")
    return _all_day(day, "Menu : " + " ; ".join(eaten), where, MENU, record.told)


def _happening(record: Record) -> Event | None:
    day, title = exact_date(record.value(*_DATES)), record.value(*_TITLES)
    if day is None or not title:
        return None
    where, last = record.value(*_PLACES), exact_date(record.value(*_ENDS)) or day
    clocks = _clocks(record.value(*_DATES)) or _clocks(record.value(*_STARTS))
    clocks += _clocks(record.value(*_CLOSES)) or _clocks(record.value(*_ENDS))
    if not clocks or last < day:
        return _all_day(day, title, where, EVENT, record.told, max(day, last))
    starts = _at(day, clocks[0])
    ends = _at(last, clocks[1]) if len(clocks) > 1 else starts + timedelta(minutes=1)  # no end is said
    ends = ends if ends > starts else ends + timedelta(days=1)
    return Event(title, starts, ends, all_day=False, where=where, category=EVENT, told=record.told)


def _all_day(day: date, title: str, where: str, category: str, told: str, last: date | None = None) -> Event:
    ends = datetime.combine((last or day) + timedelta(days=1), time())
    return Event(
        title, datetime.combine(day, time()), ends, all_day=True, where=where, category=category, told=told
    )


def _clocks(text: str) -> list[int]:
    """The times of a cell, in minutes."""
    found = (minutes(clock) for clock in _CLOCK.findall(fold(text)))
    return [minute for minute in found if 0 <= minute < 24 * 60][:2]


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)
