"""The sentences of one rung in the citizen's language, and the days and times in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.facts.phrases import Tongue, capital, clock, date_text, relative_day, since_text
from inference.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from inference.question import Question


class Saying:
    """Says what the wording of a language holds under one section."""

    def __init__(self, section: str, tongue: Tongue) -> None:
        self.tongue = tongue
        self._sentences = wording(tongue.language, tongue.plain)[section]

    @classmethod
    def to(cls, question: Question, section: str) -> Saying:
        """In the language of the question."""
        return cls(section, Tongue(question.language, question.plain))

    def say(self, key: str, **values: object) -> str:
        """One sentence; each value is also there with a capital, `{day}` as `{Day}`."""
        capitals = {name.capitalize(): capital(str(value)) for name, value in values.items()}
        values = {name: value for name, value in values.items() if name not in capitals}
        return str(self._sentences[key]).format(**values, **capitals)

    def words(self, key: str) -> list[str]:
        """A list of the section, such as ranks."""
        return [str(word) for word in self._sentences[key]]

    def name(self, table: str, key: str) -> str:
        """A word of one of the section's tables; empty where it has none."""
        return str(self._sentences[table].get(key, ""))

    @property
    def weekdays(self) -> list[str]:
        return [str(word) for word in self.tongue.words["weekdays"]]

    @property
    def months(self) -> list[str]:
        return [str(word) for word in self.tongue.words["months"]]

    def listed(self, items: Sequence[str]) -> str:
        """`a`, `a et b`, `a, b et c`."""
        if len(items) < 2:
            return "".join(items)
        comma, last = str(self.tongue.words["comma"]), str(self.tongue.words["and"])
        return comma.join(items[:-1]) + last + items[-1]

    def day(self, day: date, today: date) -> str:
        """`aujourd’hui`, `demain mercredi 25 novembre`."""
        return relative_day(day, today, None, self.tongue)

    def dated(self, on: date | None, since: date | None, today: date) -> str:
        """` (à jour au mercredi 2 septembre)`, else `, en vigueur depuis le …`; empty where neither is known.

        on: when the source was last changed. since: from when on it holds.
        """
        if on is None:
            return since_text(since, self.tongue)
        return str(self.tongue.words["dated"]).format(date=date_text(on, today, self.tongue))

    def time(self, moment: datetime) -> str:
        """`9 h`, `9 h 30`."""
        return clock(moment.hour * 60 + moment.minute, self.tongue)

    def holiday(self, name: str) -> str:
        """A public holiday, under its French name where the language has no other."""
        return str(self.tongue.words["holidays"].get(name, name))
