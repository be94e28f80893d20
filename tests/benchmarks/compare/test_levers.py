"""Each lever is really off, and only that one."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.compare.levers import (
    DRAFTS,
    FACTS,
    GUARD,
    NOTHING,
    PREFIX,
    REUSE,
    TITLES,
    salt_of,
    switch_off,
)
from benchmarks.measuring_gateway import MeasuredEngine
from inference.question import Kind
from tests.inference.town import GARDENING, HOURS, Answered, asked

if TYPE_CHECKING:
    from pathlib import Path

    from inference.question import Question
    from tests.fake_engine import FakeEngine
    from tests.inference.town import Town

RIGHT = "Les travaux de jardinage bruyants sont autorisés le samedi de 9 h à 12 h et de 15 h à 18 h."
INVENTED = "Les travaux de jardinage bruyants sont autorisés le samedi de 7 h à 23 h 45."


def put(
    town: Town, lever: str, engine: FakeEngine, prompts: Path, *questions: Question, seconded: bool = False
) -> list[Answered]:
    """What the ladder says with the engine's client of this lever."""

    async def climbed() -> list[Any]:
        client = MeasuredEngine(engine.address, prompts, salt_of(lever), slots=4, queue=4)
        ladder = town.ladder(client, seconded=seconded)
        try:
            return [[event async for event in ladder.climb(one)] for one in questions]
        finally:
            await client.close()

    return [Answered(tuple(events)) for events in asyncio.run(climbed())]


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    return tmp_path / "prompts.jsonl"


def test_without_facts_hours_are_not_computed(
    town: Town, engine: FakeEngine, prompts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.says("INCONNU")
    assert put(town, NOTHING, engine, prompts, asked(HOURS))[0].answer.kind is Kind.HOURS
    switch_off(FACTS, monkeypatch.setattr)
    assert put(town, FACTS, engine, prompts, asked(HOURS))[0].answer.kind is not Kind.HOURS


def test_without_reuse_the_same_question_is_written_again(
    town: Town, engine: FakeEngine, prompts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.says(RIGHT)
    twice = (asked(GARDENING), asked(GARDENING))
    kinds = [told.answer.kind for told in put(town, NOTHING, engine, prompts, *twice)]
    assert kinds == [Kind.GENERATED, Kind.CACHED]
    switch_off(REUSE, monkeypatch.setattr)
    kinds = [told.answer.kind for told in put(town, REUSE, engine, prompts, *twice)]
    assert kinds == [Kind.GENERATED, Kind.GENERATED]


def test_without_the_prefix_each_prompt_is_new_to_the_engine(
    town: Town, engine: FakeEngine, prompts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.says(RIGHT)
    switch_off(REUSE, monkeypatch.setattr)
    twice = (asked(GARDENING), asked(GARDENING))
    put(town, NOTHING, engine, prompts, *twice)
    put(town, PREFIX, engine, prompts, *twice)
    salts = [prompt["cache_salt"] for prompt in engine.prompts]
    assert salts[:2] == [NOTHING, NOTHING]
    assert len(set(salts)) == 3


def test_without_the_guard_what_no_passage_carries_is_shown(
    town: Town, engine: FakeEngine, prompts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.says(*(f"{word} " for word in INVENTED.split()))
    assert "23 h 45" not in put(town, NOTHING, engine, prompts, asked(GARDENING))[0].answer.text
    switch_off(GUARD, monkeypatch.setattr)
    told = put(town, GUARD, engine, prompts, asked(GARDENING))[0]
    assert (told.answer.kind, told.answer.text) == (Kind.GENERATED, INVENTED)
    assert told.answer.citations
    small = put(town, GUARD, engine, prompts, asked(GARDENING), seconded=True)[0]
    assert small.answer.text == INVENTED
    assert len([event for event in told.events if hasattr(event, "text")]) == len(INVENTED.split())


def test_the_engine_is_asked_the_same_with_every_lever_on(
    town: Town, engine: FakeEngine, prompts: Path
) -> None:
    engine.says(RIGHT)
    put(town, NOTHING, engine, prompts, asked(GARDENING))
    town.ask(engine, GARDENING)
    measured, plain = engine.prompts
    assert {key: measured[key] for key in measured if key != "cache_salt"} == plain
    assert json.loads(prompts.read_text("utf-8"))["messages"] == plain["messages"]


@pytest.mark.parametrize("lever", [NOTHING, PREFIX, DRAFTS])
def test_levers_that_are_not_the_gateways_change_nothing_in_it(lever: str) -> None:
    changed: list[object] = []
    switch_off(lever, lambda *told: changed.append(told))
    assert changed == []


def test_every_lever_of_the_issue_has_its_arm() -> None:
    assert set(TITLES) == {FACTS, REUSE, PREFIX, GUARD, DRAFTS}
