"""What is found is told once and whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from inference.retrieval.ranking import Read
from inference.retrieval.tidy import joined, places_around, told_once
from ingest.facts import Validity
from ingest.lexical import stems
from tests.inference.written import passage

if TYPE_CHECKING:
    from ingest.shelf import StoredPassage

LIST = "Le conseil attribue sur les économies réalisées les subventions suivantes aux associations :"
LETTERHEAD = (
    "Extrait du registre des délibérations du conseil municipal, séance publique du jeudi, maire présent"
)


def read(told: StoredPassage) -> Read:
    return Read(told, frozenset(stems(told.text)), frozenset())


def of_one_document(*texts: str) -> list[StoredPassage]:
    return [
        replace(passage(text, number=number), document_id="d", ordinal=number)
        for number, text in enumerate(texts)
    ]


def told(found: list[StoredPassage], document: list[StoredPassage]) -> list[str]:
    around = {(one.document_id, one.ordinal): one for one in document}
    wanted = {place: around[place] for place in places_around(found) if place in around}
    return [one.passage.text for one in joined(found, wanted)]


def test_of_two_texts_that_say_the_same_the_newest_acts_is_kept() -> None:
    old = replace(passage("Les chiens sont tenus en laisse."), validity=Validity(date(2015, 1, 1)))
    new = replace(passage("Les chiens sont tenus en laisse.", number=1), validity=Validity(date(2025, 1, 1)))
    assert [one.passage for one in told_once([read(old), read(new)])] == [new]


def test_two_figures_are_not_the_same() -> None:
    prices = [passage(f"Le repas de cantine coûte {price} euros.", number=price) for price in (3, 4)]
    assert [one.passage for one in told_once([read(price) for price in prices])] == prices


def test_what_many_documents_say_alike_comes_last() -> None:
    heads = [passage(f"{LETTERHEAD} {number}", number=number) for number in range(1, 5)]
    answer = passage("Le pont mesure 75 mètres.", number=9)
    ranked = [one.passage for one in told_once([read(one) for one in (*heads, answer)])]
    assert ranked[:2] == [heads[0], answer]


def test_a_list_goes_with_the_line_that_opens_it() -> None:
    document = of_one_document("Une phrase. " * 30, LIST, "- Secours populaire, 9 000 €. " * 10)
    assert told([document[2]], document) == [f"{document[1].text}\n{document[2].text}"]


def test_neighbours_that_were_both_found_are_one_passage() -> None:
    document = of_one_document("Une phrase entière. " * 20, "Une autre phrase. " * 20)
    assert len(told([document[1], document[0]], document)) == 1


def test_a_joined_passage_has_the_place_of_its_first_part() -> None:
    document = of_one_document(LIST, "- Secours populaire.")
    (whole,) = joined([document[1]], {("d", 0): document[0]})
    assert whole.passage.passage_id == document[0].passage_id
    assert whole.parts == ("p0", "p1")


def test_neighbours_under_another_heading_or_too_long_stay_apart() -> None:
    long = of_one_document("Un mot. " * 70, "- Une ligne. " * 60)
    assert told([long[1]], long) == [long[1].text]
    apart = of_one_document("Fin.", "Début.")
    apart[1] = replace(apart[1], headings=("Article 2",))
    assert told([apart[0]], apart) == ["Fin."]


def test_what_goes_on_over_a_page_names_both_pages() -> None:
    first, second = (
        replace(one, page=page, label=f"Article 3, p. {page}")
        for one, page in zip(of_one_document(LIST, "- Secours populaire, 9 000 €."), (8, 9), strict=True)
    )
    around = {(one.document_id, one.ordinal): one for one in (first, second)}
    assert [one.passage.label for one in joined([first], around)] == ["Article 3, p. 8 et 9"]
