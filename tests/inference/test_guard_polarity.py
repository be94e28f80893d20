"""What is forbidden is never said allowed, nor the reverse, and no condition is dropped."""

from __future__ import annotations

import pytest

from inference.guard import Guard, Unsupported
from inference.guard.polarity import Pole, poles
from tests.inference.written import passage

FIRES = passage("Le brûlage des déchets verts est interdit toute l’année sur la commune.", number=0)
MARKET = passage("Le stationnement des vélos est gratuit sur la place du marché.", number=1)
NOTICE = passage("Le commissaire a rendu un avis favorable au projet de lotissement.", number=2)
TRUCKS = passage("L’accès du chemin creux est interdit aux camions, sauf aux véhicules de service.", number=3)
DOGS = passage("Les chiens ne sont pas autorisés dans l’aire de jeux.", number=4)
SHELF = (FIRES, MARKET, NOTICE, TRUCKS, DOGS)


@pytest.mark.parametrize(
    "said",
    [
        "Le brûlage des déchets verts est interdit toute l’année.",
        "Le brûlage des déchets verts n’est pas autorisé sur la commune.",
        "Le stationnement des vélos est gratuit.",
        "Le commissaire a rendu un avis favorable.",
        "L’accès du chemin creux est interdit aux camions, sauf aux véhicules de service.",
        "Non, les chiens sont interdits dans l’aire de jeux.",
    ],
)
def test_the_same_sense_in_other_words_passes(said: str) -> None:
    assert Guard(SHELF).check(said)


@pytest.mark.parametrize(
    "said",
    [
        "Le brûlage des déchets verts est autorisé toute l’année.",
        "Le brûlage des déchets verts n’est pas interdit sur la commune.",
        "Le stationnement des vélos est payant.",
        "Le commissaire a rendu un avis défavorable.",
        "Les chiens sont autorisés dans l’aire de jeux.",
        "L’accès du chemin creux est interdit aux camions.",
        "Non, le stationnement des vélos sur la place du marché.",
    ],
)
def test_the_contrary_sense_or_a_lost_exception_is_refused(said: str) -> None:
    with pytest.raises(Unsupported):
        Guard(SHELF).check(said)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ce n’est pas obligatoire", Pole("duty", yes=False, weak=False)),
        ("Il est interdit de fumer", Pole("leave", yes=False, weak=False)),
        ("Vous ne pouvez pas entrer", Pole("leave", yes=False, weak=True)),
        ("C’est facultatif", Pole("duty", yes=False, weak=False)),
        ("On ne paie rien. L’entrée est autorisée", Pole("leave", yes=True, weak=False)),
    ],
)
def test_negations_are_read_with_what_they_deny(text: str, found: Pole) -> None:
    assert found in poles(text)


def test_a_building_permit_is_no_leave() -> None:
    assert not poles("Le permis de construire de M. Ferrand")
