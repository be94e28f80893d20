"""From when to when an act holds, as its ruling says it. Knows no document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.decree.dates import DAY, MONTHS, Dated, dates_in, read_day
from ingest.decree.letters import plain
from ingest.decree.links import named_in
from ingest.decree.words import COUNTS, spelt
from ingest.facts import Validity

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORCE = (
    r"(?:entr\w+ (?:donc )?en (?:vigueur|application)|pren\w+ effet|s'appliqu\w+|applicables?|valables?|effectiv?e?s?|en vigueur"  # noqa: E501
    r"|executoires?|prises? d'effet|produi\w+ (?:ses |leurs )?effets?)"
)
_STARTS = re.compile(rf"\b{_FORCE}[^.;]{{0,70}}?(?:\ble|\ba (?:compter|partir) d[ue]|\bdes le|\bau|\bdu)\s*$")
_FROM = re.compile(r"\b(?:a (?:compter|partir) du|des le|avec effet (?:au|du))\s*$")
_NEXT_DAY = re.compile(rf"{_FORCE}[^.;]{{0,40}}\blendemain de (?:sa|la|leur|son)\b")
_UNTIL = re.compile(
    r"\bjusqu'au\s*$|\bjusqu'a la date du\s*$|\b(?:prend\w* fin|expir\w+|cess\w+ (?:de produire )?(?:ses |d')?\w*)\s*(?:le|au)\s*$"  # noqa: E501
    r"|\bvalable\w* (?:jusqu')?au\s*$|\bjusqu'a\s*(?:le )?$"
)
_TIME = r"(?:,?\s*(?:a|de|des|a partir de|vers)?\s*\d{1,2}\s?(?:h|heures?|:)\s?(?:\d{2})?(?:\s?(?:a|-)\s?\d{1,2}\s?h(?:\d{2})?)?)?"  # noqa: E501
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?,?\s+)?"
_RANGE = re.compile(
    rf"\b(?:du|entre le|de|les|des|le)\s+{_WEEKDAY}(?P<day>{DAY})(?:\s+(?P<month>{'|'.join(MONTHS)}))?(?:\s+(?P<year>(?:19|20)\d\d))?"  # noqa: E501
    rf"{_TIME}(?:\s+inclus)?,?\s+(?:au|jusqu'au|et(?: le)?|a|puis)\s+(?:le )?{_WEEKDAY}$"
)
_YEARLESS = re.compile(
    rf"\bdu\s+{_WEEKDAY}(?P<day>{DAY})(?:\s+(?P<month>{'|'.join(MONTHS)}))?{_TIME}\s+(?:au|jusqu'au)\s+{_WEEKDAY}"
    rf"(?P<last>{DAY})\s+(?P<last_month>{'|'.join(MONTHS)})(?!\s+(?:\d|de l'an|deux mil))"
)
_EVERY_YEAR = re.compile(r"chaque annee|tous les ans|chaque saison|annuel|periode estivale|saison")
_ON = re.compile(r"\b(?:le|la journee du|les|du|au|ce|et|,)\s*$")
_RULES_TRAFFIC = re.compile(
    r"interdi|reserve|autoris|regle|neutralis|barre|ferme|devie|occup|limit|suspend|altern|deroul|perturb|organis|stationn|circul"
)
_LASTS = re.compile(
    rf"\b(?:pour une (?:duree|periode)|pendant une (?:duree|periode)|d'une duree|pendant|pour|la duree [\w' ]{{0,40}}?)(?: totale| maximale| previsionnelle)?"  # noqa: E501
    rf"(?: est)?(?: fixee a| de| d')?\s*(?P<count>\d{{1,3}}|{COUNTS})\s*(?:\(\s*\w+\s*\)\s*)?(?P<unit>jours?|semaines?|mois|ans?|annees?)\b"  # noqa: E501
)
_OF_THE_ACT = re.compile(
    r"\bpresente?s?\b|\btarif|\breglement\b|\bces? (?:mesures?|dispositions?)|\bdeliberation\b"
)
_EXCLUDED = re.compile(r"\s*exclus?\b")
_SHORT_PERIOD = 45


@dataclass(frozen=True, slots=True)
class Life:
    """temporary: the act names its own end. confidence: 1 when its own words say both ends."""

    validity: Validity
    temporary: bool = False
    start_confidence: float = 1.0
    end_confidence: float = 1.0


def life_of(kind: str, sentences: Sequence[str], signed_on: date | None, known_on: date | None) -> Life:
    """known_on: the day of publication or reception, whichever makes the act binding; None when not told."""
    mine = [one for one in sentences if kind == "arrêté" or _OF_THE_ACT.search(plain(one))]
    periods = [period for one in mine for period in _periods(kind, one, signed_on)]
    start, start_told = _start(mine), True
    if start is None and not periods:
        start, start_told = known_on or signed_on, known_on is not None
        start = (
            start + timedelta(days=1)
            if start and any(_NEXT_DAY.search(plain(one)) for one in mine)
            else start
        )
    first = start or min((period.first for period in periods), default=None)
    end = _end(mine, first or signed_on) or max((period.last for period in periods), default=None)
    if end and first and end < first:
        end = None
    sure = all(period.sure for period in periods) and len({(one.first, one.last) for one in periods}) <= 1
    guessed = 1.0 if sure else 0.7
    begins = guessed if start_told and start is None else 1.0 if start_told else 0.6 if signed_on else 0.0
    return Life(Validity(first, end), end is not None, begins, guessed)


@dataclass(frozen=True, slots=True)
class _Period:
    first: date
    last: date
    sure: bool = True


def _start(sentences: Sequence[str]) -> date | None:
    """« entre en vigueur le » before « à compter du », which may tell of something else."""
    for shape in (_STARTS, _FROM):
        for sentence in sentences:
            folded, names = plain(sentence), named_in(sentence, of_prefect=True)
            if shape is _FROM and re.search(r"abrog|annul|rapporte|retire|recours", folded):
                continue
            for one in dates_in(sentence):
                if shape.search(folded[: one.start]) and not _is_name(one, names):
                    return one.day
    return None


def _is_name(one: Dated, names: Sequence[object]) -> bool:
    """Whether a date is part of another act's name."""
    return any(name.start <= one.start < name.end for name in names)  # type: ignore[attr-defined]


