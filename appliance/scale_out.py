"""Documents read on every machine of a Ray cluster: the bytes travel, each node has jails of its own."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date  # noqa: TC003 - a field's type
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from inference.serving.tasks import spread
from ingest.readers.source import Source
from ingest.sandbox import Read, faults, read_all
from ingest.sandbox.message import packed, packed_refusal, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.sandbox import ReadAll


def reading_at(ray_address: str) -> ReadAll:
    """Where files are read: in this machine's own jails when the address is empty."""
    return partial(_read_over, ray_address) if ray_address else read_all


@dataclass(frozen=True, slots=True)
class Sent:
    """A file on its way."""

    content: bytes
    name: str
    insee: str
    today: date
    limit_seconds: float


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of it. message: as it left the jail. attached: the files in it, by their kept names."""

    message: bytes
    seconds: float
    attached: dict[str, bytes]


def read_sent(sent: Sent) -> Returned:
    """One file, read in a jail of the node that this runs on."""
    with tempfile.TemporaryDirectory(prefix="parvis-sent-") as folder:
        path = Path(folder, "document")
        path.write_bytes(sent.content)
        source = Source(path, sent.name, sent.insee, sent.today)
        [returned] = [_returned(read) for _, read in read_all([source], 1, sent.limit_seconds)]
    return returned


def _returned(read: Read) -> Returned:
    if read.reading is None:
        return Returned(packed_refusal(read.fault or faults.broken()), read.seconds, {})
    kept = [attachment.kept for attachment in read.reading.attachments] if read.folder else []
    attached = {name: Path(str(read.folder), name).read_bytes() for name in kept}
    return Returned(packed(read.media_type, read.reading), read.seconds, attached)


def _read_over(
    address: str,
    sources: Sequence[Source],
    _workers: int,
    limit_seconds: float,
    *,
    report: Callable[[int, int, int], None] = lambda _place, _done, _pages: None,
    scratch: Path | None = None,
) -> Iterator[tuple[int, Read]]:
    """As `read_all`; the nodes tell nothing before they have done."""
    sent = (
        Sent(source.path.read_bytes(), source.name, source.insee, source.today, limit_seconds)
        for source in sources
    )
    for place, returned in spread(read_sent, sent, address):
        with tempfile.TemporaryDirectory(prefix="parvis-returned-", dir=scratch) as folder:
            read = unpacked(returned.message, returned.seconds)
            report(place, pages := read.reading.pages if read.reading else 0, pages)
            for name, content in returned.attached.items():
                Path(folder, name).write_bytes(content)
            kept = Path(folder) if returned.attached else None
            yield place, Read(read.media_type, read.reading, read.fault, read.seconds, kept)
