"""What is forbidden is never said allowed, nor the reverse, and no condition is dropped."""

from __future__ import annotations

import pytest

from inference.guard import Guard, Unsupported, Verdict
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


@pytest.mark.parametrize(
    ("carried", "said"),
    [
        ("Le marché a lieu le samedi.", "Le marché n’a pas lieu le samedi."),
        ("Le marché n’a pas lieu le samedi.", "Le marché a lieu le samedi."),
        ("Le marché n’a pas lieu le samedi.", "Le marché se tient le samedi."),
        ("Le marché a lieu le samedi ; il n’a pas lieu le dimanche.", "Le marché a lieu le dimanche."),
        ("L’inscription se fait sur rendez-vous.", "L’inscription se fait sans rendez-vous."),
        ("L’inscription se fait sans rendez-vous.", "L’inscription se fait sur rendez-vous."),
        ("Sans rendez-vous le mardi, sur rendez-vous le jeudi.", "Le mardi, c’est sur rendez-vous."),
        ("La salle ne peut être louée le dimanche.", "La salle est louée le dimanche."),
        ("La piscine est ouverte toute l’année.", "La piscine n’est jamais ouverte dans l’année."),
        ("La piscine est ouverte toute l’année.", "La piscine n’est pas chauffée dans l’année."),
        ("Le repas est compris dans le tarif.", "Le repas est non compris dans le tarif."),
        ("La mairie reçoit le public le samedi.", "La mairie ne reçoit plus le public le samedi."),
        ("La mairie ne reçoit pas le public le samedi.", "La mairie accueille le public le samedi."),
        ("Aucune caution n’est demandée à la location.", "Une caution est demandée à la location."),
        ("Une caution est demandée à la location.", "Aucune caution n’est demandée à la location."),
        ("L’offre de la société n’a pas été retenue.", "La commune a retenu l’offre de la société."),
        ("Les résidents de la commune paient 5 €.", "Les non-résidents de la commune paient 5 €."),
        (
            "Le marché a lieu chaque samedi de l’année.",
            "Le marché a lieu chaque samedi, sauf en année paire.",
        ),
        ("Le marché a lieu chaque samedi, sauf en août.", "Chaque samedi, le marché a lieu."),
        ("Le marché a lieu chaque samedi, sauf en août.", "Le marché a lieu chaque samedi."),
        ("Le repas de la cantine coûte 3 €.", "Le règlement ne précise pas le prix du repas de la cantine."),
    ],
)
def test_what_a_verb_says_is_denied_where_its_passage_denies_it_only(carried: str, said: str) -> None:
    decision = Guard([passage(carried)]).decide(said)
    assert not decision.passed
    assert decision.why.startswith(("denied otherwise", "nobody denies", "is denied", "drops an exception"))


@pytest.mark.parametrize(
    ("carried", "said"),
    [
        ("Le marché n’a pas lieu le samedi.", "Le samedi, le marché n’a pas lieu."),
        ("Le marché a lieu le samedi ; il n’a pas lieu le dimanche.", "Le marché a lieu chaque samedi."),
        ("Le marché n’a pas lieu le samedi mais le dimanche.", "Le marché a lieu le dimanche."),
        ("Le marché est annulé en cas de neige.", "Le marché n’a pas lieu en cas de neige."),
        ("La mairie est fermée le dimanche.", "La mairie n’est pas ouverte le dimanche."),
        ("La mairie ouvre à 9 h. Elle ne ferme pas à midi.", "La mairie ouvre à 9 h et ne ferme pas à midi."),
        ("La mairie est ouverte du lundi au jeudi.", "La mairie n’est ouverte que du lundi au jeudi."),
        ("L’inscription se fait sans rendez-vous.", "Il n’est pas nécessaire de prendre rendez-vous."),
        ("L’inscription se fait sans rendez-vous.", "Pour l’inscription, pas besoin de rendez-vous."),
        ("L’entrée est gratuite pour les enfants.", "Les enfants n’ont pas à payer l’entrée."),
        ("Contactez l’accueil de la mairie.", "N’hésitez pas à contacter l’accueil de la mairie."),
        ("Le mardi, le musée accueille les malvoyants.", "Le mardi, le musée accueille les non-voyants."),
        (
            "Le non-respect de l’arrêté coûte 38 €.",
            "Le respect de l’arrêté est la règle, sinon il coûte 38 €.",
        ),
        ("La clôture a une hauteur de 2 m au plus.", "La clôture ne dépasse pas une hauteur de 2 m."),
        ("La clôture ne peut excéder 2 m.", "La hauteur de la clôture ne dépasse pas 2 m."),
        (
            "La vente est interdite, à l’exception du samedi.",
            "À l’exception du samedi, la vente est interdite.",
        ),
        ("La salle ne peut recevoir plus de 80 personnes.", "La salle reçoit 80 personnes au plus."),
        ("La location se fait sans caution.", "Aucune caution n’est demandée pour la location."),
        ("Le taux n’est pas augmenté en 2026 : il reste à 39 %.", "En 2026, le taux reste à 39 %."),
        ("Les clubs qui n’ont pas leur siège ici paient 50 €.", "Les clubs extérieurs paient 50 €."),
        ("Tarif des résidents : 3 € ; des non-résidents : 5 €.", "Les résidents paient un tarif de 3 €."),
    ],
)
def test_what_is_denied_alike_in_other_words_passes(carried: str, said: str) -> None:
    assert Guard([passage(carried)]).decide(said).why == ""


@pytest.mark.parametrize(
    "text",
    [
        "Le marché n’a pas lieu le samedi, sauf en août.",
        "Sans rendez-vous le mardi, la mairie ne reçoit que sur convocation.",
        "Aucun repas n’est servi après 14 h, ni le samedi.",
        "Les non-voyants n’acquittent pas le droit d’entrée de 4 €.",
    ],
)
def test_what_is_denied_is_copied_as_it_stands(text: str) -> None:
    around = f"Le règlement de la commune est affiché. {text} Il est tenu à disposition."
    assert Guard([passage(around)]).decide(text).verdict is Verdict.COPIED
