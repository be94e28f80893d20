"""The fictional commune keeps its promises: its questions are answerable from its own documents."""

import json
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docx import Document
from odf import teletype
from odf import text as odf_text
from odf.opendocument import load as load_odt

from appliance.demo import DOCUMENTS, FOLDER, QUESTIONS, SHOWCASE
from appliance.demo.build import build

TYPES = {
    *("fact", "schedule", "zone", "paraphrase", "refusal", "conflict"),
    *("validity", "injection", "safety", "multilingual"),
}
REQUIRED = {"id", "commune", "at", "question", "type", "all", "none", "decline", "conflict"}
OPTIONAL = {"kind", "cite"}
SCANS = {
    "arrete_2022-033_chiens.png",
    "arrete_2024-009_debits_de_boissons.pdf",
    "deliberation_2019-017_denomination_rue.pdf",
}
SIMPLE_FORMATS = {".pdf", ".docx", ".odt", ".html", ".json", ".ics"}


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


QUESTION_LIST = read(QUESTIONS)


def fold(text: str) -> str:
    """Case, accents and kinds of spaces and apostrophes aside, as answers are scored."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold().replace("œ", "oe"))
    kept = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"\s+", " ", kept)


def pdf_text(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


def docx_text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def odt_text(path: Path) -> str:
    document = load_odt(path)
    kinds = (odf_text.H, odf_text.P)
    return "\n".join(
        teletype.extractText(part) for kind in kinds for part in document.getElementsByType(kind)
    )


def html_text(path: Path) -> str:
    return BeautifulSoup(path.read_text("utf-8"), "lxml").get_text(" ")


READERS = {".pdf": pdf_text, ".docx": docx_text, ".odt": odt_text, ".html": html_text}


@cache
def text_of(name: str) -> str:
    return fold(READERS[Path(name).suffix](DOCUMENTS / name))


def states(name: str, wanted: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(wanted))}", text_of(name)) is not None


def is_readable_here(question: dict[str, Any]) -> bool:
    name = question.get("cite", {}).get("file", "")
    return Path(name).suffix in READERS and name not in SCANS and not question["conflict"]


def test_there_are_forty_two_questions_of_every_type() -> None:
    assert len(QUESTION_LIST) == 42
    assert {question["type"] for question in QUESTION_LIST} == TYPES


def test_no_two_questions_share_an_id() -> None:
    assert len({question["id"] for question in QUESTION_LIST}) == len(QUESTION_LIST)


@pytest.mark.parametrize("question", QUESTION_LIST, ids=lambda question: question["id"])
def test_a_question_has_the_shape_of_the_contract(question: dict[str, Any]) -> None:
    assert question.keys() >= REQUIRED
    assert question.keys() <= REQUIRED | OPTIONAL
    assert question["commune"] == "valbrume-sur-oisette"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", question["at"])
    assert len(question["question"]) <= 500
    assert question["decline"] or question["all"]
    assert all(isinstance(word, str) for group in question["all"] for word in group)


def test_every_cited_document_exists() -> None:
    cited = {question["cite"]["file"] for question in QUESTION_LIST if "cite" in question}
    assert cited <= {path.name for path in DOCUMENTS.iterdir()}


@pytest.mark.parametrize(
    "question", [*filter(is_readable_here, QUESTION_LIST)], ids=lambda question: question["id"]
)
def test_the_expected_answer_stands_in_the_cited_document(question: dict[str, Any]) -> None:
    name = question["cite"]["file"]
    for group in question["all"]:
        assert any(states(name, wanted) for wanted in group), f"{name} states none of {group}"


def test_the_two_deposits_of_the_hall_contradict_each_other() -> None:
    assert states(
        "deliberation_2025-063_tarifs_salle_des_fetes.docx", "location de la salle des fêtes à 800 €"
    )
    assert states("reglement_interieur_salle_des_fetes.odt", "Une caution de 500 € est demandée")


def test_the_newer_noise_act_repeals_the_older_one() -> None:
    repeal = (
        "L'arrêté n° 2021-018 du 12 avril 2021 relatif à la lutte contre les bruits de voisinage est abrogé"
    )
    assert states("arrete_2025-047_bruit.pdf", repeal)


@pytest.mark.parametrize("name", sorted(name for name in SCANS if name.endswith(".pdf")))
def test_a_scan_has_no_text_layer(name: str) -> None:
    assert text_of(name).strip() == ""


def test_each_zone_of_the_map_opens_at_its_own_page_of_the_reglement() -> None:
    zones = json.loads((DOCUMENTS / "zonage.geojson").read_text("utf-8"))["features"]
    assert len(zones) == 6
    for zone in zones:
        name, page = zone["properties"]["NOMFIC"].split("#page=")
        pages = pypdfium2.PdfDocument(DOCUMENTS / name)
        title = f"Dispositions applicables à la zone {zone['properties']['LIBELLE']}"
        assert fold(title) in fold(pages[int(page) - 1].get_textpage().get_text_bounded())


def test_the_showcase_reads_simple_formats_only() -> None:
    showcase = read(SHOWCASE)
    assert len(showcase) == 10
    assert all(question in QUESTION_LIST for question in showcase)
    assert sum(question.get("kind") == ["hours"] for question in showcase) >= 4
    assert sum(question["decline"] for question in showcase) == 2
    files = {question["cite"]["file"] for question in showcase if "cite" in question}
    assert {Path(name).suffix for name in files} <= SIMPLE_FORMATS
    assert not files & SCANS


def test_commune_toml_says_what_each_document_is_for() -> None:
    commune = tomllib.loads((FOLDER / "commune.toml").read_text("utf-8"))
    assert set(commune["documents"]) == {path.name for path in DOCUMENTS.iterdir()}


def test_the_documents_stay_light() -> None:
    sizes = [path.stat().st_size for path in DOCUMENTS.iterdir()]
    assert max(sizes) < 400_000
    assert sum(sizes) < 3_000_000


def test_rebuilding_gives_the_same_words(tmp_path: Path) -> None:
    names = {path.name for path in build(tmp_path)}
    assert names == {path.name for path in DOCUMENTS.iterdir()}
    for name in names - SCANS:
        if Path(name).suffix in READERS:
            read_text = READERS[Path(name).suffix]
            assert read_text(tmp_path / name) == read_text(DOCUMENTS / name), name
