"""The commands' way in: through the running gateway, or in this process when none runs."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import httpx

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from appliance.assembly import Assembly
    from appliance.settings import Settings

_ASK_SECONDS = 120.0
_BATCH_BYTES = 48 * 1024  # the gateway takes 64 KiB


class Client:
    """Asks, ingests and forgets for the administrator of this machine."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def ask(
        self, text: str, slug: str, at: datetime | None, language: str | None = None, *, plain: bool = False
    ) -> dict[str, Any]:
        """The answer object of the contract. Raises Fault."""
        if not self._gateway_runs():
            return asyncio.run(self._ask_here(text, slug, at, language, plain))
        said = {"language": language, "at": at.isoformat() if at else None}
        body = {"question": text, "plain": plain} | {key: value for key, value in said.items() if value}
        with self._http() as http:
            response = http.post(f"/api/v1/communes/{slug}/questions", json=body)
        return dict(_told(response))

    def ingest(
        self, paths: Sequence[Path], slug: str, report: Callable[[dict[str, Any]], None]
    ) -> list[dict[str, Any]]:
        """One outcome a file. report: the progress as it comes. Raises Fault."""
        if not self._gateway_runs():
            return self._ingest_here(paths, slug, report)
        batches = _batches([str(path.absolute()) for path in paths])
        return [outcome for batch in batches for outcome in self._hand_over(batch, slug, report)]

    def _hand_over(
        self, paths: Sequence[str], slug: str, report: Callable[[dict[str, Any]], None]
    ) -> list[dict[str, Any]]:
        body = {"paths": paths}
        with (
            self._http() as http,
            http.stream("POST", f"/api/v1/communes/{slug}/documents", json=body) as response,
        ):
            if response.is_error:
                response.read()
                _told(response)
            for line in response.iter_lines():
                told = json.loads(line)
                if "progress" in told:
                    report(told["progress"])
        if "fault" in told:
            raise Fault(**told["fault"])
        return list(told["outcomes"])

    def forget(self, document_id: str) -> None:
        """Raises Fault when there is no such document."""
        if not self._gateway_runs():
            with _Here(self._settings) as assembly:
                assembly.pipeline.forget(document_id)
            return
        with self._http() as http:
            _told(http.delete(f"/api/v1/documents/{document_id}"))

    async def _ask_here(
        self, text: str, slug: str, at: datetime | None, language: str | None, plain: bool
    ) -> dict[str, Any]:
        from appliance.gateway.forms import answer_form
        from appliance.gateway.questions import asked
        from inference.events import Done

        with _Here(self._settings) as assembly:
            question = asked(text, slug, at, language=language, plain=plain)
            async for event in assembly.ladder(slug).climb(question):
                if isinstance(event, Done):
                    return answer_form(event.answer).model_dump(mode="json")
        raise RuntimeError("the ladder ended without an answer")

    def _ingest_here(
        self, paths: Sequence[Path], slug: str, report: Callable[[dict[str, Any]], None]
    ) -> list[dict[str, Any]]:
        with _Here(self._settings) as assembly:
            assembly.pipeline.recover()
            outcomes = assembly.pipeline.ingest(paths, slug, lambda progress: report(asdict(progress)))
            return [asdict(outcome) for outcome in outcomes]

    def _gateway_runs(self) -> bool:
        """Whether the gateway of this very home answers; another home's is none of ours."""
        try:
            ready = httpx.get(f"{self._settings.gateway_url}/readyz", timeout=2.0, trust_env=False)
            return bool(ready.json().get("instance") == self._settings.instance)
        except (httpx.HTTPError, ValueError):
            return False

    def _http(self) -> httpx.Client:
        from appliance.gateway.access import local_token

        headers = {"Authorization": f"Bearer {local_token(self._settings.run_folder)}"}
        timeout = httpx.Timeout(_ASK_SECONDS, read=None)
        return httpx.Client(
            base_url=self._settings.gateway_url, headers=headers, timeout=timeout, trust_env=False
        )


def _batches(paths: Sequence[str]) -> list[list[str]]:
    """As many paths as one request may carry."""
    batches: list[list[str]] = [[]]
    left = _BATCH_BYTES
    for path in paths:
        cost = len(json.dumps(path)) + 2
        if batches[-1] and cost > left:
            batches.append([])
            left = _BATCH_BYTES
        batches[-1].append(path)
        left -= cost
    return batches


class _Here:
    """The stores, owned by this process for one command."""

    def __init__(self, settings: Settings) -> None:
        from appliance.assembly import Assembly

        self._assembly = Assembly(settings)

    def __enter__(self) -> Assembly:
        return self._assembly

    def __exit__(self, *_: object) -> None:
        self._assembly.release()


def _told(response: httpx.Response) -> Any:  # noqa: ANN401 - JSON
    """The body, or the problem document as the Fault that it tells."""
    if response.is_success:
        return response.json() if response.content else None
    problem: dict[str, Any] = response.json()
    raise Fault(
        key=problem.get("code", "gateway.refused"),
        sentence=problem.get("detail") or problem.get("title", ""),
        retryable="retry_after" in problem,
        retry_after_seconds=problem.get("retry_after"),
    )
