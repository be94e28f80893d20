"""The days and months of an answer in another language, put into French: what passages are compared with.

Knows no passage and no claim.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from inference.facts.words import VOCABULARY, WEEKDAYS
from inference.figures import MONTHS, fold
from inference.guard.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)\d\d\b"
# « 24 de diciembre de 2026 », « 24th of December, 2026 », « 24. Dezember »; « December 24th, 2026 ».
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d\d?)(?:st|nd|rd|th|[.ºª])? ?(?:(?:de|of) |d')?(?P<month>{_MONTH})\b"
    rf"(?:,? (?:del? )?(?P<year>{_YEAR}))?"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH}) (?:the )?(?P<day>\d\d?)(?:st|nd|rd|th)?(?![\w:]|[.,]\d)(?:,? (?P<year>{_YEAR}))?"
)
_IN_FIGURES = re.compile(r"\b(\d\d?)\.(0?[1-9]|1[0-2])\.(?=\s|$)")  # « am 24.12. »
_DIGIT = re.compile(r"[٠-٩]")


def in_french(text: str, language: str) -> str:
    """`text` folded, its days and months in French, days before their month; a French text as it is."""
    if language == "fr":
        return text
    if verbs := table("abroad")["verbs"].get(language):
        text = re.sub(rf"\b(?:{'|'.join(verbs)})\b", " ", text)
    read = _DIGIT.sub(lambda match: str(int(match[0])), fold(text))
    read = _IN_FIGURES.sub(lambda match: f"{match[1]} {MONTHS[int(match[2]) - 1]} ", read)
    french = _french(language)
    read = _named(language).sub(lambda match: french[_key(match[1])], read)
    return _MONTH_FIRST.sub(_day_first, _DAY_FIRST.sub(_day_first, read))


def _day_first(match: re.Match[str]) -> str:
    return f"{match['day']} {match['month']} {match['year'] or ''}".rstrip()


@cache
def _french(language: str) -> dict[str, str]:
    """Every form of a month or weekday of `language`, with the French one."""
    return {
        _key(form): name
        for table_of, names in (("months", list(MONTHS)), ("weekdays", list(WEEKDAYS)))
        for forms in _forms(table_of, language)
        for name, several in zip(names, forms, strict=True)
        for form in several.split("|")
        if form
    }


def _forms(of: str, language: str) -> Iterator[list[str]]:
    """The lists of `of` in that language, in the order of the year or the week."""
    for tables in (VOCABULARY[of], table("abroad")[of]):
        yield from (names for key, names in tables.items() if key.split("_")[0] == language)


@cache
def _named(language: str) -> re.Pattern[str]:
    """Any of the forms, the longest first; none of a language whose days nobody knows."""
    forms = (
        re.escape(form).replace(r"\ ", "[ '-]") for form in sorted(_french(language), key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)[وبفل]?({'|'.join(forms) or '(?!)'})(?!\w)")


def _key(form: str) -> str:
    """A form as it is compared: hyphens and apostrophes as spaces."""
    return re.sub(r"['-]", " ", fold(form))
