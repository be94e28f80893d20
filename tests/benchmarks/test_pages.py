"""What the pages of all reports share."""

import pytest

from benchmarks.pages import number, rendered


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.3, "0,3"), (3e-05, "0,00003"), (12.3456, "12,35"), (131072, "131072"), (-8.0, "-8"), (3e-16, "0")],
)
def test_a_number_is_written_without_powers(value: float, written: str) -> None:
    assert number(value) == written


def test_a_page_shows_which_model_answered_to_the_byte() -> None:
    told = {"manifest": {"model": {"name": "<b>Petit", "quantisation": "int8"}, "source_sha256": "cc324af0"}}
    page = rendered("report.html", {}, title="Charge", told=told)
    assert "cc324af0" in page
    assert "<b>Petit" not in page
    assert "Manifeste" not in rendered("report.html", {}, title="Charge", told={})
