"""Word and OpenDocument: headings, tables told by rows, and containers refused before they open."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading


def test_a_word_document_gives_headings_and_rows(tmp_path: Path, read: Callable[..., Reading]) -> None:
    document = docx.Document()
    document.add_heading("Règlement de la salle", level=1)
    document.add_paragraph("La salle est louée aux habitants de la commune, sur réservation.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Durée", "Tarif", "Week-end", "320 €"], strict=True):
        cell.text = text
    document.save(str(tmp_path / "salle.docx"))
    reading = read(tmp_path / "salle.docx")
    assert reading.title == "Règlement de la salle"
    assert [(e.block.value, e.text) for e in reading.elements] == [
        ("heading", "Règlement de la salle"),
        ("paragraph", "La salle est louée aux habitants de la commune, sur réservation."),
        ("row", "Durée : Week-end ; Tarif : 320 €"),
    ]


def container(path: Path, part: bytes, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", part)
    return path


def test_a_container_that_would_inflate_too_much_is_refused(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    bomb = container(tmp_path / "bombe.docx", b" " * 30_000_000)
    with pytest.raises(Fault, match="démesurément gros"):
        read(bomb)


@pytest.mark.parametrize(
    "prologue",
    [b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b'<?xml version="1.0"?><!doctype x>'],
)
def test_a_part_that_declares_entities_is_refused(
    tmp_path: Path, read: Callable[..., Reading], prologue: bytes
) -> None:
    with pytest.raises(Fault, match="entités XML"):
        read(container(tmp_path / "x.docx", prologue + b"<w/>"))


def test_a_broken_document_is_refused_in_one_sentence(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = container(tmp_path / "x.docx", b"<w/>")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Fault, match="n'est pas un document Word"):
        read(path)
