"""A DBF without its shapes: rows like any other sheet's, with the right letters."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading


def dbf(path: Path, names: list[str], rows: list[list[str]], encoding: str, language: int = 0) -> Path:
    """A dBase III table of texts, 40 bytes each."""
    fields = b"".join(
        name.encode().ljust(11, b"\0") + b"C" + bytes(4) + bytes([40, 0]) + bytes(14) for name in names
    )
    width = 1 + 40 * len(names)
    head = struct.pack("<BBBBIHH17xB2x", 3, 126, 11, 22, len(rows), 33 + len(fields), width, language)
    body = b"".join(b" " + b"".join(cell.encode(encoding).ljust(40) for cell in row) for row in rows)
    path.write_bytes(head + fields + b"\r" + body + b"\x1a")
    return path


@pytest.mark.parametrize(("encoding", "language"), [("utf-8", 0), ("cp1252", 0), ("cp1252", 0x57)])
def test_letters_are_right_whatever_the_file_says_of_itself(
    tmp_path: Path, read: Callable[..., Reading], encoding: str, language: int
) -> None:
    rows = [["Médiathèque", "rue de l'Évêché"], ["École", ""]]
    reading = read(dbf(tmp_path / "lieux.dbf", ["NOM", "VOIE"], rows, encoding, language))
    assert [element.text for element in reading.elements if element.block is Block.ROW] == [
        "NOM : Médiathèque ; VOIE : rue de l'Évêché",
        "NOM : École",
    ]
