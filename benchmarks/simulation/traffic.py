"""Questions as they would come: a rung by chance, and for those that are written, an answer that was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.simulation.gateway import Question
from benchmarks.simulation.sequence import Asked, Beginning

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from benchmarks.simulation.drafts import Trace
    from benchmarks.simulation.gateway import Rung
    from benchmarks.simulation.given import Prompts, Rungs

_COPIED_PASSAGE: Final = 150  # tokens: the second try has the best passage alone (inference/writing.py)
_COPIED_TOKENS: Final = 64
_INSTRUCTIONS: Final = "instructions"


@dataclass(frozen=True, slots=True)
class Traffic:
    """traces: answers to draw from, with replacement. context_tokens: what passages may take in a prompt."""

    rungs: Rungs
    prompts: Prompts
    traces: Sequence[Trace]
    context_tokens: int

    def questions(self, chance: random.Random) -> Iterator[Question]:
        """Without end."""
        names: tuple[Rung, ...] = ("computed", "searched", "written")
        weights = [getattr(self.rungs, name) for name in names]
        while True:
            rung = chance.choices(names, weights)[0]
            yield Question(rung, self._requests(chance) if rung == "written" else ())

    def _requests(self, chance: random.Random) -> tuple[Asked, ...]:
        passages = min(chance.choice(self.prompts.passages), self.context_tokens)
        requests = [self._asked(passages, chance.choice(self.traces))]
        if chance.random() < self.rungs.tried_again:
            trace = chance.choice(self.traces)
            requests.append(self._asked(min(passages, _COPIED_PASSAGE), trace, _COPIED_TOKENS))
        return tuple(requests)

    def _asked(self, passages: int, trace: Trace, most_steps: int | None = None) -> Asked:
        fixed = self.prompts.instructions
        prompt = fixed + passages + self.prompts.question
        return Asked(prompt, trace.steps[:most_steps], (Beginning(_INSTRUCTIONS, fixed),))
