"""What a step takes, worked out by hand; and what published cards and models give."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.simulation import assumptions, drafts
from benchmarks.simulation.command import DRAFTS
from benchmarks.simulation.hardware import Model
from benchmarks.simulation.roofline import Roofline, Work, kv_tokens, of_accelerator, of_chunks
from inference.serving.profiles import load_profile, profile_names

PLAIN = Roofline(overhead=1, weights=10, context=0.1, token=2, pair=0.01, sequence=0.5)


def test_a_step_waits_for_the_slower_of_reading_and_computing() -> None:
    few, many = Work(1, 1, 20, 20), Work(100, 1, 100, 5050)
    assert PLAIN.seconds(few) == pytest.approx(1 + 0.5 + 10 + 2)
    assert PLAIN.seconds(many) == pytest.approx(1 + 0.5 + 200 + 50.5)


def test_without_overlap_reading_and_computing_follow_each_other() -> None:
    alone = Roofline(0, 10, 0, 2, 0, 0, overlap=0)
    assert alone.seconds(Work(3, 1, 3, 6)) == pytest.approx(16)


def test_chunks_of_several_sequences_add_up() -> None:
    work = of_chunks([(0, 3), (10, 2)])
    assert work == Work(tokens=5, sequences=2, context=15, pairs=(1 + 2 + 3) + (11 + 12))


def test_pairs_are_those_of_the_prompt_however_it_is_cut() -> None:
    whole = of_chunks([(0, 100)]).pairs
    assert whole == of_chunks([(0, 60)]).pairs + of_chunks([(60, 40)]).pairs


@pytest.mark.parametrize(
    ("name", "billions"), [("mistral-small-24b", 23.6), ("ministral-3-8b", 8.5)], ids=["24b", "8b"]
)
def test_shapes_have_the_weights_that_their_publishers_count(name: str, billions: float) -> None:
    shape = assumptions.read().models[name]
    counted = (
        shape.layer_parameters + shape.matrix_bytes
    )  # two matrices of 16 bits: as many weights as bytes of one
    assert counted / 1e9 == pytest.approx(billions, rel=0.01)


@pytest.mark.parametrize("name", assumptions.read().profiles)
def test_profiles_say_what_the_roofline_computes(name: str) -> None:
    """1,000 tokens and 120 out, as the profiles' own `expected` were worked out, within a fifth."""
    given, profile = assumptions.read(), load_profile(name)
    standing = given.profiles[name]
    model = Model(given.models[standing.model], profile.model.quantisation)
    card = given.accelerators[standing.accelerator]
    machine = of_accelerator(model, card, given.efficiency["nominal"])
    step = machine.seconds(of_chunks([(1000, 1)])) - machine.overhead - machine.sequence
    read = machine.seconds(of_chunks([(0, 1000)])) - machine.overhead - machine.sequence
    assert step == pytest.approx(profile.expected.seconds_per_token, rel=0.2)
    assert read == pytest.approx(profile.expected.first_text_seconds, rel=0.2)


def test_every_card_profile_is_simulated_and_leaves_room_for_one_whole_request() -> None:
    given = assumptions.read()
    assert set(given.profiles) == {name for name in profile_names() if load_profile(name).replica.gpus}
    for name, standing in given.profiles.items():
        profile = load_profile(name)
        model = Model(given.models[standing.model], profile.model.quantisation)
        utilisation = profile.engine["gpu_memory_utilization"]
        memory = given.accelerators[standing.accelerator].memory_gb
        assert kv_tokens(model, memory, utilisation, given.efficiency["prudent"]) >= profile.max_model_len


def test_profiles_draft_as_the_recorded_answers_were_drafted() -> None:
    for name in profile_names():
        told = load_profile(name).engine["speculative_config"]
        rule = drafts.Ngram(
            told["num_speculative_tokens"], told["prompt_lookup_min"], told["prompt_lookup_max"]
        )
        assert rule == drafts.PROFILES
    assert drafts.disagreements(drafts.read(DRAFTS)) == 0
    assert Path(DRAFTS).is_file()
