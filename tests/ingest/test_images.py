"""Pictures of acts: one page or many, upright or not, read as scans are; hostile ones are never opened."""

from __future__ import annotations

import csv
import re
import shutil
import struct
import sys
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from ingest.document import Block
from ingest.folding import fold
from ops.fault import Fault
from tests.ingest.paper import Drawn
from tests.ingest.scanned import DPI, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from ingest.document import Reading

    Read = Callable[..., Reading]

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")

ORDER = [
    Drawn(200, 760, 22, "ARRÊTONS", bold=True),
    Drawn(60, 700, 12, "Article 1 : Les livraisons sont autorisées entre 05h00 et 10h00"),
    Drawn(60, 684, 12, "sur l'ensemble des voies de la commune de Valbrume."),
    Drawn(60, 650, 12, "Article 2 : Le stationnement est interdit le jeudi 14 mai 2026"),
    Drawn(60, 634, 12, "de 8 heures à 13 heures sur la place du Marché."),
]


def text_of(reading: Reading) -> str:
    return " ".join(element.text for element in reading.elements)


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif", "webp"])
def test_a_picture_of_an_act_is_read(tmp_path: Path, read: Read, suffix: str) -> None:
    path = tmp_path / f"arrete.{suffix}"
    picture(ORDER).convert("RGB").save(path)
    reading = read(path)
    assert reading.pages == 1
    assert "entre 05h00 et 10h00" in text_of(reading)
    assert "jeudi 14 mai 2026" in text_of(reading)


def test_a_small_screen_capture_on_a_transparent_ground_is_read(tmp_path: Path, read: Read) -> None:
    page = picture(ORDER).crop((60, 100, 1200, 500))
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))
    clear.putalpha(page.point(lambda grey: 255 - grey))
    clear.resize((760, 267)).save(tmp_path / "capture.png")
    assert "Le stationnement est interdit" in text_of(read(tmp_path / "capture.png"))


def test_each_page_of_a_tiff_is_a_page(tmp_path: Path, read: Read) -> None:
    second = [Drawn(60, 700, 12, "Article 3 : Le présent arrêté est affiché en mairie.")]
    first = picture(ORDER)
    first.save(tmp_path / "a.tif", save_all=True, append_images=[picture(second)], dpi=(DPI, DPI))
    reading = read(tmp_path / "a.tif")
    assert reading.pages == 2
    assert {element.page for element in reading.elements} == {1, 2}


def test_a_photo_taken_with_the_telephone_held_sideways_is_turned(tmp_path: Path, read: Read) -> None:
    sideways = picture(ORDER).rotate(90, expand=True)
    orientation = Image.Exif()
    orientation[0x0112] = 6
    sideways.save(tmp_path / "a.jpg", exif=orientation)
    assert "jeudi 14 mai 2026" in text_of(read(tmp_path / "a.jpg"))


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def test_a_huge_picture_is_refused_by_its_header(tmp_path: Path, read: Read) -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0))
    (tmp_path / "a.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    with pytest.raises(Fault, match="20000 × 20000 pixels"):
        read(tmp_path / "a.png")


def test_a_cut_picture_is_refused_in_one_sentence(tmp_path: Path, read: Read) -> None:
    picture(ORDER).save(tmp_path / "a.png")
    (tmp_path / "a.png").write_bytes((tmp_path / "a.png").read_bytes()[:3000])
    with pytest.raises(Fault, match="abîmée"):
        read(tmp_path / "a.png")


def test_a_picture_without_text_is_refused(tmp_path: Path, read: Read) -> None:
    Image.new("L", (64, 64), 0).save(tmp_path / "13.png")
    with pytest.raises(Fault, match="Aucun texte lisible"):
        read(tmp_path / "13.png")


def plain(text: str) -> str:
    """As search sees it: folded, signs apart from letters and figures left out."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


# What a capture cuts away or an annotator supplied cannot be read by eye: the rows and columns that it shows.
SHOWN = {
    "vence1.png": ("vence.csv", (51, 52, 56)),
    "vence2.png": ("vence.csv", (59,)),
    "carros.png": ("carros.csv", range(1, 13)),
}
COLUMNS = {
    "REGL_ARTICLE": "article {}",
    "VEH_TYPES": "{}",
    "VEH_TONNAGE": "{} tonnes",
    "VEH_USAGES": "{}",
    "EMPRISE_DESIGNATION": "{}",
    "EMPRISE_DEBUT": "{}",
    "EMPRISE_FIN": "{}",
}


def fields(path: Path, rows: Collection[int]) -> Iterator[str]:
    """What the hand-keyed rows say."""
    for row in csv.DictReader(path.open(encoding="utf-8")):
        if int(row["ID"]) in rows:
            said = {column: re.sub(r"\(.*", "", row[column]) for column in COLUMNS}
            yield from (COLUMNS[column].format(value) for column, value in said.items() if value)
            yield "interdi" if row["REGL_MODALITE"] == "Interdit" else ""
            yield from re.findall(r"\d\d:\d\d", row["PERIODE_JH"])


def readable(truth: Path, rows: Collection[int]) -> set[str]:
    """Each thing once; the commune's name is not in the captures."""
    said = (field.replace(":", "h") for field in fields(truth, rows) if "Commune de" not in field)
    return {plain(field) for field in said} - {""}


def test_nine_fields_in_ten_that_the_eye_can_read_are_read(real: Callable[[str], Path], read: Read) -> None:
    missed, count = set(), 0
    for name, (truth, rows) in SHOWN.items():
        text = plain(text_of(read(real(f"arretes/{name}"))))
        said = readable(real(f"arretes/{truth}"), rows)
        missed |= {(name, field) for field in said if field not in text}
        count += len(said)
    sys.stdout.write(f"{count - len(missed)} of {count} fields readable by eye are read; not: {missed}\n")
    assert count > 25
    assert len(missed) <= 0.1 * count, missed


def test_hours_and_dates_of_an_order_are_read(real: Callable[[str], Path], read: Read) -> None:
    reading = read(real("arretes/vence2.png"))
    text = plain(text_of(reading))
    for said in (
        "05h00 et 10h00",
        "7 septembre 2006",
        "21 septembre 2006",
        "ensemble des voies de la commune",
    ):
        assert said in text
    articles = [element for element in reading.elements if element.text.startswith("Article")]
    assert len(articles) == 5


def test_streets_in_two_columns_are_read_column_by_column(real: Callable[[str], Path], read: Read) -> None:
    reading = read(real("arretes/vence1.png"))
    text = plain(text_of(reading))
    places = [
        text.index(street) for street in ("avenue joffre", "avenue foch", "avenue emile hugues", "grasse")
    ]
    assert places == sorted(places)
    streets = [
        e.text for e in reading.elements if e.block is Block.PARAGRAPH and e.text.startswith("Avenue ")
    ]
    assert "Avenue JOFFRE" in streets
