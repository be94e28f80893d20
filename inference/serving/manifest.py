"""The manifest: what an installed model is made of, to the byte, and what differs from it.

It travels with the model, so everything read from it is checked before it is believed.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from inference.serving.profiles import Strict, Weights
from inference.serving.progress import Report, Step, silent
from ops.fault import Fault

MANIFEST = "manifest.json"
CHUNK_BYTES = 1 << 22

ModelName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
# Each part of a path starts with a letter or a digit: nothing hidden, absolute or above.
SafePath = Annotated[str, Field(pattern=r"^\w[\w .+-]*(/\w[\w .+-]*)*$", max_length=200)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Entry(Strict):
    """One file of the model, by its path inside the model's folder."""

    path: SafePath
    bytes: Annotated[int, Field(ge=0)]
    sha256: Sha256


@dataclass(frozen=True)
class Manifest(Strict):
    """A model as installed. `created` is in UTC, ISO 8601; `source_sha256` is the original's."""

    schema: Literal[1]
    name: ModelName
    model: Weights
    source_sha256: Sha256 | None
    created: str
    files: Annotated[tuple[Entry, ...], Field(min_length=1)]

    @property
    def bytes(self) -> int:
        return sum(entry.bytes for entry in self.files)

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @property
    def sha256(self) -> str:
        """The digest of the manifest itself: one line to compare says that all is the same."""
        return hashlib.sha256(self.text().encode()).hexdigest()


@dataclass(frozen=True)
class Finding:
    """One difference between a model's folder and its manifest."""

    path: str
    kind: Literal["missing", "extra", "size", "content", "manifest"]
    sentence: str


def describe(folder: Path, report: Report = silent) -> tuple[Entry, ...]:
    """Every file of a folder with its size and sha256, in the order of the paths."""
    paths = sorted(path for path in present(folder) if path != MANIFEST)
    entries = []
    for count, path in enumerate(paths, start=1):
        file = folder / path
        entries.append(Entry(path, file.stat().st_size, sha256_of(file)))
        report(Step("checksum", count, len(paths), "file"))
    return tuple(entries)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a model's folder. Fault when there is none, or one that is not valid."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        return TypeAdapter(Manifest).validate_json(text)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _fault("model.manifest_missing", "n'a pas de fichier manifest.json", folder) from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise _fault("model.manifest_invalid", "a un manifest.json invalide", folder) from error


def differences(
    folder: Path, manifest: Manifest, *, contents: bool, report: Report = silent
) -> list[Finding]:
    """What is missing, extra or changed; `contents` reads every byte, else sizes only."""
    expected = {entry.path: entry for entry in manifest.files}
    found = present(folder)
    extra = [_finding(path, "extra") for path in sorted(found - expected.keys() - {MANIFEST})]
    checked = []
    for count, entry in enumerate(manifest.files, start=1):
        checked += _compare(folder, entry, found, contents)
        report(Step("verify", count, len(manifest.files), "file"))
    return checked + extra


def present(folder: Path) -> set[str]:
    """Paths of everything in a folder but plain folders; links count, and are not followed."""
    return {path.relative_to(folder).as_posix() for path in _walk(folder)}


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _compare(folder: Path, entry: Entry, found: set[str], contents: bool) -> list[Finding]:
    file = folder / entry.path
    if entry.path not in found or file.is_symlink() or not file.is_file():
        return [_finding(entry.path, "missing")]
    if file.stat().st_size != entry.bytes:
        return [_finding(entry.path, "size")]
    if contents and sha256_of(file) != entry.sha256:
        return [_finding(entry.path, "content")]
    return []


SENTENCES = {
    "missing": "Le fichier {path} manque.",
    "extra": "Le fichier {path} n'appartient pas au modèle.",
    "size": "Le fichier {path} n'a pas la bonne taille.",
    "content": "Le contenu du fichier {path} a changé.",
}


def _finding(path: str, kind: Literal["missing", "extra", "size", "content"]) -> Finding:
    return Finding(path, kind, SENTENCES[kind].format(path=path))


def _fault(key: str, what: str, folder: Path) -> Fault:
    return Fault(
        key=key,
        sentence=f"Le modèle « {folder.name} » {what}.",
        remedy="Installer ou importer le modèle de nouveau.",
        retryable=False,
    )
