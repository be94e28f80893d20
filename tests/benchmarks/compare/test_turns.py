"""Every arm is asked every question; who is first turns; the engine alone follows what it repeats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from benchmarks.compare.arms import AGAIN, FAULT, RAW, RawArm, timed
from benchmarks.compare.questions import CITY, Asked
from benchmarks.compare.turns import taken
from tests.benchmarks.compare.answers import price, said

if TYPE_CHECKING:
    from benchmarks.arms import Timed
    from tests.fake_engine import FakeEngine

ASKED = Asked(price(), CITY)


class Recorded:
    def __init__(self, name: str, order: list[str], answer: Timed | None) -> None:
        self.name = self.title = name
        self._order, self._answer = order, answer

    def ask(self, _asked: Asked) -> Timed | None:
        self._order.append(self.name)
        return self._answer


class Wrote:
    """A gateway that has just asked these prompts of the engine."""

    def __init__(self, *prompts: str) -> None:
        self.asked_engine = [
            json.dumps({"messages": [{"role": "user", "content": prompt}], "max_tokens": 9})
            for prompt in prompts
        ]


def test_each_group_is_first_in_its_turn_and_stays_together() -> None:
    order: list[str] = []
    one, two, three = (Recorded(name, order, said()) for name in ("parvis", "raw", "peer"))
    turns = taken([[one, two], [three]], [ASKED] * 3, lambda *_: None)
    assert order == ["parvis", "raw", "peer", "peer", "parvis", "raw", "parvis", "raw", "peer"]
    assert all(set(turn.said) == {"parvis", "raw", "peer"} for turn in turns)


def test_an_arm_that_a_question_is_not_for_is_left_out() -> None:
    order: list[str] = []
    seen: list[Any] = []
    arms = [[Recorded("parvis", order, said()), Recorded("raw", order, None)]]
    (turn,) = taken(arms, [ASKED], lambda number, told: seen.append((number, told)))
    assert set(turn.said) == {"parvis"}
    assert seen == [(0, turn)]


@pytest.mark.parametrize(("prompts", "kind"), [(("Quoi ?",), RAW), (("Quoi ?", "Copie."), AGAIN)])
def test_the_engine_alone_repeats_the_last_prompt(
    engine: FakeEngine, prompts: tuple[str, ...], kind: str
) -> None:
    engine.says("320 €")
    told = RawArm(Wrote(*prompts), engine.address).ask(ASKED)  # type: ignore[arg-type]
    assert told is not None
    assert (told.text, told.kind) == ("320 €", kind)
    (asked,) = engine.prompts
    assert (asked["messages"][0]["content"], asked["max_tokens"]) == (prompts[-1], 9)
    assert asked["cache_salt"] == "raw"


def test_where_nothing_was_written_the_engine_is_not_asked(engine: FakeEngine) -> None:
    assert RawArm(Wrote(), engine.address).ask(ASKED) is None  # type: ignore[arg-type]
    assert engine.prompts == []


def test_what_fails_is_told_and_ends_nothing() -> None:
    def failing() -> Timed:
        raise httpx.ReadTimeout("too long")

    told = timed(failing)
    assert (told.kind, told.text) == (FAULT, "ReadTimeout too long")
