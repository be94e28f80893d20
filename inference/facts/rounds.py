"""When waste is collected: in a street, in a sector, on a day. Pure, without sentences.

What the tables leave in doubt comes back uncertain with the comment verbatim; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from inference.facts.round_days import Collection, collection
from inference.facts.streets import is_part_of_street, same_street, street_key
from inference.facts.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from inference.facts.days import Calendar
    from ingest.facts import Round

HORIZON_DAYS: Final = 400


def rounds_of_street(rounds: Sequence[Round], street: str) -> list[Round]:
    """The rounds that pass in a street: its own, those of its sector, those of the whole commune.

    Empty when no row names the street: it may lie in any sector.
    """
    own = [round_ for round_ in rounds if any(same_street(name, street) for name in round_.streets)]
    if not own:
        return []
    return _with_wider(rounds, own, {_sector_key(round_.sector) for round_ in own if round_.sector})


def rounds_of_sector(rounds: Sequence[Round], sector: str) -> list[Round]:
    """The rounds of a sector and of the whole commune; empty when no row names it."""
    key = _sector_key(sector)
    own = [round_ for round_ in rounds if _sector_key(round_.sector) == key]
    return _with_wider(rounds, own, {key}) if own else []


def _with_wider(rounds: Sequence[Round], own: list[Round], sectors: set[str]) -> list[Round]:
    wider = [r for r in rounds if not r.streets and (not r.sector or _sector_key(r.sector) in sectors)]
    return list(dict.fromkeys((*own, *wider)))


@lru_cache(maxsize=1024)
def _sector_key(sector: str) -> str:
    return " ".join(
        word for word in fold(sector).split() if word not in ("secteur", "zone", "quartier", "de", "du")
    )


def collections_on(
    rounds: Sequence[Round], day: date, calendar: Calendar, *, known: Sequence[Round] = ()
) -> list[Collection]:
    """What is collected on a day, one a kind of waste and place. known: all rounds, where these are a few."""
    found = [passing for round_ in rounds if (passing := collection(round_, day, calendar))]
    until = _calendars_end(known or rounds) if found else {}
    return [_in_doubt(passing, rounds, until) for passing in found if not _overruled(passing, rounds, until)]


def next_collections(
    rounds: Sequence[Round],
    day: date,
    calendar: Calendar,
    *,
    street: str = "",
    sector: str = "",
    known: Sequence[Round] = (),
) -> list[Collection]:
    """The next collection of each kind of waste from a day on, itself inside, in a street or a sector."""
    here = rounds_of_street(rounds, street) if street else rounds
    here = rounds_of_sector(rounds, sector) if sector else here
    wastes = dict.fromkeys(_waste_key(round_) for round_ in here)
    all_known = known or rounds
    found = (_next([r for r in here if _waste_key(r) == waste], day, calendar, all_known) for waste in wastes)
    return sorted((passing for passing in found if passing), key=lambda passing: passing.day)


def _next(rounds: list[Round], day: date, calendar: Calendar, known: Sequence[Round]) -> Collection | None:
    for ahead in range(HORIZON_DAYS):
        if found := collections_on(rounds, day + timedelta(days=ahead), calendar, known=known):
            return next((passing for passing in found if passing.certain), found[0])
    return None


def not_understood(rounds: Iterable[Round]) -> list[Round]:
    """The rounds whose days nobody understood: their comment is all there is to show."""
    return [round_ for round_ in rounds if not round_.weekdays and not round_.dates]


def _waste_key(round_: Round) -> str:
    return _folded(round_.waste)


@lru_cache(maxsize=1024)
def _folded(waste: str) -> str:
    return fold(waste)


def _overruled(passing: Collection, rounds: Sequence[Round], until: Mapping[str, date]) -> bool:
    """Days given one by one stand alone: as far as their calendar goes, no weekly rule adds to them."""
    return not passing.round.dates and any(
        other.dates[0] <= passing.day <= until[_sector_key(other.sector)] and _agree(passing.round, other)
        for other in _dated_twins(passing.round, rounds)
    )


def _calendars_end(rounds: Sequence[Round]) -> dict[str, date]:
    """Until when the days of each sector are given: garden waste that ends in autumn is not on in winter."""
    until: dict[str, date] = {}
    for round_ in rounds:
        if round_.dates:
            key = _sector_key(round_.sector)
            until[key] = max(until.get(key, round_.dates[-1]), round_.dates[-1])
    return until


def at_odds(rounds: Sequence[Round]) -> tuple[Round, ...]:
    """A weekly rule and the days that contradict it, given one by one, of one waste and place; none else."""
    weekly = [round_ for round_ in rounds if not round_.dates]
    twins = ((one, other) for one in weekly for other in _dated_twins(one, rounds))
    return next(((one, other) for one, other in twins if not _agree(one, other)), ())


def sector_name(sector: str) -> str:
    """`Nord` of `Secteur Nord`."""
    return re.sub(r"^(?:secteur|zone|quartier)s?\s+(?:d[eu]s?\s+)?", "", sector.strip(), flags=re.IGNORECASE)


def same_sector(one: str, other: str) -> bool:
    return _sector_key(one) == _sector_key(other)


def _in_doubt(passing: Collection, rounds: Sequence[Round], until: Mapping[str, date]) -> Collection:
    """Uncertain when another table of the same round has other weekdays or has ended, or for some numbers."""
    weekly = [r for r in rounds if _is_twin(r, passing.round) and bool(r.dates) != bool(passing.round.dates)]
    disagree = any(
        not _agree(*((passing.round, other) if other.dates else (other, passing.round))) for other in weekly
    )
    ended = not passing.round.dates and any(passing.day > until[_sector_key(r.sector)] for r in weekly)
    part = any(is_part_of_street(street) for street in passing.round.streets)
    return replace(passing, certain=False) if disagree or ended or part else passing


def _dated_twins(round_: Round, rounds: Sequence[Round]) -> list[Round]:
    return [other for other in rounds if other.dates and _is_twin(other, round_)]


def _is_twin(one: Round, other: Round) -> bool:
    """Whether two rows speak of the same waste at the same place."""
    if one is other or _waste_key(one) != _waste_key(other):
        return False
    if one.streets and other.streets:
        return bool({street_key(s) for s in one.streets} & {street_key(s) for s in other.streets})
    return _sector_key(one.sector) == _sector_key(other.sector)


def _agree(weekly: Round, dated: Round) -> bool:
    """Whether most of the dates fall on the weekdays of the rule: some are moved by public holidays."""
    if not weekly.weekdays:
        return True
    alike = sum(day.weekday() in weekly.weekdays for day in dated.dates)
    return alike * 2 > len(dated.dates)
