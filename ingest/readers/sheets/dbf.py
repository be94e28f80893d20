"""A DBF on its own, as dBase and the land registers of town halls left them. Read without shapes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from ingest.readers.sheets.lines import MAX_LINES, Line, Lines
from ingest.readers.sheets.telling import reading_of
from ingest.readers.sheets.values import cleaned, told
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.document import Reading

MEDIA_TYPE = "application/x-dbf"
_VERSIONS = frozenset(
    (0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xE5, 0xF5, 0xFB)
)
_LANGUAGE_BYTE = 29


def recognises(source: Source) -> bool:
    head = source.head()
    dated = len(head) > 32 and 1 <= head[2] <= 12 and 1 <= head[3] <= 31
    return source.suffix == ".dbf" and dated and head[0] in _VERSIONS


def read(source: Source) -> Reading:
    head = source.head()
    if head[_LANGUAGE_BYTE]:
        names, columns = _columns(source, None)
    else:
        names, columns = _guessed(source)
    count = len(columns[0]) if columns else 0
    lines = Lines(_lines(names, columns, min(count, MAX_LINES - 1)), named=True)
    return reading_of(source, [("", lines)])


def _guessed(source: Source) -> tuple[Sequence[str], Sequence[Any]]:
    """A file that does not say how it spells: UTF-8 when every byte of it is, else Windows-1252."""
    try:
        return _columns(source, "UTF-8")
    except UnicodeDecodeError:
        return _columns(source, "CP1252")


def _columns(source: Source, encoding: str | None) -> tuple[Sequence[str], Sequence[Any]]:
    import pyogrio.errors
    import pyogrio.raw

    named = source.scratch / "table.dbf"  # the driver goes by the extension
    shutil.copyfile(source.path, named)
    try:
        about, _, _, columns = pyogrio.raw.read(
            named, read_geometry=False, encoding=encoding, max_features=MAX_LINES
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise refusal("broken", "La table DBF est abîmée : elle ne peut pas être lue.") from error
    finally:
        named.unlink(missing_ok=True)
    return list(about["fields"]), columns


def _lines(names: Sequence[str], columns: Sequence[Any], count: int) -> Iterator[Line]:
    yield Line(1, tuple(map(cleaned, names)))
    for row in range(count):
        cells = tuple(_told(column[row]) for column in columns)
        if any(cells):
            yield Line(row + 2, cells)


def _told(value: Any) -> str:  # noqa: ANN401 - numpy's own types
    if value is None or value != value or str(value) == "NaT":
        return ""
    if hasattr(value, "astype") and "datetime" in str(getattr(value, "dtype", "")):
        return told(value.astype("datetime64[s]").item())
    return told(value.item() if hasattr(value, "item") else value)


DBF = Reader(MEDIA_TYPE, recognises, read)
