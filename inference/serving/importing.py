"""A model brought on a disk or a key, as a folder or an archive, with the manifest it carries.

Nothing of it is believed: names, links, sizes and digests are checked in a folder aside,
which disappears unless everything is right. The network is not used.
"""

import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from inference.serving.manifest import MANIFEST, Manifest, differences, present, read_manifest
from inference.serving.progress import Report
from inference.serving.shelf import locked, put_in_place, require_room, size_of
from ops.fault import Fault

ASIDE = ".import-"
# What an engine reads and nothing that it could run: no pickled weights, no Python.
ACCEPTED_SUFFIXES = {".safetensors", ".json", ".jinja", ".txt", ".md", ".model", ".jsonl"}
ACCEPTED_NAMES = {"LICENSE", "LICENCE", "NOTICE"}


def bring_in(source: Path, models_dir: Path, report: Report, expected_sha256: str | None = None) -> Manifest:
    """Check `source` (a folder, or a tar archive) and make it a model of `models_dir`.

    `expected_sha256`: the manifest's own digest, when the person has it from elsewhere.
    Fault when anything is missing, extra, changed, unsafe or of an unaccepted kind.
    """
    with locked(models_dir, "import"), _aside(models_dir) as aside:
        _copy(source, aside)
        root = _root(aside)
        manifest = _checked(root, report, expected_sha256)
        with locked(models_dir, manifest.name):
            put_in_place(root, models_dir / manifest.name)
    return manifest


@contextmanager
def _aside(models_dir: Path) -> Iterator[Path]:
    """An empty folder on the same disk, gone afterwards, with those of earlier interruptions."""
    for left_over in models_dir.glob(f"{ASIDE}*"):
        shutil.rmtree(left_over)
    folder = Path(tempfile.mkdtemp(prefix=ASIDE, dir=models_dir))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Path, aside: Path) -> None:
    if not source.exists():
        raise refused("model.import_missing", f"« {source} » n'existe pas")
    try:
        (_copy_folder if source.is_dir() else _unpack)(source, aside)
    except OSError as error:
        reason = f"« {source.name} » ne peut pas être copié ({error.strerror or error})"
        raise refused("model.import_unreadable", reason) from error
    except (tarfile.TarError, EOFError, zlib.error, LZMAError) as error:
        raise refused("model.import_damaged", f"l'archive « {source.name} » est illisible") from error


def _copy_folder(source: Path, aside: Path) -> None:
    require_room(aside, size_of(source))
    for path in sorted(present(source)):
        if (source / path).is_symlink():
            raise refused("model.import_unsafe", f"{path} est un lien")
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, aside / path)


def _unpack(source: Path, aside: Path) -> None:
    with tarfile.open(source, "r|*") as archive:
        for member in archive:
            _unpack_member(archive, member, aside)


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, aside: Path) -> None:
    """Write one regular file below `aside`; plain folders follow from the paths."""
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or not (member.isreg() or member.isdir()):
        raise refused("model.import_unsafe", f"l'archive contient un chemin interdit, {member.name}")
    if member.isdir():
        return
    require_room(aside, member.size)
    target = aside / path
    target.parent.mkdir(parents=True, exist_ok=True)
    data = archive.extractfile(member)
    if data is None or target.exists():
        raise refused("model.import_unsafe", f"l'archive contient deux fois {member.name}")
    with target.open("wb") as file:
        shutil.copyfileobj(data, file)


def _root(aside: Path) -> Path:
    """The folder of the manifest: what was brought, or the one folder inside it."""
    inside = list(aside.iterdir())
    if len(inside) == 1 and inside[0].is_dir():
        return inside[0]
    return aside


def _checked(root: Path, report: Report, expected_sha256: str | None) -> Manifest:
    if not (root / MANIFEST).is_file():
        raise refused("model.manifest_missing", "il n'a pas de fichier manifest.json")
    manifest = read_manifest(root)
    if expected_sha256 not in (None, manifest.sha256):
        raise refused("model.import_other", "son manifeste n'a pas l'empreinte attendue")
    for entry in manifest.files:
        path = PurePosixPath(entry.path)
        if path.suffix not in ACCEPTED_SUFFIXES and path.name not in ACCEPTED_NAMES:
            raise refused("model.import_unsafe", f"{entry.path} n'est pas un fichier de modèle")
    findings = differences(root, manifest, contents=True, report=report)
    if findings:
        raise refused("model.import_damaged", " ".join(finding.sentence for finding in findings[:3]))
    return manifest


def refused(key: str, reason: str) -> Fault:
    return Fault(
        key=key,
        sentence=f"L'import du modèle est refusé : {reason.rstrip('.')}.",
        remedy="Copier de nouveau le modèle et son manifest.json depuis leur source, puis relancer l'import.",
        retryable=False,
    )
