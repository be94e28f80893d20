"""Importing and verifying: exactly what the manifest says, or nothing."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from inference.serving import models
from inference.serving.profiles import load_profile
from ops.fault import Fault


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of weights, sealed for an import profile."""
    folder = tmp_path / "key" / "l4-8b-w4"
    (folder / "extra").mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(bytes(range(256)) * 64)
    (folder / "extra" / "tekken.json").write_text("{}")
    models.seal_folder(load_profile("l4-8b-w4"), folder)
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "models"


def packed(source: Path, mode: str = "w", add: Callable[[tarfile.TarFile], None] | None = None) -> Path:
    archive = source.parent / "model.tar"
    with tarfile.open(archive, mode) as tar:  # type: ignore[call-overload]
        tar.add(source, arcname=source.name)
        if add:
            add(tar)
    return archive


def assert_nothing_is_left(shelf: Path) -> None:
    assert [path.name for path in shelf.iterdir() if not path.name.startswith(".lock-")] == []


def refusal(source: Path, shelf: Path, **options: str) -> Fault:
    with pytest.raises(Fault) as refused:
        models.import_model(source, shelf, **options)  # type: ignore[arg-type]
    assert_nothing_is_left(shelf)
    return refused.value


def test_a_folder_is_imported(source: Path, shelf: Path) -> None:
    manifest = models.import_model(source, shelf)
    assert manifest.name == "l4-8b-w4"
    assert models.verify("l4-8b-w4", shelf) == []


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_an_archive_is_imported(source: Path, shelf: Path, mode: str) -> None:
    models.import_model(packed(source, mode), shelf)
    assert (shelf / "l4-8b-w4" / "extra" / "tekken.json").read_text() == "{}"


def test_what_is_exported_can_be_imported_elsewhere(source: Path, shelf: Path, tmp_path: Path) -> None:
    manifest = models.import_model(source, shelf)
    models.export_model("l4-8b-w4", shelf, tmp_path / "out.tar")
    assert models.import_model(tmp_path / "out.tar", tmp_path / "other") == manifest


def test_an_import_takes_the_place_of_the_model_that_was_there(source: Path, shelf: Path) -> None:
    models.import_model(source, shelf)
    (source / "config.json").write_text('{"newer": true}')
    models.seal_folder(load_profile("l4-8b-w4"), source)
    models.import_model(source, shelf)
    assert "newer" in (shelf / "l4-8b-w4" / "config.json").read_text()
    assert models.verify("l4-8b-w4", shelf) == []


def test_one_changed_byte_is_refused(source: Path, shelf: Path) -> None:
    with (source / "model.safetensors").open("r+b") as file:
        file.write(b"\xff")
    assert refusal(source, shelf).key == "model.import_damaged"


def test_a_missing_file_is_refused(source: Path, shelf: Path) -> None:
    (source / "extra" / "tekken.json").unlink()
    assert "tekken.json manque" in refusal(source, shelf).sentence


def test_a_file_that_the_manifest_does_not_know_is_refused(source: Path, shelf: Path) -> None:
    (source / "modeling_custom.py").write_text("print('hello')")
    assert refusal(source, shelf).key == "model.import_damaged"


def test_python_and_pickles_are_refused_even_when_the_manifest_lists_them(source: Path, shelf: Path) -> None:
    (source / "pytorch_model.bin").write_bytes(b"pickle")
    models.seal_folder(load_profile("l4-8b-w4"), source)
    assert refusal(source, shelf).key == "model.import_unsafe"


def test_a_missing_manifest_is_refused(source: Path, shelf: Path) -> None:
    (source / "manifest.json").unlink()
    assert refusal(packed(source), shelf).key == "model.manifest_missing"


