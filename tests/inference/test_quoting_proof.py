"""A quotation is sure when it tells all that is asked, of the newest act, and nothing else does as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from inference.evidence.words import plain_weights
from inference.quoting import Quotation, quotation
from inference.retrieval.asked import Term
from ingest.facts import Validity
from tests.inference.written import passage

if TYPE_CHECKING:
    from ingest.shelf import StoredPassage


def quote(question: str, *passages: StoredPassage, day: date | None = None) -> Quotation:
    found = quotation(question, passages, plain_weights, day)
    assert found
    return found


LAST_TERM = replace(
    passage(
        "Syndicat des eaux, désignation du représentant de la commune : Monsieur Basile TRAVERS.", number=1
    ),
    title="Compte rendu de la séance du 3 mars 2014",
)
THIS_TERM = replace(
    passage("A été élue :\n- Odile PERRAUT", number=2),
    title="Délibération n° 2020-031 – Syndicat des eaux – Désignation du représentant de la commune",
    validity=Validity(date(2020, 7, 9)),
)
WHO = "Qui représente la commune au syndicat des eaux ?"


def test_of_two_acts_the_newest_says_who_represents() -> None:
    assert "Odile PERRAUT" in quote(WHO, LAST_TERM, THIS_TERM).excerpt


def test_the_older_act_answers_for_its_own_day() -> None:
    assert (
        "TRAVERS"
        in quote(
            "Qui représente la commune au syndicat des eaux depuis le 3 mars 2014 ?", LAST_TERM, THIS_TERM
        ).excerpt
    )


def test_a_name_is_asked_and_a_sentence_without_one_is_less_sure() -> None:
    named = passage("La commission des chemins est présidée par Madame Odile PERRAUT.")
    nameless = passage("La commission des chemins est présidée par un élu du conseil.")
    question = "Qui préside la commission des chemins ?"
    assert quote(question, named).confidence > quote(question, nameless).confidence + 0.2


def test_half_of_two_questions_is_less_sure_than_both() -> None:
    question = "Où a lieu la brocante et à quelle heure ouvre-t-elle ?"
    both = passage("La brocante a lieu place du Marché et ouvre à 8 h.")
    half = passage("La brocante a lieu place du Marché et ouvre à tous.")
    assert quote(question, both).confidence > quote(question, half).confidence + 0.1


def test_rows_that_the_question_cannot_tell_apart_are_not_sure() -> None:
    one = "Caisse en pin : Moyenne ; Tarif : 40 €"
    other = "Caisse en chêne : Moyenne ; Tarif : 90 €"
    question = "Quel est le tarif d’une caisse moyenne ?"
    assert (
        quote(question, passage(one)).confidence
        > quote(question, passage(f"{one}\n{other}")).confidence + 0.2
    )


def test_a_price_for_a_month_is_not_sure_for_a_week() -> None:
    row = passage("Location de vélo ; Par mois ; Tarif : 16 €", title="Tarifs des vélos")
    week, month = (
        quote(f"Combien coûte la location d’un vélo pour {span} ?", row)
        for span in ("une semaine", "un mois")
    )
    assert month.confidence > week.confidence + 0.2


def test_a_grant_is_no_free_concert() -> None:
    text = "Le concert de la fête des moissons est gratuit.\nLa commune verse 4 500 € à la fête des moissons."
    assert (
        "4 500 €"
        in quote("Combien la commune verse-t-elle pour la fête des moissons ?", passage(text)).excerpt
    )


def test_a_list_is_quoted_whole() -> None:
    text = "Suppléants :\n- Aline VERMOREL\n- Hugo LESTRADE\n- Paul ANCELIN\n- Odile PERRAUT"
    excerpt = quote("Quels élus sont suppléants à la commission ?", passage(text, title="Commission")).excerpt
    assert excerpt.endswith("- Aline VERMOREL\n- Hugo LESTRADE\n- Paul ANCELIN\n- Odile PERRAUT")


def test_another_matter_of_the_agenda_is_not_quoted_with_one() -> None:
    text = "3 Brocante du 1er au 5 juin sur le mail\n4 Course cycliste Arrivée de la neuvième étape"
    excerpt = quote("Quand arrive la course cycliste et quelle étape ?", passage(text)).excerpt
    assert "Brocante" not in excerpt


def test_the_column_of_another_year_is_not_the_one_asked() -> None:
    old = "Crèche, un enfant ; Tarif plancher 2013 : 0,37 €"
    new = "Crèche, un enfant ; Tarif plancher 2014 : 0,38 €"
    excerpt = quote(
        "Quel est le tarif plancher 2014 en crèche pour un enfant ?", passage(f"{old}\n{new}")
    ).excerpt
    assert "0,38 €" in excerpt
    assert "0,37" not in excerpt


def test_who_else_says_the_same_figures_is_cited_too() -> None:
    notice = passage("La rentrée des écoles a lieu le 3 septembre.", title="Actualités")
    page = passage(
        "Calendrier : la rentrée des écoles a lieu le 3 septembre, les vacances le 17 octobre.",
        title="Écoles",
        number=1,
    )
    other = passage("La rentrée des écoles est un grand jour.", title="Bulletin", number=2)
    found = quote("Quand a lieu la rentrée des écoles ?", notice, page, other)
    assert page in found.cited
    assert other not in found.cited


def test_what_tells_nothing_of_the_kind_asked_is_not_sure() -> None:
    told = passage("La carte du lavoir coûte 12 €.")
    untold = passage("La carte du lavoir ouvre le lavoir.")
    question = "Combien coûte la carte du lavoir ?"
    assert quote(question, told).confidence > quote(question, untold).confidence + 0.3


def test_a_club_in_capitals_is_nobody() -> None:
    row = passage("Code : 12 ; Club : RUGBY CLUB DES MOISSONS ; Montant : 900 €")
    assert quote("Qui est le président du rugby club des moissons ?", row).confidence < 0.55


def test_he_who_reports_is_not_he_who_is_asked_about() -> None:
    report = passage("Monsieur le Maire, Basile TRAVERS, rapporte :\nLe syndicat des eaux compte un délégué.")
    assert quote("Qui est délégué au syndicat des eaux ?", report).confidence < 0.55


def test_a_second_sentence_that_introduces_is_quoted_with_what_it_introduces() -> None:
    text = (
        "On peut réserver le lavoir avant la saison.\n"
        "La réservation du lavoir se fait dans toute mairie en présentant :\n"
        "- une pièce d’identité\n- un chèque."
    )
    excerpt = quote("Peut-on réserver le lavoir avant la saison dans toute mairie ?", passage(text)).excerpt
    assert not excerpt.endswith(":")
    assert "mairie" not in excerpt or "une pièce d’identité" in excerpt


def test_a_season_answers_whether_something_is_allowed_all_year_long() -> None:
    rule = passage("Les chiens sont interdits sur la grève du 1er juin au 15 septembre.")
    past = passage("Les chiens sont interdits sur la grève du 1er juin 2019 au 15 septembre 2019.")
    question, day = "Les chiens sont-ils interdits sur la grève ?", date(2026, 11, 28)
    assert quote(question, rule, day=day).confidence >= 0.55
    assert quote(question, past, day=day).confidence < 0.55


def test_an_entry_of_a_list_is_not_sure_where_the_next_is_named_more_closely() -> None:
    question = "Quel est le tonnage permis route du Moulin entre le giratoire du Pont et celui de la Halle ?"
    limited = replace(
        passage("Route du Moulin (du giratoire de la Halle au giratoire du Lavoir)"),
        headings=("Voies limitées à 26 tonnes",),
    )
    free = replace(
        passage("Route du Moulin (du giratoire du Pont au giratoire de la Halle)", number=1),
        document_id=limited.document_id,
    )
    alone, beside = quote(question, limited), quote(question, limited, free)
    assert "26 tonnes" in beside.excerpt
    assert alone.confidence > beside.confidence + 0.2


def test_a_price_under_no_name_of_the_thing_asked_about_is_not_sure() -> None:
    question = "Quel est le tarif d’entrée des adultes à la piscine ?"
    terms = [
        Term(word, {word: 1.0, "bassin": 0.6} if word == "piscin" else {word: 1.0}, 3.0, word == "piscin")
        for word in ("tarif", "entre", "adult", "piscin")
    ]

    def sure(text: str) -> float:
        found = quotation(question, [passage(text)], plain_weights, terms=terms)
        assert found
        return found.confidence

    museum, pool = (
        sure(f"Tarif d’entrée du {place} : 12 € pour les adultes.") for place in ("musée", "bassin")
    )
    assert pool > museum + 0.25
