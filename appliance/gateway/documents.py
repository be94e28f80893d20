"""The administrator's door to the documents: the gateway owns the indexes, so it does the work."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from appliance.gateway.faults import unexpected_fault
from appliance.gateway.uploads import received
from ingest.review import StoredDoubt, to_review
from ingest.shelf import StoredDocument  # noqa: TC001 - FastAPI reads the annotations when it runs

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from appliance.assembly import Assembly
    from appliance.gateway.access import Access
    from ingest.pipeline import Progress


class PathsForm(BaseModel):
    """Absolute paths of this machine, files or folders."""

    model_config = ConfigDict(extra="forbid", strict=True)

    paths: list[str]


def documents_router(assembly: Assembly, access: Access) -> APIRouter:
    """Ingest and forget. One line of JSON a step of progress, the last with all outcomes."""
    router = APIRouter(prefix="/api/v1", tags=["documents"])

    @router.post(
        "/communes/{slug}/documents", summary="Ingérer des fichiers de cette machine", response_model=None
    )
    async def ingest(slug: str, form: PathsForm, request: Request) -> StreamingResponse:
        access.require_administrator(request)
        assembly.commune(slug)
        lines = _ingested(assembly, [Path(path) for path in form.paths], slug)
        return StreamingResponse(lines, media_type="application/x-ndjson")

    @router.get("/communes/{slug}/documents", summary="Les documents, refusés compris")
    async def documents(slug: str, request: Request) -> list[StoredDocument]:
        access.require_administrator(request)
        assembly.commune(slug)
        return await asyncio.to_thread(assembly.shelf(slug).documents)

    @router.get("/communes/{slug}/documents/review", summary="Ce qu'un agent doit confirmer")
    async def review(slug: str, request: Request) -> list[StoredDoubt]:
        access.require_administrator(request)
        assembly.commune(slug)
        return await asyncio.to_thread(to_review, assembly.store, slug)

    @router.post(
        "/communes/{slug}/documents/files",
        summary="Envoyer des fichiers (multipart/form-data)",
        response_model=None,
    )
    async def upload(slug: str, request: Request) -> StreamingResponse:
        access.require_administrator(request)
        assembly.commune(slug)
        folder = await received(request, assembly.settings.run_folder)
        lines = _ingested(assembly, [folder], slug, then=lambda: shutil.rmtree(folder, ignore_errors=True))
        return StreamingResponse(lines, media_type="application/x-ndjson")

    @router.delete("/documents/{document_id}", summary="Oublier un document", status_code=204)
    async def forget(document_id: str, request: Request) -> None:
        access.require_administrator(request)
        await asyncio.to_thread(assembly.pipeline.forget, document_id)

    return router


async def _ingested(
    assembly: Assembly, paths: list[Path], slug: str, then: Callable[[], None] = lambda: None
) -> AsyncGenerator[str]:
    """Runs to its end even when nobody reads: what was begun is finished."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    def report(progress: Progress) -> None:
        loop.call_soon_threadsafe(lines.put_nowait, {"progress": asdict(progress)})

    def work() -> None:
        try:
            outcomes = assembly.pipeline.ingest(paths, slug, report)
            last: dict[str, Any] = {"outcomes": [asdict(outcome) for outcome in outcomes]}
        except Exception as error:  # noqa: BLE001 - told as the last line
            fault = unexpected_fault(error)
            last = {"fault": {"key": fault.key, "sentence": fault.sentence, "remedy": fault.remedy}}
        then()
        loop.call_soon_threadsafe(lines.put_nowait, last)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    loop.run_in_executor(None, work)
    while (line := await lines.get()) is not None:
        yield json.dumps(line, ensure_ascii=False) + "\n"
