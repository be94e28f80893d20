"""What the comment of an opening slot says: on which days, in which part of the day, how to come.

A comment restricts its slot. It is read whole or not at all: one word that is not understood
and the reading is None, so that nobody promises an opening that the comment takes back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from inference.facts import conditions
from inference.facts.rules import Part, Rule
from inference.facts.words import MONTHS, WEEKDAYS, fold

if TYPE_CHECKING:
    from inference.facts.conditions import Condition


_ORDINALS: Final = {
    "dernier": -1, "derniere": -1, "premier": 1, "premiere": 1, "second": 2, "seconde": 2,
    "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
}  # fmt: skip
_ORDINAL: Final = rf"(?:[1-5] ?(?:er|ere|eme|e|nde?|ieme|de)?|{'|'.join(_ORDINALS)})s?"
_DAY, _MONTH = "|".join(WEEKDAYS), "|".join(MONTHS)
_TOKENS: Final = re.compile(
    rf"\b(?:(?P<nth>(?P<ordinals>{_ORDINAL}(?:(?: et| ou|,)(?: le| les)? {_ORDINAL})*) (?P<nth_day>{_DAY})s?)"
    r"|(?P<school>vacances(?: scolaires)?)"
    r"|(?P<feast>jours? feries?)"
    r"|(?P<parity>semaines? (?P<odd>im)?paires?)"
    rf"|(?P<dates>(?P<d1>\d\d?)(?:er)? (?P<m1>{_MONTH}) (?:jusqu )?au (?P<d2>\d\d?)(?:er)? (?P<m2>{_MONTH}))"
    rf"|(?P<range>(?P<since>{_MONTH}) (?:a|au|jusqu en|jusqu a) (?:fin )?(?P<until>{_MONTH}))"
    rf"|(?P<month>{_MONTH})"
    r"|(?P<free>(?:avec ou )?sans (?:rendez vous|rdv))"
    r"|(?P<appointment>(?:sur|avec) (?:rendez vous|rdv))"
    r"|(?P<part>matin(?:ee)?s?|apres midis?|soir(?:ee)?s?)"
    rf"|(?P<weekday>{_DAY})s?"
    r"|(?P<without>sauf|hors|hormis|excepte|en dehors|a l exception)"
    r"|(?P<closed>fermee?s?)"
    r"|(?P<only>uniquement|seulement|exclusivement)"
    r"|(?P<filler>accueil|ouverte?s?|ouverture|mairie|secretariat|public|aux?|les?|la|l|de|des|du|d|en|a|et|est"
    r"|pendant|durant|chaque|tous|mois|periodes?))\b"
    r"|(?P<comma>[,:])|(?P<unknown>\S+)"
)
_RESTRICTING: Final = re.compile(
    r"ferm|sauf|hors|unique|seulement|exclusiv|rendez|rdv|vacance|conge|semaine|mois|except|variable|\bete\b|\d"
    rf"|\b(?:{_MONTH}|{_DAY})"
)
# « Sinon, sur rendez-vous » speaks of other times than the slot's.
_OTHER_TIMES: Final = re.compile(
    r"(?:sinon|autrement|le reste du temps|en dehors de ces (?:horaires|heures|creneaux|plages))\b"
)
_PARTS: Final = {"m": Part.MORNING, "a": Part.AFTERNOON, "s": Part.EVENING}
_KINDS: Final = (
    "nth", "school", "feast", "parity", "dates", "range", "month", "free", "appointment", "part",
    "weekday", "without", "closed", "only", "filler", "comma", "unknown",
)  # fmt: skip
_DAY_CONDITIONS: Final = _KINDS[:7]


@dataclass(frozen=True, slots=True)
class _Term:
    """One condition. without: said after « sauf » or « hors ». weekday: the one that it speaks of."""

    kind: str
    holds: Condition
    without: bool
    weekday: int | None = None


@dataclass(slots=True)
class _Clause:
    """What was read so far of one clause."""

    conditions: list[_Term] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    months: set[int] = field(default_factory=set)
    months_excluded: bool = False
    flags: set[str] = field(default_factory=set)


@cache
def rules_of(comment: str) -> tuple[Rule, ...] | None:
    """The restrictions that a comment states; () for none, None when it is not understood."""
    found: list[Rule] = []
    for clause in re.split(r"[.;!]", fold(comment)):
        rules = () if _OTHER_TIMES.match(clause.strip()) else _rules_of_clause(clause.strip())
        if rules is None:
            return None
        found.extend(rules)
    return tuple(found)


@cache
def general_rules_of(comment: str) -> tuple[Rule, ...] | None:
    """As `rules_of`, for the comment of a whole service, which often speaks of other things than time."""
    rules = rules_of(comment)
    return () if rules is None and not _RESTRICTING.search(fold(comment)) else rules


def _rules_of_clause(clause: str) -> tuple[Rule, ...] | None:
    seen, previous = _Clause(), ""
    for match in _TOKENS.finditer(clause):
        kind = next(kind for kind in _KINDS if match.group(kind))
        if kind == "unknown" or _two_readings(seen, previous, kind):
            return None
        _take(seen, kind, match)
        previous = previous if kind in ("filler", "comma") else kind
    if seen.months:
        holds = conditions.months(frozenset(seen.months))
        seen.conditions.append(_Term("month", holds, seen.months_excluded))
    return _conclude(seen) if previous else ()


def _two_readings(seen: _Clause, previous: str, kind: str) -> bool:
    """« uniquement le matin pendant les vacances », « le matin uniquement pendant les vacances »."""
    return previous == "only" and (kind == "part" or (bool(seen.parts) and kind in _DAY_CONDITIONS))


def _take(seen: _Clause, kind: str, match: re.Match[str]) -> None:
    if kind == "month":
        seen.months_excluded = "without" in seen.flags if not seen.months else seen.months_excluded
        seen.months.add(MONTHS[match["month"]])
    elif kind in _DAY_CONDITIONS:
        weekday = WEEKDAYS[match["nth_day"]] if kind == "nth" else None
        seen.conditions.append(_Term(kind, _condition(kind, match), "without" in seen.flags, weekday))
    elif kind == "part":
        seen.parts.append(_PARTS[match["part"][0]])
    elif kind == "weekday":
        seen.weekdays.append(WEEKDAYS[match["weekday"]])
    else:
        seen.flags.add(kind)


def _condition(kind: str, match: re.Match[str]) -> Condition:
    match kind:
        case "nth":
            return conditions.nth_weekdays(_ordinals(match["ordinals"]), WEEKDAYS[match["nth_day"]])
        case "school":
            return conditions.school_holidays
        case "feast":
            return conditions.public_holidays
        case "parity":
            return conditions.weeks(odd=bool(match["odd"]))
        case "dates":
            first, last = (MONTHS[match["m1"]], int(match["d1"])), (MONTHS[match["m2"]], int(match["d2"]))
            return conditions.dates(first, last)
        case _:
            return conditions.dates((MONTHS[match["since"]], 1), (MONTHS[match["until"]], 31))


def _ordinals(text: str) -> frozenset[int]:
    words = re.findall(rf"\d|{'|'.join(_ORDINALS)}", text)
    return frozenset(int(word) if word.isdigit() else _ORDINALS[word] for word in words)


def _conclude(seen: _Clause) -> tuple[Rule, ...] | None:
    if len(seen.parts) > 1 or len(seen.weekdays) > 1 or not _one_reading(seen):
        return None
    part = seen.parts[0] if seen.parts else None
    weekday = seen.weekdays[0] if seen.weekdays else None
    if "appointment" in seen.flags:
        return (Rule(conditions.always, part, weekday, by_appointment=True),)
    closed = "closed" in seen.flags
    return tuple(_rule(term, closed, part, weekday) for term in seen.conditions)


def _rule(term: _Term, closed: bool, part: Part | None, weekday: int | None) -> Rule:
    if term.without == closed:
        return Rule(term.holds, part, weekday)
    # « fermé le 1er lundi du mois » says nothing of the other weekdays
    return Rule(conditions.negated(term.holds), part, weekday if term.weekday is None else term.weekday)


def _one_reading(seen: _Clause) -> bool:
    """Whether the clause can mean one thing only."""
    kinds = [(term.kind, term.without) for term in seen.conditions]
    if "free" in seen.flags:
        return not kinds and not (seen.parts or seen.weekdays or seen.flags - {"free", "filler", "comma"})
    if "appointment" in seen.flags:
        return not kinds and not seen.flags & {"closed", "without"}
    if "closed" in seen.flags:
        return len(kinds) == 1
    listed_after_without = [kind for kind, without in kinds if without and kind in ("nth", "parity")]
    return bool(kinds) and not (listed_after_without and len(kinds) > 1)
