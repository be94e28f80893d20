"""The passage with which the rules of a zone begin, kept until the index changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.shelf import Shelf, StoredPassage
    from ingest.zoning.register import Rules


class RulePages:
    """The règlements of one commune, by document and page."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._version = -1
        self._pages: dict[str, dict[int, list[StoredPassage]]] = {}

    def first(self, rules: Rules, label: str) -> StoredPassage | None:
        """The passage of the page that names the zone, else the page's first; None without a page."""
        if rules.page is None:
            return None
        on_page = self._document(rules.document_id).get(rules.page, [])
        named = (passage for passage in on_page if label in passage.zones)
        return next(named, on_page[0] if on_page else None)

    def _document(self, document_id: str) -> dict[int, list[StoredPassage]]:
        version = self._shelf.index_version()
        if version != self._version:
            self._version, self._pages = version, {}
        if document_id not in self._pages:
            pages: dict[int, list[StoredPassage]] = {}
            for passage in self._shelf.document_passages(document_id):
                pages.setdefault(passage.page or 0, []).append(passage)
            self._pages[document_id] = pages
        return self._pages[document_id]
