"""Archives (ZIP): each file that they hold is taken in for itself. Nothing leaves the scratch folder."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from ingest.document import Attachment, Reading
from ingest.readers import title
from ingest.readers.container import BROKEN_MEMBER, copied, inflates_too_much, is_link
from ingest.readers.source import Reader, Source, named, refusal, some_of, zip_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEDIA_TYPE = "application/zip"
MAX_MEMBERS = 5_000
MAX_BYTES = 1_000_000_000
_SWELLS_FROM = 50_000_000  # bytes; tables padded with spaces swell a lot, and are small
_ENCRYPTED, _IS_UTF8 = 0x1, 0x800
_ONE_DOCUMENT = ("[Content_Types].xml", "mimetype")


def recognises(source: Source) -> bool:
    """A zip of files; one whose members are the parts of a single document goes by another name."""
    if not source.head().startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    names = zip_names(source)
    return source.suffix == ".zip" or (bool(names) and names.isdisjoint(_ONE_DOCUMENT))


def read(source: Source) -> Reading:
    remarks: list[str] = []
    try:
        with zipfile.ZipFile(source.path) as container:
            members = [member for member in container.infolist() if _is_document(member)]
            _check(members)
            attachments = tuple(_taken(source, container, members, remarks))
    except (*BROKEN_MEMBER, OSError, ValueError) as error:
        raise refusal("broken", "L'archive est abîmée : elle ne peut pas être ouverte.") from error
    if not attachments:
        raise refusal("no_text", "L'archive ne contient aucun fichier à lire.", some_of(remarks))
    return Reading(title.of_file(source.name), (), attachments=attachments, remarks=tuple(remarks))


def _is_document(member: zipfile.ZipInfo) -> bool:
    """Neither a folder nor what systems put beside files."""
    parts = member.filename.replace("\\", "/").split("/")
    return bool(parts[-1]) and parts[0] != "__MACOSX" and not parts[-1].startswith((".", "~$"))


def _check(members: list[zipfile.ZipInfo]) -> None:
    """Sizes as they are declared; the real ones are counted while they are written."""
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refusal("password_protected", "L'archive est protégée par un mot de passe.")
    if len(members) > MAX_MEMBERS:
        raise refusal("too_large", f"L'archive contient plus de {MAX_MEMBERS} fichiers : coupez-la.")
    if inflates_too_much(members, MAX_BYTES, _SWELLS_FROM):
        sentence = "L'archive est refusée : décompressée, elle serait démesurément grosse."
        raise refusal("inflates_too_much", sentence)


def _taken(
    source: Source, container: zipfile.ZipFile, members: list[zipfile.ZipInfo], remarks: list[str]
) -> Iterator[Attachment]:
    for place, member in enumerate(members):
        name, kept = _name(member), f"membre-{place}"
        if why := _unwelcome(name, member) or _written(container, member, source.scratch / kept):
            remarks.append(f"Le fichier « {named(name)} » est écarté : {why}.")
        else:
            yield Attachment(name, kept)
        source.tell(place + 1, len(members))


def _unwelcome(name: str, member: zipfile.ZipInfo) -> str:
    """Why it is not even written, empty when it may be."""
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return "son nom sort de l'archive"
    return "c'est un lien" if is_link(member) else ""


def _name(member: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 mark are UTF-8 all the same, or as old Windows writes them in France."""
    name = member.filename
    if not member.flag_bits & _IS_UTF8:
        raw = name.encode("cp437", errors="replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850")
    return "".join(letter if letter.isprintable() else "�" for letter in name.replace("\\", "/"))


def _written(container: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> str:
    """Write it out; why it could not be, else nothing. Raises Fault when the archive lies."""
    try:
        honest = copied(container, member, path, member.file_size)
    except BROKEN_MEMBER:
        path.unlink(missing_ok=True)
        return "il est abîmé"
    if not honest:
        raise refusal("inflates_too_much", "L'archive est refusée : elle ment sur sa taille.")
    return ""


ARCHIVE = Reader(MEDIA_TYPE, recognises, read)
