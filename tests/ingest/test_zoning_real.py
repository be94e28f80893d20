"""Real plans of two town halls, and the questions put about them: each point is in its zone, in no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ingest.zoning.places import Places
from ingest.zoning.point import Point, parse_point
from ingest.zoning.projection import LAMBERT93
from tests.ingest.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = Path(__file__).parents[3] / "shared" / "eval" / "questions.jsonl"
PLANS = {
    "pezou": ("41175", "plu/41175_PLU_20140603/Donnees_geographiques"),
    "plui200011781": ("18007", "plu/200011781_PLUi_20180101/Donnees_geographiques"),
}


def zone_questions() -> list[dict[str, Any]]:
    if not QUESTIONS.exists():
        return []
    asked = (json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip())
    return [question for question in asked if question["id"].startswith("zon-")]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory, real: Callable[[str], Path]) -> dict[str, Places]:
    places = {}
    for slug, (insee, folder) in PLANS.items():
        town = Town(tmp_path_factory.mktemp(slug), slug, insee)
        town.ingest(real(folder))
        places[slug] = Places(town.engine, slug)
    return places


@pytest.mark.skipif(not zone_questions(), reason="the questions are not beside the repository")
@pytest.mark.parametrize("question", zone_questions(), ids=lambda question: question["id"])
def test_each_point_is_in_the_zones_that_are_expected(
    question: dict[str, Any], mapped: dict[str, Places]
) -> None:
    point = parse_point(question["question"], PLANS[question["commune"]][0])
    assert point is not None
    hits = mapped[question["commune"]].zones_at(point)
    told = " ".join(f"zone {hit.zone.label} ({hit.zone.long_label})" for hit in hits)
    assert all(any(form in told for form in forms) for forms in question["all"]), told
    assert not any(form in told for form in question["none"]), told
    assert bool(hits) is not question["decline"]


def test_each_zone_cites_the_line_that_tells_it(mapped: dict[str, Places]) -> None:
    point = parse_point("46.99451, 3.0445", "18007")
    assert point is not None
    hits = mapped["plui200011781"].zones_at(point)
    assert [hit.zone.label for hit in hits] == ["A", "N"]
    assert all(f"Zone {hit.zone.label} (PLUi, zone" in hit.passage.text for hit in hits)


def test_the_plan_is_said_with_its_date(mapped: dict[str, Places]) -> None:
    assert (
        mapped["pezou"].coverage().sentence == "La commune a un PLU, approuvé le 3 juin 2014 (118 polygones)."
    )
    assert mapped["plui200011781"].coverage().plan == "PLUi"


def test_a_protected_spring_is_told_to_who_stands_beside_it(mapped: dict[str, Places]) -> None:
    hits = mapped["pezou"].zones_at(Point(563_229.4 + 4, 6_755_609.4, LAMBERT93))
    assert [(hit.zone.layer, hit.zone.label) for hit in hits][-1] == ("PRESCRIPTION_PCT", "Source")
    assert 3 < hits[-1].metres < 5


def test_a_zone_whose_rules_have_no_page_leads_to_their_document(
    real: Callable[[str], Path], tmp_path: Path
) -> None:
    town = Town(tmp_path, "pezou", "41175")
    town.ingest(real("plu/41175_PLU_20140603"))
    (ub, *_) = Places(town.engine, "pezou").zones_at(Point(1.1398, 47.8684))
    assert ub.rules is not None
    assert ub.rules.file == ub.zone.file == "41175_reglement_20140603.pdf"
