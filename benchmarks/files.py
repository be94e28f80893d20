"""`parvis bench files`: what becomes of each file of a folder, in how long, with how much memory.

Prints a table and a card, then JSON on the last line. Needs no server; files are taken in one by one, by an
appliance that exists for this measure.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal
from benchmarks.intake_ground import IntakeGround
from benchmarks.peak import Peak
from benchmarks.seeds import seeds
from benchmarks.shown import decimal, out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ingest.document import Outcome

_EVERY_SECONDS = 0.05  # most files are read in less than a second
_SECONDS, _MEMORY_MIB = 20.0, 512.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A file, or a folder whose files belong together. seconds: from handing over to the outcome.

    peak_mib: of the jail that read it; what it takes at rest where the file never came to be read.
    states, sentences: of everything that came out of it; sentences are remarks too.
    """

    name: str
    states: tuple[str, ...]
    passages: int
    seconds: float
    peak_mib: float
    sentences: tuple[str, ...]


def measure(folder: Path, save: Path, insee: str) -> None:
    """Take in each entry of `folder`, as the commune of that code would, and say what became of it."""
    from appliance.settings import read_settings

    told = {"measure": "files", "repeats": 1, **conditions(read_settings())}
    announce(f"Chaque fichier de « {folder.name} »")
    files = list(taken(folder, insee))
    _show(files)
    report(told | {"files": [asdict(file) for file in files]}, _figures(files), save)


def taken(folder: Path, insee: str) -> Iterator[Taken]:
    with IntakeGround(insee=insee) as ground:
        warm = ground.home / "premier.txt"  # the jail starts before anything is measured
        warm.write_bytes(seeds()["deliberations.csv"])
        ground.ingest([warm])
        for entry in sorted(folder.iterdir()):
            started = time.perf_counter()
            with Peak(_EVERY_SECONDS) as peak:
                outcomes = ground.ingest([entry])
            yield _taken(entry.name, outcomes, time.perf_counter() - started, peak.mib)


def _taken(name: str, outcomes: Sequence[Outcome], seconds: float, mib: float) -> Taken:
    told = [outcome.sentence for outcome in outcomes if outcome.sentence]
    remarks = [remark for outcome in outcomes for remark in outcome.remarks]
    states = tuple(dict.fromkeys(outcome.state.value for outcome in outcomes))
    passages = sum(outcome.passages for outcome in outcomes)
    sentences = tuple(dict.fromkeys((*told, *remarks)))
    return Taken(name, states, passages, round(seconds, 2), round(mib), sentences)


def _figures(files: Sequence[Taken]) -> list[Figure]:
    slowest = max(file.seconds for file in files)
    mib = max(file.peak_mib for file in files)
    return [
        Figure("slowest_seconds", "Le plus lent", slowest, "s", len(files), Goal(_SECONDS)),
        Figure("peak_mib", "Mémoire d'un lecteur, au plus", mib, "Mio", len(files), Goal(_MEMORY_MIB)),
    ]


def _show(files: Sequence[Taken]) -> None:
    table = Table("fichier", "issue", "passages", "s", "Mio", "phrases", box=None)
    for file in files:
        numbers = (str(file.passages), decimal(file.seconds), decimal(file.peak_mib, 0))
        texts = (file.name, ", ".join(file.states), *numbers, " ".join(file.sentences))
        table.add_row(*map(Text, texts))
    out.print(table)
