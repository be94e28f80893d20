"""The gateway: every door in one application."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from appliance.caretaker import Caretaker
from appliance.gateway import faults
from appliance.gateway.access import Access, local_token
from appliance.gateway.compatible import compatible_router
from appliance.gateway.documents import documents_router
from appliance.gateway.home import home_router
from appliance.gateway.limits import LimitedBody
from appliance.gateway.probes import EngineWatch, probes_router
from appliance.gateway.questions import questions_router
from appliance.gateway.validated import validated_router
from appliance.portal.pages import portal_router
from appliance.site import ShelvedSite
from appliance.version import version
from appliance.watching import Watching

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from appliance.assembly import Assembly


def create_app(assembly: Assembly) -> FastAPI:
    """The application over one assembly; it closes the assembly at its end."""
    settings = assembly.settings
    watch = EngineWatch(assembly.engine, assembly.take_pace)
    caretaker = Caretaker(assembly)
    watching = Watching(assembly, caretaker.inbox)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(assembly.warm)
        looking = asyncio.create_task(watch.run())
        # Rebuilding an index that was lost may take minutes: citizens are answered meanwhile.
        caring = asyncio.create_task(caretaker.run())
        yield
        caretaker.stop()
        looking.cancel()
        await asyncio.gather(looking, caring, return_exceptions=True)
        await assembly.close()

    # The interactive documentation of FastAPI loads scripts from elsewhere: only the description is served.
    app = FastAPI(title="Parvis", version=version(), lifespan=lifespan, docs_url=None, redoc_url=None)
    app.add_middleware(LimitedBody)
    faults.install(app)
    access = Access(local_token(settings.run_folder), settings.gateway.accept_at)
    app.include_router(probes_router(watch, settings.instance, assembly.deadline, watching.look))
    app.include_router(questions_router(assembly, access))
    app.include_router(documents_router(assembly, access))
    app.include_router(validated_router(assembly, access))
    app.include_router(compatible_router(assembly))
    app.include_router(home_router(assembly))
    app.include_router(portal_router(ShelvedSite(assembly, watch.is_ready)))
    return app
