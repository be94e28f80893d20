"""What operators may watch: questions without an answer, documents that wait, and no commune's name."""

from __future__ import annotations

import shutil
import subprocess
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx
import pytest
from sqlalchemy import delete

from appliance.gateway import questions
from appliance.watching import Watching
from ingest import tables
from ingest.inbox import Inbox
from ops import metrics
from tests.fake_engine import eventually
from tests.gateway.test_probes import DOGS, counted

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway


@pytest.fixture
def watching(gateway: Gateway) -> Watching:
    """Looks each time it is asked to."""
    return Watching(gateway.rooms, Inbox(gateway.rooms.settings.home / "inbox"), seconds=0)


def grown(gateway: Gateway, before: dict[tuple[str, ...], float], *sample: str) -> float:
    return counted(gateway).get(sample, 0) - before.get(sample, 0)


def leaves(gateway: Gateway) -> None:
    """A citizen asks what must be written, and closes the page."""
    with suppress(httpx.ReadTimeout):
        httpx.post(f"{gateway.url}/api/v1/communes/valbrume/questions", json={"question": DOGS}, timeout=0.5)


def test_a_citizen_who_leaves_is_counted(gateway: Gateway) -> None:
    before = counted(gateway)
    gateway.engine.fails(after=0, how="hang")
    leaves(gateway)
    reason = ("parvis_unanswered_questions_total", "left_in_time")
    assert eventually(lambda: grown(gateway, before, *reason) == 1)


def test_a_citizen_who_left_late_is_told_apart(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "PROMISED_SECONDS", 0.0)
    before = counted(gateway)
    gateway.engine.fails(after=0, how="hang")
    leaves(gateway)
    reason = ("parvis_unanswered_questions_total", "left_late")
    assert eventually(lambda: grown(gateway, before, *reason) == 1)


def test_a_stream_that_fails_is_counted(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counted(gateway)
    monkeypatch.setattr(gateway.rooms.ladder("valbrume"), "_at_once", None)
    told = gateway.post(
        "/api/v1/communes/valbrume/questions", {"question": DOGS}, headers={"Accept": "text/event-stream"}
    ).text
    assert "event: fault" in told
    assert grown(gateway, before, "parvis_unanswered_questions_total", "failed") == 1


def test_why_nothing_was_written_is_counted(gateway: Gateway) -> None:
    before = counted(gateway)
    gateway.engine.fails(after=0, how="die")
    gateway.ask(DOGS)
    assert grown(gateway, before, "parvis_unwritten_answers_total", "engine.unavailable") == 1


def test_the_wait_for_the_engine_is_timed(gateway: Gateway) -> None:
    before = counted(gateway)
    gateway.engine.says("Les chiens sont tenus en laisse dans les parcs municipaux.")
    gateway.ask(DOGS)
    assert grown(gateway, before, "parvis_engine_wait_seconds_count") == 1
    copied = grown(gateway, before, "parvis_guard_sentences_total", "copied")
    assert copied + grown(gateway, before, "parvis_guard_sentences_total", "supported") == 1


def test_an_answer_of_which_two_sentences_are_refused_is_one_intervention(gateway: Gateway) -> None:
    before = counted(gateway)
    gateway.engine.says("Les chiens paient 99 euros. Les chats paient 98 euros.")
    gateway.ask(DOGS)
    assert grown(gateway, before, "parvis_guard_sentences_total", "refused") >= 2
    assert grown(gateway, before, "parvis_guard_interventions_total") == 1


def test_documents_and_machine_are_told(gateway: Gateway, watching: Watching) -> None:
    watching.look()
    now = counted(gateway)
    assert (now["parvis_communes",], now["parvis_communes_without_documents",]) == (2, 0)
    assert now["parvis_documents", "indexed"] >= 3
    assert now["parvis_ingest_lag_seconds", "drop"] == 0
    assert now["parvis_machine_memory_available_bytes",] > 0
    assert now["parvis_disk_free_bytes",] > 0
    assert now["parvis_gpus_expected",] == 0
    assert [now["parvis_look_success", look] for look in ("documents", "machine", "gpus")] == [1, 1, 1]


def test_what_cannot_be_seen_is_told_and_hides_nothing_else(
    gateway: Gateway, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway.rooms, "store", None)
    watching.look()
    now = counted(gateway)
    assert (now["parvis_look_success", "documents"], now["parvis_look_success", "machine"]) == (0, 1)


def test_asking_often_costs_nothing_more(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    watching = Watching(gateway.rooms, Inbox(gateway.rooms.settings.home / "inbox"), seconds=60)
    monkeypatch.setattr(watching, "_documents", lambda: looks.append(1))
    askers = [threading.Thread(target=watching.look) for _ in range(20)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert looks == [1]


def test_promtool_finds_no_fault_with_the_door(gateway: Gateway) -> None:
    promtool = shutil.which("promtool")
    assert promtool, "setup.sh test installs it"
    gateway.ask("La mairie est-elle ouverte ?")
    told = gateway.get("/metrics").content
    checked = subprocess.run(
        [promtool, "check", "metrics"], input=told, capture_output=True, check=False, timeout=30
    )
    assert (checked.returncode, checked.stderr.decode(), checked.stdout.decode()) == (0, "", "")


def test_three_hundred_communes_add_no_series_and_no_name(gateway: Gateway, watching: Watching) -> None:
    watching.look()
    gateway.ask("La mairie est-elle ouverte ?")
    before = counted(gateway)
    added = [f"hameau-{number}" for number in range(300)]
    for number, slug in enumerate(added):
        gateway.rooms.communes.add(slug, f"Hameau {number}", "99003")
    try:
        for slug in added[:3]:
            gateway.ask("La mairie est-elle ouverte ?", slug)
        watching.look()
        after = counted(gateway)
        assert after["parvis_communes",] == 302
        assert set(after) - set(before) <= {key for key in after if key[0].startswith("parvis_stage")}
        assert "hameau" not in gateway.get("/metrics").text
        assert len(after) < 1000
    finally:
        _remove(gateway, added)
    assert metrics.registry.get_sample_value("parvis_communes") == 302


def _remove(gateway: Gateway, slugs: list[str]) -> None:
    with gateway.rooms.store.begin() as connection:
        connection.execute(delete(tables.communes).where(tables.communes.c.slug.in_(slugs)))
