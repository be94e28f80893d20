"""What answers the other part of a question that asks for two things. Knows no wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.evidence.carriers import carriers
from inference.evidence.expected import formal
from inference.quoting.choice import MOST_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Asked, Match
    from ingest.shelf import StoredPassage

_ABOUT: Final = 0.5  # share of the asked words, those of the other part among them


def completed(asked: Asked, chosen: Sequence[Carrier], passages: Sequence[StoredPassage]) -> list[Carrier]:
    """`chosen`, then of `passages` the best carrier for each part of which nothing chosen tells anything."""
    if len(asked.parts) < 2:
        return list(chosen)
    return [*chosen, *_missing(asked, chosen, carriers(passages))]


def _missing(asked: Asked, chosen: Sequence[Carrier], units: Sequence[Carrier]) -> Iterator[Carrier]:
    for part in asked.parts:
        focused = asked.on(part)
        if not any(focused.answers(f"{unit.lead}\n{unit.text}") for unit in chosen):
            best = next((match for match in focused.ranked(units) if _answers(focused, match)), None)
            if best and best.carrier not in chosen:
                yield best.carrier


def _answers(asked: Asked, match: Match) -> bool:
    """Whether it tells the part, about what is asked and for no other quantity or day."""
    unit = match.carrier
    short = len(unit.text.split()) <= MOST_WORDS
    told = asked.answers(unit.text) and match.sure and match.fits >= 0
    return short and told and match.coverage >= _ABOUT and not formal(unit.text)
