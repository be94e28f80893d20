"""A right figure said of the wrong row, column, date or unit is refused."""

from __future__ import annotations

from datetime import date

import pytest

from inference.guard import Guard, Unsupported
from tests.inference.written import passage

PARKING = passage(
    "Zone jaune : Tarif normal 1 heure ; Tarif : 2,00 €\n"
    "Zone orange : Tarif normal 1 heure ; Tarif : 1,30 €\n"
    "Zone orange : Tarif normal 3 heures ; Tarif : 3,10 €",
    title="Tarifs du stationnement",
)
CANTEEN = passage(
    "Quotient familial : de 261 € à 290 € ; École maternelle : 2,89 € ; École élémentaire : 3,13 €\n"
    "Quotient familial : de 291 € à 335 € ; École maternelle : 3,13 € ; École élémentaire : 3,47 €",
    title="Tarifs de la cantine",
    number=1,
)
GARDENS = passage(
    "Tarifs du 1er janvier au 31 juillet 2026 : Parcelle de jardin de 120 m² ; Tarif : 118,80 €\n"
    "Tarifs à compter du 1er août 2026 : Parcelle de jardin de 120 m² ; Tarif : 120,00 €",
    number=2,
)
GRANTS = passage(
    "Le montant de la dotation s’élève à\n704 520 euros en maternelle\n1 179 865 euros en élémentaire",
    number=3,
)
VOTE = passage("12 Vœu sur le déplacement de l’autoroute\nPour : 48\nContre : 11", number=6)
CLOSING_MAY = passage("La séance est levée à 20 h 15.", title="Séance du 9 mai 2026", number=4)
CLOSING_JUNE = passage("La séance est levée à 22 h 50.", title="Séance du 20 juin 2026", number=5)
EVERYTHING = (PARKING, CANTEEN, GARDENS, GRANTS, CLOSING_MAY, CLOSING_JUNE, VOTE)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("Combien coûte une heure en zone jaune ?", "2,00 €", "1,30 €"),
        ("Combien coûte une heure en zone orange ?", "1,30 €", "3,10 €"),
        ("Combien coûte la cantine en maternelle, quotient de 310 € ?", "3,13 €", "3,47 €"),
        ("Combien coûte la cantine en élémentaire, quotient de 310 € ?", "3,47 €", "3,13 €"),
        ("Quelle est la dotation des classes en maternelle ?", "704 520 euros", "1 179 865 euros"),
        (
            "Quel vote sur le déplacement de l’autoroute ?",
            "48 voix pour et 11 contre",
            "12 voix pour et 11 contre",
        ),
        ("À quelle heure la séance du 20 juin 2026 a-t-elle été levée ?", "22 h 50", "20 h 15"),
    ],
)
def test_only_the_figure_of_the_right_row_passes(question: str, right: str, wrong: str) -> None:
    assert Guard(EVERYTHING, question).check(right).text == right
    with pytest.raises(Unsupported):
        Guard(EVERYTHING, question).check(wrong)


@pytest.mark.parametrize(
    ("day", "right", "wrong"),
    [(date(2026, 3, 2), "118,80 €", "120 €"), (date(2026, 9, 2), "120 €", "118,80 €")],
)
def test_only_the_figure_in_force_on_the_day_passes(day: date, right: str, wrong: str) -> None:
    question = "Combien coûte une parcelle de jardin ?"
    assert Guard(EVERYTHING, question, day=day).check(right)
    with pytest.raises(Unsupported):
        Guard(EVERYTHING, question, day=day).check(wrong)


def test_an_answer_that_does_not_tell_what_is_asked_is_refused() -> None:
    with pytest.raises(Unsupported, match="does not tell"):
        Guard(EVERYTHING, "Combien coûte une heure en zone jaune ?").check(
            "La zone jaune est au tarif normal."
        )


def test_a_row_that_is_copied_whole_tells_both_columns() -> None:
    row = CANTEEN.text.splitlines()[1]
    question = "Combien coûte la cantine en élémentaire, quotient de 310 € ?"
    assert Guard(EVERYTHING, question).check(row).text == row


def test_an_answer_to_one_part_of_a_question_is_refused() -> None:
    council = passage("Le conseil des jeunes existe depuis le 4 mai 2019. Il réunit 12 membres.")
    question = "Depuis quelle date le conseil des jeunes existe-t-il, et combien a-t-il de membres ?"
    since = "Le conseil des jeunes existe depuis le 4 mai 2019."
    with pytest.raises(Unsupported, match="does not tell"):
        Guard([council], question).check(since)
    assert Guard([council], question).check(f"{since} Il réunit 12 membres.")


def test_a_count_needs_no_noun_where_nothing_else_is_asked() -> None:
    council = passage("Le conseil des jeunes réunit 12 membres.")
    told = Guard([council], "Combien de membres le conseil des jeunes réunit-il ?")
    assert told.check("Le conseil des jeunes en réunit 12.")
