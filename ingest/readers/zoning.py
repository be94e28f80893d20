"""What layers of geographic features are: a town plan, addresses, parcels, or things that have a place."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ingest import addresses
from ingest.document import Reading
from ingest.facts import Facts
from ingest.readers import title
from ingest.readers.source import refusal
from ingest.zoning.cnig import family_of, is_dressing
from ingest.zoning.columns import Columns, columns_of
from ingest.zoning.land import is_parcels, land_reading
from ingest.zoning.plan import plan_reading
from ingest.zoning.shape import family
from ingest.zoning.things import things_reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.source import Source
    from ingest.zoning.layer import Layer

_DRESSING = "{} est l'habillage du plan imprimé (écritures et traits) : il ne dit rien qui puisse être cité."


def reading_of(layers: Sequence[Layer], source: Source) -> Reading:
    """All layers of one file as one reading. Raises Fault when none of them says anything."""
    ignored = tuple(_DRESSING.format(layer.name) for layer in layers if is_dressing(layer))
    readings = [_reading(layer, source) for layer in layers if not is_dressing(layer)]
    if not readings:
        raise refusal("nothing_to_cite", ignored[0] if ignored else "Le fichier ne contient aucun objet.")
    return Reading(
        title=title.short(readings[0].title),
        elements=tuple(element for reading in readings for element in reading.elements),
        facts=_joined([reading.facts for reading in readings]),
        remarks=(*(remark for reading in readings for remark in reading.remarks), *ignored),
        doubts=tuple(doubt for reading in readings for doubt in reading.doubts),
    )


def _reading(layer: Layer, source: Source) -> Reading:
    if kind := family_of(layer):
        return plan_reading(layer, kind)
    if is_parcels(layer):
        return land_reading(layer, source.insee)
    columns = columns_of(sorted(layer.columns))
    if columns and _are_points(layer):
        return _addresses(layer, columns, source)
    return things_reading(layer, source)


def _addresses(layer: Layer, columns: Columns, source: Source) -> Reading:
    book = addresses.AddressBook(columns, source.insee)
    for feature in layer.features:
        point = feature.shape
        if point is not None:
            book.add(feature.cells, (point.centroid.x, point.centroid.y), layer.srid)
    reading = addresses.reading_of(book, source.name)
    return Reading(
        reading.title,
        reading.elements,
        reading.facts,
        remarks=(*layer.remarks, *reading.remarks),
        doubts=layer.doubts,
    )


def _are_points(layer: Layer) -> bool:
    shape = next((feature.shape for feature in layer.features if feature.shape is not None), None)
    return shape is not None and family(shape) == "PCT"


def _joined(facts: Sequence[Facts]) -> Facts:
    return Facts(
        **{
            field.name: tuple(one for fact in facts for one in getattr(fact, field.name))
            for field in fields(Facts)
        }
    )
