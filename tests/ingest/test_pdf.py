"""Born-digital PDF: what is read of a page, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.document import Block
from ops.fault import Fault
from tests.ingest.paper import Drawn, pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

PROSE = [
    "La commune de Valbrume met à la disposition de ses habitants une salle",
    "communale qui peut être louée toute l'année, sauf pendant les travaux. La réser-",
    "vation se fait en mairie, au moins un mois avant la date de la manifestation et",
    "après le versement d'une caution.",
]


def prose(top: float, x: float = 60, size: float = 11) -> list[Drawn]:
    return [Drawn(x, top - 14 * number, size, line) for number, line in enumerate(PROSE)]


def test_lines_become_paragraphs_and_cut_words_are_made_whole(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    reading = read(pdf(tmp_path / "a.pdf", prose(700)))
    assert [element.text for element in reading.elements] == [
        " ".join(PROSE).replace("réser- vation", "réservation")
    ]


def test_larger_and_bold_lines_are_headings_in_their_order(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    page = [
        Drawn(60, 740, 18, "Règlement de la salle communale", bold=True),
        *prose(710),
        Drawn(60, 630, 12, "Article 2 – Caution", bold=True),
        *prose(600),
    ]
    reading = read(pdf(tmp_path / "a.pdf", page))
    headings = [(e.level, e.text) for e in reading.elements if e.block is Block.HEADING]
    assert headings == [(1, "Règlement de la salle communale"), (2, "Article 2 – Caution")]
    assert reading.title == "Règlement de la salle communale"


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path, read: Callable[..., Reading]) -> None:
    pages = [
        [Drawn(60, 810, 8, "Commune de Valbrume - PLU"), *prose(700), Drawn(280, 30, 8, f"Page {number} / 4")]
        for number in range(1, 5)
    ]
    reading = read(pdf(tmp_path / "a.pdf", *pages))
    text = " ".join(element.text for element in reading.elements)
    assert "Commune de Valbrume - PLU" not in text
    assert "Page" not in text
    assert [element.page for element in reading.elements] == [1, 2, 3, 4]


def test_a_line_of_contents_is_no_heading(tmp_path: Path, read: Callable[..., Reading]) -> None:
    contents = [
        Drawn(60, 740 - 20 * n, 12, f"Article UA {n} {'.' * 60} {n + 3}", bold=True) for n in range(1, 6)
    ]
    reading = read(pdf(tmp_path / "a.pdf", contents, prose(700)))
    assert all(element.block is Block.PARAGRAPH for element in reading.elements)


def test_a_table_with_lines_gives_rows_with_their_header(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    cells = [
        ("Durée", "Habitants", "Extérieurs"),
        ("Week-end", "320 €", "640 €"),
        ("Vin d'honneur", "90 €", "180 €"),
    ]
    lines = [
        Drawn(60 + 150 * column, 600 - 20 * row, 11, cell, bold=row == 0)
        for row, texts in enumerate(cells)
        for column, cell in enumerate(texts)
    ]
    across = [f"50 {615 - 20 * n} m 500 {615 - 20 * n} l S" for n in range(4)]
    down = [f"{x} 615 m {x} 555 l S" for x in (50, 200, 350, 500)]
    reading = read(pdf(tmp_path / "a.pdf", [*prose(740), *lines], rules="\n".join(across + down)))
    rows = [element.text for element in reading.elements if element.block is Block.ROW]
    assert rows == [
        "Durée : Week-end ; Habitants : 320 € ; Extérieurs : 640 €",
        "Durée : Vin d'honneur ; Habitants : 90 € ; Extérieurs : 180 €",
    ]


def test_a_table_without_lines_gives_rows_too(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = [("Chaise", "0,31 €", "0,16 €"), ("Table", "4,18 €", "2,09 €"), ("Podium", "7,80 €", "3,90 €")]
    names = [Drawn(250, 650, 11, "Plein tarif", bold=True), Drawn(400, 650, 11, "Demi-tarif", bold=True)]
    lines = [
        Drawn(60 if column == 0 else 100 + 150 * column, 630 - 15 * row, 11, cell)
        for row, texts in enumerate(cells)
        for column, cell in enumerate(texts)
    ]
    reading = read(pdf(tmp_path / "a.pdf", [*prose(740), *names, *lines]))
    rows = [element.text for element in reading.elements if element.block is Block.ROW]
    assert rows[0] == "Chaise ; Plein tarif : 0,31 € ; Demi-tarif : 0,16 €"
    assert len(rows) == 3


def test_two_columns_are_read_one_after_the_other(tmp_path: Path, read: Callable[..., Reading]) -> None:
    left = [Drawn(40, 700 - 14 * n, 10, f"gauche {n} du texte de la colonne") for n in range(6)]
    right = [Drawn(320, 700 - 14 * n, 10, f"droite {n} du texte de la colonne") for n in range(6)]
    reading = read(pdf(tmp_path / "a.pdf", left + right))
    text = " ".join(element.text for element in reading.elements)
    assert text.index("gauche 5") < text.index("droite 0")


def test_a_page_drawn_in_disorder_is_read_by_columns(tmp_path: Path, read: Callable[..., Reading]) -> None:
    title = [Drawn(40, 760, 16, "Bulletin de la commune", bold=True)]
    left = [Drawn(40, 700 - 14 * n, 10, f"gauche {n} du texte de la colonne") for n in range(9)]
    right = [Drawn(320, 700 - 14 * n, 10, f"droite {n} du texte de la colonne") for n in range(9)]
    reading = read(pdf(tmp_path / "a.pdf", left[::-1] + right[::-1] + title))
    text = " ".join(element.text for element in reading.elements)
    order = [text.index(words) for words in ("Bulletin", "gauche 0", "gauche 8", "droite 0", "droite 8")]
    assert order == sorted(order)


def test_the_roll_call_stands_apart_and_the_title_names_number_and_object(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    names = [", ".join(f"Ada{n} LOVELACE{n}" for n in range(k, k + 4)) for k in range(0, 40, 4)]
    page = [
        Drawn(60, 780, 11, "Extrait du registre des délibérations"),
        Drawn(60, 762, 11, "n° 2026 / 014"),
        Drawn(60, 740, 11, "Présents :", bold=True),
        *(Drawn(60, 726 - 12 * n, 9, line + ",") for n, line in enumerate(names)),
        Drawn(150, 590, 15, "Halle aux grains", bold=True),
        Drawn(150, 572, 15, "Vente d'un terrain", bold=True),
        *prose(540),
    ]
    reading = read(pdf(tmp_path / "a.pdf", page))
    assert reading.title == "Délibération n° 2026/014 – Halle aux grains – Vente d'un terrain"
    assert [e.text for e in reading.elements if e.block is Block.HEADING][-1] == "Présents et absents"
    assert "LOVELACE0" in reading.elements[-1].text


def test_a_page_without_text_is_told(tmp_path: Path, read: Callable[..., Reading]) -> None:
    assert "1 page n'a aucun texte" in read(pdf(tmp_path / "a.pdf", prose(700), [])).remarks[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\x02" + bytes(60), "n'est pas un PDF"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type", "abîmé ou tronqué"),
    ],
)
def test_a_file_that_is_no_pdf_is_refused(
    tmp_path: Path, read: Callable[..., Reading], content: bytes, sentence: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(Fault, match=sentence):
        read(tmp_path / "a.pdf")
