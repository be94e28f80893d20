"""The whole appliance once, with the real model: one start, followed from loading to down."""

from __future__ import annotations

import json
import socket
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from ops.processor import has_vnni
from tests.contracts.checkout import ROOT
from tests.engine.machine import Machine
from tests.fake_engine import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.engine
MODELS = ROOT / ".parvis" / "models"
HOURS = "La mairie est-elle ouverte ?"
NOISE = "Les travaux de bricolage et de jardinage sont-ils autorisés le dimanche ?"
NEW = "Jusqu'à quelle heure les travaux de bricolage sont-ils autorisés le samedi ?"
ADULT = "Quel est le prix du repas pris par un adulte ?"


def _sockets() -> set[Path]:
    """Those in the temporary folder of everybody."""
    return {path for path in Path(tempfile.gettempdir()).iterdir() if path.is_socket()}


SOCKETS_BEFORE = _sockets()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Valbrume's documents are in; the engine has just begun to load."""
    if not (MODELS / "cpu-demo" / "manifest.json").exists():
        pytest.fail("The demonstration model is not installed: run `make model`.", pytrace=False)
    home = tmp_path_factory.mktemp("appliance")
    (home / "models").symlink_to(MODELS)
    ours = Machine(home)
    ours.fill()
    ours.begin_up()
    yield ours
    ours.parvis("down")


def test_while_the_engine_loads_hours_and_passages_answer(machine: Machine) -> None:
    assert eventually(lambda: machine.engine_state() == "loading", seconds=60)
    assert machine.ask(HOURS).json()["kind"] == "hours"
    quoted = machine.ask(NOISE).json()
    assert quoted["kind"] == "quoted"
    assert "dimanches" in quoted["answer"]
    assert machine.engine_state() == "loading"


def test_then_it_writes_an_answer_with_its_source(machine: Machine) -> None:
    steps = machine.finish_up()
    assert steps.count("✓") == 3
    answers = [machine.ask(question).json() for question in (ADULT, NOISE)]
    written = [answer for answer in answers if answer["kind"] == "generated"]
    assert written, answers
    for answer in written:
        assert answer["citations"][0]["file"].endswith(".pdf")
        assert "/original#page=" in answer["citations"][0]["url"]
        assert answer["model"]
    assert "6,40" in answers[0]["answer"]


def test_the_same_question_again_writes_the_same(machine: Machine) -> None:
    assert machine.ask(ADULT).json()["answer"] == machine.ask(ADULT).json()["answer"]


def test_a_citizen_who_leaves_frees_the_gateways_slot(machine: Machine) -> None:
    body = json.dumps({"question": NEW}).encode()
    head = "POST /api/v1/communes/valbrume/questions HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n"
    with socket.create_connection(("127.0.0.1", machine.port), timeout=30) as citizen:
        citizen.sendall(
            f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        )
        citizen.sendall(body)
        told = b""
        while b"writing" not in told:
            told += (more := citizen.recv(4096))
            assert more, told
    assert eventually(lambda: machine.running_requests() == 0, seconds=1)


def test_a_client_who_leaves_stops_the_engines_work(machine: Machine) -> None:
    """A long text is begun and left: after the step under way the engine computes next to nothing."""
    long = {
        "model": "parvis",
        "messages": [{"role": "user", "content": "Raconte une longue histoire."}],
        "max_tokens": 1500,
        "ignore_eos": True,
        "stream": True,
    }
    transport = httpx.HTTPTransport(uds=str(machine.home / "run" / "engine.sock"))
    with (
        httpx.Client(transport=transport, base_url="http://engine", timeout=60) as client,
        client.stream("POST", "/v1/chat/completions", json=long) as response,
    ):
        assert response.status_code == 200
        next(response.iter_text())
    assert eventually(lambda: _at_rest(machine), seconds=20)


def _at_rest(machine: Machine) -> bool:
    before = machine.processor_seconds()
    time.sleep(2.0)
    return machine.processor_seconds() - before < 1.0


def test_nothing_listens_beyond_loopback_and_the_engine_has_no_network(machine: Machine) -> None:
    here = Path("/proc/self/ns/net").readlink()
    outside = []
    for process in machine.processes():
        network = Path(f"/proc/{process.pid}/ns/net")
        if network.readlink() == here:
            outside += [seen for seen in process.net_connections("inet") if seen.status == psutil.CONN_LISTEN]
        else:
            interfaces = Path(f"/proc/{process.pid}/net/dev").read_text().splitlines()[2:]
            assert [line.split(":")[0].strip() for line in interfaces] == ["lo"]
    assert {(seen.laddr.ip, seen.laddr.port) for seen in outside} == {("127.0.0.1", machine.port)}


def test_the_engines_door_is_its_owners_only(machine: Machine) -> None:
    assert (machine.home / "run" / "engine.sock").stat().st_mode & 0o077 == 0


def test_up_again_is_harmless(machine: Machine) -> None:
    before = {process.pid for process in machine.engine()[:1]}
    machine.parvis("up")
    assert {process.pid for process in machine.engine()[:1]} == before


def test_everything_together_fits_into_nine_gibibytes_and_into_fifteen_in_floats(machine: Machine) -> None:
    health = json.loads(machine.parvis("status", "--json"))
    assert (health["gateway"], health["engine"]) == ("ready", "ready")
    assert 0 < health["resident_bytes"] <= (9 if has_vnni() else 15) * 2**30


def test_killing_the_engine_leaves_hours_and_passages(machine: Machine) -> None:
    for process in machine.engine():
        with suppress(psutil.NoSuchProcess):  # the first ones take the others with them
            process.kill()
    assert eventually(lambda: machine.engine_state() == "gone", seconds=10)
    assert machine.ask(HOURS).json()["kind"] == "hours"
    assert machine.ask(NEW).json()["kind"] == "quoted"
    rest = machine.ask("Combien d'enfants faut-il pour obtenir une réduction ?")
    assert rest.status_code == 503 or rest.json()["kind"] in ("quoted", "declined")
    if rest.status_code == 503:
        assert rest.json()["retry_after"] > 0


def test_down_leaves_no_process_no_port_and_no_socket(machine: Machine) -> None:
    machine.parvis("down")
    assert machine.processes() == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", machine.port)) != 0
    assert not (machine.home / "run" / "engine.sock").exists()


def test_an_engine_that_was_killed_leaves_nothing_beside_its_home(machine: Machine) -> None:
    assert _sockets() <= SOCKETS_BEFORE
