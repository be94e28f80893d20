"""Ratios question by question, percentiles of whole arms, right answers a second, and who alone was right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.compare.arms import FAULT
from benchmarks.compare.figures import against_peer, against_raw, sign_test, without_levers
from benchmarks.compare.questions import CITY, SAMPLE
from benchmarks.compare.tally import goodput, rows, summary
from tests.benchmarks.compare.answers import CITED, RIGHT, UNSURE, WRONG, said, turn

if TYPE_CHECKING:
    from benchmarks.compare.turns import Turn

FOUR = [
    turn(parvis=said(seconds=0.1, citations=CITED), default=said(WRONG, 20.0), tuned=said(seconds=4.0)),
    turn(parvis=said(seconds=0.2, kind="cached"), default=said(UNSURE, 10.0), tuned=said(WRONG, 2.0)),
    turn(parvis=said(WRONG, 2.0), default=said(seconds=5.0), tuned=said(WRONG, 4.0)),
    turn(SAMPLE, parvis=said(seconds=0.1), default=said(seconds=1.0), tuned=said(seconds=1.0)),
]


def peer(turns: list[Turn], deadline: float = 3.0) -> dict[str, float]:
    return {figure.name: figure.value for figure in against_peer(turns, deadline)}


def test_the_peer_is_held_against_on_the_towns_questions() -> None:
    found = peer(FOUR)
    assert found["default_p95"] == pytest.approx(2.0 / 20.0)
    assert found["default_whole"] == pytest.approx(0.02)  # of 0.005, 0.02 and 0.4
    assert found["tuned_whole"] == pytest.approx(0.1)
    assert found["default_more_right"] == 1.0
    assert peer([FOUR[-1]])["default_p95"] == pytest.approx(0.1)  # without any, on those there are


def test_goodput_is_right_answers_in_time_a_second() -> None:
    ours, tuned = rows(FOUR, "parvis", CITY), rows(FOUR, "tuned", CITY)
    assert goodput(ours, 3.0) == pytest.approx(2 / 2.3)
    assert goodput(tuned, 3.0) == 0.0
    assert goodput(tuned, 5.0) == pytest.approx(1 / 10)
    assert peer(FOUR, 5.0)["tuned_goodput"] == pytest.approx((2 / 2.3) / (1 / 10))


def test_against_nothing_right_the_ratio_is_what_one_would_have_given() -> None:
    figure = next(one for one in against_peer(FOUR, 3.0) if one.name == "tuned_goodput")
    assert figure.value == pytest.approx((2 / 2.3) / (1 / 10))
    assert figure.note.endswith("au moins, comme s'il en avait une")


def test_nothing_is_held_against_a_tool_that_is_down() -> None:
    down = [replace(one, said={**one.said, "default": said("503", 0.1, kind=FAULT)}) for one in FOUR]
    found = peer(down)
    assert found["default_faults"] == 3
    assert not any(name.startswith("default") for name in found if name != "default_faults")
    assert found["tuned_p95"] == peer(FOUR)["tuned_p95"]


def test_who_alone_was_right_is_told_with_its_chance() -> None:
    figure = next(one for one in against_peer(FOUR, 3.0) if one.name == "default_more_right")
    assert figure.note == "seul Parvis : 2, seul l'autre : 1, p = 1,000"
    assert sign_test(8, 0) == pytest.approx(2 / 256)
    assert sign_test(0, 0) == 1.0


def test_the_engine_alone_counts_only_where_both_wrote_the_same() -> None:
    turns = [
        turn(parvis=said(f"{RIGHT}", 2.1), raw=said(f"{RIGHT[:-1]} [1].", 2.0, "raw")),
        turn(parvis=said(WRONG, 9.0), raw=said(RIGHT, 1.0, "raw")),
        turn(parvis=said(RIGHT, 9.0), raw=said(RIGHT, 1.0, "again")),
        turn(parvis=said(RIGHT, 0.1, "cached")),
    ]
    found = {figure.name: figure for figure in against_raw(turns)}
    assert found["whole_over_raw"].value == pytest.approx(1.05)
    assert found["whole_over_raw"].note == "1 paires au même texte sur 3"
    assert list(against_raw(turns[1:])) == []


def test_a_lever_is_measured_where_it_acts_and_in_all() -> None:
    turns = [
        turn(parvis=said(seconds=0.1, kind="hours"), facts=said(WRONG, 4.0), reuse=said(seconds=0.1)),
        turn(parvis=said(seconds=0.2, kind="cached"), facts=said(seconds=0.2), reuse=said(seconds=2.0)),
        turn(parvis=said(seconds=2.0), facts=said(seconds=2.0), reuse=said(seconds=2.0)),
    ]
    found = {figure.name: figure for figure in without_levers(turns)}
    assert found["facts_where"].value == pytest.approx(40.0)
    assert found["reuse_where"].value == pytest.approx(10.0)
    assert found["facts_in_all"].value == pytest.approx(6.2 / 2.3)
    assert found["facts_in_all"].note == "justes : 2 sans, 3 avec"
    assert not any(name.startswith("guard") for name in found)


def test_one_arm_comes_to_counts_and_seconds() -> None:
    told = summary(rows(FOUR, "parvis"), (3.0, 0.15))
    assert (told["asked"], told["right"], told["wrong"], told["sourced"]) == (4, 3, 1, 1)
    assert told["whole"] == {"p50": 0.1, "p95": 2.0, "max": 2.0}
    assert told["first"]["p95"] == 1.0
    assert told["in_time"] == {"3": 3, "0.15": 2}
    assert told["kinds"] == {"generated": 3, "cached": 1}
