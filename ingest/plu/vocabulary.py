"""The zones that a plan names, gathered before its headings are judged."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.document import Block
from ingest.plu.codes import codes_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.document import Element

_NAMES = re.compile(r"\b(?:zones?|secteurs?|sous[- ]secteurs?|sous[- ]zones?)\s*[:«\"(]?\s*", re.IGNORECASE)
_ARTICLES = re.compile(r"\bart(?:icle)?s?\.?\s*(?:\d{1,2}\s*[-–/]?\s*)?(?=[1-9IAUN])", re.IGNORECASE)
_ENOUGH = 2


def zones_named(elements: Iterable[Element]) -> frozenset[str]:
    """The codes that follow `zone`, `secteur` or `article` twice, or once in a heading."""
    times: Counter[str] = Counter()
    for element in elements:
        weight = _ENOUGH if element.block is Block.HEADING else 1
        for code in _named(element.text):
            times[code] += weight
    return frozenset(code for code, count in times.items() if count >= _ENOUGH)


def _named(text: str) -> Iterable[str]:
    for found in _NAMES.finditer(text):
        yield from codes_at(text, found.end())[0]
    for found in _ARTICLES.finditer(text):
        codes, end = codes_at(text, found.end())
        if re.match(r"\s*[-–./]?\s*\d", text[end:]) or re.search(r"\d", found[0]):
            yield from codes
