"""A quotation of an act goes with the words of later acts that change what it tells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from inference.amendments import Amendment, Amendments, amended, outdated
from inference.quoting import Quotation
from ingest.register import Register
from tests.inference.written import passage
from tests.ingest.test_register import act
from tests.ingest.town import Town

if TYPE_CHECKING:
    from pathlib import Path

CLOSED = "La rue du Four est fermée du 9 novembre 2026 au 18 décembre 2026."
PUT_OFF = "À l'article 1 de l'arrêté n° 2026-139, la date du 18 décembre 2026 est remplacée par le 22."


def test_what_amends_an_act_is_found_from_the_day_on_which_it_holds(tmp_path: Path) -> None:
    town = Town(tmp_path / "home")
    town.ingest(
        act(tmp_path, "2026-139", "26 octobre 2026", CLOSED),
        act(tmp_path, "2026-152", "20 novembre 2026", PUT_OFF),
    )
    (closing,) = [one for one in town.shelf.documents() if one.file == "2026-139.html"]
    closed = town.shelf.document_passages(closing.document_id)
    amendments = Amendments(Register(town.engine, town.slug), town.shelf)
    (found,) = amendments.among(closed, date(2026, 11, 24))
    assert (found.told, found.document_id) == (PUT_OFF, closing.document_id)
    assert found.passage.file == "2026-152.html"
    assert amendments.among(closed, date(2026, 11, 19)) == ()
    assert amendments.among([found.passage], date(2026, 11, 24)) == ()


def test_an_act_that_comes_later_is_heard_of(tmp_path: Path) -> None:
    town = Town(tmp_path / "home")
    town.ingest(act(tmp_path, "2026-139", "26 octobre 2026", CLOSED))
    amendments = Amendments(Register(town.engine, town.slug), town.shelf)
    (closing,) = town.shelf.documents()
    day = date(2026, 11, 24)
    assert amendments.among(town.shelf.document_passages(closing.document_id), day) == ()
    town.ingest(act(tmp_path, "2026-152", "20 novembre 2026", PUT_OFF))
    (found,) = amendments.among(town.shelf.document_passages(closing.document_id), day)
    assert found.told == PUT_OFF


def test_a_figure_that_was_changed_is_told_with_the_change_and_both_are_cited() -> None:
    first, later = passage(CLOSED), passage(PUT_OFF, number=1)
    told = amended(Quotation(CLOSED, (first,), 0.9), [Amendment(PUT_OFF, later, None, first.document_id)])
    assert told.excerpt == f"{CLOSED}\n[…]\n{PUT_OFF}"
    assert told.cited == (first, later)
    assert amended(told, [Amendment(PUT_OFF, later, None, first.document_id)]) == told


def test_another_change_of_the_same_act_is_left_out() -> None:
    first, later = passage(CLOSED), passage(PUT_OFF, number=1)
    quote = Quotation("Les riverains passent à 10 km/h.", (first,), 0.9)
    assert amended(quote, [Amendment(PUT_OFF, later, None, first.document_id)]) == quote


def test_a_change_of_another_act_is_left_out() -> None:
    first, later = passage(CLOSED), passage(PUT_OFF, number=1)
    quote = Quotation(CLOSED, (first,), 0.9)
    assert amended(quote, [Amendment(PUT_OFF, later, None, later.document_id)]) == quote


@pytest.mark.parametrize(
    ("text", "old"),
    [("La rue est fermée jusqu'au 18 décembre 2026.", True), ("La rue du Four est fermée en 2026.", False)],
)
def test_a_text_that_tells_what_was_changed_does_not_stand_alone(text: str, old: bool) -> None:
    assert outdated(text, [Amendment(PUT_OFF, passage(PUT_OFF), None, "d0")]) is old
