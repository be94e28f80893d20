"""Town plans: since when they hold, what they take the place of, and what is no plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.document import Block, Element, Reading
from ingest.facts import Relation
from ingest.plu.recognition import recognise
from ingest.readers.source import Source

if TYPE_CHECKING:
    from tests.ingest.town import Town

TODAY = date(2026, 11, 22)


def recognised(*texts: str, name: str = "reglement.pdf", cover: tuple[str, ...] = ()) -> Reading:
    """A plan of two short zones behind its cover. texts: more of its general part."""
    head = [Element(text, page=1) for text in ("Commune de Rochebelle", "Plan local d'urbanisme", *cover)]
    body = [Element("Titre I – Dispositions générales", Block.HEADING, 2, 1)]
    body += [Element(text, page=2) for text in texts]
    for zone in ("UA", "UB"):
        body.append(Element(f"ZONE {zone}", Block.HEADING, 3, 2))
        for number in (1, 2, 10):
            body.append(Element(f"Article {zone} {number} – Titre", Block.HEADING, 3, 3))
            body.append(Element(f"La hauteur est de {number} m.", page=3))
    reading = Reading("Plan local d'urbanisme – Règlement", tuple(head + body), pages=3)
    return recognise(reading, Source(Path(name), name, "99001", TODAY))


@pytest.mark.parametrize(
    ("cover", "day"),
    [
        (("Approuvé par délibération du 28 janvier 2019",), date(2019, 1, 28)),
        (("PLU approuvé le : 28.01.2019",), date(2019, 1, 28)),
        (("Vu pour être annexé à la délibération du 1er mars 2020",), date(2020, 3, 1)),
        (("POS approuvé le 27/09/01 et modifié le 29/09/05",), date(2005, 9, 29)),
        (("Approuvé le 27 juin 2013", "Modification n° 2 approuvée le 15 janvier 2024"), date(2024, 1, 15)),
        (("PLU approuvé le 3 mai 2016, mis à jour le 12 décembre 2018",), date(2018, 12, 12)),
        (("Prescrit le 4 mai 2015, arrêté le 3 juin 2018, approuvé le 28 janvier 2019",), date(2019, 1, 28)),
    ],
)
def test_a_plan_holds_since_its_last_approval(cover: tuple[str, ...], day: date) -> None:
    reading = recognised(cover=cover)
    act = reading.facts.acts[0]
    assert (act.kind, act.signed_on, reading.validity.in_force_from) == ("plan local d'urbanisme", day, day)
    assert reading.doubts == ()
    assert any(act.told in element.text for element in reading.elements if element.block is Block.PARAGRAPH)


def test_the_date_of_a_project_is_no_approval() -> None:
    reading = recognised(cover=("Projet de PLU arrêté par délibération du 3 juin 2018",))
    assert reading.validity.in_force_from is None
    assert [doubt.subject for doubt in reading.doubts] == ["act.in_force_from"]


def test_a_date_said_by_the_file_name_alone_is_a_guess() -> None:
    reading = recognised(name="99001_reglement_20240115.pdf")
    act, doubt = reading.facts.acts[0], reading.doubts[0]
    assert (act.number, act.signed_on) == ("99001_PLU_20240115", date(2024, 1, 15))
    assert (doubt.subject, doubt.value, doubt.confidence) == ("act.in_force_from", "2024-01-15", 0.7)


def test_a_cover_and_a_file_name_that_disagree_are_shown_to_an_agent() -> None:
    reading = recognised(cover=("Approuvé le 27 juin 2013",), name="99001_reglement_20240115.pdf")
    assert reading.validity.in_force_from == date(2024, 1, 15)
    assert reading.doubts[0].confidence == pytest.approx(0.6)


def test_the_file_of_an_intercommunal_plan_is_known_by_its_owner() -> None:
    act = recognised(name="200011781_reglement_20180101.pdf").facts.acts[0]
    assert act.number == "200011781_PLUi_20180101"


def test_a_plan_that_takes_the_place_of_another_repeals_it() -> None:
    text = "Il se substitue au plan d'occupation des sols approuvé le 4 mars 1986."
    link = recognised(text).facts.acts[0].links[0]
    assert (link.relation, link.signed_on) == (Relation.REPEALS, date(1986, 3, 4))
    assert link.told in text


def test_taking_the_place_of_the_national_rules_repeals_nothing() -> None:
    act = recognised("Ses règles se substituent au règlement national d'urbanisme.").facts.acts[0]
    assert act.links == ()


def test_a_placeholder_says_no_rule_and_opens_no_plan() -> None:
    name = "41175_reglement_20140603.pdf"
    reading = Reading("41175 reglement 20140603", (Element("DOCUMENT DE TEST", page=1),), pages=1)
    assert recognise(reading, Source(Path(name), name, "41175", TODAY)) == reading


def test_a_decision_about_a_plan_is_no_plan() -> None:
    elements = (
        Element("Modification du règlement du plan local d'urbanisme", Block.HEADING, 1, 1),
        Element("Le conseil approuve la modification de l'article UA 10 de la zone UA.", page=1),
        Element("Article 1 – La zone UB est étendue.", Block.HEADING, 1, 2),
        Element("La présente délibération sera affichée.", page=1),
    )
    reading = Reading("Délibération n° 2024-12 – Plan local d'urbanisme", elements, pages=1)
    assert recognise(reading, Source(Path("d.pdf"), "d.pdf", "99001", TODAY)) == reading


@pytest.mark.parametrize(
    "text",
    [
        "La commune de Rochebelle est soumise au règlement national d'urbanisme (RNU).",
        "Depuis la caducité du POS, la commune est régie par le RNU depuis le 27 mars 2017.",
        "Le règlement national d'urbanisme s'applique sur l'ensemble du territoire communal.",
    ],
)
def test_a_commune_that_says_so_is_under_the_national_rules(text: str) -> None:
    reading = Reading("Note", (Element(text, page=1),), pages=1)
    act = recognise(reading, Source(Path("note.pdf"), "note.pdf", "99001", TODAY)).facts.acts[0]
    assert act.kind == "règlement national d'urbanisme"
    assert act.validity.in_force_from == (date(2017, 3, 27) if "2017" in text else None)
    assert text.startswith(act.told)


@pytest.mark.parametrize(
    "text",
    [
        "Si la commune est soumise au règlement national d'urbanisme, le maire recueille l'avis du préfet.",
        "Lorsque la commune est soumise au RNU, l'instruction revient à l'État.",
        "La commune n'est plus soumise au règlement national d'urbanisme.",
        "Les règles du présent règlement se substituent au règlement national d'urbanisme.",
    ],
)
def test_a_rule_for_communes_without_a_plan_says_nothing_of_this_one(text: str) -> None:
    reading = Reading("Note", (Element(text, page=1),), pages=1)
    assert recognise(reading, Source(Path("note.pdf"), "note.pdf", "99001", TODAY)) == reading


def test_a_newer_version_closes_the_older_one_whatever_the_order(town: Town, tmp_path: Path) -> None:
    """Forgetting it opens the older one again; another plan of the commune is left alone."""
    files = {
        "99001_reglement_20130627": 2013,
        "99001_reglement_20240115": 2024,
        "99002_reglement_20110301": 2011,
    }
    for name, day in files.items():
        (tmp_path / f"{name}.html").write_text(page(day), encoding="utf-8")
    newer = tmp_path / "99001_reglement_20240115.html"
    (taken,) = town.ingest(newer)
    town.ingest(*(tmp_path / f"{name}.html" for name in files))
    ends = {document.file[:-5]: document.validity.in_force_until for document in town.shelf.documents()}
    assert ends == dict.fromkeys(files) | {"99001_reglement_20130627": date(2024, 1, 14)}
    town.pipeline.forget(taken.document_id)
    assert all(document.validity.in_force_until is None for document in town.shelf.documents())


def page(day: int) -> str:
    """The rules of two zones, as a web page; no two days make twins."""
    articles = "".join(
        f"<h2>ZONE {zone}</h2>"
        + "".join(
            f"<h3>Article {zone} {number} – Titre</h3><p>La hauteur est de {number} m ({day}).</p>"
            for number in (1, 2, 10)
        )
        for zone in ("UA", "UB")
    )
    head = "<h1>Plan local d'urbanisme – Règlement</h1><h2>Titre I – Dispositions générales</h2>"
    return f"<!doctype html><html><body>{head}<p>Le règlement s'applique.</p>{articles}</body></html>"
