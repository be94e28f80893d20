"""Two real mairies, copied by hand from the State's directory, and a library beside one of them."""

from __future__ import annotations

from ingest.facts import OpeningSlot, Service

WEEK = (0, 1, 2, 3, 4)
SATURDAYS = "Accueil ouvert uniquement le 2e et 4e samedis de chaque mois."
AFTERNOONS = "Accueil ouvert uniquement hors vacances scolaires l'après-midi."


def at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


SANDILLON = Service(
    key="mairie-45300",
    kind="mairie",
    name="Mairie - Sandillon",
    slots=(
        OpeningSlot(WEEK, at(9), at(12)),
        OpeningSlot(WEEK, at(14), at(17)),
        OpeningSlot((5,), at(9), at(12), SATURDAYS),
    ),
)
FONTAINE = Service(
    key="mairie-77188",
    kind="mairie",
    name="Mairie - Fontaine-le-Port",
    slots=(
        OpeningSlot((1,), at(9), at(12), AFTERNOONS),
        OpeningSlot((1,), at(18), at(19), AFTERNOONS),
        OpeningSlot((2,), at(9), at(12)),
        OpeningSlot((4,), at(9), at(12)),
    ),
)
LIBRARY = Service(
    key="mediatheque",
    kind="bibliotheque",
    name="Médiathèque Simone-Veil",
    slots=(OpeningSlot((2, 5), at(14), at(18, 30)),),
)
