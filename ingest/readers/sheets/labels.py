"""Column names that machines write, as they are said: so that a question finds them.

Source: SCDL (délibérations, équipements), https://schema.data.gouv.fr; other names lose their underscores.
"""

from __future__ import annotations

import re

_SAID = {
    "COLL_NOM": "Collectivité",
    "COLL_SIRET": "SIRET de la collectivité",
    "COLL_INSEE": "Code INSEE de la commune",
    "DELIB_ID": "Délibération n°",
    "DELIB_DATE": "Date de la délibération",
    "DELIB_MATIERE_CODE": "Code matière",
    "DELIB_MATIERE_NOM": "Matière",
    "DELIB_OBJET": "Objet de la délibération",
    "DELIB_URL": "Adresse de la délibération",
    "BUDGET_ANNEE": "Budget de l'année",
    "BUDGET_NOM": "Budget",
    "PREF_ID": "Préfecture",
    "PREF_DATE": "Transmise à la préfecture le",
    "VOTE_EFFECTIF": "Membres de l'assemblée",
    "VOTE_REEL": "Votants",
    "VOTE_POUR": "Votes pour",
    "VOTE_CONTRE": "Votes contre",
    "VOTE_ABSTENTION": "Abstentions",
    "EQUIP_UID": "Identifiant",
    "EQUIP_THEME": "Thème",
    "EQUIP_CODE": "Code",
    "EQUIP_TYPE": "Type d'équipement",
    "EQUIP_NOM": "Équipement",
    "EQUIP_OUVERTURE": "Horaires d'ouverture",
    "EQUIP_TEL": "Téléphone",
    "EQUIP_EMAIL": "Courriel",
    "EQUIP_WEB": "Site internet",
    "ADR_NUMERO": "Numéro",
    "ADR_NOMVOIE": "Voie",
    "ADR_CODEPOSTAL": "Code postal",
    "ADR_COMMUNE": "Commune",
}
_MACHINE = re.compile(r"[A-ZÀ-Þ0-9]+(?:_[A-ZÀ-Þ0-9]+)+|[a-zà-ÿ0-9]+(?:_[a-zà-ÿ0-9]+)+")


def said(header: str) -> str:
    """`DELIB_OBJET` → `Objet de la délibération`, `date_vote` → `Date vote`; others as they are."""
    known = _SAID.get(header.upper(), "")
    return known or (header.replace("_", " ").capitalize() if _MACHINE.fullmatch(header) else header)
