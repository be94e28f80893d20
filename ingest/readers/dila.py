"""One fiche of service-public as the DILA publishes it in XML: `<Publication ID="F1427">`.

Source: « Guide des droits et démarches des particuliers », https://www.data.gouv.fr.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ingest.document import Block, Element, Reading
from ingest.readers import table
from ingest.readers import title as titles
from ingest.readers.sheets.markup import attribute, local
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/xml"
MAX_BYTES = 20_000_000
_PARTS = frozenset(
    re.findall(
        r"\w+",
        """
        Publication Introduction Texte ListeSituations Situation Chapitre SousChapitre Cas BlocCas Attention
        ASavoir ANoter Rappel Liste Item MiseEnGarde TexteContenu
        """,
    )
)
_TEXTS = frozenset(["Paragraphe", "SurTitre"])
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<Publication\s[^>]*\bID=")
_CHANGED = re.compile(r"\d{4}-\d\d-\d\d")


def recognises(source: Source) -> bool:
    return _ROOT.search(source.head()) is not None


def read(source: Source) -> Reading:
    """Raises Fault when the file is broken, too long, or declares entities."""
    root = _parsed(source)
    parts = {local(part): part for part in root}
    known, name = attribute(root, "ID"), _said(parts.get("title"))
    heading = f"{name} ({known})" if name and known else name or known
    elements = [Element(heading, Block.HEADING, level=1), *_told(root, 2)]
    if changed := _CHANGED.search(_said(parts.get("date"))):
        elements.append(Element(f"Fiche mise à jour le {changed.group()}."))
    return Reading(titles.short(heading or titles.of_file(source.name)), tuple(elements))


def _parsed(source: Source) -> ElementTree.Element:
    data = source.path.read_bytes() if source.path.stat().st_size <= MAX_BYTES else b""
    if not data or _DECLARATION.search(data):
        raise refusal("broken", "La fiche XML est trop longue, ou déclare des entités : elle n'est pas lue.")
    try:
        return ElementTree.fromstring(data)  # noqa: S314 - no entity is declared, expat fetches nothing
    except ElementTree.ParseError as error:
        raise refusal("broken", "La fiche XML est abîmée : elle ne peut pas être lue.") from error


def _told(part: ElementTree.Element, level: int) -> Iterator[Element]:
    """The headings and texts of a part, in reading order; links to other pages are left out."""
    for child in part:
        kind = local(child)
        if kind == "Titre" and (name := _said(child)):
            yield Element(name, Block.HEADING, level=level - 1) if level > 2 else Element(name)
        elif kind in _TEXTS and (text := _said(child)):
            yield Element(text)
        elif kind == "Tableau":
            yield from table.told([_row(row) for row in child.iter() if local(row).startswith("Rang")])
        elif kind in _PARTS:
            titled = any(local(inner) == "Titre" for inner in child)
            yield from _told(child, level + titled)


def _row(row: ElementTree.Element) -> table.Row:
    cells = tuple(_said(cell) for cell in row if local(cell) == "Cellule")
    return table.Row(cells, strong=attribute(row, "type") == "header")


def _said(part: ElementTree.Element | None) -> str:
    return " ".join("".join(part.itertext()).split()) if part is not None else ""


DILA = Reader(MEDIA_TYPE, recognises, read)
