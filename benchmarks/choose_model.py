"""Which model for a machine: the same questions put to each, one engine after the other.

Prints a Markdown table for `docs/decisions/`. Only the model and its profile change from one to the next.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from appliance.display import milestones
from appliance.lifecycle import Appliance
from appliance.settings import read_settings
from benchmarks.asking import Asker
from benchmarks.demo import prepare
from benchmarks.ground import ground
from benchmarks.scoring import load_questions
from benchmarks.shown import decimal, out
from benchmarks.tally import judge, summed
from inference.serving.enclosure import engine_command
from inference.serving.profiles import load_profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.ground import Ground
    from benchmarks.scoring import Question
    from benchmarks.tally import Result

_COLUMNS = (
    *("modèle", "Go", "justes", "fausses", "déclinées", "pannes", "chiffres sans source"),
    *("1er texte p50", "rédigée p50", "p95"),
)
_HEADER = (f"| {' | '.join(_COLUMNS)} |", "|---" * len(_COLUMNS) + "|")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model folder, run with the engine arguments of a profile."""

    profile: str
    folder: Path

    @property
    def label(self) -> str:
        return self.profile if self.folder.name == self.profile else f"{self.folder.name} ({self.profile})"

    @property
    def gigabytes(self) -> float:
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file()) / 1e9


def candidate(written: str, models: Path) -> Candidate:
    """`PROFILE`, installed here, or `PROFILE=FOLDER`. Raises Fault when there is no such profile."""
    profile, _, folder = written.partition("=")
    load_profile(profile)
    return Candidate(profile, Path(folder).absolute() if folder else (models / profile).resolve())


def compare(written: Sequence[str], questions_file: Path) -> None:
    """Asks every candidate, one after the other, then prints the table. Raises Fault."""
    questions = load_questions(questions_file)
    with ground() as here:
        rows = []
        for each in [candidate(name, here.settings.models_folder) for name in written]:
            out.print(f"→ {each.label}")
            with _served(here, each):
                rows.append(row(each, _answers(questions)))
            out.print(rows[-1], markup=False, soft_wrap=True)
    out.print("\n".join(["", *_HEADER, *rows]), markup=False, soft_wrap=True)


def row(each: Candidate, results: Sequence[Result]) -> str:
    """One line of the table. Times are those of the answers that the model wrote."""
    told = summed(results)
    total, times = told["total"], told["seconds_by_kind"].get("generated", {})
    names = ("first_text_seconds_p50", "seconds_p50", "seconds_p95")
    cells = [
        each.label,
        decimal(each.gigabytes, 1),
        *(str(total[name]) for name in ("right", "wrong", "declined", "fault", "unsupported_figures")),
        *(decimal(times[name]) if name in times else "–" for name in names),
    ]
    return f"| {' | '.join(cells)} |"


def _answers(questions: Sequence[Question]) -> list[Result]:
    settings = read_settings()
    prepare(settings)
    with Asker.to(settings) as asker:
        return [judge(question, asker.ask(question)) for question in questions]


@contextmanager
def _served(here: Ground, each: Candidate) -> Iterator[None]:
    """The candidate's engine, and the gateway before it, until the end of the block."""
    socket, ray_folder = here.settings.engine_socket, here.settings.run_folder / "ray"
    shutil.rmtree(ray_folder, ignore_errors=True)
    ray_folder.mkdir(parents=True)
    os.environ["PARVIS_INFERENCE__PROFILE"] = each.profile
    os.environ["PARVIS_INFERENCE__ENGINE_ADDRESS"] = f"unix:{socket}"
    os.environ.pop("PARVIS_INFERENCE__DEADLINE_SECONDS", None)  # here the profile's own deadline counts
    command = engine_command(each.profile, each.folder, socket, ray_folder)
    here.engine().start(command, {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"})
    try:
        with milestones() as report:
            Appliance(read_settings()).up(report)
        yield
    finally:
        here.down()
