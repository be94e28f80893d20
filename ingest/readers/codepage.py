"""In which encoding the table of a shapefile is: its bytes say it better than what it declares.

Files without a `.cpg` are UTF-8 as often as cp1252, and a `.cpg` is not always true.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20
_HIGH = re.compile(rb"[\x80-\xff]+")
_CPG_CODES = {"65001": "utf-8", "88591": "latin-1", "885915": "iso8859-15"}
_DBF_CODES = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x57: "cp1252", 0x64: "cp852", 0x4D: "cp1252"}


def encoding_of(path: Path) -> str:
    """The encoding of the DBF beside `path`; what it declares decides only when its bytes do not."""
    fair = foul = 0
    with path.with_suffix(".dbf").open("rb") as table:
        head = table.read(32)
        while chunk := table.read(_CHUNK):
            runs = _HIGH.findall(chunk)
            good = sum(_is_utf8(run) for run in runs)
            fair, foul = fair + good, foul + len(runs) - good
    if fair > foul:
        return "utf-8"
    declared = _declared(path.with_suffix(".cpg")) or _DBF_CODES.get(
        head[29] if len(head) > 29 else 0, "cp1252"
    )
    return "cp1252" if declared == "utf-8" and foul else declared


def _declared(path: Path) -> str:
    if not path.exists():
        return ""
    told = path.read_bytes()[:40].decode("ascii", "ignore").strip().removeprefix("ANSI ").strip()
    for name in (
        told,
        f"cp{told}",
        {"65001": "utf-8", "88591": "latin-1", "885915": "iso8859-15"}.get(told, ""),
    ):
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return ""


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode()
    except UnicodeDecodeError:
        return False
    return True
