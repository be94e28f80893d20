"""One citizen: a question through the gateway's event stream, timed as it is read. Knows no schedule.

Runs inside the generator's processes only (gevent).
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import gevent
from geventhttpclient import HTTPClient
from geventhttpclient.response import HTTPParseError

from benchmarks.load.tally import LONGEST_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geventhttpclient.response import HTTPSocketPoolResponse

    from benchmarks.load.drawing import Planned

_SHOWN: Final = (b"text", b"replace")
_OK: Final = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What one citizen got. kind: the rung, or the HTTP code, `fault` and its code, `lost`, `left`.

    Seconds count from `since`, the moment the question was due; gaps: between two texts that were shown.
    """

    kind: str
    whole_seconds: float
    first_seconds: float = 0.0
    gaps: tuple[float, ...] = ()
    answer: dict[str, Any] | None = None

    @property
    def answered(self) -> bool:
        return self.answer is not None


class Door:
    """The gateway's door, and the connections that are kept to it."""

    def __init__(self, url: str, token: str, connections: int) -> None:
        headers = {"Accept": "text/event-stream", "Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._http = HTTPClient.from_url(
            url,
            headers=headers,
            concurrency=connections,
            network_timeout=None,  # one limit for the whole visit, in `ask`
            connection_timeout=None,
        )

    def close(self) -> None:
        self._http.close()

    def ask(self, planned: Planned, body: bytes, since: float) -> Told:
        """since: `time.perf_counter` when the question was due. Never raises for what the door does."""
        path = f"/api/v1/communes/{planned.question.commune}/questions"
        patience = gevent.Timeout.start_new(planned.leaves_after or LONGEST_SECONDS)
        try:
            response = self._http.request("POST", path, body)
            try:
                return _read(response, since)
            finally:
                response.release()  # what was not read to its end is closed: the citizen is gone
        except gevent.Timeout:
            return Told("left" if planned.leaves_after else "lost", time.perf_counter() - since)
        except (OSError, HTTPParseError, ValueError):
            return Told("lost", time.perf_counter() - since)
        finally:
            patience.close()


def body(planned: Planned, *, dated: bool) -> bytes:
    """The request's JSON. dated: with its moment, which only an appliance's administrator may choose."""
    question = planned.question
    told: dict[str, Any] = {"question": question.question}
    if dated and question.at:
        told["at"] = question.at.isoformat()
    if planned.conversation:
        told["conversation_id"] = planned.conversation
    return json.dumps(told).encode()


def _read(response: HTTPSocketPoolResponse, since: float) -> Told:
    if response.status_code != _OK:
        response.read()
        return Told(str(response.status_code), time.perf_counter() - since)
    first = last = 0.0
    gaps: list[float] = []
    for name, data in _events(response):
        now = time.perf_counter() - since
        if name in _SHOWN:
            if last:
                gaps.append(now - last)
            first, last = first or now, now
        elif name == b"done":
            answer = json.loads(data)
            response.read()  # the empty last chunk: the connection can be used again
            return Told(answer["kind"], now, first or now, tuple(gaps), answer)
        elif name == b"fault":
            return Told(f"fault {json.loads(data)['code']}", now)
    return Told("lost", time.perf_counter() - since)


def _events(response: HTTPSocketPoolResponse) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of each event, as soon as its empty line is there; as the gateway writes them."""
    while block := response.readline(b"\n\n"):
        name, _, data = block.partition(b"\n")
        yield name.removeprefix(b"event: "), data.removeprefix(b"data: ")
