"""For which quantity, span of time and day a carrier is, beside those of a question. Knows no score."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inference.evidence.periods import dates, holds, is_to_come, months, years
from inference.evidence.ranges import fit, narrowest, quantities, spans, unmeasured
from inference.evidence.rates import other_rate, rates
from inference.figures import fold
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from inference.evidence.brackets import Bracket
    from inference.evidence.carriers import Carrier
    from inference.evidence.words import AskedWords


# What is not so: « non couverte », « pas chauffé ».
_NOT_SO = re.compile(r"\b(?:non|pas) ([a-z]{4,})")
# « La salle sans la cuisine » is not the row « Salle + cuisine ». « san » is a slip of the finger.
_WITHOUT = re.compile(r"\bsans? (?:la |le |les |l'|d'|de |aucune? )?([a-z]{4,})")
# A time of day is no number of hours: « à 17 h ».
_CLOCK = re.compile(r"\b(?:a|vers|avant|apres|des) \d{1,2} ?(?:h(?:eures?)?\b|h ?\d\d|:\d\d)")


class Suited:
    """answers: whether a text tells what is asked. priced: whether a price is asked; when: whether a date is.

    day: on which it must hold. bracket: the one that the asked quantity falls in.
    """

    def __init__(
        self,
        question: str,
        words: AskedWords,
        answers: Callable[[str], bool],
        priced: bool = False,
        when: bool = False,
        day: date | None = None,
        bracket: Bracket | None = None,
    ) -> None:
        self._bracket = bracket
        self._held, self._answers = words.held, answers
        self._rates = rates(question) if priced else frozenset[str]()
        self._day, self._when = day, when
        self._dates, self._months = dates(question), months(question)
        self._years = years(question) if not self._months else frozenset[str]()
        self._question, self._not_so = frozenset(stems(question)), _told(_NOT_SO, question)
        self._without = _told(_WITHOUT, question)
        self._quantities, self._unmeasured = quantities(_CLOCK.sub(" ", fold(question))), unmeasured(question)

    @property
    def on_a_day(self) -> bool:
        """Whether the question tells a day or a month."""
        return bool(self._dates or self._months)

    def fit(self, carrier: Carrier) -> int:
        """1 when it is for the asked quantity, 2 when it names its bracket, -1 when for another.

        Of prose, only ranges and heading say.
        """
        if other_rate(self._rates, f"{carrier.lead} {carrier.text}") or self._named_with(carrier):
            return -1
        if self._bracket and (named := self._bracket.fit(carrier)):
            return named if self._answers(carrier.text) else 0
        if bare := self._fit_of_row(carrier):
            return bare
        if not self._quantities:
            return 0
        told = f"{carrier.lead} {carrier.text}"
        so = self._so(told)
        own = fit(self._quantities, so, exactly=carrier.entry)
        if not own and so != told and fit(self._quantities, told, exactly=carrier.entry):
            return -1  # its quantities are all for the contrary
        return own or min(0, fit(self._quantities, carrier.heading))

    def width(self, carrier: Carrier) -> float:
        """How wide the narrowest range is that it is for and that holds the asked quantity."""
        return narrowest(self._quantities, f"{carrier.lead} {carrier.text}")

    def dated(self, carrier: Carrier) -> bool | None:
        """Whether it, or its act, is of the asked date, month or year; None when one of the two has none."""
        for asked, read in ((self._dates, dates), (self._months if not self._dates else None, months)):
            own, title = read(carrier.text), read(carrier.passage.title)
            if asked and (own or title):
                return bool((own | title) & asked)
        return False if self._years and self._of_other_years(carrier) else None

    def in_force(self, carrier: Carrier) -> bool | None:
        """Whether a period that it tells holds the day; None when it tells none.

        Who asks when something is wants the period that is to come as much as the one that has begun.
        """
        told = f"{carrier.lead} {carrier.text}"
        if self._day is None or self._dates or (self._when and is_to_come(told, self._day)):
            return None
        return holds(told, self._day)

    def _so(self, text: str) -> str:
        """The lines of `text` but those for the contrary: « couverte », of a pool that is not."""
        return "\n".join(line for line in text.split("\n") if not self._contrary(line))

    def _contrary(self, line: str) -> bool:
        not_so = _told(_NOT_SO, line)
        if not (not_so or self._not_so):
            return False
        return bool(
            self._not_so.intersection(stems(line)) - not_so or (not_so & self._question) - self._not_so
        )

    def _named_with(self, carrier: Carrier) -> bool:
        """Whether a row is named with what the question says to be without."""
        if not (carrier.row and self._without and carrier.cells):
            return False
        named = carrier.cells[0]
        return not self._without.isdisjoint(stems(named)) and not _told(_WITHOUT, named)

    def _fit_of_row(self, carrier: Carrier) -> int:
        """The same of a row whose header names what a number without a unit is of: « un quotient de 950 »."""
        for cell in carrier.cells if carrier.row and self._unmeasured else ():
            header, _, value = cell.partition(" : ")
            held = spans(value)
            for number, before in self._unmeasured if held else ():
                if self._held(header) & self._held(before):
                    return 1 if any(each.low <= number <= each.high for each in held) else -1
        return 0

    def _of_other_years(self, carrier: Carrier) -> bool:
        """Whether it tells other years than the asked ones; of a row, its columns that tell what is asked."""
        if not carrier.row:
            own, above = years(carrier.text), years(f"{carrier.headings} {carrier.passage.title}")
            return bool(own) and (own | above).isdisjoint(self._years)
        telling = [cell.partition(" : ")[0] for cell in carrier.cells if self._answers(cell)]
        return bool(telling) and all(years(head) and not years(head) & self._years for head in telling)


def _told(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    """The words that a text tells behind « non », « pas » or « sans », as they are indexed."""
    return frozenset(stem for word in pattern.findall(fold(text)) for stem in stems(word))
