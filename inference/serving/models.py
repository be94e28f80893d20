"""The models of one machine: install, import, verify, list, and pack for a machine without network."""

import tarfile
from contextlib import suppress
from pathlib import Path

from inference.serving import install as installation
from inference.serving.importing import bring_in
from inference.serving.manifest import MANIFEST, Finding, Manifest, differences, read_manifest
from inference.serving.profiles import Profile
from inference.serving.progress import Report, Step, silent
from inference.serving.seal import seal
from ops.fault import Fault

__all__ = [
    "Finding",
    "Manifest",
    "Step",
    "export_model",
    "import_model",
    "install",
    "list_models",
    "seal_folder",
    "verify",
]


def install(profile: Profile, models_dir: Path, report: Report = silent) -> Manifest:
    """Have the profile's model in `models_dir/<profile name>`: fetched, converted, sealed.

    Goes on where an interruption stopped it; returns at once when the model is there.
    """
    return installation.install(profile, models_dir, report)


def verify(name: str, models_dir: Path, report: Report = silent) -> list[Finding]:
    """Every difference between a model and its manifest, byte by byte; empty when it is sound.

    Fault when there is no such model.
    """
    folder = _folder(name, models_dir)
    try:
        manifest = read_manifest(folder)
    except Fault as fault:
        return [Finding(MANIFEST, "manifest", fault.sentence)]
    return differences(folder, manifest, contents=True, report=report)


def import_model(
    source: Path, models_dir: Path, report: Report = silent, *, expected_sha256: str | None = None
) -> Manifest:
    """Bring in a folder or a .tar, .tar.gz archive that carries its manifest; uses no network.

    Fault, and nothing written, unless every file is exactly what the manifest says.
    """
    return bring_in(source, models_dir, report, expected_sha256)


def list_models(models_dir: Path) -> list[Manifest]:
    """The manifests of the models that are there, by name; `verify` tells whether they are sound.

    A folder whose manifest cannot be read is left out, and does not hide the others.
    """
    manifests = []
    for path in sorted(models_dir.glob(f"[!.]*/{MANIFEST}")):
        with suppress(Fault):
            manifests.append(read_manifest(path.parent))
    return manifests


def seal_folder(profile: Profile, folder: Path, report: Report = silent) -> Manifest:
    """Write the manifest of weights brought by hand for an import profile, so that they can travel."""
    if not (folder / "config.json").is_file() and not (folder / "params.json").is_file():
        raise Fault(
            key="model.not_weights",
            sentence=f"« {folder} » n'est pas un dossier de modèle : il n'a ni config.json ni params.json.",
            remedy=f"Donner le dossier des poids de {profile.model.source}.",
            retryable=False,
        )
    return seal(profile, folder, None, report)


def export_model(name: str, models_dir: Path, archive: Path, report: Report = silent) -> Manifest:
    """Pack a verified model into a .tar that `import_model` accepts on a machine without network."""
    findings = verify(name, models_dir, report)
    if findings:
        raise Fault(
            key="model.damaged",
            sentence=f"Le modèle « {name} » ne peut pas être exporté : {findings[0].sentence}",
            remedy="L'installer ou l'importer de nouveau.",
            retryable=False,
        )
    unfinished = archive.with_name(f"{archive.name}.part")
    with tarfile.open(unfinished, "w") as packed:
        packed.add(_folder(name, models_dir), arcname=name)
    unfinished.rename(archive)
    return read_manifest(_folder(name, models_dir))


def _folder(name: str, models_dir: Path) -> Path:
    folder = models_dir / name
    if name.startswith(".") or folder.parent != models_dir or not folder.is_dir():
        raise Fault(
            key="model.unknown",
            sentence=f"Le modèle « {name} » n'est pas installé.",
            remedy=f"L'installer : parvis models install {name}.",
            retryable=False,
        )
    return folder
