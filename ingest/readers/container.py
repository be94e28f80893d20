"""What a zip declares of its members, looked at before anything is inflated."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

from ingest.readers.source import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_RATIO = 200  # deflate makes 1,000 at most; texts rarely more than 20
MAX_OFFICE_BYTES = 100_000_000
_SMALL = 1_000_000
_PROLOGUE_BYTES = 65_536
# What zipfile raises at a member that is broken, then at a container that is, or that wants a password.
BROKEN_MEMBER = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)
BROKEN = (*BROKEN_MEMBER, OSError, RuntimeError)
_CHUNK = 1 << 20
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def inflates_too_much(members: Sequence[zipfile.ZipInfo], most_bytes: int, small: int = _SMALL) -> bool:
    """More bytes in all than `most_bytes`, or a member above `small` bytes that swells out of measure."""
    swollen = (m.file_size > small and m.file_size > MAX_RATIO * max(1, m.compress_size) for m in members)
    return sum(member.file_size for member in members) > most_bytes or any(swollen)


def is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def copied(container: zipfile.ZipFile, member: zipfile.ZipInfo | str, target: Path, most_bytes: int) -> bool:
    """Write a member out as a new file; False as soon as it is longer than `most_bytes`. Raises BROKEN."""
    left = most_bytes
    with container.open(member) as part, target.open("xb") as copy:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                return False
            copy.write(chunk)
    return True


def check_office(path: Path) -> None:
    """Raises Fault when an office document is broken, a bomb, or declares entities."""
    try:
        with zipfile.ZipFile(path) as container:
            if inflates_too_much(container.infolist(), MAX_OFFICE_BYTES):
                told = "démesurément gros (bombe de décompression)"
                raise refusal("inflates_too_much", f"Le document est refusé : décompressé, il serait {told}.")
            if any(_declares(container, member) for member in container.infolist()):
                told = "il déclare des entités XML, un document sain n'en a pas"
                raise refusal("xml_entities", f"Le document est refusé : {told}.")
    except BROKEN as error:
        raise refusal("broken", "Le document est abîmé ou protégé : il ne peut pas être lu.") from error


def _declares(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Entities, in the beginning of an XML part."""
    if not member.filename.endswith((".xml", ".rels")):
        return False
    with container.open(member) as part:
        return bool(_DECLARATION.search(part.read(_PROLOGUE_BYTES)))
