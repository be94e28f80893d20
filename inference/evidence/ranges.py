"""Whether a quantity that a question tells falls in the range that a sentence or row is for.

« un quotient de 310 € » is of the row « de 291 € à 335 € », « 12 ans » of « moins de quatorze ans ».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import alpha2digit

from inference.figures import MONTHS, fold
from ingest.folding import REMEMBERED

YEARS = "ans"
_UNITS = {
    "euro": "€",
    "euros": "€",
    "eur": "€",
    "an": YEARS,
    "annee": YEARS,
    "annees": YEARS,
    "t": "tonnes",
} | {
    "tonne": "tonnes",
    "metre": "m",
    "metres": "m",
    "m²": "m2",
    "jour": "jours",
    "heure": "h",
    "heures": "h",
    "hectares": "ha",
}
# Units that make two equal numbers different things.
_MEASURES = frozenset(
    {"€", "%", "m", "m2", "ml", "km", "h", "jours", "mois", YEARS, "tonnes", "ha", "cm", "mm"}
)
_UNIT = r"(?:€|%|m2|[a-z]+)"
_NUMBER = r"(\d{1,3}(?:[ .]\d{3})+|\d+(?:[.,]\d+)?)"
_QUANTITY = rf"{_NUMBER} ?({_UNIT})?"
_BETWEEN = re.compile(rf"\b(?:de|entre) {_QUANTITY} (?:a|et) {_QUANTITY}")
# « 4 à 15 ans »: of hours, « 8 h 00 à 12 h 00 » would be from 0 to 12.
_FROM_TO = re.compile(
    rf"(?<![\d,.:h] ){_NUMBER} ?()(?:a|-|–) ?{_NUMBER} ?(ans|mois|tonnes?|€|euros?|personnes?)\b"
)
_WHOLE_CELL = re.compile(rf"{_QUANTITY} ?(?:a|-|–) ?{_QUANTITY}")
_BELOW = re.compile(rf"(?:\b(?:moins de|inferieure?s? a|jusqu'a|maximum|< ?=?)|[<≤]) ?{_QUANTITY}")
_ABOVE = re.compile(
    rf"(?:\b(?:plus de|superieure?s? a|au-dela de|excedant|a partir de|depassant)|[>≥]) ?{_QUANTITY}"
)
_ON = re.compile(rf"{_QUANTITY} et (?:plus|au-dela)\b")
_ONE = re.compile(r"\bune? (?=[a-z]{2})")
SIDES = frozenset({"pour", "contre", "absten"})
_VOTES = re.compile(
    r"\b(\d+) (?:voix |votes? )?(pour|contre|abstentions?)\b|\b(pour|contre|abstentions?) ?: ?(\d+)\b"
)
_PEOPLE = {"jumeaux": "2 enfants", "jumelles": "2 enfants", "triples": "3 enfants"}
_COUNTED = re.compile(rf"\b(?:{'|'.join(_PEOPLE)})\b")
_TOLD = re.compile(rf"(?<![\d,.]){_NUMBER} ?({_UNIT})")
_BARE = re.compile(
    rf"(?<![\d,./-])(?P<number>{_NUMBER[1:-1]})(?![\d/-]|[,.]\d)"
    rf"(?! ?(?:{'|'.join(sorted({*_UNITS, *_MEASURES}, key=len, reverse=True))})(?![a-z0-9]))"
)
_OF_YEAR = re.compile(rf"\b(?:en|depuis|annees?|saison|exercice|budget|{'|'.join(MONTHS)}) $")
# A time of day is no number of hours: « de 16 h 30 à 18 h 30 ».
_HOURS = re.compile(r"(?<!\ba )(?<!\bde )(?<!\bdes )(?<!\bvers )(?<![\d,.])(\d{1,2}) ?h ?([0-5]\d)(?!\d)")
_BEFORE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both within, in `unit`."""

    low: float
    high: float
    unit: str


def ranges(text: str) -> list[Range]:
    """The ranges that `text` is for."""
    return [each for each in _ranges(_plain(text)) if each.unit]


