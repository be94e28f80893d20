"""`python -m benchmarks.load.generator`: a locust master with its workers; a plan on stdin, counts on stdout.

A process of its own, for locust patches the standard library. What workers counted is added, never averaged.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Final

from gevent.queue import Queue
from locust.env import Environment

from benchmarks.load.plan import Plan
from benchmarks.load.tally import LONGEST_SECONDS, Tally
from benchmarks.load.worker import BEGIN, HERE, PLAN, READY, TALLY, Citizens

if TYPE_CHECKING:
    from locust.rpc import Message
    from locust.runners import MasterRunner

_HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 120.0
_SOON_SECONDS: Final = 0.5


class Master:
    """Workers that were started, told their shares, and heard."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.began = 0.0  # the run's second 0, as time.time() tells it
        environment = Environment(user_classes=[Citizens])
        self._runner: MasterRunner = environment.create_master_runner(_HOST, 0)
        self._heard: dict[str, Queue[Message]] = {HERE: Queue(), READY: Queue(), TALLY: Queue()}
        for name, queue in self._heard.items():
            self._runner.register_message(name, _into(queue))

    def run(self) -> Tally:
        """Raises when a worker failed, or is not heard in time."""
        command = [sys.executable, "-m", "benchmarks.load.worker", _HOST, str(self._runner.server.port)]
        workers = [subprocess.Popen(command) for _ in range(self._plan.workers)]
        try:
            self._gather()
            self.began = time.time() + _SOON_SECONDS
            self._runner.send_message(BEGIN, {"at": self.began})
            return self._added(self._plan.seconds + 2 * LONGEST_SECONDS)
        finally:
            self._runner.quit()
            for worker in workers:
                worker.terminate()
                worker.wait()

    def _gather(self) -> None:
        """All workers know their share and wait for the beginning."""
        for index in range(self._plan.workers):
            client = self._hear(HERE, _START_SECONDS).node_id
            self._runner.send_message(PLAN, self._plan.plain() | {"index": index}, client)
        self._runner.start(self._plan.workers, spawn_rate=self._plan.workers)
        for _ in range(self._plan.workers):
            self._hear(READY, _START_SECONDS)

    def _added(self, patience: float) -> Tally:
        whole = Tally()
        for _ in range(self._plan.workers):
            whole.add(Tally.unwired(self._hear(TALLY, patience).data))
        return whole

    def _hear(self, name: str, patience: float) -> Message:
        told: Message = self._heard[name].get(timeout=patience)
        if "failed" in told.data:
            raise RuntimeError(told.data["failed"])
        return told


def _into(queue: Queue[Message]) -> Any:  # noqa: ANN401 - a listener of locust
    def listener(environment: Environment, msg: Message, **_: object) -> None:
        queue.put(msg)

    return listener


def main() -> None:
    plan = Plan.of(json.load(sys.stdin))
    plan.read_mix()  # refused before any worker starts
    master = Master(plan)
    print(json.dumps({**master.run().wire(), "began": master.began}))


if __name__ == "__main__":
    main()
