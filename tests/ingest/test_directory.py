"""The directory of public services: hours, ways to reach, and what is impossible."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ingest.facts import OpeningSlot
from ops.fault import Fault
from tests.ingest.paper import directory, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading


def slot(first: str, last: str, *hours: object, comment: str = "") -> dict[str, object]:
    names = ["valeur_heure_debut_1", "valeur_heure_fin_1", "valeur_heure_debut_2", "valeur_heure_fin_2"]
    values = dict(zip(names, [*hours, "", "", "", ""], strict=False))
    return {"nom_jour_debut": first, "nom_jour_fin": last, "commentaire": comment, **values}


def test_hours_keep_days_halves_and_the_comment_verbatim(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    comment = "Uniquement les 2e et 4e samedis."
    ranges = [
        slot("Lundi", "Vendredi", "09:00:00", "12:00:00", "14:00:00", "17:00:00"),
        slot("Samedi", "Samedi", "09:00:00", "12:00:00", comment=comment),
    ]
    service = read(directory(tmp_path / "a.json", record(plage_ouverture=ranges))).facts.services[0]
    week = (0, 1, 2, 3, 4)
    assert service.slots == (
        OpeningSlot(week, 540, 720),
        OpeningSlot(week, 840, 1020),
        OpeningSlot((5,), 540, 720, comment),
    )


def test_only_the_services_of_the_commune_are_read(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = directory(
        tmp_path / "a.json", record(), record(nom="Mairie - Ailleurs", code_insee_commune="45300")
    )
    assert [service.name for service in read(path).facts.services] == ["Mairie - Valbrume"]
    with pytest.raises(Fault, match="code INSEE 06157"):
        read(path, insee="06157")


def test_an_export_with_lists_in_strings_reads_the_same(tmp_path: Path, read: Callable[..., Reading]) -> None:
    plain = record(telephone=[{"valeur": "03 53 01 24 10"}])
    packed = {name: json.dumps(value) if isinstance(value, list) else value for name, value in plain.items()}
    (tmp_path / "export.json").write_text(json.dumps([packed]), encoding="utf-8")
    assert read(tmp_path / "export.json").facts == read(directory(tmp_path / "a.json", plain)).facts


@pytest.mark.parametrize(
    ("bad", "remark"),
    [
        (slot("Lundi", "Lundi", "25:00:00", "31:99:00"), "impossible"),
        (slot("Mardi", "Mardi", "17:00:00", "09:00:00"), "impossible"),
        (slot("Lundredi", "Lundredi", "09:00:00", "12:00:00"), "pas lisibles"),
        (slot("Jeudi", "Lundi", "09:00:00", "12:00:00"), "pas lisibles"),
        (slot("Vendredi", "Vendredi", "09:00:00", "15:00:00", "14:00:00", "18:00:00"), "se chevauchent"),
        (slot("Samedi", "Samedi", 900, None), "impossible"),
    ],
)
def test_an_impossible_slot_is_dropped_and_told(
    tmp_path: Path, read: Callable[..., Reading], bad: dict[str, object], remark: str
) -> None:
    good = slot("Mercredi", "Mercredi", "09:00:00", "12:00:00")
    reading = read(directory(tmp_path / "a.json", record(plage_ouverture=[bad, good])))
    assert reading.facts.services[0].slots == (OpeningSlot((2,), 540, 720),)
    assert [remark in told for told in reading.remarks] == [True]


def test_ways_to_reach_are_kept_and_dangerous_ones_dropped(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    fields = record(
        telephone=[
            {"valeur": "03 53 01 24 10"},
            {"valeur": "01 02 03 04 05"},
            {"valeur": "javascript:alert(1)"},
        ],
        adresse_courriel=["mairie@valbrume.fr", "pas une adresse"],
        site_internet=[{"valeur": "https://valbrume.fr"}, {"valeur": "javascript:alert(1)"}],
        adresse=[
            {
                "numero_voie": "1 place de la Halle",
                "code_postal": "99100",
                "nom_commune": "Valbrume",
                "accessibilite": "ACC",
                "note_accessibilite": "rampe d'accès",
            }
        ],
        date_modification="09/08/2023 13:30:19",
    )
    reading = read(directory(tmp_path / "a.json", fields))
    service = reading.facts.services[0]
    assert service.phones == ("03 53 01 24 10",)
    assert service.emails == ("mairie@valbrume.fr",)
    assert service.websites == ("https://valbrume.fr",)
    assert service.address == "1 place de la Halle, 99100 Valbrume"
    assert "rampe d'accès" in service.accessibility
    assert service.modified_on == date(2023, 8, 9)
    assert len(reading.remarks) == 4
    assert "javascript" not in reading.elements[1].text


def test_each_service_has_one_text_to_cite(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(directory(tmp_path / "a.json", record(), record(id="b", nom="Médiathèque")))
    texts = [element.text for element in reading.elements if element.level == 0]
    assert len(texts) == 2
    assert "mercredi : 9 h 00 à 12 h 00" in texts[0]
