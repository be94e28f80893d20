"""`parvis bench kills`: an ingestion killed at hundreds of random moments, then run whole.

After each kill, every document must be there whole, in its old state or its new one, and what was
acknowledged in the new one. After the last, the appliance must hold exactly what one never killed holds.
Prints a card, then JSON on the last line.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from sqlalchemy import select

from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal
from benchmarks.generations import PARTS, Generations, generations_in
from benchmarks.intake_ground import IntakeGround
from benchmarks.inventory import differences, inventory
from benchmarks.killed import READY
from benchmarks.shown import out
from ingest import tables

_CODE = Path(__file__).parents[1]
_PATIENCE_SECONDS = 300
_ENDING_SECONDS = 20
_RECOVERED_EVERY = (
    5  # kills between two looks at what a start mends: the others fall on the debts of the last
)


@dataclass(slots=True)
class Damage:
    """What kills did. odd: what they must not do, one sentence each."""

    kills: int = 0
    completed: int = 0
    acknowledged: int = 0
    odd: list[str] = field(default_factory=list)


def measure(kills: int, seed: int, save: Path) -> None:
    """Kill as many ingestions, `seed` deciding when, and compare what is left with one left alone."""
    from appliance.settings import read_settings

    told = {"measure": "kills", "repeats": 1, "seed": seed, **conditions(read_settings())}
    announce(f"{kills} ingestions tuées")
    with tempfile.TemporaryDirectory(prefix="parvis-kills-") as folder:
        damage = killed(Path(folder), kills, seed)
    for sentence in damage.odd:
        out.print(f"  ✗ {sentence}", markup=False, soft_wrap=True)
    report(told | {"odd": damage.odd}, _figures(damage), save)


def killed(folder: Path, kills: int, seed: int) -> Damage:
    """What became of an appliance under `folder` whose ingestions were killed."""
    draw = random.Random(seed)  # noqa: S311 - moments to kill at, no secret
    documents, damage = Generations(folder / "documents"), Damage()
    home = folder / "killed"
    longest = _left_alone(home, documents)
    for kill in range(kills):
        documents.turn(draw)
        _kill(home, documents, draw.uniform(0, longest), damage, look=kill % _RECOVERED_EVERY == 0)
    _left_alone(home, documents)
    _left_alone(folder / "untouched", documents)
    damage.odd += _compared(home, folder / "untouched")
    return damage


def _left_alone(home: Path, documents: Generations) -> float:
    """Seconds that an ingestion takes which nobody kills."""
    started = time.monotonic()
    process = _started(home, documents)
    process.communicate(timeout=_PATIENCE_SECONDS)
    if process.returncode:
        raise RuntimeError(f"the ingestion itself failed with {process.returncode}")
    return time.monotonic() - started


def _kill(home: Path, documents: Generations, seconds: float, damage: Damage, look: bool) -> None:
    process = _started(home, documents)
    time.sleep(seconds)
    damage.completed += process.poll() is not None
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate(timeout=_PATIENCE_SECONDS)
    acknowledged = [line.removeprefix("done ") for line in said.splitlines() if line.startswith("done ")]
    damage.kills += 1
    damage.acknowledged += len(acknowledged)
    damage.odd += _still_running(home)
    with IntakeGround(home) as ground:
        damage.odd += _halves(ground) + _lost(ground, documents, acknowledged)
        if look:
            ground.start()
            damage.odd += _strays(ground) + _halves(ground)


def _started(home: Path, documents: Generations) -> subprocess.Popen[str]:
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.killed", str(home), str(documents.folder)]
    environment = os.environ | {"TMPDIR": str(home)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_CODE, env=environment)
    if process.stdout is None or process.stdout.readline().strip() != READY:
        raise RuntimeError("the ingestion did not start")
    return process


def _still_running(home: Path) -> list[str]:
    """What a killed ingestion had started: its jails see a scratch under its home."""
    for _ in range(_ENDING_SECONDS * 10):
        left = [
            process for process in psutil.process_iter() if f"{home}/parvis-reading-" in _command(process)
        ]
        if not left:
            return []
        time.sleep(0.1)
    return [f"{len(left)} processes outlive the ingestion that started them"]


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _texts(ground: IntakeGround) -> dict[str, list[str]]:
    """Source of each live document → its passages, in order."""
    texts: dict[str, list[str]] = {}
    documents, passages = tables.documents, tables.passages
    query = select(documents.c.source, passages.c.text).join(documents).order_by(passages.c.ordinal)
    with ground.store.connect() as connection:
        for row in connection.execute(query):
            texts.setdefault(row.source, []).append(row.text)
    return texts


def _halves(ground: IntakeGround) -> list[str]:
    """Pages whose parts are not all there, or not all of one generation."""
    pages = {source: texts for source, texts in _texts(ground).items() if source.endswith(".html")}
    return [
        f"{Path(source).name} is a half: {len(texts)} parts of {generations_in(' '.join(texts))}"
        for source, texts in pages.items()
        if len(texts) != PARTS or len(generations_in(" ".join(texts))) != 1
    ]


def _lost(ground: IntakeGround, documents: Generations, acknowledged: list[str]) -> list[str]:
    """Documents that are not there any more, and acknowledged pages that are in another state."""
    texts = {Path(source).name: found for source, found in _texts(ground).items()}
    expected = [file.name for file in documents.folder.iterdir() if file.suffix != ".zip"]
    gone = [f"{name} is not there any more" for name in expected if name not in texts]
    old = [
        f"{name} was acknowledged and is not in its new state"
        for name in acknowledged
        if name.startswith("page_") and generations_in(texts[name][0]) != {documents.generation_of(name)}
    ]
    return gone + old


def _strays(ground: IntakeGround) -> list[str]:
    """Rows of the indexes whose passage does not exist, and passages that an index lacks, after a start."""
    with ground.store.connect() as connection:
        live = set(connection.execute(select(tables.passages.c.id)).scalars())
    held = ground.index.held()
    both = (("lexical", held.lexical), ("dense", held.dense))
    return [f"the {name} index differs by {len(live ^ index)}" for name, index in both if live != index]


def _compared(one: Path, other: Path) -> list[str]:
    with IntakeGround(one) as mine, IntakeGround(other) as theirs:
        found = differences(inventory(mine), inventory(theirs))
    return [f"{name}: {row}" for name, rows in found.items() for row in rows[:5]]


def _figures(damage: Damage) -> list[Figure]:
    return [
        Figure("odd", "Écarts avec une appliance jamais tuée", len(damage.odd), "", damage.kills, Goal(0)),
        Figure("kills", "Ingestions tuées", damage.kills, "", damage.kills),
        Figure("completed", "dont finies avant le coup", damage.completed, "", damage.kills),
        Figure("acknowledged", "Fichiers reçus avant le coup", damage.acknowledged, "", damage.kills),
    ]
