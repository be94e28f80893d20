"""Sentences that say when a service is open: « La mairie est ouverte … », « Horaires de la mairie : … »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.schedule.dates import MONTH, Dated
from ingest.schedule.dates import named as date_pattern
from ingest.schedule.named import Named, aligned, services_named
from ingest.schedule.prose import hours_of
from ingest.schedule.tokens import tokens_of

_BEFORE: Final = re.compile(
    r"\W*(?:(?:les |nos |vos |nouveaux )?(?:jours et )?(?:horaires?|heures|ouverture)"
    r"(?: d'ouverture| d'accueil)?(?: d'ete| d'hiver)?(?: au public| du public)? ?"
    r"(?:de |du |des |pour |: |- )?)?"
    r"(?:la |le |l'|les |votre |notre )?$"
)
_SINCE: Final = re.compile(rf"\b(?:a compter|a partir) du {date_pattern('s')},?(?: |$)")
_PERIOD_FIRST: Final = re.compile(
    r"\W*(?:(?:du|pendant|durant|de|d'|en) ?[^:.;]{3,60}|tous les jours|le \w+),\s*(?:la |le |l'|les )?$"
)
_SHARED: Final = r"(?:,? (?:et|ainsi que) (?P<shared>(?:la |le |l'|les )?[\w' -]{3,40}?))?"
_AFTER: Final = re.compile(
    rf"{_SHARED}\s*(?:\([^)]*\)\s*)?"
    r"(?:(?P<verb>(?:(?:est|sont|sera|seront|reste|restent) (?:egalement )?(?:ouverte?s?|(?=fermee?s?\b))"
    r"|(?:vous )?accueille(?:nt)?|(?:vous )?recoit|ouvre(?:nt)?(?: ses portes)?|est accessible)"
    r"(?: au public| le public)?)(?: :)?|(?: au public)?\s*(?:[:–-]|ouverte?s?\b))"
)
_CLOCK: Final = re.compile(r"\b\d{1,2} ?(?:h\b|h\d|heures?\b|:\d\d)")
_DAY: Final = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tous les|chaque|semaine|lun\.|mar\.|mer\.)"
)
_NOT_USUAL: Final = re.compile(r"\bexceptionnel|\b(?:etait|etaient|sera ferme|seront ferme)")
WHEN: Final = re.compile(rf"{_DAY.pattern}|\b(?:{MONTH}|vacances|feries?|ete|hiver)\b")
_OPENING: Final = re.compile(
    r"\W*(?:(?:nos |les )?(?:jours et )?horaires?|ouverte?s?|ouverture|accueil|fermee?s?|fermeture"
    r"|heures d'ouverture)\b"
)
# What may take back an opening, in words of any order.
_RESTRICTS: Final = re.compile(
    r"\b(?:ferm(?:e|ee|es|ees|eture)|sauf|hormis|excepte|pas|aucun|suspendue?s?|annulee?s?|uniquement|seulement"
    r"|reservee?s?|sur rendez-vous)\b"
)
_BY_PHONE: Final = re.compile(r"\b(?:telephon\w*|standard|par mail|courriel)\b")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What follows the service in a sentence. text: its hours, as written. since: the day they begin."""

    named: Named
    text: str
    since: Dated | None = None


def announcements(sentence: str) -> list[Announcement]:
    """The service whose hours a sentence announces, two when they share them; none when it says else."""
    folded, named = aligned(sentence), services_named(sentence)
    if not named or _NOT_USUAL.search(folded):
        return []
    first = named[0]
    before, after = folded[: first.start], _AFTER.match(folded, first.end)
    since = _SINCE.search(before)
    rest = _SINCE.sub("", before)
    if after is None or not (_BEFORE.fullmatch(rest) or _PERIOD_FIRST.fullmatch(rest)):
        return []
    sharing = [n for n in named[1:] if n.end <= after.end()]
    said = _said(sentence, first, rest, after, bool(since))
    if (after["shared"] and not sharing) or not (
        says_hours(said) or (after["verb"] and WHEN.search(aligned(said)))
    ):
        return []
    return [Announcement(n, said, Dated.of(since, "s") if since else None) for n in (first, *sharing)]


def _said(sentence: str, first: Named, rest: str, after: re.Match[str], since: bool) -> str:
    """The hours of a sentence, with what bounds them in front."""
    lead = "" if since or _BEFORE.fullmatch(rest) else sentence[: first.start]
    verb = after["verb"] or ""
    # « sera ouverte », without saying from when, is not the usual week.
    future = "" if since or not re.match(r"ser(?:a|ont)\b", verb.strip()) else f"{verb.strip()} "
    return f"{_without_article(lead)} {future}{sentence[after.end() :]}".strip()


def _without_article(lead: str) -> str:
    return re.sub(r",\s*(?:la |le |l['’] ?|les )?$", " :", lead.strip() + " ").strip() if lead.strip() else ""


def says_hours(text: str) -> bool:
    """Whether a text has a day and a time, or is understood as hours."""
    folded = aligned(text)
    if _CLOCK.search(folded) and (_DAY.search(folded) or "ferme" in folded):
        return True
    return bool(tokens_of(text)) and hours_of(text) is not None


def is_pure(text: str) -> bool:
    """Whether a line is made of nothing but days and hours."""
    return hours_of(text) is not None


def bears_on_hours(text: str) -> bool:
    """Whether a line under a service's heading announces or takes back hours, understood or not."""
    folded = aligned(text)
    if _BY_PHONE.search(folded) or not WHEN.search(folded):
        return False
    return bool(_OPENING.match(folded) or _RESTRICTS.search(folded))
