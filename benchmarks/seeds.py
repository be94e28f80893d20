"""One sound file and more of every format that is read, made here: what mutations start from."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

from appliance.demo import DOCUMENTS
from appliance.demo.build import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator


def seeds() -> dict[str, bytes]:
    """Name → content."""
    made = {path.name: path.read_bytes() for path in sorted(DOCUMENTS.iterdir()) if path.is_file()}
    made |= {path.name: path.read_bytes() for path in sorted(SOURCES.glob("*.csv"))}
    made |= dict(_pictures())
    made["lettre.eml"] = _letter(made)
    made["zones.zip"] = _shapefile()
    made["dossier.zip"] = _folder(made)
    made["deliberations.csv"] = _acts().encode("cp1252")
    return made


def _pictures() -> Iterator[tuple[str, bytes]]:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (600, 300), 255)
    words = "ARRETE MUNICIPAL\nArticle 1 : le stationnement est interdit."
    ImageDraw.Draw(picture).multiline_text((30, 30), words, fill=0, font_size=24)
    for suffix, form in (("png", "PNG"), ("jpg", "JPEG"), ("tif", "TIFF")):
        held = io.BytesIO()
        picture.save(held, form)
        yield f"arrete.{suffix}", held.getvalue()


def _letter(made: dict[str, bytes]) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"] = "mairie@valbrume.invalid", "agents@valbrume.invalid"
    letter["Subject"], letter["Date"] = "Fermeture du pont", "Mon, 23 Nov 2026 09:00:00 +0100"
    letter.set_content("Le pont est fermé du 24 au 27 novembre 2026.")
    letter.add_alternative("<html><body><p>Le pont est fermé.</p></body></html>", subtype="html")
    letter.add_attachment(made["dechets.ics"], maintype="text", subtype="calendar", filename="dechets.ics")
    return letter.as_bytes()


def _folder(made: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as folder:
        for name in ("fermetures.ics", "recensement_citoyen.html", "arrete_2025-047_bruit.pdf"):
            folder.writestr(f"mairie/{name}", made[name])
    return held.getvalue()


def _shapefile() -> bytes:
    """Two zones of a town plan, in Lambert-93, as its four parts in one archive."""
    import tempfile
    from pathlib import Path

    import numpy as np
    import shapely
    from pyogrio.raw import write

    squares = [
        shapely.to_wkb(shapely.box(700_000 + 100 * k, 6_600_000, 700_100 + 100 * k, 6_600_100))
        for k in (0, 1)
    ]
    fields = {"LIBELLE": ["UA", "N"], "TYPEZONE": ["U", "N"], "NOMFIC": ["99001_reglement.pdf#page=2", ""]}
    with tempfile.TemporaryDirectory() as folder:
        values = [np.array(values, dtype=object) for values in fields.values()]
        write(
            str(Path(folder, "ZONE_URBA.shp")),
            np.array(squares, dtype=object),
            values,
            list(fields),
            geometry_type="Polygon",
            crs="EPSG:2154",
        )
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in sorted(Path(folder).iterdir()):
                archive.write(part, part.name)
        return held.getvalue()


def _acts() -> str:
    head = "COLL_NOM;DELIB_ID;DELIB_DATE;DELIB_MATIERE_CODE;DELIB_OBJET;VOTE_POUR;VOTE_CONTRE;DELIB_URL"
    rows = (f"Valbrume;2026-{n:03};2026-03-{n:02};7.10;Subvention n° {n};15;0;" for n in range(1, 20))
    return "\n".join((head, *rows))
