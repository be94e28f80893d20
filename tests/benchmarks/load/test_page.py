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


def test_a_void_control_is_said_beside_its_figures(report: dict[str, Any]) -> None:
    assert "Témoin nul" not in page(report)
    written = page(report | {"control": report["control"] | {"void": True}})
    assert "Témoin nul" in written
    assert "Mesure nulle" not in written


AWAY: dict[str, Any] = {
    "version": "0.9.1",
    "appliance": {"url": "http://10.0.0.9:8080", "profile": "gpu-l4", "gpus": 2, "asked_as": "citizen"},
    "asker": {
        name: value for name, value in CONDITIONS.items() if name.startswith(("hard", "host", "commit"))
    },
}


def test_a_page_of_another_machine_says_which_part_is_about_which(report: dict[str, Any]) -> None:
    here = ("commit", "hardware", "settings", "manifest", "host_load_1min", "host_load_1min_after")
    written = page({name: value for name, value in report.items() if name not in here} | AWAY)
    head = " ".join(written.split("</header>")[0].split())
    measured, asking = head.split("Machine qui demande :")
    assert "http://10.0.0.9:8080, profil gpu-l4, GPU : 2, comme tout citoyen" in measured
    assert "Version 0.9.1, commit inconnu" in measured
    assert "P, 2 cœurs" not in measured
    for words in ("commit abc1234", "P, 2 cœurs, 23.0 Gio", "0.1 → 2.0"):
        assert words in asking, words


def test_edits_are_told_with_those_that_failed(report: dict[str, Any]) -> None:
    assert "Documents changés" not in page(report)
    written = page(report | {"edits": {"planned": 3, "done": 1, "failed": 2}})
    assert "1 sur 3 prévus" in written
    assert "2 non remis" in written


@pytest.mark.parametrize(("counters", "unknown"), [("known", False), ("unknown", True)])
def test_scrapes_that_failed_are_told(report: dict[str, Any], counters: str, unknown: bool) -> None:
    assert "/metrics" not in page(report)
    written = page(report | {"scrapes": {"count": 9, "failed": 2, "counters": counters}})
    assert "n&#39;a pas répondu 2 fois sur 9" in written or "n'a pas répondu 2 fois sur 9" in written
    assert ("sont inconnus" in written) == unknown


def look(second: float, queued: float | None, memory: float | None = 5.0) -> dict[str, float | None]:
    seen = {"queued": queued, "running": queued, "busy_percent": None, "memory_gib": memory}
    return {"second": second, **seen}


def test_what_was_not_seen_is_a_gap_and_no_zero(report: dict[str, Any]) -> None:
    def drawn(*queued: float | None) -> int:
        looks = [look(float(second), value) for second, value in enumerate(queued, 1)]
        return under("Le cours de la mesure", page(report | {"looks": looks})).count("M ")

    whole, broken = drawn(1.0, 2.0, 3.0, 2.0), drawn(1.0, 2.0, None, 3.0, 2.0)
    assert broken == whole + 1  # one line begins anew


def test_what_was_never_seen_is_not_drawn(report: dict[str, Any]) -> None:
    written = page(report | {"looks": [look(1.0, 2.0), look(2.0, 2.0)]})
    assert "mémoire, Gio" in written
    assert "processeurs, %" not in written
    assert "en file du moteur" not in page(report | {"looks": [look(1.0, None, None)]})


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
