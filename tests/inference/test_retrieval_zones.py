"""A zone that is named brings its own rules first, and never another's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inference.retrieval.zones import has_rules, named_zones, place
from tests.inference.written import passage

KNOWN = frozenset({"UA", "UB", "1AU", "A", "N"})


@pytest.mark.parametrize(
    ("question", "zones"),
    [
        ("Quelle hauteur en zone UB ?", ("UB",)),
        ("quelle cloture en zone ua", ("UA",)),
        ("Recul en zone A ?", ("A",)),
        ("En zones UA et UB, quelle emprise ?", ("UA", "UB")),
        ("hauteur en secteur 1 AU", ("1AU",)),
        ("Où est la zone bleue ?", ()),
        ("La zone artisanale est-elle ouverte ?", ()),
        ("Quand sont les vacances de la zone A ?", ()),
        ("Quelle hauteur pour un mur ?", ()),
    ],
)
def test_zones_are_read_as_the_plan_writes_them(question: str, zones: tuple[str, ...]) -> None:
    assert named_zones(question, KNOWN) == zones


def test_own_rules_come_before_the_familys_and_general_ones() -> None:
    own, family, general, other = (
        replace(passage("Hauteur : 9 m."), zones=zones) for zones in (("UBa",), ("UB",), (), ("UA",))
    )
    assert [place(one, ("UBa",)) for one in (own, family, general, other)] == [0, 1, 2, None]


def test_a_zone_without_rules_is_known_to_have_none() -> None:
    assert has_rules(("ub",), KNOWN)
    assert has_rules(("UBa",), KNOWN)
    assert not has_rules(("UZ",), KNOWN)
    assert not has_rules(("U",), KNOWN)
