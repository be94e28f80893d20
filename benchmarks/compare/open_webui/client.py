"""The peer's own HTTP, as far as a comparison needs it: sign in, hand over documents, ask.

Its shapes are those of Open WebUI 0.12.4: `routers/auths.py`, `files.py`, `knowledge.py`, and the stream of
`/api/chat/completions`, which tells its sources first and then the engine's own chunks.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import httpx

from benchmarks.arms import Timed
from inference.serving.application import MODEL_NAME
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

KIND: Final = "peer"
_SECONDS: Final = 300.0
_PATIENCE_SECONDS: Final = 120.0  # whoever waits longer leaves with what has come


@dataclass(frozen=True, slots=True)
class Shelved:
    """What became of the documents. refused: name → its reason."""

    knowledge: str
    taken: tuple[str, ...]
    refused: dict[str, str]
    seconds: float


class OpenWebUI:
    """One instance. Closes its connections at the end of its `with`."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=_SECONDS, trust_env=False)
        self._knowledge = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sign_in(self) -> None:
        """As the one user of an instance without accounts. Raises Fault."""
        told = self._posted("/api/v1/auths/signin", {"email": "", "password": ""})
        self._http.headers["Authorization"] = f"Bearer {told['token']}"

    def shelve(self, files: Sequence[Path]) -> Shelved:
        """Makes a collection of these files. One that is refused is told, not raised. Raises Fault."""
        started = time.perf_counter()
        made = self._posted("/api/v1/knowledge/create", {"name": "Commune", "description": "Documents"})
        self._knowledge = str(made["id"])
        refused = {file.name: why for file in files if (why := self._add(file))}
        taken = tuple(file.name for file in files if file.name not in refused)
        return Shelved(self._knowledge, taken, refused, time.perf_counter() - started)

    def ask(self, text: str, system: str = "") -> Timed:
        """system: what the model is told beside; nothing is looked for with it. Raises Fault."""
        told = [{"role": "system", "content": system}] if system else []
        body = {
            "model": MODEL_NAME,
            "messages": [*told, {"role": "user", "content": text}],
            "stream": True,
            "files": [{"type": "collection", "id": self._knowledge}],
        }
        started, first, said = time.perf_counter(), 0.0, ""
        cited: tuple[dict[str, Any], ...] = ()
        with self._http.stream("POST", "/api/chat/completions", json=body) as response:
            if response.is_error:
                response.read()
                raise _refused(_reason(response))
            for event in _events(response):
                cited = cited or _citations(event)
                piece = _piece(event)
                if piece and not first:
                    first = time.perf_counter() - started
                said += piece
                if time.perf_counter() - started > _PATIENCE_SECONDS:
                    break
        seconds = time.perf_counter() - started
        return Timed(said, KIND, first or seconds, seconds, (), cited)

    def _add(self, file: Path) -> str:
        """Why the file is refused; empty when it is taken."""
        with file.open("rb") as content:
            sent = self._http.post(
                "/api/v1/files/",
                params={"process": "true", "process_in_background": "false"},
                files={"file": (file.name, content)},
            )
        if sent.is_error:
            return _reason(sent)
        path = f"/api/v1/knowledge/{self._knowledge}/file/add"
        added = self._http.post(path, json={"file_id": sent.json()["id"]})
        return _reason(added) if added.is_error else ""

    def _posted(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = self._http.post(path, json=body)
        if response.is_error:
            raise _refused(_reason(response))
        told: dict[str, Any] = response.json()
        return told


def _events(response: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in response.iter_lines():
        if line.startswith("data: {"):
            event: dict[str, Any] = json.loads(line.removeprefix("data: "))
            if "error" in event:
                raise _refused(str(event["error"]))
            yield event


def _piece(event: dict[str, Any]) -> str:
    """The text of one chunk; nothing of what is none."""
    return "".join(choice.get("delta", {}).get("content") or "" for choice in event.get("choices", ()))


def _citations(event: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Its sources in the shape of the contract: every passage that it shows beside the answer."""
    return tuple(
        {"file": about.get("name") or "", "title": about.get("title") or "", "locator": "", "passage": text}
        for source in event.get("sources", ())
        for text, about in zip(source.get("document", ()), source.get("metadata", ()), strict=False)
    )


def _reason(response: httpx.Response) -> str:
    try:
        return str(response.json()["detail"])[:200]
    except (ValueError, KeyError, TypeError):
        return f"code {response.status_code}"


def _refused(reason: str) -> Fault:
    return Fault(key="bench.peer_failed", sentence=f"Open WebUI a répondu : {reason}.", retryable=True)
