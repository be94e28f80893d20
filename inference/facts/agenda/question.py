"""Whether a question asks what happens when, and on which days. Knows no event.

A named event is asked for when every word of the question is of courtesy, of time, or of the event's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.moments import read_moments
from inference.facts.words import MONTHS, VOCABULARY, filler, fold, plain, read_words, whole_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from inference.facts.days import Calendar

_WORDS: Final[dict[str, Any]] = read_words(Path(__file__).with_name("words.toml"))
_WHEN, _WHERE, _WHATEVER, _COMING, _OPENS = (
    whole_words(_WORDS["asks"][name]) for name in ("when", "where", "whatever", "coming", "opens")
)
_BESIDES: Final = whole_words(_WORDS["besides"]["words"])
_BESIDE: Final = frozenset(fold(word) for word in _WORDS["beside"]["words"])
_OPTIONAL: Final = frozenset(fold(word) for word in _WORDS["optional"]["words"])
_FEAST: Final = whole_words([*VOCABULARY["feasts"]["fr"], *VOCABULARY["feasts_abroad"]])
_FEAST_MARK: Final = "feastname"
_TRANSLATED: Final = [
    (whole_words(names), fold(name))
    for table in (_WORDS["translated"], VOCABULARY["feasts_abroad"])
    for name, names in table.items()
]


@dataclass(frozen=True, slots=True)
class AgendaRequest:
    """names: the words that name an event, folded; empty for whatever happens. said: the whole text, folded.

    days: empty for what comes next. month: 1 to 12, of a month named alone. general: it asks for whatever
    there is, at a place too. whole_title: it asks for hours, which only an event has that it names in full.
    """

    said: str
    names: tuple[str, ...]
    days: tuple[date, ...]
    month: int | None = None
    general: bool = False
    whole_title: bool = False


def understand(text: str, at: datetime, commune: str, calendar: Calendar) -> Iterator[AgendaRequest]:
    """What a citizen's text may ask about the agenda, the likelier first; nothing when it asks no such thing.

    A feast is part of a name, « marché de Noël », before it is a day.
    """
    said = _in_french(plain(text))
    bare = _COMING.sub(" ", _WHATEVER.sub(" ", said))
    if _BESIDES.search(bare):
        return
    feasts = [found[0] for found in _FEAST.finditer(bare)]
    for names in [feasts, []] if feasts else [[]]:
        if request := _request(said, bare, names, at, commune, calendar):
            yield request


def _request(
    said: str, bare: str, feasts: list[str], at: datetime, commune: str, calendar: Calendar
) -> AgendaRequest | None:
    """bare: `said` without the words that ask for whatever happens. feasts: those that are part of a name."""
    moments = read_moments(_FEAST.sub(_FEAST_MARK, bare) if feasts else bare, at.date(), calendar)
    days = tuple(moments.days)
    left = moments.text.replace(_FEAST_MARK, " ")
    month = next((MONTHS[word] for word in bare.split() if word in MONTHS and not days), None)
    names = (*_names(left, commune), *(word for word in " ".join(feasts).split() if word not in filler()))
    whatever, coming = _WHATEVER.search(said), _COMING.search(said)
    general, opens = bool(whatever or coming), _OPENS.search(said) is not None
    asks = _WHEN.search(said) or _WHERE.search(said) or opens or days or month or general
    if names:
        return AgendaRequest(said, names, days, month, general, opens) if asks else None
    dated = bool(days or month)
    return AgendaRequest(said, (), days, month, general) if coming or (whatever and dated) else None


def _in_french(said: str) -> str:
    """Common names of events as an agenda writes them."""
    for pattern, name in _TRANSLATED:
        said = pattern.sub(name, said)
    return said


def _names(left: str, commune: str) -> tuple[str, ...]:
    """The words that are neither of courtesy nor of asking; without any, those that a name may leave out."""
    for pattern in (_WHEN, _WHERE, _OPENS):
        left = pattern.sub(" ", left)
    known = filler() | _BESIDE | MONTHS.keys() | set(fold(commune).split())
    words = dict.fromkeys(re.findall(r"[^\W_]{2,}", left))
    needed = tuple(word for word in words if word not in known and word not in _OPTIONAL)
    return needed or tuple(word for word in words if word in _OPTIONAL and word not in filler())
