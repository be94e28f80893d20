"""An invented commune behind a real HTTP server, whose answers are scripted line by line."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from appliance.portal.pages import portal_router
from appliance.portal.site import CommunePage, Contact, DocumentPage, PassageText

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from appliance.portal.reader import Reader

SLUG = "valombre"
PHONE = "04 00 55 12 30"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]>>endobj\n%%EOF\n"
HOSTILE_HTML = b"<!doctype html><script>document.title = 'stolen'</script>"


@dataclass
class Gate:
    """A line of a script that waits until the test has seen enough."""

    opened: threading.Event = field(default_factory=threading.Event)

    def open(self) -> None:
        self.opened.set()


Line = tuple[str, dict[str, Any]] | Gate


def citation(**changes: Any) -> dict[str, Any]:
    """A passage of the commune's PLU, as an answer cites it."""
    return {
        "document_id": "plu",
        "title": "Règlement du plan local d’urbanisme",
        "file": "reglement.pdf",
        "locator": "Zone UA › Article UA 10, p. 24",
        "passage": "La hauteur des constructions ne peut excéder 9 mètres à l’égout du toit.",
        "url": f"/{SLUG}/documents/plu#passage-7",
        "in_force_from": "2024-01-15",
        "in_force_until": None,
    } | changes


def answer(text: str, **changes: Any) -> dict[str, Any]:
    """The whole answer, as `done` and the JSON door give it."""
    return {
        "answer_id": "a1",
        "answer": text,
        "kind": "generated",
        "citations": [citation()],
        "conflict": False,
        "follow_up": [],
        "handoff": None,
        "first_text_seconds": 0.2,
        "seconds": 1.4,
        "commune": SLUG,
        "model": "",
        "index_version": 1,
    } | changes


@dataclass
class Town:
    """Serves the portal and answers with `script`; `refusal` is a problem document sent instead."""

    originals: Path
    script: list[Line] = field(default_factory=list)
    refusal: dict[str, Any] | None = None
    questions: list[dict[str, Any]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    engine_ready: bool = True
    deadline_seconds: float = 3.0
    byte_by_byte: bool = False
    address: str = ""

    @property
    def page(self) -> str:
        return f"{self.address}/{SLUG}/"

    def will_answer(self, text: str, **changes: Any) -> None:
        """Say it at once, in two pieces, then the whole answer."""
        whole = answer(text, **changes)
        half = len(text) // 2
        self.script = [
            ("status", {"stage": "retrieve", "sentence": "Je lis les documents…"}),
            ("text", {"text": text[:half]}),
            ("text", {"text": text[half:]}),
            ("citations", {"citations": whole["citations"]}),
            ("done", whole),
        ]

    def commune(self, slug: str, reader: Reader) -> CommunePage | None:
        if slug != SLUG:
            return None
        return CommunePage(
            slug=SLUG,
            name="Valombre-sur-Lys",
            engine_ready=self.engine_ready,
            deadline_seconds=self.deadline_seconds,
            contact=Contact(
                PHONE, "mairie@valombre.example", "Du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h."
            ),
            examples=(
                "La mairie est-elle ouverte samedi ?",
                "Quelle hauteur maximale en zone UA ?",
                "Comment inscrire mon enfant à la cantine ?",
            ),
        )

    def document(self, slug: str, document_id: str) -> DocumentPage | None:
        if slug != SLUG:
            return None
        return {"plu": self._plu, "invitation": self._invitation, "lost": self._lost}.get(
            document_id, lambda: None
        )()

    def _plu(self) -> DocumentPage:
        heights = (
            "La hauteur des constructions ne peut excéder 9 mètres à l’égout du toit.\n" + "Texte. " * 80
        )
        return DocumentPage(
            document_id="plu",
            title="Règlement du plan local d’urbanisme",
            file='regle"ment\r\n été.pdf',
            media_type="application/pdf",
            original=self._original("reglement.pdf", PDF),
            pages=30,
            in_force_from=date(2024, 1, 15),
            passages=(
                PassageText(6, "Zone UA › Article UA 9, p. 23", 23, "Emprise au sol : 60 %. " * 60),
                PassageText(7, "Zone UA › Article UA 10, p. 24", 24, heights),
                PassageText(8, "Zone UA › Article UA 11, p. 25", 25, "<b>Aspect</b> extérieur. " * 60),
            ),
        )

    def _invitation(self) -> DocumentPage:
        original = self._original("invitation.html", HOSTILE_HTML)
        return DocumentPage("invitation", "Invitation", "../invitation.html", "text/html", original)

    def _lost(self) -> DocumentPage:
        return DocumentPage("lost", "Perdu", "perdu.pdf", "application/pdf", self.originals / "nowhere.pdf")

    def _original(self, name: str, content: bytes) -> Path:
        path = self.originals / name
        path.write_bytes(content)
        return path

    async def reply(self, slug: str, request: Request) -> Response:
        """The questions' door: remembers what was asked, then plays the script."""
        self.questions.append(await request.json())
        if self.refusal is not None:
            return JSONResponse(self.refusal, self.refusal["status"], media_type="application/problem+json")
        return StreamingResponse(self._play(list(self.script)), media_type="text/event-stream")

    async def _play(self, script: list[Line]) -> AsyncIterator[bytes]:
        try:
            for line in script:
                if isinstance(line, Gate):
                    while not line.opened.is_set():  # noqa: ASYNC110 - opened from the test's thread
                        await asyncio.sleep(0.01)
                    continue
                event, data = line
                sent = f"event: {event}\r\ndata: {json.dumps(data, ensure_ascii=False)}\r\n\r\n".encode()
                for piece in [bytes([byte]) for byte in sent] if self.byte_by_byte else [sent]:
                    yield piece
        except (asyncio.CancelledError, GeneratorExit):
            self.hung_up.set()
            raise


@contextmanager
def served(town: Town) -> Iterator[Town]:
    """The town on a free port of the loopback, until the block ends."""
    app = FastAPI()
    app.add_api_route("/api/v1/communes/{slug}/questions", town.reply, methods=["POST"], response_model=None)
    app.include_router(portal_router(town))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    town.address = f"http://127.0.0.1:{port}"
    try:
        yield town
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(timeout=5)
