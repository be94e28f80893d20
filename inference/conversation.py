"""What « et le samedi ? » means: a question that leans on the one before is made whole again.

Kept in memory only, for half an hour, a conversation of one commune each; knows no rung and no table.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from inference.facts.moments import read_moments
from inference.facts.subjects import named_subjects
from inference.facts.words import VOCABULARY, alternation, filler, plain
from inference.introduction import introduced
from inference.question import MAX_QUESTION_CHARACTERS
from ingest.plu.codes import is_code

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inference.facts.days import Calendar
    from inference.facts.moments import Moments
    from inference.question import Question

MOST_KEPT: Final = 10_000
KEPT_SECONDS: Final = 1800.0
_LONGEST_LEANING_WORDS: Final = 9
_WORDS: Final[dict[str, list[str]]] = VOCABULARY["conversation"]
_LINK: Final = re.compile(
    rf"^(?!(?:{alternation(_WORDS['unlinked'] + _WORDS['unjoined'])})(?!\w))"
    rf"(?:(?:{alternation(_WORDS['links'])})(?!\w)[ ,:]*|(?:{alternation(_WORDS['joined'])})"
    rf"(?=(?:{alternation(_WORDS['joined_to'])})\w|(?:{alternation(_WORDS['joined_before'])})(?!\w)))"
)
_ASKING: Final = re.compile(rf"(?<!\w)(?:{alternation(_WORDS['asking'])})(?!\w)")
_INTERROGATIVE: Final = re.compile(
    rf"^(?:{alternation(_WORDS['interrogatives'] + _WORDS['interrogatives_abroad'])})(?!\w)"
)
_ZONE: Final = re.compile(r"\bzones? (?:\d ?)?[a-z]{1,3}\d?[a-z]?\b")
_ONLY_A_ZONE: Final = re.compile(rf"(?:en |dans la |la )?{_ZONE.pattern}\W*")
# Zones without their word. In the question before, behind a small word; in the new one they open it, and one
# that is also a word of its own (« a », « au », « ne ») only behind a small word.
_BUILT: Final = r"(?:[1-9] ?au[a-z]{0,2}|u[a-z]{1,2}|[uan](?=\d))(?:\d[a-z]?)?"
_OTHER: Final = r"[an][a-z]\d?"
_ZONE_AMONG: Final = re.compile(rf"\b(?:en|in|em|la|terrain|classee?s?) ({_BUILT}|{_OTHER})(?!\w)")
_ZONE_OPENING: Final = re.compile(
    rf"(?:(?:en|in|em|dans|pour) )?(?:la )?({_BUILT})(?!\w)"
    rf"|(?:en|in|em|(?:dans |pour )?la) (?:({_OTHER})(?!\w)|(?P<letter>[a-z]|au)(?=\W*$))"
)
_STREET: Final = re.compile(
    r"\b(?:\d+ (?:bis |ter )?)?(?:rue|avenue|place|chemin|impasse|allee|boulevard|route|quai|square|cours)"
    r"\b[^?!.,;]*"
)
_PUBLIC: Final = re.compile(rf"(?<!\w)(?:{alternation(_WORDS['publics'])})(?!\w)")
_STOPS: Final = re.compile(r"[?!.;]+")
_WORD: Final = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class _Said:
    """The last question of a conversation, whole, and when it was asked (monotonic seconds)."""

    text: str
    at: float


class Conversations:
    """The last question of each conversation."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._said: OrderedDict[tuple[str, str], _Said] = OrderedDict()

    def resolved(self, question: Question, calendar: Calendar) -> Question:
        """The question as it would be asked alone; `follow_up` says that it was not."""
        if question.earlier:
            return _after(question.earlier, question, calendar)
        if not question.conversation_id:
            return question
        key = (question.commune, question.conversation_id)
        before = self._before(key)
        whole = joined(before, question, calendar) if before else question
        self._keep(key, whole.text)
        return whole

    def _before(self, key: tuple[str, str]) -> str:
        with self._lock:
            said = self._said.get(key)
        return said.text if said and self._clock() - said.at < KEPT_SECONDS else ""

    def _keep(self, key: tuple[str, str], text: str) -> None:
        with self._lock:
            self._said[key] = _Said(text, self._clock())
            self._said.move_to_end(key)
            while len(self._said) > MOST_KEPT:
                self._said.popitem(last=False)


