"""The rows of a table as records, made anew each time they are read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from ingest.cut import TARGET_WORDS
from ingest.readers import table as grid
from ingest.readers.sheets.labels import said
from ingest.readers.sheets.lines import JOINED
from ingest.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.readers.sheets.lines import Line
    from ingest.readers.sheets.tables import Table

MAX_LABEL_WORDS = 20


def column_names(table: Table) -> tuple[str, ...]:
    """Every column's name, each once: `Colonne 3` where there is none, `Nom (2)` for a second `Nom`."""
    width = max(table.columns, default=-1) + 1
    names: dict[str, int] = {}
    for column in range(width):
        name = (table.headers[column] if column < len(table.headers) else "") or f"Colonne {column + 1}"
        twins = sum(other == name or other.startswith(f"{name} (") for other in names)
        names[f"{name} ({twins + 1})" if name in names else name] = column
    return tuple(names)


class Rows(Sequence[Record]):
    """The records of one table."""

    def __init__(self, table: Table) -> None:
        self._table, self._names = table, column_names(table)
        self._said = tuple(map(said, table.headers))
        self._starts = [place for place, _ in table.subtitles]

    def __len__(self) -> int:
        return len(self._table.rows)

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> list[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | list[Record]:
        if isinstance(place, slice):
            return [self._record(line) for line in self._table.rows[place]]
        return self._record(self._table.rows[place])

    def parts(self, place: int) -> Iterator[str]:
        """The texts of a row, each short enough for one passage; the first is what its record tells."""
        line, subtitle = self._line(self._table.rows[place])
        return _parts(self._tell(line, subtitle))

    def _record(self, place: int) -> Record:
        line, subtitle = self._line(place)
        cells = {self._name(column): line.cells[column] for column in line.filled}
        told = next(_parts(self._tell(line, subtitle)))
        return Record(line.number, {"": subtitle} | cells if subtitle else cells, told)

    def _line(self, place: int) -> tuple[Line, str]:
        above = bisect_right(self._starts, place)
        return self._table.lines[place], self._table.subtitles[above - 1][1] if above else ""

    def _name(self, column: int) -> str:
        return self._names[column] if column < len(self._names) else f"Colonne {column + 1}"

    def _tell(self, line: Line, subtitle: str) -> str:
        joined = frozenset(column for column, cell in enumerate(line.cells) if cell == JOINED)
        return grid.tell_row(self._said, subtitle, grid.Row(line.cells, joined=joined))


def _parts(text: str) -> Iterator[str]:
    """A row longer than a passage cut between its cells, else between its words; each part says which row."""
    if len(text.split()) <= TARGET_WORDS:
        yield text
        return
    clauses = text.split(" ; ")
    label = clauses[0] if len(clauses) > 1 and len(clauses[0].split()) <= MAX_LABEL_WORDS else ""
    words: list[str] = []
    for clause in clauses:
        more = clause.split()
        if words and len(words) + len(more) > TARGET_WORDS:
            yield " ".join(words[:-1])
            words = [*label.split(), ";"] if label else []
        words += [*more, ";"]
        while len(words) > TARGET_WORDS + 1:
            yield " ".join(words[:TARGET_WORDS])
            words = words[TARGET_WORDS:]
    if len(words) > 1:
        yield " ".join(words[:-1])