@pytest.mark.parametrize(
    "edit",
    [
        {"name": "../elsewhere"},
        {"name": ".hidden"},
        {"schema": 2},
        {"files": []},
        {"surprise": 1},
        {"files": [{"path": "../escape.json", "bytes": 1, "sha256": "0" * 64}]},
        {"files": [{"path": "/etc/passwd", "bytes": 1, "sha256": "0" * 64}]},
    ],
)
def test_a_manifest_that_is_not_valid_is_refused(source: Path, shelf: Path, edit: dict[str, object]) -> None:
    manifest = json.loads((source / "manifest.json").read_text())
    (source / "manifest.json").write_text(json.dumps(manifest | edit))
    assert refusal(source, shelf).key == "model.manifest_invalid"


def test_a_manifest_other_than_the_expected_one_is_refused(source: Path, shelf: Path) -> None:
    assert refusal(source, shelf, expected_sha256="0" * 64).key == "model.import_other"


@pytest.mark.parametrize("name", ["../../escape.txt", "/tmp/parvis-escape.txt", "l4-8b-w4/../../escape.txt"])  # noqa: S108
def test_a_member_outside_the_archive_is_refused(source: Path, shelf: Path, name: str) -> None:
    def add(tar: tarfile.TarFile) -> None:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))

    assert refusal(packed(source, add=add), shelf).key == "model.import_unsafe"
    assert not list(shelf.parent.rglob("*escape.txt"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_an_archive_are_refused(source: Path, shelf: Path, kind: bytes) -> None:
    def add(tar: tarfile.TarFile) -> None:
        member = tarfile.TarInfo("l4-8b-w4/link.json")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)

    assert refusal(packed(source, add=add), shelf).key == "model.import_unsafe"


def test_a_link_in_a_folder_is_refused(source: Path, shelf: Path) -> None:
    (source / "link.json").symlink_to("/etc/hostname")
    assert refusal(source, shelf).key == "model.import_unsafe"


def test_a_truncated_archive_is_refused(source: Path, shelf: Path) -> None:
    archive = packed(source, "w:gz")
    archive.write_bytes(archive.read_bytes()[:-200])
    assert refusal(archive, shelf).key == "model.import_damaged"


def test_an_archive_whose_names_contradict_each_other_is_refused(source: Path, shelf: Path) -> None:
    def add(tar: tarfile.TarFile) -> None:
        tar.addfile(tarfile.TarInfo("l4-8b-w4/config.json/inside.json"))

    assert refusal(packed(source, add=add), shelf).key == "model.import_unreadable"


def test_what_does_not_exist_is_refused(tmp_path: Path, shelf: Path) -> None:
    assert refusal(tmp_path / "nowhere", shelf).key == "model.import_missing"


def test_verify_finds_one_changed_byte_a_missing_and_an_extra_file(source: Path, shelf: Path) -> None:
    folder = shelf / models.import_model(source, shelf).name
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[1000] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "config.json").unlink()
    (folder / "stray.txt").write_text("?")
    found = {(finding.path, finding.kind) for finding in models.verify(folder.name, shelf)}
    assert found == {("model.safetensors", "content"), ("config.json", "missing"), ("stray.txt", "extra")}


def test_verify_tells_of_a_lost_manifest(source: Path, shelf: Path) -> None:
    folder = shelf / models.import_model(source, shelf).name
    (folder / "manifest.json").unlink()
    assert [finding.kind for finding in models.verify(folder.name, shelf)] == ["manifest"]


@pytest.mark.parametrize("name", ["absent", "../key", ".lock-import"])
def test_verify_of_a_model_that_is_not_there_says_how_to_install_it(shelf: Path, name: str) -> None:
    shelf.mkdir()
    with pytest.raises(Fault) as refused:
        models.verify(name, shelf)
    assert refused.value.key == "model.unknown"


def test_a_folder_without_a_configuration_cannot_be_sealed(tmp_path: Path) -> None:
    with pytest.raises(Fault) as refused:
        models.seal_folder(load_profile("l4-8b-w4"), tmp_path)
    assert refused.value.key == "model.not_weights"
