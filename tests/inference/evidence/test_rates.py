"""A price a month is none a week."""

from __future__ import annotations

import pytest

from inference.evidence.rates import other_rate, rates


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("la location pour une semaine", {"week"}),
        ("Vélo électrique ; Par mois : 16 €", {"month"}),
        ("m²/jour : 0,15 €", {"day"}),
        ("la 1/2 journée", {"half_day"}),
        ("pour un week-end", {"week_end"}),
        ("un enfant de 6 ans, à partir de 3 mois", set()),
        ("ouvert jusqu’à 18 h 30", set()),
    ],
)
def test_spans_of_time_are_read_and_ages_are_not(text: str, told: set[str]) -> None:
    assert rates(text) == told


def test_another_span_is_another_price_and_none_told_is_none_against() -> None:
    asked = rates("Combien pour une semaine ?")
    assert other_rate(asked, "Par mois : 16 €")
    assert not other_rate(asked, "Par semaine : 5 €")
    assert not other_rate(asked, "Tarif : 5 €")
