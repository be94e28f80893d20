"""What a question expects to be told: a price, a date, a name… By its words alone (`expected.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inference.figures import fold, stated

_NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w’'-]+(?: (?:de |du |des |la |le |d[’'])*[A-ZÀ-Þ][\w’'-]+)+|\bM(?:\.|me) [A-ZÀ-Þ]"
)
# Kinds told by a figure: one that the question told already is no answer.
IN_FIGURES = ("price", "time", "date", "vote", "number", "length")
# What is called by a number tells no quantity: « marché n° 12 », « l’article 3 ».
_NUMBERED = re.compile(r"\b(?:n ?[°º]|num[ée]ro|art(?:icle)?s?\.?) ?[A-Z]{0,3}\d[\w./-]*", re.IGNORECASE)
_CALENDAR = re.compile(r"(?:19|20)\d\d|month \d+")
_LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class _Kind:
    asks: re.Pattern[str]
    has: re.Pattern[str]


def expected(question: str) -> tuple[str, ...]:
    """The kinds that `question` asks for, the most certain first; empty when its words do not say."""
    folded = fold(question)
    found = tuple(name for name, kind in _kinds().items() if kind.asks.search(folded))
    return tuple(name for name in found if name != _LEAVE) or found


def tells(text: str, kind: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether `text` tells something of that kind besides the figures `known`."""
    if kind == "person" and _NAME.search(text):
        return True
    if kind in IN_FIGURES:
        text = _NUMBERED.sub(" ", text)
    if not _kinds()[kind].has.search(fold(text)):
        return False
    if kind not in IN_FIGURES or "gratuit" in fold(text):
        return True
    return any(kind == "date" or not _CALENDAR.fullmatch(each) for each in stated(text) - known)


def formal(text: str) -> bool:
    """Whether it is what every act says: who convened, who certifies, where it was published."""
    return re.search(_table()["formal"]["has"], fold(text).strip()) is not None


@cache
def _kinds() -> dict[str, _Kind]:
    kinds = {name: kind for name, kind in _table().items() if "asks" in kind}
    return {name: _Kind(re.compile(kind["asks"]), re.compile(kind["has"])) for name, kind in kinds.items()}


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
