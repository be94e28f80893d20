"""`/`: straight to the commune when there is one; with several, each has its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from ops.fault import Fault

if TYPE_CHECKING:
    from appliance.assembly import Assembly


def home_router(assembly: Assembly) -> APIRouter:
    """The door without a name. A list of communes is not shown: who is served here is theirs to say."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def home() -> RedirectResponse:
        served = assembly.communes.list()
        if len(served) != 1:
            raise Fault(
                key="page.unknown",
                sentence="Cette adresse ne mène à aucune commune.",
                remedy="Utilisez l'adresse donnée par votre mairie.",
            )
        return RedirectResponse(f"/{served[0].slug}/")

    return router
