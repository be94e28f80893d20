"""The administrator's door to the answers that agents wrote themselves."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from appliance.validated_answers import ValidatedAnswers

if TYPE_CHECKING:
    from appliance.assembly import Assembly
    from appliance.gateway.access import Access


class ValidatedForm(BaseModel):
    """An answer to keep. sources: ids of documents or passages. expires_on: the last day it is given."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: str
    answer: str
    owner: str
    expires_on: Annotated[date, Field(strict=False)]
    sources: list[str] = []
    variants: list[str] = []
    language: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")] = "fr"


class KeptForm(ValidatedForm):
    """One that is kept. state: `served`, `expired` or `source_changed`. titles: of its live sources."""

    model_config = ConfigDict(strict=False)

    number: int
    created_on: date
    state: str
    titles: list[str]


def validated_router(assembly: Assembly, access: Access) -> APIRouter:
    """List, add and remove."""
    router = APIRouter(prefix="/api/v1/communes/{slug}/validated-answers", tags=["validated answers"])

    def answers(slug: str, request: Request) -> ValidatedAnswers:
        access.require_administrator(request)
        assembly.commune(slug)
        return ValidatedAnswers(assembly.store, slug)

    @router.get("", response_model=list[KeptForm], summary="Les réponses validées")
    async def listed(slug: str, request: Request) -> list[dict[str, Any]]:
        return await asyncio.to_thread(answers(slug, request).list)

    @router.post("", response_model=KeptForm, status_code=201, summary="Valider une réponse")
    async def add(slug: str, form: ValidatedForm, request: Request) -> dict[str, Any]:
        return await asyncio.to_thread(lambda: answers(slug, request).add(**form.model_dump()))

    @router.delete("/{number}", status_code=204, summary="Retirer une réponse validée")
    async def remove(slug: str, number: int, request: Request) -> None:
        await asyncio.to_thread(answers(slug, request).remove, number)

    return router
