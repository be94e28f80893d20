"""Whether a question asks when a service is open, and about which service, days and time.

Rather None than a wrong guess: what is not understood here goes on to the next rung. Knows no
opening hours and writes no sentence.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.moments import Moments, read_moments
from inference.facts.request import HoursRequest, Intent
from inference.facts.subjects import Mention, meant, mentions, usual_services
from inference.facts.towns import other_town
from inference.facts.words import VOCABULARY, filler, fold, phrases, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from inference.facts.days import Calendar
    from ingest.facts import Service


OTHERS: Final = 3
_OPENING: Final = phrases("opening", "words")
_UNTIL: Final = phrases("opening", "until")
_WHEN: Final = phrases("opening", "when")
_HOUR: Final = re.compile(r"\b(?:heures?|time|horas?|uhr|ora)\b")
_CLOSING: Final = phrases("opening", "closing")
_AGAIN: Final = phrases("opening", "again")
_TIMETABLE: Final = phrases("opening", "timetable")
_TOPICS: Final = phrases("topics", "words")
_VISIT_WORDS: Final = frozenset(VOCABULARY["opening"]["visit"])
_VISIT: Final = re.compile(
    r"\b(?:je|on|nous|possible|can i|can we|puedo|podemos|posso|kann ich)\b(?: \w+){0,4}? "
    rf"(?:{'|'.join(sorted(_VISIT_WORDS))})\b|\b(?:recoit|recevez|recoivent|accueillez)\b"
    r"|\bvous (?:etes|serez) la\b|\bquelqu un\b"
)
_PURPOSE: Final = re.compile(r"\b(?:pour|afin de|car|parce que|for|to|para|per) .*")
_ADDRESS: Final = re.compile(r"\b(?:vous|vos|votre|ouvrez|fermez|you|your)\b")
_CLAUSE_END: Final = re.compile(r"[?!;,:.]")
_SENTENCE_END: Final = re.compile(r"[?!;]|\.(?!\d)")
# « ouvrir une crèche », « horaires de livraison »: what opens is not the service. § stands for it.
_OBJECT: Final = re.compile(
    r"\b(?:(?:re?)?ouv(?:r|er)\w*|ferm\w*|horaires?|heures d ouverture)\b"
    r"(?: (?:t|elle|il|elles|ils|on|vous|nous|pas|plus|aussi|bien|d|de|du|des))*"
    r"(?: (?:un|une|a la|le|la|les|a l|l|au|aux|des|du|de|d|mon|ma|mes|son|sa|ses|notre|nos|cette|ce|ces))+"
    r" (?P<object>[^\W\d]\w+|§)"
)
# « La mairie sera ouverte ce jour-là ? »: the day was told in another sentence; it is not today.
_THAT_DAY: Final = re.compile(
    r"\b(?:(?:ce|cet|ces) (?:jours?|matin|midi|soir|apres midi)|cette (?:date|journee)) la"
    r"(?= *(?:[?!;:.,]|$))"
)
# « Quand rouvre-t-elle après les congés ? », « elle va fermer pour travaux »: the end of a closure that is
# told, not the next opening from now on.
_AFTER: Final = re.compile(r"\b(?:apres|une fois|a la fin)\b")
_WILL_CLOSE: Final = re.compile(
    r"\b(?:va (?:etre )?ferm\w+|(?:sera|seront) ferme\w*|ferm(?:e|ent|era|eront) pour)\b"
)
# « un terrain ouvert à la construction »
_OPEN_THING: Final = re.compile(
    r"\b(?:un|une|le|la|les|l|des|du|au|aux) (?P<object>[^\W\d]\w+) (?:ouverte?s?|fermee?s?)\b"
)


def understand(
    text: str, at: datetime, commune_name: str, services: Sequence[Service], calendar: Calendar
) -> HoursRequest | None:
    """What a citizen's text asks about opening hours; None when it asks something else."""
    whole = plain(text.replace("\n", ". "))
    for sentence in _SENTENCE_END.split(whole):
        named = mentions(sentence, services)
        if not named:
            continue
        moments = _moments(sentence, at, calendar, whole)
        if _asks(sentence, moments):
            subject = _nearest(named, sentence)
            if not _is_about(subject, named, sentence, moments):
                return None
            moments.text = _without_names(moments.text, named)
            return _request(subject.services, sentence, text, commune_name, moments)
    return _without_name(whole, text, at, commune_name, services, calendar)


def _without_name(
    whole: str, text: str, at: datetime, commune_name: str, services: Sequence[Service], calendar: Calendar
) -> HoursRequest | None:
    """A question that names no service beside its verb: every word of it must then be accounted for."""
    named = mentions(whole, services)
    if not (named or _OPENING.search(whole) or _UNTIL.search(whole) or _VISIT.search(whole)):
        return None
    moments = _moments(whole, at, calendar)
    timed = bool(moments.days or moments.every is not None or moments.minute is not None)
    asks = (
        _asks(whole, moments)
        or _UNTIL.search(whole)
        or (named and (timed or _WHEN.search(whole) or _HOUR.search(whole)))
    )
    if not asks or _TOPICS.search(whole) or not all(mention.services for mention in named):
        return None
    if _residue(moments.text, named, commune_name) and not _addresses_us(whole, commune_name, at, calendar):
        return None
    fitting = named[0].services if named else usual_services(services)
    moments.text = _without_names(moments.text, named)
    return _request(fitting, whole, text, commune_name, moments)


