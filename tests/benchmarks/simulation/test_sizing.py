"""Rates become inhabitants, cards and euros; what is assumed can be changed by a file and by nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from benchmarks.simulation import assumptions, costs, drafts, service
from benchmarks.simulation.command import DRAFTS, Size, measure
from benchmarks.simulation.places import here, on_card
from benchmarks.simulation.shown import kept_reliability, show_reliability
from benchmarks.simulation.sizing import Plan, capacity, need
from benchmarks.simulation.traffic import Traffic
from inference.serving.profiles import load_profile
from ops.fault import Fault

GIVEN = assumptions.read()
KEPT = Path(__file__).parents[3] / "docs" / "benchmarks" / "simulate-calibration.json"

TRAFFIC = Traffic(GIVEN.rungs, GIVEN.prompts, drafts.read(DRAFTS), 3000)
FEW = Size(500, seed=1)


def plan(efficiency: str = "prudent") -> Plan:
    place = on_card(load_profile("l40s-8b-fp8"), GIVEN, efficiency)
    return Plan(place, TRAFFIC, GIVEN.accelerators["l40s"], GIVEN, count=600, seed=1)


@pytest.mark.parametrize("limit", [0.03, 0.9, 4.0, 77.0, 1000.0])
def test_the_highest_rate_is_found_within_five_per_cent(limit: float) -> None:
    found = service.highest(lambda rate: rate <= limit, start=4.0)
    assert limit / 1.05 <= found <= limit


def test_what_serves_nobody_is_said_to_serve_nobody() -> None:
    assert service.highest(lambda _: False, start=4.0) == 0.0


def test_a_bill_is_hardware_maintenance_and_electricity() -> None:
    card, told = GIVEN.accelerators["l4"], GIVEN.costs
    paid = costs.bill(5, card, busy=1.0, told=told)
    assert paid.servers == 2  # four cards in each
    assert paid.bought == 5 * card.price_euros + 2 * card.server_euros
    assert paid.kwh == pytest.approx((5 * 72 + 2 * 150) / 1000 * 8760 * told.cooling_factor)
    share = 1 / told.years + told.maintenance_share_per_year
    assert paid.a_year == pytest.approx(paid.bought * share + paid.kwh * told.kwh_euros)
    assert paid.per_thousand(500_000) == pytest.approx(paid.a_year / 500)


def test_a_card_at_rest_takes_less() -> None:
    card = GIVEN.accelerators["l4"]
    assert costs.bill(1, card, 0.0, GIVEN.costs).kwh < costs.bill(1, card, 1.0, GIVEN.costs).kwh


def test_a_quicker_machine_serves_more_and_a_larger_site_needs_no_fewer_cards() -> None:
    slow, quick = capacity(plan()), capacity(plan(efficiency="nominal"))
    assert 0 < slow.questions < quick.questions
    assert slow.at is not None
    assert slow.at.good
    cards = [need(plan(), GIVEN.sites[name], slow).cards for name in ("commune", "epci", "departement")]
    assert None not in cards
    assert cards == sorted(card for card in cards if card)


def test_both_tables_end_with_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    over = tmp_path / "ours.toml"
    over.write_text('[costs]\nkwh_euros = 0.5\nsource = "our contract"\n', encoding="utf-8")
    measure(over, ["l40s-8b-fp8"], FEW, tmp_path)
    printed = capsys.readouterr().out.splitlines()
    told = json.loads(printed[-1])
    assert told == json.loads((tmp_path / "simulate.json").read_text(encoding="utf-8"))
    assert told["assumptions"]["costs"]["kwh_euros"] == 0.5
    assert told["assumptions"]["costs"]["years"] == GIVEN.costs.years
    assert told["needs"]["l40s-8b-fp8"]["departement"]["cards"] >= 1
    assert any("our contract" in line for line in printed[:-1])
    assert "Retrouvées parmi les réponses d'avant" in " ".join(printed[:-1])


@pytest.mark.parametrize(
    "wrong", ["[costs]\nkwh_euro = 1.0", "[rungs]\nwritten = 0.9", "[costs"], ids=["name", "sum", "form"]
)
def test_a_wrong_assumption_is_refused_by_name(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "ours.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(Fault, match="hypothèses sont refusées"):
        assumptions.read(tmp_path / "ours.toml")


def test_a_profile_without_a_card_is_refused() -> None:
    with pytest.raises(Fault, match="Aucune carte"):
        measure(None, ["cpu-demo"], FEW)


def test_the_deadline_of_a_calibrated_machine_is_its_own_cold_answer(tmp_path: Path) -> None:
    told = dict.fromkeys(("overhead", "context", "pair", "sequence"), 0) | {"weights": 0.05, "token": 0.002}
    path = tmp_path / "calibration.json"
    kept = {"engine": "real", "roofline": told, "door_seconds": 0.1}
    path.write_text(json.dumps(kept), encoding="utf-8")
    profile = load_profile("cpu-demo")
    place = here(path, profile, GIVEN)
    cold = 0.1 + profile.context_tokens * 0.002 + 64 * 0.05
    assert place.doors.deadline == pytest.approx(cold, abs=0.051)
    assert place.limits.seats == 4
    path.write_text(json.dumps(kept | {"engine": "stub"}), encoding="utf-8")
    with pytest.raises(Fault, match="n'est pas une calibration"):
        here(path, profile, GIVEN)


def test_how_far_the_model_was_from_this_machine_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    points = [
        {"fitted": True, "error": 0.0},
        {"fitted": False, "error": 0.1},
        {"fitted": False, "error": -0.4},
    ]
    show_reliability({"points": points, "goal": 0.15, "worst_held_out": 0.4, "met": False})
    assert "mesures prédites à 15 % près : 1 sur 2 ; la moins bonne : 40 %" in " ".join(
        capsys.readouterr().out.split()
    )


def test_the_verdict_that_is_carried_is_that_of_the_calibration_that_is_kept() -> None:
    kept, carried = json.loads(KEPT.read_text(encoding="utf-8")), GIVEN.calibration
    held = [point for point in kept["points"] if not point["fitted"]]
    within = sum(abs(point["error"]) <= kept["goal"] for point in held)
    assert (carried.within, carried.of) == (within, len(held))
    assert (carried.goal, carried.worst) == (kept["goal"], kept["worst_held_out"])
    assert carried.taken_on == kept["taken_at"][:10]
    assert carried.profile == kept["settings"]["inference"]["profile"]
    assert f"{kept['hardware']['cores']} cœurs" in carried.machine


def test_how_far_to_believe_it_is_said_before_any_card(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measure(None, ["l40s-8b-fp8"], FEW, tmp_path)
    shown = " ".join(capsys.readouterr().out.split())
    verdict = kept_reliability(GIVEN.calibration)
    assert "11 sur 16" in verdict
    assert shown.index(verdict) < shown.index("Une carte : ce qu'elle sert")
    assert json.loads((tmp_path / "simulate.json").read_text(encoding="utf-8"))["reliability"] == verdict
    page = unescape((tmp_path / "simulate.html").read_text(encoding="utf-8"))
    assert page.index(verdict) < page.index("<h2>Ce que sert une carte")


def test_without_reuse_nothing_is_found_again(tmp_path: Path) -> None:
    over = tmp_path / "none.toml"
    over.write_text("[reuse]\nrepeated = 0.0\n", encoding="utf-8")
    none = assumptions.read(over)
    assert replace(plan(), given=none).served(5.0).kept == 0
    assert plan().served(5.0).kept > 0


def test_what_is_no_calibration_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Fault, match="n'est pas une calibration"):
        here(tmp_path / "other.json", load_profile("cpu-demo"), GIVEN)
