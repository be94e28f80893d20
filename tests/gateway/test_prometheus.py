"""A real Prometheus before the real gateway: what it reads, what it warns of, what dashboards show."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.fake_engine import eventually
from tests.gateway.watched import Prometheus, prometheus
from tests.ops.test_dashboards import BOARDS, OWN, queries, unfolded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.gateway.conftest import Gateway

DOGS = "Faut-il tenir les chiens en laisse dans les parcs municipaux"
LEASH = "Les chiens sont tenus en laisse dans les parcs municipaux."
OF_ANSWERS = {
    "ParvisPromiseBurnsFast",
    "ParvisPromiseBurnsSlowly",
    "ParvisQuestionsFail",
    "ParvisFirstTextSlow",
    "ParvisQueueLong",
    "ParvisEngineUnwilling",
    "ParvisEngineGone",
    "ParvisDeclinesOften",
    "ParvisGuardIntervenesOften",
    "ParvisCacheHitsFell",
    "ParvisIngestLags",
    "ParvisDocumentsGivenUp",
    "ParvisCommuneStale",
    "ParvisDown",
    "ParvisNotWatched",
    "ParvisLookFails",
    "ParvisGpuGone",
}


@pytest.fixture
def watcher(gateway: Gateway, tmp_path: Path) -> Iterator[Prometheus]:
    with prometheus(tmp_path, [gateway.port]) as running:
        yield running


def test_in_health_nothing_fires_and_every_panel_is_answered(gateway: Gateway, watcher: Prometheus) -> None:
    gateway.engine.says(LEASH)
    for number in range(30):
        assert gateway.ask("La mairie est-elle ouverte ?").status_code == 200
        if number % 10 == 0:
            assert gateway.ask(f"{DOGS}, rue {'ABC'[number // 10]} ?").json()["kind"] == "generated"
    asked = 'sum(increase(parvis_answers_total{kind="hours"}[20s])) > 25'
    assert _eventually_answered(watcher, asked)
    unanswered = {
        unfolded(query)
        for path in BOARDS
        for query in queries(json.loads(path.read_text("utf-8")))
        if not watcher.query(unfolded(query))
    }
    only_where_it_happened = (
        "parvis_gpu_",
        "parvis_validated",
        "parvis_questions_refused",
        "parvis_contradictions",
    )
    assert [
        q for q in unanswered if not all(n.startswith(only_where_it_happened) for n in OWN.findall(q))
    ] == []
    assert watcher.firing().keys() & OF_ANSWERS == set()


def test_an_engine_that_goes_away_wakes_somebody_until_it_is_back(
    gateway: Gateway, watcher: Prometheus
) -> None:
    assert "ParvisEngineGone" not in watcher.firing()
    gateway.engine.loading = True
    assert watcher.fires("ParvisEngineGone")
    gateway.engine.loading = False
    assert _eventually_silent(watcher, "ParvisEngineGone")


def test_answers_after_three_seconds_burn_the_promise(gateway: Gateway, watcher: Prometheus) -> None:
    gateway.engine.says(LEASH, delay=3.2)
    with ThreadPoolExecutor(4) as citizens:
        streets = ("des Lilas", "du Moulin", "de la Gare", "des Écoles")
        told = list(citizens.map(lambda street: gateway.ask(f"{DOGS}, rue {street} ?").json(), streets))
    assert {answer["kind"] for answer in told} == {"generated"}
    assert watcher.fires("ParvisPromiseBurnsFast")
    alert = watcher.firing()["ParvisPromiseBurnsFast"]
    assert alert["labels"]["severity"] == "page"
    assert "100% des questions" in alert["annotations"]["description"]
    assert "parvis status" in alert["annotations"]["remedy"]


def test_questions_that_nothing_answers_open_a_ticket(gateway: Gateway, watcher: Prometheus) -> None:
    for number in range(30):
        asked = f"Comment réparer un carburateur de cyclomoteur modèle {number} ?"
        assert gateway.ask(asked).json()["kind"] == "declined"
    assert watcher.fires("ParvisDeclinesOften")
    assert watcher.firing()["ParvisDeclinesOften"]["labels"]["severity"] == "ticket"


def test_an_appliance_that_is_mute_wakes_somebody(gateway: Gateway, tmp_path: Path) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))  # nobody listens there, and nobody else takes it meanwhile
        with prometheus(tmp_path, [gateway.port, mute.getsockname()[1]]) as running:
            assert running.fires("ParvisDown")
            down = running.firing()["ParvisDown"]["labels"]["instance"]
            assert down == f"127.0.0.1:{mute.getsockname()[1]}"


def _eventually_answered(watcher: Prometheus, query: str) -> bool:
    return eventually(lambda: bool(watcher.query(query)), seconds=30)


def _eventually_silent(watcher: Prometheus, name: str) -> bool:
    return eventually(lambda: name not in watcher.firing(), seconds=30)
