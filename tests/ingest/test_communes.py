"""Communes: what may be added, and what is said when it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ops.fault import Fault

if TYPE_CHECKING:
    from tests.ingest.town import Town


def test_a_commune_is_found_again_with_its_code_and_version(town: Town) -> None:
    added = town.communes.add("ajaccio", "Ajaccio", "2A004")
    assert town.communes.get("ajaccio") == added
    assert (added.insee, added.index_version) == ("2A004", 0)
    assert [commune.slug for commune in town.communes.list()] == ["ajaccio", "valbrume"]


@pytest.mark.parametrize("slug", ["", "a", "Vence", "vençe", "../vence", "a" * 64, "vence/carros", "vence\n"])
def test_a_short_name_that_is_not_plain_is_refused(town: Town, slug: str) -> None:
    with pytest.raises(Fault, match="ne convient pas"):
        town.communes.add(slug, "Vence", "06157")


@pytest.mark.parametrize("insee", ["", "6157", "061570", "2C004", "O6157", "06 57"])
def test_a_wrong_insee_code_is_refused(town: Town, insee: str) -> None:
    with pytest.raises(Fault, match="code INSEE"):
        town.communes.add("vence", "Vence", insee)


def test_a_commune_is_added_once(town: Town) -> None:
    with pytest.raises(Fault, match="existe déjà"):
        town.communes.add("valbrume", "Valbrume", "99001")


def test_an_unknown_commune_is_nobody(town: Town) -> None:
    assert town.communes.get("nulle-part") is None
