"""What later acts change of an act that is quoted, in their own words: half of what holds would mislead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from inference.figures import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from inference.quoting import Quotation
    from ingest.decree.bonds import Change
    from ingest.register import Register
    from ingest.shelf import Shelf, StoredPassage

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ARTICLE: Final = re.compile(r"^article \w+ ?[:.–-] ?", re.IGNORECASE)  # its heading, in a passage
_GAP: Final = "\n[…]\n"


@dataclass(frozen=True, slots=True)
class Amendment:
    """told: the words that amend. passage: where they stand. from_day: when they take effect, where told."""

    told: str
    passage: StoredPassage
    from_day: date | None


class Amendments:
    """Those of one commune, read again only when its index has changed."""

    def __init__(self, register: Register, shelf: Shelf) -> None:
        self._register, self._shelf = register, shelf
        self._known: tuple[int, Mapping[str, Sequence[Change]]] = (-1, {})

    def of(self, document_id: str, day: date) -> list[Amendment]:
        """What amends the act of a document and is in effect on `day`, the first to take effect first."""
        version = self._shelf.index_version()
        if self._known[0] != version:
            self._known = (version, self._register.amendments())
        found = (self._found(change) for change in self._known[1].get(document_id, ()))
        return [one for one in found if one and not (one.from_day and one.from_day > day)]

    def _found(self, change: Change) -> Amendment | None:
        passages = self._shelf.document_passages(change.by.document_id)
        told = _ARTICLE.sub("", _squeezed(change.told))
        passage = next((passage for passage in passages if told in _squeezed(passage.text)), None)
        return Amendment(told, passage, change.from_day) if passage else None


def amended(quote: Quotation, amendments: Iterable[Amendment]) -> Quotation:
    """A quotation with the words that change one of its figures; their passages are cited too."""
    for amendment in amendments:
        if _changes(amendment.told, quote.excerpt) and amendment.told not in quote.excerpt:
            cited = dict.fromkeys((*quote.cited, amendment.passage))
            quote = replace(quote, excerpt=f"{quote.excerpt}{_GAP}{amendment.told}", cited=tuple(cited))
    return quote


def _changes(told: str, excerpt: str) -> bool:
    """Whether both tell a figure that is more than a year."""
    return any(not _YEAR.fullmatch(figure) for figure in stated(told) & stated(excerpt))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
