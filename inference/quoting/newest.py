"""Of two acts that tell the same thing, the newer one answers: who represents, what it costs. No I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.evidence.periods import dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.evidence.matching import Asked, Match
    from ingest.shelf import StoredPassage

_AMONG = 16
_AS_MUCH, _AS_GOOD = 0.1, 0.25
_OTHER_WORDS = 0.1  # share of the asked words that only the older one holds


def newest_first(asked: Asked, ranked: Sequence[Match]) -> list[Match]:
    """`ranked` with the newest first among those that answer as much as its first; as it is where a day or a
    month is asked, or the days of the acts are not known.
    """
    best = ranked[0]
    day = None if asked.dated else day_of(best.carrier.passage)
    if day is None or not best.typed:
        return list(ranked)
    kinds = _told(asked, best)
    held = asked.framed(best.carrier)
    newer = [
        match
        for match in ranked[1:_AMONG]
        if _replaces(match, best, day)
        and _told(asked, match) >= kinds
        and asked.share(held - asked.framed(match.carrier)) <= _OTHER_WORDS
    ]
    if not newer:
        return list(ranked)
    first = max(newer, key=lambda match: (day_of(match.carrier.passage) or day, match.score))
    return [first, *(match for match in ranked if match is not first)]


def day_of(passage: StoredPassage) -> date | None:
    """Since when a document holds, or the day of its session."""
    return passage.validity.in_force_from or max(dates(passage.title), default=None)


def _told(asked: Asked, match: Match) -> set[str]:
    """The kinds asked that it tells."""
    return {kind for kind in asked.expects if asked.tells(match.carrier.text, kind)}


def _replaces(match: Match, best: Match, day: date) -> bool:
    """Whether another, later act tells as much of what is asked."""
    other = match.carrier.passage.document_id != best.carrier.passage.document_id
    later = other and (day_of(match.carrier.passage) or day) > day
    as_good = match.score >= best.score - _AS_GOOD and match.coverage >= best.coverage - _AS_MUCH
    return later and as_good and match.typed and match.fits >= best.fits and match.sure >= best.sure
