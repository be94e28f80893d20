"""Who asks what, and when: a mix laid over arrivals, drawn from a seed before anything is sent."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.load.mix import Ask, Mix
    from benchmarks.scoring import Question

_FRENCH: Final = "fr"


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
    """Draws one citizen after the other, each from a seed of their own: the nth asks the same in any run.

    Who they are is drawn first (language, whether they ask on, whether nothing answers them), then what they
    ask among the intents that such people have: so each share is the file's, whatever the intents are.
    """

    def __init__(self, mix: Mix, seed: int, run: str) -> None:
        self._mix, self._seed, self._run, self._count = mix, seed, run, 0
        self._languages = mix.habits.languages or {_FRENCH: 1.0}
        total = sum(self._languages.values())
        self._asks_on = mix.habits.follow_ups * total / (self._languages.get(_FRENCH) or total)

    def asks(self, due: float, in_crisis: bool) -> Iterator[Planned]:
        """The question of one citizen, and what they ask next."""
        habits = self._mix.habits
        self._count += 1
        own = random.Random(f"{self._seed}-{self._count}")  # noqa: S311 - a draw, not a secret
        wanted = own.choices(list(self._languages), list(self._languages.values()))[0]
        ask, follows = self._intent(own, wanted, in_crisis)
        language = wanted if wanted in ask.wordings else next(iter(ask.wordings))
        text = own.choice(ask.wordings[language])
        repeat = own.random() < habits.repeats
        if not repeat:
            text = habits.fresh.format(number=f"{self._count}", run=self._run, question=text)
        leaves = own.expovariate(1 / habits.leave_seconds) if own.random() < habits.leave else 0.0
        conversation = f"{self._run}-{self._count}" if follows else ""
        yield Planned(due, ask.question(text, self._count), language, conversation, repeat, leaves)
        if follows and ask.follow_up:
            later = due + own.expovariate(1 / habits.follow_up_seconds)
            yield Planned(later, ask.follow_up, _FRENCH, conversation)

    def _intent(self, own: random.Random, language: str, in_crisis: bool) -> tuple[Ask, bool]:
        """What they ask, and whether they ask on, which is written in French only."""
        mix = self._mix
        habit, urgent = own.random(), own.random()
        if in_crisis and mix.crisis_document and urgent < mix.crisis_document.share:
            return self._ranked(mix.crisis, language, own), False
        asks_on = self._asks_on if language == _FRENCH else 0.0
        if habit < asks_on and (followed := [ask for ask in mix.answered if ask.follow_up]):
            return self._ranked(followed, language, own), True
        if mix.unanswerable and asks_on <= habit < asks_on + mix.habits.unanswerable:
            return self._ranked(mix.unanswerable, language, own), False
        return self._ranked(mix.answered, language, own), False

    def _ranked(self, asks: Sequence[Ask], language: str, own: random.Random) -> Ask:
        """By its rank among all, of those that are asked in this language; of all where none is."""
        weights = [1.0 / rank**self._mix.habits.zipf for rank in range(1, len(asks) + 1)]
        spoken = [
            weight if language in ask.wordings else 0.0 for ask, weight in zip(asks, weights, strict=True)
        ]
        return own.choices(asks, spoken if any(spoken) else weights)[0]
