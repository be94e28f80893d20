"""Sealing: a folder of weights gets the notice of its licence and the manifest of its bytes."""

from datetime import UTC, datetime
from pathlib import Path

from inference.serving.manifest import MANIFEST, Manifest, describe
from inference.serving.profiles import Profile, Weights
from inference.serving.progress import Report

NOTICE = "NOTICE.txt"


def seal(profile: Profile, folder: Path, source_sha256: str | None, report: Report) -> Manifest:
    """Write `NOTICE.txt` and `manifest.json` into a folder of weights; the manifest comes last."""
    unfinished = folder / f"{MANIFEST}.part"
    unfinished.unlink(missing_ok=True)
    (folder / NOTICE).write_text(_notice(profile.model), encoding="utf-8")
    manifest = Manifest(
        schema=1,
        name=profile.name,
        model=profile.model,
        source_sha256=source_sha256,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        files=describe(folder, report),
    )
    unfinished.write_text(manifest.text(), encoding="utf-8")
    unfinished.rename(folder / MANIFEST)
    return manifest


def _notice(model: Weights) -> str:
    return (
        f"{model.name}\n"
        f"Publisher: {model.publisher}\n"
        f"Licence: {model.licence}\n"
        f"Source: {model.source}\n"
        f"Changes: weights stored as {model.quantisation}, in the safetensors format.\n"
    )
