"""Times, days and names of services as a French sentence says them. Knows no rule of opening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from inference.facts.spans import DAY_MINUTES
from inference.facts.subjects import MAIRIE, subject_of
from inference.facts.words import fold
from inference.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from inference.facts.rules import Part
    from inference.facts.spans import Span
    from ingest.facts import Service


def sentences() -> Mapping[str, Any]:
    return wording()["hours"]  # type: ignore[no-any-return]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def clock(minute: int) -> str:
    """`9 h`, `9 h 30`, `minuit`."""
    if minute == DAY_MINUTES:
        return str(sentences()["midnight"])
    hours, minutes = divmod(minute, 60)
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


def spans_text(spans: Iterable[Span], form: str = "from_to") -> str:
    """`de 9 h à 12 h et de 14 h à 17 h`; form `dash`: `9 h – 12 h et 14 h – 17 h`."""
    said = [sentences()[form].format(opens=clock(s.opens), closes=clock(s.closes)) for s in spans]
    return ", ".join(said[:-1]) + (sentences()["and"] if said[:-1] else "") + "".join(said[-1:])


def weekday_name(day: date) -> str:
    return str(sentences()["weekdays"][day.weekday()])


def date_text(day: date, today: date) -> str:
    """`mercredi 25 novembre`, with its year when it is another."""
    number = "1er" if day.day == 1 else str(day.day)
    year = f" {day.year}" if day.year != today.year else ""
    return f"{weekday_name(day)} {number} {sentences()['months'][day.month - 1]}{year}"


def relative_day(day: date, today: date, part: Part | None = None) -> str:
    """`aujourd’hui`, `demain mercredi 25 novembre`, `mercredi 25 novembre au matin`, `ce matin`."""
    words, ahead = sentences(), (day - today).days
    if ahead == 0:
        return str(words["parts"][part][0] if part else words["today"])
    said = f"{words['tomorrow']} {date_text(day, today)}" if ahead == 1 else date_text(day, today)
    return f"{said} {words['parts'][part][1]}" if part else said


def of_place(name: str) -> str:
    """` de Sandillon`, ` d’Orléans`, ` du Mans`, ` des Ulis`."""
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

    @cached_property
    def _parts(self) -> tuple[str, str, bool]:
        names, own = sentences()["names"], re.split(r"\s[-–—]\s", self.service.name)[0]
        called = [key for key in names if key.replace("_", " ") in fold(own)]
        kind = called[0] if called else subject_of(self.service)
        article, noun, feminine = names.get(kind, names["other"])
        precise = fold(own).startswith(fold(noun) + " ") and not own.isupper()
        return article, own[0].lower() + own[1:] if precise else noun.format(name=own), feminine

    @cached_property
    def words(self) -> dict[str, str]:
        """What every sentence about it may use."""
        article, noun, feminine = self._parts
        name = noun + (of_place(self.commune) if noun == MAIRIE else "")
        of_the = f"du {name}" if article == "le " else f"de {article}{name}"
        it = "elle" if feminine else "il"
        the = f"{article}{name}"
        return {
            "the": the,
            "The": capital(the),
            "of_the": of_the,
            "it": it,
            "It": capital(it),
            "e": "e" * feminine,
        }

    def say(self, sentence: str, **values: str) -> str:
        """One sentence of the wording; a given `day` is also there as `Day`."""
        capitals = {"Day": capital(values["day"])} if "day" in values else {}
        return str(sentences()[sentence]).format(**self.words, **values, **capitals)
