"""The page of a simulation asks nothing of any network, holds every figure of its report, obeys none."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.pages import number
from benchmarks.shown import seconds
from benchmarks.simulation.command import Size, measure
from benchmarks.simulation.page import page, share, value, whole
from benchmarks.simulation.shown import about, euros, thousands
from tests.benchmarks.load.test_page import CONDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROFILE = "l40s-8b-fp8"
POINTS = [
    {"what": "premier texte", "fitted": True, "measured": 0.5, "predicted": 0.51, "unit": "s", "error": 0.02},
    {"what": "réponse", "fitted": False, "measured": 4.5, "predicted": 4.1, "unit": "s", "error": -0.0889},
    {"what": "capacité", "fitted": False, "measured": 2, "predicted": 3, "unit": "réponses/s", "error": 0.5},
]
CALIBRATION: dict[str, Any] = CONDITIONS | {
    "measure": "simulate-calibration",
    "engine": "real",
    "repeats": 3,
    "roofline": {"overhead": 0.0, "weights": 0.17, "context": 0.0, "token": 0.0027, "pair": 2.1e-06}
    | {"sequence": 0.053, "overlap": 0.0},
    "door_seconds": 0.137,
    "points": POINTS,
    "worst_held_out": 0.5,
    "goal": 0.15,
    "met": False,
}
# How the page writes a figure that it does not write as `number` does.
WAYS = {
    **dict.fromkeys(("inhabitants", "communes", "in_crisis"), about),
    **dict.fromkeys(("bought", "a_year", "a_thousand"), euros),
    **dict.fromkeys(("offered", "kwh", "questions"), thousands),
    **dict.fromkeys(("kept", "in_time", "written_in_time", "busy", "memory", "error"), share),
    **dict.fromkeys(("p50", "p95", "p99", "written_p95", "first_text_p95"), seconds),
    **dict.fromkeys(("goal",), whole),
    "worst_held_out": lambda worst: f"{100 * worst:.0f} %",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one run, calibration included."""
    folder = tmp_path_factory.mktemp("simulated")
    calibration = folder / "calibration.json"
    calibration.write_text(json.dumps(CALIBRATION), encoding="utf-8")
    measure(None, [PROFILE], Size(500, seed=1), folder, calibration)
    return folder


@pytest.fixture
def report(kept: Path) -> dict[str, Any]:
    return dict(json.loads((kept / "simulate.json").read_text(encoding="utf-8")))


def figures(told: Any, key: str = "", ways: dict[str, Any] = WAYS) -> Iterator[str]:
    """Every number, in the page's words."""
    if isinstance(told, dict):
        for name, inner in told.items():
            yield from figures(inner, name, ways if name != "assumptions" else {})
    elif isinstance(told, list):
        for inner in told:
            yield from figures(inner, key, ways)
    elif isinstance(told, int | float) and not isinstance(told, bool):
        question_rate = key == "questions" and isinstance(told, float)
        yield number(told) if question_rate else ways.get(key, value)(told)


def read(written: str) -> str:
    """The page's words, without its drawings."""
    shown = re.sub(r"<svg.*?</svg>|<style.*?</style>", "", written, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "|", shown))


def test_the_page_lies_beside_its_report(kept: Path, report: dict[str, Any]) -> None:
    assert (kept / "simulate.html").read_text(encoding="utf-8") == page(report)


def test_the_paths_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure(None, [PROFILE], Size(500, seed=1), tmp_path)
    printed = "".join(capsys.readouterr().out.split("Rapport : ")[1].splitlines()[:3])
    assert "simulate.json, simulate.html" in printed


@pytest.mark.parametrize("calibrated", [True, False])
def test_nothing_is_asked_of_any_network(report: dict[str, Any], calibrated: bool) -> None:
    written = page(CALIBRATION if calibrated else report)
    assert "default-src 'none'" in written
    assert not re.findall(r"""(?:src|href|url|@import)\s*[=(]?\s*["']?\s*(?:https?:)?//""", written)
    assert "<script" not in written


def test_every_figure_is_shown(report: dict[str, Any]) -> None:
    text = read(page(report))
    told = {name: report[name] for name in ("questions", "seed", "capacities", "needs", "assumptions")}
    told["calibration"] = {
        name: report["calibration"][name] for name in ("roofline", "door_seconds", "points")
    }
    expected = set(figures(told))
    assert len(expected) > 150
    alone = r"(?<![\d,]){}(?!\d|,\d)"  # not a part of a longer figure
    assert not [one for one in expected if not re.search(alone.format(re.escape(one)), text)]


def test_every_source_is_shown(report: dict[str, Any]) -> None:
    written = unescape(page(report))
    sources = re.findall(r'"(?:price_)?source": "([^"]+)"', json.dumps(report, ensure_ascii=False))
    assert len(sources) > 15
    assert not [source for source in sources if source not in written]


def test_each_drawing_has_its_table(report: dict[str, Any]) -> None:
    written = page(report)
    assert written.count("<figure><svg") == 2
    rates = len(report["capacities"][PROFILE]["prudent"]["tried"])
    assert rates > 3
    served = written.split("Chaque débit essayé : l40s-8b-fp8")[1].split("</details>")[0]
    assert served.count('<th scope="row">prudente') == rates
    assert "✗ refusé" in served
    assert "3,00 s" in written.split("<figure>")[1].split("</figure>")[0]


def test_a_calibration_has_a_page_of_its_own() -> None:
    written = page(CALIBRATION)
    assert "mesures prédites à 15 % près : 1 sur 2 ; la moins bonne : 50 %" in written
    for words in ("± 15 %", "capacité, réponses/s", "-8,9 %", "✗ manqué", "ajusté", "Small", "cpu-demo"):
        assert words in written, words
    assert "Ce que sert une carte" not in written
    assert "Moteur sans modèle" in page(CALIBRATION | {"engine": "stub"})


def test_a_report_without_the_rates_that_were_tried_is_a_page_too(report: dict[str, Any]) -> None:
    for by_efficiency in report["capacities"].values():
        for one in by_efficiency.values():
            del one["tried"]
    del report["calibration"]
    assert "<svg" not in page(report)


def test_a_card_that_serves_nothing_is_said_to(report: dict[str, Any]) -> None:
    report["capacities"][PROFILE]["prudent"] |= {"questions": 0.0, "at": None}
    report["needs"][PROFILE]["commune"] |= {"cards": None, "bill": None, "crisis": None}
    written = page(report)
    assert "✗ aucun débit n'est servi" in written
    assert "✗ aucune carte de ce profil ne répond à temps" in written


def test_what_is_assumed_or_timed_is_never_obeyed(report: dict[str, Any]) -> None:
    bad = "<b>x</b>"
    report["assumptions"]["costs"]["source"] = bad
    report["assumptions"]["sites"]["commune"]["title"] = bad
    report["capacities"][bad] = report["capacities"][PROFILE]
    report["calibration"]["points"][0]["what"] = bad
    written = page(report | {"over": bad})
    assert bad not in written
    assert "&lt;b&gt;x&lt;/b&gt;" in written
