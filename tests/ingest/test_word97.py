"""Word documents of before 2007 and RTF: converted, then read as Word documents are."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml

from ingest.document import Block
from ingest.readers.fields import printed_dates, restore_dates
from ingest.readers.source import Source
from ingest.readers.word97 import converted
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

    Read = Callable[..., Reading]

has_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
RTF = (
    r"{\rtf1\ansi\ansicpg1252 La salle est lou\'e9e aux habitants.\par "
    r"Page <SEADCM>du 3 octobre</SEADCM> <SEAHCM></SEAHCM<SEALCM>en mairie</SEALCM>\par}"
)
FIELD = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>Le </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "d MMMM yyyy" </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>23 novembre 2026</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


@has_office
def test_an_rtf_letter_is_read_without_the_marks_of_its_program(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "salle.rtf"
    path.write_text(RTF, encoding="ascii")
    assert [element.text for element in read(path).elements] == [
        "La salle est louée aux habitants.",
        "Page du 3 octobre en mairie",
    ]


@has_office
def test_a_broken_word_document_is_refused_in_one_sentence(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(Fault, match="abîmé"):
        read(path)


def test_without_the_converter_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    source = Source(tmp_path / "a.doc", "a.doc", "99001", date(2026, 11, 22), tmp_path)
    with pytest.raises(Fault, match="LibreOffice") as fault:
        converted(replace(source), "doc")
    assert "apt install" in fault.value.remedy


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_a_date_that_prints_itself_keeps_the_day_that_was_printed(tmp_path: Path, encoding: str) -> None:
    original = 'Le \x13 TIME \\@ "d MMMM yyyy" \x1424 août 2011\x15 '.encode(encoding)
    document = docx.Document()
    document.element.body.insert(0, parse_xml(FIELD))
    document.save(str(tmp_path / "a.docx"))
    restore_dates(tmp_path / "a.docx", printed_dates(b"\xd0\xcf" + original))
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[0].text == "Le 24 août 2011"


def test_a_date_that_prints_itself_is_left_out_when_it_is_not_known(tmp_path: Path) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(FIELD))
    document.save(str(tmp_path / "a.docx"))
    restore_dates(tmp_path / "a.docx", [])
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[0].text == "Le "


@has_office
def test_minutes_of_before_2007_keep_their_day_and_their_votes(
    real: Callable[[str], Path], read: Read
) -> None:
    reading = read(real("montpellier/comptes_rendus/CR_CM_03_10_2011.doc"))
    text = " ".join(element.text for element in reading.elements)
    assert "<SEA" not in text
    assert "le lundi 24 octobre 2011" in text
    assert "2026" not in text
    rows = [element.text for element in reading.elements if element.block is Block.ROW]
    assert any("Chapelle de la Visitation" in row and "Pour : 52" in row for row in rows)


@has_office
def test_an_old_calendar_says_what_its_colours_mean(real: Callable[[str], Path], read: Read) -> None:
    reading = read(real("montpellier/divers/VilleMTP_MTP_FrequentationServices_Mosson.doc"))
    row = next(element.text for element in reading.elements if element.text.startswith("de 09h00 à 10h00"))
    assert "Lundi : Période de forte affluence ; Mardi : Période d’affluence moyenne" in row
    assert any(doubt.subject == "cell.colour" for doubt in reading.doubts)
