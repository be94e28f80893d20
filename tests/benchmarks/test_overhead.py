"""What is compared between the whole path and the engine alone, and what is left out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.arms import RawEngine, Timed
from benchmarks.overhead import Pair, compared, with_question, written
from benchmarks.scoring import Question
from inference.prompt import messages
from ops.fault import Fault
from tests.fake_engine import FakeEngine

PROMPT: dict[str, Any] = {"messages": [{"role": "user", "content": "Quoi ?"}], "max_tokens": 5}


def timed(text: str, seconds: float, kind: str = "generated") -> Timed:
    return Timed(text, kind, seconds / 2, seconds)


@pytest.fixture
def raw(engine: FakeEngine) -> Iterator[RawEngine]:
    with RawEngine(engine.address) as door:
        yield door


class Whole:
    """Writes each question as many prompts as its text says."""

    def __init__(self, prompts: Path) -> None:
        self._prompts = prompts

    def ask(self, question: Question) -> Timed:
        with self._prompts.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(PROMPT) + "\n" for _ in range(int(question.question)))
        return timed("9 m", 1.0)


def test_what_was_written_twice_or_not_at_all_is_left_out(tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.jsonl"
    asked = [Question(id=tries, commune="c", question=tries, type="fact") for tries in ("2", "1", "0")]
    whole: Any = Whole(prompts)
    assert [one.question.id for one in written(whole, asked, prompts)] == ["1"]


def test_marks_make_no_difference() -> None:
    assert Pair(timed("9 m à l'égout.", 2.2), timed("9 m à l'égout [1].", 2.0, "raw")).comparable


@pytest.mark.parametrize(
    "whole", [timed("9 m", 2.0), timed("12 m [1]", 2.0), timed("9 m à l'égout.", 2.0, "quoted")]
)
def test_another_text_or_kind_is_not_compared(whole: Timed) -> None:
    assert not Pair(whole, timed("9 m à l'égout.", 2.0, "raw")).comparable


def test_each_pair_gives_its_own_ratio() -> None:
    measured = [Pair(timed("a", seconds * 1.05), timed("a", seconds, "raw")) for seconds in (1.0, 2.0, 4.0)]
    figures = {
        figure.name: figure for figure in compared([*measured, Pair(timed("b", 9.0), timed("a", 1.0))])
    }
    assert figures["whole_over_raw"].value == pytest.approx(1.05)
    assert figures["whole_over_raw"].note == "3 paires au même texte sur 4"
    assert figures["raw_seconds"].value == 2.0


def test_nothing_comparable_is_a_fault() -> None:
    with pytest.raises(Fault):
        compared([Pair(timed("b", 1.0), timed("a", 1.0))])


def test_the_passages_stay_when_the_question_changes() -> None:
    prompt = {"messages": list(messages([], "Quelle hauteur ?")), "max_tokens": 160}
    changed = with_question(prompt, "Quel recul ?")
    assert changed["messages"] == messages([], "Quel recul ?")
    assert prompt["messages"] == messages([], "Quelle hauteur ?")


def test_the_engine_alone_is_timed_and_never_finds_a_prefix(engine: FakeEngine, raw: RawEngine) -> None:
    engine.says("Neuf ", "mètres.", delay=0.01)
    first, second = raw.ask(PROMPT), raw.ask(PROMPT)
    assert first.text == second.text == "Neuf mètres."
    assert 0 < first.first_text_seconds < first.seconds
    salts = [prompt["cache_salt"] for prompt in engine.prompts]
    assert len(set(salts)) == 2
    assert json.dumps(PROMPT["messages"]) in json.dumps(engine.prompts[0])


def test_an_engine_that_still_loads_is_a_fault(engine: FakeEngine, raw: RawEngine) -> None:
    engine.loading = True
    with pytest.raises(Fault, match="503"):
        raw.ask(PROMPT)
