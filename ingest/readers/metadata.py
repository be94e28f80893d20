"""The record that describes a data set (INSPIRE, ISO 19139): what it is, since when, who answers for it.

A document that declares a type or entities is refused before any parser sees it; nothing is ever fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ingest.document import Block, Element, Reading
from ingest.readers import title
from ingest.readers.source import Reader, Source, refusal
from ingest.sentences import tell_day
from ingest.zoning.cnig import day

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/vnd.iso.19139+xml"
MAX_BYTES = 5_000_000
_ROOT = re.compile(rb"<(?:\w+:)?MD_Metadata\b")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DATA = ".//*[local-name()='MD_DataIdentification']"
_REMARKS = (
    ("Limite d'utilisation", ".//*[local-name()='useLimitation']"),
    ("Origine", ".//*[local-name()='lineage']//*[local-name()='statement']"),
)
_KINDS_OF_DATE = {"creation": "Création", "publication": "Publication", "revision": "Révision"}
_ROLES = {"pointOfContact": "Contact", "owner": "Propriétaire", "publisher": "Éditeur", "author": "Auteur"}


def recognises(source: Source) -> bool:
    return source.head().lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and bool(_ROOT.search(source.head()))


def read(source: Source) -> Reading:
    root = _parsed(source)
    name = _text(
        root,
        ".//*[local-name()='MD_DataIdentification']//*[local-name()='citation']//*[local-name()='title']",
    )
    name = name or title.of_file(source.name)
    elements = [Element(line) for line in _lines(root)]
    if not elements:
        raise refusal("no_text", "Cette fiche de métadonnées ne dit rien.")
    heading = Element(name, Block.HEADING, level=1)
    return Reading(title.short(f"{name} – fiche descriptive"), (heading, *elements))


def _parsed(source: Source) -> Any:  # noqa: ANN401 - lxml has no types
    from lxml import etree  # type: ignore[import-untyped]  # it has no types

    data = source.path.read_bytes()[: MAX_BYTES + 1]
    if len(data) > MAX_BYTES:
        raise refusal("too_large", "Cette fiche de métadonnées est démesurément grosse.")
    if _DECLARATION.search(data) or b"\x00" in data:
        sentence = "La fiche est refusée : elle déclare des entités XML, un document sain n'en a pas."
        raise refusal("xml_entities", sentence)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refusal("broken", "La fiche de métadonnées est abîmée : elle ne peut pas être lue.") from error


def _lines(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    identification = _first(root, _DATA)
    if identification is not None:
        yield from filter(None, [_text(identification, "*[local-name()='abstract']")])
        yield from _dates(identification)
    yield from dict.fromkeys(_contacts(root))
    yield from (
        f"Limite d'utilisation : {text}" for text in _texts(root, ".//*[local-name()='useLimitation']")
    )
    yield from (
        f"Origine : {text}"
        for text in _texts(root, ".//*[local-name()='lineage']//*[local-name()='statement']")
    )
    yield from dict.fromkeys(_links(root))


def _dates(identification: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for dated in identification.xpath("*[local-name()='citation']/*/*[local-name()='date']/*"):
        found = day(_text(dated, "*[local-name()='date']"))
        codes = dated.xpath(".//*[local-name()='CI_DateTypeCode']/@codeListValue")
        if found:
            yield f"{_KINDS_OF_DATE.get(str(codes[0]) if codes else '', 'Date')} : {tell_day(found)}."


def _contacts(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for party in root.xpath(".//*[local-name()='CI_ResponsibleParty']"):
        codes = party.xpath(".//*[local-name()='CI_RoleCode']/@codeListValue")
        names = ("organisationName", "individualName", "voice", "electronicMailAddress")
        told = [text for name in names if (text := _text(party, f".//*[local-name()='{name}']"))]
        if told:
            yield f"{_ROLES.get(str(codes[0]) if codes else '', 'Contact')} : {', '.join(told)}."


def _links(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for resource in root.xpath(".//*[local-name()='CI_OnlineResource']"):
        address = _text(resource, ".//*[local-name()='URL']")
        name = _text(resource, "*[local-name()='name']") or "Lien"
        if re.fullmatch(r"https?://[^\s<>\"']+", address):
            yield f"{name} : {address}"


def _first(root: Any, path: str) -> Any:  # noqa: ANN401 - lxml has no types
    return next(iter(root.xpath(path)), None)


def _text(root: Any, path: str) -> str:  # noqa: ANN401 - lxml has no types
    return next(_texts(root, path), "")


def _texts(root: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """The text of each element there is under `path`, on one line; the empty ones are left out."""
    texts = (" ".join("".join(found.itertext()).split()) for found in root.xpath(path))
    return (text for text in texts if text)


METADATA = Reader(MEDIA_TYPE, recognises, read)
