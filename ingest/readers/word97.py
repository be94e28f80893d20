"""Word documents of before 2007 (OLE2), and RTF: LibreOffice makes a DOCX of them, which is read."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.readers.office import read_docx
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.document import Reading

MEDIA_TYPE = "application/msword"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECONDS = 90


def recognises(source: Source) -> bool:
    head = source.head()
    return (head.startswith(_OLE2) and source.suffix in (".doc", ".dot")) or head.startswith(b"{\\rtf")


def read(source: Source) -> Reading:
    return read_docx(replace(source, path=_converted(source)))


def _converted(source: Source) -> Path:
    folder = source.scratch / "word97"
    folder.mkdir()
    given = folder / ("document.rtf" if source.head().startswith(b"{") else "document.doc")
    shutil.copyfile(source.path, given)
    command = [
        *("soffice", "--headless", "--norestore", "--nolockcheck", "--convert-to", "docx"),
        *(f"-env:UserInstallation=file://{folder}/profile", "--outdir", str(folder), str(given)),
    ]
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"}
    try:
        _run(command, environment, source)
    except (OSError, TimeoutError) as error:
        raise refusal("broken", "Le document Word ancien n'a pas pu être ouvert.") from error
    made = folder / "document.docx"
    if not made.is_file():
        raise refusal("broken", "Le document Word est abîmé : il ne peut pas être lu.")
    return made


def _run(command: list[str], environment: dict[str, str], source: Source) -> None:
    """Gives a sign of life while it works. Raises TimeoutError."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(_SECONDS):
        try:
            process.wait(1.0)
        except subprocess.TimeoutExpired:
            source.tell(0, 1)
        else:
            return
    process.kill()
    raise TimeoutError


WORD97 = Reader(MEDIA_TYPE, recognises, read)
