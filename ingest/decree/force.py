"""From when to when an act holds, as its ruling says it. Knows no document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.decree.clauses import clauses_of
from ingest.decree.periods import included, last_of, periods_in
from ingest.facts import Validity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.decree.clauses import Clause

_FORCE = (
    r"(?:entr\w+ (?:donc )?en (?:vigueur|application)|pren\w+ effet|s'appliqu\w+|applicables?|valables?"
    r"|effectiv?e?s?|en vigueur|executoires?|prises? d'effet|produi\w+ (?:ses |leurs )?effets?)"
)
_STARTS = re.compile(
    rf"\b{_FORCE}[^.;]{{0,70}}?(?:\ble|\ba (?:compter|partir) d[ue]|\bdes le|(?<!jusqu')\bau|\bdu)\s*$"
)
_FROM = re.compile(r"\b(?:a (?:compter|partir) du|des le|avec effet (?:au|du))\s*$")
_NEXT_DAY = re.compile(rf"{_FORCE}[^.;]{{0,40}}\blendemain de (?:sa|la|leur|son)\b")
_UNTIL = re.compile(
    r"\bjusqu'au\s*$|\bjusqu'a(?: la date du)?\s*(?:le )?$|\bvalable\w* (?:jusqu')?au\s*$"
    r"|\b(?:prend\w* fin|expir\w+|cess\w+ (?:de produire )?(?:ses |d')?\w*)\s*(?:le|au)\s*$"
)
_REPEAL = re.compile(r"abrog|annul|rapporte|retire|recours")
# An assembly's act is dated by its own words alone: the dates of a convention or a grant are not its own.
_OF_THE_ACT = re.compile(r"\bpresente?s?\b|\btarif|\bces? (?:mesures?|dispositions?)|\bdeliberation\b")
_ITSELF = re.compile(r"\bl[ea] presente? (?:deliberation|decision|arrete)\b")


@dataclass(frozen=True, slots=True)
class Life:
    """temporary: the act names its own end. confidences: 1 when its own words say that end of its life."""

    validity: Validity
    temporary: bool = False
    start_confidence: float = 1.0
    end_confidence: float = 1.0


def life_of(
    kind: str, sentences: Sequence[str], subject: str, signed_on: date | None, known_on: date | None
) -> Life:
    """known_on: the day of publication or reception, whichever makes the act binding; None when not told."""
    clauses = clauses_of([*sentences, subject], subject)
    if kind == "arrêté":
        return _life(clauses, [one for one in clauses if one.governs], signed_on, known_on)
    mine = [one for one in clauses if _OF_THE_ACT.search(one.folded)]
    return _life(mine, [one for one in mine if _ITSELF.search(one.folded)], signed_on, known_on)


def _life(
    clauses: Sequence[Clause], governing: Sequence[Clause], signed_on: date | None, known_on: date | None
) -> Life:
    periods = [period for one in governing for period in periods_in(one, signed_on)]
    start, confidence = _start(clauses), 1.0
    sure = all(period.sure for period in periods) and len({(one.first, one.last) for one in periods}) <= 1
    if start is None and periods:
        start, confidence = min(period.first for period in periods), 1.0 if sure else 0.7
    elif start is None:
        start, confidence = _default(clauses, signed_on, known_on), 1.0 if known_on else 0.6
    end = _end(governing, start or signed_on) or max((period.last for period in periods), default=None)
    end = None if end and start and end < start else end
    return Life(Validity(start, end), end is not None, confidence, 1.0 if sure else 0.7)


def _default(clauses: Sequence[Clause], signed_on: date | None, known_on: date | None) -> date | None:
    """The day at which the act is binding when it does not say it: it is known, or at least signed."""
    day = known_on or signed_on
    next_day = any(_NEXT_DAY.search(one.folded) for one in clauses)
    return day + timedelta(days=1) if day and next_day else day


def _start(clauses: Sequence[Clause]) -> date | None:
    """« entre en vigueur le » before « à compter du », which may tell of something else."""
    for shape in (_STARTS, _FROM):
        for clause in clauses:
            if shape is _FROM and _REPEAL.search(clause.folded):
                continue
            for one in clause.dated:
                if shape.search(clause.folded[: one.start]):
                    return one.day
    return None


def _end(clauses: Sequence[Clause], first: date | None) -> date | None:
    for clause in clauses:
        for one in clause.dated:
            if _UNTIL.search(clause.folded[: one.start]):
                return included(clause, one)
    return next((last for clause in clauses if first and (last := last_of(clause, first))), None)
