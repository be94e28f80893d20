"""Born-digital PDF through pypdfium2."""

from __future__ import annotations

import pypdfium2

from ingest.document import Element, Reading
from ingest.readers import title
from ingest.readers.source import Reader, Source, refusal

MEDIA_TYPE = "application/pdf"


def recognises(source: Source) -> bool:
    head = source.head()
    return b"%PDF-" in head[:1024] and not head.startswith(b"PK")


def read(source: Source) -> Reading:
    try:
        document = pypdfium2.PdfDocument(source.path)
    except pypdfium2.PdfiumError as error:
        raise refusal("broken", "Le PDF est abîmé ou tronqué : il ne peut pas être lu.") from error
    elements = []
    for number, page in enumerate(document, 1):
        text = page.get_textpage().get_text_range()
        elements += [
            Element(" ".join(line.split()), page=number) for line in text.splitlines() if line.strip()
        ]
    if not elements:
        sentence = "Aucun texte lisible : c'est sans doute un scan, à reconnaître (OCR)."
        raise refusal("no_text", sentence)
    return Reading(title.of_file(source.name), tuple(elements), pages=len(document))


PDF = Reader(MEDIA_TYPE, recognises, read)
