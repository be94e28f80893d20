"""Times, days and names of services as the sentences of a language say them. Knows no rule of opening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from inference.facts.spans import DAY_MINUTES
from inference.facts.subjects import MAIRIE, own_words, subject_of
from inference.facts.words import fold
from inference.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inference.facts.rules import Part
    from inference.facts.spans import Span
    from inference.question import Question
    from ingest.facts import Service


@dataclass(frozen=True, slots=True)
class Tongue:
    """How sentences are said: in which language; plain: easy to read and to understand."""

    language: str = "fr"
    plain: bool = False

    @classmethod
    def of(cls, question: Question) -> Tongue:
        """The one that a question is to be answered in."""
        return cls(question.language, question.plain)

    @property
    def words(self) -> Mapping[str, Any]:
        """The sentences about hours."""
        return wording(self.language, self.plain)["hours"]  # type: ignore[no-any-return]


FRENCH: Final = Tongue()


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def clock(minute: int, tongue: Tongue = FRENCH) -> str:
    """`9 h`, `9 h 30`, `minuit`; `9:30` elsewhere."""
    words = tongue.words
    if minute == DAY_MINUTES:
        return str(words["midnight"])
    hours, minutes = divmod(minute, 60)
    forms = words["clock" if minutes else "clock_whole"]
    return str(forms[hours > 1]).format(hours=hours, minutes=f"{minutes:02d}")


def spans_text(spans: Iterable[Span], form: str = "from_to", tongue: Tongue = FRENCH) -> str:
    """`de 9 h à 12 h et de 14 h à 17 h`; form `dash`: `9 h – 12 h et 14 h – 17 h`."""
    words = tongue.words
    said = [words[form].format(opens=clock(s.opens, tongue), closes=clock(s.closes, tongue)) for s in spans]
    return str(words["comma"].join(said[:-1]) + (words["and"] if said[:-1] else "") + "".join(said[-1:]))


def date_text(day: date, today: date, tongue: Tongue = FRENCH) -> str:
    """`mercredi 25 novembre`, with its year when it is another."""
    words = tongue.words
    form = words["date" if day.year == today.year else "date_year"]
    number = words["first"] if day.day == 1 else day.day
    weekday, month = words["weekdays"][day.weekday()], words["months"][day.month - 1]
    return str(form.format(weekday=weekday, day=number, month=month, year=day.year))


def relative_day(day: date, today: date, part: Part | None = None, tongue: Tongue = FRENCH) -> str:
    """`aujourd’hui`, `demain mercredi 25 novembre`, `mercredi 25 novembre au matin`, `ce matin`."""
    words, ahead = tongue.words, (day - today).days
    if ahead == 0:
        return str(words["parts"][part][0] if part else words["today"])
    said = date_text(day, today, tongue)
    said = words["tomorrow"].format(date=said) if ahead == 1 else said
    return str(words["parts"][part][1].format(date=said) if part else said)


def since_text(since: date | None, tongue: Tongue = FRENCH) -> str:
    """`, en vigueur depuis le jeudi 1er janvier 2026`, always with its year; empty where it is not known."""
    if since is None:
        return ""
    day = date_text(since, date(since.year + 1, 1, 1), tongue)
    return str(wording(tongue.language, tongue.plain)["conflict"]["since"]).format(day=day)


def of_place(name: str) -> str:
    """` de Sandillon`, ` d’Orléans`, ` du Mans`, ` des Ulis`: French."""
    if name.startswith("Le "):
        return f" du {name[3:]}"
    if name.startswith("Les "):
        return f" des {name[4:]}"
    return f" d’{name}" if re.match(r"[aeiouyhâàéèêëîïôœAEIOUYHÂÀÉÈÊËÎÏÔŒ]", name) else f" de {name}"


@dataclass(frozen=True)
class Named:
    """A service as sentences name it."""

    service: Service
    commune: str
    tongue: Tongue = FRENCH

    @cached_property
    def _own(self) -> str:
        """Its own name, with neither its commune nor its site."""
        return re.split(r"\s[-–—]\s", self.service.name)[0]

    @cached_property
    def _kind(self) -> str:
        """The key of its kind in the table of names."""
        names = wording()["hours"]["names"]
        kinds = [key for key in names if key.replace("_", " ") in fold(self._own)]
        kind = kinds[0] if kinds else subject_of(self.service)
        return kind if kind in names else "other"

    @cached_property
    def _precise(self) -> bool:
        """Whether its own name says more than its kind: « Médiathèque Simone-Veil »."""
        noun = wording()["hours"]["names"][self._kind][1]
        longer = fold(self._own).startswith(fold(noun) + " ") and not self._own.isupper()
        return longer and (self.tongue.language == "fr" or bool(own_words(self.service, self.commune)))

    @cached_property
    def _name(self) -> str:
        words, own = self.tongue.words, self._own
        noun = words["names"][self._kind][1].format(name=own)
        if self._precise:
            return str(words["precise"].format(noun=noun, name=own, own=own[0].lower() + own[1:]))
        if self._kind == MAIRIE:
            return str(words["hall"].format(commune=self.commune, of_commune=of_place(self.commune)))
        return str(noun)

    @cached_property
    def words(self) -> dict[str, str]:
        """What every sentence about it may use."""
        article, _, feminine = self.tongue.words["names"][self._kind]
        the, it = f"{article}{self._name}", self.tongue.words["pronouns"][feminine]
        return {
            "the": the,
            "The": capital(the),
            "of_the": f"du {self._name}" if article == "le " else f"de {the}",
            "it": it,
            "It": capital(it),
            "e": self.tongue.words["endings"][feminine],
        }

    def say(self, sentence: str, **values: str) -> str:
        """One sentence of the wording; a given `day` is also there as `Day`, a `weekday` as `Weekday`."""
        capitals = {key.capitalize(): capital(values[key]) for key in ("day", "weekday") if key in values}
        return str(self.tongue.words[sentence]).format(**self.words, **values, **capitals)
