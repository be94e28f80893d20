"""Numbers in letters: the days of a month, the years 1900 to 2099, small counts of votes."""

from __future__ import annotations

import re

_UNITS = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix_sept",
    "dix_huit",
    "dix_neuf",
]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre_vingt"}


def _forms() -> dict[str, int]:
    """Every number of 1 to 99 in letters, words joined by `_`; the Swiss and Belgian tens too."""
    forms = {name: value for value, name in enumerate(_UNITS) if value}
    for ten, name in _TENS.items():
        last = 19 if ten in (60, 80) else 9
        forms |= {f"{name}_{_UNITS[unit]}": ten + unit for unit in range(1, last + 1)}
        forms |= {f"{name}_et_{_UNITS[unit]}": ten + unit for unit in (1, 11) if unit <= last}
        forms |= {name: ten, f"{name}s": ten}
    for ten, name in ((70, "septante"), (90, "nonante")):
        forms |= {f"{name}_{_UNITS[unit]}": ten + unit for unit in range(1, 10)}
        forms |= {name: ten, f"{name}_et_un": ten + 1}
    return forms | {"une": 1, "vingt_et_une": 21}


_NUMBERS = _forms()
_GAP = r"[\s-]+"


def _shape(forms: list[str]) -> str:
    longest_first = sorted(forms, key=len, reverse=True)
    return "(?:" + "|".join(form.replace("_", _GAP) for form in longest_first) + ")"


COUNTS = _shape(list(_NUMBERS))
DAYS = _shape([form for form, value in _NUMBERS.items() if value <= 31])
_CENTURIES = ("deux_mil(?:le)?s?", "mil(?:le)?_neuf_cents?", "dix_neuf_cents?", "vingt_cents?")
_CENTURY = f"(?:{'|'.join(_CENTURIES)})".replace("_", _GAP)
YEARS = rf"{_CENTURY}(?:{_GAP}(?:et{_GAP})?{COUNTS})?(?![a-z])"
_STARTS = re.compile(rf"({_CENTURY})(?:{_GAP})?(?:et{_GAP})?")


def spelt(text: str) -> int:
    """The value of folded words: a number of 1 to 99, or a year; 0 when they are no number."""
    century = _STARTS.match(text)
    rest = re.sub(_GAP, "_", text[century.end() :] if century else text).strip("_")
    if century is None:
        return _NUMBERS.get(rest, 0)
    thousand = 1900 if "neuf" in century[1] else 2000
    return thousand + (_NUMBERS.get(rest, 0) if rest else 0)
