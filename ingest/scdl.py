"""Lists of acts in sheets: délibérations as the SCDL has them, in all its versions, and any list that names
the number, the date and the object of acts in its columns.

Source: SCDL « Délibérations » 2.0 to 2.1.5, https://schema.data.gouv.fr/scdl/deliberations/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.decree.dates import first_date
from ingest.decree.links import ruled
from ingest.facts import Act, Facts, Votes
from ingest.folding import fold
from ingest.sheet import Recognised

if TYPE_CHECKING:
    from datetime import date

    from ingest.readers.source import Source
    from ingest.record import Record
    from ingest.sheet import Sheet

MIN_SHARE = 0.5  # of rows that hold an act: fewer, and it is a sheet of something else
_KIND = r"(?:deliberations?|delib|arretes?|decisions?|actes?)"
_ACTS = re.compile(rf"\b{_KIND}\b")
_OF = r"(?:[ '.]+(?:de|d|du|des|la|l|le))*[ '.]*"
_NUMBER = re.compile(rf"(?:numero|num|n°|no|n|ref(?:erence)?|id){_OF}{_KIND}|{_KIND}[ :]*(?:n°|numero|id|no)")
_PLAIN_NUMBER = re.compile(r"numero|n°|num|no|reference|ref")
_MEETING = r"seance|conseil(?: municipal)?|cm|vote|signature"
_DAY = re.compile(rf"date(?:{_OF}(?:{_KIND}|{_MEETING}))?|seance(?: du)?")
_OBJECT = re.compile(rf"(?:objet|titre|intitule|libelle)(?:{_OF}{_KIND})?")
_LINK = re.compile(r"(?:url|lien|fichier)\b.*")
_NATURE = re.compile(r"(?:type|nature)(?: (?:de |d'|de l')?actes?)?")
_KINDS = (("deliberation", "délibération"), ("arrete", "arrêté"), ("decision", "décision"))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a list of acts. kind: of all its acts, empty when `nature` says it row by row."""

    number: str
    day: str
    object: str
    kind: str
    nature: str = ""
    link: str = ""


def recognise_acts(sheet: Sheet, _source: Source) -> Recognised | None:
    """Acts, when the sheet is the SCDL's or its columns are evident."""
    if sheet.has("DELIB_ID", "DELIB_DATE") or sheet.has("DELIB_ID", "DELIB_OBJET"):
        found = [act for record in sheet.records if (act := _standard(record))]
    elif columns := _columns(sheet):
        found = [act for record in sheet.records if (act := _evident(record, columns))]
    else:
        return None
    enough = found and len(found) >= MIN_SHARE * len(sheet.records)
    return Recognised(Facts(acts=tuple(found))) if enough else None


def _standard(record: Record) -> Act | None:
    number, day = record.value("DELIB_ID"), _day(record.value("DELIB_DATE"))
    told_object = record.value("DELIB_OBJET")
    if not number or not (day or told_object):
        return None
    return Act(
        kind="délibération",
        told=record.told,
        number=number,
        signed_on=day,
        object=told_object,
        authority=record.value("COLL_NOM"),
        matter=_matter(record.value("DELIB_MATIERE_CODE")),
        received_on=_day(record.value("PREF_DATE")),
        votes=_votes(record),
        links=tuple(ruled([told_object])),
        url=_url(record.value("DELIB_URL")),
    )


def _evident(record: Record, columns: _Columns) -> Act | None:
    number, day = record.cells.get(columns.number, ""), _day(record.cells.get(columns.day, ""))
    told_object = record.cells.get(columns.object, "")
    kind = columns.kind or _kind(record.cells.get(columns.nature, ""))
    if not number or not day or not told_object or not kind:
        return None
    return Act(
        kind=kind,
        told=record.told,
        number=number,
        signed_on=day,
        object=told_object,
        votes=_votes(record),
        links=tuple(ruled([told_object])),
        url=_url(record.cells.get(columns.link, "")),
    )


def _columns(sheet: Sheet) -> _Columns | None:
    """The columns that are named without a doubt: a number, a day and an object, of acts."""
    of_acts = " ".join(fold(text).replace("_", " ") for text in (sheet.title, *sheet.headers))
    if not _ACTS.search(of_acts):
        return None
    number = _one(sheet, _NUMBER) or _one(sheet, _PLAIN_NUMBER)
    day, told_object, nature = (_one(sheet, shape) for shape in (_DAY, _OBJECT, _NATURE))
    kind = _kind(number) or _kind(" ".join(sheet.headers)) or _kind(sheet.title)
    if not number or not day or not told_object or not (kind or nature):
        return None
    link = next((header for header in sheet.headers if _LINK.fullmatch(fold(header))), "")
    return _Columns(number, day, told_object, "" if nature and not _kind(number) else kind, nature, link)


def _one(sheet: Sheet, shape: re.Pattern[str]) -> str:
    """The one column of this name; none when two are, for neither is evident."""
    named = [header for header in sheet.headers if shape.fullmatch(fold(header).replace("_", " ").strip())]
    return named[0] if len(named) == 1 else ""


def _kind(text: str) -> str:
    """The one kind of act that a text names; empty when it names several."""
    folded = fold(text)
    named = [kind for stem, kind in _KINDS if re.search(rf"\b{stem}", folded)]
    return named[0] if len(named) == 1 else ""


def _votes(record: Record) -> Votes:
    in_favour, against, abstained = (
        _count(record.value(*names))
        for names in (
            ("VOTE_POUR", "Pour", "Votes pour"),
            ("VOTE_CONTRE", "Contre", "Votes contre"),
            ("VOTE_ABSTENTION", "Abstention", "Abstentions"),
        )
    )
    unanimous = True if in_favour and against == 0 and abstained == 0 else None
    return Votes(in_favour, against, abstained, False if against or abstained else unanimous)


def _count(cell: str) -> int | None:
    return int(cell) if re.fullmatch(r"\d{1,4}", cell) else None


def _day(cell: str) -> date | None:
    found = first_date(cell)
    return found.day if found else None


def _matter(code: str) -> str:
    """`1.2`, `8/4` → `8.4`."""
    code = code.replace("/", ".").replace(",", ".").strip()
    return code if re.fullmatch(r"\d(?:\.\d{1,2}){0,3}", code) else ""


def _url(cell: str) -> str:
    return cell if re.fullmatch(r"https?://[^\s<>\"']+", cell) else ""
