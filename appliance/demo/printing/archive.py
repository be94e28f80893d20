"""Office files are zip archives that remember when they were written: make them forget."""

import re
import zipfile
from io import BytesIO

WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def without_clock(content: bytes) -> bytes:
    """The same archive, every entry dated 1980 and its recorded times set to a constant."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            data = WRITTEN.sub(rb"\g<1>2026-01-01T00:00:00Z", old.read(entry))
            kept = zipfile.ZipInfo(entry.filename)
            kept.compress_type = entry.compress_type
            new.writestr(kept, data)
    return result.getvalue()
