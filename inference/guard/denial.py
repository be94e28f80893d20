"""Whether a French sentence denies what its carrier does not, or tells what that denies as if it did not.

« n’a pas lieu », « sans caution », « sauf en août »: each bears on a word, and where both texts have it they
must deny it alike. What is allowed, obliged or free of charge is for `polarity`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from inference.facts.words import MONTHS, WEEKDAYS
from inference.figures import fold
from inference.guard.clauses import clauses, read, telling
from inference.guard.polarity import conditional, negated
from inference.guard.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.evidence.carriers import Carrier
    from inference.guard.clauses import Clause

_WORD = re.compile(r"\w+")
_PART = re.compile(r"[;:!?]|\.(?!\d)")
_EXCEPTION = re.compile(r"\b(?:sauf|hormis|excepte\w*|a l'(?:exception|exclusion))\b")
_TIMES = 2  # a day or a figure tells two clauses apart better than another word
_ENOUGH, _FEWEST = 0.5, 2


def denied_otherwise(sentence: str, carrier: Carrier, answering: Carrier) -> str:
    """Why a French `sentence` denies otherwise than its carrier; empty when it does not.

    answering: the carrier that answers the question best; it may be the same.
    """
    own = f"{carrier.heading} ; {carrier.lead} ; {carrier.text}"
    said, carried = clauses(sentence), clauses(own)
    if head := _contrary(said, carried):
        return f"denied otherwise: {head}"
    denying = any(map(_denies, (own, answering.text)))
    if any(one.sure for one in said) and not denying and not _denied_beside(said, carrier.passage.text):
        return "nobody denies"
    if not _denies(sentence) and _tells_denied(said, carried):
        return "is denied"
    return "drops an exception" if _drops_exception(sentence, said, carrier.text) else ""


def cut_short(sentence: str, carrier: Carrier) -> str:
    """Why words copied from a carrier are not what it tells: the « sauf » that follows them is left out."""
    _, _, rest = fold(carrier.text).partition(fold(sentence).strip(" .!"))
    return "drops an exception" if _EXCEPTION.match(rest.lstrip(" ,;(")) else ""


def _contrary(said: Sequence[Clause], carried: Sequence[Clause]) -> str:
    """The word that one of `said` denies and the nearest of `carried` with it does not, or the reverse."""
    heads = frozenset[str]().union(*(clause.heads for clause in (*said, *carried)))
    for one in said:
        for head in sorted(heads & one.words):
            nearest = _nearest(one.words, [clause for clause in carried if head in clause.words])
            if nearest and all((head in clause.denied) != (head in one.denied) for clause in nearest):
                return head
    return ""


def _denied_beside(said: Sequence[Clause], passage: str) -> bool:
    """Whether the passage denies, beside the carrier, all that is denied."""
    denied = frozenset[str]().union(*(clause.denied for clause in clauses(passage)))
    return all(one.heads and one.heads <= denied for one in said if one.sure)


def _tells_denied(said: Sequence[Clause], carried: Sequence[Clause]) -> bool:
    """Whether most of what a « ne… pas » denies is told in other words, and nothing else is nearer."""
    told = _all(said)
    nearest = _nearest(told, carried)
    return bool(nearest) and all(
        len(one.predicate) >= _FEWEST and len(told & one.predicate) >= _ENOUGH * len(one.predicate)
        for one in nearest
    )


def _drops_exception(sentence: str, said: Sequence[Clause], carried: str) -> bool:
    """Whether what a sentence tells has its « sauf » where it is told."""
    if conditional(sentence) or _EXCEPTION.search(fold(sentence)) or any(one.denied for one in said):
        return False
    parts = [part for part in _PART.split(fold(carried)) if part.strip()]
    nearest = max(parts, key=lambda part: _shared(_all(said), telling(part)), default="")
    return _EXCEPTION.search(nearest) is not None


def _denies(text: str) -> bool:
    """Whether it denies, forbids, excepts, or says closed, suspended, free."""
    known, lacking = read(text), tuple(table("vocabulary")["denial"]["lacking"])
    without = any(word.startswith(lacking) for word in _WORD.findall(known))
    return without or negated(known) or _EXCEPTION.search(known) is not None


def _all(said: Sequence[Clause]) -> frozenset[str]:
    return frozenset[str]().union(*(one.words for one in said))


def _nearest(told: frozenset[str], among: Sequence[Clause]) -> list[Clause]:
    """Those that share most with what is told."""
    most = max((_shared(told, clause.words) for clause in among), default=0)
    return [clause for clause in among if most and _shared(told, clause.words) == most]


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    return sum(_TIMES if word in _times() or word[0].isdigit() else 1 for word in one & other)


@cache
def _times() -> frozenset[str]:
    return telling(" ".join((*WEEKDAYS, *MONTHS)))
