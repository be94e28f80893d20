"""The prefecture's acknowledgement and the dates of reception and publication. Knows no document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.decree.dates import dates_in
from ingest.decree.letters import plain

_ACTES = re.compile(
    r"(?<![0-9a-z])(?P<department>[0-9oil]{3}|02[ab])\s?-\s?(?P<siren>[0-9oil]{9})\s?-\s?(?P<day>(?:19|20)[0-9oil]{6})"
    r"\s?-\s?(?P<number>[a-z0-9_./-]{1,40}?)\s?-\s?(?P<nature>de|ar|ai|au|cc|bf|dl|re|sf)(?![a-z0-9])"
)
_RECEIVED = re.compile(
    r"re[cg]u(?:e|s|es)?(?: (?:en|a la|par la|au controle de legalite|par le representant de l'etat))*"
    r"(?: (?:sous-? ?)?prefecture)?(?: d[eu]s? [\w' -]{2,30})?,? le"
    r"|recep(?:tion|tionn?e)[\w' -]{0,40}?(?:prefecture|prefet|etat)[\w' -]{0,20}"
)
_TO_STATE = r"(?:en |a la )?(?:sous-? ?)?prefecture"
_SENT = re.compile(
    r"(?:tele-? ?)?trans(?:mission|mis|mise)[\w' -]{0,40}?(?:pref(?:ecture|et)|etat|legalite)"
    rf"|tele-? ?transmi\w+|depo(?:t|see?) {_TO_STATE}|envo(?:i|yee?) {_TO_STATE}"
)
_PUBLISHED = re.compile(
    r"(?<!convocation )(?:affiche(?:e|s|es)?|affichage|publie(?:e|s|es)?|publication|mise? en ligne"
    r"|notifi(?:ee?s?|cation)|certifiee? executoire)\b"
)
_TO_DATE = re.compile(
    r"[\s:,.'()/-]*(?:(?:le|du|de|la|en|sur|mairie|site|internet|date|commune|compter)\b[\s:,.'-]*){0,8}"
)
_CONVOKED = re.compile(r"convocation[^.\n]{0,40}$|convoque[^.\n]{0,40}$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """text: the ACTES identifier. day: the act's own date in it. number: what the commune called it."""

    text: str
    day: date | None
    number: str
    nature: str


def stamp_in(text: str) -> Stamp | None:
    found = _ACTES.search(plain(text))
    if found is None:
        return None
    figures = found["day"].translate(str.maketrans("oil", "011"))
    shown = re.sub(r"\s", "", text[found.start() : found.end()])
    return Stamp(
        shown.upper(),
        _compact(figures),
        text[found.start("number") : found.end("number")],
        found["nature"].upper(),
    )


def _compact(figures: str) -> date | None:
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:8]))
    except ValueError:
        return None


def received_on(text: str, not_before: date | None) -> date | None:
    """The first day at which the prefecture says that it has the act, else at which it was sent."""
    return _told(_RECEIVED, text, not_before) or _told(_SENT, text, not_before)


def published_on(text: str, not_before: date | None) -> date | None:
    """The first day of display, of publication or of notification."""
    return _told(_PUBLISHED, text, not_before)


def _told(words: re.Pattern[str], text: str, not_before: date | None) -> date | None:
    """The first date right after `words` that is possible: what was displayed earlier was the summons."""
    folded, dated = plain(text), dates_in(text)
    days = []
    for found in words.finditer(folded):
        if _CONVOKED.search(folded[: found.start()]):
            continue
        start = _TO_DATE.match(folded, found.end())
        place = start.end() if start else found.end()
        days += [one.day for one in dated if 0 <= one.start - place <= 2]
    possible = [day for day in days if not_before is None or day >= not_before]
    return min(possible, default=None)
