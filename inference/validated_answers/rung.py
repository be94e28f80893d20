"""The `validated` rung: an agent's own answer, when the same is asked, while it and its sources stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from inference.question import Question
from inference.reuse.entities import in_plain_words
from inference.reuse.meaning import meaning_of
from inference.reuse.nearness import near
from ops import metrics

if TYPE_CHECKING:
    from datetime import date

    from inference.facts.days import Calendar
    from inference.reuse.entities import Told
    from inference.reuse.kept import Asked
    from inference.reuse.meaning import Meaning
    from inference.reuse.nearness import Embed
    from inference.validated_answers.book import AnswerBook, Draft, ValidatedAnswer
    from ingest.shelf import Shelf, StoredPassage


class Standing(StrEnum):
    """Whether an answer may be given on a day."""

    SERVED = "served"
    EXPIRED = "expired"
    SOURCE_CHANGED = "source_changed"  # gone, replaced, or not in force


@dataclass(frozen=True, slots=True)
class Given:
    """A validated answer that may be given now, with the passages it rests on, if it names any."""

    answer: ValidatedAnswer
    cited: tuple[StoredPassage, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    text: str
    meaning: Meaning
    answer: ValidatedAnswer


class Validated:
    """The validated answers of one commune as the ladder asks them; read again when one was changed."""

    def __init__(self, book: AnswerBook, shelf: Shelf, embed: Embed, calendar: Calendar) -> None:
        self._book, self._shelf, self._embed, self._calendar = book, shelf, embed, calendar
        self._read: tuple[tuple[int, int], dict[Told, list[_Wording]]] = ((-1, -1), {})

    def find(self, asked: Asked) -> Given | None:
        """The newest answer to this question that holds today.

        One query when there is none; one more when there is, and two embeddings when its words are others.
        """
        for wording in self._same(asked):
            if given := self._given(wording.answer, asked):
                return given
        return None

    def _given(self, answer: ValidatedAnswer, asked: Asked) -> Given | None:
        standing, cited = standing_of(answer, self._shelf, asked.stamp.day)
        metrics.validated_lookups.labels(standing.value).inc()
        return Given(answer, cited) if standing is Standing.SERVED else None

    def _same(self, asked: Asked) -> list[_Wording]:
        """The wordings that ask the same: those in the same words first, each time the newest first."""
        told = in_plain_words(asked.meaning.told, wanted=False)
        alike = self._wordings().get(told, [])
        literal = [wording for wording in alike if wording.meaning.words == asked.meaning.words]
        others = [wording for wording in alike if told.gist and wording not in literal]
        places = near(asked.question.text, [wording.text for wording in others], self._embed)
        return [*literal, *(others[place] for place in sorted(places))]

    def _wordings(self) -> dict[Told, list[_Wording]]:
        version = self._book.version()
        if version != self._read[0]:
            wordings: dict[Told, list[_Wording]] = {}
            for answer in reversed(self._book.list()):
                for wording in self._of(answer):
                    wordings.setdefault(wording.meaning.told, []).append(wording)
            self._read = (version, wordings)
        return self._read[1]

    def _of(self, answer: ValidatedAnswer) -> list[_Wording]:
        meanings = (meaning_when_written(answer, text, self._calendar) for text in answer.wordings)
        return [_Wording(t, m, answer) for t, m in zip(answer.wordings, meanings, strict=True)]


def standing_of(
    answer: ValidatedAnswer, shelf: Shelf, day: date
) -> tuple[Standing, tuple[StoredPassage, ...]]:
    """Whether it may be given on `day`, and those of its sources that are live."""
    live = shelf.passages(answer.sources) if answer.sources else {}
    cited = tuple(live[name] for name in answer.sources if name in live)
    if day > answer.expires_on:
        return Standing.EXPIRED, cited
    stands = len(cited) == len(answer.sources) and all(p.validity.holds_on(day) for p in cited)
    return Standing.SERVED if stands else Standing.SOURCE_CHANGED, cited


def meaning_when_written(draft: Draft, text: str, calendar: Calendar) -> Meaning:
    """What a wording means: « demain » is the day after it was written, whenever it is asked."""
    question = Question(text, "", datetime.combine(draft.created_on, time(12)), draft.language)
    return meaning_of(question, calendar)
