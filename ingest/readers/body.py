"""The pages of a document without what runs over them: margins, stamps, contents. Knows no PDF library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers import act
from ingest.readers.furniture import furniture, is_contents, is_furniture
from ingest.readers.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.readers.table import Placed


class Body:
    """What is to be read, page by page, as often as need be.

    stamps: the lines of the prefecture's stamp, wherever they were put.
    margins: (page, text) of the running lines.
    """

    def __init__(self, pages: Iterable[list[Strip | Placed]]) -> None:
        self._pages = pages
        self._shapes = furniture([item for item in flow if isinstance(item, Strip)] for flow in pages)
        self._stamps: dict[str, None] = {}
        self.margins: list[tuple[int, str]] = []
        self._left_out = [self._sorted_out(flow) for flow in pages]
        self.stamps = list(self._stamps)

    def __iter__(self) -> Iterator[list[Strip | Placed]]:
        for flow, left_out in zip(self._pages, self._left_out, strict=True):
            yield [item for place, item in enumerate(flow) if place not in left_out]

    def _sorted_out(self, flow: list[Strip | Placed]) -> tuple[int, ...]:
        """The places of what is not to be read, noted where it belongs."""
        left_out: list[int] = []
        for place, line in enumerate(flow):
            if not isinstance(line, Strip):
                continue
            if act.is_stamp(line.text):
                self._stamps[line.text] = None
            elif is_furniture(line, self._shapes):
                self.margins.append((line.page, line.text))
            elif not is_contents(line):
                continue
            left_out.append(place)
        return tuple(left_out)
