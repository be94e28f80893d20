"""The tables of a sheet: titles above, names over two lines, several in a sheet, notes below. No format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.sheets.blocks import (
    SAMPLE_LINES,
    blocks,
    is_alone,
    is_dense,
    is_note,
    is_subtitle,
    joined_texts,
    led,
    only,
    texts_of,
)
from ingest.readers.sheets.forms import fill_form, is_form
from ingest.readers.sheets.headers import header_lines, header_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.sheets.lines import Line, Lines

MAX_TITLE_LINES = 3
MAX_NAME_WORDS = 6  # a longer text alone on the last line is no row


@dataclass(slots=True)
class Table:
    """One table. title: the lines above it; at: the line of the first. over: titles of the whole sheet.

    headers: its columns' names, empty where there is none.
    rows: places in `lines`. subtitles: (place, sub-title) of the rows from that place on.
    notes: (line of the sheet, text) of what stands below it, or alone when the table has no row.
    """

    lines: Lines
    title: str = ""
    at: int = 0
    over: str = ""
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
    for start, stop in blocks(lines):
        lead, body = led(lines, start, stop)
        texts = [only(lines[place]) for place in range(start, body)]
        if body == stop and (len(texts) > MAX_TITLE_LINES or any(map(is_note, texts))):
            table.notes += [(lines[place].number, only(lines[place])) for place in range(start, stop)]
        elif body == stop and not table.rows:
            _entitle(table, lines[start].number, *texts)
        elif body == stop:
            yield table
            table = Table(lines, joined_texts(*texts), lines[start].number, table.over)
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
    """Texts above a table are its title, and those above them the sheet's; of many the first are notes."""
    if table.title and table.over:
        table.notes.append((table.at, table.over))
        table.over = ""
    if table.title:
        table.over = table.title
    table.title, table.at = joined_texts(*texts), number


def _titled(table: Table) -> Table:
    """Titles without a table are what the sheet says."""
    if not table.rows:
        table.notes[:0] = [(table.at, text) for text in (table.over, table.title) if text]
        table.title = ""
    return table


def _opened(lines: Lines, table: Table, lead: Sequence[str], body: int, stop: int) -> Table:
    """The block as rows of the table above, which goes on after a blank line, or as a table of its own."""
    sample = lines[body : min(stop, body + SAMPLE_LINES)]
    columns = frozenset(column for line in sample for column in line.filled)
    named = header_lines(sample)
    if table.headers and table.rows and not named and columns <= table.columns:
        if not lead and _stands_aside(table, sample):
            table.notes += [(line.number, " ".join(texts_of(line))) for line in lines[body:stop]]
            return table
        table.subtitles += [(body, lead[-1])] if lead else []
    else:
        table = _below(table, lead, lines[body].number)
        table.headers = header_names(sample[:named], max(columns) + 1) if named else ()
        table.columns = columns
        if is_form(sample, columns):
            return fill_form(table, lines[body:stop])
        body += named
    _fill(table, range(body, stop), sample, sample[0] if named else None)
    return table


def _below(table: Table, lead: Sequence[str], number: int) -> Table:
    """A new table: under its own lead when it has one, else under the titles that wait for a table."""
    notes = [] if table.rows else table.notes
    notes += [(number - 1, text) for text in lead if is_note(text)]
    own = joined_texts(*(text for text in lead if not is_note(text)))
    waiting = "" if table.rows else table.title
    over = joined_texts(table.over, waiting) if own else table.over
    return Table(table.lines, own or waiting, number, over, notes=notes)


def _stands_aside(table: Table, sample: Sequence[Line]) -> bool:
    """A few cells under a wide table, none in its first column: a legend, a signature."""
    wide = len(table.columns) > 3
    return wide and all(len(line.filled) < 3 and line.filled[0] > min(table.columns) for line in sample)


def _fill(table: Table, places: range, sample: Sequence[Line], header: Line | None) -> None:
    """Rows and sub-titles; the texts at the end are notes."""
    dense, stop = is_dense(sample), places.stop
    while stop > places.start and _ends_it(table.lines[stop - 1]):
        stop -= 1
    for place in range(places.start, stop):
        line = table.lines[place]
        if is_alone(line) and place + 1 < stop and is_subtitle(line, dense):
            table.subtitles.append((place, only(line)))
        elif header is None or line.cells != header.cells:
            table.rows.append(place)
    table.notes += [(line.number, only(line)) for line in table.lines[stop : places.stop]]


def _ends_it(line: Line) -> bool:
    return is_alone(line) and (is_note(only(line)) or len(only(line).split()) > MAX_NAME_WORDS)