def _addresses_us(whole: str, commune_name: str, at: datetime, calendar: Calendar) -> bool:
    """« Je viens retirer un acte, quels sont vos horaires ? »: one clause asks it, whole, of « vous »."""
    clauses = (clause for clause in _CLAUSE_END.split(whole) if _ADDRESS.search(clause))
    rests = (read_moments(clause, at.date(), calendar).text for clause in clauses if _OPENING.search(clause))
    return any(not _residue(rest, [], commune_name) for rest in rests)


def _moments(sentence: str, at: datetime, calendar: Calendar, whole: str = "") -> Moments:
    """What it says of time; « dans deux heures » is a day and a time, « ce jour-là » is one of `whole`."""
    found = read_moments(_THAT_DAY.sub(" ", sentence), at.date(), calendar)
    if _THAT_DAY.search(sentence):
        found.add(*read_moments(_THAT_DAY.sub(" ", whole), at.date(), calendar).days)
    if found.minutes_ahead is not None:
        then = at + timedelta(minutes=found.minutes_ahead)
        found.add(then.date())
        found.minute = then.hour * 60 + then.minute
    return found


def _without_names(rest: str, named: list[Mention]) -> str:
    for mention in named:
        rest = rest.replace(mention.words, " ")
    return rest


def _asks(sentence: str, moments: Moments) -> bool:
    """Whether it speaks of opening, or of coming at some time."""
    if _OPENING.search(sentence):
        return True
    timed = moments.days or moments.every is not None or moments.minute is not None or moments.week
    return bool(_VISIT.search(sentence) and (timed or _WHEN.search(sentence)))


def _nearest(named: list[Mention], sentence: str) -> Mention:
    """The subject that stands nearest to the word of opening."""
    verb = _OPENING.search(sentence)
    if verb is None:
        return named[0]
    start, end = verb.span()
    return min(named, key=lambda mention: max(mention.start - end, start - mention.end))


def _is_about(subject: Mention, named: list[Mention], sentence: str, moments: Moments) -> bool:
    """Whether the service itself is what opens."""
    marked = moments.text
    for mention in named:
        marked = marked.replace(mention.words, "§" if mention.services else mention.words)
    without_purpose = (
        _PURPOSE.sub("", sentence) if subject.end <= len(_PURPOSE.sub("", sentence)) else sentence
    )
    if not subject.services or _TOPICS.search(without_purpose):
        return False
    objects = [match["object"] for match in (*_OBJECT.finditer(marked), *_OPEN_THING.finditer(marked))]
    return all(word == "§" or word in filler() or _OPENING.fullmatch(word) for word in objects)


def _residue(rest: str, named: list[Mention], commune_name: str) -> list[str]:
    """The words that nothing explains."""
    rest = _without_names(rest, named)
    for pattern in (_OPENING, _UNTIL, _WHEN):
        rest = pattern.sub(" ", rest)
    explained = filler() | _VISIT_WORDS | set(fold(commune_name).split())
    return [word for word in re.findall(r"[^\W\d]\w*", rest) if word not in explained]


def _request(
    services: Sequence[Service], sentence: str, text: str, commune_name: str, moments: Moments
) -> HoursRequest | None:
    elsewhere = other_town(text, commune_name, (service.name for service in services))
    if elsewhere:
        return HoursRequest(Intent.WEEK, None, elsewhere)
    fitting = meant(services, commune_name)
    if not fitting:
        return None
    service = next((service for service in fitting if service.slots), fitting[0])
    others = tuple(other for other in fitting if other is not service and other.slots)[:OTHERS]
    intent = _intent(sentence, moments)
    if _of_another_time(intent, sentence, text, moments):
        return None
    days = tuple(moments.days)
    if intent in (Intent.DAYS, Intent.CLOSES) and not days and moments.every is None:
        days = (moments.today,)
    closed = _CLOSING.search(sentence) is not None
    return HoursRequest(
        intent,
        service,
        days=days,
        every=moments.every,
        part=moments.part if intent is Intent.DAYS else None,
        minute=None if closed else moments.minute,  # « vous fermez à midi ? » wants the hours of the day
        asks_if_closed=closed,
        school_holidays=moments.school_holidays,
        public_holidays=moments.public_holidays,
        others=others,
    )


def _of_another_time(intent: Intent, sentence: str, text: str, moments: Moments) -> bool:
    """Whether it names a time that was not understood: of this very moment nothing was asked."""
    if _THAT_DAY.search(sentence) and not moments.days:
        return True
    untold = _AFTER.search(moments.text) or _WILL_CLOSE.search(plain(text))
    if intent is Intent.NEXT:
        return untold is not None
    return intent is Intent.NOW and (untold is not None or moments.unread())


def _intent(sentence: str, moments: Moments) -> Intent:
    when, until = _WHEN.search(sentence), _UNTIL.search(sentence)
    closes = bool(until or (when and _CLOSING.search(sentence) and not _AGAIN.search(sentence)))
    if moments.days or moments.every is not None:
        return Intent.CLOSES if closes and moments.minute is None else Intent.DAYS
    if moments.week or moments.school_holidays or moments.public_holidays:
        return Intent.WEEK
    if _AGAIN.search(sentence):
        return Intent.NEXT
    if moments.minute is not None:
        return Intent.DAYS
    return _intent_without_time(sentence, moments, closes=closes, when=bool(when))


def _intent_without_time(sentence: str, moments: Moments, *, closes: bool, when: bool) -> Intent:
    if closes:
        return Intent.CLOSES
    if moments.part or _TIMETABLE.search(sentence) or not _OPENING.search(sentence):
        return Intent.WEEK
    if when and _HOUR.search(sentence):
        return Intent.DAYS  # « à quelle heure ouvrez-vous ? » wants today's hours, « quand » the next opening
    return Intent.NEXT if when else Intent.NOW
