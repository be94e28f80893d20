"""Town plans: every passage knows its zones and its article, whatever the printer did."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from benchmarks.plans.drawing import draw, marked
from benchmarks.plans.shelf import plans
from ingest import tables
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.plans.piece import Piece, Plan
    from ingest.document import Passage, Reading
    from tests.ingest.town import Town

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


def test_what_is_live_knows_its_zone_and_article(town: Town, tmp_path: Path) -> None:
    draw(PLANS["one zone"], tmp_path / "99001_reglement_20190128.pdf")
    [outcome] = town.ingest(tmp_path / "99001_reglement_20190128.pdf")
    with town.engine.connect() as connection:
        columns = (tables.passages.c.zones, tables.passages.c.article, tables.acts.c.signed_on)
        query = select(*columns).join_from(
            tables.passages, tables.acts, tables.acts.c.document_id == tables.passages.c.document_id
        )
        rows = connection.execute(query.where(tables.passages.c.document_id == outcome.document_id)).all()
    assert {(tuple(zones), article) for zones, article, _ in rows} >= {(("UC3",), "Article 10")}
    assert {signed_on for _, _, signed_on in rows} == {date(2019, 1, 28)}
