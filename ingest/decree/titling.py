"""The title that a citizen sees of an act whose reader found none that names it. Knows no format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.readers.title import short
from ingest.sentences import tell_day

if TYPE_CHECKING:
    from ingest.facts import Act


def shown_title(title: str, act: Act) -> str:
    """`title` when it names the act and its object, else `Arrêté n° 12 – Objet`, `Arrêté du 3 mai 2006`."""
    named = _squeezed(act.number) in _squeezed(title)
    whole = _squeezed(act.object) in _squeezed(title) or title.endswith("…")
    if (named and whole and (act.number or act.object)) or not (act.number or act.signed_on):
        return title
    name = f"n° {act.number}" if act.number else f"du {tell_day(act.signed_on)}" if act.signed_on else ""
    told = f"{act.kind.capitalize()} {name}"
    return short(f"{told} – {act.object}") if act.object else told


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
