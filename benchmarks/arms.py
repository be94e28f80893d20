"""The two arms of a comparison: a question through the gateway, its final prompt through the engine alone."""

from __future__ import annotations

import json
import re
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx

from appliance.gateway.access import local_token
from inference.serving.application import MODEL_NAME
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appliance.settings import Settings
    from benchmarks.scoring import Question

_SECONDS = 180.0
_MARK = re.compile(r"\s?\[\d{1,2}\]")


@dataclass(frozen=True, slots=True)
class Timed:
    """One streamed answer, timed by who receives it. stages: the statuses shown before the text.

    citations: as the contract has them.
    """

    text: str
    kind: str
    first_text_seconds: float
    seconds: float
    stages: tuple[str, ...] = ()
    citations: tuple[dict[str, Any], ...] = ()

    @property
    def bare(self) -> str:
        """Without the marks of citations, as the gateway shows it."""
        return _MARK.sub("", self.text).strip()


class WholePath:
    """The gateway, as a citizen's page uses it: HTTP, server-sent events."""

    def __init__(self, settings: Settings) -> None:
        headers = {"Authorization": f"Bearer {local_token(settings.run_folder)}"}
        self._http = httpx.Client(
            base_url=settings.gateway_url, headers=headers, timeout=_SECONDS, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, question: Question) -> Timed:
        """Raises Fault when no whole answer comes."""
        started = time.perf_counter()
        first, stages = 0.0, []
        for name, data in self.events(question):
            if name == "status":
                stages.append(str(data["stage"]))
            elif name in ("text", "replace") and not first:
                first = time.perf_counter() - started
            elif name == "done":
                whole = time.perf_counter() - started
                cited = tuple(data.get("citations") or ())
                return Timed(data["answer"], data["kind"], first, whole, tuple(stages), cited)
            elif name == "fault":
                raise _failed(data["message"])
        raise _failed("le flux s'est arrêté sans réponse")

    def events(self, question: Question) -> Iterator[tuple[str, dict[str, Any]]]:
        """The stream's events; leaving the iterator closes the connection."""
        with self._stream(question) as response:
            if response.is_error:
                raise _failed(f"code {response.status_code}")
            name = ""
            for line in response.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    yield name, json.loads(line.removeprefix("data: "))

    def json_seconds(self, question: Question) -> tuple[float, str]:
        """Seconds until the whole JSON answer is there, and its kind."""
        started = time.perf_counter()
        response = self._http.post(_path(question), json=_body(question))
        seconds = time.perf_counter() - started
        if response.is_error:
            raise _failed(f"code {response.status_code}")
        return seconds, str(response.json()["kind"])

    def gauge(self, name: str) -> float:
        """One figure of `/metrics`, named with its labels."""
        found = re.search(rf"^{re.escape(name)} (\S+)$", self._http.get("/metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    def _stream(self, question: Question) -> Any:  # noqa: ANN401 - httpx does not name its context manager
        headers = {"Accept": "text/event-stream"}
        return self._http.stream("POST", _path(question), json=_body(question), headers=headers)


class RawEngine:
    """The engine's own door, asked by a plain client that knows nothing of Parvis."""

    def __init__(self, address: str) -> None:
        transport = None
        if address.startswith("unix:"):
            transport = httpx.HTTPTransport(uds=address.removeprefix("unix:"))
            address = "http://engine"
        self._http = httpx.Client(transport=transport, base_url=address, timeout=_SECONDS, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, prompt: dict[str, Any], salt: str = "") -> Timed:
        """prompt: messages and max_tokens. salt: which prefix cache may be used; empty for a new one."""
        body = {
            "model": MODEL_NAME,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
            "cache_salt": salt or uuid.uuid4().hex,
            **prompt,
        }
        started = time.perf_counter()
        first, text = 0.0, ""
        with self._http.stream("POST", "/v1/chat/completions", json=body) as response:
            if response.is_error:
                raise _failed(f"le moteur répond {response.status_code}")
            for piece in _pieces(response):
                first = first or time.perf_counter() - started
                text += piece
        return Timed(text, "raw", first, time.perf_counter() - started)


def _pieces(response: httpx.Response) -> Iterator[str]:
    for line in response.iter_lines():
        if line.startswith("data: {"):
            for choice in json.loads(line.removeprefix("data: ")).get("choices", ()):
                if piece := choice["delta"].get("content"):
                    yield piece


def _path(question: Question) -> str:
    return f"/api/v1/communes/{question.commune}/questions"


def _body(question: Question) -> dict[str, str]:
    return {"question": question.question} | ({"at": question.at.isoformat()} if question.at else {})


def _failed(reason: str) -> Fault:
    return Fault(
        key="bench.failed",
        sentence=f"La mesure s'est arrêtée : {reason}.",
        remedy="Relancez-la ; si cela recommence, voyez les journaux sous bench/run.",
        retryable=True,
    )
