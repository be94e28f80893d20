"""A draft shows whole checked sentences, tries once more by copying, and gives up in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from inference.engine import Engine
from inference.writing import Draft, NotAnswered
from tests.fake_engine import FakeEngine, serving
from tests.inference.written import passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

PARKING = passage(
    "Zone jaune : 1 heure ; Tarif : 2,00 €\nZone orange : 1 heure ; Tarif : 1,30 €",
    title="Tarifs du stationnement",
)
MARKET = passage("Le marché se tient le samedi matin sur la place Haute.", number=1)
QUESTION = "Combien coûte une heure de stationnement en zone jaune ?"
RIGHT, WRONG = "En zone jaune, 1 heure coûte 2,00 €.", "En zone jaune, 1 heure coûte 1,30 €."


class TwoMinds(FakeEngine):
    """Says one thing first, another when it is asked to copy."""

    def follows(self, first: str, then: str) -> None:
        self.says(first)
        self.then_says = then

    async def _answer(self, asked: dict[str, object], *streams: object) -> None:
        if self.prompts:
            self.says(self.then_says)
        await super()._answer(asked, *streams)  # type: ignore[arg-type]


@pytest.fixture
def engine() -> Iterator[TwoMinds]:
    with serving(TwoMinds()) as served:
        assert isinstance(served, TwoMinds)
        yield served


def written(
    engine: FakeEngine,
    seconds: float = 5.0,
    day: date | None = None,
    admitted: Callable[[str], bool] | None = None,
) -> tuple[Draft, Sequence[str]]:
    async def write() -> tuple[Draft, Sequence[str]]:
        client = Engine(engine.address, "parvis", slots=1, queue=1)
        try:
            draft = Draft(client, [PARKING, MARKET], QUESTION, seconds, day=day, admitted=admitted)
            return draft, [piece async for piece in draft.text()]
        finally:
            await client.close()

    return asyncio.run(write())


def test_what_nothing_seconds_is_neither_shown_nor_tried_again(engine: TwoMinds) -> None:
    engine.follows(RIGHT, RIGHT)
    with pytest.raises(NotAnswered):
        written(engine, admitted=lambda _text: False)
    assert len(engine.prompts) == 1


def test_a_right_answer_is_written_at_the_first_try(engine: TwoMinds) -> None:
    engine.says(RIGHT)
    draft, pieces = written(engine)
    assert "".join(pieces) == draft.checked.text == RIGHT
    assert draft.checked.cited == (PARKING,)
    assert len(engine.prompts) == 1


def test_a_refused_answer_is_tried_once_more_with_the_best_passage_alone(engine: TwoMinds) -> None:
    engine.follows(WRONG, RIGHT)
    draft, pieces = written(engine)
    assert "".join(pieces) == RIGHT
    assert [decision.passed for decision in draft.decisions] == [False, True]
    again = engine.prompts[1]["messages"][1]["content"]
    assert "Recopie mot pour mot" in again
    assert MARKET.text not in again
    assert engine.prompts[0]["messages"][0] == engine.prompts[1]["messages"][0]


def test_there_is_no_third_try(engine: TwoMinds) -> None:
    engine.follows(WRONG, WRONG)
    with pytest.raises(NotAnswered):
        written(engine)
    assert len(engine.prompts) == 2


def test_without_time_left_nothing_is_tried_again(engine: TwoMinds) -> None:
    engine.says(WRONG, delay=0.5)
    with pytest.raises(NotAnswered):
        written(engine, seconds=0.7)
    assert len(engine.prompts) == 1


def test_what_stands_by_itself_is_kept_when_a_later_sentence_is_refused(engine: TwoMinds) -> None:
    engine.says(f"{RIGHT} ", "Elle coûte 45 € en soirée. ")
    draft, pieces = written(engine)
    assert "".join(pieces).strip() == draft.checked.text == RIGHT


def test_a_model_that_does_not_know_is_not_asked_again(engine: TwoMinds) -> None:
    engine.says("INCONNU")
    with pytest.raises(NotAnswered):
        written(engine)
    assert len(engine.prompts) == 1


def test_what_does_not_yet_answer_is_held_and_then_tried_again(engine: TwoMinds) -> None:
    beside = "Le stationnement en zone jaune est payant une heure."
    engine.follows(f"{beside} ", RIGHT)
    draft, pieces = written(engine)
    assert list(pieces) == [RIGHT], "of the first try nothing answers, so nothing of it was shown"
    assert draft.checked.text == RIGHT
    assert any(decision.sentence == beside for decision in draft.decisions if not decision.passed)


def test_not_knowing_any_further_takes_nothing_back(engine: TwoMinds) -> None:
    engine.says(f"{RIGHT} Le", " reste : ", "INCONNU")
    draft, pieces = written(engine)
    assert "".join(pieces).strip() == draft.checked.text == RIGHT
