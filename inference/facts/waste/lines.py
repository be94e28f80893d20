"""The lines of an answer about collections, and the rows that they cite, the street's own first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.facts.rounds import same_sector
from inference.facts.waste.rule import rule_text
from inference.facts.waste.sources import Sources
from inference.facts.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.days import Calendar
    from inference.facts.round_days import Collection
    from inference.facts.saying import Saying
    from inference.facts.tables import Tables
    from ingest.facts import Event, Round
    from ingest.shelf import StoredPassage


class Lines:
    """streets: the names of the street asked for, so that its own row is cited."""

    def __init__(self, tables: Tables, calendar: Calendar, saying: Saying, today: date) -> None:
        self._tables = tables
        self._calendar = calendar
        self._saying = saying
        self._said: list[str] = []
        self._begun = 0
        self.sources = Sources(tables.rounds)
        self.today = today
        self.streets: frozenset[str] = frozenset()
        self.cited: list[StoredPassage] = []
        self.certain = True

    def text(self) -> str:
        return "\n".join(self._said)

    def begin(self, heading: str) -> None:
        """A heading, under which lines may say again what stands under another."""
        self._said.append(heading)
        self._begun = len(self._said)

    def add(self, line: str) -> None:
        if line not in self._said[self._begun :]:
            self._said.append(line)

    def passing(
        self,
        found: Collection,
        same: Sequence[Round] = (),
        after: Collection | None = None,
        *,
        sourced: bool = False,
    ) -> None:
        """One collection: its waste, its day, how often it comes, and what leaves it in doubt.

        same: the rounds of its kind. after: the next one. sourced: its document is named.
        """
        line = self._saying.say("line", waste=found.round.waste, day=self._saying.day(found.day, self.today))
        if after is not None:
            line += self._saying.say("then", day=self._saying.day(after.day, self.today))
        source = self.sources.named(found.round, self._saying, self.today) if sourced else ""
        self.add(f"- {line}{self._doubt(found)}{self._usually(same)}{source}{self._remark(found)}")
        self._cite(found)
        for round_ in same:
            if self.streets & set(round_.streets):
                self.cited += self.sources.passages(round_)

    def _usually(self, same: Sequence[Round]) -> str:
        """The weekly rule, where there is one and only one."""
        rules = {rule_text(round_, self._saying) for round_ in same} - {""}
        return self._saying.say("usually", rule=rules.pop()) if len(rules) == 1 else ""

    def verbatim(self, round_: Round) -> None:
        """A round whose days nobody understood: its own words."""
        self.certain = False
        comment = round_.comment.strip().rstrip(".")
        self.add(f"- {self._saying.say('verbatim', waste=round_.waste, comment=comment)}")
        self.cited += self.sources.passages(round_)

    def _doubt(self, found: Collection) -> str:
        said = ""
        if found.moved_from:
            said = self._saying.say("moved", day=self._saying.day(found.moved_from, self.today))
        holiday = self._calendar.is_public_holiday(found.day)
        if not found.certain:
            self.certain = False
            said += self._saying.say(
                "holiday" if holiday else "unsure", name=self._saying.holiday(holiday or "")
            )
        return said

    def _remark(self, found: Collection) -> str:
        """Its comment, verbatim; what it says of public holidays only where there is one."""
        told = found.moved_from or not found.certain
        shown = [remark for remark in found.remarks if told or "féri" not in remark.casefold()]
        return self._saying.say("remark", comment=" ; ".join(shown).rstrip(".")) if shown else ""

    def _cite(self, found: Collection) -> None:
        """The row of the street, then the row of the calendar that gives the day."""
        own = [
            row
            for round_, row in self._tables.rounds
            if self.streets & set(round_.streets) and fold(round_.waste) == fold(found.round.waste)
        ]
        dated = [row for event, row in self._tables.events if found.round.dates and _tells(event, found)]
        self.cited += own + dated
        if not dated:
            self.cited += self.sources.passages(found.round)


def _tells(event: Event, found: Collection) -> bool:
    """Whether a calendar's entry is the collection of that day."""
    if event.starts.date() != found.day or fold(found.round.waste) not in fold(event.title):
        return False
    sector = found.round.sector
    named = (event.where, *event.title.split(" - "))
    return not sector or any(same_sector(name, sector) for name in named)
