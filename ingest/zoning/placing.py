"""A layer is given its system of coordinates: declared, or assumed and said to be so, or it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.document import Doubt
from ingest.readers.source import refusal
from ingest.zoning.layer import Layer
from ingest.zoning.projection import fits, guess, name_of, srid_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.zoning.layer import Feature
    from ingest.zoning.projection import Bounds


def placed(
    name: str, columns: frozenset[str], declared: str, bounds: Bounds, features: Iterable[Feature], insee: str
) -> Layer:
    """The layer in the system that `declared` (WKT or name, may be empty) and its numbers agree on."""
    srid = srid_of(declared, bounds) if declared else None
    if srid is not None and fits(srid, bounds):
        return Layer(name, columns, srid, features)
    guessed = guess(bounds, insee)
    if guessed is None:
        sentence = (
            f"Les coordonnées de {name} ne sont d'aucune projection connue ici : "
            "donnez aussi son fichier .prj, ou le même plan en Lambert-93."
        )
        raise refusal("projection_unknown", sentence)
    system = name_of(guessed.srid)
    why = "n'annonce aucune projection connue" if srid is None else "n'est pas dans la projection annoncée"
    remark = f"{name} {why} : ses coordonnées sont supposées en {system}."
    question = f"Les coordonnées de {name} sont lues en {system} : est-ce bien leur projection ?"
    doubt = Doubt("zone.srid", str(guessed.srid), guessed.confidence, question)
    return Layer(name, columns, guessed.srid, features, (remark,), (doubt,))
