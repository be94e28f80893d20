"""What the pages of all reports share."""

import pytest

from benchmarks.pages import number


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.3, "0,3"), (3e-05, "0,00003"), (12.3456, "12,35"), (131072, "131072"), (-8.0, "-8"), (3e-16, "0")],
)
def test_a_number_is_written_without_powers(value: float, written: str) -> None:
    assert number(value) == written
