"""Fiches in one JSON: each stands under its title and identifier, its headings found again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

TEXT = """Carte de pêche :


Pour pêcher dans une rivière, il faut une carte de pêche en cours de validité.
Qui est concerné ?
Toute personne qui pêche en eau douce doit avoir une carte, valable
 jusqu'au 31 décembre de l'année d'achat
.
Vous devez présenter :
une pièce d'identité
Justificatif de domicile
Montant
Adulte
La carte coûte 79 € pour un adulte.
Enfant
La carte coûte 6 € pour un enfant.
"""


def fiches(path: Path, **changes: object) -> Path:
    fiche = {"title": "Carte de pêche", "id": "F9001", "paragraphs": [{"context": TEXT}], **changes}
    path.write_text(json.dumps({"version": "1", "data": [fiche, {**fiche, "id": "F9002", "title": "Autre"}]}))
    return path


def holding(reading: Reading, words: str) -> str:
    """The locator of the first passage that holds the words."""
    passages = cut(reading.elements, reading.title)
    return next(passage.locator.label for passage in passages if words in passage.text)


def test_every_passage_names_its_fiche(tmp_path: Path, read: Callable[..., Reading]) -> None:
    labels = [p.locator.label for p in cut(read(fiches(tmp_path / "a.json")).elements, "")]
    assert all("(F9001)" in label or "(F9002)" in label for label in labels)
    assert labels[0] == "Carte de pêche (F9001)"


def test_headings_are_told_from_the_items_of_a_list(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(fiches(tmp_path / "a.json"))
    assert holding(reading, "Justificatif de domicile").endswith("Qui est concerné ?")
    assert holding(reading, "79 €") == "Carte de pêche (F9001) › Montant › Adulte"
    assert holding(reading, "6 €").endswith("(F9001) › Enfant")


def test_broken_lines_are_mended(tmp_path: Path, read: Callable[..., Reading]) -> None:
    texts = [element.text for element in read(fiches(tmp_path / "a.json")).elements]
    sentence = "une carte, valable jusqu'au 31 décembre de l'année d'achat."
    assert any(text.endswith(sentence) for text in texts)


def test_the_file_is_named_after_the_site_of_its_fiches(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = fiches(tmp_path / "a.json", link="https://www.exemple.fr/vosdroits/F9001")
    assert read(path).title == "Fiches exemple.fr"


def test_the_end_of_the_link_names_a_fiche_that_is_only_numbered(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    path = tmp_path / "a.json"
    item = {
        "titre": "Pêche",
        "id": 12,
        "url": "https://exemple.fr/F9001?x=1",
        "texte": TEXT,
        "date_maj": "2020-05-01",
    }
    path.write_text(json.dumps([item]))
    reading = read(path)
    assert reading.title == "Pêche (F9001)"
    assert reading.elements[-1].text == "Fiche mise à jour : 2020-05-01."


def test_a_fiche_in_xml_keeps_headings_tables_and_identifier(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    path = tmp_path / "F9001.xml"
    path.write_text(
        """<?xml version="1.0" encoding="UTF-8"?>
<Publication ID="F9001" type="Fiche" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Carte de pêche</dc:title><dc:date>modified 2020-05-01</dc:date>
<Introduction><Texte><Paragraphe>Il faut une carte.</Paragraphe></Texte></Introduction>
<ListeSituations><Situation><Titre>En rivière</Titre><Texte><Chapitre>
<Titre><Paragraphe>Montant</Paragraphe></Titre>
<Paragraphe>Voici <LienInterne>les prix</LienInterne>.</Paragraphe>
<Tableau><Rangée type="header"><Cellule>Âge</Cellule><Cellule>Prix</Cellule></Rangée>
<Rangée><Cellule>Adulte</Cellule><Cellule>79 €</Cellule></Rangée></Tableau>
</Chapitre></Texte></Situation></ListeSituations></Publication>""",
        encoding="utf-8",
    )
    reading = read(path)
    assert reading.title == "Carte de pêche (F9001)"
    assert holding(reading, "Âge : Adulte ; Prix : 79 €").endswith("En rivière › Montant")
    assert "les prix" in " ".join(element.text for element in reading.elements)
