"""Archives and letters: what they hold is taken in for itself, and goes with them."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ingest.document import State
from ingest.intake import Intake
from tests.ingest.paper import web_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.town import Town

PAGE = "<!doctype html><html><body><h1>{0}</h1><p>{0} : {1}</p></body></html>"


def packed(path: Path, **members: str) -> Path:
    """A zip of pages. The names of the members lose their last underscore for a dot."""
    with zipfile.ZipFile(path, "w") as container:
        for name, text in members.items():
            container.writestr(name.replace("_html", ".html"), PAGE.format(name, text))
    return path


def states(town: Town) -> dict[str, str]:
    return {document.file: document.state.value for document in town.shelf.documents()}


def test_what_an_archive_holds_is_taken_in_after_it(town: Town, tmp_path: Path) -> None:
    archive = packed(tmp_path / "mairie.zip", a_html="la cantine ouvre", b_html="la piscine ferme")
    outcomes = town.ingest(archive)
    assert [(o.file, o.state) for o in outcomes] == [
        ("mairie.zip", State.OPENED),
        ("a.html", State.INDEXED),
        ("b.html", State.INDEXED),
    ]
    assert outcomes[0].sentence == "Archive ouverte : 2 fichiers."
    assert len(town.texts()) == 2
    town.assert_indexes_hold_what_is_live()


def test_the_same_archive_twice_changes_nothing(town: Town, tmp_path: Path) -> None:
    archive = packed(tmp_path / "mairie.zip", a_html="la cantine ouvre")
    first, version = town.ingest(archive), town.shelf.index_version()
    second = town.ingest(archive)
    assert [(o.document_id, o.state) for o in second] == [(o.document_id, o.state) for o in first]
    assert town.shelf.index_version() == version


def test_what_a_newer_archive_holds_no_more_is_let_go(town: Town, tmp_path: Path) -> None:
    town.ingest(packed(tmp_path / "mairie.zip", a_html="la cantine ouvre", b_html="la piscine ferme"))
    town.ingest(packed(tmp_path / "mairie.zip", a_html="la cantine est fermée"))
    assert states(town) == {"mairie.zip": "opened", "a.html": "indexed"}
    assert "fermée" in town.texts()[0]
    town.assert_indexes_hold_what_is_live()


@pytest.mark.parametrize("again", ["given", "started"])
@pytest.mark.parametrize("known", [True, False])
def test_a_kill_between_an_archive_and_what_it_holds_loses_nothing(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool, again: str
) -> None:
    if known:
        town.ingest(packed(tmp_path / "mairie.zip", a_html="la cantine ouvre"))
    archive = packed(tmp_path / "mairie.zip", a_html="la cantine est fermée", b_html="la piscine ferme")
    with monkeypatch.context() as patched:
        patched.setattr(Intake, "_take_members", _killed)
        with pytest.raises(KeyboardInterrupt):
            town.ingest(archive)
    if again == "given":
        town.ingest(archive)
    else:
        town.pipeline.resume(datetime.now(UTC))
    assert states(town) == {"mairie.zip": "opened", "a.html": "indexed", "b.html": "indexed"}
    assert sorted("fermée" in text for text in town.texts()) == [False, True]
    assert town.pipeline.resume(datetime.now(UTC)) == []
    town.assert_indexes_hold_what_is_live()


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_forgetting_an_archive_forgets_what_it_holds(town: Town, tmp_path: Path) -> None:
    inner = packed(tmp_path / "dedans.zip", c_html="le marché")
    archive = tmp_path / "mairie.zip"
    with zipfile.ZipFile(archive, "w") as container:
        container.write(inner, "dedans.zip")
        container.writestr("a.html", PAGE.format("a", "la cantine"))
    outcomes = town.ingest(archive)
    assert [o.file for o in outcomes] == ["mairie.zip", "a.html", "dedans.zip", "c.html"]
    town.pipeline.forget(outcomes[0].document_id)
    assert states(town) == {}
    assert not list((town.home / "originals" / town.slug).iterdir())
    town.assert_indexes_hold_what_is_live()


def test_a_page_that_was_also_given_alone_survives_its_archive(town: Town, tmp_path: Path) -> None:
    outcomes = town.ingest(packed(tmp_path / "mairie.zip", a_html="la cantine ouvre"))
    alone = tmp_path / "alone.html"
    alone.write_text(PAGE.format("a_html", "la cantine ouvre"), encoding="utf-8")
    assert town.ingest(alone)[0].state is State.DUPLICATE
    town.pipeline.forget(outcomes[0].document_id)
    assert states(town) == {"alone.html": "indexed"}
    town.assert_indexes_hold_what_is_live()


def test_archives_in_archives_are_opened_to_a_limit(town: Town, tmp_path: Path) -> None:
    web_page(tmp_path / "fond.html", "Tout au fond.")
    inner = tmp_path / "fond.html"
    for depth in range(5):
        archive = tmp_path / f"etage{depth}.zip"
        with zipfile.ZipFile(archive, "w") as container:
            container.write(inner, inner.name)
        inner = archive
    outcomes = town.ingest(inner)
    assert outcomes[-1].state is State.REFUSED
    assert outcomes[-1].sentence == "Le fichier est dans une archive de trop d'étages."
    assert town.texts() == []
