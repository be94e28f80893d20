"""Of the carriers whose words answer best, those nearest to the question in meaning come first.

Words alone miss what is said in others: « amende » and « contravention ». Knows no model: whoever calls gives
how near texts are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from inference.evidence.expected import formal

if TYPE_CHECKING:
    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Match

Near = Callable[[Sequence[str]], Sequence[float]]
AMONG: Final = 8
# Cosines of this model lie within 0.1 for one question's sentences. Seen on 185 questions about two communes
# that nothing was chosen on, right quotations: 102 without, 108 at 2, 120 at 8 and at 16, 118 at 24.
_WORTH: Final = 8.0
# How much less, for each passage that was found before its own. Of 258 questions on ten communes, right
# quotations: 188 at 0, 191 at 0.05, 191 at 0.1 (fewer on the real ones), 187 at 0.2.
_RANK: Final = 0.05
_LEAST_WORDS: Final = 7  # a heading, a title, a place and date answer nothing
_AS_NEAR, _TELLING = 0.01, 0.01
_MOST: Final = 3


def nearest_first(ranked: Sequence[Match], near: Near) -> list[Match]:
    """`ranked` with how near each of its first is, and how soon it was found; the rest stays behind."""
    first, rest = ranked[:AMONG], list(ranked[AMONG:])
    cosines = near([_told(match.carrier) for match in first])
    nearest = max(cosines, default=0.0)
    found = [
        replace(
            match, score=match.score - _WORTH * (nearest - cosine) - _RANK * match.carrier.rank, meant=cosine
        )
        for match, cosine in zip(first, cosines, strict=True)
    ]
    found.sort(key=lambda match: match.score, reverse=True)
    lowest = min((match.score for match in found), default=0.0)
    return found + [replace(match, score=min(match.score, lowest)) for match in rest]


def nearest(units: Sequence[Carrier], near: Near, tells: Callable[[str], bool]) -> list[Carrier]:
    """By meaning alone, for a question that shares no word with them: the nearest, and others as near.

    tells: whether a text tells the kind of thing that is asked.
    """
    units = [u for u in units if len(u.text.split()) >= _LEAST_WORDS and not formal(u.text)]
    cosines = near([_told(unit) for unit in units])
    worth = [cosine + _TELLING * tells(unit.text) for cosine, unit in zip(cosines, units, strict=True)]
    ordered = sorted(zip(worth, units, strict=True), key=lambda pair: -pair[0])[:_MOST]
    return [unit for value, unit in ordered if value >= ordered[0][0] - _AS_NEAR]


def _told(unit: Carrier) -> str:
    """A carrier as it is understood: under its headings, after what introduces it."""
    return " ".join(part for part in (unit.headings, unit.lead, unit.text) if part)
