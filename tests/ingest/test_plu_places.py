"""Town plans: sectors, notes, contents, running lines, rules that say nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cut import cut
from ingest.document import Block, Element, Reading
from ingest.plu.recognition import recognise
from ingest.readers.source import Source

if TYPE_CHECKING:
    from ingest.document import Passage


TODAY = date(2026, 11, 22)


def heading(text: str, page: int = 1, level: int = 3) -> Element:
    return Element(text, Block.HEADING, page, level)


def passages(*elements: Element, furniture: tuple[tuple[int, str], ...] = ()) -> tuple[Passage, ...]:
    """What a plan with these elements becomes, behind three articles that make it one."""
    opening = [Element("Plan local d'urbanisme", page=1), heading("ZONE UA", level=2)]
    for number in (1, 2, 3):
        opening += [
            heading(f"Article UA {number} – Titre"),
            Element("Les carrières sont interdites.", page=1),
        ]
    pages = max(element.page or 1 for element in elements)
    reading = Reading("Règlement du PLU", (*opening, *elements), pages=pages, furniture=furniture)
    known = recognise(reading, Source(Path("r.pdf"), "r.pdf", "99001", TODAY))
    return cut(known.elements, known.title)


def holding(found: tuple[Passage, ...], words: str) -> Passage:
    return next(passage for passage in found if words in passage.text)


def test_a_passage_knows_the_sector_that_it_names_beside_its_zone() -> None:
    found = passages(
        heading("ZONE UB", level=2),
        heading("Article UB 10 – Hauteur"),
        Element("La hauteur est de 6 m.", page=1),
        Element("Dans le secteur UBa, elle est de 9 m.", page=1),
        heading("Article UB 11 – Aspect du secteur UBa"),
        Element("Le blanc est interdit.", page=1),
    )
    assert holding(found, "9 m").zones == ("UB", "UBa")
    assert (holding(found, "blanc").zones, holding(found, "blanc").article) == (("UB",), "UB 11")


def test_a_rule_that_says_nothing_is_a_passage() -> None:
    found = passages(
        heading("Article UA 5 : Superficie minimale : non réglementé"),
        heading("Article UA 14 – Coefficient d'occupation du sol"),
        heading("Article UA 15 – Énergie"),
        Element("Les toitures reçoivent des capteurs solaires.", page=1),
    )
    assert holding(found, "non réglementé").article == "UA 5"
    assert holding(found, "Coefficient").article == "UA 14"


def test_an_article_goes_on_over_the_page() -> None:
    found = passages(
        heading("Article UA 7 – Limites"),
        Element("La distance est de 3 m, comptée", page=1),
        Element("depuis le nu de la façade.", page=2),
        Element("Les bassins sont à 2 m.", page=2),
    )
    assert (holding(found, "bassins").zones, holding(found, "bassins").article) == (("UA",), "UA 7")


def test_a_note_goes_with_the_article_that_calls_it() -> None:
    found = passages(
        heading("Article UA 7 – Limites"),
        Element("La distance est de 3 m (1).", page=1),
        heading("Article UA 8 – Entre bâtiments"),
        Element("Quatre mètres séparent deux bâtiments.", page=1),
        Element("(1) Comptée hors débords de toiture.", page=1),
    )
    assert holding(found, "débords").article == "UA 7"


def test_the_margins_say_the_zone_that_no_heading_opens() -> None:
    found = passages(
        heading("Article 1 – Interdictions", page=2),
        Element("Les entrepôts sont interdits.", page=2),
        heading("Article 2 – Conditions", page=3),
        Element("Les ateliers sont admis.", page=3),
        furniture=((1, "PLU – Zone UA – 1"), (2, "PLU – Zone UX – 2"), (3, "PLU – Zone UX – 3")),
    )
    ateliers = holding(found, "ateliers")
    assert (ateliers.zones, ateliers.article) == (("UX",), "Article 2")
    assert ateliers.locator.label == "Zone UX › Article 2 – Conditions, p. 3"


def test_the_lexicon_and_the_annexes_are_of_no_zone() -> None:
    found = passages(
        heading("LEXIQUE", level=1),
        Element("Acrotère : muret au bord d'un toit.", page=1),
        heading("ANNEXE 1 – Essences", level=1),
        Element("Charme, noisetier.", page=1),
    )
    assert {holding(found, word).zones for word in ("Acrotère", "Charme")} == {()}


def test_annexes_within_an_article_stay_in_their_zone() -> None:
    found = passages(
        heading("Article UA 10 – Hauteur"),
        heading("Annexes", level=4),
        Element("Les garages ont 3 m de haut.", page=1),
    )
    assert (holding(found, "garages").zones, holding(found, "garages").article) == (("UA",), "UA 10")


def test_the_table_of_contents_is_left_out() -> None:
    contents = [Element("SOMMAIRE", Block.HEADING, 2, 1)]
    contents += [
        Element(f"Article UB {number} – Titre de l'article {number + 3}", page=2) for number in (1, 2, 3)
    ]
    found = passages(
        *contents, heading("ZONE UB", 3, 2), heading("Article UB 1 – Titre", 3), Element("Texte.", page=3)
    )
    assert not any("Titre de l'article" in passage.text for passage in found)
    assert holding(found, "Texte").zones == ("UB",)


def test_contents_at_the_end_are_left_out_too() -> None:
    rules = [
        element
        for number in (1, 2, 3)
        for element in (
            heading(f"Article UB {number} – Titre", 2),
            Element("Les entrepôts sont interdits.", page=2),
        )
    ]
    entries = [Element(f"Article UB {number} – Titre {number + 3}", page=3) for number in (1, 2, 3)]
    found = passages(heading("ZONE UB", 2, 2), *rules, heading("TABLE DES MATIÈRES", 3, 2), *entries)
    assert not any("Titre 4" in passage.text for passage in found)
    assert [p.article for p in found if "entrepôts" in p.text] == ["UB 1", "UB 2", "UB 3"]


def test_a_row_that_names_its_article_is_in_it() -> None:
    found = passages(
        heading("ZONE UB", level=2),
        heading("Article UB 1 – Titre", level=3),
        Element("Les entrepôts sont interdits.", page=1),
        heading("ZONE UD", level=2),
        heading("Section 1 – Tableau", level=3),
        Element("Article : UD 9 ; Règle : emprise de 40 %", Block.ROW, 1),
        Element("Article : UD 10 ; Règle : hauteur de 7 m", Block.ROW, 1),
    )
    assert [(p.zones, p.article) for p in found[-2:]] == [(("UD",), "UD 9"), (("UD",), "UD 10")]


def test_a_slip_of_the_keyboard_makes_no_zone() -> None:
    found = passages(
        *(heading(f"Article UA {number} – Titre") for number in (4, 5, 6)),
        heading("Article Ua 7 – Limites"),
        Element("Trois mètres.", page=1),
    )
    assert (holding(found, "Trois").zones, holding(found, "Trois").article) == (("UA",), "UA 7")
