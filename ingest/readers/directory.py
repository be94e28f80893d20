"""The State's directory of public services (DILA, JSON): services, their hours and how to reach them.

Both forms are read: `{"service": [...]}` and the records of an API export, whose lists are JSON strings.
Source of the fields: https://www.data.gouv.fr (« Annuaire de l'administration, base de données locales »).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ingest.document import Block, Element, Reading
from ingest.facts import Facts, OpeningSlot, Service
from ingest.readers.source import Reader, Source, refusal
from ingest.sentences import WEEKDAYS, tell_service

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/json"
_TIME = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?(?::\d{2})?")
_MASKED_PHONES = {"0102030405", "0123456789"}
_ACCESS = {
    "ACC": "accessible aux personnes en fauteuil roulant",
    "DEM": "accessible aux personnes en fauteuil roulant sur demande préalable",
    "NAC": "non accessible aux personnes en fauteuil roulant",
}


def recognises(source: Source) -> bool:
    head = source.head().lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head.startswith((b"{", b"[")):
        return False
    with source.path.open("rb") as file:
        return b'"plage_ouverture"' in file.read(5_000_000)


def read(source: Source) -> Reading:
    records = list(_records(_loaded(source)))
    remarks: list[str] = []
    mine = [record for record in records if source.insee in _communes_of(record)]
    services = tuple(_unique_names([_service(record, remarks) for record in mine]))
    if not services:
        sentence = f"Aucun des services de ce fichier n'est dans la commune (code INSEE {source.insee})."
        raise refusal("no_service_here", sentence)
    elements: list[Element] = []
    for service in services:
        elements += [Element(service.name, Block.HEADING, level=1), Element(tell_service(service), Block.ROW)]
    name = services[0].name if len(services) == 1 else f"Annuaire des services : {services[0].name} et autres"
    return Reading(name, tuple(elements), Facts(services=services), remarks=tuple(remarks))


def _loaded(source: Source) -> Any:  # noqa: ANN401 - JSON is whatever it is
    try:
        return json.loads(source.path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refusal("broken", "Le fichier JSON est abîmé : il ne peut pas être lu.") from error


def _records(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON is whatever it is
    for key in ("service", "results", "records"):
        if isinstance(data, dict) and isinstance(data.get(key), list):
            data = data[key]
    for record in data if isinstance(data, list) else [data]:
        if isinstance(record, dict):
            fields = record.get("fields", record)
            yield {name: _unpacked(value) for name, value in fields.items()}


def _unpacked(value: Any) -> Any:  # noqa: ANN401 - JSON is whatever it is
    """Exports give lists as JSON strings."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _communes_of(record: dict[str, Any]) -> set[str]:
    codes = [record.get("code_insee_commune")]
    codes += [pivot.get("code_insee_commune") for pivot in _dicts(record.get("pivot"))]
    flat = (code for value in codes for code in (value if isinstance(value, list) else [value]))
    return {str(code).strip() for code in flat if code}


def _service(record: dict[str, Any], remarks: list[str]) -> Service:
    name = _text(record.get("nom")) or "Service public"
    pivots = _dicts(record.get("pivot"))
    addresses = _dicts(record.get("adresse"))
    return Service(
        key=_text(record.get("id")) or name,
        kind=_text(pivots[0].get("type_service_local")) if pivots else "",
        name=name,
        slots=tuple(_slots(record.get("plage_ouverture"), name, remarks)),
        address=_address(addresses[0]) if addresses else "",
        phones=tuple(_phones(record.get("telephone"), name, remarks)),
        emails=tuple(_emails(record.get("adresse_courriel"), name, remarks)),
        websites=tuple(_websites(record.get("site_internet"), name, remarks)),
        accessibility=_accessibility(addresses[0]) if addresses else "",
        hours_comment=_text(record.get("commentaire_plage_ouverture")),
        modified_on=_date(_text(record.get("date_modification"))),
    )


def _unique_names(services: list[Service]) -> Iterator[Service]:
    """Two services with one name are told apart by their address."""
    names = [service.name for service in services]
    for service in services:
        twin = names.count(service.name) > 1 and service.address
        yield replace(service, name=f"{service.name} ({service.address})") if twin else service


