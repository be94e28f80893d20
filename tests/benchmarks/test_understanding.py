"""How soon a question is understood is read from where its search begins."""

from typing import Any

from benchmarks.asking import Asked
from benchmarks.understanding import figures, searched_after


def answered(*stages: tuple[str, float]) -> Asked:
    told: list[dict[str, Any]] = [
        {"name": name, "start_seconds": start, "seconds": 0.1} for name, start in stages
    ]
    return Asked({"trace": {"stages": told}}, 1.0)


def test_a_computed_answer_searched_nothing() -> None:
    assert searched_after(answered(("facts", 0.001))) is None


def test_only_what_was_searched_counts_in_milliseconds() -> None:
    found = figures(
        [answered(("facts", 0.0))]
        + [answered(("facts", 0.0), ("retrieval", s)) for s in (0.004, 0.005, 0.009)]
    )
    assert round(found[0].value, 3) == 5.0
    assert found[0].count == 3
