"""Forms: two columns, labels on the left. One form is one record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.folding import fold
from ingest.readers.sheets.blocks import only, texts_of
from ingest.readers.sheets.lines import Line, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.sheets.tables import Table

_LABELS = (
    r"nom|adresse|tel(?:ephone)?|fax|courriel|e?-?mail|site|horaires?|responsable|contact|capacite|commune"
)
_FORM_LABEL = re.compile(rf"(?:{_LABELS}|lieu|date|jours?)\b[^\d]{{0,40}}")


def is_form(sample: Sequence[Line], columns: frozenset[int]) -> bool:
    """Two columns, labels on the left: `Nom | Mairie`, `Téléphone | …`."""
    if len(columns) != 2 or len(sample) < 3:
        return False
    labels = [line.cells[min(columns)] for line in sample]
    known = sum(_FORM_LABEL.fullmatch(fold(label)) is not None for label in labels)
    ended = sum(label.endswith(":") for label in labels)
    return len(set(labels)) == len(labels) and 2 * max(known, ended) >= len(labels)


def fill_form(table: Table, lines: Sequence[Line]) -> Table:
    """A form as one row whose columns are its labels."""
    pairs = [texts_of(line) for line in lines]
    full = [(pair[0].strip(" :"), pair[1]) for pair in pairs if len(pair) == 2]
    table.headers = tuple(label for label, _ in full)
    table.lines = Lines([Line(lines[0].number, tuple(value for _, value in full))])
    table.rows, table.columns = [0], frozenset(range(len(full)))
    table.notes += [
        (line.number, only(line)) for line, pair in zip(lines, pairs, strict=True) if len(pair) == 1
    ]
    return table
