"""Any other layer: each feature told under its columns, as the row of a sheet is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Reading
from ingest.record import Record
from ingest.records import recognised_sheet
from ingest.sheet import Sheet
from ingest.zoning.telling import counted

if TYPE_CHECKING:
    from ingest.readers.source import Source
    from ingest.zoning.layer import Feature, Layer

MAX_TOLD = 5_000
_TECHNICAL = re.compile(
    r"(?:o|g|f)?id|id_?\w{0,3}|objectid.*|fid.*|uuid|guid|cleabs|geom\w*|the_geom|shape_?\w*|x|y|lon|lat|long"
    r"|longitude|latitude|coord\w*|.*_l93|gml_?id|style.*|stroke.*|fill.*|marker.*|\w*geo_?point\w*"
)


def things_reading(layer: Layer, source: Source) -> Reading:
    """Its rows as text, and what a recogniser of sheets finds in them."""
    features = list(layer.features)
    records = [record for number, feature in enumerate(features, 2) if (record := _record(number, feature))]
    headers = tuple(dict.fromkeys(column for record in records for column in record.cells))
    found = recognised_sheet(Sheet(layer.name, headers, records), source)
    shown = records[:MAX_TOLD] if found is None or found.told else []
    summary = Element(f"{layer.name} : {counted(len(features), 'objet')} sur la carte.")
    elements = (
        Element(layer.name, Block.HEADING, level=1),
        summary,
        *(Element(record.told, Block.ROW) for record in shown),
    )
    remarks = [*layer.remarks, *(found.remarks if found else ())]
    if len(records) > MAX_TOLD and shown:
        remarks.append(
            f"{layer.name} : seuls les {MAX_TOLD} premiers objets sont racontés, sur {len(records)}."
        )
    doubts = (*layer.doubts, *(found.doubts if found else ()))
    if found is None:
        return Reading(layer.name, elements, remarks=tuple(remarks), doubts=doubts)
    return Reading(layer.name, elements, found.facts, remarks=tuple(remarks), doubts=doubts)


def _record(number: int, feature: Feature) -> Record | None:
    cells = {column: value for column, value in feature.cells.items() if not _TECHNICAL.fullmatch(column)}
    told = " ; ".join(f"{column.replace('_', ' ')} : {value}" for column, value in cells.items())
    return Record(number, cells, told + ".") if cells else None
