"""Who asks what, and when: a mix laid over arrivals, drawn from a seed before anything is sent."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.load.mix import Ask, Mix
    from benchmarks.scoring import Question


@dataclass(frozen=True, slots=True)
class Planned:
    """One question to come. due: seconds from the start. conversation: empty for a question of its own.

    repeat: in words that others use too. leaves_after: seconds until its citizen leaves, or 0. counts: not
    where it only warms the appliance up.
    """

    due: float
    question: Question
    language: str = "fr"
    conversation: str = ""
    repeat: bool = True
    leaves_after: float = 0.0
    counts: bool = True


def drawn(
    mix: Mix, moments: Sequence[float], seed: int, run: str, crisis: tuple[float, float] = (0.0, 0.0)
) -> list[Planned]:
    """In order of their moments, follow-ups included. crisis: between which seconds one lasts.

    run: a number that no other run has, so that its new questions are new.
    """
    town = _Town(mix, seed, run)
    planned = [one for due in moments for one in town.asks(due, crisis[0] <= due < crisis[1])]
    return sorted(planned, key=lambda one: one.due)


class _Town:
    """Draws one citizen after the other, each from a seed of their own: the nth asks the same in any run."""

    def __init__(self, mix: Mix, seed: int, run: str) -> None:
        self._mix, self._seed, self._run, self._count = mix, seed, run, 0

    def asks(self, due: float, in_crisis: bool) -> Iterator[Planned]:
        """The question of one citizen, and what they ask next."""
        habits = self._mix.habits
        self._count += 1
        own = random.Random(f"{self._seed}-{self._count}")  # noqa: S311 - a draw, not a secret
        ask = self._intent(own, in_crisis)
        language, text = self._wording(ask, own)
        repeat = own.random() < habits.repeats
        if not repeat:
            text = habits.fresh.format(number=f"{self._count}", run=self._run, question=text)
        leaves = own.expovariate(1 / habits.leave_seconds) if own.random() < habits.leave else 0.0
        follows = ask.follow_up is not None and own.random() < habits.follow_ups
        conversation = f"{self._run}-{self._count}" if follows else ""
        yield Planned(due, ask.question(text, self._count), language, conversation, repeat, leaves)
        if follows and ask.follow_up:
            later = due + own.expovariate(1 / habits.follow_up_seconds)
            yield Planned(later, ask.follow_up, "fr", conversation)

    def _intent(self, own: random.Random, in_crisis: bool) -> Ask:
        mix = self._mix
        nothing_known, urgent = own.random(), own.random()
        if in_crisis and mix.crisis_document and urgent < mix.crisis_document.share:
            return self._ranked(mix.crisis, own)
        if mix.unanswerable and nothing_known < mix.habits.unanswerable:
            return self._ranked(mix.unanswerable, own)
        return self._ranked(mix.answered, own)

    def _ranked(self, asks: Sequence[Ask], own: random.Random) -> Ask:
        weights = [1.0 / rank**self._mix.habits.zipf for rank in range(1, len(asks) + 1)]
        return own.choices(asks, weights)[0]

    def _wording(self, ask: Ask, own: random.Random) -> tuple[str, str]:
        shares = self._mix.habits.languages or {"fr": 1.0}
        wanted = own.choices(list(shares), list(shares.values()))[0]
        language = wanted if wanted in ask.wordings else next(iter(ask.wordings))
        return language, own.choice(ask.wordings[language])
