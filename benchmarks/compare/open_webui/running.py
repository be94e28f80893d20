"""Instances of the peer as processes of this machine, on loopback, with nothing outside within reach."""

from __future__ import annotations

import os
import secrets
import shutil
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx

from benchmarks.compare.open_webui.client import OpenWebUI
from benchmarks.ground import free_port
from ops.fault import Fault
from ops.process import Daemon

if TYPE_CHECKING:
    from benchmarks.compare.open_webui.client import Shelved

TUNED: Final = "tuned"
MANNERS: Final = {"default": "Open WebUI, tel quel", TUNED: "Open WebUI, réglé au mieux"}
_SETTINGS: Final = Path(__file__).with_name("settings.toml")
_START_SECONDS: Final = 300.0
_PAUSE_SECONDS: Final = 0.5
_NOBODY: Final = "http://127.0.0.1:9"  # the discard port: whoever asks something outside is refused at once


@dataclass(frozen=True, slots=True)
class Instance:
    """manner: `default` or `tuned`. folder: its data, made anew. door: the engine's and the embedding's."""

    manner: str
    folder: Path
    command: Path
    door: str
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> OpenWebUI:
        """Returns once it answers and is signed in to. Raises Fault."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        command = [str(self.command), "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        self._daemon.start(command, environment(self))
        limit = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._daemon.process() is None or time.monotonic() > limit:
                raise _not_started(self._daemon)
            time.sleep(_PAUSE_SECONDS)
        client = OpenWebUI(self.url)
        client.sign_in()
        return client

    def stop(self) -> None:
        self._daemon.stop()

    def resident_bytes(self) -> int:
        return self._daemon.resident_bytes()

    @property
    def _daemon(self) -> Daemon:
        return Daemon(f"open-webui-{self.manner}", self.folder.parent)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", timeout=2.0, trust_env=False).is_success
        except httpx.HTTPError:
            return False


def instance(manner: str, under: Path, command: Path, door_url: str) -> Instance:
    """under: the folder of all instances."""
    return Instance(manner, under / manner, command, f"{door_url}/{manner}/v1", free_port())


def settings(manner: str) -> dict[str, str]:
    """What the instance is told beside where things are; all of it stands in the report."""
    told: dict[str, dict[str, str]] = _read()
    return told["common"] | told[manner]


def sampling(model: str) -> dict[str, Any]:
    """How the engine draws words for a request that does not say it; empty: as the engine does."""
    found: dict[str, Any] = _read()["sampling"].get(model, {})
    return found


def environment(of: Instance) -> dict[str, str]:
    """The whole of it: nothing of ours is inherited but where programs are found."""
    reach = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), _NOBODY)
    near = dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost")
    places = {
        "DATA_DIR": str(of.folder),
        "HOME": str(of.folder),
        "OPENAI_API_BASE_URL": of.door,
        "RAG_OPENAI_API_BASE_URL": of.door,
        "OPENAI_API_KEY": "none",
        "RAG_OPENAI_API_KEY": "none",
        "WEBUI_SECRET_KEY": secrets.token_hex(24),
    }
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | reach | near | settings(of.manner) | places


def shelved(client: OpenWebUI, documents: Path) -> Shelved:
    """The same documents as ours, in the order of their names."""
    return client.shelve(sorted(file for file in documents.iterdir() if file.is_file()))


def _read() -> dict[str, Any]:
    return tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))


def _not_started(daemon: Daemon) -> Fault:
    return Fault(
        key="bench.peer_not_started",
        sentence="Open WebUI n'a pas démarré.",
        remedy=f"Le journal dit pourquoi : {daemon.log}",
    )
