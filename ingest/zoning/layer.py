"""A layer of geographic features: what every geographic format becomes. Without I/O, knows no format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ingest.document import Doubt

MAX_FEATURES = 300_000  # of one file that are kept: a town of a million inhabitants has fewer parcels
Shape = Any  # a shapely geometry: the library has no types


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a layer.

    cells: value by column, in lower case, no empty one. shape: flat and as given; None when it has none.
    """

    cells: Mapping[str, str]
    shape: Shape | None

    def value(self, *columns: str) -> str:
        """The first cell there is among `columns`."""
        return next((self.cells[column] for column in columns if column in self.cells), "")


@dataclass(frozen=True, slots=True)
class Layer:
    """Features under one set of columns.

    name: without its extension, data only. columns: in lower case. srid: EPSG code of the shapes.
    features: read anew each time it is gone through. remarks, doubts: on what was assumed.
    """

    name: str
    columns: frozenset[str]
    srid: int
    features: Iterable[Feature]
    remarks: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def has(self, *columns: str) -> bool:
        """Whether one of `columns` is there."""
        return not self.columns.isdisjoint(columns)
