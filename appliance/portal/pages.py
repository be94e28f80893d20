"""The routes of the citizen's pages: a commune's page, its documents, their originals.

`/{slug}/` matches any first folder: include this router after every other one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from appliance.portal.assets import Assets, load_assets
from appliance.portal.dates import spoken_validity, today
from appliance.portal.headers import PAGE_POLICY, protected
from appliance.portal.originals import PDF, original_response
from appliance.portal.reader import READERS, Reader, reader_of
from appliance.portal.wording import for_script, load_wording
from inference.question import MAX_QUESTION_CHARACTERS

if TYPE_CHECKING:
    from appliance.portal.site import CommunePage, DocumentPage, PassageText, Site

ONE_YEAR = "public, max-age=31536000, immutable"
CHECK_AGAIN = "no-cache"
GLUED_SPACE = re.compile(r" (?=[;:!?»])|(?<=«) |(?<=\d) (?=[^\W_]|[%€])")
Pages = list[tuple[int | None, list["PassageText"]]]


class Portal:
    """The pages of every commune of a site, drawn with one set of assets."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.assets = load_assets()
        self.templates = _templates(self.assets)

    def page(self, slug: str, lang: str = "", facile: str = "") -> Response:
        reader = reader_of(lang, facile)
        commune = self.site.commune(slug, reader)
        if commune is None:
            return self._missing(reader, "commune")
        return self._html(reader, "commune.html", commune=commune, settings=_settings(commune, reader))

    def document(self, slug: str, document_id: str, lang: str = "", facile: str = "") -> Response:
        reader = reader_of(lang, facile)
        commune = self.site.commune(slug, reader)
        if commune is None:
            return self._missing(reader, "commune")
        document = self.site.document(slug, document_id)
        if document is None:
            return self._missing(reader, "document", commune)
        return self._html(
            reader,
            "document.html",
            commune=commune,
            document=document,
            validity=_validity(document, reader),
            pages=by_page(document.passages),
            is_pdf=document.media_type == PDF,
        )

    def original(self, slug: str, document_id: str, lang: str = "", facile: str = "") -> Response:
        reader = reader_of(lang, facile)
        commune = self.site.commune(slug, reader)
        if commune is None:
            return self._missing(reader, "commune")
        document = self.site.document(slug, document_id)
        if document is None:
            return self._missing(reader, "document", commune)
        if not document.original.is_file():
            return self._missing(reader, "original", commune, document)
        return original_response(document)

    def asset(self, request: Request, digest: str, name: str) -> Response:
        asset = self.assets.files.get(name)
        if asset is None:
            return self._missing(Reader(), "commune")
        # A page drawn before an upgrade asks under the old digest: it gets today's file, not to keep.
        cache = ONE_YEAR if digest == self.assets.digest else CHECK_AGAIN
        headers = protected(PAGE_POLICY, cache) | {"ETag": f'"{self.assets.digest}"'}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.media_type, headers=headers)

    def _missing(
        self,
        reader: Reader,
        what: str,
        commune: CommunePage | None = None,
        document: DocumentPage | None = None,
    ) -> Response:
        return self._html(reader, "missing.html", status=404, what=what, commune=commune, document=document)

    def _html(self, reader: Reader, template: str, status: int = 200, **shown: object) -> Response:
        say = load_wording(reader.language, reader.plain)
        shown |= {"say": say, "script_wording": for_script(say), "reader": reader, "readers": READERS}
        body = self.templates.get_template(template).render(**shown)
        return Response(
            body, status, media_type="text/html", headers=protected(PAGE_POLICY, cache=CHECK_AGAIN)
        )


def _settings(commune: CommunePage, reader: Reader) -> dict[str, Any]:
    """What the page's script needs to know."""
    return {
        "questions": f"/api/v1/communes/{commune.slug}/questions",
        "deadline_seconds": commune.deadline_seconds,
        "most_characters": MAX_QUESTION_CHARACTERS,
        "language": reader.language,
        "plain": reader.plain,
    }


def _validity(document: DocumentPage, reader: Reader) -> str:
    dates = load_wording(reader.language, reader.plain)["dates"]
    phrase = spoken_validity(document.in_force_from, document.in_force_until, today(), dates)
    return phrase[:1].upper() + phrase[1:]


def by_page(passages: tuple[PassageText, ...]) -> Pages:
    """Passages in reading order, grouped by the page that they stand on."""
    pages: dict[int | None, list[PassageText]] = {}
    for passage in passages:
        pages.setdefault(passage.page, []).append(passage)
    return list(pages.items())


def portal_router(site: Site) -> APIRouter:
    """The citizen's routes for that site. Include it last: its first path segment is any commune."""
    portal = Portal(site)
    router = APIRouter(include_in_schema=False)
    for path, route in (
        ("/static/portal/{digest}/{name}", portal.asset),
        ("/{slug}/", portal.page),
        ("/{slug}/documents/{document_id}", portal.document),
        ("/{slug}/documents/{document_id}/original", portal.original),
    ):
        router.add_api_route(path, route, methods=["GET", "HEAD"], response_model=None)
    return router


def _templates(assets: Assets) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(asset=assets.url)
    environment.filters.update(mail_link=mail_link, phone_link=phone_link, typeset=typeset)
    return environment


def typeset(text: str) -> str:
    """French punctuation and units stay on the line of the word that they follow."""
    return GLUED_SPACE.sub("\N{NO-BREAK SPACE}", text)


def mail_link(email: str) -> str:
    """`mailto:` that fills in nothing but the address."""
    return f"mailto:{quote(email, safe='@+')}"


def phone_link(phone: str) -> str:
    """`tel:` with the digits that were written, and the plus sign that leads them."""
    digits = "".join(character for character in phone if character.isdigit())
    return f"tel:{'+' if phone.strip().startswith('+') else ''}{digits}"
