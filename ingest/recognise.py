"""What a text says beyond its words: a town plan's zones, an act's life, opening hours. Knows no format.

Each recogniser gives the reading back, enriched where it recognises its own and unchanged elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.decree.recognition import recognise as recognise_act
from ingest.plu.recognition import recognise as recognise_plan
from ingest.schedule.recognise import recognise_schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.document import Reading
    from ingest.readers.source import Source

RECOGNISERS: tuple[Callable[[Reading, Source], Reading], ...] = (
    recognise_plan,
    recognise_act,
    recognise_schedule,
)


def recognised(reading: Reading, source: Source) -> Reading:
    """The reading with what its text says."""
    for recognise in RECOGNISERS:
        reading = recognise(reading, source)
    return reading
