"""A shapefile, handed over as one zip of its parts, and a GeoPackage, through pyogrio.

Parts are unpacked into the reader's scratch folder, each bounded while it is written. The bytes of a DBF say
better than its declaration in which encoding it is: files without a `.cpg` are UTF-8 as often as cp1252.
"""

from __future__ import annotations

import codecs
import re
import shutil
import zipfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ingest.readers import zoning
from ingest.readers.source import Reader, Source, refusal, zip_names
from ingest.zoning.layer import MAX_FEATURES, Feature, Layer
from ingest.zoning.placing import placed
from ingest.zoning.shape import MAX_SHAPE_BYTES, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.document import Reading

SHAPEFILE_TYPE = "application/vnd.shp+zip"
GEOPACKAGE_TYPE = "application/geopackage+sqlite3"
MAX_TABLE_BYTES = 300_000_000
_BATCH = 5_000
_CHUNK = 1 << 20
_RAW = "ISO-8859-1"  # as GDAL spells it: a letter a byte, decoded here
_SIDE = re.compile(
    r"(.+?)\.(shp\.xml|shp|shx|dbf|prj|cpg|cst|qpj|sbn|sbx|qix|fix|fbn|fbx|ain|aih|qml|qmd|xml)$"
)
_UNPACKED = ("shp", "shx", "dbf", "prj", "cpg")
_MAGIC = b"\x00\x00\x27\x0a"
_HIGH = re.compile(rb"[\x80-\xff]+")
_CPG_CODES = {"65001": "utf-8", "88591": "latin-1", "885915": "iso8859-15"}
_DBF_CODES = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x57: "cp1252", 0x64: "cp852", 0x4D: "cp1252"}


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
        return zoning.reading_of(
            [_unpacked_layer(_unpacked(source, parts, Path(folder)), parts, source)], source
        )


def _unpacked_layer(path: Path, parts: dict[str, str], source: Source) -> Layer:
    with path.open("rb") as shapes:
        if shapes.read(len(_MAGIC)) != _MAGIC:
            raise refusal("broken", "Le shapefile est abîmé : son fichier .shp ne peut pas être lu.")
    declared = path.with_suffix(".prj")
    system = declared.read_text("latin-1").strip() if declared.exists() else ""
    return _layer(path, PurePosixPath(parts["shp"]).name[:-4], system, source, _encoding(path))


def read_geopackage(source: Source) -> Reading:
    from pyogrio import list_layers

    if source.path.stat().st_size > MAX_TABLE_BYTES:
        raise _too_large()
    with TemporaryDirectory(dir=source.scratch) as folder:
        path = Path(shutil.copyfile(source.path, Path(folder) / "layers.gpkg"))
        try:
            names = [str(name) for name, kind in list_layers(path) if kind]
        except Exception as error:
            raise refusal("broken", "Le GeoPackage est abîmé : il ne peut pas être lu.") from error
        return zoning.reading_of([_layer(path, name, "", source, layer=name) for name in names], source)


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
            raise _broken() from error
        return [_decoded(str(name), self.encoding).lower() for name in meta["fields"]], shapes, columns


def _layer(
    path: Path, name: str, system: str, source: Source, encoding: str = "", layer: str | None = None
) -> Layer:
    from pyogrio import read_info, set_gdal_config_options

    set_gdal_config_options({"SHAPE_RESTORE_SHX": True, "OGR_SQLITE_JOURNAL": "OFF"})
    try:
        info = read_info(path, layer=layer, encoding=_RAW if encoding else None, force_total_bounds=True)
    except Exception as error:  # the library raises a class of its own for each way of being broken
        raise _broken() from error
    if info["features"] > MAX_FEATURES:
        raise _too_large()
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


def _encoding(path: Path) -> str:
    """The encoding of a DBF, from its bytes; what it declares decides only when they do not."""
    fair = foul = 0
    with path.with_suffix(".dbf").open("rb") as table:
        head = table.read(32)
        while chunk := table.read(_CHUNK):
            runs = _HIGH.findall(chunk)
            good = sum(_is_utf8(run) for run in runs)
            fair, foul = fair + good, foul + len(runs) - good
    if fair > foul:
        return "utf-8"
    declared = _declared(path.with_suffix(".cpg")) or _DBF_CODES.get(
        head[29] if len(head) > 29 else 0, "cp1252"
    )
    return "cp1252" if declared == "utf-8" and foul else declared


def _declared(path: Path) -> str:
    if not path.exists():
        return ""
    told = path.read_bytes()[:40].decode("ascii", "ignore").strip().removeprefix("ANSI ").strip()
    for name in (
        told,
        f"cp{told}",
        {"65001": "utf-8", "88591": "latin-1", "885915": "iso8859-15"}.get(told, ""),
    ):
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return ""


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode()
    except UnicodeDecodeError:
        return False
    return True


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
                _copied(container, parts[part], path.with_suffix(f".{part}"), limit)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise refusal(
            "broken", "L'archive du shapefile est abîmée ou protégée : elle ne peut pas être lue."
        ) from error
    return path


def _copied(container: zipfile.ZipFile, name: str, target: Path, limit: int) -> None:
    left = limit
    with container.open(name) as part, target.open("wb") as copy:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_large()
            copy.write(chunk)


def _broken() -> Exception:
    return refusal("broken", "Le fichier géographique est abîmé : il ne peut pas être lu.")


def _too_large() -> Exception:
    return refusal("too_large", "Ce fichier géographique est trop gros : donnez celui de la commune seule.")


SHAPEFILE = Reader(SHAPEFILE_TYPE, is_shapefile, read_shapefile)
GEOPACKAGE = Reader(GEOPACKAGE_TYPE, is_geopackage, read_geopackage)
