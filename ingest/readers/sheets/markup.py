"""The XML parts of a workbook, read as they come: never whole, nothing evaluated, nothing fetched."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ingest.readers.container import BROKEN
from ingest.readers.source import refusal

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_BROKEN = (
    *(ElementTree.ParseError, LookupError, ValueError),  # the XML: its syntax, its encoding
    *BROKEN,
)


@contextmanager
def _told_broken() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise refusal("broken", "Le classeur est abîmé ou protégé : il ne peut pas être lu.") from error


class Parts:
    """The named parts of an open container."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self.names = frozenset(container.namelist())

    def elements(self, name: str, *wanted: str, opening: str = "") -> Iterator[Element]:
        """Each whole element with one of these names, wherever it stands; none when the part is missing.

        opening: also each element of this name as it opens, with its attributes alone. What was read is let
        go: an element is only good until the next one. Raises Fault when the part is broken.
        """
        if name not in self.names:
            return
        with _told_broken(), self._container.open(name) as part:
            events = ElementTree.iterparse(part, ("start", "end"))  # noqa: S314 - check_office saw to it
            yield from _elements(events, frozenset(wanted), opening)

    def chunks(self, name: str, size: int = 1 << 20) -> Iterator[bytes]:
        """The bytes of a part, each chunk with the end of the one before: what is short is never cut."""
        with _told_broken(), self._container.open(name) as part:
            tail = b""
            while chunk := part.read(size):
                yield tail + chunk
                tail = (tail + chunk)[-200:]


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str, default: str = "") -> str:
    """The value of an attribute, whatever its namespace."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), default)


def number_of(text: str, default: int = 0) -> int:
    try:
        return int(text)
    except ValueError:
        return default


def _elements(
    events: Iterator[tuple[str, Element]], wanted: frozenset[str], opening: str
) -> Iterator[Element]:
    stack: list[Element] = []
    inside = 0
    for event, element in events:
        if event == "start":
            inside += local(element) in wanted
            stack.append(element)
            if opening and local(element) == opening:
                yield element
            continue
        stack.pop()
        if local(element) in wanted:
            inside -= 1
            if not inside:
                yield element
        if not inside and stack:
            stack[-1].remove(element)
