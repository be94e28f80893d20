"""When an act was signed, and how sure that is. Knows no format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.decree.dates import Dated, dates_in
from ingest.decree.letters import one_of, plain, unspaced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.decree.stamp import Stamp

_SIGNED = re.compile(
    one_of(
        r"\b(?:fait|delibere|donne|arrete|signe)s? (?:et [\w ]{3,20} )?(?:a|en|au|aux)\b[^.;\n]{0,60}?,?\s*"
        r"(?:,|\b)(?:le|ce|les)?\s*(?:jour,? mois|:)?\s*$",
        r"(?:^|\n)\W{0,3}(?:a|en) [a-z][a-z' -]{1,40},? le\s*:?\s*$",
        r"(?:^|\n)\W{0,3}[a-z][a-z' -]{1,40}, le\s*:?\s*$",
        r"\b(?:fait|signe|pris)e? (?:electroniquement )?le\s*:?\s*$",
        r"\bdate (?:de (?:l'acte|signature|la decision|l'arrete)|d'edition)\s*:?\s*$",
    )
)
_SITTING = re.compile(
    one_of(
        r"\bseances? (?:[\w']+ ){0,3}?(?:du|de|en date du)\s*:?\s*$",
        r"\bseance\s*(?:du conseil(?: municipal)?)?\s*(?:du|:|-|,)?\s*$",
        r"\breunion (?:[\w']+ ){0,3}du\s*$",
        r"\bdate (?:de (?:la )?)?(?:seance|reunion)\s*:?\s*(?:le )?$",
        r"\b(?:reuni|assemble)e?s?[^.\n]{0,80}\ble\s*$",
        r"\bconseil municipal\s*(?:du|en date du|-)\s*$",
    )
)
_TITLED = re.compile(r"\b(?:du|en date du|le|date\s*:)\s*:?\s*$|[-,(]\s*$")
# « Le 17 février 2025 — Pour la Maire, l'adjointe… »
_OPENS_LINE = re.compile(r"(?:^|\n)\W{0,3}le\s*$")
_SIGNATORY = re.compile(r"\W{1,5}(?:pour )?l[ea] (?:maire|president|prefet)e?\b")
_REACH = 90


@dataclass(frozen=True, slots=True)
class Signed:
    """day: None when nothing tells it. confidence: 1 when the act says it twice or in its own words."""

    day: date | None
    confidence: float


def signed_on(kind: str, title: str, head: str, text: str, stamp: Stamp | None) -> Signed:
    """The day of the act: of the sitting for an assembly, of the signature for one person."""
    signature = _last(_after(_SIGNED, text) or _beside_signatory(text))
    named = _first(_after(_TITLED, unspaced(title))) if title else None
    sitting = _sitting(head) or _sitting(text)
    order = (sitting, named, signature) if kind == "délibération" else (named, signature, sitting)
    told = [one for one in order if one]
    witnesses = [one.day for one in (named, signature if kind != "délibération" else None) if one]
    witnesses += [sitting.day] if sitting and kind == "délibération" else []
    witnesses += [stamp.day] if stamp and stamp.day else []
    return _judged(told, witnesses)


def _judged(told: Sequence[Dated], witnesses: Sequence[date]) -> Signed:
    if not witnesses:
        return Signed(told[0].day, 0.6) if told else Signed(None, 0.0)
    best = max(dict.fromkeys(witnesses), key=witnesses.count)
    agreed = witnesses.count(best)
    if not told:
        return Signed(best, 0.8)
    if len(set(witnesses)) > 1:
        return Signed(best if agreed > 1 else told[0].day, 0.8 if agreed > 1 else 0.6)
    sure = agreed > 1 or any(one.sure for one in told if one.day == best)
    return Signed(best, 1.0 if sure else 0.7)


def _sitting(text: str) -> Dated | None:
    year_first = (
        one
        for one in dates_in(text)
        if plain(text[one.start : one.start + 6]).startswith(("l'an", "l' an", "l an"))
    )
    return next(year_first, None) or _first(_after(_SITTING, text))


def _after(words: re.Pattern[str], text: str) -> list[Dated]:
    """The dates right after `words`."""
    folded = plain(text)
    return [one for one in dates_in(text) if words.search(folded[max(0, one.start - _REACH) : one.start])]


def _beside_signatory(text: str) -> list[Dated]:
    """The dates that open a line and that the signatory's title follows."""
    folded = plain(text)
    return [one for one in _after(_OPENS_LINE, text) if _SIGNATORY.match(folded[one.end : one.end + _REACH])]


def _first(found: Sequence[Dated]) -> Dated | None:
    return found[0] if found else None


def _last(found: Sequence[Dated]) -> Dated | None:
    return found[-1] if found else None
