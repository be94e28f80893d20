"""Exceptional closures and openings in sentences: « La mairie sera fermée le 14 mai 2027 après-midi. »"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from ingest.facts import Event, OpeningSlot
from ingest.schedule.named import EVERYBODY, Named, aligned, article_before, services_named
from ingest.schedule.periods import Period, Years, periods_in
from ingest.schedule.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSED: Final = re.compile(
    r"\b(?:fermee?s?|fermeture|ne (?:sera|seront) pas (?:ouvert|assure)\w*|n'ouvrir\w+ pas)\b"
)
_STAYS_OPEN: Final = re.compile(
    r"\b(?:pas|jamais|plus) fermee?s?\b|\breouv|\bouvertes?s? (?:normalement|aux horaires)"
)
_OPEN: Final = re.compile(r"\b(?:ouverte?s?|ouverture|ouvrira|ouvriront|permanence)\b")
_EXCEPTIONAL: Final = re.compile(r"\bexceptionnel")
_EXCEPT: Final = re.compile(r"\b(?:sauf|hormis|excepte|a l'exception)\b")
_REASON: Final = re.compile(
    r",? (?:en raison|pour|a l'occasion|a cause|suite|afin|du fait|compte tenu|par manque|faute de)\b.*$",
    re.DOTALL,
)
_FROM: Final = re.compile(r"(?:a partir de|des|apres) (\d{1,2}) ?(?:h|heures)(?: ?(\d\d))?")
_UNTIL: Final = re.compile(r"jusqu'a (\d{1,2}) ?(?:h|heures)(?: ?(\d\d))?")
_VERB: Final = (
    r"(?:est|sont|sera|seront|restera|resteront|fermera|fermeront|fermee?s?|ouverte?s?|ouvrira|ouvriront)"
)
# Behind the service: its verb, with few words between; or « : fermeture exceptionnelle ».
_SERVICE_VERB: Final = re.compile(
    rf"(?:[^.;:]{{0,30}}?\b{_VERB}\b|\W{{1,3}}(?:fermeture|ouverture|{_VERB})\b)"
)
# Before it: the beginning of a clause, or the word that closes.
_CLAUSE: Final = re.compile(r"(?:^|[,:;!–-] ?|\bque )\W*(?:la |le |l'|les |votre |vos |notre |nos )?$")
_CLOSING_OF: Final = re.compile(
    r"\b(?:fermeture|ouverture|permanence)"
    r"(?: exceptionnelle| annuelle| estivale| hivernale| temporaire| au public)*"
    r"(?: de la| du| de l'| des| de votre| de| a la| :| -| –)? ?$"
)
# Under the service's own heading: « Fermeture annuelle : du 3 au 17 août », « Fermée le 14 mai ».
_BARE: Final = re.compile(
    r"\W*(?:attention\W+)?(?:exceptionnellement )?(?:fermeture|fermee?s?|ouverture|ouverte?s?)"
    r"(?: exceptionnelle(?:ment)?| annuelle| estivale| hivernale| temporaire| pour conges| au public)*\W*"
    r"(?=(?:le|les|du|ce|des le) )"
)
_LISTED: Final = re.compile(
    r"(?:^|[,:;!–-] )\W*(?:la |le |les |l')[\w' -]{2,40}(?:,| et) (?:la |le |les |l')$"
)
_PLURAL: Final = re.compile(r" (?:sont|seront|resteront|fermeront|ouvriront)\b")
_AND: Final = re.compile(r"(?:,| et| ainsi que)(?: la| le| l'| les)? ?$")


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What one sentence changes for a time. slots: of an exceptional opening. confidence: of its dates.

    named: None for all services. understood: False when a day could not be read or something is left out.
    """

    named: Named | None
    events: tuple[Event, ...] = ()
    slots: tuple[OpeningSlot, ...] = ()
    confidence: float = 1.0
    understood: bool = True


def exceptions_in(sentence: str, told: str, years: Years, context: Named | None) -> list[Exceptional]:
    """What a sentence says of the service that it names, or of its heading's; [] for the usual hours."""
    folded = aligned(sentence)
    closes, opens = _CLOSED.search(folded), _OPEN.search(folded)
    if _STAYS_OPEN.search(folded) or not (closes or (opens and _EXCEPTIONAL.search(folded))):
        return []
    dated = list(periods_in(folded, years))
    subjects = _subjects(sentence, folded, context)
    if not dated or not subjects:
        return []
    if closes:
        return [_closure(sentence, told, years, named, title) for named, title in subjects]
    return [_opening(folded, years, named) for named, _ in subjects if named]