def _slots(ranges: Any, name: str, remarks: list[str]) -> Iterator[OpeningSlot]:  # noqa: ANN401
    for line in _dicts(ranges):
        days = _days(line)
        comment = _text(line.get("commentaire"))
        if days is None:
            told = f"{_text(line.get('nom_jour_debut'))} à {_text(line.get('nom_jour_fin'))}"
            remarks.append(f"{name} : les jours « {told} » ne sont pas lisibles, cette plage est écartée.")
            continue
        hours = [
            (_text(line.get(f"valeur_heure_debut_{half}")), _text(line.get(f"valeur_heure_fin_{half}")))
            for half in ("1", "2")
        ]
        times = [
            (_minutes(opens), _minutes(closes), opens, closes) for opens, closes in hours if opens or closes
        ]
        told = WEEKDAYS[days[0]]
        bad = [
            f"{told} de {opens} à {closes}"
            for start, end, opens, closes in times
            if not _possible(start, end)
        ]
        remarks += [f"{name} : l'horaire « {hour} » est impossible, il est écarté." for hour in bad]
        good = [
            (start, end)
            for start, end, _, _ in times
            if start is not None and end is not None and start < end
        ]
        if len(good) == 2 and good[1][0] < good[0][1]:
            remarks.append(f"{name} : les deux horaires du {told} se chevauchent, ils sont écartés.")
            continue
        yield from (OpeningSlot(days, start, end, comment) for start, end in good)


def _possible(start: int | None, end: int | None) -> bool:
    return start is not None and end is not None and start < end


def _days(line: dict[str, Any]) -> tuple[int, ...] | None:
    first, last = _text(line.get("nom_jour_debut")).lower(), _text(line.get("nom_jour_fin")).lower()
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        return None
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return tuple(range(start, end + 1)) if start <= end else None


def _minutes(value: Any) -> int | None:  # noqa: ANN401 - a number for a string is met
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= 24 * 60 else None


def _address(address: dict[str, Any]) -> str:
    street = [
        _text(address.get(key))
        for key in ("complement1", "complement2", "numero_voie", "service_distribution")
    ]
    town = f"{_text(address.get('code_postal'))} {_text(address.get('nom_commune'))}".strip()
    return ", ".join(part for part in (*street, town) if part)


def _accessibility(address: dict[str, Any]) -> str:
    note = _text(address.get("note_accessibilite"))
    told = _ACCESS.get(_text(address.get("accessibilite")), "")
    return f"{told} ({note})" if told and note else told or note


def _phones(values: Any, name: str, remarks: list[str]) -> Iterator[str]:  # noqa: ANN401
    for value in _values(values):
        digits = re.sub(r"\D", "", value)
        if digits in _MASKED_PHONES:
            remarks.append(f"{name} : le téléphone « {value} » est un numéro masqué, il est écarté.")
        elif 3 <= len(digits) <= 15:
            yield value
        else:
            remarks.append(f"{name} : « {value} » n'est pas un numéro de téléphone, il est écarté.")


def _emails(values: Any, name: str, remarks: list[str]) -> Iterator[str]:  # noqa: ANN401
    for value in _values(values):
        if re.fullmatch(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+", value) and not value.endswith("@example.com"):
            yield value
        else:
            remarks.append(f"{name} : « {value} » n'est pas une adresse électronique, elle est écartée.")


def _websites(values: Any, name: str, remarks: list[str]) -> Iterator[str]:  # noqa: ANN401
    for value in _values(values):
        if re.fullmatch(r"https?://[^\s<>\"']+", value):
            yield value
        else:
            remarks.append(f"{name} : une adresse de site qui n'est pas en http(s) est écartée.")


def _values(values: Any) -> Iterator[str]:  # noqa: ANN401 - strings, or objects with `valeur`
    for value in values if isinstance(values, list) else [values]:
        text = _text(value.get("valeur") if isinstance(value, dict) else value)
        if text:
            yield text


def _dicts(values: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON is whatever it is
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _text(value: Any) -> str:  # noqa: ANN401 - JSON is whatever it is
    return " ".join(str(value).split()) if value is not None and not isinstance(value, dict | list) else ""


def _date(text: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text[:10], form).date()
        except ValueError:
            continue
    return None


DIRECTORY = Reader(MEDIA_TYPE, recognises, read)
