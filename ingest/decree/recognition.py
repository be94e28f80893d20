"""A reading that is one act gets its Act and validity; one that holds several gets each. Knows no format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.decree.doubts import doubts_of
from ingest.decree.minutes import acts_told, gathers
from ingest.decree.single import act_in
from ingest.decree.titling import shown_title

if TYPE_CHECKING:
    from ingest.document import Reading
    from ingest.readers.source import Source


def recognise(reading: Reading, source: Source) -> Reading:
    """The reading with the acts it holds; unchanged when it is a town plan, a sheet, or no act."""
    if reading.facts.acts or reading.facts.zones or any(element.zones for element in reading.elements):
        return reading
    if gathers(reading):
        return replace(reading, facts=replace(reading.facts, acts=acts_told(reading)))
    found = act_in(reading.elements, "\n".join(text for _page, text in reading.furniture), source.name)
    if found is None:
        return reading
    return replace(
        reading,
        title=shown_title(reading.title, found.act),
        facts=replace(reading.facts, acts=(found.act,)),
        validity=found.act.validity,
        doubts=reading.doubts + doubts_of(found),
    )
