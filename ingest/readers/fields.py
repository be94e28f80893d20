"""Fields of Word that print the day's date: a conversion makes today of them, the paper said another day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 300
# In the text of an OLE2 document: begin, instruction, separator, what was printed, end.
_MARKS = r"\x13[^\x13-\x15]{{0,40}}\b(?:DATE|TIME)\b[^\x13-\x15]{{0,{0}}}\x14([^\x13-\x15]{{0,{0}}})\x15"
_PRINTED = re.compile(_MARKS.format(_LONGEST))
_INSTRUCTION = re.compile(r"\s*(?:DATE|TIME)\b")


def printed_dates(original: bytes) -> list[str]:
    """What the date fields of an OLE2 document said when it was saved, in order."""
    found = [
        (match.start() * width, match[1])
        for width, encoding in ((1, "cp1252"), (2, "utf-16-le"))
        for match in _PRINTED.finditer(original.decode(encoding, "replace"))
    ]
    return [text for _, text in sorted(found)]


def restore_dates(path: Path, printed: list[str]) -> None:
    """Write into the fields of a converted DOCX what the original said; nothing when that is not known."""
    import docx

    document = docx.Document(str(path))
    fields = list(_date_fields(document.element.body))
    if not fields:
        return
    texts = printed if len(printed) == len(fields) else [""] * len(fields)
    for runs, text in zip(fields, texts, strict=True):
        for place, words in enumerate(runs):
            words.text = text if place == 0 else ""
    document.save(str(path))


def _date_fields(body: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - lxml elements are not typed here
    """The text elements of each date field."""
    from docx.oxml.ns import qn

    instruction, result = "", False
    words: list[Any] = []
    for part in body.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        kind = part.get(qn("w:fldCharType")) if part.tag == qn("w:fldChar") else ""
        if kind == "begin":
            instruction, result, words = "", False, []
        elif kind == "separate":
            result = True
        elif kind == "end":
            if words and _INSTRUCTION.match(instruction):
                yield words
            result, words = False, []
        elif part.tag == qn("w:instrText"):
            instruction += part.text or ""
        elif result:
            words.append(part)
