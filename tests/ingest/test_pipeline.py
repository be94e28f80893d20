"""The whole path of a document: twice the same, changed, duplicated, forgotten, refused."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from ingest.document import State
from ingest.lexical import Lexical
from ops.fault import Fault
from tests.ingest.paper import calendar, directory, record, web_page
from tests.ingest.town import Town

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_gives_one_outcome_a_file_in_order(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    (folder / "sous").mkdir(parents=True)
    web_page(folder / "b.html", "La cantine ouvre à midi.")
    web_page(folder / "sous" / "a.html", "La piscine est fermée.")
    (folder / "vide.pdf").touch()
    (folder / "note.xyz").write_text("note")
    (folder / "lien.html").symlink_to(folder / "b.html")
    outcomes = town.ingest(folder)
    told = [(o.file, o.state.value, o.sentence) for o in outcomes]
    assert told == [
        ("b.html", "indexed", ""),
        ("lien.html", "refused", "C'est un lien vers un autre fichier : donnez le fichier lui-même."),
        ("note.xyz", "refused", "Le format « xyz » n'est pas encore lu."),
        ("vide.pdf", "refused", "Le fichier est vide."),
        ("a.html", "indexed", ""),
    ]
    assert [p.outcome for p in town.progress if p.step == "done"] != []
    assert sum(p.step == "done" for p in town.progress) == 5
    town.assert_indexes_hold_what_is_live()


def test_the_same_folder_twice_changes_nothing(town: Town, tmp_path: Path) -> None:
    page = web_page(tmp_path / "a.html", "La cantine ouvre à midi.")
    first, version = town.ingest(page), town.shelf.index_version()
    second = town.ingest(page)
    assert [(o.document_id, o.state, o.passages) for o in second] == [
        (o.document_id, o.state, o.passages) for o in first
    ]
    assert town.shelf.index_version() == version == 1


@pytest.mark.parametrize("way", ["same path", "same place in another folder", "same name alone"])
def test_a_changed_file_replaces_the_old_one(town: Town, tmp_path: Path, way: str) -> None:
    old, new = tmp_path / "v1", tmp_path / "v2"
    old.mkdir()
    new.mkdir()
    before = town.ingest(*_given(web_page(old / "a.html", "La cantine ouvre à midi."), way))[0]
    target = old if way == "same path" else new
    after = town.ingest(*_given(web_page(target / "a.html", "La cantine ouvre à onze heures."), way))[0]
    assert after.document_id == before.document_id
    assert town.texts() == ["La cantine ouvre à onze heures."]
    assert town.found("midi") == []
    assert len(town.shelf.documents()) == 1
    assert len(list((town.home / "originals" / "valbrume").iterdir())) == 1
    town.assert_indexes_hold_what_is_live()


def _given(page: Path, way: str) -> list[Path]:
    return [page.parent] if way == "same place in another folder" else [page]


def test_a_newer_state_that_cannot_be_read_leaves_the_old_one(town: Town, tmp_path: Path) -> None:
    page = web_page(tmp_path / "a.html", "La cantine ouvre à midi.")
    town.ingest(page)
    page.write_text("<html><body></body></html>")
    assert town.ingest(page)[0].state is State.REFUSED
    assert town.texts() == ["La cantine ouvre à midi."]
    assert "aucun texte" in town.shelf.documents()[0].sentence


def test_same_bytes_under_two_names_are_one_document(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    web_page(folder / "a.html", "La cantine ouvre à midi.")
    web_page(folder / "b.html", "La cantine ouvre à midi.")
    first, second = town.ingest(folder)
    assert (first.state, second.state) == (State.INDEXED, State.DUPLICATE)
    assert town.texts() == ["La cantine ouvre à midi."]
    assert [o.state for o in town.ingest(folder)] == [State.INDEXED, State.DUPLICATE]


def test_forgetting_one_of_two_twins_keeps_the_other(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    web_page(folder / "a.html", "La cantine ouvre à midi.")
    web_page(folder / "b.html", "La cantine ouvre à midi.")
    first, second = town.ingest(folder)
    town.pipeline.forget(first.document_id)
    assert town.found("cantine") == ["La cantine ouvre à midi."]
    assert [(d.document_id, d.state) for d in town.shelf.documents()] == [(second.document_id, State.INDEXED)]
    town.pipeline.forget(second.document_id, "valbrume")
    assert town.texts() == []
    assert list((town.home / "originals" / "valbrume").iterdir()) == []
    town.assert_indexes_hold_what_is_live()


def test_a_twin_keeps_its_text_when_the_first_changes(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    web_page(folder / "a.html", "La cantine ouvre à midi.")
    web_page(folder / "b.html", "La cantine ouvre à midi.")
    town.ingest(folder)
    web_page(folder / "a.html", "La cantine ouvre à onze heures.")
    assert [o.state for o in town.ingest(folder)] == [State.INDEXED, State.INDEXED]
    assert town.texts() == ["La cantine ouvre à midi.", "La cantine ouvre à onze heures."]


def test_forgetting_what_does_not_exist_is_said(town: Town) -> None:
    with pytest.raises(Fault, match="Aucun document"):
        town.pipeline.forget("inconnu")


def test_ingesting_into_no_commune_is_said(town: Town, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="n'existe pas"):
        town.ingest(web_page(tmp_path / "a.html", "x"), slug="nulle-part")


def test_another_commune_sees_nothing_even_with_the_ids(town: Town, tmp_path: Path) -> None:
    outcome = town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))[0]
    other = Town(town.home, slug="ailleurs", insee="45300").shelf
    passage = town.shelf.document_passages(outcome.document_id)[0]
    assert other.document(outcome.document_id) is None
    assert other.passages([passage.passage_id]) == {}
    assert other.neighbours(passage.passage_id, 1, 1) == []
    assert other.documents() == []
    with pytest.raises(Fault, match="Aucun document"):
        town.pipeline.forget(outcome.document_id, "ailleurs")


def test_services_come_with_the_passage_that_tells_them(town: Town, tmp_path: Path) -> None:
    town.ingest(
        directory(tmp_path / "a.json", record(), record(id="b", nom="Médiathèque", plage_ouverture=[]))
    )
    told = {service.name: passage for service, passage in town.shelf.services()}
    assert told["Mairie - Valbrume"].label == "Mairie - Valbrume"
    assert "mercredi" in told["Mairie - Valbrume"].text
    assert "Médiathèque" in told["Médiathèque"].text
    assert town.shelf.services()[0][0].slots[0].opens == 540


def test_events_are_given_by_date_each_with_whether_it_closes(town: Town, tmp_path: Path) -> None:
    from datetime import datetime, timedelta

    soon = datetime.now().replace(microsecond=0) + timedelta(days=3)
    market = f"DTSTART:{soon:%Y%m%dT%H%M%S}\nSUMMARY:Marché"
    closed = (
        f"DTSTART;VALUE=DATE:{soon + timedelta(days=9):%Y%m%d}\nSUMMARY:Mairie fermée\nCATEGORIES:FERMETURE"
    )
    town.ingest(calendar(tmp_path / "a.ics", market, closed))
    told = [
        (event.title, event.closure, event.title in passage.text) for event, passage in town.shelf.events()
    ]
    assert told == [("Marché", False, True), ("Mairie fermée", True, True)]


def test_a_changed_directory_replaces_its_facts(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    town.ingest(directory(path, record(nom="Mairie")))
    town.ingest(directory(path, record(nom="Mairie annexe")))
    assert [service.name for service, _ in town.shelf.services()] == ["Mairie annexe"]


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), RuntimeError("database or disk is full")]
)
def test_a_full_disk_is_told_in_one_sentence_and_leaves_the_old_document(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    page = web_page(tmp_path / "a.html", "La cantine ouvre à midi.")
    town.ingest(page)

    def fail(*_args: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Lexical, "write", fail)
        web_page(tmp_path / "a.html", "La cantine ouvre à onze heures.")
        with pytest.raises(Fault, match="Le disque est plein"):
            town.ingest(page)
    assert town.texts() == ["La cantine ouvre à midi."]
    town.pipeline.recover()
    town.assert_indexes_hold_what_is_live()
    assert town.ingest(page)[0].state is State.INDEXED
    assert town.texts() == ["La cantine ouvre à onze heures."]


def test_names_that_look_like_paths_are_only_names(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    web_page(folder / "..%2F..%2Fetc%2Fpasswd.html", "Un.")
    web_page(folder / "..\\..\\etc\\mot\nde\u202epasse.html", "Deux.")
    before = {path for path in tmp_path.rglob("*") if "home" not in path.parts}
    outcomes = town.ingest(folder)
    assert all(o.state is State.INDEXED and o.file.isprintable() for o in outcomes)
    assert {path for path in tmp_path.rglob("*") if "home" not in path.parts} == before
    names = [path.name for path in (town.home / "originals" / "valbrume").iterdir()]
    assert all(len(name) == 64 and name.isalnum() for name in names)
