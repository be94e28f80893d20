"""Rebuild `documents/` from `sources/`: `python -m appliance.demo.build`."""

import sys
from collections.abc import Callable
from pathlib import Path

from appliance.demo import DOCUMENTS, FOLDER
from appliance.demo.printing.docx import print_docx
from appliance.demo.printing.html import print_html
from appliance.demo.printing.ics import print_ics
from appliance.demo.printing.odt import print_odt
from appliance.demo.printing.pdf import print_pdf
from appliance.demo.printing.scan import faxed, scanned
from appliance.demo.printing.source import Source, load
from appliance.demo.printing.xlsx import print_xlsx

SOURCES = FOLDER / "sources"
SHEETS = {"dechets_rues": "Rues et secteurs", "menus_cantine": "Menus"}
COPIED = ("adresses.csv", "annuaire.json", "zonage.geojson")  # as other offices publish them


def build(target: Path) -> list[Path]:
    """Write every document into `target`; the same sources give the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in sorted(_documents().items()):
        path = target / name
        path.write_bytes(content)
        written.append(path)
    return written


def _documents() -> dict[str, bytes]:
    texts = [load(path) for path in (SOURCES / "plu", *SOURCES.glob("*.md"))]
    documents = {text.output: PRINTERS[Path(text.output).suffix](text) for text in texts}
    for name, title in SHEETS.items():
        documents[f"{name}.xlsx"] = print_xlsx(SOURCES / f"{name}.csv", title)
    for path in SOURCES.glob("*.ics"):
        documents[path.name] = print_ics(path.read_text("utf-8"))
    for name in COPIED:
        documents[name] = (SOURCES / name).read_bytes()
    return documents


def _pdf(source: Source) -> bytes:
    pdf = print_pdf(source)
    return scanned(pdf, source.title) if source.scan else pdf


def _png(source: Source) -> bytes:
    return faxed(print_pdf(source), source.title)


def _html(source: Source) -> bytes:
    return print_html(source, (SOURCES / "page.html").read_text("utf-8")).encode()


PRINTERS: dict[str, Callable[[Source], bytes]] = {
    ".pdf": _pdf,
    ".png": _png,
    ".docx": print_docx,
    ".odt": print_odt,
    ".html": _html,
}


if __name__ == "__main__":
    for document in build(DOCUMENTS):
        sys.stdout.write(f"{document.stat().st_size:>8} {document.name}\n")
