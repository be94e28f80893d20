"""Answers held in memory for one commune, by the words of their questions and by what these mean."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from inference.question import Kind, Question
    from inference.reuse.freshness import Stamp
    from inference.reuse.meaning import Meaning
    from ingest.shelf import StoredPassage


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with what decides whether an answer may be reused for it.

    stamp: the state of the documents before anything was searched. fingerprint: of prompt and model.
    """

    question: Question
    meaning: Meaning
    stamp: Stamp
    fingerprint: str

    @property
    def key(self) -> Hashable:
        """Equal for the same words that mean the same today."""
        return (self.fingerprint, self.meaning.words, self.meaning.told.entities)

    @property
    def sense(self) -> Hashable:
        """Equal for the same meaning, whatever the words."""
        return (self.fingerprint, self.meaning.told)

    @property
    def flight(self) -> Hashable:
        """Equal for those that may share a generation under way; what is personal is shared with nobody."""
        return (self.key, self.stamp, self if self.meaning.own else None)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer given before, its passages as they are now. kind: of the first time. how: exact, semantic."""

    text: str
    cited: tuple[StoredPassage, ...]
    kind: Kind
    how: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer. proof: a digest of all that its question found; proven: when that was last so.

    only_on: the one day on which its words are true; None when they name no day.
    """

    asked: Asked
    text: str
    kind: Kind
    cited: tuple[StoredPassage, ...]
    proof: bytes
    proven: Stamp
    only_on: date | None


class Memory:
    """The latest used of at most `most` answers."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._meaning: dict[Hashable, dict[Hashable, None]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, asked: Asked) -> Entry | None:
        """The answer to the very same words."""
        with self._lock:
            entry = self._entries.get(asked.key)
            if entry is not None:
                self._entries.move_to_end(asked.key)
            return entry

    def alike(self, asked: Asked) -> list[Entry]:
        """The answers to other words that mean the same."""
        with self._lock:
            keys = self._meaning.get(asked.sense, {})
            return [self._entries[key] for key in keys if key != asked.key]

    def put(self, entry: Entry) -> None:
        """In place of what the same words had before; the one longest unused goes when there are too many."""
        key = entry.asked.key
        with self._lock:
            self._entries[key] = entry
            self._entries.move_to_end(key)
            self._meaning.setdefault(entry.asked.sense, {})[key] = None
            while len(self._entries) > self._most:
                self._forget(next(iter(self._entries)))

    def drop(self, entry: Entry) -> None:
        """Unless another has taken its place."""
        with self._lock:
            if self._entries.get(entry.asked.key) is entry:
                self._forget(entry.asked.key)

    def _forget(self, key: Hashable) -> None:
        sense = self._entries.pop(key).asked.sense
        alike = self._meaning[sense]
        del alike[key]
        if not alike:
            del self._meaning[sense]
