"""Broken files by the hundred: each becomes a document or one sentence, and nothing is left behind."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from benchmarks.fuzz import taken, wrong
from benchmarks.mutation import mutated
from benchmarks.seeds import seeds
from ingest.document import Outcome, State

if TYPE_CHECKING:
    from pathlib import Path

FILES = 200


def test_every_broken_file_ends_as_it_must(tmp_path: Path) -> None:
    tally = taken(range(FILES), 7, tmp_path)
    assert tally.odd == {}
    assert sum(tally.states.values()) >= FILES
    assert tally.states["refused"] > FILES // 10
    assert tally.states["indexed"] > FILES // 10


def test_a_seed_gives_the_same_files_again() -> None:
    sound = seeds()
    others = list(sound.values())
    for name, content in sound.items():
        first, second = (mutated(random.Random(name), content, others) for _ in range(2))  # noqa: S311
        assert first == second
        assert first != content


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("", 1.0),
        ("Traceback (most recent call last).", 1.0),
        ("Une ligne.\nUne autre.", 1.0),
        ("Le fichier est abîmé.", 500.0),
    ],
)
def test_other_ends_are_told(sentence: str, seconds: float) -> None:
    assert wrong(Outcome("a.pdf", State.REFUSED, sentence=sentence, seconds=seconds))
    assert not wrong(Outcome("a.pdf", State.REFUSED, sentence="Le fichier est abîmé.", seconds=1.0))
