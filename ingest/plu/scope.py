"""The zones that a heading within an article means: `Dans le secteur UBa`, `En zones UA et UB`."""

from __future__ import annotations

import re

from ingest.plu.codes import codes_at

_MEANS = re.compile(
    r"(?:\W|\d{1,2}[.)-]\s*)*(?:(?:dans|en|pour|sur|au sein d)\b.{0,25}?)?"
    r"\b(?:zones?|secteurs?|sous[- ]secteurs?)\s*[:«\"(]?\s*",
    re.IGNORECASE,
)


def zones_meant(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The zones named at the head of a heading, empty when it names none."""
    found = _MEANS.match(text)
    zones = codes_at(text, found.end(), known)[0] if found else ()
    return tuple(zone for zone in zones if zone in known)
