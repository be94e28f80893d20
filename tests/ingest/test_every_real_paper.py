"""Every real paper of the manifest is taken in, or named with one sentence; the hostile ones harm nothing."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from ingest.document import State
from tests.ingest.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Outcome

INSEE = {
    "montpellier": "34172",
    "vence": "06157",
    "carros": "06033",
    "pezou": "41175",
    "plui200011781": "18007",
    "fontaine-le-port": "77188",
    "sandillon": "45300",
    "service-public": "00000",
    "hostile": "99999",
}
TAKEN_IN = (State.INDEXED, State.PART, State.OPENED, State.DUPLICATE)
REFUSED = {
    "01_vide.pdf": "vide",
    "03_mot_de_passe.pdf": "mot de passe",
    "04_3000_pages_vides.pdf": "aucun texte lisible",
    "05a_bombe_bzip2.docx": "décompress",
    "05b_bombe_deflate.docx": "décompress",
    "06a_xxe.docx": "entités",
    "06b_entites_en_cascade.docx": "entités",
    "11_image_20000x20000.png": "pixels",
}
EITHER = ("02_tronque.pdf", "13_png_nomme.pdf", "ZONE_URBA.shp", "ZONE_URBA.dbf", "ZONE_URBA.shx")


def papers(real: Callable[[str], Path]) -> dict[str, list[Path]]:
    """The files of the manifest by commune."""
    manifest = real("manifest.csv")
    found: dict[str, list[Path]] = defaultdict(list)
    for row in csv.DictReader(manifest.open(encoding="utf-8")):
        for slug in row["slug"].split("|"):
            if slug != "-":
                found[slug].append(manifest.parent / row["path"])
    return found


def taken_in(real: Callable[[str], Path], slug: str, home: Path) -> tuple[Town, list[Path], list[Outcome]]:
    paths = papers(real)[slug]
    town = Town(home, slug, INSEE[slug])
    return town, paths, town.ingest(*paths)


@pytest.mark.parametrize("slug", [slug for slug in INSEE if slug != "hostile"])
def test_every_paper_of_a_commune_is_taken_in(real: Callable[[str], Path], tmp_path: Path, slug: str) -> None:
    town, paths, outcomes = taken_in(real, slug, tmp_path / "home")
    left_out = [(o.file, o.sentence) for o in outcomes if o.state not in TAKEN_IN]
    assert left_out == []
    assert {path.name for path in paths} <= {outcome.file for outcome in outcomes}
    town.assert_indexes_hold_what_is_live()


def test_every_hostile_paper_ends_with_its_sentence(real: Callable[[str], Path], tmp_path: Path) -> None:
    town, paths, outcomes = taken_in(real, "hostile", tmp_path / "home")
    told = {outcome.file: outcome for outcome in outcomes}
    assert len(told) >= len({path.name for path in paths})
    for outcome in outcomes:
        assert outcome.seconds <= 20, outcome
        if outcome.file in REFUSED:
            assert outcome.state is State.REFUSED, outcome
            assert REFUSED[outcome.file] in outcome.sentence.lower()
        elif outcome.file not in EITHER and not outcome.file.startswith("absolu"):
            assert outcome.state in TAKEN_IN or outcome.file == "passwd.pdf", outcome
        assert bool(outcome.sentence) == (outcome.state is not State.INDEXED), outcome
    again = town.ingest(*paths)
    assert sorted((o.file, o.state.value) for o in again) == sorted((o.file, o.state.value) for o in outcomes)
    assert not any("root:" in text or "paiement-cantine" in text for text in town.texts())
    town.assert_indexes_hold_what_is_live()
