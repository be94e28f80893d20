"""An act that repeals another closes it the day before, whatever the order of their arrival."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.ingest.paper import web_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.town import Town

OLD = (
    "<p>ARRÊTÉ MUNICIPAL n° 2023-017</p><p>Objet : usage des tondeuses</p><p>Le maire de Valbrume,</p>"
    "<p>Vu le code général des collectivités territoriales,</p><p>ARRÊTE</p>"
    "<p>Article 1 : Les tondeuses sont autorisées de 8 h à 20 h.</p>"
    "<p>Article 2 : Le présent arrêté entre en vigueur le 1er mai 2023.</p>"
    "<p>Fait à Valbrume, le 20 avril 2023</p><p>Le maire</p>"
)
NEW = (
    "<p>ARRÊTÉ MUNICIPAL n° 2025-004</p><p>Objet : usage des tondeuses</p><p>Le maire de Valbrume,</p>"
    "<p>Vu le code général des collectivités territoriales,</p><p>ARRÊTE</p>"
    "<p>Article 1 : L'arrêté n° 2023-017 du 20 avril 2023 est abrogé.</p>"
    "<p>Article 2 : Les tondeuses sont autorisées de 9 h à 19 h.</p>"
    "<p>Article 3 : Le présent arrêté entre en vigueur le 1er mars 2025.</p>"
    "<p>Fait à Valbrume, le 10 février 2025</p><p>Le maire</p>"
)


def acts(folder: Path) -> tuple[Path, Path]:
    paths = []
    for name, body in (("ancien", OLD), ("nouveau", NEW)):
        path = folder / f"{name}.html"
        path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
        paths.append(path)
    return paths[0], paths[1]


def in_force(town: Town, day: date) -> set[str]:
    return {document.file for document in town.shelf.documents() if document.validity.holds_on(day)}


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_repealed_act_holds_until_the_other_is_in_force(
    town: Town, tmp_path: Path, newest_first: bool
) -> None:
    given = acts(tmp_path)
    for path in reversed(given) if newest_first else given:
        town.ingest(path)
    assert in_force(town, date(2023, 4, 25)) == set()
    assert in_force(town, date(2025, 2, 28)) == {"ancien.html"}
    assert in_force(town, date(2025, 3, 1)) == {"nouveau.html"}


def test_forgetting_the_repeal_opens_the_act_again(town: Town, tmp_path: Path) -> None:
    old, new = acts(tmp_path)
    town.ingest(old)
    repeal = town.ingest(new)[0]
    town.pipeline.forget(repeal.document_id)
    assert in_force(town, date(2026, 1, 1)) == {"ancien.html"}


def test_a_temporary_act_is_known_from_its_signature_to_its_last_day(town: Town, tmp_path: Path) -> None:
    body = OLD.replace(
        "en vigueur le 1er mai 2023", "applicable du vendredi 5 mai 2023 à 8 h au dimanche 7 mai 2023 à 20 h"
    ).replace("entre applicable", "est applicable")
    path = tmp_path / "fete.html"
    path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
    town.ingest(path)
    days = [date(2023, 4, 19), date(2023, 4, 21), date(2023, 5, 7), date(2023, 5, 8)]
    assert [bool(in_force(town, day)) for day in days] == [False, True, True, False]


def test_a_page_that_is_no_act_has_no_end(town: Town, tmp_path: Path) -> None:
    town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    assert in_force(town, date(1990, 1, 1)) == {"a.html"}
