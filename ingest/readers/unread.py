"""Formats that are known and not read: each one's name, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.source import Reader, Source, refusal, zip_names

if TYPE_CHECKING:
    from ingest.document import Reading

MEDIA_TYPE = "application/octet-stream"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_OR_SHEET = (".docx", ".docm", ".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A format. start: its first bytes; at: where they stand. suffixes: those it goes by, none for any."""

    sentence: str
    start: bytes
    suffixes: tuple[str, ...] = ()
    at: int = 0

    def fits(self, source: Source, head: bytes) -> bool:
        found = head[self.at :].startswith(self.start)
        return found and (not self.suffixes or source.suffix in self.suffixes)


_SLIDES = "Les présentations ne sont pas lues : enregistrez celle-ci en PDF."
_PROTECTED = "Le document est protégé par un mot de passe : enregistrez-le sans mot de passe."
_PHONE = "Les photos au format HEIC ne sont pas lues : enregistrez celle-ci en JPEG."
_KINDS = (
    _Kind("Les archives 7z ne sont pas ouvertes : refaites-la en ZIP.", b"7z\xbc\xaf\x27\x1c"),
    _Kind("Les archives RAR ne sont pas ouvertes : refaites-la en ZIP.", b"Rar!\x1a\x07"),
    _Kind("Les archives GZIP ne sont pas ouvertes : refaites-la en ZIP.", b"\x1f\x8b"),
    _Kind("Les courriels Outlook (.msg) ne sont pas lus : enregistrez-le au format .eml.", _OLE2, (".msg",)),
    _Kind(_SLIDES, _OLE2, (".ppt", ".pps")),
    _Kind("Les publications Publisher ne sont pas lues : enregistrez-la en PDF.", _OLE2, (".pub",)),
    _Kind(_PROTECTED, _OLE2, _WORD_OR_SHEET),
    *(_Kind(_PHONE, b"ftyp" + brand, at=4) for brand in (b"heic", b"heix", b"mif1", b"msf1")),
    _Kind("C'est un programme, pas un document.", b"MZ"),
    _Kind("C'est un programme, pas un document.", b"\x7fELF"),
)


def recognises(source: Source) -> bool:
    return bool(_sentence(source))


def read(source: Source) -> Reading:
    raise refusal("format_not_read", _sentence(source))


def _sentence(source: Source) -> str:
    head = source.head()
    if found := next((kind.sentence for kind in _KINDS if kind.fits(source, head)), ""):
        return found
    slides = "ppt/presentation.xml" in zip_names(source) or b"opendocument.presentation" in head
    return _SLIDES if slides else ""


UNREAD = Reader(MEDIA_TYPE, recognises, read)
