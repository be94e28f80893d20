"""The documents of the appliance under load, changed through its own door, wherever it stands."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import httpx

from benchmarks.asking import silent
from ingest.document import State
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.load.target import Target

_THERE: Final = (State.INDEXED, State.DUPLICATE)
_SECONDS: Final = 120.0


class Documents:
    """As the administrator of one appliance sees them. All raise Fault when it refuses or does not answer."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def hand_over(self, commune: str, name: str, content: bytes) -> None:
        """Sends one file; it is live when this returns. Raises Fault when it is not taken."""
        path = f"/api/v1/communes/{commune}/documents/files"
        with self._door() as door:
            lines = _sound(door.post(path, files={"file": (name, content)})).text.splitlines()
            last = json.loads(lines[-1])
            if "fault" in last:
                raise Fault(**last["fault"])
            refused = [one["sentence"] for one in last["outcomes"] if one["state"] not in _THERE]
        if refused:
            raise Fault(
                key="bench.not_taken",
                sentence=f"L'appareil n'a pas pris {name} : {refused[0]}",
                remedy="Relancez la mesure ; voyez « parvis documents » si cela recommence.",
                retryable=True,
            )

    def listed(self, commune: str) -> list[dict[str, Any]]:
        """Those of one commune, refused ones included."""
        with self._door() as door:
            return list(_sound(door.get(f"/api/v1/communes/{commune}/documents")).json())

    def forget(self, document_id: str) -> None:
        with self._door() as door:
            _sound(door.delete(f"/api/v1/documents/{document_id}"))

    @contextmanager
    def _door(self) -> Iterator[httpx.Client]:
        found = self._target
        try:
            with httpx.Client(
                base_url=found.url, headers=found.headers, timeout=_SECONDS, trust_env=False
            ) as door:
                yield door
        except (httpx.HTTPError, ValueError, LookupError) as error:  # or what answers there is no Parvis
            raise silent(found.url) from error


def _sound(response: httpx.Response) -> httpx.Response:
    if response.is_success:
        return response
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    raise Fault(
        key=problem.get("code", "gateway.refused"),
        sentence=problem.get("detail") or problem.get("title") or f"HTTP {response.status_code}.",
        retryable="retry_after" in problem,
    )
