"""Whether a question asks what happens when, and on which days. Knows no event.

A named event is asked for when every word of the question is of courtesy, of time, or of the event's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.moments import read_moments
from inference.facts.words import VOCABULARY, filler, fold, plain, read_words, whole_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from inference.facts.days import Calendar

_WORDS: Final[dict[str, Any]] = read_words(Path(__file__).with_name("words.toml"))
_WHEN, _WHERE, _WHATEVER, _COMING = (
    whole_words(_WORDS["asks"][name]) for name in ("when", "where", "whatever", "coming")
)
_BESIDES: Final = whole_words(_WORDS["besides"]["words"])
_BESIDE: Final = frozenset(fold(word) for word in _WORDS["beside"]["words"])
_OPTIONAL: Final = frozenset(fold(word) for word in _WORDS["optional"]["words"])
_FEAST: Final = whole_words(VOCABULARY["feasts"]["fr"])
_FEAST_MARK: Final = "feastname"
_TRANSLATED: Final = [(whole_words(names), fold(name)) for name, names in _WORDS["translated"].items()]


@dataclass(frozen=True, slots=True)
class AgendaRequest:
    """names: the words that name an event, folded; empty for whatever happens. said: the whole text, folded.

    days: empty for what comes next.
    """

    said: str
    names: tuple[str, ...]
    days: tuple[date, ...]


def understand(
    text: str, at: datetime, commune: str, calendar: Calendar, *, feasts_are_names: bool
) -> AgendaRequest | None:
    """What a citizen's text asks about the agenda; None when it asks something else.

    feasts_are_names: « Noël » is part of a name, as in « marché de Noël », and not a day.
    """
    said = _in_french(plain(text))
    whatever, coming = _WHATEVER.search(said), _COMING.search(said)
    bare = _COMING.sub(" ", _WHATEVER.sub(" ", said))
    if _BESIDES.search(bare):
        return None
    feasts = [found[0] for found in _FEAST.finditer(bare)] if feasts_are_names else []
    moments = read_moments(_FEAST.sub(_FEAST_MARK, bare) if feasts else bare, at.date(), calendar)
    days = tuple(moments.days)
    names = (*_names(moments.text.replace(_FEAST_MARK, " "), commune), *" ".join(feasts).split())
    asks = _WHEN.search(said) or _WHERE.search(said) or days
    if names:
        return AgendaRequest(said, names, days) if asks or whatever or coming else None
    return AgendaRequest(said, (), days) if coming or (whatever and days) else None


def _in_french(said: str) -> str:
    """Common names of events as an agenda writes them."""
    for pattern, name in _TRANSLATED:
        said = pattern.sub(name, said)
    return said


def _names(left: str, commune: str) -> tuple[str, ...]:
    """The words that are neither of courtesy nor of asking; without any, those that a name may leave out."""
    for pattern in (_WHEN, _WHERE):
        left = pattern.sub(" ", left)
    known = filler() | _BESIDE | set(fold(commune).split())
    words = dict.fromkeys(re.findall(r"[^\W_]{2,}", left))
    needed = tuple(word for word in words if word not in known and word not in _OPTIONAL)
    return needed or tuple(word for word in words if word in _OPTIONAL and word not in filler())
