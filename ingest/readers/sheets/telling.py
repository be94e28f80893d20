"""Sheets as a reading: headings, rows that are cited by line and column, facts, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Reading
from ingest.facts import Facts
from ingest.readers import title as titles
from ingest.readers.sheets.citing import lines_told, row_elements
from ingest.readers.sheets.rows import Rows, column_names
from ingest.readers.sheets.tables import tables
from ingest.readers.source import refusal
from ingest.records import recognised_sheet
from ingest.sheet import Recognised, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.readers.sheets.lines import Lines
    from ingest.readers.sheets.tables import Table
    from ingest.readers.source import Source

MAX_ROWS_TOLD = 20_000
_NAMELESS = ("feuil", "sheet", "page", "tabelle", "hoja", "export", "table")


@dataclass(slots=True)
class _Told:
    """What was told so far. rows: how many rows in all."""

    elements: list[Element] = field(default_factory=list)
    found: list[Recognised] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    rows: int = 0


def reading_of(
    source: Source, sheets: Iterable[tuple[str, Lines]], remarks: Sequence[str] = (), name: str = ""
) -> Reading:
    """The reading of a file's sheets, each with its name. name: the document's own title, when it has one.

    Raises Fault when no cell says anything.
    """
    told = _Told()
    for place, (label, lines) in enumerate(sheets):
        _tell_sheet(told, label if _says_something(label) else "", lines, source)
        source.tell(place + 1, 0)
    if not told.elements and not told.found:
        raise refusal("no_text", "Le tableau ne contient aucune donnée lisible.")
    alone = told.titles[0] if len(set(told.titles)) == 1 else ""
    shown = name or titles.sensible(alone) or titles.of_file(source.name)
    return Reading(
        titles.short(shown),
        tuple(told.elements),
        _merged([found.facts for found in told.found]),
        remarks=(*remarks, *told.remarks, *(remark for found in told.found for remark in found.remarks)),
        doubts=tuple(doubt for found in told.found for doubt in found.doubts),
    )


def _tell_sheet(told: _Told, label: str, lines: Lines, source: Source) -> None:
    if lines.left_out:
        told.remarks.append(
            f"{_of(label)}les lignes à partir de la {lines.left_out} dépassent ce qui est lu."
        )
    said = [Element(label, Block.HEADING, level=1)] if label else []
    titled, over = False, ""
    for table in tables(lines):
        if not table.rows and not table.notes:
            continue
        told.elements += said
        said = []
        if titled and not table.title and table.rows:
            table.title = f"Tableau de la ligne {table.lines[table.rows[0]].number}"
        titled = titled or bool(table.title)
        if table.over != over and table.rows:
            told.elements.append(Element(table.over, Block.HEADING, level=2))
            over = table.over
        _tell_table(told, label, table, source)


def _tell_table(told: _Told, label: str, table: Table, source: Source) -> None:
    if top := table.over or table.title or label:
        told.titles.append(top)
    if table.title:
        told.elements.append(Element(table.title, Block.HEADING, level=3))
    rows = Rows(table)
    shown = " – ".join(filter(None, (table.over, table.title))) or label or titles.of_file(source.name)
    found = recognised_sheet(Sheet(shown, column_names(table), rows), source) if table.rows else None
    first = table.lines[table.rows[0]].number if table.rows else 0
    told.elements += [Element(text) for number, text in table.notes if number < first]
    if found:
        told.found.append(found)
    if found is None or found.told:
        _tell_rows(told, label, table, rows, keep_all=bool(found and _has_told(found.facts)))
    else:
        columns = ", ".join(header for header in table.headers if header)
        told.elements.append(Element(f"{shown} : {len(rows)} lignes ({columns})."))
    told.elements += _after(table, first)


def _after(table: Table, first: int) -> Iterator[Element]:
    """The notes below the rows, or those of a sheet that has no rows here."""
    notes = [(number, text) for number, text in table.notes if number >= first]
    if notes:
        heading = "Notes" if table.rows else lines_told(notes[0][0], notes[-1][0])
        yield Element(heading, Block.HEADING, level=4)
    yield from (Element(text) for _, text in notes)


def _tell_rows(told: _Told, label: str, table: Table, rows: Rows, *, keep_all: bool) -> None:
    room = len(rows) if keep_all else max(0, MAX_ROWS_TOLD - told.rows)
    told.elements += row_elements(table, rows, min(room, len(rows)))
    told.rows += min(room, len(rows))
    if room < len(rows):
        number = table.lines[table.rows[room]].number
        told.remarks.append(
            f"{_of(label)}{len(rows) - room} lignes, à partir de la ligne {number}, ne sont pas citées : "
            f"le fichier en a plus de {MAX_ROWS_TOLD}."
        )
    told.remarks += _ragged(label, table)


def _ragged(label: str, table: Table) -> Iterator[str]:
    """One sentence on rows with more cells than there are names."""
    named = max((column + 1 for column, name in enumerate(table.headers) if name), default=0)
    if not named:
        return
    sample = (table.lines[place] for place in table.rows[:MAX_ROWS_TOLD])
    longer = [line.number for line in sample if line.filled and line.filled[-1] >= named]
    if longer:
        many = f"{len(longer)} lignes ont" if len(longer) > 1 else "1 ligne a"
        yield f"{_of(label)}{many} plus de cellules que d'en-têtes (ligne {longer[0]} d'abord)."


def _has_told(facts: Facts) -> bool:
    """Whether a fact cites the text of its row."""
    return bool(facts.acts or facts.rounds or facts.zones or facts.services or facts.events)


def _merged(all_facts: Sequence[Facts]) -> Facts:
    return Facts(
        **{
            noun.name: tuple(one for facts in all_facts for one in getattr(facts, noun.name))
            for noun in fields(Facts)
        }
    )


def _says_something(label: str) -> bool:
    return bool(label) and not label.casefold().rstrip(" 0123456789()_-").startswith(_NAMELESS)


def _of(label: str) -> str:
    return f"Feuille « {label} » : " if label else ""
