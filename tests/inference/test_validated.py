"""An agent's own answer is given when the same is asked, while it holds and its sources stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.moving_shelf import CALENDAR, SLUG, MovingShelf
from inference.validated_answers.book import AnswerBook, Draft
from inference.validated_answers.rules import checked
from ingest.communes import Communes
from ingest.facts import Validity
from ops import metrics
from ops.fault import Fault
from tests.inference.square import MONDAY, TUESDAY, question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inference.validated_answers.rung import Given, Validated

HALL = "Comment réserver la salle des fêtes ?"
ANSWER = "Appelez Mme Rivière à l'accueil : elle tient le planning de la salle."
WRITTEN, EXPIRES = date(2026, 11, 20), date(2026, 11, 30)


@dataclass
class Desk:
    """Where Berthe, the secretary, keeps her answers."""

    town: MovingShelf
    validated: Validated

    def keep(self, text: str = HALL, **more: object) -> int:
        """Her answer, checked and kept; its number."""
        fields = {"answer": ANSWER, "owner": "Accueil", "expires_on": EXPIRES, "created_on": WRITTEN}
        draft = Draft(text, **(fields | more))  # type: ignore[arg-type]
        return self.town.book.add(checked(draft, self.town.shelf, CALENDAR)).number

    def ask(self, text: str, at: str = MONDAY, **more: str | bool) -> Given | None:
        return self.validated.find(self.town.reuse(lambda: "").asked(question(text, at, **more)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    town = MovingShelf(tmp_path)
    yield Desk(town, town.validated())
    town.close()


@pytest.mark.parametrize(
    "said",
    [
        HALL,
        "bonjour comment reserver la salle des fetes svp",
        "Quelle est la démarche pour réserver la salle des fêtes ?",
    ],
)
def test_the_same_question_gets_the_agents_words(desk: Desk, said: str) -> None:
    desk.keep()
    given = desk.ask(said)
    assert given is not None
    assert (given.answer.answer, given.answer.owner, given.cited) == (ANSWER, "Accueil", ())


@pytest.mark.parametrize(
    "said",
    [
        "Comment réserver la salle des fêtes le 5 décembre ?",
        "Comment annuler la salle des fêtes ?",
        "Combien coûte la salle des fêtes ?",
        "Comment réserver la salle des fêtes pour une association ?",
        "Comment réserver le stade ?",
    ],
)
def test_another_question_does_not(desk: Desk, said: str) -> None:
    desk.keep()
    assert desk.ask(said) is None


def test_it_is_known_by_its_other_wordings_too(desk: Desk) -> None:
    desk.keep(variants=("Qui tient le planning de la salle ?",))
    assert desk.ask("Qui tient le planning de la salle ?") is not None


def test_its_last_day_is_the_one_it_expires_on(desk: Desk) -> None:
    desk.keep(expires_on=date(2026, 11, 23))
    assert desk.ask(HALL, MONDAY) is not None
    assert desk.ask(HALL, TUESDAY) is None


def test_a_replaced_or_forgotten_source_withholds_it(desk: Desk) -> None:
    document = desk.town.place("salle.html", "Le planning de la salle des fêtes est tenu à l'accueil.")
    desk.keep(sources=(document,))
    given = desk.ask(HALL)
    assert given is not None
    assert [passage.title for passage in given.cited] == ["salle.html"]
    desk.town.place("salle.html", "Le planning de la salle des fêtes est tenu par l'association.")
    assert desk.ask(HALL) is None
    desk.keep(sources=(document,))
    assert desk.ask(HALL) is not None
    desk.town.forget("salle.html")
    assert desk.ask(HALL) is None


def test_a_source_that_is_not_in_force_on_the_day_withholds_it(desk: Desk) -> None:
    until_today = Validity(None, date(2026, 11, 23))
    document = desk.town.place("salle.html", "Planning de la salle à l'accueil.", until_today)
    desk.keep(sources=(document,))
    assert desk.ask(HALL, MONDAY) is not None
    assert desk.ask(HALL, TUESDAY) is None


def test_another_document_changes_nothing(desk: Desk) -> None:
    desk.keep(sources=(desk.town.place("salle.html", "Planning de la salle à l'accueil."),))
    desk.town.place("stade.html", "Le stade est fermé.")
    assert desk.ask(HALL) is not None


def test_of_two_answers_the_newest_is_given_and_the_older_when_it_is_removed(desk: Desk) -> None:
    desk.keep(answer="Par écrit.")
    newest = desk.keep(answer="Par téléphone.")
    given = desk.ask(HALL)
    assert given is not None
    assert given.answer.answer == "Par téléphone."
    desk.town.book.remove(newest)
    given = desk.ask(HALL)
    assert given is not None
    assert given.answer.answer == "Par écrit."


def test_when_the_newest_has_expired_an_older_one_that_holds_is_given(desk: Desk) -> None:
    desk.keep(answer="Par écrit.")
    desk.keep(answer="Par téléphone.", expires_on=WRITTEN)
    given = desk.ask(HALL)
    assert given is not None
    assert given.answer.answer == "Par écrit."


def test_tomorrow_is_the_day_after_it_was_written(desk: Desk) -> None:
    desk.keep("La salle est-elle libre samedi 28 novembre ?")
    assert desk.ask("La salle est-elle libre samedi ?") is not None
    assert desk.ask("La salle est-elle libre samedi ?", "2026-11-30T10:00") is None


def test_it_is_given_in_its_own_language_only_and_in_plain_words_as_it_is(desk: Desk) -> None:
    desk.keep()
    assert desk.ask(HALL, language="en") is None
    assert desk.ask(HALL, plain=True) is not None


def test_far_vectors_withhold_it_from_other_words_only(desk: Desk) -> None:
    desk.keep()
    desk.validated = desk.town.validated(
        lambda text: np.array([text == HALL, text != HALL], dtype=np.float32)
    )
    assert desk.ask("Quelle est la démarche pour réserver la salle des fêtes ?") is None
    assert desk.ask(HALL) is not None


def test_another_communes_answers_are_not_seen(desk: Desk) -> None:
    desk.keep()
    Communes(desk.town.store).add("carros", "Carros", "06033")
    other = AnswerBook(desk.town.store, "carros")
    assert other.list() == []
    with pytest.raises(Fault, match="Aucune réponse validée"):
        other.remove(1)
    assert len(AnswerBook(desk.town.store, SLUG).list()) == 1


def test_a_number_is_never_given_twice(desk: Desk) -> None:
    first = desk.keep()
    desk.town.book.remove(first)
    assert desk.keep() > first


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"answer": "  "}, "validated.bad_answer"),
        ({"answer": "a" * 2001}, "validated.bad_answer"),
        ({"owner": ""}, "validated.no_owner"),
        ({"expires_on": date(2026, 11, 19)}, "validated.expired"),
        ({"variants": tuple(f"La salle numéro {n} ?" for n in range(21))}, "validated.too_many"),
        ({"text": "?"}, "validated.bad_question"),
        ({"text": "mot " * 200}, "validated.bad_question"),
        ({"text": "Mme Martin peut-elle réserver ?"}, "validated.personal"),
        ({"variants": ("C'est libre maintenant ?",)}, "validated.passing"),
        ({"text": "Quelles animations cette semaine ?"}, "validated.passing"),
        ({"sources": ("inconnu",)}, "validated.source_unknown"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence_with_its_remedy(
    desk: Desk, change: dict[str, object], key: str
) -> None:
    with pytest.raises(Fault) as refused:
        desk.keep(**change)  # type: ignore[arg-type]
    assert refused.value.key == key
    assert refused.value.sentence.endswith(".")
    assert refused.value.remedy


def test_what_became_of_each_is_counted(desk: Desk) -> None:
    def counted() -> list[float]:
        return [
            metrics.registry.get_sample_value("parvis_validated_lookups_total", {"result": result}) or 0
            for result in ("served", "expired", "source_changed")
        ]

    before = counted()
    desk.keep(sources=(desk.town.place("salle.html", "Planning de la salle à l'accueil."),))
    desk.ask(HALL)
    desk.ask(HALL, "2026-12-24T10:00")
    desk.town.forget("salle.html")
    desk.ask(HALL)
    assert [after - was for after, was in zip(counted(), before, strict=True)] == [1, 1, 1]
