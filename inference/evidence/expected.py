"""What a question expects to be told: a price, a date, a name… By its words alone (`expected.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from text_to_num import alpha2digit

from inference.evidence.counted import asked_number_of, written_out
from inference.evidence.people import named, people
from inference.figures import fold, stated

# Kinds told by a figure: one that the question told already is no answer.
IN_FIGURES = ("price", "share", "time", "until", "date", "vote", "number", "length")
# What is called by a number tells no quantity: « marché n° 12 », « l’article 3 ».
_NUMBERED = re.compile(r"\b(?:n ?[°º]|num[ée]ro|art(?:icle)?s?\.?) ?[A-Z]{0,3}\d[\w./-]*", re.IGNORECASE)
# A quantity that the question tells asks for no other: « mon camion de 26 tonnes ».
_GIVEN = re.compile(r"\d(?:[\d.,]*\d)? ?(?:tonnes?|t|euros?|€)(?![a-z0-9])")
_NEXT_PART = re.compile(
    r"\?\s+(?=\S)"
    r"|,? et (?=(?:(?:a|de|depuis|par|pour|sur) )?(?:qui|quand|combien|ou|comment|pourquoi|quel(?:le)?s?)\b)"
)
# What asks for another thing than a date.
_ELSE = re.compile(r"\b(?:combien|quel(?:le)?s?|peut|peux|puis|comment|ou)\b")
_CALENDAR = re.compile(r"(?:19|20)\d\d|month \d+")
_INSTEAD = ("price", "share", "vote", "age", "length")
_LEAVE, _FREE = "leave", "gratuit"
_MONEY = re.compile(
    r"euros?|argent|sous|fonds|credits?|taxes?|allocations?|indemnites?|loyers?|cautions?|frais"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    asks: re.Pattern[str]
    has: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question asks for. kinds: the most certain first. counted: what it asks the
    number of, if anything.
    """

    kinds: tuple[str, ...]
    counted: str = ""


def expected(question: str, counted: str = "") -> tuple[str, ...]:
    """The kinds that `question` asks for, the most certain first; empty when its words do not say.

    counted: what it asks the number of, if anything.
    """
    folded = _GIVEN.sub(" ", written_out(question))
    if _ELSE.search(folded):
        folded = _says("if").sub(" ", folded)
    found = tuple(name for name, kind in _kinds().items() if kind.asks.search(folded))
    if "price" not in found and (_MONEY.fullmatch(counted) or _says("paid").search(folded)):
        found = ("price", *found)
    if counted and not _MONEY.fullmatch(counted) and "vote" not in found:
        found = tuple(name for name in found if name != "price")
    elif any(name in found for name in _INSTEAD):  # « combien » asks for them, and for no other number
        found = tuple(name for name in found if name != "number")
    if "until" in found:
        found = tuple(name for name in found if name != "date")
    return tuple(name for name in found if name != _LEAVE) or found


def by_part(question: str) -> tuple[Part, ...]:
    """What each part of a question asks for: « quand a-t-il été créé, et qui le préside ? »."""
    parts = (_part(text) for text in _NEXT_PART.split(fold(question)))
    return tuple(part for part in parts if part.kinds)


def _part(text: str) -> Part:
    counted = asked_number_of(text)
    return Part(expected(text, counted), counted)


def tells(text: str, kind: str, known: frozenset[str] = frozenset(), free: bool = True) -> bool:
    """Whether `text` tells something of that kind besides the figures and the words of names `known`.

    free: whether « gratuit » tells a price.
    """
    if kind == "person":
        return bool(people(text, known))
    if kind == "name":
        return bool(named(text, known))
    if kind in IN_FIGURES:
        text = alpha2digit(_NUMBERED.sub(" ", text), "fr")
    folded = fold(text) if free else fold(text).replace(_FREE, " ")
    if not _kinds()[kind].has.search(folded):
        return False
    if kind not in IN_FIGURES or _FREE in folded:
        return True
    return any(kind in ("until", "date") or not _CALENDAR.fullmatch(each) for each in stated(text) - known)


def gives(question: str) -> bool:
    """Whether it is about money that the commune gives, sells or buys for: « gratuit » is no answer."""
    return _says("given").search(fold(question)) is not None


def outright(text: str) -> bool:
    """Whether it forbids, allows or obliges outright."""
    return _says("outright").search(fold(text)) is not None


def denies(text: str) -> bool:
    """Whether it says that there is none of what is asked: « il n'existe pas de durée minimale »."""
    return _says("none").search(fold(text)) is not None


def formal(text: str) -> bool:
    """Whether it is what every act says: who convened, who certifies, where it was published."""
    return _says("formal").search(fold(text).strip()) is not None


@cache
def _kinds() -> dict[str, _Kind]:
    kinds = {name: kind for name, kind in _table().items() if "asks" in kind}
    return {name: _Kind(re.compile(kind["asks"]), re.compile(kind["has"])) for name, kind in kinds.items()}


@cache
def _says(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name]["has"])


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
