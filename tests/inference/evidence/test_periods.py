"""A period told in a row holds on the days that it says."""

from __future__ import annotations

from datetime import date

import pytest

from inference.evidence.periods import dates, holds


@pytest.mark.parametrize(
    ("text", "day", "held"),
    [
        ("Tarifs du 1 janvier au 31 juillet 2026", date(2026, 3, 2), True),
        ("Tarifs du 1 janvier au 31 juillet 2026", date(2026, 8, 1), False),
        ("Tarifs à compter du 1er août 2026", date(2026, 8, 1), True),
        ("jusqu’au 31 mars", date(2026, 4, 1), False),
        ("La séance du 3 mai 2026", date(2026, 4, 1), None),
    ],
)
def test_a_day_is_within_a_period_or_not(text: str, day: date, held: bool | None) -> None:
    assert holds(text, day) is held


def test_whole_dates_are_read_in_words_and_in_figures() -> None:
    assert dates("le 7 février 2011 et le 12/05/2014, puis le 3 mai") == {date(2011, 2, 7), date(2014, 5, 12)}


def test_a_date_is_read_as_files_are_called() -> None:
    assert dates("CR CM 03 10 2011") == {date(2011, 10, 3)}
    assert dates("tél. 03 10 20 11, lot 12 14 2000") == frozenset()