def _after(earlier: Sequence[str], question: Question, calendar: Calendar) -> Question:
    """The question after others that the client remembers: each leans on the one before it."""
    before = earlier[0]
    for text in earlier[1:]:
        before = joined(before, replace(question, text=text), calendar).text
    return joined(before, question, calendar)


def joined(before: str, question: Question, calendar: Calendar) -> Question:
    """`question` with what it takes over from the one before; itself when it stands alone.

    Where the citizen lives stays said before it.
    """
    if home := introduced(before):
        whole = joined(home.question, question, calendar)
        return whole if whole is question else _cut(whole, f"{home.told} {whole.text}")
    kept, new = _zones_with_their_word(plain(before), plain(question.text))
    told = read_moments(new, question.at.date(), calendar)
    if not _leans(new, told):
        return question
    rest = _LINK.sub("", new)
    if _timed(told):
        kept = read_moments(kept, question.at.date(), calendar).text
    kept, rest = _exchanged(kept, rest)
    text = " ".join(_STOPS.sub(" ", f"{kept} {rest}").split())
    return _cut(replace(question, follow_up=True), text)


def _cut(question: Question, text: str) -> Question:
    """The same question in these words, no longer than any."""
    return replace(question, text=text[:MAX_QUESTION_CHARACTERS])


def _leans(new: str, told: Moments) -> bool:
    """Whether it says nothing whole by itself: it opens with a link, or asks without any subject."""
    if len(new.split()) > _LONGEST_LEANING_WORDS:
        return False
    linked = _LINK.match(new)
    if _ONLY_A_ZONE.fullmatch(new):
        return True
    if not _subject_words(_LINK.sub("", told.text.strip())):
        return bool(linked or _timed(told) or _ASKING.search(new) or _INTERROGATIVE.match(new))
    return linked is not None and not _INTERROGATIVE.match(new[linked.end() :])


def _timed(told: Moments) -> bool:
    return bool(told.days or told.every is not None or told.minute is not None or told.part)


def _subject_words(text: str) -> list[str]:
    """The words that are neither small talk, nor asking, nor a time."""
    return [word for word in _WORD.findall(_ASKING.sub(" ", text)) if word not in filler()]


def _zones_with_their_word(before: str, new: str) -> tuple[str, str]:
    """« en ua », « et en ub » → « en zone ua », « et en zone ub »: after a zone, a code is one too."""
    linked = _LINK.match(new)
    opening = _ZONE_OPENING.match(new, linked.end() if linked else 0)
    if opening is None or not _is_zone(opening):
        return before, new
    if _ZONE.search(before):
        return before, _with_its_word(new, opening)
    among = next((found for found in _ZONE_AMONG.finditer(before) if _is_zone(found)), None)
    return (_with_its_word(before, among), _with_its_word(new, opening)) if among else (before, new)


def _is_zone(found: re.Match[str]) -> bool:
    """Whether it is no word of its own; a single letter or « au » was read only where no word can stand."""
    code = found[found.lastindex or 0]
    return found.lastgroup == "letter" or (is_code(code) and code not in filler())


def _with_its_word(text: str, found: re.Match[str]) -> str:
    start = found.start(found.lastindex or 0)
    return f"{text[:start]}zone {text[start:]}"


def _exchanged(before: str, new: str) -> tuple[str, str]:
    """The question before, with the new zone, street, public and service for its own; what is left."""
    whole = new
    for named in (_ZONE.findall, _STREET.findall, _PUBLIC.findall, named_subjects):
        theirs, ours = named(before), named(new)
        if theirs and ours:
            before, new = before.replace(theirs[0], ours[0]), new.replace(ours[0], " ")
    return before, new if new == whole or _telling_words(new) else ""


def _telling_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in filler()]
