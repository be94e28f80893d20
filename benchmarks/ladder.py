"""`parvis bench ladder`: what each rung costs against writing, beside its goal, on an appliance of its own.

The arms of each comparison take turns in one run; only the engine without drafts needs a start of its own.
With `stub`, an engine without a model stands in for the real one: the measure is tried, not taken.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from appliance.demo import QUESTIONS
from benchmarks import city, drafts, mix, overhead, overload, prefix, reuse, stub_engine
from benchmarks.arms import RawEngine, WholePath
from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.demo import prepare
from benchmarks.ground import ground
from benchmarks.scoring import load_questions
from benchmarks.shown import out
from inference.serving.profiles import load_profile
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.figure import Figure
    from benchmarks.ground import Ground
    from benchmarks.overhead import Written
    from benchmarks.scoring import Question

_WHOLE_OVER_RAW: Final = 1.05
_KEPT_TOPICS: Final = 20  # whose first wording is written and asked again: each is written once a turn


@dataclass(frozen=True, slots=True)
class _Run:
    """What every measure stands on. asked: the questions that the engine writes, with their prompts."""

    here: Ground
    questions: list[Question]
    topics: list[list[Question]]
    asked: list[Written]
    repeats: int
    storm_seconds: float

    @property
    def slots(self) -> int:
        return int(load_profile(self.here.settings.inference.profile).engine.get("max_num_seqs", 1))


def measure(
    repeats: int, save: Path, storm_seconds: float, stub: bool, only: Sequence[str] | None = None
) -> None:
    """Takes every figure and writes the report into `save`; what cannot be taken is said. Raises Fault.

    only: names of MEASURES; all of them without.
    """
    with stub_engine.running() if stub else nullcontext(), ground() as here:
        told = {"measure": "ladder", "repeats": repeats, "engine": "stub" if stub else "real"}
        told |= conditions(here.settings)
        run = _prepared(here, repeats, storm_seconds)
        figures: list[Figure] = []
        for name, (title, measured) in MEASURES.items():
            if name in (only or MEASURES) and not (stub and measured is _drafted):
                figures += _taken(title, measured, run)
    if stub:
        out.print("[yellow]Moteur sans modèle : ces chiffres éprouvent la mesure, ils ne disent rien.[/]")
    report(told, figures, save)


def _prepared(here: Ground, repeats: int, storm_seconds: float) -> _Run:
    here.up()
    slug = prepare(here.settings)
    questions = load_questions(QUESTIONS)
    here.go_cold()
    announce("Invites de la mesure")
    facts = [question for question in questions if question.type == "fact"]
    with WholePath(here.settings) as whole:
        asked = overhead.written(whole, facts, here.prompts)
    topics = mix.topics(slug, asked[0].question.at)
    return _Run(here, questions, topics, asked, repeats, storm_seconds)


def _taken(title: str, measured: Callable[[_Run], Iterator[Figure]], run: _Run) -> list[Figure]:
    """Its figures; none, and the reason, when this one cannot be taken: the others still are."""
    announce(title)
    try:
        return list(measured(run))
    except Fault as fault:
        out.print(f"[red]non mesuré :[/] {fault}")
        return []


def _compared(run: _Run) -> Iterator[Figure]:
    with WholePath(run.here.settings) as whole, RawEngine(run.here.settings.engine_address) as raw:
        yield from overhead.compared(overhead.pairs(whole, raw, run.asked, run.repeats), _WHOLE_OVER_RAW)


def _reused(run: _Run) -> Iterator[Figure]:
    passes = []
    for _ in range(run.repeats):
        run.here.renew(always_writing=True)
        with WholePath(run.here.settings) as whole:
            passes.append(reuse.passed(whole, run.topics[:_KEPT_TOPICS]))
    yield from reuse.figures(passes)


def _read(run: _Run) -> Iterator[Figure]:
    run.here.renew(always_writing=True)
    with WholePath(run.here.settings) as whole:
        yield prefix.computed(whole, run.questions)


def _city(run: _Run) -> Iterator[Figure]:
    prompts = [one.prompt for one in run.asked]
    yield from city.measure(run.here, run.topics, prompts, run.slots, run.repeats)


def _storms(run: _Run) -> Iterator[Figure]:
    run.here.renew(always_writing=True)
    plain = next(question for question in run.questions if question.kind == ("hours",))
    written = tuple(one.question for one in run.asked)
    storm = overload.Storm(plain, written, run.slots, run.storm_seconds)
    yield from overload.measure(run.here.settings, storm, run.repeats)


def _drafted(run: _Run) -> Iterator[Figure]:
    with RawEngine(run.here.settings.engine_address) as raw:
        with_drafts = drafts.timed(raw, run.asked, run.repeats)
    run.here.undraft()
    with RawEngine(run.here.settings.engine_address) as raw:
        without = drafts.timed(raw, run.asked, run.repeats)
    yield from drafts.compared(with_drafts, without)


MEASURES: Final = {
    "overhead": ("Chemin entier et moteur seul, à tour de rôle", _compared),
    "reuse": ("Réemploi", _reused),
    "prefix": ("Invites : ce que le moteur calcule", _read),
    "city": ("Une ville : la passerelle et le moteur seul, à tour de rôle", _city),
    "overload": ("Surcharge", _storms),
    "drafts": ("Brouillons : avec, puis sans", _drafted),
}
