"""What the citizen's pages show, read from the communes' shelves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from appliance.portal.site import CommunePage, Contact, DocumentPage, PassageText
from appliance.portal.wording import load_wording
from inference.facts.phrases import Tongue

if TYPE_CHECKING:
    from collections.abc import Callable

    from appliance.assembly import Assembly
    from appliance.portal.reader import Reader
    from inference.question import Handoff

PARIS = ZoneInfo("Europe/Paris")


class ShelvedSite:
    """`engine_ready` tells whether the engine answers now."""

    def __init__(self, assembly: Assembly, engine_ready: Callable[[], bool]) -> None:
        self._assembly = assembly
        self._engine_ready = engine_ready

    def commune(self, slug: str, reader: Reader) -> CommunePage | None:
        commune = self._assembly.communes.get(slug)
        if commune is None:
            return None
        tongue = Tongue(reader.language, reader.plain)
        return CommunePage(
            slug=slug,
            name=commune.name,
            engine_ready=self._engine_ready(),
            deadline_seconds=self._assembly.deadline.seconds,
            examples=tuple(load_wording(reader.language, reader.plain)["examples"]["questions"]),
            contact=_contact(self._assembly.facts(slug).handoff(datetime.now(PARIS), tongue)),
        )

    def document(self, slug: str, document_id: str) -> DocumentPage | None:
        shelf = self._assembly.shelf(slug)
        document = shelf.document(document_id)
        if document is None:
            return None
        return DocumentPage(
            document_id=document_id,
            title=document.title,
            file=document.file,
            media_type=document.media_type,
            original=self._assembly.settings.home / "originals" / slug / document.sha256,
            pages=document.pages or None,
            in_force_from=document.validity.in_force_from,
            in_force_until=document.validity.in_force_until,
            passages=tuple(
                PassageText(passage.ordinal, passage.label, passage.page, passage.text)
                for passage in shelf.document_passages(document_id)
            ),
        )


def _contact(handoff: Handoff | None) -> Contact | None:
    if handoff is None:
        return None
    return Contact(phone=handoff.phone, email=handoff.email, opening=handoff.opens)
