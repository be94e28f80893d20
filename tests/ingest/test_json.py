"""JSON that is no format of its own: a list of objects is a sheet, anything else is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ingest.document import Block
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

PLACES = [
    {"nom": "Mairie", "tel": "03 53 01 24 10", "ouvert": True, "places": 120},
    {
        "nom": "École",
        "adresse": {"voie": "1 rue Haute", "ville": "Valbrume"},
        "tags": ["cantine", "garderie"],
    },
]


def rows(reading: Reading) -> list[str]:
    return [element.text for element in reading.elements if element.block is Block.ROW]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(PLACES),
        json.dumps({"total": 2, "results": PLACES}),
        json.dumps({"records": [{"recordid": "x", "fields": place} for place in PLACES]}),
        "\n".join(json.dumps(place) for place in PLACES),
    ],
)
def test_a_list_of_objects_is_read_as_rows(tmp_path: Path, read: Callable[..., Reading], text: str) -> None:
    (tmp_path / "lieux.json").write_text(text, encoding="utf-8")
    assert rows(read(tmp_path / "lieux.json")) == [
        "nom : Mairie ; tel : 03 53 01 24 10 ; ouvert : oui ; places : 120",
        "nom : École ; adresse › voie : 1 rue Haute ; adresse › ville : Valbrume ; tags : cantine, garderie",
    ]


def test_lists_within_lists_are_named_and_left(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"nom": "Mairie", "salles": [{"nom": "A"}]}]))
    reading = read(path)
    assert rows(reading) == ["nom : Mairie"]
    assert reading.remarks == ("Les listes dans les listes ne sont pas lues : salles.",)


@pytest.mark.parametrize("text", ['{"version": 1}', "[1, 2, 3]", '{"a": [{"b": 1}], "c": [{"d": 2}]}', "[]"])
def test_what_is_no_list_of_objects_is_refused(
    tmp_path: Path, read: Callable[..., Reading], text: str
) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(Fault, match="ni une liste d'objets"):
        read(tmp_path / "a.json")


@pytest.mark.parametrize("text", ['[{"nom": "Mai', "[" * 100_000])
def test_broken_json_is_refused_in_one_sentence(
    tmp_path: Path, read: Callable[..., Reading], text: str
) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(Fault, match="abîmé"):
        read(tmp_path / "a.json")
