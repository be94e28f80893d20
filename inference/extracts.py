"""What of the passages the model reads: the sentences and rows nearest to the question, and those beside.

A long passage would fill the prompt alone while the next one answers; and what is not read costs no time.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from inference.evidence.carriers import carriers
from inference.evidence.matching import Asked
from inference.prompt import estimated_tokens, extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Match
    from inference.evidence.words import Weights
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage

_GAP = "[…]"


def extracts(
    question_text: str,
    passages: Sequence[StoredPassage],
    tokens: int,
    weights: Weights,
    day: date | None = None,
    terms: Sequence[Term] = (),
) -> list[StoredPassage]:
    """`passages` (best first) cut down to what fits into `tokens`, gaps shown; the furthest are left out.

    weights: the words of a text as they are indexed. day, terms: as for `quotation`.
    """
    units = carriers(passages)
    ranked = Asked.among(question_text, units, weights, day, terms).ranked(units)
    chosen = _chosen(ranked, units, tokens)
    by_rank = groupby(sorted(chosen, key=lambda unit: (unit.rank, unit.place)), key=lambda unit: unit.rank)
    return [replace(passages[rank], text=_text(list(kept))) for rank, kept in by_rank]


def _chosen(ranked: Sequence[Match], units: Sequence[Carrier], tokens: int) -> set[Carrier]:
    """The nearest first, each with what stands beside it, until nothing more fits; at least one."""
    at = {(unit.rank, unit.place): unit for unit in units}
    chosen: set[Carrier] = set()
    headed: set[int] = set()
    for match in ranked:
        unit = match.carrier
        heading = 0 if unit.rank in headed else estimated_tokens(extract(1, replace(unit.passage, text="")))
        for each in _with_neighbours(unit, at):
            cost = estimated_tokens(f"{each.text}\n{_GAP}\n") + heading
            if each in chosen or (chosen and cost > tokens):
                continue
            chosen.add(each)
            headed.add(each.rank)
            tokens, heading = tokens - cost, 0
    return chosen


def _with_neighbours(unit: Carrier, at: dict[tuple[int, int], Carrier]) -> Iterator[Carrier]:
    """A sentence, then the one before it and the one after; a row stands for itself."""
    yield unit
    for step in () if unit.row else (-1, 1):
        if (unit.rank, unit.place + step) in at:
            yield at[unit.rank, unit.place + step]


def _text(kept: Sequence[Carrier]) -> str:
    """In reading order, what is left out shown."""
    lines = [kept[0].text]
    for before, unit in pairwise(kept):
        lines += [] if unit.place == before.place + 1 else [_GAP]
        lines.append(unit.text)
    return "\n".join(lines)
