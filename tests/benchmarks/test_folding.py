"""What counts as said, and what does not."""

import pytest

from benchmarks.folding import says


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("La mairie est fermée.", "ferme"),
        ("Ouvert dès 9h", "9 h 00"),
        ("Ouvert dès 9 heures 30", "9:30"),
        ("De 09:00 à 12:00", "12 h"),
        ("It opens at 2 pm", "14 h"),
        ("Le repas coûte 5,50 €", "5.5"),
        ("Le repas coûte 5.50€", "5,50 €"),
        ("Une aide de 11 142 euros", "11142"),
        ("Une aide de 1.200 €", "1 200 €"),
        ("L’accès est gratuit", "l'acces"),
        ("9 m à l'égout du toit", "9 m"),
        ("Hauteur : 9m", "9 m"),
        ("Zone **UA**, article UA10", "UA 10"),
        ("Le rez-de-chaussée", "rez de chaussée"),
        ("من ٩ إلى ١٢", "12"),
        ("Le cœur du bourg", "coeur"),
    ],
)
def test_however_it_is_written_it_is_said(text: str, wording: str) -> None:
    assert says(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("à 110 h de travail", "10 h"),
        ("de 12 h 30 à 14 h", "12 h"),
        ("un lieu public", "UB"),
        ("9 m² de surface", "9 m"),
        ("3,5 m", "5 m"),
        ("9,5 m", "9"),
        ("12,50 €", "12 €"),
        ("le 24.04.2014", "24.04"),
        ("fermera", "la mairie fermera"),
        ("tout", ""),
        ("", "9 h"),
    ],
)
def test_a_part_of_something_else_is_not_said(text: str, wording: str) -> None:
    assert not says(text, wording)
