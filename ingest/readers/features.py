"""Layers through pyogrio: the features of a file on the disk, by batches, their letters decoded here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from ingest.readers.source import refusal
from ingest.zoning.layer import MAX_FEATURES, Feature
from ingest.zoning.placing import placed
from ingest.zoning.shape import flat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.readers.source import Source
    from ingest.zoning.layer import Layer
    from ops.fault import Fault

_BATCH = 5_000
_RAW = "ISO-8859-1"  # as GDAL spells it: a letter a byte, decoded here


@dataclass(frozen=True, slots=True)
class _Rows:
    """The features of one layer, read by batches each time they are gone through."""

    path: Path
    layer: str | None
    encoding: str
    source: Source
    features: int

    def __iter__(self) -> Iterator[Feature]:
        for start in count(0, _BATCH):
            names, shapes, columns = self._batch(start)
            drawn = shapes if shapes is not None else [None] * (len(columns[0]) if columns else 0)
            for place, shape in enumerate(drawn):
                cells = zip(names, (column[place] for column in columns), strict=True)
                yield Feature(_cells(cells, self.encoding), flat(shape))
            self.source.tell(min(start + _BATCH, self.features), self.features)
            if len(drawn) < _BATCH:
                return

    def _batch(self, start: int) -> tuple[list[str], Any, Any]:
        """The names of the columns, the shapes as WKB, and the columns."""
        from pyogrio.errors import DataSourceError, FeatureError
        from pyogrio.raw import read

        raw = {"encoding": _RAW} if self.encoding else {}
        bounds = {"skip_features": start, "max_features": _BATCH}
        try:
            meta, _, shapes, columns = read(
                self.path, layer=self.layer, force_2d=True, datetime_as_string=True, **raw, **bounds
            )
        except (DataSourceError, FeatureError) as error:
            raise broken() from error
        return [_decoded(str(name), self.encoding).lower() for name in meta["fields"]], shapes, columns


def layer_of(
    path: Path, name: str, system: str, source: Source, encoding: str = "", layer: str | None = None
) -> Layer:
    from pyogrio import read_info, set_gdal_config_options

    set_gdal_config_options({"SHAPE_RESTORE_SHX": True, "OGR_SQLITE_JOURNAL": "OFF"})
    try:
        info = read_info(path, layer=layer, encoding=_RAW if encoding else None, force_total_bounds=True)
    except Exception as error:  # the library raises a class of its own for each way of being broken
        raise broken() from error
    if info["features"] > MAX_FEATURES:
        raise too_large()
    columns = frozenset(_decoded(str(name), encoding).lower() for name in info["fields"])
    rows = _Rows(path, layer, encoding, source, info["features"])
    return placed(name, columns, system or info["crs"] or "", info["total_bounds"], rows, source.insee)


def _cells(cells: Any, encoding: str) -> dict[str, str]:  # noqa: ANN401 - pairs of a name and any NumPy value
    told = ((name, _told(value, encoding)) for name, value in cells)
    return {name: value for name, value in told if value}


def _told(value: Any, encoding: str) -> str:  # noqa: ANN401 - any NumPy value
    """As a person writes it; empty for what is null."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return " ".join(_decoded(value, encoding).replace("\x00", " ").split())
    number = float(value) if hasattr(value, "dtype") and value.dtype.kind == "f" else None
    return str(int(number)) if number is not None and number.is_integer() else str(value)


def _decoded(text: str, encoding: str) -> str:
    return text.encode("latin-1", "replace").decode(encoding, "replace") if encoding else text


def broken() -> Fault:
    return refusal("broken", "Le fichier géographique est abîmé : il ne peut pas être lu.")


def too_large() -> Fault:
    return refusal("too_large", "Ce fichier géographique est trop gros : donnez celui de la commune seule.")
