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
    """told: the words that amend. passage: where they stand. from_day: when they take effect, where told.

    document_id: of the act that they change.
    """

    told: str
    passage: StoredPassage
    from_day: date | None
    document_id: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Of one version of the index, by the document that is changed. read: whose words were looked for."""

    version: int
    changes: Mapping[str, Sequence[Change]]
    read: dict[str, tuple[Amendment, ...]]


class Amendments:
    """Those of one commune, read again only when its index has changed."""

    def __init__(self, register: Register, shelf: Shelf) -> None:
        self._register, self._shelf = register, shelf
        self._known = _Known(-1, {}, {})

    def among(self, passages: Iterable[StoredPassage], day: date) -> tuple[Amendment, ...]:
        """What amends the acts of these passages and is in effect on `day`, in the order of effect."""
        known = self._as_of_now()
        documents = dict.fromkeys(passage.document_id for passage in passages)
        found = (one for document in documents for one in self._of(document, known))
        return tuple(one for one in found if not (one.from_day and one.from_day > day))

    def _as_of_now(self) -> _Known:
        version = self._shelf.index_version()
        if self._known.version != version:
            self._known = _Known(version, self._register.amendments(), {})
        return self._known

    def _of(self, document_id: str, known: _Known) -> tuple[Amendment, ...]:
        changes = known.changes.get(document_id, ())
        if changes and document_id not in known.read:
            found = (self._found(change, document_id) for change in changes)
            known.read[document_id] = tuple(one for one in found if one)
        return known.read.get(document_id, ())

    def _found(self, change: Change, document_id: str) -> Amendment | None:
        passages = self._shelf.document_passages(change.by.document_id)
        told = _ARTICLE.sub("", _squeezed(change.told))
        passage = next((passage for passage in passages if told in _squeezed(passage.text)), None)
        return Amendment(told, passage, change.from_day, document_id) if passage else None


def amended(quote: Quotation, amendments: Iterable[Amendment]) -> Quotation:
    """A quotation with the words that change one of its act's figures; their passages are cited too."""
    for amendment in amendments:
        if amendment.document_id != quote.passage.document_id or amendment.told in quote.excerpt:
            continue
        if _changes(amendment.told, quote.excerpt):
            cited = dict.fromkeys((*quote.cited, amendment.passage))
            quote = replace(quote, excerpt=f"{quote.excerpt}{_GAP}{amendment.told}", cited=tuple(cited))
    return quote


def outdated(text: str, amendments: Iterable[Amendment]) -> bool:
    """Whether a text tells a figure that a later act changes: it must not stand alone."""
    return any(_changes(amendment.told, text) for amendment in amendments)


def _changes(told: str, excerpt: str) -> bool:
    """Whether both tell a figure that is more than a year."""
    return any(not _YEAR.fullmatch(figure) for figure in stated(told) & stated(excerpt))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
