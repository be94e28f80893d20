"""What a quotation cites: the passages it is of, then those that tell the same figures of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.figures import stated, supported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Asked
    from ingest.shelf import StoredPassage

_AS_MUCH: Final = 0.75  # of the asked words that the quoted passage holds
_MOST_OTHERS: Final = 2


def sources(
    asked: Asked, told: str, chosen: Sequence[Carrier], passages: Sequence[StoredPassage]
) -> tuple[StoredPassage, ...]:
    """The passages of `chosen`, best first, then at most two of `passages` that bear out what is `told`."""
    own = {unit.passage.passage_id: unit.passage for unit in chosen}
    new = stated(told) - asked.figures
    bar = _AS_MUCH * _held(asked, chosen[0].passage)
    others = [
        passage
        for passage in passages
        if passage.passage_id not in own
        and new
        and new <= supported(passage.text)
        and _held(asked, passage) >= bar
    ]
    return (*own.values(), *others[:_MOST_OTHERS])


def _held(asked: Asked, passage: StoredPassage) -> float:
    """The share of the asked words in a passage and what stands above it."""
    return asked.share(asked.held(f"{passage.title} {passage.label} {passage.text}"))
