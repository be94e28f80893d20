"""Whether a question asks when waste is collected, of which kind, and on which days.

Rather None than a wrong guess: prices, sorting, complaints and hours go on to the next rung.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.addresses import written_addresses
from inference.facts.moments import read_moments
from inference.facts.rules import Part
from inference.facts.waste.kinds import WORDS, colours_in, kinds_in, names_any, without_waste
from inference.facts.words import filler, fold, plain, whole_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from inference.facts.addresses import WrittenAddress
    from inference.facts.days import Calendar
    from inference.facts.moments import Moments

_COLLECTED: Final = whole_words(WORDS["collected"]["words"])
_STOPS: Final = frozenset(
    fold(phrase)
    for table in ("collected", "any", "asks")
    for list_ in WORDS[table].values()
    for phrase in list_
)
_ALONE: Final = whole_words(WORDS["collected"]["alone"])
_TAKEN_OUT: Final = whole_words(WORDS["collected"]["taken_out"])
_WHEN: Final = whole_words(WORDS["asks"]["when"])
_WHICH: Final = whole_words(WORDS["asks"]["which"])
_BIN: Final = whole_words(WORDS["bins"]["words"])
_BESIDES: Final = whole_words(WORDS["besides"]["words"])
_NOUNS: Final = whole_words(WORDS["beside"]["nouns"])
_BESIDE: Final = frozenset(fold(word) for word in WORDS["beside"]["words"])
_WHERE: Final = whole_words(WORDS["where"]["words"])
_SECTOR: Final = re.compile(
    rf"{whole_words(WORDS['sectors']['words']).pattern}(?: (?:de |du |des |la |les |le |l )*\w+)?"
)
_I_TAKE_OUT: Final = re.compile(r"\bje sors\b")  # elsewhere it tells when somebody leaves work
_SINGULAR: Final = re.compile(
    r"\b[dD][eéEÉ]chet\b"
)  # « dechet » alone is short for the waste centre elsewhere


@dataclass(frozen=True, slots=True)
class WasteRequest:
    """kinds, colours: of the waste asked for, both empty for all. days: empty for the next collections.

    text: what was asked, folded. streets: as written. holidays: it asks about public holidays in general.
    """

    text: str
    kinds: frozenset[str]
    colours: frozenset[str]
    days: tuple[date, ...]
    streets: tuple[WrittenAddress, ...]
    holidays: bool = False


def understand(text: str, at: datetime, places: frozenset[str], calendar: Calendar) -> WasteRequest | None:
    """What a citizen's text asks about waste collections; None when it asks something else.

    places: the folded words of the commune's name and of the streets that the tables know.
    """
    said = plain(_SINGULAR.sub("déchets", text))
    if _BESIDES.search(said) or _WHERE.search(said):
        return None
    streets = tuple(written_addresses(said, _STOPS))
    rest = said
    for street in streets:
        rest = rest.replace(street.street, " ")
    moments = read_moments(_I_TAKE_OUT.sub("on sort", rest), at.date(), calendar)
    residue = _residue(moments.text, places)
    if not _speaks_of_collection(said, residue) or not _asks_when(said, moments, residue):
        return None
    taken_out = _TAKEN_OUT.search(said) is not None
    days = _days(moments, taken_out=taken_out)
    holidays = moments.public_holidays and not days
    return WasteRequest(said, kinds_in(said), colours_in(said), days, streets, holidays)


def _speaks_of_collection(said: str, residue: list[str]) -> bool:
    """A word of waste, and where that word has other meanings, a word of collection beside it."""
    if kinds_in(said, strong=True) or colours_in(said) or _ALONE.search(said):
        return True
    if kinds_in(said):
        return bool(_COLLECTED.search(said) or _BIN.search(said) or _WHEN.search(said))
    what = _COLLECTED.search(said) and _WHICH.search(said)  # « on ramasse quoi mercredi ? »
    return names_any(said) or bool((what or _NOUNS.search(said)) and not residue)


def _asks_when(said: str, moments: Moments, residue: list[str]) -> bool:
    """Whether a time is asked for or named; a few words alone, « poubelle jaune ? », ask it too."""
    timed = bool(moments.days or moments.every is not None)
    if _COLLECTED.search(said) or _ALONE.search(said) or _WHICH.search(said):
        return timed or bool(_WHEN.search(said) or _WHICH.search(said)) or not residue
    return not residue


def _residue(rest: str, places: frozenset[str]) -> list[str]:
    """The words that nothing explains."""
    rest = _SECTOR.sub(" ", without_waste(rest))
    for pattern in (_COLLECTED, _WHEN, _WHICH, _BIN):
        rest = pattern.sub(" ", rest)
    known = filler() | places | _BESIDE
    return [word for word in re.findall(r"[^\W\d]\w+", rest) if word not in known]


def _days(moments: Moments, *, taken_out: bool) -> tuple[date, ...]:
    """The days of collection that are meant: what is put out in the evening is collected the day after."""
    if moments.every is not None:
        ahead = (moments.every - moments.today.weekday()) % 7
        return (moments.today + timedelta(days=ahead),)
    if moments.part is Part.EVENING and len(moments.days) == 1:
        return (moments.days[0] + timedelta(days=1),)
    if taken_out and moments.days == [moments.today]:
        return (moments.today, moments.today + timedelta(days=1))
    return tuple(moments.days)
