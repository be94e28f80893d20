"""One rule for all arms: what is said. Kinds and contradictions, which only one arm has, are left out."""

from __future__ import annotations

import pytest

from benchmarks.compare.arms import FAULT
from benchmarks.compare.judged import declines, judged
from benchmarks.scoring import Outcome
from tests.benchmarks.compare.answers import CITED, RIGHT, UNSURE, WRONG, price, said

DECLINED = {"decline": True, "all": [], "none": ["€", "euros"], "cite": None}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [(RIGHT, Outcome.RIGHT), (WRONG, Outcome.WRONG), (UNSURE, Outcome.DECLINED), ("", Outcome.WRONG)],
)
@pytest.mark.parametrize("kind", ["generated", "quoted", "cached", "raw", "peer"])
def test_the_words_decide_whatever_the_kind(text: str, outcome: Outcome, kind: str) -> None:
    assert judged(price(conflict=True), said(text, kind=kind)).outcome is outcome


def test_right_with_its_source_is_more_than_right() -> None:
    assert not judged(price(), said()).sourced
    assert judged(price(), said(citations=CITED)).sourced
    assert not judged(price(), said(WRONG, citations=CITED)).sourced


def test_who_answers_and_hedges_has_answered() -> None:
    hedged = f"Je ne trouve pas la date de ce tarif. {RIGHT}"
    assert judged(price(), said(hedged)).right


def test_what_must_be_declined_is_right_in_plain_words_or_by_its_kind() -> None:
    question = price(**DECLINED)
    assert judged(question, said(UNSURE)).right
    assert judged(question, said("Votre mairie vous répondra.", kind="declined")).right
    assert judged(question, said("Cela coûte cher.")).outcome is Outcome.WRONG
    assert judged(question, said("Je ne sais pas, peut-être 300 €.")).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    "text",
    [
        "INCONNU",
        "Je ne sais pas.",
        "Je n'ai pas trouvé cette information.",
        "Le contexte ne mentionne pas le prix d'une concession.",
        "Le contexte ne contient aucune information à ce sujet.",
        "Cette information n'est pas disponible dans les documents.",
        "Il n'y a pas d'information sur ce sujet.",
        "I don't know.",
        "The context does not provide this.",
        "No lo sé.",
    ],
)
def test_plain_wordings_of_not_knowing(text: str) -> None:
    assert declines(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "Il est interdit de tondre le dimanche : ce n'est pas autorisé.",
        "La mairie n'est pas ouverte le samedi 28 novembre.",
        "Le stationnement ne donne lieu à aucun paiement.",
        "No, the town hall is not open on Saturday.",
        "Les chiens ne sont pas admis.",
    ],
)
def test_an_answer_that_says_no_does_not_decline(text: str) -> None:
    assert not declines(said(text))


def test_what_failed_is_a_fault_with_its_reason() -> None:
    told = judged(price(), said("ReadTimeout", kind=FAULT))
    assert (told.outcome, told.why, told.sourced) == (Outcome.FAULT, ("ReadTimeout",), False)
