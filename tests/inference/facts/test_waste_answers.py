"""What citizens read when they ask when waste is collected, and which rows are cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.facts.days import Calendar
from inference.facts.rounds import collections_on, rounds_of_street, sector_name
from inference.facts.waste.answer import answer_waste
from ingest.facts import Round, Validity
from ingest.sentences import MONTHS
from tests.inference.facts.plaine import COMMUNE, ROUNDS, TUESDAY, event, question, saying, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.facts.answer import FactsAnswer
    from ingest.facts import Event

CALENDAR = Calendar("45300")


def ask(
    text: str, at: str = TUESDAY, *, rounds: Sequence[Round] = ROUNDS, events: Sequence[Event] = ()
) -> FactsAnswer | None:
    return answer_waste(question(text, at), COMMUNE, tables(rounds, events), CALENDAR, saying("calendar"))


def answered(text: str, at: str = TUESDAY, **others: Sequence[Round] | Sequence[Event]) -> FactsAnswer:
    found = ask(text, at, **others)  # type: ignore[arg-type]
    assert found is not None, text
    return found


def cited(answer: FactsAnswer) -> list[str]:
    return [passage.title for passage in answer.cited]


def test_a_street_has_its_next_collections_the_soonest_first() -> None:
    answer = answered("Quand passent les poubelles rue des Maures ?")
    assert answer.text.splitlines() == [
        "Voici les prochaines collectes pour « Rue des Maures » :",
        "- Emballages : demain mercredi 25 novembre ; d’habitude le mercredi, semaines paires",
        "- Ordures ménagères : lundi 30 novembre ; d’habitude le lundi",
        "- Verre : lundi 7 décembre ; d’habitude le 1er lundi du mois",
    ]
    assert answer.certain
    assert cited(answer) == ["nord", "rue", "partout"]


def test_only_the_waste_that_is_asked_for_is_told() -> None:
    answer = answered("la poubelle jaune avenue de la gare c'est quand ?")
    assert "Emballages : mercredi 2 décembre" in answer.text
    assert "Ordures" not in answer.text


def test_a_collection_of_today_comes_with_the_next_one() -> None:
    text = answered("quel jour les ordures ménagères rue Sérignan ?").text
    assert "« Rue Camille-Sérignan »" in text
    assert "aujourd’hui, puis mardi 1er décembre" in text


def test_a_day_without_a_collection_says_so_and_what_comes_next() -> None:
    text = answered("les poubelles passent jeudi rue des Maures ?").text
    assert "Aucune collecte n’est prévue jeudi 26 novembre." in text
    assert "- Ordures ménagères : lundi 30 novembre" in text


def test_a_street_that_is_not_in_the_table_is_not_guessed() -> None:
    answer = answered("quand passent les poubelles rue des Lilas ?")
    assert answer.text.startswith("Je ne trouve pas « rue des lilas » dans le tableau")
    assert "Verre" in answer.text  # the same in the whole commune
    assert "Ordures" not in answer.text
    assert not answer.certain


def test_without_anything_for_the_whole_commune_an_unknown_street_is_declined() -> None:
    answer = answered("quand passe la poubelle jaune rue des Lilas ?")
    assert answer.declined
    assert answer.cited == ()


def test_a_slip_is_forgiven_and_said() -> None:
    answer = answered("poubelles rue des Mauves quand ?")
    assert answer.text.startswith("J’ai compris « Rue des Maures »")
    assert not answer.certain


@pytest.mark.parametrize(
    "text", ["poubelles secteur sud quel jour", "quand passent les poubelles quartier Sud ?"]
)
def test_a_sector_is_known_by_its_name(text: str) -> None:
    answer = answered(text)
    assert "pour le secteur « Sud »" in answer.text
    assert "Emballages : mercredi 2 décembre" in answer.text


def test_a_sector_of_several_places_is_known_by_each_unless_two_sectors_share_it() -> None:
    names = {"Nord": "Centre ancien, Hauts de Garde", "Sud": "La Croisette et les Brandes"}
    rounds = [replace(round_, sector=names.get(sector_name(round_.sector), "")) for round_ in ROUNDS]
    answer = answered("Quel jour passe la poubelle jaune à La Croisette ?", rounds=rounds)
    assert "pour le secteur « La Croisette et les Brandes »" in answer.text
    assert "Centre ancien" not in answer.text
    estate = answered(
        "J'habite un lotissement des Brandes, quel jour passe la poubelle jaune ?", rounds=rounds
    )
    assert "pour le secteur « La Croisette et les Brandes »" in estate.text, (
        "an estate is written as a street"
    )
    shared = [
        replace(round_, sector=f"{sector_name(round_.sector)}, Croisette")
        for round_ in ROUNDS
        if round_.sector
    ]
    both = answered("Quel jour passe la poubelle jaune à La Croisette ?", rounds=shared)
    assert "Nord" in both.text
    assert "Sud" in both.text


def test_without_a_street_each_sector_is_told() -> None:
    lines = answered("poubelle jaune ?").text.splitlines()
    assert lines[0].startswith("Les jours de collecte dépendent du secteur.")
    assert "Secteur « Nord » :" in lines
    assert "- Emballages : mercredi 2 décembre ; d’habitude le mercredi, semaines impaires" in lines


def test_without_sectors_the_street_is_asked_for() -> None:
    rounds = [Round("Verre", "rue", "", (f"Rue {name}",), (day,)) for day, name in enumerate(("A", "B"))]
    answer = answered("quand passent les poubelles ?", rounds=rounds)
    assert answer.text.startswith("Les jours de collecte dépendent de la rue. Dites-moi le nom de la vôtre")
    assert not answer.certain


def test_what_is_the_same_everywhere_needs_no_street() -> None:
    answer = answered("c'est quand le verre ?")
    assert "les mêmes dans toute la commune" in answer.text
    assert "Verre : lundi 7 décembre" in answer.text


def test_two_streets_that_the_words_fit_are_both_offered() -> None:
    names = ("Rue Jean Petit", "Rue Jean Grand")
    rounds = [Round("Verre", name, "", (name,), (day,)) for day, name in enumerate(names)]
    text = answered("quand passe le verre rue Jean ?", rounds=rounds).text
    assert text.startswith("Plusieurs rues peuvent correspondre : « Rue Jean Petit » et « Rue Jean Grand ».")


def test_a_public_holiday_leaves_a_doubt_that_is_said() -> None:
    answer = answered(
        "poubelles le 25 décembre rue des Lys", rounds=[Round("Verre", "v", "", ("Rue des Lys",), (4,))]
    )
    assert "à vérifier : c’est un jour férié (Noël)" in answer.text
    assert not answer.certain


def test_a_collection_moved_by_a_holiday_says_which() -> None:
    moved = Round("Verre", "v", weekdays=(4,), comment="Jour férié : collecte reportée au lendemain")
    answer = answered("le verre c'est quand ?", "2026-12-24T10:00", rounds=[moved])
    assert "samedi 26 décembre, au lieu de demain vendredi 25 décembre, jour férié" in answer.text


def test_public_holidays_in_general_are_told_verbatim_or_left_to_others() -> None:
    comment = "Jour férié : collecte reportée au lendemain"
    asked = "les poubelles sont ramassées les jours fériés ?"
    answer = answered(asked, rounds=[Round("Verre", "v", weekdays=(4,), comment=comment)])
    assert answer.text == f"Voici ce que dit la commune des jours fériés : « {comment} »."
    assert cited(answer) == ["v"]
    assert ask(asked) is None


def test_days_that_nobody_understood_are_said_verbatim() -> None:
    vague = Round("Encombrants", "e", comment="sur inscription, deux fois par an")
    answer = answered("encombrants prochaine date", rounds=[vague])
    assert "- Encombrants : « sur inscription, deux fois par an »" in answer.text
    assert not answer.certain


def test_two_tables_that_differ_are_a_conflict() -> None:
    dated = Round(
        "Verre", "calendrier", "Nord", dates=(date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8))
    )
    answer = answered(
        "le verre secteur Nord c'est quand ?", rounds=[Round("Verre", "page", "Nord", weekdays=(2,)), dated]
    )
    assert answer.conflict
    assert "ne donnent pas les mêmes jours" in answer.text
    assert not answer.certain


def test_two_documents_with_other_weekdays_are_both_said() -> None:
    rounds = [Round("Verre", "page", weekdays=(2,)), Round("Verre", "bulletin", weekdays=(4,))]
    answer = answered("le verre c'est quand ?", rounds=rounds)
    assert answer.conflict
    assert answer.text.splitlines()[1:3] == [
        "- Verre : demain mercredi 25 novembre ; d’habitude le mercredi (d’après « page »)",
        "- Verre : vendredi 27 novembre ; d’habitude le vendredi (d’après « bulletin »)",
    ]
    assert cited(answer) == ["page", "bulletin"]
    assert [tuple(row.title for row in pair) for pair in answer.differing] == [("page", "bulletin")]


def test_documents_that_differ_are_told_with_the_day_from_which_they_hold() -> None:
    rounds = [Round("Verre", "page", weekdays=(2,)), Round("Verre", "bulletin", weekdays=(4,))]
    known = tables(rounds)
    since = Validity(date(2026, 1, 1))
    dated = replace(known, rounds=[(one, replace(row, validity=since)) for one, row in known.rounds])
    answer = answer_waste(question("le verre c'est quand ?"), COMMUNE, dated, CALENDAR, saying("calendar"))
    assert answer is not None
    assert "(d’après « page », en vigueur depuis le jeudi 1er janvier 2026)" in answer.text


def test_the_day_is_cited_from_the_calendar_that_gives_it() -> None:
    days = [date(2026, 11, 25) + timedelta(days=14 * n) for n in range(3)]
    dated = Round("Emballages", "calendrier", "Secteur Nord", dates=tuple(days))
    passing = [event("Emballages - Secteur Nord", day.isoformat(), category="waste") for day in days]
    answer = answered("poubelle jaune rue des Maures ?", rounds=[*ROUNDS[:1], dated], events=passing)
    assert "demain mercredi 25 novembre" in answer.text
    assert cited(answer) == ["Emballages - Secteur Nord"]


def test_a_calendar_that_has_ended_for_a_waste_stops_its_weekly_rule() -> None:
    rounds = [
        Round("Déchets verts", "rue", "Nord", ("Rue des Maures",), (3,)),
        Round("Déchets verts", "calendrier", "Nord", dates=(date(2026, 11, 12), date(2026, 11, 19))),
        Round("Verre", "calendrier", "Nord", dates=(date(2026, 11, 30), date(2026, 12, 30))),
    ]
    text = answered("déchets verts rue des Maures quand ?", rounds=rounds).text
    assert "jeudi 31 décembre" in text
    assert "à vérifier auprès de la mairie" in text


def test_an_announced_stop_of_collections_comes_first() -> None:
    stop = event("Pas de collecte : grève des agents", "2026-11-25", closure=True)
    lines = answered("quand passent les poubelles rue des Maures ?", events=[stop]).text.splitlines()
    assert lines[0] == "Attention, demain mercredi 25 novembre : « Pas de collecte : grève des agents »."


def test_a_bin_of_a_colour_that_the_commune_does_not_explain_is_left_to_others() -> None:
    assert ask("quand passe le bac marron rue des Maures ?") is None
    named = [Round("Bac marron (biodéchets)", "b", weekdays=(4,))]
    assert "Bac marron" in answered("quand passe le bac marron ?", rounds=named).text


def test_without_rounds_nothing_is_answered() -> None:
    assert ask("quand passent les poubelles ?", rounds=()) is None


streets = st.sampled_from(["Rue des Maures", "Avenue de la Gare", "Rue Camille-Sérignan"])
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@settings(max_examples=80, deadline=None)
@given(street=streets, day=days)
def test_no_day_is_told_on_which_no_row_has_the_round_pass(street: str, day: date) -> None:
    answer = answered(f"quand passent les poubelles {street} ?", f"{day}T10:00")
    rounds = rounds_of_street(ROUNDS, street)
    told = [line for line in answer.text.splitlines() if line.startswith("- ")]
    for ahead in range(1, 60):
        later = day + timedelta(days=ahead)
        number = "1er" if later.day == 1 else str(later.day)
        for line in told:
            if f" {number} {MONTHS[later.month - 1]}" in line:
                wastes = {
                    passing.round.waste for passing in collections_on(rounds, later, CALENDAR, known=ROUNDS)
                }
                assert line[2:].partition(" : ")[0] in wastes
