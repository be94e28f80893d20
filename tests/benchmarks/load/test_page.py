"""The page of a run asks nothing of any network, shows what it must, and obeys nothing that was asked."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.load.figures import figures
from benchmarks.load.load import plain, whole
from benchmarks.load.page import page
from benchmarks.load.plan import Plan
from benchmarks.load.plots import cumulated
from benchmarks.load.run import Ran
from benchmarks.load.target import Target
from benchmarks.load.watch import Look, Watch
from tests.benchmarks.load.test_tally import RIGHT, WRONG, counted, told

if TYPE_CHECKING:
    from pathlib import Path

POINT = {
    **{name: {"value": value} for name, value in (("p50", 0.1), ("p95", 2.0), ("p99", 4.0))},
    "good_share": 0.9,
    "in_time_share": 0.95,
    "piled": 0.0,
    "held": False,
    "verdict": "refusé : trop peu de réponses justes et à temps",
}
CONDITIONS: dict[str, Any] = {
    "measure": "load",
    "taken_at": "2026-11-28T12:00:00+00:00",
    "version": "0.1.0",
    "commit": "abc1234",
    "hardware": {"processor": "P", "cores": 2, "memory_gib": 23.0, "system": "Linux"},
    "settings": {"inference": {"profile": "cpu-demo"}},
    "host_load_1min": 0.1,
    "host_load_1min_after": 2.0,
    "manifest": {"model": {"name": "Small", "quantisation": "int8"}},
}


def ran() -> Ran:
    answers = [(told("hours", 0.02), RIGHT), (told("generated", 5.0), WRONG), (told("cached", 0.05), WRONG)]
    watch = Watch(Target("http://127.0.0.1:1"))
    watch.looks = [Look(1.0, 2.0, 1.0, 90.0, 5.0)]
    watch.before = {"parvis_cache_lookups_total/miss": 1.0}
    watch.after = {
        "parvis_cache_lookups_total/miss": 3.0,
        "parvis_cache_lookups_total/exact": 1.0,
        "parvis_stage_seconds_sum/retrieval": 0.3,
        "parvis_stage_seconds_count/retrieval": 3.0,
        "parvis_engine_step_tokens_bucket/1.0": 1.0,
        "parvis_engine_step_tokens_bucket/2.0": 3.0,
        "parvis_engine_step_tokens_bucket/+Inf": 4.0,
    }
    return Ran(Plan("valbrume", seconds=10.0), counted(*answers), watch)


@pytest.fixture
def report() -> dict[str, Any]:
    control = {"figures": plain(figures(ran(), 3.0)), **whole(ran())}
    made = CONDITIONS | {"plan": ran().plan.plain(), "figures": plain(figures(ran(), 3.0)), **whole(ran())}
    return dict(json.loads(json.dumps(made | {"control": control})))


def test_nothing_is_asked_of_any_network(report: dict[str, Any]) -> None:
    written = page(report | {"points": [POINT | {"per_second": rate} for rate in (1.0, 2.0)]})
    assert "default-src 'none'" in written
    assert not re.findall(r"""(?:src|href|url|@import)\s*[=(]?\s*["']?\s*(?:https?:)?//""", written)
    assert "<script" not in written


def test_all_that_was_counted_is_shown(report: dict[str, Any]) -> None:
    written = page(report | {"points": [POINT | {"per_second": rate} for rate in (1.0, 2.0)]})
    for words in ("abc1234", "Small", "horaires calculés", "retrieval", "Réemplois faux", "Témoin", "3,00 s"):
        assert words in written, words


HEADINGS = (
    "Débit et attente",
    "Réponses entières, par genre",
    "Le cours de la mesure",
    "Étapes d&#39;une réponse",
    "Réponses retrouvées, justes ou fausses",
    "Brouillons acceptés",
)


def test_each_drawing_stands_under_its_heading(report: dict[str, Any]) -> None:
    written = page(report | {"points": [POINT | {"per_second": rate} for rate in (1.0, 2.0)]})
    assert tuple(re.findall(r"<h2>([^<]+)</h2><figure><svg", written)) == HEADINGS


def under(heading: str, written: str) -> str:
    return written.split(f"<h2>{heading}</h2>")[1].split("</figure>")[0]


def test_wrong_answers_given_again_are_drawn(report: dict[str, Any]) -> None:
    drawn = under("Réponses retrouvées, justes ou fausses", page(report))
    for words in ("mêmes mots (1)", "pas retrouvées (2)", "fausses (1)"):
        assert words in drawn
    assert "justes (" not in drawn


def test_a_stage_begins_where_the_ones_before_it_on_the_way_end(report: dict[str, Any]) -> None:
    told = {"writing": 4.0, "retrieval": 0.5, "facts": 0.1, "unheard": 1.0}
    assert [name for name, _, _ in cumulated(told)] == ["facts", "retrieval", "writing", "unheard"]
    assert [round(start, 6) for _, start, _ in cumulated(told)] == [0.0, 0.1, 0.6, 4.6]
    drawn = under("Étapes d&#39;une réponse", page(report))
    assert "recherche, sous charge" in drawn
    assert "recherche, au repos" in drawn


def test_no_two_drawings_share_an_id(report: dict[str, Any]) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page(report))
    assert len(ids) == len(set(ids))


def test_a_void_run_says_so_first(report: dict[str, Any]) -> None:
    assert "Mesure nulle" not in page(report)
    assert "Mesure nulle" in page(report | {"void": True})


def test_what_was_asked_is_never_obeyed(report: dict[str, Any]) -> None:
    assert "<b>x</b>" not in page(report | {"wrong": {"<b>x</b>": 1}})


def test_a_run_in_which_nothing_came_is_a_page_too(report: dict[str, Any]) -> None:
    assert page(report | {"whole": {}, "first": {}, "looks": [], "stages": {}, "kinds": {"503/lost": 3}})


@pytest.mark.parametrize(
    ("law", "has"), [("poisson", True), ("bursts", True), ("day", False), ("crisis", False)]
)
def test_what_piles_up_has_no_goal_where_the_rate_itself_moves(law: str, has: bool) -> None:
    moving = Ran(Plan("v", law=law, seconds=10.0), ran().tally, ran().watch)
    piled = plain(figures(moving, 3.0))["piled"]
    assert ("goal" in piled) == has


def test_the_page_says_what_became_of_the_lost(report: dict[str, Any]) -> None:
    assert "jamais finie : 4)" in page(report | {"lost": 4})


def test_wrong_reuse_is_counted(report: dict[str, Any]) -> None:
    wrong = report["figures"]["cached_wrong_share"]
    assert (wrong["value"], wrong["met"]) == (100.0, False)
    assert report["figures"]["cache_hit_share"]["value"] == pytest.approx(33.3, abs=0.1)


def test_the_stages_are_means_of_this_run_only(report: dict[str, Any]) -> None:
    assert report["stages"] == {"retrieval": pytest.approx(0.1)}


def test_the_files_are_written_together(report: dict[str, Any], tmp_path: Path, capsys: Any) -> None:
    from benchmarks.load.kept import keep

    keep(report, tmp_path)
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".html"}
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["measure"] == "load"
