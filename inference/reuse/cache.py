"""Answers given once more: to the same words, or to others that mean the same, and only while they are fresh.

An answer is fresh when its own question would find the same passages now, in the same versions, on the same
terms. That is known at once while neither the documents nor the day have changed; else it is searched again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from inference.question import Kind
from inference.reuse.entities import told_for_one_day
from inference.reuse.kept import Asked, Entry, Kept, Memory
from inference.reuse.meaning import meaning_of
from inference.reuse.nearness import near
from inference.reuse.proof import by_name, proof_of, tells_periods
from ops import metrics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inference.facts.days import Calendar
    from inference.question import Answer, Question
    from inference.retrieval import Found
    from inference.reuse.freshness import Freshness, Stamp
    from inference.reuse.nearness import Embed
    from ingest.shelf import StoredPassage

MOST_KEPT: Final = 2000  # answers of one commune, a few KiB each
_KEPT_KINDS: Final = (Kind.GENERATED, Kind.QUOTED)


class Reuse:
    """The answers of one commune, in memory. Any number of threads may ask.

    retrieve: what the ladder finds for a question. embed: a question → (d,), L2-normalised.
    fingerprint: of prompt and model, as they are now.
    """

    def __init__(
        self,
        freshness: Freshness,
        retrieve: Callable[[Question], Found],
        embed: Embed,
        calendar: Calendar,
        fingerprint: Callable[[], str],
        most: int = MOST_KEPT,
    ) -> None:
        self._freshness, self._retrieve, self._embed = freshness, retrieve, embed
        self._calendar, self._fingerprint = calendar, fingerprint
        self._memory = Memory(most)

    def stamp(self, question: Question) -> Stamp:
        """The state of the documents before anything is searched: one query."""
        return self._freshness.stamp(question.at.date())

    def asked(self, question: Question, stamp: Stamp | None = None) -> Asked:
        """The question, read: under a millisecond. stamp: of its arrival; as it is now when None."""
        meaning = meaning_of(question, self._calendar)
        return Asked(question, meaning, stamp or self.stamp(question), self._fingerprint())

    def exact(self, asked: Asked) -> Kept | None:
        """The answer to the same words, known to be fresh: no query, no search."""
        entry = None if asked.meaning.own else self._memory.get(asked)
        if entry is None or not _known_fresh(entry, asked):
            return None
        return _served(entry, "exact")

    def semantic(self, asked: Asked, found: Found) -> Kept | None:
        """The answer to the same words, or to others that mean the same, given what the question finds now.

        Microseconds when there is none; else two embeddings that retrieval has mostly made already, and one
        search for an answer that was not proven since the documents or the day changed.
        """
        kept = None if asked.meaning.own else self._again(asked, found) or self._alike(asked, found)
        if kept is None:
            metrics.cache_lookups.labels("miss").inc()
        return kept

    def keep(
        self,
        asked: Asked,
        found: Found,
        answer: Answer,
        cited: Sequence[StoredPassage],
        doubtful: bool = False,
    ) -> None:
        """Holds an answer for whoever asks next; not what is personal, doubtful, declined or contradicted.

        found: all that was searched out for it. A quoted answer is only to be given here when no haste, no
        overload and no fault made it one.
        """
        carried = bool(cited) and by_name(found).keys() >= {passage.passage_id for passage in cited}
        if asked.meaning.own or doubtful or answer.conflict or answer.kind not in _KEPT_KINDS or not carried:
            return
        day = asked.stamp.day
        only_on = day if told_for_one_day(answer.text) or tells_periods(found, day) else None
        proof, passages = proof_of(found), tuple(cited)
        self._memory.put(Entry(asked, answer.text, answer.kind, passages, proof, asked.stamp, only_on))

    def _again(self, asked: Asked, found: Found) -> Kept | None:
        """The answer to the same words, proven by what they find now."""
        entry = self._memory.get(asked)
        if entry is None:
            return None
        same_text = entry.asked.question.text == asked.question.text
        fresh = self._proven(entry, asked, found) if same_text else self._fresh(entry, asked)
        return _served(fresh, "exact") if fresh else None

    def _alike(self, asked: Asked, found: Found) -> Kept | None:
        """The nearest answer to other words of the same meaning, whose passages this question finds too."""
        here = by_name(found).keys()
        entries = [
            entry for entry in self._memory.alike(asked) if here >= {p.passage_id for p in entry.cited}
        ]
        fresh = (self._fresh(entry, asked) for entry in self._near(asked, entries))
        return next((_served(entry, "semantic") for entry in fresh if entry), None)

    def _fresh(self, entry: Entry, asked: Asked) -> Entry | None:
        """The answer, proven by what its own question finds now where that is not known."""
        if _known_fresh(entry, asked):
            return entry
        return self._proven(entry, asked, self._retrieve(replace(entry.asked.question, at=asked.question.at)))

    def _near(self, asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
        """Those whose questions are near as vectors too, the nearest first."""
        places = near(asked.question.text, [entry.asked.question.text for entry in entries], self._embed)
        return [entries[place] for place in places]

    def _proven(self, entry: Entry, asked: Asked, found: Found) -> Entry | None:
        """The answer, proven again at this stamp; dropped when its question finds something else now."""
        if proof_of(found) != entry.proof or entry.only_on not in (None, asked.stamp.day):
            self._memory.drop(entry)
            return None
        passages = by_name(found)
        cited = tuple(passages[passage.passage_id] for passage in entry.cited)
        proven = replace(entry, proven=asked.stamp, cited=cited)
        self._memory.put(proven)
        return proven


def _served(entry: Entry, how: str) -> Kept:
    metrics.cache_lookups.labels(how).inc()
    return Kept(entry.text, entry.cited, entry.kind, how)


def _known_fresh(entry: Entry, asked: Asked) -> bool:
    """Whether nothing has changed since the answer was proven."""
    return asked.stamp.settled and entry.proven == asked.stamp and entry.only_on in (None, asked.stamp.day)