def _end(sentences: Sequence[str], first: date | None) -> date | None:
    for sentence in sentences:
        folded = plain(sentence)
        for one in dates_in(sentence):
            if _UNTIL.search(folded[: one.start]):
                return one.day - timedelta(days=1) if _EXCLUDED.match(folded, one.end) else one.day
    for sentence in sentences:
        found = _LASTS.search(plain(sentence))
        if found and first and not re.search(r"recours|silence|delai|preavis|amende", plain(sentence)):
            return _after(first, found) - timedelta(days=1)
    return None


def _after(first: date, found: re.Match[str]) -> date:
    count = int(found["count"]) if found["count"].isdigit() else spelt(found["count"])
    unit = found["unit"]
    if unit.startswith(("jour", "semaine")):
        return first + timedelta(days=count * (7 if unit.startswith("s") else 1))
    months = first.month - 1 + count * (1 if unit == "mois" else 12)
    year, month = first.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(first.day, last))


def _periods(kind: str, sentence: str, signed_on: date | None) -> list[_Period]:
    """« du 3 au 7 mars 2025 », « les 14 et 15 juin 2025 », « le samedi 14 juin 2025 »."""
    folded, names = plain(sentence), named_in(sentence, of_prefect=True)
    dated = [one for one in dates_in(sentence) if not _is_name(one, names)]
    if kind != "arrêté" and not re.search(_FORCE, folded):
        return []
    found: list[_Period] = []
    ends: set[int] = set()
    for one in dated:
        opening = _RANGE.search(folded[: one.start])
        if opening and one.start not in ends and (first := _opening(opening, one.day)):
            last = one.day - timedelta(days=1) if _EXCLUDED.match(folded, one.end) else one.day
            found.append(_Period(first, last, one.sure))
            ends |= {one.start, opening.start("day"), *(d.start for d in dated if opening.start() <= d.start)}
    if not found and kind == "arrêté" and _RULES_TRAFFIC.search(folded):
        found = _single_days(folded, dated) or _yearless(folded, signed_on)
    return found


def _single_days(folded: str, dated: Sequence[Dated]) -> list[_Period]:
    days = [
        one for one in dated if _ON.search(folded[: one.start]) and not _STARTS.search(folded[: one.start])
    ]
    days = [
        one
        for one in days
        if not _FROM.search(folded[: one.start]) and not _UNTIL.search(folded[: one.start])
    ]
    days = [
        one
        for one in days
        if not re.search(
            r"\b(?:date|loi|decret|demande|courrier|avis|permis)[\w ]{0,12}(?:du|le)\s*$", folded[: one.start]
        )
    ]
    return (
        [_Period(min(one.day for one in days), max(one.day for one in days), all(one.sure for one in days))]
        if days
        else []
    )


def _opening(opening: re.Match[str], last: date) -> date | None:
    """The first day of a range, with the month and year of its last day when it leaves them out."""
    month = MONTHS.index(opening["month"]) + 1 if opening["month"] else last.month
    year = int(opening["year"]) if opening["year"] else last.year
    day = _made(year, month, read_day(opening["day"]))
    if day and day > last and not opening["year"]:
        day = _made(year - 1, month, day.day)
    return day if day and day <= last else None


def _yearless(folded: str, signed_on: date | None) -> list[_Period]:
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
    short = last and first and timedelta(0) <= last - first <= timedelta(days=_SHORT_PERIOD)
    return [_Period(first, last, sure=False)] if first and last and short else []


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
