"""Fiches of service-public and others of their shape: many titled texts in one JSON file.

Each fiche stands under a heading with its identifier, so that a citation names it:
`Acte de naissance (F1427)`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ingest.document import Block, Element, Reading
from ingest.readers import title as titles
from ingest.readers.feed import list_of, loaded, looks_like_json, plain
from ingest.readers.fiche_text import elements_of
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/json"
_HEAD_BYTES = 2_000_000
_TITLES = ("title", "titre", "intitule", "nom")
_TEXTS = ("context", "text", "texte", "contenu", "content", "corps", "introduction", "description", "body")
_IDS = ("id", "identifiant", "reference", "slug")
_LINKS = ("link", "url", "lien")
_CHANGED = ("date_maj", "date_mise_a_jour", "date_modification", "modified", "updated", "updated_at", "maj")
_SHAPE = re.compile(rb'"(?:title|titre|intitule|nom)"\s*:')
_WORDS = re.compile(rb'"(?:context|text|texte|contenu|content|corps|introduction|body)"\s*:\s*"[^"]{200}')


def recognises(source: Source) -> bool:
    """JSON that holds titles and long texts."""
    if not looks_like_json(source):
        return False
    with source.path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    return _SHAPE.search(head) is not None and _WORDS.search(head) is not None


def read(source: Source) -> Reading:
    """Raises Fault when the file is no JSON or holds no fiche."""
    fiches = [item for item in list_of(loaded(source)) if _said(item) and _texts(item)]
    if not fiches:
        raise refusal("no_text", "Aucune fiche lisible dans ce fichier JSON.")
    elements: list[Element] = []
    for place, fiche in enumerate(fiches):
        elements += _told(fiche)
        source.tell(place + 1, len(fiches))
    alone = _heading(fiches[0]) if len(fiches) == 1 else _site(fiches)
    return Reading(titles.short(alone or titles.of_file(source.name)), tuple(elements))


def _site(fiches: list[dict[str, Any]]) -> str:
    """`Fiches service-public.fr`, when all their links lead there."""
    hosts = {urlsplit(plain(_first(fiche, _LINKS))).netloc.removeprefix("www.") for fiche in fiches}
    return f"Fiches {hosts.pop()}" if len(hosts) == 1 and hosts != {""} else ""


def _told(fiche: dict[str, Any]) -> Iterator[Element]:
    yield Element(_heading(fiche), Block.HEADING, level=1)
    for text in _texts(fiche):
        yield from elements_of(text, _said(fiche))
    if changed := plain(_first(fiche, _CHANGED)):
        yield Element(f"Fiche mise à jour : {changed}.")


def _heading(fiche: dict[str, Any]) -> str:
    """The title with the identifier; the end of the link where there is none."""
    title, known = _said(fiche), plain(_first(fiche, _IDS))
    if not known or known.isdigit():
        link = plain(_first(fiche, _LINKS)).split("?")[0].rstrip("/").rpartition("/")[2]
        known = link or known
    return f"{title} ({known})" if known and known not in title else title


def _said(fiche: dict[str, Any]) -> str:
    return plain(_first(fiche, _TITLES)).strip(" :")


def _texts(fiche: dict[str, Any]) -> list[str]:
    """Its text, or those of its paragraphs."""
    whole = _first(fiche, _TEXTS)
    parts = fiche.get("paragraphs") or fiche.get("paragraphes")
    if isinstance(parts, list):
        inner = (_first(part, _TEXTS) if isinstance(part, dict) else part for part in parts)
        return [text for text in (whole, *inner) if isinstance(text, str) and text.strip()]
    return [whole] if isinstance(whole, str) and whole.strip() else []


def _first(item: dict[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON is whatever it is
    return next((item[name] for name in names if item.get(name)), None)


FICHES = Reader(MEDIA_TYPE, recognises, read)
