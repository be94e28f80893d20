"""Sheets of waste rounds and of places with their hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ingest.facts import Facts, Service
from ingest.folding import fold
from ingest.schedule.dates import exact_date
from ingest.schedule.doubts import doubtful_rounds, doubtful_service
from ingest.schedule.hours import Hours
from ingest.schedule.osm import slots_of
from ingest.schedule.prose import hours_of
from ingest.schedule.rounds import rounds_of_cells
from ingest.sheet import Recognised

if TYPE_CHECKING:
    from ingest.document import Doubt
    from ingest.readers.source import Source
    from ingest.record import Record
    from ingest.sheet import Sheet

_HOURS: Final = (
    "equip_ouverture", "opening_hours", "horaires", "horaires d'ouverture", "horaire", "horaire d'ouverture",
    "heures d'ouverture", "ouverture", "horaires_ouverture", "jours et horaires d'ouverture",
)  # fmt: skip
_NAMES: Final = (
    "equip_nom", "name", "nom", "service", "equipement", "nom de l'equipement", "nom de l'équipement", "lieu",
    "etablissement", "établissement", "denomination", "libelle", "structure", "nom du service", "site",
)  # fmt: skip
_KINDS: Final = ("equip_type", "amenity", "type", "categorie", "theme", "equip_theme", "type_equipement")
_ADDRESSES: Final = ("adresse", "adr_postale", "adresse postale", "equip_adresse", "addr")
_PHONES: Final = ("equip_tel", "telephone", "tel", "tél", "phone", "téléphone")
_EMAILS: Final = ("equip_email", "courriel", "email", "mail", "e-mail")
_SITES: Final = ("equip_web", "site web", "site internet", "website", "url")
_CHANGED: Final = ("date_modification", "last_update", "maj", "date de mise a jour")
_SAMPLE_ROWS: Final = 100  # a long sheet of something else is not read through
_OSM: Final = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|24/7)\b")


def recognise_rounds(sheet: Sheet, _source: Source) -> Recognised | None:
    """Rounds, when most rows name a waste and its day."""
    if not any(rounds_of_cells(record.cells, record.told) for record in sheet.records[:_SAMPLE_ROWS]):
        return None
    by_row = [rounds_of_cells(record.cells, record.told) for record in sheet.records]
    if sum(map(bool, by_row)) * 2 <= len(by_row):
        return None
    rounds = tuple(dict.fromkeys(round_ for row in by_row for round_ in row))
    return Recognised(Facts(rounds=rounds), doubts=doubtful_rounds(rounds))


def recognise_places(sheet: Sheet, _source: Source) -> Recognised | None:
    """Services, when the sheet has a column of hours and one of names."""
    headers = {fold(header) for header in sheet.headers}
    if not headers & {fold(h) for h in _HOURS} or not headers & {fold(n) for n in _NAMES}:
        return None
    doubts: list[Doubt] = []
    services = tuple(found for record in sheet.records if (found := _service(record, doubts)))
    return Recognised(Facts(services=services), doubts=tuple(doubts)) if services else None


def _service(record: Record, doubts: list[Doubt]) -> Service | None:
    name, said = record.value(*_NAMES), record.value(*_HOURS)
    if not name or not said:
        return None
    hours = hours_said(said)
    service = Service(
        key=fold(name)[:120],
        kind=record.value(*_KINDS),
        name=name,
        slots=hours.slots,
        address=record.value(*_ADDRESSES),
        phones=tuple(filter(None, (record.value(*_PHONES),))),
        emails=tuple(filter(None, (record.value(*_EMAILS),))),
        websites=tuple(filter(None, (record.value(*_SITES),))),
        hours_comment=hours.comment,
        modified_on=exact_date(record.value(*_CHANGED)),
        told=record.told,
    )
    if not hours.slots:
        doubts.append(doubtful_service(service, said))
    return service


def hours_said(said: str) -> Hours:
    """Hours in OpenStreetMap's notation or in French; verbatim as a comment when neither is understood."""
    if _OSM.search(said):
        return slots_of(said)
    return hours_of(said) or Hours(comment=said)
