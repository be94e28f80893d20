"""A service told by several sources: what agrees is one, what differs is said, nothing is chosen silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from inference.facts.days import Calendar
from inference.facts.hours import answer_hours
from inference.facts.offices import offices
from inference.question import Question
from ingest.facts import Event, OpeningSlot, Service
from tests.inference.facts.town_halls import SANDILLON, WEEK, at

if TYPE_CHECKING:
    from tests.inference.facts.conftest import Ask

NOTICE = Service("mairie mairie", "mairie", "Mairie", (OpeningSlot(WEEK, at(8), at(11)),))
SATURDAY = date(2026, 12, 5)
SPECIAL = OpeningSlot((5,), at(10), at(11), "", SATURDAY, SATURDAY, exceptional=True)


def asked(text: str, *services: Service, when: str = "2026-11-24T10:00") -> tuple[str, tuple[str, ...], bool]:
    rows = [(service, service.key) for service in services]
    question = Question(text, "sandillon", datetime.fromisoformat(when))
    answer = answer_hours(question, "Sandillon", rows, [], Calendar("45300"), lambda row: f"Document {row}")
    assert answer is not None, text
    return answer.text, answer.cited, answer.certain


def test_the_mairie_of_a_page_is_the_mairie_of_the_directory() -> None:
    found = offices([(SANDILLON, "directory"), (NOTICE, "page")], "Sandillon")
    assert [[version.row for version in office.versions] for office in found] == [["directory", "page"]]


def test_sources_that_agree_are_told_as_one() -> None:
    same = replace(NOTICE, slots=SANDILLON.slots)
    text, cited, certain = asked("la mairie est ouverte ?", SANDILLON, same)
    assert text.startswith("Oui, la mairie de Sandillon est ouverte")
    assert "D’après" not in text
    assert (cited, certain) == (("mairie-45300",), True)


def test_sources_that_differ_are_both_said_the_newest_first() -> None:
    old, new = replace(SANDILLON, modified_on=date(2023, 8, 9)), replace(NOTICE, modified_on=date(2026, 9, 2))
    text, cited, certain = asked("la mairie ferme à quelle heure ce matin ?", old, new)
    first, second = text.index("Document mairie mairie"), text.index("Document mairie-45300")
    assert first < second
    assert "ne donnent pas les mêmes horaires" in text
    assert "à jour au mercredi 2 septembre" in text
    assert "11 h" in text
    assert "12 h" in text
    assert (sorted(cited), certain) == (["mairie mairie", "mairie-45300"], False)


def test_sources_that_differ_are_a_conflict(ask: Ask) -> None:
    told = ask("la mairie ferme à quelle heure ce matin ?", services=(SANDILLON, NOTICE))
    assert told is not None
    assert told.differing == (("mairie-45300", "mairie mairie"),)
    alike = ask("la mairie est ouverte ?", services=(SANDILLON, replace(NOTICE, slots=SANDILLON.slots)))
    assert alike is not None
    assert alike.differing == ()


def test_sources_that_differ_elsewhere_answer_alike_where_they_agree() -> None:
    other = replace(NOTICE, slots=(*SANDILLON.slots[:2], OpeningSlot((5,), at(9), at(10))))
    text, _, _ = asked("la mairie est ouverte mardi 1er décembre au matin ?", SANDILLON, other)
    assert "D’après" not in text


def test_an_exceptional_opening_of_a_notice_joins_the_usual_week() -> None:
    text, cited, _ = asked(
        "la mairie est ouverte samedi 5 décembre ?", SANDILLON, replace(NOTICE, slots=(SPECIAL,))
    )
    assert text.startswith("Attention, horaires exceptionnels samedi 5 décembre.")
    assert "de 10 h à 11 h" in text
    assert cited == ("mairie-45300", "mairie mairie")


def test_what_nobody_understands_is_said_beside_the_hours() -> None:
    vague = replace(NOTICE, slots=(), hours_comment="le mardi selon les congés")
    text, cited, certain = asked("la mairie est ouverte ?", SANDILLON, vague)
    assert text.startswith("Oui, la mairie de Sandillon est ouverte")
    assert "Un autre document ajoute : « le mardi selon les congés »." in text
    assert (cited, certain) == (("mairie-45300", "mairie mairie"), False)


def test_words_that_nobody_understands_are_shown_when_they_are_all_there_is() -> None:
    text, _, certain = asked(
        "la mairie est ouverte ?", replace(NOTICE, slots=(), hours_comment="selon les congés")
    )
    assert "« selon les congés »" in text
    assert not certain


def test_an_annexe_is_not_the_mairie() -> None:
    annexe = Service("annexe", "mairie", "Mairie annexe du Bourg", (OpeningSlot((5,), at(14), at(15)),))
    text, cited, _ = asked("horaires de la mairie", annexe, SANDILLON)
    assert cited == ("mairie-45300",)
    assert "14 h – 15 h" not in text


def test_the_neighbours_mairie_is_not_ours() -> None:
    neighbour = replace(NOTICE, key="jargeau", name="Mairie de Jargeau")
    _, cited, _ = asked("horaires de la mairie", neighbour, SANDILLON)
    assert cited == ("mairie-45300",)


def test_a_neighbours_mairie_alone_answers_nothing(ask: Ask) -> None:
    neighbour = replace(NOTICE, key="jargeau", name="Mairie de Jargeau")
    assert ask("horaires de la mairie", services=(neighbour,)) is None


@pytest.fixture
def libraries() -> tuple[Service, Service]:
    return (
        Service("saules", "bibliotheque", "Médiathèque Les Saules", (OpeningSlot((1,), at(14), at(18)),)),
        Service("veil", "bibliotheque", "Médiathèque Simone-Veil", (OpeningSlot((2,), at(10), at(12)),)),
    )


def test_two_libraries_are_both_told_when_neither_is_named(libraries: tuple[Service, Service]) -> None:
    text, cited, _ = asked("La médiathèque est ouverte mardi ?", *libraries)
    assert "la médiathèque Les Saules est ouverte de 14 h à 18 h" in text
    assert "la médiathèque Simone-Veil est fermée" in text
    assert cited == ("saules", "veil")


def test_the_library_that_is_named_is_told_alone(libraries: tuple[Service, Service]) -> None:
    text, cited, _ = asked("La médiathèque Simone-Veil est ouverte mercredi ?", *libraries)
    assert "Saules" not in text
    assert cited == ("veil",)


def test_a_plain_name_is_the_only_library_there_is(libraries: tuple[Service, Service]) -> None:
    plain = Service("page", "bibliotheque", "Médiathèque", (OpeningSlot((1,), at(14), at(18)),))
    assert len(offices([(libraries[0], "a"), (plain, "b")], "Sandillon")) == 1
    assert len(offices([(libraries[0], "a"), (libraries[1], "c"), (plain, "b")], "Sandillon")) == 3


def test_the_closure_of_one_library_leaves_the_other_open(libraries: tuple[Service, Service]) -> None:
    day, after = datetime(2026, 11, 24), datetime(2026, 11, 26)
    closed = Event(
        "Fermeture exceptionnelle de la médiathèque Les Saules", day, after, all_day=True, closure=True
    )
    question = Question("La médiathèque Simone-Veil est ouverte demain ?", "s", datetime(2026, 11, 24, 10))
    rows = [(service, service.key) for service in libraries]
    answer = answer_hours(question, "Sandillon", rows, [(closed, "avis")], Calendar("45300"))
    assert answer is not None
    assert "est ouverte de 10 h à 12 h" in answer.text
    assert answer.cited == ("veil",)


def test_new_hours_follow_the_old_ones_on_their_day() -> None:
    first = date(2026, 12, 1)
    new = replace(NOTICE, slots=(OpeningSlot(WEEK, at(8), at(11), "", first),))
    before, _, _ = asked("la mairie est ouverte lundi 30 novembre ?", SANDILLON, new)
    after, cited, certain = asked("la mairie est ouverte mardi 1er décembre ?", SANDILLON, new)
    assert "est ouverte de 9 h à 12 h et de 14 h à 17 h" in before
    assert "est ouverte de 8 h à 11 h." in after
    assert "D’après" not in before + after
    assert (cited, certain) == (("mairie-45300", "mairie mairie"), True)


def test_hours_said_after_new_ones_began_are_told_beside_them() -> None:
    new = replace(NOTICE, slots=(OpeningSlot(WEEK, at(8), at(11), "", date(2026, 9, 1)),))
    text, _, certain = asked(
        "la mairie est ouverte demain ?", replace(SANDILLON, modified_on=date(2026, 10, 1)), new
    )
    assert text.count("D’après") == 2
    assert not certain
