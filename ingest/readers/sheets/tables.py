"""The tables of a sheet: titles above, names over two lines, several in a sheet, notes below. No format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.folding import fold
from ingest.readers.sheets.headers import header_lines, header_names, is_value
from ingest.readers.sheets.lines import JOINED, Line, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAMPLE_LINES = 200
MAX_TITLE_LINES = 3
_NOTE = re.compile(
    r"\(?\*|\(\d\)|n\.?b\.?\b|nota\b|notes?\b|source|légende|remarque|mise? à jour|total\b", re.IGNORECASE
)
_LABELS = (
    r"nom|adresse|tel(?:ephone)?|fax|courriel|e?-?mail|site|horaires?|responsable|contact|capacite|commune"
)
_FORM_LABEL = re.compile(rf"(?:{_LABELS}|lieu|date|jours?)\b[^\d]{{0,40}}")


@dataclass(slots=True)
class Table:
    """One table. title: the lines above it; at: the line of the first.

    headers: its columns' names, empty where there is none.
    rows: places in `lines`. subtitles: (place, sub-title) of the rows from that place on.
    notes: (line of the sheet, text) of what stands below it, or alone when the table has no row.
    """

    lines: Lines
    title: str = ""
    at: int = 0
    headers: tuple[str, ...] = ()
    rows: list[int] = field(default_factory=list)
    subtitles: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    columns: frozenset[int] = frozenset()


def tables(lines: Lines) -> Iterator[Table]:
    """What the lines hold, in reading order."""
    if lines.named:
        yield _named(lines)
        return
    table = Table(lines)
    for start, stop in _blocks(lines):
        lead, body = _led(lines, start, stop)
        texts = [_only(lines[place]) for place in range(start, body)]
        if body == stop and (len(texts) > MAX_TITLE_LINES or any(map(_is_note, texts))):
            table.notes += [(lines[place].number, _only(lines[place])) for place in range(start, stop)]
        elif body == stop and not table.rows:
            _entitle(table, lines[start].number, *texts)
        elif body == stop:
            yield table
            table = Table(lines, _joined(*texts), lines[start].number)
        else:
            opened = _opened(lines, table, lead, body, stop)
            if opened is not table and table.rows:
                yield table
            table = opened
    yield _titled(table)


def _named(lines: Lines) -> Table:
    """The one table of a format that names its columns."""
    names = lines[0].cells if lines else ()
    return Table(lines, headers=names, rows=list(range(1, len(lines))), columns=frozenset(range(len(names))))


def _entitle(table: Table, number: int, *texts: str) -> None:
    """Texts above a table are its title; those above many others are what the sheet says."""
    if table.title.count(" – ") + len(texts) >= MAX_TITLE_LINES:
        table.notes.append((table.at, table.title))
        table.title = ""
    table.at = table.at if table.title else number
    table.title = _joined(table.title, *texts)


def _titled(table: Table) -> Table:
    """Titles without a table are what the sheet says."""
    if not table.rows and table.title:
        table.notes.insert(0, (table.at, table.title))
        table.title = ""
    return table


def _opened(lines: Lines, table: Table, lead: Sequence[str], body: int, stop: int) -> Table:
    """The block as rows of the table above, which goes on after a blank line, or as a table of its own."""
    sample = lines[body : min(stop, body + SAMPLE_LINES)]
    columns = frozenset(column for line in sample for column in line.filled)
    named = header_lines(sample)
    if table.headers and table.rows and not named and columns <= table.columns:
        if not lead and _stands_aside(table, sample):
            table.notes += [(line.number, " ".join(_texts(line))) for line in lines[body:stop]]
            return table
        table.subtitles += [(body, lead[-1])] if lead else []
    else:
        notes = [] if table.rows else table.notes
        notes += [(lines[body].number - 1, text) for text in lead if _is_note(text)]
        titles = [*([] if table.rows else [table.title]), *(text for text in lead if not _is_note(text))]
        names = header_names(sample[:named], max(columns) + 1) if named else ()
        table = Table(lines, _joined(*titles), lines[body].number, names, notes=notes, columns=columns)
        if _is_form(sample, columns):
            return _form(table, lines[body:stop])
        body += named
    _fill(table, range(body, stop), sample, sample[0] if named else None)
    return table


def _stands_aside(table: Table, sample: Sequence[Line]) -> bool:
    """A few cells under a wide table, none in its first column: a legend, a signature."""
    wide = len(table.columns) > 3
    return wide and all(len(line.filled) < 3 and line.filled[0] > min(table.columns) for line in sample)


def _fill(table: Table, places: range, sample: Sequence[Line], header: Line | None) -> None:
    """Rows and sub-titles; the texts at the end are notes."""
    dense, stop = _is_dense(sample), places.stop
    while stop > places.start and _ends_it(table.lines[stop - 1]):
        stop -= 1
    for place in range(places.start, stop):
        line = table.lines[place]
        if _is_alone(line) and place + 1 < stop and _is_subtitle(line, dense):
            table.subtitles.append((place, _only(line)))
        elif header is None or line.cells != header.cells:
            table.rows.append(place)
    table.notes += [(line.number, _only(line)) for line in table.lines[stop : places.stop]]


def _ends_it(line: Line) -> bool:
    return _is_alone(line) and _is_note(_only(line))


def _blocks(lines: Lines) -> Iterator[tuple[int, int]]:
    """Runs of lines without a blank one between them, as places."""
    start, before = 0, 0
    for place, line in enumerate(lines):
        if place and line.number != before + 1:
            yield start, place
            start = place
        before = line.number
    if len(lines):
        yield start, len(lines)


def _led(lines: Lines, start: int, stop: int) -> tuple[list[str], int]:
    """The texts at the head of a block, and where its table begins."""
    body = start
    while body < stop and _is_alone(lines[body]):
        body += 1
    grouped = header_lines(lines[body : body + SAMPLE_LINES]) > 1
    for place in range(body + 1, body if grouped else min(stop, body + 4)):
        sample = lines[place : place + SAMPLE_LINES]
        if header_lines(sample) and _is_caption(lines[body:place], len(sample[0].filled)):
            body = place
            break
    return [" – ".join(_texts(lines[place])) for place in range(start, body)], body


def _is_caption(above: Sequence[Line], width: int) -> bool:
    """Lines with half the cells of the names below them or less: a date, a place; no names, no rows."""
    return not header_lines(above) and all(2 * len(line.filled) <= width for line in above)


def _texts(line: Line) -> list[str]:
    return [line.cells[column] for column in line.filled]


def _is_alone(line: Line) -> bool:
    return len(set(_texts(line))) == 1


def _only(line: Line) -> str:
    return " ".join(dict.fromkeys(_texts(line)))


def _is_note(text: str) -> bool:
    return bool(_NOTE.match(text)) or text.endswith(".") or len(text.split()) > 15


def _is_dense(sample: Sequence[Line]) -> bool:
    """Most cells of most rows are filled: a line with one text stands out."""
    widths = [len(line.filled) for line in sample if not _is_alone(line)]
    alone = len(sample) - len(widths)
    return bool(widths) and sum(widths) >= 0.7 * max(widths) * len(widths) and 3 * alone <= len(sample)


def _is_subtitle(line: Line, dense: bool) -> bool:
    text = _only(line)
    named = not is_value(text) and not text.endswith(".") and len(text.split()) < 20
    return named and (JOINED in line.cells or (dense and line.filled[0] == 0))


def _joined(*texts: str) -> str:
    return " – ".join(dict.fromkeys(text.strip(" :") for text in texts if text))


def _is_form(sample: Sequence[Line], columns: frozenset[int]) -> bool:
    """Two columns, labels on the left: `Nom | Mairie`, `Téléphone | …`."""
    if len(columns) != 2 or len(sample) < 3:
        return False
    labels = [line.cells[min(columns)] for line in sample]
    known = sum(_FORM_LABEL.fullmatch(fold(label)) is not None for label in labels)
    ended = sum(label.endswith(":") for label in labels)
    return len(set(labels)) == len(labels) and 2 * max(known, ended) >= len(labels)


def _form(table: Table, lines: Sequence[Line]) -> Table:
    """A form as one row whose columns are its labels."""
    pairs = [_texts(line) for line in lines]
    full = [(pair[0].strip(" :"), pair[1]) for pair in pairs if len(pair) == 2]
    table.headers = tuple(label for label, _ in full)
    table.lines = Lines([Line(lines[0].number, tuple(value for _, value in full))])
    table.rows, table.columns = [0], frozenset(range(len(full)))
    table.notes += [
        (line.number, _only(line)) for line, pair in zip(lines, pairs, strict=True) if len(pair) == 1
    ]
    return table
