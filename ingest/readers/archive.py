"""Archives (ZIP): each file that they hold is taken in for itself. Nothing leaves the scratch folder."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from ingest.document import Attachment, Reading
from ingest.readers import title
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/zip"
MAX_MEMBERS = 5_000
MAX_BYTES = 1_000_000_000
MAX_RATIO = 200
_SMALL = 1_000_000
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


def recognises(source: Source) -> bool:
    return source.head().startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source) -> Reading:
    remarks: list[str] = []
    try:
        with zipfile.ZipFile(source.path) as container:
            members = [member for member in container.infolist() if _is_document(member.filename)]
            _check(members)
            attachments = tuple(_taken(source, container, members, remarks))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise refusal("broken", "L'archive est abîmée : elle ne peut pas être ouverte.") from error
    if not attachments:
        raise refusal("no_text", "L'archive ne contient aucun fichier à lire.", " ".join(remarks))
    return Reading(title.of_file(source.name), (), attachments=attachments, remarks=tuple(remarks))


def _is_document(name: str) -> bool:
    """Neither a folder nor what systems put beside files."""
    parts = name.replace("\\", "/").split("/")
    return bool(parts[-1]) and parts[0] != "__MACOSX" and not parts[-1].startswith((".", "~$"))


def _check(members: list[zipfile.ZipInfo]) -> None:
    """Sizes as they are declared; the real ones are counted while they are written."""
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refusal("password_protected", "L'archive est protégée par un mot de passe.")
    if len(members) > MAX_MEMBERS:
        raise refusal("too_large", f"L'archive contient plus de {MAX_MEMBERS} fichiers : coupez-la.")
    swollen = (m.file_size > _SMALL and m.file_size > MAX_RATIO * max(1, m.compress_size) for m in members)
    if sum(member.file_size for member in members) > MAX_BYTES or any(swollen):
        sentence = "L'archive est refusée : décompressée, elle serait démesurément grosse."
        raise refusal("inflates_too_much", sentence)


def _taken(
    source: Source, container: zipfile.ZipFile, members: list[zipfile.ZipInfo], remarks: list[str]
) -> Iterator[Attachment]:
    for place, member in enumerate(members):
        name = _name(member)
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            remarks.append(f"Le fichier « {name} » est écarté : son nom sort de l'archive.")
            continue
        kept = f"membre-{place}"
        _write(source, container, member, kept)
        source.tell(place + 1, len(members))
        yield Attachment(name, kept)


def _name(member: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 mark are read as Windows and old archivers write them in France."""
    name = member.filename
    if not member.flag_bits & 0x800:
        name = name.encode("cp437", errors="replace").decode("cp850", errors="replace")
    return "".join(letter if letter.isprintable() else "�" for letter in name.replace("\\", "/"))


def _write(source: Source, container: zipfile.ZipFile, member: zipfile.ZipInfo, kept: str) -> None:
    left = member.file_size
    with container.open(member) as part, (source.scratch / kept).open("xb") as copy:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise refusal("inflates_too_much", "L'archive est refusée : elle ment sur sa taille.")
            copy.write(chunk)


ARCHIVE = Reader(MEDIA_TYPE, recognises, read)
