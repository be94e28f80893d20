"""The calibration asks what it says, keeps fitted and foretold apart, and judges only the latter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.simulation import probe
from benchmarks.simulation.calibration import Point, calibrated, plain
from benchmarks.simulation.clients import measured
from benchmarks.simulation.door import Door
from benchmarks.simulation.fit import Machine
from benchmarks.simulation.roofline import Roofline
from benchmarks.simulation.sequence import Step
from benchmarks.simulation.streamed import Piece, Streamed
from inference.serving.profiles import load_profile
from ops.fault import Fault

if TYPE_CHECKING:
    from tests.fake_engine import FakeEngine

PROMPTS: list[dict[str, Any]] = [
    {"messages": [{"role": "user", "content": f"Question {number} ?"}], "max_tokens": 160}
    for number in range(5)
]
NOTHING = Machine(Roofline(0, 0, 0, 0, 0, 0), 0.0)


def test_a_whole_calibration_fits_some_points_and_foretells_others(engine: FakeEngine) -> None:
    engine.says(*"abcdefgh", delay=0.002)
    with Door(engine.address) as door:
        machine, points = calibrated(door, PROMPTS, load_profile("cpu-demo"), repeats=1)
    fitted, held = ([one.what for one in points if one.fitted is kind] for kind in (True, False))
    assert len([what for what in fitted if what.startswith("premier texte")]) == 4
    assert "un pas, seul, 1800 jetons de plus avant" in fitted
    assert "un pas, seul, 900 jetons de plus avant" in held
    assert any(what.startswith("un pas, 3 à la fois") for what in held)
    assert [what for what in held if what.endswith("capacité")] == [
        "1 client : capacité",
        "2 clients : capacité",
        "4 clients : capacité",
    ]
    assert engine.most_running == 4
    told = plain(machine, points)
    assert json.loads(json.dumps(told)) == told


def test_steps_are_timed_on_answers_that_do_not_end_by_themselves(engine: FakeEngine) -> None:
    engine.says(*"abcdefgh", delay=0.001)
    with Door(engine.address) as door:
        probe.at_once(door, PROMPTS[:2], repeats=1)
    assert all(asked["ignore_eos"] and asked["cache_salt"] == "calibration" for asked in engine.prompts)


def test_prompts_whose_first_text_is_timed_are_new_each_time(engine: FakeEngine) -> None:
    engine.says("a")
    with Door(engine.address) as door:
        probe.first_texts(door, [40, 300], repeats=2, batched=2048)
    texts = [asked["messages"][0]["content"] for asked in engine.prompts]
    salts = [asked["cache_salt"] for asked in engine.prompts]
    assert len(set(texts)) == len(set(salts)) == 4
    assert len(texts[1]) > 5 * len(texts[0])


def test_an_engine_that_says_one_word_cannot_be_calibrated(engine: FakeEngine) -> None:
    engine.says("INCONNU")
    with Door(engine.address) as door, pytest.raises(Fault, match="assez longue"):
        calibrated(door, PROMPTS, load_profile("cpu-demo"), repeats=1)


def test_an_engine_that_refuses_is_said_to(engine: FakeEngine) -> None:
    engine.loading = True
    with Door(engine.address) as door, pytest.raises(Fault, match="503"):
        door.stream(PROMPTS[0])


def test_tokens_without_numbers_count_and_are_never_taken_for_drafts(engine: FakeEngine) -> None:
    engine.says("a", "b", "c")
    with Door(engine.address) as door:
        told = door.stream(PROMPTS[0])
    assert (len(told.prompt), told.written, told.numbered) == (300, 3, False)
    assert told.trace.steps == (Step(0, 1), Step(0, 1))


def test_only_what_was_foretold_is_judged() -> None:
    points = [
        Point("fitted", True, measured=1.0, predicted=2.0),
        Point("held", False, measured=1.0, predicted=0.9),
        Point("held", False, measured=2.0, predicted=2.2),
    ]
    told = plain(NOTHING, points)
    assert (told["worst_held_out"], told["met"]) == (pytest.approx(0.1), True)
    assert plain(NOTHING, [*points, Point("held", False, 1.0, 0.8)])["met"] is False


def test_a_throughput_counts_from_the_first_question_to_the_last_word() -> None:
    def answer(begun: float, *pieces: tuple[float, int]) -> Streamed:
        return Streamed(
            begun, (0,), tuple(Piece(at, (0,) * count) for at, count in pieces), 0, numbered=False
        )

    told = measured([answer(1.0, (2.0, 1), (3.0, 4)), answer(2.0, (4.0, 1), (6.0, 4))])
    assert told.answers == pytest.approx(2 / 5)
    assert (told.first_text, told.whole) == (1.0, 2.0)
    assert told.token_seconds == pytest.approx(0.25)
