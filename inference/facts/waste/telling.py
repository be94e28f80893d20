"""What is told of collections: the days asked or the next ones, of a street, a sector or the commune."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.answer import FactsAnswer, once, pairs
from inference.facts.rounds import (
    at_odds,
    collections_on,
    next_collections,
    not_understood,
    rounds_of_sector,
    sector_name,
)
from inference.facts.waste.place import WastePlace, sectors_of
from inference.facts.waste.sources import by_waste

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.days import Calendar
    from inference.facts.round_days import Collection
    from inference.facts.saying import Saying
    from inference.facts.waste.lines import Lines
    from inference.facts.waste.question import WasteRequest
    from ingest.facts import Round
    from ingest.shelf import StoredPassage

_MOST_SECTORS: Final = 6
_ONE_DAY: Final = timedelta(days=1)


@dataclass
class Telling:
    """One request told. lines: what is said so far, with what it cites; differing: what differs in it."""

    request: WasteRequest
    place: WastePlace
    lines: Lines
    calendar: Calendar
    saying: Saying
    differing: list[tuple[StoredPassage, StoredPassage]] = field(default_factory=list)

    def of_unknown_street(self, wanted: Sequence[Round]) -> FactsAnswer:
        street = self.place.unknown
        if not wanted:
            return FactsAnswer(self.saying.say("unknown_street", street=street), declined=True, certain=False)
        self.lines.add(self.saying.say("unknown_street_but", street=street))
        self._days_or_next(wanted)
        return self._answer(certain=False)

    def of_place(self, wanted: Sequence[Round]) -> FactsAnswer:
        name = (
            self.saying.say("in_sector", sector=self.place.sector)
            if self.place.sector
            else self.saying.listed([self.saying.say("quoted", name=street) for street in self.place.streets])
        )
        self.lines.streets = frozenset(self.place.streets)
        if self.place.guessed:
            self.lines.certain = False
            self.lines.add(self.saying.say("understood", place=name))
        self.lines.add(self.saying.say("heading", place=name))
        self._days_or_next(wanted)
        return self._answer()

    def of_commune(self, wanted: Sequence[Round]) -> FactsAnswer | None:
        """The whole commune when nothing depends on the place; else each sector, or a question back."""
        wide = [round_ for round_ in wanted if not round_.streets and not round_.sector]
        if len(wide) == len(wanted):
            self.lines.add(self.saying.say("heading_commune"))
            self._days_or_next(wanted)
            return self._answer()
        sectors = sectors_of(wanted)
        if any(round_.streets and not round_.sector for round_ in wanted) or len(sectors) > _MOST_SECTORS:
            return self._ask_for_street(wide)
        return self._by_sector(wanted, sectors)

    def _ask_for_street(self, wide: Sequence[Round]) -> FactsAnswer:
        self.lines.add(self.saying.say("depends_on_street"))
        if wide:
            self._days_or_next(wide)
        return self._answer(certain=False)

    def _by_sector(self, wanted: Sequence[Round], sectors: Sequence[str]) -> FactsAnswer:
        self.lines.add(self.saying.say("depends_on_sector"))
        for sector in sectors:
            here = rounds_of_sector(wanted, sector)
            self.lines.begin(self.saying.say("sector_line", sector=sector_name(sector)))
            self._days_or_next(_general(here))
        return self._answer()

    def _days_or_next(self, wanted: Sequence[Round]) -> None:
        self._differ(at_odds(wanted))
        if self.request.days:
            self._tell_days(wanted)
        else:
            self._tell_next(wanted, self.lines.today)
        for round_ in not_understood(wanted):
            self.lines.verbatim(round_)

    def _tell_days(self, wanted: Sequence[Round]) -> None:
        found = [passing for day in self.request.days for passing in self._on(wanted, day)]
        versions = [self.lines.sources.versions(same) for same in by_waste(wanted)]
        differing = {told[0][0].waste.casefold() for told in versions if self._differ([v[0] for v in told])}
        for passing in found:
            self.lines.passing(passing, sourced=passing.round.waste.casefold() in differing)
        if not found and not not_understood(wanted):
            asked = (self.request.days[0], self.request.days[-1])
            first, last = (self.saying.day(day, self.lines.today) for day in asked)
            key = "none_on" if first == last else "none_between"
            self.lines.add(self.saying.say(key, day=first, first=first, last=last))
            self._tell_next(wanted, self.request.days[-1] + _ONE_DAY)

    def _tell_next(self, wanted: Sequence[Round], day: date) -> None:
        versions = [version for same in by_waste(wanted) for version in self.lines.sources.versions(same)]
        found = [(passing, version) for version in versions for passing in self._next(version, day)]
        for passing, same in sorted(found, key=lambda told: told[0].day):
            after = self._next(same, passing.day + _ONE_DAY) if passing.day == self.lines.today else []
            alike = [other[0] for other in versions if other[0].waste.casefold() == same[0].waste.casefold()]
            sourced = self._differ(alike)
            self.lines.passing(passing, same, after[0] if after else None, sourced=sourced)

    def _differ(self, told: Sequence[Round]) -> bool:
        """Whether several are told of one waste, one a document that gives other days: all are kept."""
        rows = [row for round_ in told for row in self.lines.sources.passages(round_)[:1]]
        self.differing += [pair for pair in pairs(rows) if pair not in self.differing]
        return len(told) > 1

    def _on(self, wanted: Sequence[Round], day: date) -> list[Collection]:
        return collections_on(wanted, day, self.calendar, known=self.place.rounds)

    def _next(self, wanted: Sequence[Round], day: date) -> list[Collection]:
        return next_collections(wanted, day, self.calendar, known=self.place.rounds)

    def _answer(self, *, certain: bool = True) -> FactsAnswer:
        text = self.lines.text()
        if self.differing:
            text = f"{text}\n{self.saying.say('at_odds')}"
        sure = certain and self.lines.certain and not self.differing
        return FactsAnswer(text, once(self.lines.cited), certain=sure, differing=tuple(self.differing))


def _general(rounds: Sequence[Round]) -> Sequence[Round]:
    """The rows of a sector as a whole, where there are some for each kind of waste; else all of them."""
    whole = [round_ for round_ in rounds if not round_.streets]
    kinds = {round_.waste.casefold() for round_ in rounds}
    return whole if kinds == {round_.waste.casefold() for round_ in whole} else rounds
