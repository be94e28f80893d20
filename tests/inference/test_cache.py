"""An answer is given again to the same question while it is fresh, and to no other question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from inference.amendments import Amendment
from inference.question import Kind
from ingest.facts import Validity
from ops import metrics
from tests.inference.square import (
    CANTEEN,
    CANTEEN_OTHERWISE,
    PRICE,
    TUESDAY,
    Square,
    open_square,
    question,
)
from tests.inference.written import passage

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from inference.question import Question
    from inference.retrieval import Found


@pytest.fixture
def square(tmp_path: Path) -> Iterator[Square]:
    opened = open_square(tmp_path)
    yield opened
    opened.town.close()


def test_karim_who_asks_in_the_same_words_gets_the_answer_before_any_search(square: Square) -> None:
    square.write(CANTEEN)
    kept = square.at_once(CANTEEN)
    assert kept is not None
    assert (kept.text, kept.kind, kept.how) == (PRICE, Kind.GENERATED, "exact")
    assert [passage.title for passage in kept.cited] == ["cantine.html"]


@pytest.mark.parametrize(
    "said",
    [
        "combien coute la cantine pour un enfant resident",
        "Bonjour, combien coûte la cantine pour un enfant résident ? Merci d’avance.",
        "COMBIEN COÛTE LA CANTINE POUR UN ENFANT RÉSIDENT ?",
    ],
)
def test_capitals_accents_and_courtesy_change_nothing(square: Square, said: str) -> None:
    square.write(CANTEEN)
    kept = square.at_once(said)
    assert kept is not None
    assert kept.how == "exact"


def test_other_words_for_the_same_get_it_too(square: Square) -> None:
    square.write(CANTEEN)
    kept = square.ask(CANTEEN_OTHERWISE)
    assert kept is not None
    assert (kept.text, kept.how) == (PRICE, "semantic")


@pytest.mark.parametrize(
    "other",
    [
        "Combien coûte la cantine pour un enfant extérieur ?",
        "Combien coûte la cantine pour un adulte résident ?",
        "Combien coûte la cantine pour deux enfants résidents ?",
        "Combien coûte la cantine sans repas pour un enfant résident ?",
        "Combien coûte la garderie pour un enfant résident ?",
        "Combien coûtait la cantine en 2024 pour un enfant résident ?",
        "Combien coûte la cantine pour un enfant résident rue du Pont ?",
        "La cantine est-elle autorisée pour un enfant résident ?",
    ],
)
def test_a_question_that_differs_in_one_thing_gets_nothing(square: Square, other: str) -> None:
    square.write(CANTEEN)
    assert square.ask(other) is None


def test_a_replaced_document_takes_its_answers_with_it(square: Square) -> None:
    square.write(CANTEEN)
    square.town.place("cantine.html", "Cantine scolaire : le repas coûte 3,60 € pour un enfant résident.")
    assert square.ask(CANTEEN) is None
    assert square.ask(CANTEEN_OTHERWISE) is None


def test_a_forgotten_document_takes_its_answers_with_it(square: Square) -> None:
    square.write(CANTEEN)
    square.town.forget("cantine.html")
    assert square.ask(CANTEEN) is None
    assert square.ask(CANTEEN_OTHERWISE) is None


def test_a_new_document_that_would_be_found_ends_the_answer(square: Square) -> None:
    square.write(CANTEEN)
    square.town.place("cantine_2027.html", "Le repas de cantine coûte 3,80 € pour un enfant résident.")
    assert square.ask(CANTEEN) is None


def test_an_act_that_amends_what_was_told_ends_the_answer_though_it_is_not_found(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):  # with the price, as many as are found
        square.town.place(
            f"cantine_{number}.html", f"Cantine, menu {number} : le repas de l'enfant résident."
        )
    square.write(CANTEEN)
    find = square.town.find
    later = passage("Le tarif de 3,42 € est porté à 3,60 €.")

    def found(asked: Question) -> Found:
        here = find(asked)
        return replace(here, amending=(Amendment(later.text, later, None, here.passages[0].document_id),))

    square.town.place("piscine.html", "Le bassin est chauffé toute l'année.")  # another version of the index
    assert square.ask(CANTEEN) is not None
    square.town.place("stade.html", "La pelouse est tondue le lundi.")
    monkeypatch.setattr(square.town, "find", found)
    assert square.ask(CANTEEN) is None


def test_a_document_that_would_not_be_found_leaves_it(square: Square) -> None:
    for number in range(2):  # with the price, as many as are found: among equals chance decides
        square.town.place(
            f"cantine_{number}.html", f"Cantine, menu {number} : le repas de l'enfant résident."
        )
    square.write(CANTEEN)
    square.town.place("piscine.html", "Le bassin est chauffé toute l'année.")
    assert square.at_once(CANTEEN) is None
    kept = square.ask(CANTEEN_OTHERWISE) and square.ask(CANTEEN)
    assert kept is not None
    assert square.at_once(CANTEEN) is not None


def test_while_vectors_are_missing_every_answer_is_proven_by_a_search(square: Square) -> None:
    square.write(CANTEEN)
    square.town.place("autre.html", "La cantine sert un repas à chaque enfant résident.", embedded=False)
    square.write(CANTEEN)
    assert square.at_once(CANTEEN) is None
    square.town.embed("autre.html")
    assert square.at_once(CANTEEN) is None


def test_the_next_day_it_is_proven_again_and_stands(square: Square) -> None:
    square.write(CANTEEN)
    assert square.at_once(CANTEEN, TUESDAY) is None
    assert square.ask(CANTEEN, TUESDAY) is not None
    assert square.at_once(CANTEEN, TUESDAY) is not None


def test_an_act_whose_time_has_come_ends_the_answer(square: Square) -> None:
    tomorrow = Validity(date(2026, 11, 24))
    square.town.place(
        "cantine_2.html", "Dès demain le repas de cantine de l'enfant résident : 4 €.", tomorrow
    )
    square.write(CANTEEN)
    assert square.ask(CANTEEN) is not None
    assert square.ask(CANTEEN, TUESDAY) is None


def test_an_answer_that_says_today_is_not_given_tomorrow(square: Square) -> None:
    square.write(CANTEEN, "Aujourd'hui, le repas coûte 3,42 €.")
    assert square.ask(CANTEEN) is not None
    assert square.ask(CANTEEN, TUESDAY) is None


def test_a_price_that_changes_within_the_year_is_told_for_its_own_day(square: Square) -> None:
    square.town.place(
        "cantine.html",
        "Repas de cantine, enfant résident, du 1er janvier au 23 novembre 2026 : 3,42 €.\n"
        "Repas de cantine, enfant résident, du 24 novembre au 31 décembre 2026 : 3,60 €.",
    )
    square.write(CANTEEN)
    assert square.ask(CANTEEN) is not None
    assert square.ask(CANTEEN, TUESDAY) is None


def test_tomorrow_asked_tomorrow_is_another_day(square: Square) -> None:
    square.write("La cantine est-elle ouverte demain ?")
    assert square.ask("La cantine est-elle ouverte mardi ?") is not None
    assert square.ask("La cantine est-elle ouverte demain ?", TUESDAY) is None


def test_a_new_prompt_or_model_begins_anew(square: Square) -> None:
    square.write(CANTEEN)
    square.prompt[0] = "prompt 2"
    assert square.ask(CANTEEN) is None
    assert square.ask(CANTEEN_OTHERWISE) is None


def test_another_language_and_plain_words_have_their_own_answers(square: Square) -> None:
    square.write(CANTEEN)
    assert square.ask(CANTEEN, language="en") is None
    assert square.ask(CANTEEN, plain=True) is None


@pytest.mark.parametrize(
    "own",
    [
        "Je m'appelle Léa Martin, combien coûte la cantine ?",
        "Combien coûte la cantine ? Répondez-moi au 06 12 34 56 78.",
        "Combien coûte la cantine ? lea.martin@exemple.fr",
        "J'habite au 12 rue du Pont, combien coûte la cantine ?",
        "Mon numéro de sécurité sociale est 2 85 05 34 172 001 12, combien coûte la cantine ?",
        "Mon IBAN est FR76 3000 6000 0112 3456 7890 189, combien coûte la cantine ?",
        "Combien coûte la cantine pour la fille de Mme Martin ?",
        "La cantine est-elle ouverte en ce moment ?",
    ],
)
def test_what_tells_who_asks_or_means_this_minute_is_never_kept(square: Square, own: str) -> None:
    square.write(own)
    assert square.ask(own) is None


def test_a_follow_up_is_never_kept(square: Square) -> None:
    square.write(CANTEEN, follow_up=True)
    assert square.ask(CANTEEN) is None


@pytest.mark.parametrize("kind", [Kind.DECLINED, Kind.HOURS, Kind.VALIDATED, Kind.CACHED, Kind.SIGNPOSTED])
def test_only_what_was_written_or_quoted_is_kept(square: Square, kind: Kind) -> None:
    asked = square.reuse.asked(question(CANTEEN))
    square.hand_over(asked, kind=kind)
    assert square.ask(CANTEEN) is None
    square.hand_over(asked, kind=Kind.QUOTED)
    kept = square.ask(CANTEEN)
    assert kept is not None
    assert kept.kind is Kind.QUOTED


def test_what_sources_contradict_or_leave_in_doubt_is_never_kept(square: Square) -> None:
    asked = square.reuse.asked(question(CANTEEN))
    square.hand_over(asked, conflict=True)
    square.hand_over(asked, doubtful=True)
    assert square.ask(CANTEEN) is None


def test_an_answer_without_a_passage_that_was_found_is_never_kept(square: Square) -> None:
    square.hand_over(square.reuse.asked(question(CANTEEN)), citing=0)
    assert square.ask(CANTEEN) is None


def test_far_vectors_keep_two_questions_apart_whatever_their_words(square: Square) -> None:
    def embed(text: str) -> NDArray[np.float32]:
        return np.array([1, 0] if text == CANTEEN else [0, 1], dtype=np.float32)

    square.reuse = square.town.reuse(lambda: "prompt 1", embed)
    square.write(CANTEEN)
    assert square.at_once(CANTEEN) is not None
    assert square.ask(CANTEEN_OTHERWISE) is None


def test_the_answer_longest_unused_goes_first(square: Square) -> None:
    square.reuse = square.town.reuse(lambda: "prompt 1", most=2)
    first, second, third = (f"Que dit l'article {n} sur la cantine ?" for n in (1, 2, 3))
    square.write(first)
    square.write(second)
    assert square.at_once(first) is not None
    square.write(third)
    assert [square.at_once(text) is not None for text in (first, second, third)] == [True, False, True]


def test_questions_in_flight_share_what_is_written_only_when_all_agrees(square: Square) -> None:
    def flight(text: str, **more: str | bool) -> Hashable:
        return square.reuse.asked(question(text, **more)).flight

    assert flight(CANTEEN) == flight(f"Bonjour, {CANTEEN}")
    assert flight(CANTEEN) != flight(CANTEEN_OTHERWISE)
    assert flight(CANTEEN) != flight(CANTEEN, language="en")
    assert flight("Je m'appelle Léa. Ouvert ?") != flight("Je m'appelle Léa. Ouvert ?")
    before = flight(CANTEEN)
    square.town.place("autre.html", "Un autre document.")
    assert flight(CANTEEN) != before


def test_hits_and_misses_are_counted(square: Square) -> None:
    def counted() -> list[float]:
        return [
            metrics.registry.get_sample_value("parvis_cache_lookups_total", {"result": result}) or 0
            for result in ("exact", "semantic", "miss")
        ]

    before = counted()
    square.write(CANTEEN)
    square.ask(CANTEEN)
    square.ask(CANTEEN_OTHERWISE)
    square.ask("Où est le marché ?")
    assert [after - was for after, was in zip(counted(), before, strict=True)] == [1, 1, 1]
