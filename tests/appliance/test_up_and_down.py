"""Up and down, with real processes: a gateway on a free port before a scripted engine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from benchmarks import always_writing
from tests.appliance.conftest import PAPERS, Ran, free_port
from tests.fake_engine import FakeEngine, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

NOISE = "Les travaux de jardinage sont-ils autorisés le dimanche ?"


class Machine:
    """One home, one port, and the command in processes of its own."""

    def __init__(self, home: Path, engine: FakeEngine) -> None:
        self.home, self.engine, self.port = home, engine, free_port()

    def parvis(self, *arguments: str) -> Ran:
        environment = {
            **os.environ,
            "PARVIS_HOME": str(self.home),
            "PARVIS_GATEWAY__PORT": str(self.port),
            "PARVIS_INFERENCE__ENGINE_ADDRESS": self.engine.address,
            **always_writing.ENVIRONMENT,
        }
        command = [Path(sys.prefix, "bin", "parvis"), *arguments]
        ran = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def processes(self) -> list[int]:
        """Whatever runs for this home."""
        mark = str(self.home)
        return [
            process.pid
            for process in psutil.process_iter()
            if process.pid != os.getpid() and mark in _environment(process)
        ]

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _environment(process: psutil.Process) -> str:
    try:
        return str(process.environ())
    except psutil.Error:
        return ""


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with serving(FakeEngine()) as engine:
        ours = Machine(tmp_path_factory.mktemp("machine"), engine)
        added = ours.parvis(
            "commune", "add", "valbrume", "--name", "Valbrume-sur-Oisette", "--insee", "99001"
        )
        assert added.code == 0, added.err
        started = ours.parvis("up")
        assert started.code == 0, started.err
        yield ours
        ours.parvis("down")


def test_up_says_where_it_answers_and_each_step(machine: Machine) -> None:
    again = machine.parvis("up")
    assert again.code == 0
    assert f"http://127.0.0.1:{machine.port}" in again.out
    assert "✓" in again.err


def test_up_twice_is_harmless(machine: Machine) -> None:
    before = machine.processes()
    assert machine.parvis("up").code == 0
    assert machine.processes() == before


def test_the_status_is_ready(machine: Machine) -> None:
    health = json.loads(machine.parvis("status", "--json").out)
    assert (health["gateway"], health["engine"]) == ("ready", "ready")
    assert health["resident_bytes"] > 0


def test_documents_come_answer_and_go_through_the_gateway(machine: Machine) -> None:
    ingested = machine.parvis("ingest", *PAPERS, "--commune", "valbrume", "--json")
    assert ingested.code == 0, ingested.err
    outcomes = json.loads(ingested.out)
    assert [outcome["state"] for outcome in outcomes] == ["indexed", "indexed"]
    hours = ("ask", "La mairie est-elle ouverte ?", "--commune", "valbrume", "--at", "2026-11-24T10:00")
    assert json.loads(machine.parvis(*hours, "--json").out)["kind"] == "hours"
    machine.engine.says("Les travaux de jardinage sont interdits ", "les dimanches et jours fériés.")
    generated = json.loads(machine.parvis("ask", NOISE, "--commune", "valbrume", "--json").out)
    assert generated["kind"] == "generated"
    assert generated["citations"][0]["file"] == "arrete_2025-047_bruit.pdf"
    for outcome in outcomes:
        assert machine.parvis("forget", outcome["document_id"]).code == 0
    assert machine.parvis("forget", outcomes[0]["document_id"]).code == 1


def test_many_paths_pass_the_door(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / ("a folder with quite a long name " * 3)
    folder.mkdir()
    paths = [folder / f"note {number}.xyz" for number in range(700)]
    for path in paths:
        path.touch()
    ran = machine.parvis("ingest", *map(str, paths), "--commune", "valbrume", "--json")
    assert ran.code == 0, ran.err
    assert len(json.loads(ran.out)) == 700


def test_a_refusal_at_the_gateway_is_one_sentence(machine: Machine) -> None:
    ran = machine.parvis("ask", "Bonjour ?", "--commune", "atlantis")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith("parvis : Cette commune")


def test_only_loopback_is_listened_on(machine: Machine) -> None:
    addresses = {
        connection.laddr.ip
        for pid in machine.processes()
        for connection in psutil.Process(pid).net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert addresses == {"127.0.0.1"}


def test_the_log_holds_no_question(machine: Machine) -> None:
    machine.parvis("ask", "Puis-je jouer du xylophone ?", "--commune", "valbrume")
    assert "xylophone" not in (machine.home / "run" / "gateway.log").read_text().lower()


def test_another_program_on_the_port_is_told(machine: Machine, tmp_path: Path) -> None:
    class Ready(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"engine": "ready"}')

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Ready) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        stranger = Machine(tmp_path, machine.engine)
        stranger.port = other.server_port
        ran = stranger.parvis("up")
        other.shutdown()
    assert ran.code == 1
    assert "pris par un autre programme" in ran.err
    assert stranger.processes() == []


def test_down_leaves_no_process_and_no_port(machine: Machine) -> None:
    assert machine.parvis("down").out.strip() == "Arrêté."
    assert machine.processes() == []
    assert not machine.listens()
    assert machine.parvis("down").out.strip() == "Rien ne tournait."
    assert json.loads(machine.parvis("status", "--json").out)["gateway"] == "stopped"


def test_after_down_it_comes_up_again(machine: Machine) -> None:
    assert machine.parvis("up").code == 0
    assert httpx.get(f"http://127.0.0.1:{machine.port}/livez").status_code == 200
