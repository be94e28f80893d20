"""From when to when an act holds: its own words, and not a delay or a detail that it tells."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.decree.force import Life, life_of

SIGNED = date(2025, 2, 14)


def life(
    *sentences: str, subject: str = "réglementant les marchés et les terrasses", kind: str = "arrêté"
) -> Life:
    return life_of(kind, sentences, subject, SIGNED, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Après une mise en demeure restée sans effet pendant 8 jours, l'autorisation est retirée.",
        "En cas de récidive, l'accès au marché est interdit pendant un mois.",
        "Les objets trouvés sont conservés pendant un an.",
        "Le titulaire absent pendant quatre semaines perd l'emplacement, qui n'est plus réservé.",
        "Une concession est accordée pour une durée de quinze ans.",
    ],
)
def test_a_delay_that_a_rule_tells_ends_no_act(sentence: str) -> None:
    assert life(sentence).validity.in_force_until is None


def test_an_authorisation_ends_with_its_own_duration() -> None:
    sentence = (
        "La présente autorisation est délivrée pour une durée de quinze jours à compter du 20 janvier 2025."
    )
    assert life(sentence).validity.in_force_until == date(2025, 2, 3)


@pytest.mark.parametrize("force", ["applicable", "en vigueur", "valable"])
def test_until_when_is_not_from_when(force: str) -> None:
    told = life(
        f"La présente délibération est {force} jusqu'au 31 décembre 2026.", kind="délibération"
    ).validity
    assert told.in_force_from != date(2026, 12, 31)
    assert told.in_force_until == date(2026, 12, 31)


def test_articles_may_have_their_number_alone() -> None:
    told = life(
        "1.",
        "À l'article 1 de l'arrêté n° 2024-139, la date du 18 décembre 2025 est remplacée par une autre.",
        "2.",
        "Le chantier est suspendu du samedi 19 décembre 2025 au dimanche 3 janvier 2026.",
        subject="modifiant l'arrêté n° 2024-139",
    )
    assert told.validity.in_force_until is None
