"""Who reads with difficulty is answered in easy French, whatever rung answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from inference.question import Kind
from tests.inference.town import DOGS, RUGBY, Town, asked

if TYPE_CHECKING:
    from inference.question import Answer
    from tests.fake_engine import FakeEngine

DEPOSIT = "Combien coûte la caution pour la location de la salle ?"


def told(town: Town, engine: FakeEngine, text: str, *, plain: bool) -> Answer:
    engine.says("INCONNU")
    return asyncio.run(town.answered(engine, asked(text, plain=plain)))[0].answer


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        (
            "Quand passe le bac gris rue du Pont ?",
            Kind.CALENDAR,
            ["Le camion passe bientôt.", "D’habitude : le lundi"],
        ),
        (
            "Quand a lieu le marché ?",
            Kind.CALENDAR,
            ["de 8 heures à 13 heures"],
        ),
        (
            "Dans quelle zone du PLU se situe le 9 rue de la Source ?",
            Kind.ZONE,
            ["Regardez à partir de la page"],
        ),
        (
            "Quel est le numéro de téléphone de la mairie ?",
            Kind.CONTACT,
            ["Pour téléphoner, faites le 03 53 01 24 10"],
        ),
        (DOGS, Kind.QUOTED, ["Le texte dit :", "Si le texte est difficile, demandez à la mairie."]),
        (
            RUGBY,
            Kind.DECLINED,
            ["Je n’ai pas trouvé la réponse.", "Je ne veux pas vous dire une chose fausse."],
        ),
        (DEPOSIT, Kind.QUOTED, ["Deux papiers de la commune ne disent pas la même chose.", "c’est écrit :"]),
    ],
)
def test_each_kind_has_its_easy_form(
    mapped_town: Town, engine: FakeEngine, text: str, kind: Kind, lines: list[str]
) -> None:
    easy, usual = (told(mapped_town, engine, text, plain=plain) for plain in (True, False))
    assert easy.kind is usual.kind is kind
    assert easy.conflict is usual.conflict is (text == DEPOSIT)
    for line in lines:
        assert line in easy.text
        assert line not in usual.text
    assert {citation.file for citation in easy.citations} == {citation.file for citation in usual.citations}


def test_whom_to_ask_is_said_in_easy_french_too(mapped_town: Town, engine: FakeEngine) -> None:
    handoff = told(mapped_town, engine, RUGBY, plain=True).handoff
    assert handoff is not None
    assert handoff.opens.startswith(("C’est ouvert maintenant.", "Ça ouvre"))
