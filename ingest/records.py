"""What the rows of a sheet say beyond their words: acts, services, rounds, addresses. Knows no format.

A recogniser looks at the sheet's headers and gives None when it is not its own; the first that knows it wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import addresses
from ingest.scdl import recognise_acts
from ingest.schedule.happenings import recognise_agenda, recognise_menus
from ingest.schedule.sheets import recognise_places, recognise_rounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.readers.source import Source
    from ingest.sheet import Recognised, Sheet

RECORD_RECOGNISERS: tuple[Callable[[Sheet, Source], Recognised | None], ...] = (
    recognise_acts,
    recognise_rounds,
    recognise_places,
    recognise_menus,
    recognise_agenda,
    addresses.recognise,
)


def recognised_sheet(sheet: Sheet, source: Source) -> Recognised | None:
    """What the first recogniser that knows this sheet found; None when no one does."""
    return next((found for known in RECORD_RECOGNISERS if (found := known(sheet, source))), None)
