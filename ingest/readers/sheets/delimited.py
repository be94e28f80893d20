"""CSV and TSV: any encoding, separator, quotes, padding. A text without that name must hold its columns."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING, Literal, NamedTuple

from ingest.readers.sheets.encoding import encoding_of
from ingest.readers.sheets.lines import Line, Lines
from ingest.readers.sheets.telling import reading_of
from ingest.readers.sheets.values import cleaned
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.document import Reading

MEDIA_TYPE = "text/csv"
_SEPARATORS = (";", "\t", "|", ",")
_NAMED = {".csv", ".tsv", ".tab", ".psv"}
_MAYBE = {".txt", ".asc", ".dat", ""}
_SAMPLE_ROWS = 60
_MIN_LINES = 3  # of a text that is not named as a table
_SAMPLE_LETTERS = 200_000
_MAX_CELL_LINES = 60  # a cell with more is a quote that never closes
_BINARY = frozenset(range(9)) | frozenset(range(14, 27))


class _Form(NamedTuple):
    """How a file is written."""

    encoding: str
    separator: str
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL


class _RunawayQuote(Exception):
    """A quote opens a cell that swallows the rows below it."""


def recognises(source: Source) -> bool:
    """A text named as a table, or one whose lines all have the same columns."""
    if source.suffix not in _NAMED | _MAYBE or not _is_text(source.head()):
        return False
    if source.suffix in _NAMED:
        return True
    sample = _sample(source, encoding_of(source.path))
    separator, held = _separator(sample)
    return len(sample) >= _MIN_LINES and separator in "\t;|" and held == 1.0


def read(source: Source) -> Reading:
    csv.field_size_limit(_SAMPLE_LETTERS * 10)
    encoding = encoding_of(source.path)
    form = _Form(encoding, _separator(_sample(source, encoding))[0])
    try:
        lines = Lines(_lines(source, form))
    except (_RunawayQuote, csv.Error):
        lines = Lines(_lines(source, form._replace(quoting=csv.QUOTE_NONE)))
    if not lines:
        raise refusal("no_text", "Le tableau ne contient aucune donnée lisible.")
    return reading_of(source, [("", lines)])


def _is_text(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    if len(head) > 1 and head[::2].count(0) + head[1::2].count(0) >= len(head) // 4:
        return b"\x00\x00" not in head
    return bool(head) and not any(byte in _BINARY for byte in head)


def _sample(source: Source, encoding: str) -> list[str]:
    with source.path.open(encoding=encoding, errors="replace", newline="") as file:
        text = file.read(_SAMPLE_LETTERS)
    lines = [line for line in text.splitlines() if line.strip()]
    return (lines[:-1] if len(text) == _SAMPLE_LETTERS else lines)[:_SAMPLE_ROWS]


def _separator(sample: list[str]) -> tuple[str, float]:
    """The separator under which most lines have one number of columns, and the share of those lines."""
    announced = sample[0].strip().casefold() if sample else ""
    if announced.startswith("sep=") and len(announced) == 5:
        return announced[4], 1.0
    best, held = _SEPARATORS[0], 0.0
    for separator in _SEPARATORS:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator) if any(row)]
        usual = max(set(widths), key=widths.count, default=0)
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if share > held:
            best, held = separator, share
    return best, held


def _lines(source: Source, form: _Form) -> Iterator[Line]:
    with source.path.open(encoding=form.encoding, errors="replace", newline="") as file:
        text = (line.replace("\x00", "") for line in file)
        first = next(text, "")
        announces = first.strip().casefold().startswith("sep=")
        opened = text if announces else itertools.chain([first], text)
        rows = csv.reader(opened, delimiter=form.separator, quoting=form.quoting, skipinitialspace=True)
        for number, row in enumerate(rows, 2 if announces else 1):
            if any(cell.count("\n") > _MAX_CELL_LINES for cell in row):
                raise _RunawayQuote
            cells = tuple(map(cleaned, row))
            if any(cells):
                yield Line(number, cells)
            if number % 5000 == 0:
                source.tell(number, 0)


CSV = Reader(MEDIA_TYPE, recognises, read)
