"""Real acts, tariffs, minutes and hostile files, where they are beside the repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.cut import cut
from ingest.document import Block, Outcome, State
from tests.ingest.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.document import Reading

    Real = Callable[[str], Path]
    Read = Callable[..., Reading]


def test_forty_five_deliberations_give_forty_five_numbered_titles(real: Real, tmp_path: Path) -> None:
    town = Town(tmp_path / "home", "montpellier", "34172")
    outcomes = town.ingest(real("montpellier/deliberations"))
    assert [outcome.state for outcome in outcomes] == [State.INDEXED] * 45
    titles = [outcome.title for outcome in outcomes]
    assert all(re.fullmatch(r"Délibération n° 2014/\d{3} – \S.{15,}", title) for title in titles)
    assert len({title.split(" – ")[0] for title in titles}) == 45
    assert not any(re.search(r"Direction Urbanisme|Secrétariat|Séance", title) for title in titles)
    for_pont = town.found("délibération 2014/172 pont André Lévy")
    assert for_pont
    assert sum("Fabien ABERT, Lorraine ACQUIER" in text for text in town.texts()) == 45
    town.assert_indexes_hold_what_is_live()


@pytest.mark.parametrize(
    ("row", "page"),
    [
        (
            "Quotient familial 2014 : Q 5: de 291 € à 335 € ; Ecole Maternelle : 3,13 € ; Ecole",
            4,
        ),
        ("Prestation : Carte été jeune ; Tarifs 2014 : 25,00 €", 6),
        ("Tarifs des tranches : 01h00 ; Tarifs 2014 HT : 1,08 € ; Tarifs 2014 (TVA 20%) : 1,30 €", 21),
        ("ACCUEIL EN CRECHE COLLECTIVE (prix par enfant) › 1 enfant ; Taux horaire : 0,06%", 3),
    ],
)
def test_a_tariff_keeps_its_columns_and_its_page(real: Real, read: Read, row: str, page: int) -> None:
    elements = read(real("montpellier/divers/VilleMTP_MTP_Tarifs_2014.pdf")).elements
    found = [element for element in elements if element.text.startswith(row)]
    assert page in [element.page for element in found]


def test_each_passage_of_a_plan_stands_in_its_zone_and_article(read: Read) -> None:
    plan = Path(__file__).parents[2] / "appliance/demo/documents/99001_reglement_20240115.pdf"
    if not plan.exists():
        pytest.skip("the documents of the sample commune are not built")
    passages = cut(read(plan).elements)
    articles = [p for p in passages if re.match(r"Article [A-Z0-9]+ \d", (p.locator.headings or ("",))[-1])]
    zones = [(p.locator.headings[-1].split()[1], " › ".join(p.locator.headings[:-1])) for p in articles]
    assert len(articles) > 60
    assert [zone for zone, path in zones if not re.search(rf"zone {zone}\b", path)] == []
    height = next(p for p in passages if "Article UA 10" in p.locator.label)
    assert "9 m à l’égout" in height.text
    assert not any("...." in p.text or ". . ." in p.text for p in articles)


def test_each_item_of_long_minutes_is_a_heading_of_its_own(real: Real, read: Read) -> None:
    reading = read(real("montpellier/pv/PV_CM_17_02_2014.pdf"))
    assert reading.pages == 255
    assert reading.title == "Procès-verbal – séance du lundi 17 février 2014"
    items = {
        int(found[1])
        for element in reading.elements
        if element.block is Block.HEADING and (found := re.match(r"(\d{1,3})\s?-", element.text))
    }
    assert len(set(range(1, 130)) & items) >= 127
    cinema = [p for p in cut(reading.elements) if "29- Cinéma Nestor Burma" in p.locator.label]
    assert {p.locator.page for p in cinema} == {62}
    assert any("4 €" in p.text or "4€" in p.text for p in cinema)


def _hostile(outcomes: list[Outcome]) -> list[tuple[str, str, str]]:
    return [(outcome.file, outcome.state.value, outcome.sentence) for outcome in outcomes]


def test_every_hostile_file_is_accounted_for_and_twice_the_same(real: Real, tmp_path: Path) -> None:
    town = Town(tmp_path / "home", "hostile", "99999")
    papers = [path for path in sorted(real("hostile").iterdir()) if path.suffix not in (".md", ".py")]
    first = town.ingest(*papers)
    given = {path.name for path in papers if path.is_file()}
    assert given <= {outcome.file for outcome in first}
    assert all(o.state in (State.INDEXED, State.DUPLICATE) or o.sentence.endswith((".", ")")) for o in first)
    assert not any("\n" in o.sentence for o in first)
    states = {o.file[:3].rstrip("_"): o.state for o in first}
    refused = {"01", "02", "03", "04", "05a", "05b", "06a", "06b", "11", "13"}
    indexed = {"00", "09", "10", "12b", "12c", "14", "16a", "17", "18"}
    assert {states[name] for name in refused} == {State.REFUSED}
    assert {states[name] for name in indexed} == {State.INDEXED}
    assert states["16b"] is State.DUPLICATE
    everything = " ".join(town.texts()) + " ".join(o.title for o in first)
    assert not re.search(r"paiement-cantine|root:|javascript:", everything)
    assert _hostile(town.ingest(*papers)) == _hostile(first)
    town.assert_indexes_hold_what_is_live()


def test_each_commune_takes_its_own_town_hall_out_of_one_file(real: Real, tmp_path: Path) -> None:
    path = real("annuaire/mairies_echantillon.json")
    town = Town(tmp_path / "home", "sandillon", "45300")
    other = Town(tmp_path / "home", "fontaine-le-port", "77188")
    town.ingest(path)
    other.ingest(path)
    (service, passage), *more = town.shelf.services()
    assert more == []
    assert service.phones == ()
    assert "2e et 4e samedis" in passage.text
    assert other.shelf.services()[0][0].phones == ("01 64 38 30 52",)
    assert "hors vacances scolaires" in other.shelf.services()[0][0].slots[0].comment
