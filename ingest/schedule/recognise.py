"""The opening hours, closures and waste rounds that a text announces, whatever its format.

An act is left aside: its hours are those of noise, deliveries or works, seldom those of a service.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ingest.folding import fold
from ingest.schedule.clauses import LONGEST, squeezed
from ingest.schedule.doubts import doubtful_rounds
from ingest.schedule.notices import Notices, updated_on
from ingest.schedule.periods import Years
from ingest.schedule.rounds import rounds_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.document import Reading
    from ingest.facts import Round
    from ingest.readers.source import Source

_ACT_TITLE: Final = re.compile(
    r"(?:projet d')?(?:arretes?|deliberations?|decisions?|proces[- ]verba(?:l|ux)|comptes?[- ]rendus?"
    r"|reglement du plu|plu)\b"
)
_ACT: Final = re.compile(
    r"extrait (?:du|des) registres?|arrete (?:n|no|du maire|municipal|portant|temporaire|permanent)\b"
    r"|deliberation (?:n|no|du)\b|proces[- ]verbal (?:de|du)\b|compte[- ]rendu (?:de|du)\b"
)
_HEAD = 12


def recognise_schedule(reading: Reading, source: Source) -> Reading:
    """The reading with the services, closures and rounds that its text announces."""
    if _is_act(reading) or any(element.zones for element in reading.elements):
        return reading
    rounds = reading.facts.rounds or rounds_in(reading.elements)
    if reading.facts.services or reading.facts.events:
        return _with(reading, rounds=rounds)
    notices = Notices(Years.of(source.today, (source.name, *_head(reading))))
    notices.read(reading)
    services = tuple(notices.services(updated_on(reading.elements)))
    facts = replace(reading.facts, services=services, events=tuple(dict.fromkeys(notices.events)))
    return _with(replace(reading, facts=facts, doubts=(*reading.doubts, *notices.doubts)), rounds=rounds)


def _with(reading: Reading, rounds: tuple[Round, ...]) -> Reading:
    if rounds == reading.facts.rounds:
        return reading
    doubts = (*reading.doubts, *doubtful_rounds(rounds))
    return replace(reading, facts=replace(reading.facts, rounds=rounds), doubts=doubts)


def _head(reading: Reading) -> Iterator[str]:
    """The title and the first lines: what kind of document it is, and of which year."""
    yield reading.title[:LONGEST]
    yield from (squeezed(element.text[:LONGEST]) for element in reading.elements[:_HEAD])


def _is_act(reading: Reading) -> bool:
    title = _ACT_TITLE.match(fold(reading.title).strip())
    return bool(reading.facts.acts or title or any(_ACT.match(fold(line).strip()) for line in _head(reading)))
