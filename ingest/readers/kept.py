"""The pages of a long document, kept on disk until the whole of it is known. Knows no PDF library."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from pydantic import ConfigDict, TypeAdapter

from ingest.readers.lines import Line
from ingest.readers.ocr import Sizes, evened
from ingest.readers.strip import Strip, stripped
from ingest.readers.table import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Flow = list[Strip | Placed]


# What was recognised keeps its words: its sizes are not known before the last page.
_PAGE: TypeAdapter[tuple[list[Line], Flow]] = TypeAdapter(
    tuple[list[Line], Flow], config=ConfigDict(ser_json_inf_nan="constants")
)


@dataclass(slots=True)
class KeptPages:
    """Pages are added first, then gone through as often as need be, in memory one at a time."""

    folder: Path
    _file: IO[bytes] = field(init=False)
    _sizes: Sizes = field(default_factory=Sizes)

    def __post_init__(self) -> None:
        self._file = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115 - closed by `close`

    def add(self, flow: Sequence[Line | Placed], recognised: Sequence[Line] = ()) -> None:
        """A page in reading order; what was recognised comes before the rest."""
        self._sizes.add(recognised)
        told = [item if isinstance(item, Placed) else stripped(item) for item in flow]
        self._file.write(_PAGE.dump_json((list(recognised), told)) + b"\n")

    def __iter__(self) -> Iterator[Flow]:
        """One flow a page; sizes that were measured are even. Not twice at a time."""
        sizes = self._sizes.even()
        self._file.seek(0)
        for line in self._file:
            recognised, flow = _PAGE.validate_json(line)
            yield [*map(stripped, evened(recognised, sizes)), *flow]

    def close(self) -> None:
        self._file.close()
