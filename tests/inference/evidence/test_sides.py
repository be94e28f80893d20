"""A text is for other people than the question when it names another side, unless an age tells them apart."""

from __future__ import annotations

import pytest

from inference.evidence.matching import Asked


@pytest.mark.parametrize(
    ("question", "text", "others"),
    [
        ("Combien coûte l'entrée pour mon fils ?", "Tarif jeune : 3 €", True),
        ("Combien coûte l'entrée pour mon fils ?", "Adultes : 5 €", True),
        ("Combien coûte l'entrée pour mon fils ?", "Enfants : 2 €", False),
        ("Mon fils a 16 ans, que doit-il faire ?", "Tout jeune Français se fait recenser.", False),
        ("Je suis locataire et j'ai 30 ans, ai-je droit à une aide ?", "Le propriétaire la demande.", True),
    ],
)
def test_whom_a_text_is_for(question: str, text: str, others: bool) -> None:
    assert Asked(question).is_for_others(text) is others
