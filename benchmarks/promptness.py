"""The rungs that need no model, and how soon a citizen who leaves frees the engine. Through HTTP."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import psutil

from benchmarks.figure import Figure, Goal
from benchmarks.scoring import Question
from benchmarks.statistics import percentile
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.arms import WholePath
    from ops.process import Daemon

_WARMING = 20
_RUNNING = "parvis_engine_running_requests"
_LOOK_SECONDS = 0.01
_WINDOW_SECONDS = 0.2
_PATIENCE_SECONDS = 10.0
_STILL_CORES = 0.3  # Ray's own housekeeping stays below; one decoding step does not
# Nothing that a commune's acts speak of: the relevance floor must stop these without the model.
_ELSEWHERE = (
    "Comment préparer une ratatouille provençale ?",
    "Qui a gagné la finale de la coupe du monde 1998 ?",
    "Explique-moi la photosynthèse des algues.",
    "Quelle est la distance de la Terre à Jupiter ?",
    "Comment réparer un carburateur de cyclomoteur ?",
    "Quel est le meilleur téléphone portable ?",
    "Raconte-moi une blague sur les dauphins.",
    "Traduis « bonjour » en japonais.",
)


def hours(whole: WholePath, questions: Sequence[Question], requests: int) -> Figure:
    """p99 of the computed answers. Raises Fault when one is not computed."""
    asked = [question for question in questions if question.kind == ("hours",)]
    seconds = []
    for place, question in zip(range(requests + _WARMING), itertools.cycle(asked), strict=False):
        took, kind = whole.json_seconds(question)
        if kind != "hours":
            raise Fault(key="bench.not_hours", sentence=f"« {question.question} » n'est pas calculée.")
        if place >= _WARMING:
            seconds.append(took * 1000)
    note = f"médiane {percentile(seconds, 50):.1f} ms".replace(".", ",")
    return Figure(
        "hours_p99_ms",
        "Horaires calculés, p99",
        percentile(seconds, 99),
        "ms",
        len(seconds),
        Goal(50),
        note=note,
    )


def declined(whole: WholePath, commune: str, requests: int) -> Figure:
    """p95 of what the relevance floor declines; questions that pass the floor are left out and said."""
    stopped = [question for question in _elsewhere(commune) if "writing" not in whole.ask(question).stages]
    if not stopped:
        raise Fault(key="bench.no_floor", sentence="Aucune question hors sujet n'est arrêtée par le seuil.")
    timed = [
        whole.json_seconds(question)[0] * 1000
        for _, question in zip(range(requests), itertools.cycle(stopped), strict=False)
    ]
    note = f"{len(stopped)} questions hors sujet sur {len(_ELSEWHERE)} arrêtées par le seuil"
    title = "Non répondue (seuil de pertinence), p95"
    return Figure("declined_p95_ms", title, percentile(timed, 95), "ms", len(timed), Goal(150), note=note)


def cancelled(whole: WholePath, question: Question, engine: Daemon, repeats: int) -> list[Figure]:
    """The longest time from a client's leaving to a free slot, then to an engine that computes no more.

    An engine goes on turning for a while after any answer, waiting for the next: that is the control.
    """
    slot, rest, turning = [], [], []
    for _ in range(repeats):
        whole.ask(question)
        turning.append(_rest_seconds(engine))
        for name, _data in whole.events(question):
            if name == "text":
                break
        left = time.perf_counter()
        _wait(lambda: whole.gauge(_RUNNING) == 0)
        slot.append(time.perf_counter() - left)
        rest.append(slot[-1] + _rest_seconds(engine))
    title, goal = "Départ du citoyen → place libre (le plus long)", Goal(1.0)
    note = f"à {_WINDOW_SECONDS} s près, d'après le temps processeur du moteur".replace(".", ",")
    return [
        Figure("cancel_slot_seconds", title, max(slot), "s", repeats, goal),
        Figure("cancel_rest_seconds", "… → moteur au repos", max(rest), "s", repeats, note=note),
        Figure("end_rest_seconds", "… témoin : après une réponse entière", min(turning), "s", repeats),
        Figure("cancel_work_seconds", "… travail de trop", max(rest) - min(turning), "s", repeats, goal),
    ]


def _elsewhere(commune: str) -> list[Question]:
    return [
        Question(id=f"elsewhere-{number}", commune=commune, question=text, type="refusal", decline=True)
        for number, text in enumerate(_ELSEWHERE)
    ]


def _wait(done: Callable[[], bool]) -> None:
    limit = time.perf_counter() + _PATIENCE_SECONDS
    while not done():
        if time.perf_counter() > limit:
            return
        time.sleep(_LOOK_SECONDS)


def _rest_seconds(engine: Daemon) -> float:
    started = time.perf_counter()
    _wait(lambda: _busy_cores(engine) < _STILL_CORES)
    return max(0.0, time.perf_counter() - started - _WINDOW_SECONDS)


def _busy_cores(engine: Daemon) -> float:
    """How many cores the engine's processes used over the window; 0 for an engine run elsewhere."""
    before = _cpu_seconds(engine)
    time.sleep(_WINDOW_SECONDS)
    return (_cpu_seconds(engine) - before) / _WINDOW_SECONDS


def _cpu_seconds(engine: Daemon) -> float:
    process = engine.process()
    if process is None:
        return 0.0
    total = 0.0
    for member in (process, *process.children(recursive=True)):
        try:
            times = member.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total
