"""A real Prometheus that scrapes a gateway under our own rules, whose hours are made seconds."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import yaml

from tests.fake_engine import eventually
from tests.ops.test_alerts import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WINDOW = re.compile(r"\[\d+[mhd]\]")
_FOR = re.compile(r"for: \d+[mhd]")
_SECONDS = 60


@dataclass(frozen=True)
class Prometheus:
    """url: its own door."""

    url: str

    def api(self, path: str, **asked: str) -> Any:
        told = httpx.get(f"{self.url}/api/v1/{path}", params=asked, timeout=10).json()
        assert told["status"] == "success", told
        return told["data"]

    def query(self, query: str) -> list[dict[str, Any]]:
        found = self.api("query", query=query)
        return list(found["result"]) if found["resultType"] == "vector" else [found]

    def firing(self) -> dict[str, dict[str, Any]]:
        """By name, the alerts that fire now."""
        alerts = self.api("alerts")["alerts"]
        return {alert["labels"]["alertname"]: alert for alert in alerts if alert["state"] == "firing"}

    def fires(self, name: str) -> bool:
        return eventually(lambda: name in self.firing(), seconds=_SECONDS)


@contextmanager
def prometheus(folder: Path, ports: list[int]) -> Iterator[Prometheus]:
    """Scrapes the loopback ports twice a second until the block ends; at its begin it has seen each twice."""
    program = shutil.which("prometheus")
    assert program, "setup.sh test installs it"
    for path in RULES:
        shortened = _FOR.sub("for: 0s", _WINDOW.sub("[20s]", path.read_text("utf-8")))
        (folder / path.name).write_text(shortened, encoding="utf-8")
    (folder / "prometheus.yml").write_text(_settings(ports), encoding="utf-8")
    own = _free_port()
    command = [program, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    command += [f"--web.listen-address=127.0.0.1:{own}", "--log.level=warn"]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            found = Prometheus(f"http://127.0.0.1:{own}")
            assert eventually(lambda: _has_seen(found, len(ports)), seconds=_SECONDS), (
                folder / "log"
            ).read_text()
            yield found
        finally:
            running.terminate()
            running.wait(20)


def _settings(ports: list[int]) -> str:
    targets = [f"127.0.0.1:{port}" for port in ports]
    return yaml.safe_dump(
        {
            "global": {"scrape_interval": "500ms", "scrape_timeout": "450ms", "evaluation_interval": "500ms"},
            "rule_files": [path.name for path in RULES],
            "scrape_configs": [{"job_name": "parvis", "static_configs": [{"targets": targets}]}],
        }
    )


def _has_seen(found: Prometheus, targets: int) -> bool:
    try:
        seen = found.query("count_over_time(up[20s]) >= 2")
    except (httpx.TransportError, ValueError):  # not there, or not ready
        return False
    return len(seen) == targets


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
