"""Town plans: every passage knows its zones and its article, whatever the printer did."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.plans.drawing import draw, marked
from benchmarks.plans.shelf import plans
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.plans.piece import Piece, Plan
    from ingest.document import Passage, Reading

GOAL = 0.98
PLANS = {plan.name: plan for plan in plans()}


def measured(plan: Plan, read: Callable[[Path], Reading], folder: Path) -> tuple[int, list[Piece], int]:
    """Pages, the pieces whose passage knows other zones or another article, and how many there are."""
    pages = draw(plan, folder / "reglement.pdf")
    reading = read(folder / "reglement.pdf")
    passages = cut(reading.elements, reading.title)
    pieces = list(marked(plan.pieces))
    return pages, [piece for piece in pieces if not _is_right(piece, passages)], len(pieces)


def _is_right(piece: Piece, passages: tuple[Passage, ...]) -> bool:
    """Sectors may be named beside the zones of a passage by another of its sentences, zones never."""
    holder = next((passage for passage in passages if piece.mark in passage.text), None)
    if holder is None or holder.article != piece.article:
        return False
    beside = set(holder.zones) - set(piece.zones)
    return set(piece.zones) <= set(holder.zones) and all(
        any(zone.startswith(own) and zone != own for own in piece.zones) for zone in beside
    )


@pytest.mark.parametrize("name", PLANS)
def test_passages_are_in_the_right_zone_and_article(
    name: str, read: Callable[[Path], Reading], tmp_path: Path
) -> None:
    pages, wrong, total = measured(PLANS[name], read, tmp_path)
    share = 1 - len(wrong) / total
    sys.stdout.write(f"{name}: {pages} pages, {share:.1%} of {total} pieces right\n")
    assert share >= GOAL, [(piece.zones, piece.article, piece.text[:60]) for piece in wrong[:5]]


def test_no_passage_mixes_two_articles_or_two_zones(read: Callable[[Path], Reading], tmp_path: Path) -> None:
    draw(PLANS["classic"], tmp_path / "reglement.pdf")
    pieces = list(marked(PLANS["classic"].pieces))
    for passage in cut(read(tmp_path / "reglement.pdf").elements):
        held = [piece for piece in pieces if piece.mark in passage.text]
        assert len({(piece.zones[:1], piece.article) for piece in held}) <= 1
