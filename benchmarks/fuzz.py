"""`parvis bench fuzz`: thousands of broken files taken in; each ends as a document or as one sentence.

Prints a card, then JSON on the last line. What does not end so is kept, to be looked at.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal
from benchmarks.intake_ground import IntakeGround
from benchmarks.mutation import mutated
from benchmarks.peak import Peak
from benchmarks.seeds import seeds
from benchmarks.shown import out
from ingest.document import State

if TYPE_CHECKING:
    from ingest.document import Outcome

_ROUND = 100  # files in one ingestion: a fall is found again among them
_LONGEST_SENTENCE = 400
_SECONDS = 80.0  # 20 without progress, or 60 in all, and the time to notice
_MEMORY_MIB = 512.0
_TAKEN = (State.INDEXED, State.DUPLICATE, State.OPENED, State.PART)


@dataclass(slots=True)
class Tally:
    """What became of the files. odd: name → why it did not end as it must."""

    states: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    odd: dict[str, str] = field(default_factory=dict)
    slowest: float = 0.0

    def count(self, outcome: Outcome, name: str) -> None:
        self.states[outcome.state.value] += 1
        self.slowest = max(self.slowest, outcome.seconds)
        if outcome.state not in _TAKEN:
            self.sentences[outcome.sentence] += 1
        if why := wrong(outcome):
            self.odd[name] = why


def wrong(outcome: Outcome) -> str:
    """Why this is no way to end; empty when it is one."""
    if outcome.seconds > _SECONDS:
        return f"{outcome.seconds:.0f} s"
    if outcome.state in _TAKEN:
        return ""
    sentence = outcome.sentence
    is_one = sentence[-1:] in (".", ")") and "\n" not in sentence and len(sentence) <= _LONGEST_SENTENCE
    return "" if is_one and "Traceback" not in sentence else f"no sentence: {sentence[:200]!r}"


def measure(files: int, seed: int, save: Path, first: int = 0) -> None:
    """Take in `files` mutations of every format, and say what became of them.

    seed: which ones. first: where to begin, for a long run in several parts.
    """
    from appliance.settings import read_settings

    told = {
        "measure": "fuzz",
        "repeats": 1,
        "files": files,
        "seed": seed,
        "from": first,
        **conditions(read_settings()),
    }
    announce(f"{files} fichiers abîmés")
    started = time.perf_counter()
    with Peak() as peak:
        tally = taken(range(first, first + files), seed, save / "fuzz")
    told |= {"states": dict(tally.states), "sentences": dict(tally.sentences.most_common()), "odd": tally.odd}
    _show(tally)
    took = time.perf_counter() - started
    report(told, _figures(tally, files, took, peak.mib), save)


def taken(files: range, seed: int, kept: Path) -> Tally:
    """What became of the mutations; `kept` gets those that did not end as they must."""
    tally, sound = Tally(), seeds()
    with IntakeGround() as ground:
        descriptors = psutil.Process().num_fds()
        for first in range(0, len(files), _ROUND):
            with tempfile.TemporaryDirectory(prefix="parvis-fuzz-") as folder:
                made = [_made(Path(folder), number, seed, sound) for number in files[first : first + _ROUND]]
                _take(ground, made, tally, kept)
        left = psutil.Process().num_fds() - descriptors
        tally.odd |= ground.left_over() | ({"descriptors": f"{left} left open"} if left > _ROUND else {})
    return tally


def _made(folder: Path, number: int, seed: int, sound: dict[str, bytes]) -> Path:
    draw = random.Random(f"{seed}-{number}")  # noqa: S311 - the same files again, no secret
    name = draw.choice(sorted(sound))
    others = list(sound.values())
    said = name if draw.random() < 0.9 else draw.choice(sorted(sound))  # a name may lie about its content
    path = folder / f"{number:05}_{said}"
    path.write_bytes(mutated(draw, sound[name], others))
    return path


def _take(ground: IntakeGround, files: list[Path], tally: Tally, kept: Path) -> None:
    """All at once; one by one where that breaks off, to know which file does it."""
    known = set(tally.odd)
    try:
        outcomes = ground.ingest(files)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        if len(files) > 1:
            for file in files:
                _take(ground, [file], tally, kept)
            return
        tally.odd[files[0].name] = f"ingestion broke off: {type(error).__name__}: {error}"[:300]
        outcomes = []
    by_name = {file.name: file for file in files}
    for outcome in outcomes:
        tally.count(outcome, outcome.file)
    for missing in by_name.keys() - {outcome.file for outcome in outcomes} - tally.odd.keys():
        tally.odd[missing] = "not accounted for"
    for name in (tally.odd.keys() - known) & by_name.keys():
        kept.mkdir(parents=True, exist_ok=True)
        (kept / name).write_bytes(by_name[name].read_bytes())


def _figures(tally: Tally, files: int, took: float, mib: float) -> list[Figure]:
    fallen = sum(tally.states[state] for state in (State.FAILED.value, State.RETRYING.value))
    return [
        Figure("odd", "Fichiers sans issue claire", len(tally.odd), "", files, Goal(0)),
        Figure("fallen", "Lecteurs tombés ou arrêtés", fallen, "", files),
        Figure("slowest_seconds", "Le plus lent", tally.slowest, "s", files, Goal(_SECONDS)),
        Figure("peak_mib", "Mémoire d'un lecteur, au plus", mib, "Mio", files, Goal(_MEMORY_MIB)),
        Figure("files_per_second", "Fichiers par seconde", files / took, "/s", files),
    ]


def _show(tally: Tally) -> None:
    for sentence, count in tally.sentences.most_common():
        out.print(f"{count:>6}  {sentence}", markup=False, soft_wrap=True)
    for name, why in tally.odd.items():
        out.print(f"  ✗ {name} : {why}", markup=False, soft_wrap=True)
