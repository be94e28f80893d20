"""`python -m benchmarks.load.worker HOST PORT`: one locust worker, which asks its share of a plan.

Its one locust user walks the schedule; each question is a greenlet of its own: none waits for another.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

import gevent
from gevent.event import AsyncResult
from gevent.pool import Group
from locust import User, task
from locust.env import Environment
from locust.exception import StopUser

from benchmarks.load.plan import Plan
from benchmarks.load.tally import LONGEST_SECONDS, Deadlines, Tally
from benchmarks.load.visitor import Door, body
from benchmarks.scoring import score

if TYPE_CHECKING:
    from locust.rpc import Message
    from locust.runners import WorkerRunner

    from benchmarks.load.drawing import Planned
    from benchmarks.scoring import Verdict

URL, TOKEN = "PARVIS_LOAD_URL", "PARVIS_LOAD_TOKEN"
BEGINS = "begins "  # what the one line on stdout opens with
HERE, PLAN, READY, BEGIN, TALLY = "here", "plan", "ready", "begin", "tally"  # in the order of their sending
_NICER = -10
_SCORED = ("all", "none", "kind", "decline", "conflict", "cite")


class Walker:
    """Asks each question at its moment, and counts."""

    def __init__(self, plan: Plan, door: Door, share: list[Planned], *, dated: bool) -> None:
        self.tally = Tally()
        self._door, self._asked = door, Group()
        self._deadlines = Deadlines(plan.written_deadline, plan.other_deadline)
        self._share = [(planned, body(planned, dated=dated)) for planned in share]

    def walk(self, started: float) -> None:
        """started: `time.perf_counter` at the run's second 0. Returns when all are answered or given up."""
        for planned, told in self._share:
            wait = started + planned.due - time.perf_counter()
            if wait > 0:
                gevent.sleep(wait)
            self._asked.start(gevent.Greenlet(self._ask, planned, told, started + planned.due))
        self._asked.join(timeout=LONGEST_SECONDS)
        self.tally.unfinished = len(self._asked)

    def _ask(self, planned: Planned, told: bytes, due: float) -> None:
        self.tally.sent(planned, max(0.0, time.perf_counter() - due))
        answer = self._door.ask(planned, told, due)
        self.tally.told(planned, answer, _verdict(planned, answer.answer), self._deadlines)


def _verdict(planned: Planned, answer: dict[str, Any] | None) -> Verdict | None:
    question = planned.question
    if answer is None or not any(getattr(question, name) for name in _SCORED):
        return None
    return score(question, answer)


class Citizens(User):
    """The one locust user of a worker: all the citizens of its share."""

    fixed_count = 0
    plan: ClassVar[AsyncResult] = AsyncResult()
    begin: ClassVar[AsyncResult] = AsyncResult()

    @task
    def walk(self) -> None:
        try:
            self._walk()
        except Exception as error:  # noqa: BLE001 - the master hears of it, and ends the run
            for name in (READY, TALLY):
                self.environment.runner.send_message(name, {"failed": repr(error)})
        raise StopUser

    def _walk(self) -> None:
        told = self.plan.get()
        plan = Plan.of(told)
        token = os.environ.get(TOKEN, "")
        door = Door(os.environ[URL], token, plan.connections)
        walker = Walker(plan, door, plan.draw()[told["index"] :: plan.workers], dated=bool(token))
        _undisturbed()
        runner = self.environment.runner
        runner.send_message(READY, {})
        begins = float(self.begin.get()["at"])
        if told["index"] == 0:
            print(f"{BEGINS}{begins}", flush=True)  # whoever started all this hears of it in time
        worked = time.process_time()
        walker.walk(time.perf_counter() + begins - time.time())
        walker.tally.busy_seconds = time.process_time() - worked
        runner.send_message(TALLY, walker.tally.wire())
        door.close()


def _undisturbed() -> None:
    """Few pauses: the schedule is not searched for garbage again, and whoever works beside gives way."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    with suppress(PermissionError):  # only root may; the generator needs little, but at its moment
        os.nice(_NICER)


def _given(name: str) -> Any:  # noqa: ANN401 - a listener of locust
    def listener(environment: Environment, msg: Message, **_: object) -> None:
        getattr(Citizens, name).set(msg.data)

    return listener


def main(host: str, port: int) -> None:
    environment = Environment(user_classes=[Citizens])
    runner: WorkerRunner = environment.create_worker_runner(host, port)
    runner.register_message(PLAN, _given("plan"))
    runner.register_message(BEGIN, _given("begin"))
    runner.send_message(HERE, {})  # what came before would have met no listener
    runner.greenlet.join()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