def _subjects(sentence: str, folded: str, context: Named | None) -> list[tuple[Named | None, str]]:
    """The services that the sentence is about, each with how a title names it; None for all of them."""
    reason = _REASON.search(folded)
    found = _acting(sentence[: reason.start()] if reason else sentence, folded)
    if found:
        return [(named, f"{article_before(sentence, named)}{named.name}") for named in found]
    if EVERYBODY.search(folded):
        return [(None, "des services municipaux")]
    bare = context and not services_named(sentence) and _BARE.match(folded)
    return [(context, context.name)] if context and bare else []


def _acting(body: str, folded: str) -> list[Named]:
    """The services that close or open themselves: not « le parking de la mairie »."""
    found: list[Named] = []
    for named in services_named(body):
        before = folded[: named.start]
        follows = bool(found) and _AND.fullmatch(folded[found[-1].end : named.start]) is not None
        subject = _CLAUSE.search(before) and _SERVICE_VERB.match(folded, named.end)
        listed = _LISTED.search(before) and _PLURAL.match(folded, named.end)
        if follows or subject or listed or _CLOSING_OF.search(before):
            found.append(named)
    return found


def _closure(sentence: str, told: str, years: Years, named: Named | None, subject: str) -> Exceptional:
    """The events of a closure: its days stand before its reason."""
    folded = aligned(sentence)
    reason = _REASON.search(folded)
    spans = list(periods_in(folded[: reason.start()] if reason else folded, years))
    spans = spans or list(periods_in(folded, years))
    understood = all(found is not None for _, _, found in spans) and not _EXCEPT.search(folded)
    title = _title(sentence, subject, understood)
    hours = _hours_closed(folded, spans[-1][1]) if understood else None
    periods = [period for _, _, found in spans if found for period in found]
    events = tuple(event for period in periods for event in _events(title, period, hours, told))
    confidence = min((period.confidence for period in periods), default=0.0)
    return Exceptional(named, events, (), confidence, understood and bool(events))


def _title(sentence: str, subject: str, understood: bool) -> str:
    """A title that names the service; the sentence itself when it says more than a title can."""
    lowered = subject[:1].lower() + subject[1:] if not subject.startswith(("de", "du")) else subject
    named = re.sub(r"^(de la |du |des |de l')?(.)", lambda m: (m[1] or "") + m[2].lower(), lowered)
    title = f"Fermeture exceptionnelle {named}" if named.startswith(("de", "du")) else f"Fermeture : {named}"
    return title if understood else f"{title} – {' '.join(sentence.split())[:200].rstrip('.')}"


def _hours_closed(folded: str, end: int) -> tuple[int, int] | None:
    """The minutes of the day that are closed; None for whole days."""
    rest = folded[end:]
    for token in tokens_of(rest):
        if token.kind == "hours" and 0 <= token.opens < token.closes:
            return token.opens, token.closes
    if found := _FROM.search(rest):
        return int(found[1]) * 60 + int(found[2] or 0), 24 * 60
    if found := _UNTIL.search(rest):
        return 0, int(found[1]) * 60 + int(found[2] or 0)
    if re.search(r"apres[- ]midi", folded):
        return 12 * 60, 24 * 60
    return (0, 12 * 60) if re.search(r"\b(?:matin|matinee)\b", folded) else None


def _events(title: str, period: Period, hours: tuple[int, int] | None, told: str) -> Iterator[Event]:
    """One event for whole days, one a day for hours of them."""
    first, after = (datetime.combine(day, time()) for day in (period.first, period.last + timedelta(days=1)))
    if hours is None:
        yield Event(title, first, after, all_day=True, closure=True, category="closure", told=told)
        return
    for ahead in range((after - first).days):
        day = first + timedelta(days=ahead)
        starts, ends = (day + timedelta(minutes=minute) for minute in hours)
        yield Event(title, starts, ends, all_day=False, closure=True, category="closure", told=told)


def _opening(folded: str, years: Years, named: Named) -> Exceptional:
    """Slots of an exceptional opening: single days, and hours with nothing else behind them."""
    spans = list(periods_in(folded, years))
    periods = [period for _, _, found in spans if found for period in found]
    reason = _REASON.search(folded, spans[-1][1])
    rest = tokens_of(folded[spans[-1][1] : reason.start() if reason else len(folded)])
    hours = [token for token in rest if token.kind == "hours" and 0 <= token.opens < token.closes]
    other = [token for token in rest if token.kind not in ("hours", "weak", "strong", "part", "colon")]
    single = len(spans) == 1 and spans[0][2] and all(period.first == period.last for period in periods)
    if not single or not hours or other or _EXCEPT.search(folded):
        return Exceptional(named, understood=False)
    slots = tuple(
        OpeningSlot(
            (period.first.weekday(),), t.opens, t.closes, "", period.first, period.last, exceptional=True
        )
        for period in periods
        for t in hours
    )
    return Exceptional(named, (), slots, min(period.confidence for period in periods))
