"""An act that was repealed is told as repealed only, in the sentence that a citizen reads."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from inference.question import Kind
from tests.inference.town import REPEALED_ON, RUGBY, Town, asked

if TYPE_CHECKING:
    from inference.question import Answer
    from tests.fake_engine import FakeEngine

OLD_RULE = "Le jardinage est autorisé de 8 h à 20 h ?"
NOBODY_QUOTES = 2.0  # a confidence that no quotation has


def declined(town: Town, engine: FakeEngine, text: str, *, plain: bool = False) -> Answer:
    engine.says("INCONNU")
    answer = asyncio.run(town.answered(engine, asked(text, plain=plain), quoting=NOBODY_QUOTES))[0].answer
    assert answer.kind is Kind.DECLINED
    return answer


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (False, "mais il ne s’applique plus. Son dernier jour : jeudi 22 mai 2025."),
        (True, "Ce texte ne s’applique plus. Son dernier jour était : jeudi 22 mai 2025."),
    ],
)
def test_what_is_over_is_named_with_its_last_day(
    town: Town, engine: FakeEngine, plain: bool, sentence: str
) -> None:
    answer = declined(town, engine, OLD_RULE, plain=plain)
    assert sentence in answer.text
    assert "Arrêté sur le bruit" in answer.text
    assert "8 h" not in answer.text, "what it said is not told as if it held"
    assert [(one.file, one.in_force_until) for one in answer.citations] == [("bruit_2021.html", REPEALED_ON)]
    assert answer.handoff is not None


def test_nothing_is_said_of_acts_that_are_over_where_none_was_about_it(
    town: Town, engine: FakeEngine
) -> None:
    answer = declined(town, engine, RUGBY)
    assert "ne s’applique plus" not in answer.text
    assert answer.citations == ()
