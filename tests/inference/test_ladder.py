"""The cheapest rung that is certain answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inference.engine import Engine
from inference.events import Done, Replace, Text
from inference.figures import stated, supported
from inference.question import Kind
from ops.fault import Fault
from tests.fake_engine import FakeEngine, eventually
from tests.inference.town import DOGS, DOGS_VAGUELY, GARDENING, HOURS, RUGBY, Town, asked

if TYPE_CHECKING:
    from inference.question import Answer

RIGHT = "Les travaux de jardinage bruyants sont autorisés le samedi de 9 h à 12 h et de 15 h à 18 h."
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


def figures_cited(answer: Answer) -> set[str]:
    return supported(" ".join(f"{c.title} {c.locator} {c.passage}" for c in answer.citations))


def test_hours_never_touch_the_engine(town: Town, engine: FakeEngine) -> None:
    answer = town.ask(engine, HOURS).answer
    assert answer.kind is Kind.HOURS
    assert answer.citations[0].file == "annuaire.json"
    assert engine.prompts == []


def test_a_supported_text_is_streamed_with_its_source(town: Town, engine: FakeEngine) -> None:
    engine.says(*(f"{word} " for word in RIGHT.split()))
    told = town.ask(engine, GARDENING)
    assert told.answer.kind is Kind.GENERATED
    assert told.streamed.strip() == told.answer.text == RIGHT
    assert [citation.file for citation in told.sources] == ["bruit_2025.html"]
    assert told.sources == told.answer.citations
    assert told.answer.model == "a model"
    assert 0 < told.answer.first_text_seconds <= told.answer.seconds


def test_nothing_about_it_is_declined_without_the_engine(town: Town, engine: FakeEngine) -> None:
    told = town.ask(engine, RUGBY)
    assert told.answer.kind is Kind.DECLINED
    assert told.answer.handoff is not None
    assert told.answer.handoff.phone == "03 53 01 24 10"
    assert engine.prompts == []


@pytest.mark.parametrize("said", [["INCONNU"], ["INC", "ON", "NU."], [" \n", "INCONNU"], [""], []])
def test_when_the_model_does_not_know_the_passage_is_quoted(
    town: Town, engine: FakeEngine, said: list[str]
) -> None:
    engine.says(*said)
    told = town.ask(engine, DOGS)
    assert told.answer.kind is Kind.QUOTED
    assert told.sources[0].passage in told.answer.text
    assert "INC" not in told.streamed.replace(told.answer.text, "")


def test_when_the_model_does_not_know_and_no_passage_is_close_it_is_declined(
    town: Town, engine: FakeEngine
) -> None:
    engine.says("INCONNU")
    assert town.ask(engine, DOGS_VAGUELY).answer.kind is Kind.DECLINED


def test_an_unsupported_figure_is_replaced_by_the_passage(town: Town, engine: FakeEngine) -> None:
    engine.says(
        "Les chiens sont tenus ", "en laisse dans les parcs, ", "sous peine de ", "135", " € d'amende."
    )
    told = town.ask(engine, DOGS)
    assert told.streamed.startswith("Les chiens sont tenus en laisse")
    assert "135" not in told.streamed
    assert told.replaced == told.answer.text
    assert "38 €" in told.answer.text
    assert told.answer.kind is Kind.QUOTED


def test_a_hanging_engine_gives_the_passage_at_the_deadline(town: Town, engine: FakeEngine) -> None:
    engine.fails(after=0, how="hang")
    answer = town.ask(engine, DOGS, seconds=0.4).answer
    assert answer.kind is Kind.QUOTED
    assert 0.3 < answer.seconds < 1.5
    assert eventually(lambda: engine.cancelled == 1)


def test_a_vague_question_that_takes_too_long_is_not_told_that_nothing_was_found(
    town: Town, engine: FakeEngine
) -> None:
    engine.fails(after=0, how="hang")
    answer = town.ask(engine, DOGS_VAGUELY, seconds=0.4).answer
    assert answer.kind is Kind.DECLINED
    assert "pas eu le temps" in answer.text


def test_an_engine_that_falls_silent_half_way_is_replaced(town: Town, engine: FakeEngine) -> None:
    engine.says("Les chiens sont ", "tenus en laisse ", "dans les parcs.")
    engine.fails(after=2, how="hang")
    told = town.ask(engine, DOGS, seconds=0.5)
    assert told.streamed
    assert told.replaced == told.answer.text


@pytest.mark.parametrize("how", ["die", "error"])
@pytest.mark.parametrize("after", [0, 2])
def test_a_dying_engine_never_leaves_half_an_answer(
    town: Town, engine: FakeEngine, how: str, after: int
) -> None:
    engine.says("Les chiens sont ", "tenus en laisse dans les parcs ", "municipaux.")
    engine.fails(after=after, how=how)
    assert town.ask(engine, DOGS).answer.kind is Kind.QUOTED


def test_without_an_engine_hours_and_passages_still_answer(town: Town) -> None:
    assert town.ask(NOWHERE, HOURS).answer.kind is Kind.HOURS
    assert town.ask(NOWHERE, DOGS).answer.kind is Kind.QUOTED
    assert town.ask(NOWHERE, RUGBY).answer.kind is Kind.DECLINED


def test_without_an_engine_the_rest_is_asked_to_come_back(town: Town) -> None:
    with pytest.raises(Fault) as refused:
        town.ask(NOWHERE, DOGS_VAGUELY)
    assert refused.value.key == "engine.unavailable"
    assert refused.value.retry_after_seconds == 30


def test_a_loading_engine_is_like_none(town: Town, engine: FakeEngine) -> None:
    engine.loading = True
    assert town.ask(engine, DOGS).answer.kind is Kind.QUOTED
    with pytest.raises(Fault, match="503"):
        town.ask(engine, DOGS_VAGUELY)


def test_one_question_too_many_gets_the_passage_at_once(town: Town, engine: FakeEngine) -> None:
    engine.fails(after=0, how="hang")

    async def crowd() -> Answer:
        client = Engine(engine.address, "parvis", slots=1, queue=1)
        ladder = town.ladder(client, seconds=20)
        waiting = [asyncio.ensure_future(_last(ladder, DOGS)) for _ in range(2)]
        await asyncio.sleep(0.3)
        answer = await _last(ladder, DOGS)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await client.close()
        return answer

    answer = asyncio.run(crowd())
    assert answer.kind is Kind.QUOTED
    assert answer.seconds < 1.0
    assert engine.most_running == 1
    assert eventually(lambda: engine.running == 0)


async def _last(ladder: object, text: str) -> Answer:
    events = [event async for event in ladder.climb(asked(text))]  # type: ignore[attr-defined]
    assert isinstance(events[-1], Done)
    return events[-1].answer


def test_the_repealed_act_answers_for_its_own_time_only(town: Town, engine: FakeEngine) -> None:
    engine.says("INCONNU")
    assert "20 h" in town.ask(engine, GARDENING, at="2024-06-01T10:00").answer.text
    assert "20 h" not in town.ask(engine, GARDENING, at="2026-06-01T10:00").answer.text


STREAMS = st.lists(
    st.sampled_from(
        [
            *(
                "Les chiens ",
                "sont tenus ",
                "en laisse",
                " dans les parcs",
                " municipaux",
                ", amende de ",
                "\n",
            ),
            *(
                "38",
                " 38 €",
                "1",
                "35",
                " 135 €",
                "3",
                "8",
                " trente-",
                "huit",
                " cent",
                " mille",
                " 9 h",
                "30",
            ),
            *(
                " de 9 h",
                " à 12",
                " h",
                " et",
                " demie",
                "[1]",
                " [",
                "2",
                "]",
                "INCONNU",
                "IN",
                " midi",
                ".",
            ),
        ]
    ),
    max_size=10,
)


@given(pieces=STREAMS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_streamed_no_figure_stands_without_a_passage(
    town: Town, engine: FakeEngine, pieces: list[str]
) -> None:
    engine.says(*pieces)
    told = town.ask(engine, DOGS)
    assert stated(told.answer.text) <= figures_cited(told.answer)
    replaced = any(isinstance(event, Replace) for event in told.events)
    shown = "".join(event.text for event in told.events if isinstance(event, Text))
    assert replaced or shown.strip() == told.answer.text
    retrieved = supported(engine.prompts[-1]["messages"][-1]["content"])
    assert stated(shown) <= (retrieved if replaced else figures_cited(told.answer))
