"""Word documents of before 2007 (OLE2), and RTF: LibreOffice makes a DOCX of them, which is read.

LibreOffice works in the reading's own folder, with a profile that goes with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.readers.fields import printed_dates, restore_dates
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
    made = converted(source, "rtf" if source.head().startswith(b"{") else "doc")
    restore_dates(made, printed_dates(source.path.read_bytes()))
    return read_docx(replace(source, path=made))


def converted(source: Source, form: str) -> Path:
    """The document as LibreOffice writes it in DOCX. form: the extension that says what it is."""
    folder = source.scratch / "converted"
    folder.mkdir()
    given = folder / f"document.{form}"
    shutil.copyfile(source.path, given)
    program = shutil.which("soffice")
    if program is None:
        sentence = "Les anciens documents Word ne peuvent pas être lus : LibreOffice n'est pas installé."
        raise refusal("no_conversion", sentence, remedy="apt install libreoffice-writer-nogui")
    _run(
        [
            *(program, "--headless", "--norestore", "--nolockcheck", "--convert-to", "docx"),
            *(f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--outdir", str(folder), str(given)),
        ],
        folder,
        source,
    )
    made = folder / "document.docx"
    if not made.is_file():
        raise refusal("broken", "Le document est abîmé ou protégé : il ne peut pas être lu.")
    return made


def _run(command: list[str], folder: Path, source: Source) -> None:
    """Gives a sign of life while it works."""
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for second in range(_SECONDS):
        try:
            process.wait(1.0)
        except subprocess.TimeoutExpired:
            source.tell(second, 1)
        else:
            return
    process.kill()
    process.wait()
    raise refusal("too_slow", "Le document est trop long à convertir : enregistrez-le en DOCX.")


WORD97 = Reader(MEDIA_TYPE, recognises, read)
