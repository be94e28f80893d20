"""A whole appliance: real vLLM behind Ray Serve, real gateway, a home and a port of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import psutil

from benchmarks import always_writing
from tests.inference.town import DEMO

PAPERS = (
    "annuaire.json",
    "deliberation_2026-042_tarifs_cantine_periscolaire.pdf",
    "arrete_2025-047_bruit.pdf",
)
PATIENT = "300"  # seconds that an answer may take on a slow machine that does other things too


class Machine:
    """Its command line, its door, its processes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = int(listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.starting: subprocess.Popen[str] | None = None

    def parvis(self, *arguments: str) -> str:
        """What a command says; fails the test when it does not end with 0."""
        ran = self._run(*arguments)
        out, err = ran.communicate(timeout=240)
        assert ran.returncode == 0, err
        return out

    def begin_up(self) -> None:
        self.starting = self._run("up")

    def finish_up(self) -> str:
        """What `up` said, once the engine answers."""
        assert self.starting is not None
        _out, err = self.starting.communicate(timeout=600)
        assert self.starting.returncode == 0, err
        return err

    def _run(self, *arguments: str) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "PARVIS_HOME": str(self.home),
            "PARVIS_GATEWAY__PORT": str(self.port),
            "PARVIS_INFERENCE__DEADLINE_SECONDS": PATIENT,
            **always_writing.ENVIRONMENT,  # and shown, where the guard lets it
        }
        command = [Path(sys.prefix, "bin", "parvis"), *arguments]
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def fill(self) -> None:
        self.parvis("commune", "add", "valbrume", "--name", "Valbrume-sur-Oisette", "--insee", "99001")
        self.parvis("ingest", *(str(DEMO / name) for name in PAPERS), "--commune", "valbrume")

    def ask(self, text: str) -> httpx.Response:
        path = f"{self.url}/api/v1/communes/valbrume/questions"
        return httpx.post(path, json={"question": text, "at": "2026-11-24T10:00"}, timeout=330)

    def engine_state(self) -> str:
        try:
            return str(httpx.get(f"{self.url}/readyz", timeout=5).json()["engine"])
        except httpx.HTTPError:
            return ""

    def running_requests(self) -> float:
        lines = httpx.get(f"{self.url}/metrics", timeout=5).text.splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith("parvis_engine_running"))

    def processes(self) -> list[psutil.Process]:
        """Whatever was started for this home, the command line aside."""
        mark = f"PARVIS_DAEMON_RECORD={self.home}"
        return [process for process in psutil.process_iter() if mark in _environment(process)]

    def engine(self) -> list[psutil.Process]:
        record: dict[str, Any] = json.loads((self.home / "run" / "engine.json").read_text())
        process = psutil.Process(record["pid"])
        return [process, *process.children(recursive=True)]

    def processor_seconds(self) -> float:
        """What the engine has computed until now."""
        total = 0.0
        for process in self.engine():
            try:
                total += sum(process.cpu_times()[:2])
            except psutil.Error:
                continue
        return total


def _environment(process: psutil.Process) -> str:
    try:
        return " ".join(f"{name}={value}" for name, value in process.environ().items())
    except psutil.Error:
        return ""
