"""The fact tables of a commune, read again only when its index has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.almanac import Almanac
    from ingest.facts import Event, Round, Service
    from ingest.shelf import Shelf, StoredPassage


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """What the shelf held at one version of the index, each row with the passage that tells it.

    One is equal to itself alone, so that what was worked out of its rows can be found again at once.
    """

    version: int
    services: list[tuple[Service, StoredPassage]]
    events: list[tuple[Event, StoredPassage]]
    rounds: list[tuple[Round, StoredPassage]]


class TableReader:
    """Reads the tables of one commune; any number of threads may ask."""

    def __init__(self, shelf: Shelf, almanac: Almanac) -> None:
        self._shelf = shelf
        self._almanac = almanac
        self._tables = Tables(-1, [], [], [])

    def at(self, version: int) -> Tables:
        """The tables, read again where the index has another version than theirs.

        version: read before, so that they may hold what came since, and are then read once more. Of two
        threads that find them old, the last to read wins.
        """
        tables = self._tables
        if version != tables.version:
            self._tables = tables = self._read(version)
        return tables

    def _read(self, version: int) -> Tables:
        return Tables(version, self._shelf.services(), self._shelf.events(), self._almanac.rounds())
