"""A rate told in people: the arithmetic, and that every assumption is told with it."""

from __future__ import annotations

import pytest

from benchmarks.inhabitants import Assumptions, Meaning, assumptions
from benchmarks.load.arrivals import law

ASSUMED = Assumptions(
    questions_per_inhabitant_per_year=365.0,
    busiest_day=2.0,
    crisis=10.0,
    inhabitants_per_commune=1000.0,
    sites={"une commune": 1000.0},
)


def test_a_question_a_day_each_at_the_peak_of_a_busy_day() -> None:
    assert ASSUMED.peak_per_second(86_400) == pytest.approx(2.0 * law("day").peak())


def test_what_serves_the_peak_of_a_town_is_a_headroom_of_one() -> None:
    meaning = Meaning.of(ASSUMED.peak_per_second(1000), ASSUMED)
    assert meaning.headroom["une commune"] == pytest.approx(1.0)
    assert meaning.inhabitants == pytest.approx(1000)
    assert meaning.communes == pytest.approx(1.0)


def test_in_a_crisis_fewer_people_are_served() -> None:
    told = Meaning.of(ASSUMED.peak_per_second(50_000), ASSUMED).lines()
    assert any("10 fois" in line and line.endswith("à 5 000 habitants.") for line in told)


def test_no_capacity_serves_nobody() -> None:
    assert Meaning.of(0.0, ASSUMED).plain()["inhabitants"] == 0


def test_every_assumption_is_told() -> None:
    assumed = assumptions()
    told = " ".join(Meaning.of(1.0, assumed).plain()["assumptions"])
    for words in ("question par habitant", "jour moyen", "heure moyenne", "habitants par commune"):
        assert words in told
    assert set(Meaning.of(1.0, assumed).headroom) == set(assumed.sites)
