"""A shapefile, handed over as one zip of its parts, and a GeoPackage, through pyogrio.

Parts are unpacked into the reader's scratch folder, under names of our own, each bounded while it is written.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ingest.readers import zoning
from ingest.readers.codepage import encoding_of
from ingest.readers.container import BROKEN_MEMBER, copied
from ingest.readers.features import layer_of, too_large
from ingest.readers.source import Reader, Source, refusal, zip_names
from ingest.zoning.shape import MAX_SHAPE_BYTES

if TYPE_CHECKING:
    from ingest.document import Reading
    from ingest.zoning.layer import Layer

SHAPEFILE_TYPE = "application/vnd.shp+zip"
GEOPACKAGE_TYPE = "application/geopackage+sqlite3"
MAX_TABLE_BYTES = 300_000_000
_MAX_SYSTEM = 20_000  # letters of a .prj
_SIDE = re.compile(
    r"(.+?)\.(shp\.xml|shp|shx|dbf|prj|cpg|cst|qpj|sbn|sbx|qix|fix|fbn|fbx|ain|aih|qml|qmd|xml)$"
)
_UNPACKED = ("shp", "shx", "dbf", "prj", "cpg")
_MAGIC = b"\x00\x00\x27\x0a"


def is_shapefile(source: Source) -> bool:
    """A zip of nothing but the parts of one shapefile; or a `.shp` that came alone, to be refused as such."""
    return bool(_parts(zip_names(source))) or source.head().startswith(_MAGIC)


def is_geopackage(source: Source) -> bool:
    head = source.head()
    return head.startswith(b"SQLite format 3\x00") and head[68:72] in (b"GPKG", b"GP10", b"GP11")


def read_shapefile(source: Source) -> Reading:
    parts = _parts(zip_names(source))
    if not {"shp", "dbf"} <= parts.keys():
        sentence = "Le shapefile est incomplet : donnez aussi ses fichiers .dbf, .shx et .prj, côte à côte."
        raise refusal("incomplete", sentence)
    with TemporaryDirectory(dir=source.scratch) as folder:
        unpacked = _unpacked(source, parts, Path(folder))
        return zoning.reading_of([_unpacked_layer(unpacked, parts, source)], source)


def _unpacked_layer(path: Path, parts: dict[str, str], source: Source) -> Layer:
    with path.open("rb") as shapes:
        if shapes.read(len(_MAGIC)) != _MAGIC:
            raise refusal("broken", "Le shapefile est abîmé : son fichier .shp ne peut pas être lu.")
    declared = path.with_suffix(".prj")
    system = declared.read_text("latin-1")[:_MAX_SYSTEM].strip() if declared.exists() else ""
    return layer_of(path, PurePosixPath(parts["shp"]).name[:-4], system, source, encoding_of(path))


def read_geopackage(source: Source) -> Reading:
    from pyogrio import list_layers

    if source.path.stat().st_size > MAX_TABLE_BYTES:
        raise too_large()
    with TemporaryDirectory(dir=source.scratch) as folder:
        path = Path(shutil.copyfile(source.path, Path(folder) / "layers.gpkg"))
        try:
            names = [str(name) for name, kind in list_layers(path) if kind]
        except Exception as error:
            raise refusal("broken", "Le GeoPackage est abîmé : il ne peut pas être lu.") from error
        return zoning.reading_of([layer_of(path, name, "", source, layer=name) for name in names], source)


def _parts(names: frozenset[str]) -> dict[str, str]:
    """Each part's member by its extension; empty when the zip holds anything else, or two shapefiles."""
    files = [name for name in names if not name.endswith("/") and not name.startswith("__MACOSX/")]
    found = [(name, _SIDE.fullmatch(name.lower())) for name in sorted(files)]
    stems = {side[1] for _, side in found if side}
    if not files or not all(side for _, side in found) or len(stems) != 1:
        return {}
    parts = {side[2]: name for name, side in found if side}
    return parts if "shp" in parts else {}


def _unpacked(source: Source, parts: dict[str, str], folder: Path) -> Path:
    """The parts that are read, under names of our own. The path's suffix is `.shp`."""
    path = folder / "layer.shp"
    try:
        with zipfile.ZipFile(source.path) as container:
            for part in (part for part in _UNPACKED if part in parts):
                limit = MAX_TABLE_BYTES if part == "dbf" else MAX_SHAPE_BYTES
                if not copied(container, parts[part], path.with_suffix(f".{part}"), limit):
                    raise too_large()
    except (*BROKEN_MEMBER, RuntimeError) as error:
        raise refusal("broken", "L'archive du shapefile est abîmée ou protégée.") from error
    return path


SHAPEFILE = Reader(SHAPEFILE_TYPE, is_shapefile, read_shapefile)
GEOPACKAGE = Reader(GEOPACKAGE_TYPE, is_geopackage, read_geopackage)
