"""Asks questions one after the other, the pendulum between them, within the time that there is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Protocol

from benchmarks.gate.baseline import Seen, Try
from benchmarks.gate.pendulum import swing
from benchmarks.scoring import Outcome
from benchmarks.tally import judge
from inference.question import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.asking import Asked
    from benchmarks.scoring import Question

QUICK_SECONDS: Final = 0.3  # what takes less is asked several times
_QUICK_TRIES: Final = 5


class Asks(Protocol):
    """Whoever puts a question to the appliance."""

    def ask(self, question: Question) -> Asked: ...


class Rounds:
    """until: no further question is put once the clock (monotonic) is there."""

    def __init__(
        self, asker: Asks, seconds: float, control: Callable[[], float] = swing, quick: int = _QUICK_TRIES
    ) -> None:
        self._asker, self._control, self._quick = asker, control, quick
        self._until = time.monotonic() + seconds
        self._swung = control()

    def put(self, questions: Iterable[Question]) -> list[Seen]:
        """Each question once, quick ones several times; those for which no time is left are missing."""
        found = []
        for question in questions:
            if time.monotonic() >= self._until:
                break
            tries = [self._try(question)]
            while tries[-1].seconds < QUICK_SECONDS and len(tries) < self._quick:
                tries.append(self._try(question))
            found.append(Seen(question=question, tries=tuple(tries)))
        return found

    def again(self, wanted: Iterable[tuple[Seen, int]]) -> dict[str, Seen]:
        """By identifier, the questions with so many more tries each, in turn, as far as time goes."""
        listed = list(wanted)
        found = {one.question.id: one for one, _more in listed}
        for turn in range(max((more for _one, more in listed), default=0)):
            for one, more in listed:
                name = one.question.id
                if turn < more and time.monotonic() < self._until:
                    tries = (*found[name].tries, self._try(one.question))
                    found[name] = Seen(question=one.question, tries=tries)
        return found

    def _try(self, question: Question) -> Try:
        before = self._swung
        asked = self._asker.ask(question)
        self._swung = self._control()
        result = judge(question, asked)
        told = asked.answer
        return Try(
            outcome=result.verdict.outcome,
            kind=None if result.verdict.outcome is Outcome.FAULT else Kind(told["kind"]),
            seconds=asked.wall_seconds,
            control=(before + self._swung) / 2,
            unsupported=len(result.unsupported),
            why="; ".join(result.verdict.why),
            index_version=int(told.get("index_version", 0)),
        )
