"""What the rules of a plan say, article by article: sentences of our own, told apart by a mark."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = (
    "Occupations et utilisations du sol interdites",
    "Occupations et utilisations du sol soumises à des conditions particulières",
    "Conditions de desserte des terrains par les voies publiques ou privées et d'accès aux voies publiques",
    "Conditions de desserte des terrains par les réseaux",
    "Superficie minimale des terrains constructibles",
    "Implantation des constructions par rapport aux voies et emprises publiques",
    "Implantation des constructions par rapport aux limites séparatives",
    "Implantation des constructions les unes par rapport aux autres sur une même propriété",
    "Emprise au sol des constructions",
    "Hauteur maximale des constructions",
    "Aspect extérieur des constructions et aménagement de leurs abords",
    "Obligations en matière de stationnement",
    "Espaces libres et plantations",
    "Coefficient d'occupation du sol",
    "Performances énergétiques et environnementales",
    "Infrastructures et réseaux de communications électroniques",
)
THEMES = (
    (
        "Destination des constructions, usages des sols et natures d'activités",
        (
            "Destinations et sous-destinations",
            "Usages et affectations des sols interdits",
            "Mixité fonctionnelle et sociale",
        ),
    ),
    (
        "Caractéristiques urbaine, architecturale, environnementale et paysagère",
        (
            "Volumétrie et implantation",
            "Qualité architecturale",
            "Traitement des espaces non bâtis",
            "Stationnement",
        ),
    ),
    ("Équipements et réseaux", ("Desserte par les voies", "Desserte par les réseaux")),
)
GENERAL = (
    (
        "Champ d'application territorial du plan",
        "Le présent règlement s'applique à tout le territoire de la commune.",
    ),
    (
        "Portée du règlement à l'égard des autres législations",
        "Demeurent applicables les servitudes d'utilité"
        " publique annexées au plan local d'urbanisme, ainsi que le règlement de la zone inondable.",
    ),
    (
        "Division du territoire en zones",
        "Le territoire est divisé en zones urbaines, à urbaniser, agricoles et"
        " naturelles, dont les limites figurent aux documents graphiques.",
    ),
    (
        "Adaptations mineures",
        "Des adaptations mineures peuvent être accordées lorsque la nature du sol ou la"
        " configuration des parcelles les rend nécessaires, par exemple à l'article 7 de la zone.",
    ),
)
LEXICON = (
    ("Acrotère", "Muret situé au bord d'une toiture terrasse, au-dessus du dernier plancher."),
    ("Alignement", "Limite entre le domaine public routier et les propriétés riveraines."),
    ("Emprise au sol", "Projection verticale du volume de la construction, débords et surplombs inclus."),
    ("Limite séparative", "Limite entre deux terrains qui n'appartiennent pas au même propriétaire."),
    ("Sol naturel", "Niveau du terrain avant les travaux qui font l'objet de la demande."),
)
_SENTENCES = (
    "Les constructions nouvelles sont à une distance d'au moins {n} m, comptée de tout point du bâtiment.",
    "Une hauteur de {n} m au plus est admise à l'égout du toit, cheminées et antennes non comptées.",
    "Sont interdits les dépôts de véhicules, les carrières et les campings de plus de {n} emplacements.",
    "Il est exigé {n} places de stationnement au moins pour chaque logement créé, dont une couverte.",
    "Les accès ont une largeur d'au moins {n} m et ne présentent aucun danger pour les usagers.",
    "L'emprise des annexes ne dépasse pas {n} m² par unité foncière, sauf pour les équipements collectifs.",
    "Les clôtures sur rue n'excèdent pas {n} dm ; elles sont doublées d'une haie d'essences locales.",
    "Toute division laisse au moins {n} % de pleine terre, plantée d'un arbre de haute tige pour 100 m².",
    "Voir aussi l'article 11 de la zone voisine, dont les règles ne s'appliquent qu'au-delà de {n} m.",
)
_SYLLABLES = tuple(a + b for a, b in product("bdfgklmnprstvz", "aeiou"))


def marks() -> Iterator[str]:
    """Words that no sentence holds: `babeba`, `babebe`…"""
    yield from (a + b + c for a, b, c in product(_SYLLABLES, repeat=3))


def sentence(number: int) -> str:
    """The number-th sentence, the same at each call."""
    return _SENTENCES[number % len(_SENTENCES)].format(n=2 + number * 7 % 23)
