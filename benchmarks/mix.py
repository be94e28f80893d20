"""A city's questions, seven in ten said again in other words. Asks nobody."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.scoring import Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MIX: Final = Path(__file__).with_name("city_mix.jsonl")


def topics(commune: str, at: datetime | None) -> list[list[Question]]:
    """Each topic in all its wordings, the first one as most people say it."""
    lines = MIX.read_text(encoding="utf-8").splitlines()
    return [
        [
            Question(id=f"mix-{place}-{turn}", commune=commune, at=at, question=text, type="paraphrase")
            for turn, text in enumerate(json.loads(line)["asked"])
        ]
        for place, line in enumerate(lines)
    ]


def shuffled(found: Sequence[Sequence[Question]], seed: int) -> list[Question]:
    """All wordings of all topics, in an order that the seed chooses."""
    mixed = list(itertools.chain.from_iterable(found))
    random.Random(seed).shuffle(mixed)  # noqa: S311 - an order, not a secret
    return mixed
