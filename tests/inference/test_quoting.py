"""What is quoted is the sentence or the row that answers, word for word, and never the one beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inference.evidence.words import plain_weights
from inference.quoting import quotation
from tests.inference.written import passage

CANTEEN = passage(
    "Quotient familial : de 261 € à 290 € ; École maternelle : 2,89 € ; École élémentaire : 3,13 €\n"
    "Quotient familial : de 291 € à 335 € ; École maternelle : 3,13 € ; École élémentaire : 3,47 €",
    title="Tarifs de la cantine",
)
PARKING = passage(
    "Zone jaune : 1 heure ; Tarif : 2,00 €\nZone orange : 1 heure ; Tarif : 1,30 €",
    title="Tarifs du stationnement",
)
GARDENS = passage(
    "Jardins, tarifs du 1er janvier au 31 juillet 2026 : Parcelle ; Tarif : 118,80 €\n"
    "Jardins, tarifs à compter du 1er août 2026 : Parcelle ; Tarif : 120,00 €",
    title="Tarifs des jardins",
)
CINEMA = passage(
    "Cinéma, entrée : Plein tarif ; Tarif : 6,00 €\nCinéma, entrée : Moins de 26 ans ; Tarif : 5,00 €\n"
    "Cinéma, entrée : Moins de 14 ans ; Tarif : 4,00 €",
    title="Tarifs du cinéma",
)
VOTES = passage(
    "2. Programme numérique\nPour : 58\n3. Logiciels libres\nPour : 51\nAbstention : 7\nAdopté.",
    title="Séance du 7 février 2026",
)
BRIDGE = passage(
    "Inauguré en mars, le pont du Moulin, 75 m de long, relie les deux rives de l’Oisette. "
    "Cet équipement est l’œuvre de l’architecte Rudy Marchand, lauréat du prix d’architecture en 2006.",
    title="Dénomination du pont",
)


def quoted(question: str, *passages: object, day: date | None = None) -> str:
    found = quotation(question, passages, plain_weights, day)  # type: ignore[arg-type]
    assert found
    return found.excerpt


def test_the_row_whose_range_holds_the_quotient_is_quoted_without_the_other_column() -> None:
    excerpt = quoted("Combien coûte la cantine en maternelle avec un quotient de 310 € ?", CANTEEN)
    assert excerpt == "Quotient familial : de 291 € à 335 € ; École maternelle : 3,13 € ; […]"


@pytest.mark.parametrize(("zone", "price", "other"), [("jaune", "2,00", "1,30"), ("orange", "1,30", "2,00")])
def test_a_neighbouring_row_is_never_quoted(zone: str, price: str, other: str) -> None:
    excerpt = quoted(f"Combien coûte une heure en zone {zone} ?", PARKING)
    assert price in excerpt
    assert other not in excerpt


@pytest.mark.parametrize(("age", "price"), [(12, "4,00"), (20, "5,00")])
def test_of_two_ranges_that_hold_an_age_the_narrower_is_quoted_and_sure(age: int, price: str) -> None:
    question = f"Ma fille a {age} ans, combien coûte son entrée au cinéma ?"
    found = quotation(question, [CINEMA], plain_weights)
    assert found
    assert price in found.excerpt
    assert found.confidence > 0.6


@pytest.mark.parametrize(
    ("day", "price", "other"),
    [(date(2026, 3, 2), "118,80", "120,00"), (date(2026, 9, 2), "120,00", "118,80")],
)
def test_of_two_periods_the_one_that_holds_on_the_day_is_quoted(day: date, price: str, other: str) -> None:
    excerpt = quoted("Combien coûte une parcelle de jardin ?", GARDENS, day=day)
    assert price in excerpt
    assert other not in excerpt


def test_a_vote_is_quoted_under_what_was_voted() -> None:
    excerpt = quoted("Quel a été le vote sur les logiciels libres ?", VOTES)
    assert excerpt.startswith("3. Logiciels libres\nPour : 51\nAbstention : 7")
    assert "58" not in excerpt


def test_the_sentence_beside_is_added_when_it_tells_what_is_asked() -> None:
    assert "75 m" in quoted("Quelle longueur fait le pont de l’architecte Rudy Marchand ?", BRIDGE)


def test_what_is_quoted_is_word_for_word_and_cites_its_passage_first() -> None:
    found = quotation("Combien coûte une heure en zone orange ?", [GARDENS, PARKING], plain_weights)
    assert found
    assert found.excerpt in PARKING.text
    assert found.passage == PARKING
    assert found.text.startswith(
        "Voici ce que disent les documents de la commune (« Tarifs du stationnement »)"
    )


def test_nothing_in_common_quotes_nothing() -> None:
    assert quotation("Qui a gagné au rugby ?", [PARKING], plain_weights) is None
    assert quotation("Combien ?", [], plain_weights) is None


def test_a_sure_quotation_is_told_from_a_doubtful_one() -> None:
    sure = quotation("Combien coûte une heure en zone orange ?", [PARKING], plain_weights)
    doubtful = quotation(
        "Où garer mon vélo électrique pendant une heure près du marché ?", [PARKING], plain_weights
    )
    assert sure
    assert doubtful
    assert doubtful.confidence < 0.3 < sure.confidence


OPENED = passage(
    "Le pont du Moulin a été ouvert à la circulation le 12 mars 2019. Il a coûté moins que prévu.",
    title="Le pont du Moulin",
)


@pytest.mark.parametrize("other", [", et qui a dessiné ce pont ?", " ? combien de piles a-t-il ?"])
def test_what_answers_one_part_of_two_is_doubted(other: str) -> None:
    one = quotation("Quand le pont du Moulin a-t-il été ouvert à la circulation ?", [OPENED], plain_weights)
    both = quotation(f"Quand le pont du Moulin a-t-il été ouvert{other}", [OPENED], plain_weights)
    assert one
    assert both
    assert both.confidence < 0.55 < one.confidence


def test_another_passage_answers_the_other_part_of_a_question() -> None:
    drawn = passage(
        "L’architecte Rudy Marchand a dessiné le pont du Moulin.", title="Pont du Moulin, l’ouvrage"
    )
    asked = "Quand le pont du Moulin a-t-il été ouvert à la circulation, et qui l’a dessiné ?"
    found = quotation(asked, [OPENED, drawn], plain_weights)
    assert found
    assert "12 mars 2019" in found.excerpt
    assert "Rudy Marchand" in found.excerpt
    assert {cited.passage_id for cited in found.cited} >= {OPENED.passage_id, drawn.passage_id}
    assert found.confidence > 0.55


def test_a_newer_act_about_something_else_never_takes_the_place_of_what_answers() -> None:
    noise = passage("Les travaux de jardinage sont interdits le dimanche.", title="Arrêté du 20 mai 2025")
    fair = passage("La circulation est interdite le dimanche du marché.", title="Arrêté du 16 novembre 2026")
    told = quoted("Le jardinage est-il interdit le dimanche ?", noise, fair, day=date(2026, 11, 24))
    assert told == noise.text


@pytest.mark.parametrize(("day", "sure"), [(date(2026, 11, 24), True), (date(2027, 6, 1), False)])
def test_who_asks_when_wants_the_period_to_come_and_not_one_that_is_over(day: date, sure: bool) -> None:
    census = passage(
        "Le recensement de la population aura lieu du 21 janvier au 20 février 2027.", title="Bulletin"
    )
    found = quotation("Quand se déroule le recensement de la population ?", [census], plain_weights, day)
    assert found
    assert (found.confidence > 0.55) is sure


def test_what_every_act_says_is_neither_added_nor_a_rival() -> None:
    elected = passage(
        "A été élue :\n- Ariane VERNET\n"
        "Pour extrait conforme, Madame la Maire, Paule HÉRAULT – Publiée le : 3 mai 2026",
        title="Désignation de la représentante au conseil du port",
    )
    found = quotation(
        "Qui représente la commune au conseil du port depuis mai 2026 ?", [elected], plain_weights
    )
    assert found
    assert "Ariane VERNET" in found.excerpt
    assert "extrait conforme" not in found.excerpt


LISTED = (
    "Les travaux de jardinage à l'aide d'appareils bruyants sont autorisés :\n"
    "– du lundi au vendredi, de 8 h 30 à 12 h ;\n"
    "– le samedi, de 9 h à 12 h.\n"
    "Ces travaux sont interdits toute la journée les dimanches et jours fériés."
)
SUNDAY = "Les travaux de jardinage sont-ils autorisés le dimanche ?"


def test_what_introduces_a_list_is_quoted_with_the_list_and_what_follows_it() -> None:
    told = quotation(SUNDAY, [passage(LISTED)], plain_weights)
    assert told is not None
    assert "samedi" in told.excerpt
    assert told.excerpt.endswith("interdits toute la journée les dimanches et jours fériés.")


def test_half_a_rule_is_never_sure() -> None:
    told = quotation(SUNDAY, [passage(LISTED.splitlines()[0])], plain_weights)
    assert told is not None
    assert told.confidence == 0


LODGING = passage(
    "Hébergement : Hôtels, gîtes d’étape et refuges ; Tarif : 0,90 €\n"
    "Fixe à 4 % de la nuitée le taux des hébergements sans classement, hors gîtes d’étape.",
    title="Taxe de séjour",
)
GRANTS = passage(
    "Code : 12 ; Association : Les Amis du moulin ; Projet : Fête des moissons ; Montant : 2 500 €",
    title="Subventions",
)
QUOTIENTS = passage(
    "Quotient familial : De 501 € à 800 € ; Repas : 2,10 €\n"
    "Quotient familial : De 801 € à 1 100 € ; Repas : 3,30 €",
    title="Tarifs de la cantine",
)


def test_what_a_sentence_sets_aside_is_not_what_it_is_about() -> None:
    excerpt = quoted("Combien coûte la taxe de séjour dans un gîte d’étape ?", LODGING)
    assert "0,90 €" in excerpt
    assert "4 %" not in excerpt


def test_the_column_that_tells_what_is_asked_is_never_left_out() -> None:
    excerpt = quoted("Combien reçoivent les Amis du moulin pour la fête des moissons ?", GRANTS)
    assert "2 500 €" in excerpt


def test_a_number_without_a_unit_is_of_the_header_that_it_names() -> None:
    excerpt = quoted("j’ai un quotient familial de 950, combien le repas de cantine ?", QUOTIENTS)
    assert "3,30 €" in excerpt
    assert "2,10" not in excerpt


HALLS = passage(
    "Salle : SALLE DES MOISSONS ; Code : 412 ; Num voirie : 10 ; Rue : RUE DES LILAS ; Accès : conforme\n"
    "Salle : SALLE DU LAVOIR ; Code : 413 ; Num voirie : 3 ; Rue : RUE DES TANNEURS ; Accès : conforme",
    title="Salles",
)


def test_an_address_in_two_columns_is_told_as_one() -> None:
    assert "10 RUE DES LILAS" in quoted("À quelle adresse est la salle des moissons ?", HALLS)


def test_the_title_of_what_comes_next_is_not_quoted() -> None:
    roads = replace(
        passage("Route du Gué (du pont à la croix).\nVoies limitées à 12 tonnes\nChemin des Saules"),
        headings=("Voies limitées à 20 tonnes",),
    )
    found = quotation(
        "Quelle est la limite de tonnage route du Gué, du pont à la croix ?", [roads], plain_weights
    )
    assert found is not None
    assert "20 tonnes" in found.excerpt
    assert "12 tonnes" not in found.excerpt


def confidence(question: str, *passages: object) -> float:
    found = quotation(question, passages, plain_weights)  # type: ignore[arg-type]
    assert found
    return found.confidence


def test_who_tells_the_same_figure_is_no_rival() -> None:
    """Two who speak of one crèche agree; a third one who tells another figure does not."""
    minutes = passage("La crèche de la rue Haute offrira 41 places de plus.", title="Séance du 3 mars")
    debate = passage("La crèche de la rue Haute aura 41 places.", title="Séance du 3 mars, débat", number=1)
    other = passage("La crèche de la rue Haute aura 60 places.", title="Séance du 3 mars, débat", number=1)
    asked = "Combien de places en plus à la crèche de la rue Haute ?"
    assert confidence(asked, minutes, debate) > 0.55 > confidence(asked, minutes, other)


def test_of_two_entries_the_one_that_names_more_of_the_street_puts_the_other_in_doubt() -> None:
    free = "Route de Lannoy (du rond-point du Taillis au rond-point des Ormes)"
    limited = passage("Route de Lannoy (du rond-point des Ormes au rond-point du Renard).", label="26 tonnes")
    asked = "Quelle limite de tonnage route de Lannoy, entre le rond-point du Taillis et celui des Ormes ?"
    assert confidence(asked, limited, passage(free, label="Voies sans limite")) < 0.55


def test_that_none_exists_answers_whatever_was_asked_of_it() -> None:
    none = passage("Il n'existe pas de durée minimale pour une concession.", title="Cimetière")
    assert confidence("Quelle est la durée minimale d'une concession ?", none) > 0.55


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("Une piscine de 32 m² pas couverte, faut-il un permis ?", "déclaration", "permis de construire"),
        ("Une piscine couverte de 32 m², faut-il un permis ?", "permis de construire", "déclaration"),
    ],
)
def test_what_is_for_the_contrary_is_not_for_the_quantity_either(
    question: str, told: str, other: str
) -> None:
    pools = [
        passage("Le permis de construire est obligatoire pour :\nune piscine couverte de 10 à 100 m²,"),
        passage("Une déclaration est obligatoire pour :\nune piscine non couverte de 10 à 100 m²,"),
    ]
    assert told in quoted(question, *pools)
    assert other not in quoted(question, *pools)


MEALS = passage(
    "Tranche : T1 ; Quotient familial : 0 à 700 ; Maternelle : 1,85 ; Élémentaire : 2,05\n"
    "Tranche : T2 ; Quotient familial : 701 à 1 000 ; Maternelle : 2,90 ; Élémentaire : 3,15\n"
    "Tranche : T3 ; Quotient familial : plus de 1 000 ; Maternelle : 4,60 ; Élémentaire : 4,95",
    title="Prix du repas",
)


@pytest.mark.parametrize(("quotient", "price"), [(650, "2,05"), (850, "3,15"), (1200, "4,95")])
def test_a_quotient_without_a_unit_finds_its_row(quotient: int, price: str) -> None:
    asked = f"Avec un quotient familial de {quotient}, quel est le prix du repas en élémentaire ?"
    assert price in quoted(asked, MEALS)


@pytest.mark.parametrize(
    ("asked", "price", "other"),
    [
        ("qui n'habite pas la commune", "23 €", "11 €"),
        ("hors commune", "23 €", "11 €"),
        ("habitant de la commune", "11 €", "23 €"),
    ],
)
def test_the_column_for_those_who_live_elsewhere_is_for_them(asked: str, price: str, other: str) -> None:
    library = passage(
        "Public : Adultes ; Habitants de la commune : 11 € ; Hors commune : 23 €\n"
        "Public : Étudiants ; Habitants de la commune : gratuit ; Hors commune : 9 €",
        title="Inscription à la médiathèque",
    )
    told = quoted(f"Combien coûte l'inscription d'un adulte {asked} à la médiathèque ?", library)
    assert price in told
    assert other not in told


@pytest.mark.parametrize(
    ("asked", "price"),
    [("sans la cuisine", "980 €"), ("san la cuisine", "980 €"), ("avec la cuisine", "1 150 €")],
)
def test_a_row_with_what_the_question_is_without_is_another(asked: str, price: str) -> None:
    halls = passage(
        "Salle : Salle du Lac + cuisine ; Week-end : 1 150 €\nSalle : Salle du Lac ; Week-end : 980 €",
        title="Tarifs des salles",
    )
    told = quoted(f"Combien coûte la salle du Lac le week-end {asked} ?", halls)
    assert price in told
    assert told.count("€") == 1


def test_an_example_is_told_after_the_rule_and_never_with_confidence() -> None:
    rule = "Le revenu du foyer ne doit pas dépasser les limites suivantes :\nParts\nPlafond\n1 part 19 977 €"
    limits = passage(f"{rule}\n2 parts 30 645 €\n3 parts 41 313 €", title="Livret d'épargne")
    example = passage("Exemple d'un couple :\nUn couple de 2 parts a un revenu de 60 000 €.", number=1)
    asked = "Quel revenu un foyer de 2 parts ne doit-il pas dépasser pour le livret d'épargne ?"
    assert "30 645 €" in quoted(asked, example, limits)
    assert "19 977 €" not in quoted(asked, example, limits)
    assert confidence(asked, example) < 0.55


def test_what_is_set_aside_is_not_what_is_asked() -> None:
    heights = passage(
        "La hauteur des constructions ne peut excéder 7 mètres à l'égout du toit. "
        "Dans le secteur UBa, la hauteur est limitée à 6 mètres à l'égout du toit.",
        title="Zone UB",
    )
    told = quoted("Quelle est la hauteur à l'égout du toit en zone UB, hors secteur UBa ?", heights)
    assert told.startswith("La hauteur des constructions ne peut excéder 7 mètres")


def test_a_name_of_the_question_that_stands_nowhere_puts_it_in_doubt_but_for_the_towns_own() -> None:
    plots = passage("Une concession de 30 ans coûte 430 € au cimetière.", title="Règlement du cimetière")
    here = "Combien coûte une concession de 30 ans au cimetière de Valbrume ?"
    there = "Combien coûte une concession de 30 ans au cimetière de Lormont ?"
    sure, doubtful = (
        quotation(asked, [plots], plain_weights, here="valbrume sur oisette") for asked in (here, there)
    )
    assert sure
    assert doubtful
    assert sure.confidence > 0.55 > doubtful.confidence


def test_an_end_is_not_told_by_the_year_in_which_a_thing_was_built() -> None:
    list_ = passage(
        "Nom : Gymnase des Tilleuls ; Année : 1989 ; Remarque : Fermé pour travaux", title="Liste"
    )
    news = passage("Le gymnase des Tilleuls est fermé du 19 octobre 2026 au 27 février 2027.", number=1)
    asked = "Jusqu'à quand le gymnase des Tilleuls est-il fermé ?"
    assert "27 février 2027" in quoted(asked, list_, news)
    assert confidence(asked, list_) < 0.55


def test_a_time_of_day_fits_no_range_of_hours() -> None:
    clubs = passage("Nom : Foyer ; Lieu : Mairie ; Horaires : Poterie dimanche 14h-17h", title="Clubs")
    noise = passage("Les tondeuses ne peuvent être utilisées le dimanche que de 10 h à 12 h.", number=1)
    told = quoted("Mon voisin passe la tondeuse le dimanche à 17h, a-t-il le droit ?", clubs, noise)
    assert told.startswith("Les tondeuses")
