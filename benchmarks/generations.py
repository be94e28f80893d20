"""A folder of documents of every kind whose content changes from one generation to the next."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from benchmarks.seeds import seeds

if TYPE_CHECKING:
    import random
    from pathlib import Path

PAGES, PARTS = 6, 5
_MARK = re.compile(r"état (\d+)")
_KEPT = (
    *(
        "arrete_2025-047_bruit.pdf",
        "deliberation_2025-038_taxe_de_sejour.pdf",
        "99001_reglement_20240115.pdf",
    ),
    *("arrete_2023-026_feux.odt", "deliberation_2025-063_tarifs_salle_des_fetes.docx", "dechets_rues.xlsx"),
    *("dechets.ics", "annuaire.json", "zonage.geojson", "deliberations.csv"),
)


class Generations:
    """`folder` is filled at once with generation 0."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, 0
        self._sound = {name: content for name, content in seeds().items() if name in _KEPT}
        self._written = dict.fromkeys((*self._pages(), *self._sound, "dossier.zip"), 0)
        folder.mkdir(parents=True, exist_ok=True)
        for name in self._written:
            self._write(name)

    def turn(self, draw: random.Random) -> None:
        """The next generation: about half of the files change."""
        self.now += 1
        for name in sorted(self._written):
            if draw.random() < 0.5:
                self._written[name] = self.now
                self._write(name)

    def generation_of(self, name: str) -> int:
        """In which generation the file last changed."""
        return self._written[name]

    def _pages(self) -> list[str]:
        return [f"page_{number}.html" for number in range(PAGES)]

    def _write(self, name: str) -> None:
        generation = self._written[name]
        if name in self._sound:
            content = touched(name, self._sound[name], generation)
        elif name.endswith(".zip"):
            content = _archive({f"dedans_{n}.html": page(f"Dedans {n}", generation) for n in (1, 2)})
        else:
            content = page(name, generation)
        (self.folder / name).write_bytes(content)


def page(title: str, generation: int) -> bytes:
    """As many passages as parts, each saying of which generation it is."""
    parts = [f"<p>{title}, état {generation}, partie {part}. {'mot ' * 90}</p>" for part in range(PARTS)]
    return f"<!doctype html><html><body><h1>{title}</h1>{''.join(parts)}</body></html>".encode()


def generations_in(text: str) -> set[int]:
    return {int(found) for found in _MARK.findall(text)}


def touched(name: str, content: bytes, generation: int) -> bytes:
    """Other bytes, the same text: the document is new, and has to be read again."""
    if content.startswith(b"PK\x03\x04"):
        held = io.BytesIO(content)
        with zipfile.ZipFile(held, "a") as container:
            container.comment = f"{generation}".encode()
        return held.getvalue()
    if name.endswith(".pdf"):
        return content + f"\n% {generation}\n".encode()
    if name.endswith(".ics"):
        return content.replace(b"VERSION:2.0", f"VERSION:2.0\r\nX-ETAT:{generation}".encode(), 1)
    return content.rstrip() + b"\n" * (generation + 1)


def _archive(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()
