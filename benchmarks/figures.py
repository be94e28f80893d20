"""The figures that an answer states and nothing it shows supports. Written apart from the guard it checks."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from text_to_num import alpha2digit

from benchmarks.folding import fold, tokens
from inference.question import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from benchmarks.scoring import Question

_LIST_MARK = re.compile(r"^\s*(?:[-•]\s*)?\d{1,2}[.)]\s+", re.MULTILINE)
_CITATION_MARK = re.compile(r"\[\d{1,2}\]")
_PHONE = re.compile(r"(?<!\d)(?:\+33 ?[1-9]|0[1-9])(?:[ .]?\d{2}){4}(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_TIME = re.compile(r"(\d+)h(\d\d)")
_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY_DATE = re.compile(rf"\b({'|'.join(_WEEKDAYS)}) (\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)})\b")
_COMPUTED = (Kind.HOURS, Kind.CALENDAR)
# The numbers that the State promises everywhere, and when: they stand in no commune's documents.
_EMERGENCIES = "15 ; 17 ; 18 ; 112 ; 114 ; 115 ; 119 ; 3114 ; 3919 ; 116 006 ; 24 h sur 24 ; 7 jours sur 7"
_SPELLED = {"midi": "12h00", "minuit": "0h00", "premier": "1", "premiere": "1", "deuxieme": "2"}
_SMALL = {"un": "1", "une": "1", "deux": "2", "trois": "3"}
_NAMED = {name: str(number) for number, name in enumerate(_MONTHS, start=1)} | _SPELLED | _SMALL


def unsupported(question: Question, answer: dict[str, Any]) -> tuple[str, ...]:
    """The answer's figures that stand in no cited source, nor in the question, nor in its moment."""
    text, kind = answer["answer"] or "", answer.get("kind")
    shown = [question.question]
    if question.at:
        shown.append(f"{question.at:%d/%m/%Y %H:%M}")
    if kind in _COMPUTED:
        shown += _true_dates(text, question.at)
    if kind == Kind.SIGNPOSTED:
        shown.append(_EMERGENCIES)
    for citation in answer["citations"] or ():
        shown += [str(value) for key, value in citation.items() if key not in ("url", "document_id")]
    supported: set[str] = set().union(*(_supported(text) for text in shown))
    return tuple(figure for figure in figures(text) if figure not in supported)


def figures(text: str) -> list[str]:
    """Phone numbers, times and numbers, in one canonical form, in order; not the marks of a list."""
    return _figures(_LIST_MARK.sub(lambda mark: mark[0] if _closes(mark) else " ", text))


def _closes(mark: re.Match[str]) -> bool:
    """Whether it ends a parenthesis that a line before opened: `(1 h` and below it `30)`."""
    before = mark.string[: mark.start()]
    return ")" in mark[0] and before.count("(") > before.count(")")


def _figures(text: str) -> list[str]:
    bare = _CITATION_MARK.sub(" ", text)
    folded = _DATE.sub(r"\1 ; \2 ; \3", fold(bare))
    phones = ["0" + re.sub(r"\D", "", match[0])[-9:] for match in _PHONE.finditer(folded)]
    rest = [token.text for token in tokens(_PHONE.sub(" ; ", folded)) if token.text[0].isdigit()]
    return phones + [figure.lstrip("0") or "0" if figure.isdigit() else figure for figure in rest]


def _true_dates(text: str, at: datetime | None) -> list[str]:
    """The dates of the text that the calendar confirms: « samedi 28 novembre » is computed, not read."""
    years = (at.year, at.year + 1) if at else ()
    return [
        f"{match[2]} {match[3]}"
        for match in _WEEKDAY_DATE.finditer(fold(text))
        if any(_falls_on(match[1], int(match[2]), match[3], year) for year in years)
    ]


def _falls_on(weekday: str, day: int, month: str, year: int) -> bool:
    try:
        return date(year, _MONTHS.index(month) + 1, day).weekday() == _WEEKDAYS.index(weekday)
    except ValueError:
        return False


def _supported(text: str) -> set[str]:
    """Its figures, those in letters too, and the parts of its times."""
    found = set(_figures(text)) | set(_figures(alpha2digit(text, "fr")))
    found |= {_NAMED[token.text] for token in tokens(text) if token.text in _NAMED}
    for match in map(_TIME.fullmatch, list(found)):
        if match:
            found |= {match[1], str(int(match[2]))}
    return found
