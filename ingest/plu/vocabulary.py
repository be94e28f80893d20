"""The zones that a plan names, gathered before its headings are judged."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.document import Block
from ingest.plu.codes import codes_at
from ingest.plu.lettering import is_scrambled, readable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.document import Element

_NAMES = re.compile(r"\b(?:zones?|secteurs?|sous[- ]secteurs?|sous[- ]zones?)\s*[:«\"(]?\s*", re.IGNORECASE)
_ARTICLES = re.compile(r"\bart(?:icle)?s?\.?\s*(?:\d{1,2}\s*[-–/]?\s*)?(?=[1-9IAUN])", re.IGNORECASE)
_LED = re.compile(r"\s*[.-]?\s?(?P<number>\d{1,2})\b|\s*[-–—:]\s")
_ENOUGH = 2


def zones_named(elements: Iterable[Element], margins: Iterable[str] = ()) -> frozenset[str]:
    """The codes that follow `zone`, `secteur` or `article` twice, or once in a heading or a margin.

    A heading may also start with its zone: `UA 10.`, `UB – Les faubourgs`.
    """
    times: Counter[str] = Counter()
    led: dict[str, set[str]] = {}
    for element in elements:
        marked = element.block is Block.HEADING
        text = readable(element.text) if marked else element.text
        weight = _ENOUGH if marked and not is_scrambled(element.text) else 1
        times.update(dict.fromkeys(_named(text), weight))
        if marked and (found := _leading(text)):
            led.setdefault(found[0], set()).add(found[1])
    for line in margins:
        times.update(set(_named(line)))
    named = {code for code, count in times.items() if count >= max(_ENOUGH, _as_often(code, times) / 5)}
    return frozenset(named | {code for code, numbers in led.items() if _is_series(code, numbers)})


def _as_often(code: str, times: Counter[str]) -> int:
    """How often the same letters are written in another case: `Ua` once for `UA` everywhere is a slip."""
    return max((times[other] for other in (code.upper(), code.capitalize()) if other != code), default=0)


def _leading(text: str) -> tuple[str, str] | None:
    """The zone that a heading starts with, and the number after it."""
    for start in range(min(len(text), 6), 0, -1):
        codes, end = codes_at(text[:start], 0)
        found = _LED.match(text, start) if len(codes) == 1 and end == start else None
        if found and not (found["number"] and text[start - 1].isdigit()):
            return codes[0], found["number"] or ""
    return None


def _is_series(code: str, numbers: set[str]) -> bool:
    """Articles under one code, or a code of several letters over a title of its own."""
    return len(numbers) > _ENOUGH or (len(code) > 1 and code.isupper() and "" in numbers)


def _named(text: str) -> Iterable[str]:
    for found in _NAMES.finditer(text):
        yield from codes_at(text, found.end())[0]
    for found in _ARTICLES.finditer(text):
        codes, end = codes_at(text, found.end())
        if re.match(r"\s*[-–./]?\s*\d", text[end:]) or re.search(r"\d", found[0]):
            yield from codes
