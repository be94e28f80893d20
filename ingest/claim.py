"""Files on a disk become claims: found, copied under their sha256, named as data only. Reads no format."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ingest.shapefile import companions, gathered, pack
from ops.disk import is_full
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.document import Attachment

MAX_FILE_BYTES = 300_000_000
_CHUNK = 1 << 20
_NOT_DOCUMENTS = ("Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Claim:
    """One file to take in.

    source: absolute path it came from, or its container's and its name in it. relative: path under the folder
    that was given, empty for a lone file. bytes_at: where its bytes are now. stored: the copy that is kept
    and read. refusal: why it was not even copied. container: id of the document that it came out of.
    part_of: name of the shapefile that it is read with.
    """

    source: str
    relative: str
    file: str
    bytes_at: Path
    sha256: str = ""
    stored: Path = Path()
    refusal: Fault | None = None
    container: str | None = None
    part_of: str = ""


def claim_files(paths: Sequence[Path], originals: Path) -> list[Claim]:
    """Every file under `paths`, in a fixed order, each one once; the copies go to `originals`."""
    return _claimed((claim for path in paths for claim in _found(Path(path))), originals)


def claim_members(
    container: Claim, identity: str, folder: Path, members: Sequence[Attachment], originals: Path
) -> list[Claim]:
    """What was found inside the document `identity`, whose reader left it in `folder`."""
    found = (
        Claim(f"{container.source}!/{member.name}", "", _base(member.name), folder / member.kept)
        for member in members
    )
    return _claimed((replace(claim, container=identity) for claim in found), originals)


def _base(name: str) -> str:
    return safe_name(name.replace("\\", "/").rpartition("/")[2])


def _claimed(found: Iterable[Claim], originals: Path) -> list[Claim]:
    originals.mkdir(parents=True, exist_ok=True)
    claims = {claim.source: claim for claim in found}
    return [_taken(claim, parts, originals) for claim, parts in gathered(list(claims.values()))]


def safe_name(name: str) -> str:
    """A file name that can be shown and logged: one line, no separator, no control character."""
    shown = "".join("�" if unicodedata.category(letter) in ("Cc", "Cs", "Cf") else letter for letter in name)
    return shown.replace("/", "∕")[:200] or "sans nom"


def _found(path: Path) -> Iterator[Claim]:
    source = path.absolute()
    if not source.exists():
        fault = _refusal("missing", "Le fichier n'existe pas.")
        yield Claim(str(source), "", safe_name(source.name), source, refusal=fault)
    elif source.is_dir():
        for file in _files(source.resolve()):
            yield Claim(str(file), str(file.relative_to(source.resolve())), safe_name(file.name), file)
    else:
        for file in (source.resolve(), *companions(source.resolve())):
            yield Claim(str(file), "", safe_name(file.name), file)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and name not in _NOT_DOCUMENTS:
                yield Path(parent, name)


def _taken(claim: Claim, parts: Sequence[Claim], originals: Path) -> Claim:
    if claim.refusal or claim.part_of:
        return claim
    try:
        for path in (claim.bytes_at, *(part.bytes_at for part in parts)):
            _check(path)
        digest = _packed([claim, *parts], originals) if parts else _copied(claim.bytes_at, originals)
    except Fault as fault:
        return replace(claim, refusal=fault)
    except OSError as error:
        if is_full(error):
            raise
        return replace(claim, refusal=_refusal("unreadable", "Le fichier ne peut pas être lu sur le disque."))
    return replace(claim, sha256=digest, stored=originals / digest)


def _packed(files: Sequence[Claim], originals: Path) -> str:
    """The parts of a shapefile as one original: the same parts always give the same bytes."""
    with tempfile.TemporaryDirectory(prefix=".packing-", dir=originals) as folder:
        packed = Path(folder, "shapefile.zip")
        pack([(file.file, file.bytes_at) for file in files], packed)
        return _copied(packed, originals)


def _check(path: Path) -> None:
    if path.is_symlink():
        raise _refusal("link", "C'est un lien vers un autre fichier : donnez le fichier lui-même.")
    if not path.is_file():
        raise _refusal("not_a_file", "Ce n'est pas un fichier ordinaire.")
    size = path.stat().st_size
    if size == 0:
        raise _refusal("empty", "Le fichier est vide.")
    if size > MAX_FILE_BYTES:
        megabytes = MAX_FILE_BYTES // 1_000_000
        raise _refusal("too_large", f"Le fichier est trop gros : la limite est de {megabytes} Mo.")


def _copied(path: Path, originals: Path) -> str:
    """Copy and digest in one pass: what is read later is exactly what was digested."""
    incoming = originals / f".incoming-{uuid4().hex}"
    digest = hashlib.sha256()
    try:
        with path.open("rb") as source, incoming.open("xb") as copy:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        incoming.replace(originals / digest.hexdigest())
    finally:
        incoming.unlink(missing_ok=True)
    return digest.hexdigest()


def _refusal(key: str, sentence: str) -> Fault:
    return Fault(key=f"document.{key}", sentence=sentence)
