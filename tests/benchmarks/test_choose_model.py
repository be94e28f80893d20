"""The table of models: one line each, in the order asked."""

from pathlib import Path

import pytest

from benchmarks.asking import Asked
from benchmarks.choose_model import Candidate, candidate, row
from benchmarks.scoring import Question
from benchmarks.tally import judge
from ops.fault import Fault

ASKED = Question.model_validate(
    {"id": "a", "commune": "v", "question": "Quoi ?", "type": "fact", "all": [["9 m"]]}
)


def test_an_installed_profile_is_its_own_folder(tmp_path: Path) -> None:
    assert candidate("cpu-demo", tmp_path) == Candidate("cpu-demo", tmp_path / "cpu-demo")


def test_a_profile_may_run_another_folder(tmp_path: Path) -> None:
    found = candidate(f"cpu-demo={tmp_path / 'bf16'}", Path("/nowhere"))
    assert found == Candidate("cpu-demo", tmp_path / "bf16")
    assert found.label == "bf16 (cpu-demo)"


def test_an_unknown_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="n'existe pas"):
        candidate("h1000", tmp_path)


def test_a_line_counts_what_was_right_and_times_what_was_written(tmp_path: Path) -> None:
    told = {
        "kind": "generated",
        "citations": [],
        "conflict": False,
        "seconds": 2.0,
        "first_text_seconds": 0.5,
    }
    right = judge(ASKED, Asked(told | {"answer": "neuf"}, 2.0))
    wrong = judge(ASKED, Asked(told | {"answer": "12 m"}, 3.0))
    line = row(Candidate("cpu-demo", tmp_path), [right, wrong])
    assert line == "| " + tmp_path.name + " (cpu-demo) | 0,0 | 0 | 2 | 0 | 0 | 1 | 0,50 | 2,00 | 3,00 |"