def _ranges(plain: str) -> list[Range]:
    between = [*_BETWEEN.finditer(plain), *_FROM_TO.finditer(plain)]
    found = [Range(_value(m[1]), _value(m[3]), _unit(m[4] or m[2])) for m in between]
    found += [Range(0.0, _value(m[1]), _unit(m[2])) for m in _BELOW.finditer(plain)]
    for pattern in (_ABOVE, _ON):
        found += [Range(_value(m[1]), float("inf"), _unit(m[2])) for m in pattern.finditer(plain)]
    return found


def spans(cell: str) -> list[Range]:
    """The ranges of a cell whose header says what its numbers are of: « 701 à 1 000 », « plus de 1 400 »."""
    plain = _plain(cell).strip()
    if whole := _WHOLE_CELL.fullmatch(plain):
        return [Range(_value(whole[1]), _value(whole[3]), _unit(whole[4] or whole[2]))]
    return _ranges(plain)


def quantities(text: str) -> list[tuple[float, str]]:
    """(value, unit) of what `text` tells with a unit; « un enfant » is one of them."""
    plain = _ONE.sub("1 ", _COUNTED.sub(lambda match: _PEOPLE[match[0]], _plain(text)))
    return [(_value(m[1]), _unit(m[2])) for m in _TOLD.finditer(plain)]


def unmeasured(text: str) -> list[tuple[float, str]]:
    """(value, the words before it) of the numbers that are told without a unit: « un quotient de 950 »."""
    plain = _plain(text)
    return [
        (_value(match["number"]), " ".join(plain[: match.start()].split()[-_BEFORE_WORDS:]))
        for match in _BARE.finditer(plain)
        if not _OF_YEAR.search(plain[: match.start()])
    ]


def measured(text: str) -> dict[str, str]:
    """Number in its canonical form → its unit, when that makes it another thing; of a vote, its side."""
    told = {f"{value:g}": unit for value, unit in quantities(text) if unit in _MEASURES}
    return told | {
        match[1] or match[4]: (match[2] or match[3])[:6] for match in _VOTES.finditer(_plain(text))
    }


def fit(told: list[tuple[float, str]], text: str, exactly: bool = True) -> int:
    """1: `text` is for one of the told quantities; -1: for others of their units only; 0: for none.

    exactly: whether a quantity that is no range counts too, as in the header of a row.
    """
    units = {unit for _, unit in told}
    spans = [each for each in ranges(text) if each.unit in units]
    exact = [each for each in quantities(text) if each[1] in units] if exactly and not spans else []
    if not spans and not exact:
        return 0
    within = any(_holds(each, value, unit) for each in spans for value, unit in told)
    return 1 if within or set(exact) & set(told) else -1


def narrowest(told: list[tuple[float, str]], text: str) -> float:
    """How wide the narrowest range of `text` is that holds one of the told quantities; infinite without any.

    Of « moins de 14 ans » and « moins de 26 ans », the first is for a child of twelve.
    """
    widths = (
        each.high - each.low for each in ranges(text) for value, unit in told if _holds(each, value, unit)
    )
    return min(widths, default=float("inf"))


def _holds(span: Range, value: float, unit: str) -> bool:
    return unit == span.unit and span.low <= value <= span.high


@lru_cache(REMEMBERED)
def _plain(text: str) -> str:
    return _HOURS.sub(_in_hours, fold(alpha2digit(text, "fr")).replace("m²", "m2"))


def _in_hours(match: re.Match[str]) -> str:
    """« 1h45 » → « 1.75 h »: it is no hour."""
    return f"{int(match[1]) + int(match[2]) / 60:.2f}".rstrip("0").rstrip(".") + " h"


def _unit(word: str | None) -> str:
    known = _UNITS.get(word or "", word or "")
    return known if known in _MEASURES else known.rstrip("s")


def _value(number: str) -> float:
    return float(re.sub(r"[ ](?=\d{3})|\.(?=\d{3}\b)", "", number).replace(",", "."))
