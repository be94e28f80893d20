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
        lines = (item for flow in pages for item in flow if isinstance(item, Strip))
        stamps: dict[str, None] = {}
        self.margins: list[tuple[int, str]] = []
        for line in lines:
            if act.is_stamp(line.text):
                stamps[line.text] = None
            elif is_furniture(line, self._shapes):
                self.margins.append((line.page, line.text))
        self.stamps = list(stamps)

    def __iter__(self) -> Iterator[list[Strip | Placed]]:
        for flow in self._pages:
            yield [item for item in flow if not isinstance(item, Strip) or self._is_text(item)]

    def _is_text(self, line: Strip) -> bool:
        return not (act.is_stamp(line.text) or is_furniture(line, self._shapes) or is_contents(line))
