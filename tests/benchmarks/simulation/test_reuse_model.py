"""What is found again follows from who asks how often, and from how often documents change."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.simulation import assumptions
from benchmarks.simulation.gateway import Question
from benchmarks.simulation.reuse_model import Memory

if TYPE_CHECKING:
    from benchmarks.simulation.gateway import Rung

GIVEN = assumptions.read()
DAY = 86_400.0
LAW = replace(GIVEN.reuse, repeated=1.0, wordings=20, edits_per_day=1.0)


def found(memory: Memory, per_second: float, count: int = 20_000, rung: Rung = "written") -> float:
    """Share of Poisson questions, all of this rung, that are found again."""
    chance = random.Random(3)  # noqa: S311 - a draw, not a secret
    asked = ((chance.expovariate(per_second), Question(rung)) for _ in range(count))
    told = [one.rung for _, one in memory.remembering(asked, random.Random(4))]  # noqa: S311
    return told.count("kept") / len(told)


def counted(per_second: float, wordings: int, edits_per_second: float, count: int = 40_000) -> float:
    """The same, by brute force: every edit is an event, one wording at a time, all equally asked."""
    chance, hits, fresh = random.Random(5), 0, [False] * wordings  # noqa: S311
    edits = edits_per_second * wordings
    for _ in range(count):
        while chance.random() < edits / (edits + per_second):
            fresh[chance.randrange(wordings)] = False
        wording = chance.randrange(wordings)
        hits += fresh[wording]
        fresh[wording] = True
    return hits / count


@pytest.mark.parametrize("per_day", [2.0, 20.0, 200.0])
def test_at_its_mean_rate_a_commune_finds_what_the_closed_form_says(per_day: float) -> None:
    memory = Memory(LAW, communes=1, lookups=per_day / DAY)
    weights = [1 / rank for rank in range(1, 21)]
    shares = [weight / sum(weights) for weight in weights]
    expected = sum(share * (per_day * share) / (per_day * share + 1.0) for share in shares)
    assert memory.share() == pytest.approx(expected)
    assert found(memory, per_day / DAY) == pytest.approx(expected, abs=0.015)


@pytest.mark.parametrize("per_day", [5.0, 50.0])
def test_it_is_what_counting_every_edit_gives(per_day: float) -> None:
    memory = Memory(replace(LAW, zipf=0.0), communes=1, lookups=per_day / DAY)
    assert memory.share() == pytest.approx(counted(per_day / DAY, 20, 1 / DAY), abs=0.015)


def test_where_documents_change_without_end_nothing_is_found() -> None:
    memory = Memory(replace(LAW, edits_per_day=1e15), communes=1, lookups=1.0)
    assert found(memory, 1.0) == 0
    assert memory.share() == pytest.approx(0, abs=1e-6)


def test_more_traffic_finds_more_and_more_edits_find_less() -> None:
    busier = [Memory.of(GIVEN, 1, inhabitants).share() for inhabitants in (400, 4_000, 40_000)]
    assert busier == sorted(set(busier))
    edited = [
        Memory.of(replace(GIVEN, reuse=replace(GIVEN.reuse, edits_per_day=edits)), 1, 4_000).share()
        for edits in (0.1, 1.0, 10.0)
    ]
    assert edited == sorted(set(edited), reverse=True)


def test_a_crisis_asks_again_what_the_mean_year_would_not_find() -> None:
    memory = Memory(LAW, communes=1, lookups=1 / DAY)
    assert found(memory, 100 / DAY) > memory.share() + 0.3


def test_the_same_rate_spread_over_more_communes_finds_less() -> None:
    one, many = (Memory(LAW, communes, lookups=0.0) for communes in (1, 300))
    assert found(one, 1.0, 2_000) > found(many, 1.0, 2_000) + 0.1


def test_each_gateway_keeps_only_its_own_answers() -> None:
    one, two = (Memory.of(GIVEN, 10, 4_000, gateways) for gateways in (1, 2))
    assert (two.communes, two.lookups) == (20, pytest.approx(one.lookups / 2))
    assert two.share() < one.share()


def test_tables_keep_nothing_and_the_rest_only_where_it_is_repeated() -> None:
    memory = Memory(replace(LAW, edits_per_day=0.0), communes=1, lookups=1.0)
    assert found(memory, 1.0, rung="computed") == 0
    assert found(memory, 1.0, rung="searched") == 1
    half = replace(memory, law=replace(memory.law, repeated=0.5))
    assert found(half, 1.0) == pytest.approx(0.5, abs=0.02)
    assert found(replace(memory, law=replace(memory.law, repeated=0.0)), 1.0) == 0


def test_wordings_follow_their_law() -> None:
    memory = Memory(replace(LAW, wordings=3, zipf=2.0), communes=1, lookups=1.0)
    chance = random.Random(6)  # noqa: S311
    drawn = Counter(memory._wording(chance) for _ in range(10_000))
    assert drawn[0] / drawn[1] == pytest.approx(4, rel=0.1)
    assert drawn[0] / drawn[2] == pytest.approx(9, rel=0.15)


def test_gaps_and_the_number_of_questions_are_left_as_they_are() -> None:
    asked = list(zip(itertools.repeat(2.0, 50), itertools.repeat(Question("written")), strict=False))
    told = list(Memory(LAW, 1, 1.0).remembering(asked, random.Random(1)))  # noqa: S311
    assert [gap for gap, _ in told] == [2.0] * 50
    assert all(not one.requests for _, one in told if one.rung == "kept")


def test_the_house_assumes_little_enough_of_it() -> None:
    """Of all look-ups of a mean commune, far less than was measured of a few questions without pause."""
    share = GIVEN.reuse.repeated * Memory.of(GIVEN, 300, GIVEN.mean_commune).share()
    assert 0 < share < 0.52 / 4
