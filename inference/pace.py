"""How long the engine alone takes for one answer that nothing was kept of: measured once, when it is there.

On a machine without a GPU no cold answer makes three seconds; what the engine itself needs is the deadline
there, and it is shown. Knows no commune: the prompt is made of words without meaning.
"""

from __future__ import annotations

import random
import statistics
import time
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inference.prompt import Message, estimated_tokens

if TYPE_CHECKING:
    from inference.engine import Engine

PROMISED_SECONDS: Final = 3.0
_ANSWER_TOKENS: Final = 64
_REPEATS: Final = 3
_LONG_SECONDS: Final = 30.0  # from here on one answer says it: three would keep a slow machine from starting
# Words without meaning are written one by one; an answer copies its passages, and drafts write those at once.
# Seen on the sample commune: a third of the time that as many such words take.
_OF_REAL_WORDS: Final = 0.5
_SYLLABLES: Final = ("ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "pa", "ré", "sou", "ti", "va", "zé")


@dataclass(frozen=True, slots=True)
class Pace:
    """Medians of an engine that serves nobody else. All in seconds.

    cold_answer: from the request to the last of 64 tokens. cold_first_text: to the first.
    """

    cold_answer: float
    cold_first_text: float

    def beside(self, present: int) -> float:
        """What an answer is foreseen to take that begins beside `present` others, nothing of it being kept.

        Prompts are read one after the other; answers are written side by side.
        """
        words = self.cold_answer - self.cold_first_text
        return (present + 1) * self.cold_first_text + _OF_REAL_WORDS * words


class Deadline:
    """seconds: from a question's arrival to the last word; the one thing that a start may still change."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def follow(self, pace: Pace) -> None:
        """No longer than what the engine alone needs, and never less than what is promised everywhere."""
        self.seconds = max(PROMISED_SECONDS, round(pace.cold_answer, 1))


async def measure(engine: Engine, context_tokens: int) -> Pace:
    """Takes three cold answers' time, one where it is slow. Raises Fault when the engine is not there."""
    taken: list[tuple[float, float]] = []
    while len(taken) < _REPEATS and sum(answer for answer, _ in taken) < _LONG_SECONDS:
        taken.append(await _one(engine, context_tokens))
    answers, firsts = zip(*taken, strict=True)
    return Pace(statistics.median(answers), statistics.median(firsts))


async def _one(engine: Engine, context_tokens: int) -> tuple[float, float]:
    """(whole answer, first text) of one prompt that was never seen."""
    prompt = [Message(role="user", content=_text(context_tokens))]
    started = time.perf_counter()
    first = 0.0
    options = {"ignore_eos": True}
    async with aclosing(engine.stream(prompt, _ANSWER_TOKENS, options)) as pieces:
        async for _ in pieces:
            first = first or time.perf_counter() - started
    return time.perf_counter() - started, first


def _text(tokens: int) -> str:
    """About `tokens` tokens of made-up words, other ones each time."""
    words: list[str] = []
    while estimated_tokens(" ".join(words)) < tokens:
        words += ["".join(random.choices(_SYLLABLES, k=3)) for _ in range(20)]  # noqa: S311 - no secret
    return " ".join(words)
