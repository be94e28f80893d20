"""French passages to embed: a few about quite different things, and hundreds out of Valbrume's acts."""

from __future__ import annotations

from functools import cache

import pypdfium2

from tests.inference.town import DEMO

_WORDS = 60
_STEP = 20

FRENCH = [
    "Les chiens sont tenus en laisse dans les parcs et jardins publics ; les propriétaires ramassent.",
    "Le repas de cantine coûte 3,42 euros pour les familles dont le quotient est inférieur à 600.",
    "La déchèterie est ouverte du mardi au samedi, de 9 h à 12 h et de 14 h à 18 h, sauf jours fériés.",
    "En zone UA, la hauteur des constructions ne peut excéder 9 mètres à l'égout du toit.",
    "Le stationnement est interdit rue de la République pendant le marché de Noël, du 12 au 14 décembre.",
    "Une carte d'identité se demande en mairie, sur rendez-vous, avec une photo de moins de six mois.",
    "Le recensement est obligatoire à seize ans ; il ouvre le droit de s'inscrire aux examens.",
    "La taxe de séjour est perçue du 1er avril au 31 octobre auprès des personnes hébergées à titre onéreux.",
    "Le conseil municipal attribue une subvention de 1 500 euros à l'association sportive.",
    "Les travaux bruyants sont permis en semaine de 8 h 30 à 12 h et de 14 h à 19 h 30.",
    "La salle des fêtes se loue 240 euros le week-end aux habitants, avec un chèque de caution.",
    "Il est interdit de brûler les déchets verts à l'air libre, toute l'année.",
]
QUESTIONS = [
    "Combien coûte la cantine ?",
    "Quand ouvre la déchèterie ?",
    "Quelle hauteur pour construire en zone UA ?",
    "Je peux tondre le dimanche ?",
    "Comment refaire ma carte d'identité ?",
    "Où promener mon chien ?",
]


def acts(count: int) -> list[str]:
    """Passages of 60 words out of Valbrume's PDF, one every 20 words, told apart by their number."""
    words = _words()
    starts = [place * _STEP % (len(words) - _WORDS) for place in range(count)]
    return [
        f"{number}. {' '.join(words[start : start + _WORDS])}" for number, start in enumerate(starts, start=1)
    ]


@cache
def _words() -> list[str]:
    words: list[str] = []
    for file in sorted(DEMO.glob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        words += " ".join(page.get_textpage().get_text_range() for page in document).split()
        document.close()
    return words
