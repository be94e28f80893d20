"""Sentences that say when a service is open: « La mairie est ouverte … », « Horaires de la mairie : … »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.schedule.dates import named as date_pattern
from ingest.schedule.named import Named, aligned, services_named
from ingest.schedule.prose import hours_of
from ingest.schedule.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCES: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ«\"])|\n")
_BEFORE: Final = re.compile(
    r"\W*(?:(?:les |nos |vos )?(?:jours et )?(?:horaires?|heures|ouverture)(?: d'ouverture| d'accueil)?"
    r"(?: d'ete| d'hiver)?(?: au public| du public)? ?(?:de |du |des |: |- )?)?"
    r"(?:la |le |l'|les |votre |notre )?$"
)
_SINCE: Final = re.compile(rf"\W*(?:a compter|a partir) du {date_pattern('s')},? ")
_PERIOD_FIRST: Final = re.compile(
    r"\W*(?:(?:du|pendant|durant|de|d'|en) ?[^:.;]{3,60}|tous les jours|le \w+),\s*(?:la |le |l'|les )?$"
)
_AFTER: Final = re.compile(
    r"(?:,? (?:et|ainsi que) (?:la |le |l'|les )?[\w' -]{3,40}?)?\s*(?:\([^)]*\)\s*)?"
    r"(?:(?:(?:est|sont|sera|seront|reste|restent) (?:egalement )?ouverte?s?|(?:vous )?accueille(?:nt)?"
    r"|(?:vous )?recoit|ouvre(?:nt)?(?: ses portes)?|est accessible)(?: au public| le public)?(?: :)?"
    r"|\s*(?:[:–-]|ouverte?s?\b)|(?: \S+){0,4} :)"
)
_CLOCK: Final = re.compile(r"\b\d{1,2} ?(?:h\b|h\d|heures?\b|:\d\d)")
_DAY: Final = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tous les|chaque|semaine|lun\.|mar\.|mer\.)"
)
_NOT_USUAL: Final = re.compile(r"\bexceptionnel|\b(?:etait|etaient|sera ferme|seront ferme)")
_OPENING: Final = re.compile(
    r"\W*(?:(?:nos |les )?(?:jours et )?horaires?|ouvert|ouverture|accueil|ferme|heures d'ouverture)\b"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What follows the service in a sentence. text: its hours, as written."""

    named: Named
    text: str


def announcements(sentence: str) -> list[Announcement]:
    """The service whose hours a sentence announces, two when they share them; none when it says else."""
    folded, named = aligned(sentence), services_named(sentence)
    if not named or _NOT_USUAL.search(folded):
        return []
    first = named[0]
    before, after = folded[: first.start], _AFTER.match(folded, first.end)
    since = _SINCE.match(before)
    rest = before[since.end() :] if since else before
    if after is None or not (_BEFORE.fullmatch(rest) or _PERIOD_FIRST.fullmatch(rest)):
        return []
    lead = "" if _BEFORE.fullmatch(rest) else sentence[since.end() if since else 0 : first.start]
    # « sera ouverte », without saying from when, is not the usual week.
    future = "" if since or ("sera" not in after[0] and "seront" not in after[0]) else f"{after[0].strip()} "
    said = f"{_without_article(lead)} {future}{sentence[after.end() :]}".strip()
    if not says_hours(said):
        return []
    sharing = [n for n in named[1:] if n.end <= after.end()]
    return [Announcement(n, said) for n in (first, *sharing)]


def _without_article(lead: str) -> str:
    return re.sub(r",\s*(?:la |le |l['’]|les )?$", " :", lead.strip() + " ").strip() if lead.strip() else ""


def since_of(sentence: str) -> re.Match[str] | None:
    """« À compter du 1er septembre 2026, … »."""
    return _SINCE.match(aligned(sentence))


def says_hours(text: str) -> bool:
    """Whether a text has a day and a time, or is understood as hours."""
    folded = aligned(text)
    if _CLOCK.search(folded) and (_DAY.search(folded) or "ferme" in folded):
        return True
    return bool(tokens_of(text)) and hours_of(text) is not None


def is_pure(text: str) -> bool:
    """Whether a line is made of nothing but days and hours."""
    return hours_of(text) is not None


def speaks_of_opening(text: str) -> bool:
    """Whether a line under a service's heading announces hours, understood or not."""
    return bool(_OPENING.match(aligned(text))) and bool(_CLOCK.search(aligned(text)))


def sentences(text: str) -> Iterator[str]:
    yield from (part.strip() for part in SENTENCES.split(text) if part.strip())
