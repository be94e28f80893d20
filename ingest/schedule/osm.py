"""`opening_hours` of OpenStreetMap as slots and French comments; what has no such form is kept verbatim.

Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. A later rule takes the days
that it names from the earlier ones; behind a comma it adds to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.folding import fold
from ingest.schedule.clauses import LONGEST, squeezed
from ingest.schedule.condition import PUBLIC_HOLIDAYS, SCHOOL_HOLIDAYS, weeks
from ingest.schedule.hours import Hours
from ingest.schedule.osm_days import DAY, DAY_LIST, EVERY_DAY, weekdays
from ingest.schedule.osm_seasons import SEASON, season
from ingest.schedule.weekly import NotExpressible, Weekly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.schedule.condition import Condition

_SELECTORS: Final = re.compile(
    rf"(?P<season>{SEASON}(?: ?, ?{SEASON})*)?:?\s*"
    r"(?:week ?(?P<first>\d\d?)-(?P<last>\d\d?)/2:?)?\s*"
    rf"(?P<school>SH (?=(?:{DAY})))?(?P<days>{DAY_LIST}(?: ?, ?{DAY_LIST})*)?:?\s*"
)
_TIMES: Final = re.compile(r"\d\d?:\d\d-\d\d?:\d\d(?: ?, ?\d\d?:\d\d-\d\d?:\d\d)*")
_ENDING: Final = re.compile(r'\s*(?P<state>off|closed|open|unknown)?\s*(?:"(?P<comment>[^"]*)")?')
_ONLY_CLOSED: Final = ("", "ferme", "fermee", "closed")
# A rule behind a comma: one that begins with a day after times.
_ADDED: Final = re.compile(rf'(?<=[\d"]),\s+(?={DAY_LIST}\b)')


@dataclass(frozen=True, slots=True)
class _Rule:
    """weekdays: under their own conditions. spans: empty when it closes."""

    weekdays: dict[int, tuple[Condition, ...]]
    feasts: bool
    spans: tuple[tuple[int, int], ...]
    added: bool
    comment: str
    unknown: bool


def slots_of(text: str) -> Hours:
    """The hours that an expression states; when they cannot be given whole, itself as the comment."""
    text = squeezed(text)
    if len(text) > LONGEST or not _is_valid(text):
        return Hours(comment=text)
    try:
        return _hours(text)
    except NotExpressible:
        return Hours(comment=text)


def _is_valid(text: str) -> bool:
    import opening_hours

    return bool(opening_hours.validate(text))


def _hours(text: str) -> Hours:
    week, comments = Weekly(), []
    for rule in _rules(text):
        if isinstance(rule, str):
            comments.append(rule)
            continue
        limits = (rule.comment, "horaire à confirmer" if rule.unknown else "")
        for weekday, conditions in rule.weekdays.items():
            if not rule.added or not rule.spans:
                week.give_way((weekday,), conditions)
            for opens, closes in rule.spans:
                week.add(weekday, opens, closes, conditions, *limits)
        if rule.feasts:
            _on_feasts(week, rule, limits, comments)
        if not rule.spans and fold(rule.comment) not in _ONLY_CLOSED:
            comments.append(rule.comment)
    if not week.entries:
        raise NotExpressible
    return Hours(week.slots(), " ; ".join(dict.fromkeys(comments)))


def _on_feasts(week: Weekly, rule: _Rule, limits: tuple[str, str], comments: list[str]) -> None:
    if not rule.spans:
        comments.append("Fermé les jours fériés")
    for opens, closes in rule.spans:
        for weekday in EVERY_DAY:
            week.add(weekday, opens, closes, (PUBLIC_HOLIDAYS,), *limits)


def _rules(text: str) -> Iterator[_Rule | str]:
    """Each rule, or the words of one that is only a comment. Raises NotExpressible."""
    if "||" in text:
        text, _, fallback = text.partition("||")
        words = re.fullmatch(r'\s*"([^"]+)"\s*', fallback)
        if not words:
            raise NotExpressible
        yield f"En dehors de ces horaires : {words[1]}"
    for part in re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", text):
        for place, piece in enumerate(_ADDED.split(part.strip())):
            if only := re.fullmatch(r'"([^"]+)"', piece):
                yield only[1]
            elif piece:
                yield _rule(piece, added=place > 0)


def _rule(text: str, *, added: bool) -> _Rule:
    if text.startswith("24/7"):
        text = "00:00-24:00" + text[4:]
    selectors = _SELECTORS.match(text)
    rest = text[selectors.end() :] if selectors else text
    times = _TIMES.match(rest)
    ending = _ENDING.fullmatch(rest[times.end() :] if times else rest)
    if selectors is None or ending is None or not (times or ending["state"]):
        raise NotExpressible
    closes = ending["state"] in ("off", "closed")
    spans = () if closes else tuple(_spans(times[0])) if times else ((0, 1440),)
    if closes and times:
        raise NotExpressible
    days = weekdays(selectors, tuple(_limits(selectors)))
    feasts = "PH" in (selectors["days"] or "")
    return _Rule(days, feasts, spans, added, ending["comment"] or "", ending["state"] == "unknown")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for opens, closes in re.findall(r"(\d\d?:\d\d)-(\d\d?:\d\d)", text):
        start, end = _minutes(opens), _minutes(closes)
        if not start < end <= 1440:
            raise NotExpressible
        yield start, end


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _limits(selectors: re.Match[str]) -> Iterator[Condition]:
    if selectors["season"]:
        yield season(selectors["season"])
    if selectors["first"]:
        if int(selectors["last"]) < 52 or int(selectors["first"]) > 2:
            raise NotExpressible
        yield weeks(odd=int(selectors["first"]) == 1)
    if selectors["school"]:
        yield SCHOOL_HOLIDAYS
