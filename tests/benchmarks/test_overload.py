"""An overload felt through HTTP: arrivals wait for nobody, and what each rung answered is counted."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from benchmarks.overload import Storm, _new
from benchmarks.scoring import Question
from benchmarks.streams import Reply, at_once, at_rate

ASKED = Question(id="a", commune="v", question="Quelle amende ?", type="fact")


@dataclass
class Slow:
    """Answers each question after the same time, and remembers how many it held at once."""

    seconds: float
    present: int = 0
    most: int = 0

    async def ask(self, _question: Question) -> Reply:
        self.present += 1
        self.most = max(self.most, self.present)
        await asyncio.sleep(self.seconds)
        self.present -= 1
        return Reply("generated", self.seconds, time.perf_counter())


def test_arrivals_wait_for_nobody() -> None:
    slow = Slow(0.5)
    replies = asyncio.run(at_rate(slow.ask, [ASKED] * 10, per_second=100))
    assert (len(replies), slow.most) == (10, 10)


def test_clients_wait_for_their_own_answer() -> None:
    slow = Slow(0.01)
    replies = asyncio.run(at_once(slow.ask, [ASKED] * 9, clients=3))
    assert (len(replies), slow.most) == (9, 3)


def test_each_question_of_a_storm_is_new() -> None:
    storm = Storm(ASKED, (ASKED,), slots=4, seconds=1)
    fresh = _new(storm.written, repeat=2)
    asked = [next(fresh).question for _ in range(50)]
    assert len(set(asked)) == 50
    assert all(text.endswith("Quelle amende ?") for text in asked)
