"""The CSV of the national address base, plain or gzipped: a whole département passes, line by line."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING

from ingest import addresses
from ingest.readers.source import UNREADABLE, Reader, Source, refusal, unpacked
from ingest.zoning.columns import Columns, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.document import Reading

MEDIA_TYPE = "text/csv"
MAX_BYTES = 1_000_000_000  # unpacked; the largest département has half of it
_HEAD = 8_192  # a header line is shorter
_TELL_ROWS = 20_000


def recognises(source: Source) -> bool:
    try:
        with _opened(source) as file:
            head = file.readline(_HEAD)
    except UNREADABLE:
        return False
    columns = columns_of(_cells(head)) if head.endswith("\n") else None
    return columns is not None and columns.placed


def read(source: Source) -> Reading:
    try:
        with _opened(source) as file:
            return addresses.reading_of(_book(file, source), source.name)
    except (*UNREADABLE, csv.Error) as error:
        raise refusal("broken", "Le fichier d'adresses est abîmé : il ne peut pas être lu.") from error


def _book(file: IO[str], source: Source) -> addresses.AddressBook:
    head = file.readline()
    headers = _cells(head)
    columns = columns_of(headers)
    if columns is None:
        raise refusal("broken", "Le fichier d'adresses n'a pas d'en-tête lisible.")
    book = addresses.AddressBook(columns, source.insee)
    wanted = [(place, name) for place, name in enumerate(headers) if name in _wanted(columns)]
    for number, row in enumerate(csv.reader(_bounded(file), delimiter=_separator(head))):
        book.add({name: row[place] for place, name in wanted if place < len(row)})
        if number % _TELL_ROWS == 0:
            source.tell(number, 0)
    return book


def _wanted(columns: Columns) -> set[str]:
    return {
        columns.number,
        columns.street,
        columns.suffix,
        columns.insee,
        columns.postcode,
        columns.x,
        columns.y,
    }


def _bounded(file: IO[str]) -> Iterator[str]:
    left = MAX_BYTES
    for line in file:
        left -= len(line)
        if left < 0:
            raise refusal(
                "too_large", "Ce fichier d'adresses est trop gros : donnez celui de la commune seule."
            )
        yield line


def _cells(head: str) -> list[str]:
    return next(csv.reader([head.strip()], delimiter=_separator(head)), [])


def _separator(head: str) -> str:
    return max(";,\t|", key=head.count)


def _opened(source: Source) -> IO[str]:
    raw = unpacked(source)
    sample = raw.read(65_536)
    raw.seek(0)
    return io.TextIOWrapper(raw, encoding=_encoding(sample), errors="replace", newline="")


def _encoding(sample: bytes) -> str:
    try:
        sample[:-4].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start >= len(sample) - 8 else "cp1252"
    return "utf-8-sig"


BAN = Reader(MEDIA_TYPE, recognises, read)
