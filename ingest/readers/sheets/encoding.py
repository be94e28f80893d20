"""How the bytes of a text file spell letters: UTF-8, UTF-16, Windows-1252, or DOS. No exotic guess."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20
_SAMPLE = 4 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Bytes of é, è, à, ê, ç, â between letters: lower case in DOS, punctuation in Windows-1252.
_DOS = re.compile(rb"(?<=[A-Za-z ])[\x82\x83\x85\x87\x88\x8a](?=[a-z])")
_WINDOWS = re.compile(rb"[\xc0-\xff]")
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def encoding_of(path: Path) -> str:
    """The codec that reads the whole file; bytes that it does not know are to be replaced."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if b"\x00" in head[:1000]:
        return "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"
    if _is_utf8(path) or _is_damaged_utf8(head):
        return "utf-8"
    return "cp850" if len(_DOS.findall(head)) > len(_WINDOWS.findall(head)) else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(head: bytes) -> bool:
    """Letters of UTF-8 by far, and a few bytes that are none: a file cut or put together."""
    bad = head.decode("utf-8", "replace").count("\ufffd")
    return len(_SEQUENCE.findall(head)) > 10 * bad
