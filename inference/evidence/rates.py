"""For how long a price is: « par mois », « la journée », « abonnement annuel ».

A price a month is no price a week. Knows no passage.
"""

from __future__ import annotations

import re

from inference.figures import fold

_SPANS = {
    "half_day": r"demi[- ]journees?|1/2 ?journees?",
    "week_end": r"week[- ]?ends?",
    "hour": r"heures?|horaires?|h",
    "day": r"jours?|journees?|journaliere?s?|quotidien(?:ne)?s?",
    "night": r"nuits?|nuitees?",
    "week": r"semaines?|hebdomadaires?|hebdo",
    "month": r"mois|mensuel(?:le)?s?",
    "quarter": r"trimestres?|trimestriel(?:le)?s?",
    "half_year": r"semestres?|semestriel(?:le)?s?",
    "year": r"ans?|annees?|annuel(?:le)?s?",
}
_NAMED = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _SPANS.items()))
# « de 6 ans », « moins de 3 mois », « 12 ans »: an age or a delay, not what the price is for.
_OTHER = re.compile(
    r"\b(?:moins|plus|jusqu'a|partir|agee?s?|au bout|delai|avant|apres|depuis) (?:de |d')?\d+ \w+"
    r"|\b(?:[2-9]|[1-9]\d+) ?(?:ans?|h|heures?)\b|\b\d{1,2} ?h ?\d{0,2}\b"
)


def rates(text: str) -> frozenset[str]:
    """The spans of time that a price of `text` may be for, by their English names."""
    folded = _OTHER.sub(" ", fold(text).replace("_", " "))
    return frozenset(match.lastgroup or "" for match in _NAMED.finditer(folded))


def other_rate(asked: frozenset[str], text: str) -> bool:
    """Whether `text` is for spans of time, and for none of those asked."""
    told = rates(text) if asked else frozenset()
    return bool(told) and not told & asked
