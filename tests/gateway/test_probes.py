"""What machines ask, and what operators may read."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, cast

from prometheus_client.parser import text_string_to_metric_families

from appliance.gateway import probes
from ops.fault import Fault
from tests.fake_engine import eventually

if TYPE_CHECKING:
    import pytest

    from inference.engine import Engine
    from tests.gateway.conftest import Gateway

DOGS = "Faut-il tenir les chiens en laisse dans les parcs municipaux ?"


def counted(gateway: Gateway) -> dict[tuple[str, ...], float]:
    """Every sample: its name and labels → its value."""
    families = text_string_to_metric_families(gateway.get("/metrics").text)
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def test_alive_and_ready(gateway: Gateway) -> None:
    assert gateway.get("/livez").json() == {"status": "alive"}
    assert eventually(lambda: gateway.get("/readyz").json()["engine"] == "ready")
    assert gateway.get("/readyz").json()["status"] == "ready"


def test_ready_says_that_the_engine_is_gone_and_comes_back(gateway: Gateway) -> None:
    gateway.engine.loading = True
    assert eventually(lambda: gateway.get("/readyz").json()["engine"] == "gone")
    assert gateway.get("/readyz").status_code == 200
    assert counted(gateway)["parvis_engine_ready",] == 0
    gateway.engine.loading = False
    assert eventually(lambda: gateway.get("/readyz").json()["engine"] == "ready")


class Answering:
    """An engine that is there."""

    async def ready(self) -> bool:
        return True


def test_an_engine_that_fails_while_its_pace_is_taken_is_met_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "_SECONDS_BETWEEN_PROBES", 0.01)
    seen: list[str] = []

    async def watched() -> bool:
        again = asyncio.Event()

        async def met() -> None:
            seen.append(watch.state)
            if len(seen) == 1:
                raise Fault(key="engine.failed", sentence="Le moteur s'est arrêté.")
            again.set()

        watch = probes.EngineWatch(cast("Engine", Answering()), met)
        looking = asyncio.create_task(watch.run())
        await asyncio.wait_for(again.wait(), timeout=5)
        await asyncio.sleep(0.05)
        looking.cancel()
        return watch.is_ready()

    assert asyncio.run(watched())
    assert seen == ["loading", "loading"]


def test_answers_stages_and_tokens_are_counted(gateway: Gateway) -> None:
    gateway.engine.says("Les chiens sont tenus en laisse ", "dans les parcs municipaux.")
    before = counted(gateway)
    gateway.ask("La mairie est-elle ouverte ?")
    gateway.ask(DOGS)
    after = counted(gateway)

    def grown(*sample: str) -> float:
        return after[sample] - before.get(sample, 0)

    assert grown("parvis_answers_total", "hours") == 1
    assert grown("parvis_answers_total", "generated") == 1
    assert grown("parvis_stage_seconds_count", "facts") == 2
    assert grown("parvis_stage_seconds_count", "retrieval") == 1
    assert grown("parvis_engine_tokens_total", "completion") == 2
    assert grown("parvis_engine_tokens_total", "prompt") == 300
    assert grown("parvis_answer_seconds_count", "generated") == 1
    assert grown("parvis_first_text_seconds_count", "generated") == 1
    assert (after["parvis_engine_running_requests",], after["parvis_engine_queued_requests",]) == (0, 0)


def test_refusals_are_counted_by_their_code(gateway: Gateway) -> None:
    before = counted(gateway).get(("parvis_questions_refused_total", "question.empty"), 0)
    gateway.ask("")
    assert counted(gateway)["parvis_questions_refused_total", "question.empty"] == before + 1


def test_no_word_of_a_question_is_logged_or_counted(
    gateway: Gateway, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for text in (
        "Le xylophone est-il permis ?",
        "x" * 501 + " xylophone",
        "xylophone\x00",
        DOGS + " Xylophone",
    ):
        gateway.ask(text)
    gateway.engine.loading = True
    gateway.ask("Une amende pour mon xylophone en laisse ?")
    captured = capfd.readouterr()
    assert (
        "xylophone" not in f"{captured.out}{captured.err}{caplog.text}{gateway.get('/metrics').text}".lower()
    )


def test_the_description_of_the_doors_builds(gateway: Gateway) -> None:
    paths = gateway.get("/openapi.json").json()["paths"]
    assert {
        "/api/v1/communes/{slug}/questions",
        "/v1/chat/completions",
        "/v1/models",
        "/livez",
        "/readyz",
    } <= set(paths)
