"""Tables that no line draws: rows of cells under each other, told apart from prose by their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.strip import Strip
from ingest.readers.table import Placed, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MIN_ROWS = 3
MAX_HEADER_LINES = 8
_Span = tuple[float, float]


def with_loose_tables(flow: Sequence[Strip | Placed]) -> Iterator[Strip | Placed]:
    """The flow of one page, its runs of aligned cells as tables with the header lines above them."""
    place = 0
    waiting: list[Strip | Placed] = []
    while place < len(flow):
        run = _run(flow, place)
        columns = _columns(run)
        if not columns:
            waiting.append(flow[place])
            place += 1
            continue
        place += len(run)
        above = waiting[-1] if waiting else None
        if isinstance(above, Strip) and _is_under(above, run[0]) and above.right < columns[0][0]:
            run.insert(0, above)
            waiting.pop()
        header = _header(waiting, run[0], columns)
        yield from waiting[: len(waiting) - len(header)]
        waiting = []
        yield Placed(run[0].page, _rows(header, run, columns), [left for left, _ in columns])
    yield from waiting


def _run(flow: Sequence[Strip | Placed], start: int) -> list[Strip]:
    """The lines from `start` on that have cells, and single ones between two of them."""
    run: list[Strip] = []
    last_full = 0
    for place in range(start, len(flow)):
        item = flow[place]
        if not isinstance(item, Strip) or (run and not _is_under(run[-1], item)):
            break
        full = len(item.parts) > 1
        if not run and not full:
            break
        if not full and (len(run) - last_full >= 2 or len(item.text) > 90):
            break
        run.append(item)
        last_full = len(run) if full else last_full
    return run[:last_full]


def _is_under(above: Strip, line: Strip) -> bool:
    return above.page == line.page and 0 < above.base - line.base < 2.6 * above.size


def _columns(run: Sequence[Strip]) -> list[_Span]:
    """The spans of the columns after the first, empty when the lines are no table."""
    rows = [line for line in run if len(line.parts) > 1]
    full = [line.parts for line in rows]
    if len(full) < MIN_ROWS:
        return []
    spans = _united([(part.left, part.right) for parts in full for part in parts[1:]])
    wide = max((line.right for line in run), default=0.0) - min((line.left for line in run), default=0.0)
    narrow = all(right - left < 0.45 * wide for left, right in spans)
    figures = sum(any(map(str.isdigit, line.text_of(line.parts[-1]))) for line in rows)
    steady = len(spans) == max(len(parts) for parts in full) - 1
    return spans if narrow and steady and figures >= 0.6 * len(full) else []


def _united(spans: Sequence[_Span]) -> list[_Span]:
    united: list[_Span] = []
    for left, right in sorted(spans):
        if united and left < united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], right))
        else:
            united.append((left, right))
    return united


def _header(waiting: Sequence[Strip | Placed], first: Strip, columns: Sequence[_Span]) -> list[Strip]:
    """The lines just above the first row that stand over one column each."""
    header: list[Strip] = []
    for item in reversed(waiting[-MAX_HEADER_LINES:]):
        if not isinstance(item, Strip) or item.page != first.page or item.base < first.base:
            break
        over = [span for span in columns if item.left < span[1] and span[0] < item.right]
        low = header[0].base if header else first.base
        if len(over) != 1 or item.left < columns[0][0] - 60 or item.base - low > 4 * item.size:
            break
        header.insert(0, item)
    return header


def _rows(header: Sequence[Strip], run: Sequence[Strip], columns: Sequence[_Span]) -> list[Row]:
    rows: list[Row] = []
    if header:
        names = [
            " ".join(line.text for line in header if _column(line.left, line.right, columns) == k + 1)
            for k in range(len(columns))
        ]
        rows.append(Row(("", *names), strong=True, page=run[0].page))
    for line in run:
        cells = [""] * (len(columns) + 1)
        for place, part in enumerate(line.parts):
            column = _column(part.left, part.right, columns, first=place == 0)
            cells[column] = f"{cells[column]} {line.text_of(part)}".strip()
        wrapped = rows and line.text[0].islower() and sum(map(bool, rows[-1].cells)) == 1
        if wrapped:
            cells[0] = f"{rows.pop().cells[0]} {cells[0]}"
        rows.append(Row(tuple(cells), strong=line.bold, page=line.page))
    return rows


def _column(left: float, right: float, columns: Sequence[_Span], first: bool = False) -> int:
    """The column that a part stands in: 0 is the one before all spans, for a first part that meets none."""
    overlaps = [min(right, span[1]) - max(left, span[0]) for span in columns]
    best = max(range(len(columns)), key=overlaps.__getitem__)
    return 0 if first and overlaps[best] <= 0 else best + 1
