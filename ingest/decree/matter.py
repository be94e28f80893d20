"""The code of the ACTES nomenclature, when an act prints it. Knows no document."""

from __future__ import annotations

import re

from ingest.decree.letters import plain

_CODE = re.compile(
    r"\b(?:nomenclature|matieres?|classification|codification|code actes|domaine)\b[\w\s'’/(),-]{0,40}?"
    r"[:=-]?\s*(?:n\s?[°º]\s?)?(?<![\d.])(?P<code>[1-9](?:[.-]\d{1,2}){1,4})(?![\d/])"
)


def matter_in(text: str) -> str:
    """`Nomenclature : 6.1 Police municipale` → `6.1`; empty when none is printed."""
    found = _CODE.search(plain(text))
    return found["code"].replace("-", ".") if found else ""
