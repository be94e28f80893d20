"""What a question means, in a form that another question can be compared with. Knows no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inference.reuse.entities import Told, in_plain_words, read_told
from inference.reuse.gist import without_courtesy
from inference.reuse.personal import tells_who
from inference.reuse.tokens import exact_tokens

if TYPE_CHECKING:
    from inference.facts.days import Calendar
    from inference.question import Question


@dataclass(frozen=True, slots=True)
class Meaning:
    """words: the text as typed, folded, without words of courtesy. told: what it says and what must agree.

    own: it says who asks, leans on an earlier question or means this very minute: nobody else's answer fits;
    or it is to be answered anew.
    """

    words: tuple[str, ...]
    told: Told
    own: bool = False

    def is_that_of(self, other: Meaning) -> bool:
        """Whether the same is asked, in the same words or in others."""
        return bool(self.told.gist) and self.told == other.told


def meaning_of(question: Question, calendar: Calendar) -> Meaning:
    """The meaning of a question on the day it is asked; within 2 ms."""
    read = read_told(question.text, question.at.date(), calendar, question.language)
    told = in_plain_words(read, question.plain)
    words = without_courtesy(exact_tokens(question.text))
    own = (
        question.anew or question.follow_up or told.entities.instant or not words or tells_who(question.text)
    )
    return Meaning(words, told, own)
