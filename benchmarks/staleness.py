"""`parvis bench staleness`: is an answer ever given that would not be written any more. No server needed."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from appliance.settings import read_settings
from benchmarks.card import announce, report
from benchmarks.changing_town import ChangingTown
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal, of_share

if TYPE_CHECKING:
    from benchmarks.changing_town import Counts

_EDITS_EACH: Final = (0, 0, 0, 1, 1, 2)  # changes before a question
_A_LIFE: Final = 500  # rounds, then a new commune: the longest unused answers must not be the only ones tried


def measure(rounds: int, seed: int, save: Path) -> None:
    """Takes the figures and writes the report into `save`."""
    told = {"measure": "staleness", "repeats": 1, "seed": seed, **conditions(read_settings())}
    report(told, figures(rounds, seed), save)


def figures(rounds: int, seed: int) -> list[Figure]:
    """Stale answers among all; how many were given again at all, so that nought means something."""
    announce(f"{rounds} suites de changements et de questions")
    lives = [live(min(_A_LIFE, rounds - start), seed + start) for start in range(0, rounds, _A_LIFE)]
    stale = [what for counts in lives for what in counts.stale]
    for what in stale[:20]:
        announce(what)
    questions, edits = sum(c.questions for c in lives), sum(c.edits for c in lives)
    again, validated = sum(c.given_again for c in lives), sum(c.validated for c in lives)
    note = f"{edits} changements"
    return [
        Figure("stale", "Réponses périmées", len(stale), "", rounds, Goal(0), note=note),
        of_share("given_again", "Réponses redonnées", again, questions),
        of_share("validated", "Réponses validées données", validated, questions),
    ]


def live(rounds: int, seed: int) -> Counts:
    """One commune from its first day: `rounds` times some changes, then a question."""
    draw = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    with tempfile.TemporaryDirectory() as folder:
        town = ChangingTown(Path(folder), draw)
        for _ in range(rounds):
            for _ in range(draw.choice(_EDITS_EACH)):
                town.edit()
            town.ask()
        town.close()
    return town.counts
