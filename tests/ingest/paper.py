"""Small files made on the spot: a PDF drawn line by line, a page, a directory record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Drawn(NamedTuple):
    """A line of a page: left, baseline, size, text, bold."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False


def pdf(path: Path, *pages: list[Drawn], rules: str = "") -> Path:
    """Write a PDF of A4 pages. rules: drawing operators put on every page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for name in (b"Helvetica", b"Helvetica-Bold"):
        encoding = b"/Encoding /WinAnsiEncoding"
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /" + name + b" " + encoding + b" >>")
    kids = []
    for lines in pages:
        content = (rules + "\n" + "\n".join(_shown(line) for line in lines)).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        fonts = b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (fonts, len(objects)))
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    path.write_bytes(_assembled(objects))
    return path


def _shown(line: Drawn) -> str:
    text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if line.bold else 1} {line.size} Tf {line.x} {line.y} Td ({text}) Tj ET"


def _assembled(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)


def web_page(path: Path, *paragraphs: str, title: str = "Une page") -> Path:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    path.write_text(f"<!doctype html><html><body><h1>{title}</h1>{body}</body></html>", encoding="utf-8")
    return path


def record(**fields: object) -> dict[str, object]:
    """A directory record of the mairie of commune 99001, open on Wednesday morning."""
    wednesday = {
        "nom_jour_debut": "Mercredi",
        "nom_jour_fin": "Mercredi",
        "valeur_heure_debut_1": "09:00:00",
        "valeur_heure_fin_1": "12:00:00",
        "valeur_heure_debut_2": "",
        "valeur_heure_fin_2": "",
        "commentaire": "",
    }
    base: dict[str, object] = {
        "id": "mairie-1",
        "nom": "Mairie - Valbrume",
        "code_insee_commune": "99001",
        "plage_ouverture": [wednesday],
    }
    return base | fields


def directory(path: Path, *records: dict[str, object]) -> Path:
    path.write_text(json.dumps({"service": list(records)}), encoding="utf-8")
    return path


def calendar(path: Path, *events: str) -> Path:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{number}\n{event}\nEND:VEVENT\n" for number, event in enumerate(events)
    )
    path.write_text(
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//essai//FR\n{body}END:VCALENDAR\n", encoding="utf-8"
    )
    return path
