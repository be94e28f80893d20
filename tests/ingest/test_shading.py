"""Word tables whose cells say something by their colour: the legend's words stand in the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from ingest.document import Block
from ingest.readers.colours import colour_of, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from docx.document import Document

    from ingest.document import Reading

    Read = Callable[..., Reading]

GREEN, RED, YELLOW = "00B050", "FF0000", "FFFF00"
MARK = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml">'
    '<w:pict><v:rect style="margin-top:{top}pt" {fill}/></w:pict></w:r>'
)


def shade(cell_or_paragraph: object, tag: str, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:fill"), colour)
    holder = getattr(cell_or_paragraph, tag)()
    holder.append(shading)


def calendar(colours: Sequence[Sequence[str]]) -> Document:
    """A table of half-days by weekday, its cells empty but for their colour."""
    document = docx.Document()
    document.add_paragraph("Affluence au guichet")
    table = document.add_table(rows=len(colours) + 1, cols=3)
    for cell, text in zip(table.rows[0].cells, ["", "Lundi", "Mardi"], strict=True):
        cell.text = text
    for row, name, shades in zip(table.rows[1:], ["Matin", "Après-midi"], colours, strict=True):
        row.cells[0].text = name
        for cell, colour in zip(row.cells[1:], shades, strict=True):
            if colour:
                shade(cell._tc, "get_or_add_tcPr", colour)
    return document


def marked(document: Document, text: str, *marks: tuple[str, float]) -> None:
    """A label with coloured shapes (colour, points below it)."""
    paragraph = document.add_paragraph(text)
    for colour, top in marks:
        fill = f'fillcolor="#{colour.lower()}"' if colour else ""
        paragraph._p.insert(0, parse_xml(MARK.format(top=top, fill=fill)))


def rows(document: Document, path: Path, read: Read) -> tuple[list[str], Reading]:
    document.save(str(path))
    reading = read(path)
    return [element.text for element in reading.elements if element.block is Block.ROW], reading


def test_shapes_beside_labels_are_a_legend(tmp_path: Path, read: Read) -> None:
    document = calendar([(GREEN, RED), (RED, "")])
    marked(document, "Faible affluence", (GREEN, 1.0), (RED, 19.0))
    marked(document, "Forte affluence")
    told, reading = rows(document, tmp_path / "a.docx", read)
    assert told == [
        "Matin ; Lundi : Faible affluence ; Mardi : Forte affluence",
        "Après-midi ; Lundi : Forte affluence",
    ]
    assert reading.doubts == ()


def test_shaded_paragraphs_are_a_legend_and_near_shades_are_one_colour(tmp_path: Path, read: Read) -> None:
    document = calendar([("009900", RED), (RED, "009900")])
    for text, colour in (("Calme", GREEN), ("Chargé", RED)):
        shade(document.add_paragraph(text)._p, "get_or_add_pPr", colour)
    told, _ = rows(document, tmp_path / "a.docx", read)
    assert told[0] == "Matin ; Lundi : Calme ; Mardi : Chargé"


def test_the_colour_that_is_left_takes_the_label_that_is_left(tmp_path: Path, read: Read) -> None:
    document = calendar([(GREEN, YELLOW), (GREEN, GREEN)])
    marked(document, "Faible affluence", (GREEN, 1.0))
    marked(document, "Affluence moyenne", ("", 1.0))
    told, reading = rows(document, tmp_path / "a.docx", read)
    assert told[0] == "Matin ; Lundi : Faible affluence ; Mardi : Affluence moyenne"
    assert [doubt.value for doubt in reading.doubts] == ["Affluence moyenne"]
    assert reading.doubts[0].confidence < 1


def test_without_a_legend_the_colour_is_said_and_asked_about(tmp_path: Path, read: Read) -> None:
    told, reading = rows(calendar([(GREEN, RED), (RED, GREEN)]), tmp_path / "a.docx", read)
    assert told[0] == "Matin ; Lundi : cellule verte ; Mardi : cellule rouge"
    assert sorted(doubt.value for doubt in reading.doubts) == ["cellule rouge", "cellule verte"]


def test_a_table_of_one_shade_says_nothing_by_it(tmp_path: Path, read: Read) -> None:
    told, reading = rows(calendar([("D9D9D9", "D9D9D9"), ("D9D9D9", "D9D9D9")]), tmp_path / "a.docx", read)
    assert not any("cellule" in row for row in told)
    assert reading.doubts == ()


def test_colours_have_french_names() -> None:
    names = {"#f00": "rouge", "FFFF00": "jaune", "99FF99": "verte", "A6A6A6": "grise", "#ff33cc": "rose"}
    assert {written: name_of(colour_of(written)) for written in names} == names
    assert colour_of("auto") == colour_of("FFFFFF") == ""


def test_calendars_of_visitors_say_how_busy_each_hour_is(real: Callable[[str], Path], read: Read) -> None:
    reading = read(real("montpellier/divers/VilleMTP_MTP_FrequentationServices_Etat_Civil.docx"))
    row = next(element.text for element in reading.elements if element.text.startswith("de 09h00 à 10h00"))
    assert row.startswith("de 09h00 à 10h00 ; Lundi : Période de forte affluence ; Mardi : Période de faible")
    assert "Jeudi : Service fermé" in row
