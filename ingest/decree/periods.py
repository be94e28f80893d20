"""The days and periods at which a temporary act holds. Knows no document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.decree.dates import DAY, MONTHS, read_day
from ingest.decree.words import COUNTS, spelt

if TYPE_CHECKING:
    from ingest.decree.clauses import Clause
    from ingest.decree.dates import Dated

_HOUR = r"\d{1,2}\s?(?:h|heures?|:)\s?(?:\d{2})?"
_TIME = rf"(?:,?\s*(?:a|de|des|a partir de|vers)?\s*{_HOUR}(?:\s?(?:a|-)\s?{_HOUR})?)?"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?,?\s+)?"
_MONTH = "|".join(MONTHS)
_RANGE = re.compile(
    rf"\b(?:du|entre le|de|les|des|le)\s+{_WEEKDAY}(?P<day>{DAY})(?:\s+(?P<month>{_MONTH}))?"
    rf"(?:\s+(?P<year>(?:19|20)\d\d))?{_TIME}(?:\s+inclus)?,?"
    rf"\s+(?:au|jusqu'au|et(?: le)?|a|puis)\s+(?:le )?{_WEEKDAY}$"
)
_YEARLESS = re.compile(
    rf"\bdu\s+{_WEEKDAY}(?P<day>{DAY})(?:\s+(?P<month>{_MONTH}))?{_TIME}\s+(?:au|jusqu'au)\s+{_WEEKDAY}"
    rf"(?P<last>{DAY})\s+(?P<last_month>{_MONTH})(?!\s+(?:\d|de l'an|deux mil))"
)
_NUMERIC_OPENING = re.compile(
    rf"\b(?:du|entre le)\s+{_WEEKDAY}(?P<day>\d{{1,2}})/(?P<month_number>\d{{1,2}}){_TIME}"
    rf"\s+(?:au|et le)\s+{_WEEKDAY}$"
)
_EVERY_YEAR = re.compile(r"chaque annee|tous les ans|chaque saison|annuel|periode estivale|saison")
_ON = re.compile(r"\b(?:le|la journee du|les|du|au|ce|et|,)\s*$")
_NOT_ON = re.compile(
    r"\b(?:depuis|avant|apres|des|plus tard|compter|partir|vigueur|effet|jusqu'?(?:au)?"
    r"|(?:date|loi|decret|demande|courrier|avis|permis|plan|convention|marche|contrat)[\w ]{0,12})"
    r"\s*(?:le|du|au)?\s*$"
)
_RULES_USE = re.compile(
    r"interdi|reserve|autoris|regle|neutralis|barre|ferme|devie|occup|limit|suspend|altern|deroul|perturb|organis"
    r"|stationn|circul"
)
_LASTS = re.compile(
    r"\b(?:(?:pour|pendant) une (?:duree|periode)|d'une duree|pendant|pour|la duree [\w' ]{0,40}?)"
    r"(?: totale| maximale| previsionnelle)?(?: est)?(?: fixee a| de| d')?\s*"
    rf"(?P<count>\d{{1,3}}|{COUNTS})\s*(?:\(\s*\w+\s*\)\s*)?(?P<unit>jours?|semaines?|mois|ans?|annees?)\b"
)
_OTHER_DELAY = re.compile(
    r"recours|silence|delai|preavis|amende|demeure\b|sans effet|reste|en cas d|recidiv|absen|retard|exclu"
    r"|sanction|retire|conserve|emprunt|\bpret|concession|convention|bail\b"
)
_EXCLUDED = re.compile(r"\s*exclus?\b")
_SHORT_DAYS = 45


@dataclass(frozen=True, slots=True)
class Period:
    """first and last are days at which it holds. sure: False when a year or a letter was guessed."""

    first: date
    last: date
    sure: bool = True


def periods_in(clause: Clause, signed_on: date | None) -> list[Period]:
    """« du 3 au 7 mars 2025 », « les 14 et 15 juin 2025 », « le samedi 14 juin 2025 »."""
    found = list(_ranges(clause))
    if not found and _RULES_USE.search(clause.folded):
        found = _single_days(clause) or _yearless(clause.folded, signed_on)
    return found


def last_of(clause: Clause, first: date) -> date | None:
    """The last day of « pour une durée de quinze jours », counted from `first`."""
    found = _LASTS.search(clause.folded)
    return (
        _after(first, found) - timedelta(days=1) if found and not _OTHER_DELAY.search(clause.folded) else None
    )


def included(clause: Clause, dated: Dated) -> date:
    """The last day that a date names: the day before when it is excluded."""
    return dated.day - timedelta(days=bool(_EXCLUDED.match(clause.folded, dated.end)))


def _ranges(clause: Clause) -> list[Period]:
    found: list[Period] = []
    for one in clause.dated:
        before = clause.folded[: one.start]
        opening = _RANGE.search(before) or _NUMERIC_OPENING.search(before)
        if opening and (first := _opening(opening, one.day)):
            found.append(Period(first, included(clause, one), one.sure))
    return found


def _opening(opening: re.Match[str], last: date) -> date | None:
    """The first day of a range, with the month and year of its last day when it leaves them out."""
    said = opening.groupdict()
    month = (
        MONTHS.index(said["month"]) + 1 if said.get("month") else int(said.get("month_number") or last.month)
    )
    year = int(said["year"]) if said.get("year") else last.year
    day = _made(year, month, read_day(said["day"]))
    if day and day > last and not said.get("year"):
        day = _made(year - 1, month, day.day)
    return day if day and day <= last else None


def _single_days(clause: Clause) -> list[Period]:
    before = ((one, clause.folded[: one.start]) for one in clause.dated)
    days = [one for one, text in before if _ON.search(text) and not _NOT_ON.search(text)]
    if not days:
        return []
    return [Period(min(one.day for one in days), max(one.day for one in days), all(one.sure for one in days))]


def _yearless(folded: str, signed_on: date | None) -> list[Period]:
    """« du 3 au 7 mars » is of the year of the act, unless it comes back every year."""
    found = _YEARLESS.search(folded)
    if not found or not signed_on or _EVERY_YEAR.search(folded):
        return []
    month = MONTHS.index(found["last_month"]) + 1
    last = _made(signed_on.year, month, read_day(found["last"]))
    if last and last < signed_on:
        last = _made(signed_on.year + 1, month, last.day)
    first_month = MONTHS.index(found["month"]) + 1 if found["month"] else month
    first = _made(last.year, first_month, read_day(found["day"])) if last else None
    short = last and first and timedelta(0) <= last - first <= timedelta(days=_SHORT_DAYS)
    return [Period(first, last, sure=False)] if first and last and short else []


def _after(first: date, found: re.Match[str]) -> date:
    count = int(found["count"]) if found["count"].isdigit() else spelt(found["count"])
    unit = found["unit"]
    if unit.startswith(("jour", "semaine")):
        return first + timedelta(days=count * (7 if unit.startswith("s") else 1))
    months = first.month - 1 + count * (1 if unit == "mois" else 12)
    year, month = first.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(first.day, last))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
