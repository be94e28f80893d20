"""A rate told in people: the arithmetic, every assumption told, and the same as in the simulation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.inhabitants import Meaning
from benchmarks.load.arrivals import law
from benchmarks.simulation import assumptions, sizing
from benchmarks.simulation.installation import Seen
from benchmarks.simulation.places import on_card
from benchmarks.simulation.sizing import Plan
from benchmarks.simulation.traffic import Traffic
from inference.serving.profiles import load_profile

GIVEN = assumptions.read()


def test_a_question_a_day_each_in_the_fullest_hour_of_a_busy_day() -> None:
    demand = replace(
        GIVEN.demand, questions_per_inhabitant_year=365.0, busy_day_factor=2.0, peak_hour_share=0.5
    )
    assert demand.mean_per_second(86_400) == pytest.approx(1.0)
    assert demand.peak_per_second(86_400) == pytest.approx(2.0 * 0.5 * 24)


def test_the_fullest_hour_is_that_of_the_day_which_load_asks() -> None:
    assert GIVEN.demand.peak_hour_share == pytest.approx(law("day").peak() / 24)


def test_people_are_those_whose_fullest_hour_leaves_the_headroom_free() -> None:
    peak = GIVEN.demand.peak_per_second(1_000_000)
    meaning = Meaning.of(peak / (1 - GIVEN.headroom.share), GIVEN)
    assert meaning.usable == pytest.approx(peak)
    assert meaning.inhabitants == pytest.approx(1_000_000)
    assert meaning.communes == pytest.approx(300)


def test_what_serves_the_fullest_hour_of_a_town_is_a_margin_of_one() -> None:
    site = GIVEN.sites["commune"]
    meaning = Meaning.of(GIVEN.demand.peak_per_second(site.inhabitants), GIVEN)
    assert meaning.margins[site.title] == pytest.approx(1.0)


def test_in_a_crisis_fewer_people_are_served_and_nothing_is_kept_free() -> None:
    meaning = Meaning.of(GIVEN.demand.peak_per_second(50_000), GIVEN)
    assert meaning.in_crisis == pytest.approx(5_000)
    assert any("10 fois" in line and "5\N{NARROW NO-BREAK SPACE}000" in line for line in meaning.lines())


def test_no_capacity_serves_nobody() -> None:
    assert Meaning.of(0.0, GIVEN).plain()["inhabitants"] == 0


def test_every_assumption_is_told() -> None:
    meaning = Meaning.of(1.0, GIVEN)
    told = " ".join([meaning.headline(), *meaning.assumptions()])
    for words in ("30 % de libre", "question par habitant", "jour moyen", "12,5 %", "habitants par commune"):
        assert words in told
    assert set(meaning.margins) == {site.title for site in GIVEN.sites.values()}


def test_measured_or_simulated_a_rate_means_the_same_people(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = "l40s-8b-fp8"
    card = GIVEN.accelerators[GIVEN.profiles[profile].accelerator]
    place = on_card(load_profile(profile), GIVEN, "prudent")
    plan = Plan(place, Traffic(GIVEN.rungs, GIVEN.prompts, (), 700), card, GIVEN, 500, 1)
    monkeypatch.setattr(sizing, "simulate", lambda *_: Seen([], 1.0, 0.0, 0.0, 0))
    monkeypatch.setattr(sizing.service, "of", lambda *_: None)
    monkeypatch.setattr(sizing.service, "highest", lambda *_, **__: 21.7)
    simulated, measured = sizing.capacity(plan), Meaning.of(21.7, GIVEN)
    assert (simulated.inhabitants, simulated.communes, simulated.in_crisis) == pytest.approx(
        (measured.inhabitants, measured.communes, measured.in_crisis)
    )
