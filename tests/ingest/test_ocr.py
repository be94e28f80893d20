"""Scanned PDF: pages that are only pictures are recognised as pages with text are, what is unsure is told."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from ingest.document import Block
from ingest.folding import fold
from ingest.readers import ocr, scan, tesseract
from ingest.readers import pdf as reader
from ingest.readers.word import Word
from ops.fault import Fault
from tests.ingest.paper import Drawn, pdf
from tests.ingest.scanned import joined, picture, scanned_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

    Read = Callable[..., Reading]

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")

NOTICE = [
    "La salle communale est louée aux habitants de la commune",
    "au prix de 320 euros pour un week-end complet. La caution est",
    "de 500 euros, rendue après l'état des lieux du lundi matin.",
]


def notice(top: float, x: float = 60) -> list[Drawn]:
    return [Drawn(x, top - 16 * place, 12, line) for place, line in enumerate(NOTICE)]


def texts(reading: Reading) -> list[str]:
    return [element.text for element in reading.elements]


def test_a_scan_gives_headings_and_paragraphs(tmp_path: Path, read: Read) -> None:
    page = [Drawn(60, 760, 20, "Règlement de la salle"), *notice(710)]
    page += [Drawn(60, 630, 12, "Article 2 – Réservation", bold=True), *notice(600)]
    reading = read(scanned_pdf(tmp_path / "a.pdf", picture(page)))
    headings = [element.text for element in reading.elements if element.block is Block.HEADING]
    assert headings[0] == "Règlement de la salle"
    assert headings[1].startswith("Article 2")
    assert texts(reading)[1] == " ".join(NOTICE)
    assert reading.title == "Règlement de la salle"
    assert reading.remarks == ("1 page a été lue sur l'image (reconnaissance de caractères).",)
    assert reading.doubts == ()


def test_pages_with_text_stay_as_they_are(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = pdf(tmp_path / "written.pdf", [Drawn(60, 700, 12, "Le marché se tient le jeudi matin.")])
    both = joined(tmp_path / "a.pdf", written, scanned_pdf(tmp_path / "s.pdf", picture(notice(700))))
    seen: list[int] = []
    recognised = ocr.recognised
    monkeypatch.setattr(
        ocr, "recognised", lambda image, dpi, page: (seen.append(page), recognised(image, dpi, page))[1]
    )
    reading = read(both)
    assert seen == [2]
    assert [(element.page, element.text) for element in reading.elements] == [
        (1, "Le marché se tient le jeudi matin."),
        (2, " ".join(NOTICE)),
    ]


def test_blank_pages_are_never_recognised(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "lines_in", lambda *_: pytest.fail("a blank page was recognised"))
    empty = joined(
        tmp_path / "a.pdf", pdf(tmp_path / "e.pdf", [], []), scanned_pdf(tmp_path / "s.pdf", picture([]))
    )
    with pytest.raises(Fault, match="Aucun texte lisible"):
        read(empty)


def test_a_black_picture_has_no_text(tmp_path: Path, read: Read) -> None:
    with pytest.raises(Fault, match="Aucun texte lisible"):
        read(scanned_pdf(tmp_path / "a.pdf", Image.new("L", (64, 64), 0)))


def test_pages_left_out_by_the_limit_are_told(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_RECOGNISED", 1)
    reading = read(scanned_pdf(tmp_path / "a.pdf", *[picture(notice(700))] * 3))
    assert reading.pages == 3
    assert {element.page for element in reading.elements} == {1}
    assert "les 2 suivantes n'ont pas été lues" in reading.remarks[1]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read(tmp_path: Path, read: Read, turn: int) -> None:
    page = [line for top in (760, 680, 600, 520, 440) for line in notice(top)]
    turned = picture(page).rotate(turn, expand=True)
    reading = read(scanned_pdf(tmp_path / "a.pdf", turned))
    assert "320 euros pour un week-end" in " ".join(texts(reading))


def test_columns_of_streets_are_read_one_after_the_other(tmp_path: Path, read: Read) -> None:
    left = ["Chemin du Taude", "Chemin de la Tour", "Route de Cagnes", "Avenue Foch", "Avenue Joffre"]
    right = ["Chemin de la Plaine", "Avenue Tuby", "Route de Grasse", "Chemin des Bois", "Avenue Giraud"]
    page = notice(760)
    page += [Drawn(60, 680 - 16 * place, 12, street) for place, street in enumerate(left)]
    page += [Drawn(340, 680 - 16 * place, 12, street) for place, street in enumerate(right)]
    reading = read(scanned_pdf(tmp_path / "a.pdf", picture(page)))
    told = " ".join(texts(reading))
    assert " ".join(left) in told
    assert " ".join(right) in told


def test_rows_of_a_table_stay_together(tmp_path: Path, read: Read) -> None:
    rows = [
        ("Mairie", "place du Marché"),
        ("Crèche", "rue Basse"),
        ("École", "quai Vert"),
        ("Stade", "route Haute"),
    ]
    page = notice(760)
    page += [Drawn(60, 680 - 16 * place, 12, cells[0]) for place, cells in enumerate(rows)]
    page += [Drawn(240, 680 - 16 * place, 12, cells[1]) for place, cells in enumerate(rows)]
    reading = read(scanned_pdf(tmp_path / "a.pdf", picture(page)))
    assert [text for text in texts(reading) if "Crèche" in text] == ["Crèche rue Basse"]


def test_hours_that_were_run_together_are_set_apart() -> None:
    seen = tesseract.Sighting("de7hà21h.", 100, 0, 190, 12, 0.5)
    words = list(tesseract._apart(seen))
    assert [word.text for word in words] == ["de", "7h", "à", "21h."]
    assert [(word.left, word.right) for word in words] == [(100, 120), (120, 140), (140, 150), (150, 190)]
    assert list(tesseract._apart(replace(seen, text="2021-018"))) == [replace(seen, text="2021-018")]


def test_a_page_read_badly_is_a_question_to_the_agent(tmp_path: Path, read: Read) -> None:
    page = picture([line for top in (760, 680, 600) for line in notice(top)])
    worn = page.resize((page.width // 4, page.height // 4)).resize(page.size)
    reading = read(scanned_pdf(tmp_path / "a.pdf", worn))
    assert [doubt.subject for doubt in reading.doubts] == ["page"]
    assert reading.doubts[0].page == 1
    assert "comparez-la avec l'original" in reading.doubts[0].sentence


def test_an_unsure_figure_is_named() -> None:
    page = ocr.Page(4, [ocr.Line(4, [Word("320", 0, 9, 0, 9, bold=False)], 842)], 0.93, ("320",))
    assert page.doubts()[0].sentence == (
        "La page 4 a été lue sur une image : comparez-la avec l'original, surtout « 320 »."
    )


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("OD FRPPXQH GH YDOEUXPH PHW j OD GLVSRVLWLRQ GH VHV KDELWDQWV XQH VDOOH " * 3, True),
        ("\x13\x14\ue001\ue002\ufffd\ufffd" * 40, True),
        ("la commune de Valbrume met à la disposition de ses habitants une salle " * 3, False),
        ("Brahim ABBOU, Frédéric ARAGON, Michel ASLANIAN, Eva BECCARIA, Annie BENEZECH " * 3, False),
        ("3,13 € 2,09 € 4,18 € 7,80 € 12,50 € 640 € 320 € " * 4, False),
    ],
)
def test_text_whose_letters_are_not_known_is_told_from_text(text: str, garbled: bool) -> None:
    words = [Word(word, 0, 1, 0, 10, bold=False) for word in text.split()]
    assert scan.is_garbled(words) is garbled


def test_minutes_that_were_scanned_keep_their_votes_and_figures(
    real: Callable[[str], Path], read: Read
) -> None:
    reading = read(real("montpellier/comptes_rendus/CR_CM_20_06_2011.pdf"))
    pages = {
        page: fold(" ".join(e.text for e in reading.elements if e.page == page)) for page in range(1, 13)
    }
    assert re.search(r"deplacement de l'autoroute a9 .{0,20}48 .{0,20}11", pages[1])
    assert re.search(r"videoprotection urbaine annee 2011 .{0,20}46 .{0,20}10", pages[2])
    assert "7 281 921,41" in pages[4]
    assert re.search(r"marches de plein air malbosc .{0,200}pour : 56", pages[3])
    assert "monsieur serge fleurence" in pages[11]
    assert "levee a 22h50" in pages[12]
    assert len(reading.doubts) <= 4
