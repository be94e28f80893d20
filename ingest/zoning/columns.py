"""Which columns of a table say addresses. Without I/O.

Source: https://adresse.data.gouv.fr (« Base Adresse Nationale », « Base Adresse Locale » of the AITF).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = ("numero", "numero_voie", "num_voie", "num_voi", "no_voie", "numvoie", "housenumber", "num")
_SUFFIX = ("rep", "suffixe", "suf_voi", "indice_rep", "ind_rep", "indrep", "repetition", "indice")
_STREET = (
    *("nom_voie", "voie_nom", "nomvoie", "lib_off", "libelle_voie", "lib_voie", "libvoie", "nom_de_la_voie"),
    *("nom_rue", "street", "voie", "rue", "type_nom", "nom_1"),
)
_INSEE = ("code_insee", "commune_insee", "insee", "insee_com", "code_commune", "citycode", "depcom")
_POSTCODE = ("code_postal", "codepostal", "code_post", "postcode", "cp")
_DEGREES = (("lon", "long", "longitude"), ("lat", "latitude"))
_METRES = (("x", "coord_x", "x_l93", "x_lambert93"), ("y", "coord_y", "y_l93", "y_lambert93"))
# What else a base of addresses says; any other column makes it a list of things that have an address.
_OTHERS = re.compile(
    r"(?:g|f|u|object)?id\w*|cle\w*|code\w*|cod_\w+|num\w*|suf\w*|rep|adr|adresse|lib_(?:off|tri|voie|com)\w*"
    r"|libelle_(?:voie|acheminement)|type_(?:voie?|nom|position|loc\w*|adr\w*)|nom_(?:ld|afnor|anc\w+|voie|commune)"
    r"|\w*commune\w*|insee\w*|position|source\w*|date\w*|certif\w*|cad_\w+|parcelles?|alias|lieu_?dit\w*|x|y"
    r"|lon|lat|long|longitude|latitude|etat|statut|dep\w*|region|ville|hash|city\w*|\w*geo\w*|fantoir|voie\w*"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column says what. x, y: empty where shapes say it; longitude and latitude when `degrees`."""

    number: str
    street: str
    suffix: str = ""
    insee: str = ""
    postcode: str = ""
    x: str = ""
    y: str = ""
    degrees: bool = False

    @property
    def placed(self) -> bool:
        return bool(self.x and self.y)


def columns_of(headers: Iterable[str]) -> Columns | None:
    """The columns of a table of addresses; None when it is none."""
    plain = {re.sub(r"\W+", "_", fold(header)).strip("_"): header for header in reversed(list(headers))}

    def named(names: tuple[str, ...]) -> str:
        return next((plain[name] for name in names if name in plain), "")

    number, street = named(_NUMBER), named(_STREET)
    others = [
        name for name in plain if not _OTHERS.fullmatch(name) and not (name == "nom" and "type_nom" in plain)
    ]
    if (
        not number
        or not street
        or {plain[name] for name in others} - {number, street, named(_SUFFIX), named(_POSTCODE)}
    ):
        return None
    x, y = (named(names) for names in _DEGREES)
    degrees = bool(x and y)
    if not degrees:
        x, y = (named(names) for names in _METRES)
    return Columns(number, street, named(_SUFFIX), named(_INSEE), named(_POSTCODE), x, y, degrees)
