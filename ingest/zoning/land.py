"""The land register: parcels by their section and number, as the cadastre writes them and as people do.

Sources: https://cadastre.data.gouv.fr (Etalab GeoJSON) and the IGN's « Parcellaire Express » (shapefile).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Reading
from ingest.facts import Facts, Parcel
from ingest.readers.source import refusal
from ingest.zoning.shape import family, mended, stored
from ingest.zoning.telling import counted

if TYPE_CHECKING:
    from ingest.zoning.layer import Feature, Layer

_SECTION, _NUMBER = ("section",), ("numero", "num_parc", "n_parcelle")
_PREFIX, _COMMUNE = ("prefixe", "com_abs"), ("commune", "code_insee", "insee")
_CODE = re.compile(
    r"(?:(?<!\w)(?:\d[\dAB]\d{3}\s?)?(?P<prefix>\d{3})\s?|(?<![A-Z\d]))(?P<section>0?[A-Z]|[A-Z]{2}|\d[A-Z])"
    r"[\s-]*(?:N\s?[°ºO]\s*)?(?P<number>\d{1,4})\b"
)
_WORDS = re.compile(r"\b(?:PARCELLES?|CADASTR[EÉ]E?S?|SECTION|NUM[EÉ]RO|LA|DE|DU)\b")


def is_parcels(layer: Layer) -> bool:
    return layer.has(*_SECTION) and layer.has(*_NUMBER)


def parcel_code(section: str, number: str) -> str:
    """`AB 123` from `AB` and `0123`; `0A` is section A."""
    return f"{section.strip().upper().lstrip('0')} {number.strip().lstrip('0')}".strip()


def asked_parcel(text: str) -> tuple[str, str] | None:
    """(prefix or empty, code) of « la parcelle AB n° 123 », `ab123`, `41175000AB0123`; None for no parcel."""
    found = _CODE.search(_WORDS.sub(" ", text.upper()))
    if not found:
        return None
    prefix = found["prefix"] or ""
    return ("" if prefix == "000" else prefix), parcel_code(found["section"], found["number"])


def land_reading(layer: Layer, insee: str) -> Reading:
    """The parcels of the commune as facts, and how many there are as text. Raises Fault when it has none."""
    passed: Counter[str] = Counter()
    parcels = tuple(
        parcel for feature in layer.features if (parcel := _parcel(feature, layer.srid, insee, passed))
    )
    if not parcels:
        raise refusal(
            "no_parcel_here", f"Aucune parcelle de ce fichier n'est dans la commune (code INSEE {insee})."
        )
    sections = sorted({parcel.code.split()[0] for parcel in parcels})
    many = f"{counted(len(parcels), 'parcelle')} dans {counted(len(sections), 'section')}"
    told = f"Cadastre : {many} ({', '.join(sections)})."
    elements = (Element("Parcelles cadastrales", Block.HEADING, level=1), Element(told))
    remarks = tuple(
        f"{counted(number, 'parcelle')} {why}, laissées de côté." for why, number in sorted(passed.items())
    )
    return Reading(
        "Parcelles cadastrales",
        elements,
        Facts(parcels=parcels),
        remarks=(*layer.remarks, *remarks),
        doubts=layer.doubts,
    )


def _parcel(feature: Feature, srid: int, insee: str, passed: Counter[str]) -> Parcel | None:
    commune = _commune(feature)
    if commune and commune != insee:
        passed["d'autres communes"] += 1
        return None
    shape = mended(feature.shape)[0] if feature.shape is not None else None
    section, number = feature.value(*_SECTION), feature.value(*_NUMBER)
    if shape is None or family(shape) != "SURF" or not section or not number:
        passed["sans contour ou sans numéro"] += 1
        return None
    prefix = feature.value(*_PREFIX).zfill(3)[:3]
    return Parcel(parcel_code(section, number)[:20], stored(shape), srid, prefix, commune)


def _commune(feature: Feature) -> str:
    """The INSEE code; the IGN gives the département and the commune apart."""
    apart = feature.value("code_dep") + feature.value("code_com")
    told = feature.value(*_COMMUNE) if len(apart) != 5 else apart
    return told if re.fullmatch(r"\d[\dAB]\d{3}", told) else ""
