"""When a round passes: « le jeudi des semaines paires », « 1er mercredi du mois », « 12/01, 26/01/2027 »."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ingest.folding import fold
from ingest.schedule.clauses import LONGEST
from ingest.schedule.dates import Dated, dates_in
from ingest.schedule.tokens import tokens_of

if TYPE_CHECKING:
    from datetime import date

    from ingest.facts import Round
    from ingest.schedule.condition import Condition

_EVERY_OTHER: Final = re.compile(
    r"\b(?:une? (?!semaine)(?P<day>\w+) sur deux|tou(?:te)?s les (?:15|quinze) jours|une semaine sur deux"
    r"|toutes les (?:deux|2) semaines|bimensuel(?:le)?|1 semaine sur 2)\b"
)
_EVERY: Final = re.compile(
    r"\b(?:chaque|tous les|toutes les semaines|(?:chaque|par) semaine|hebdomadaire|mensuel(?:le)?"
    r"|(?:une|deux|trois|[123]) fois par (?:semaine|mois)|collectee?s?|ramassee?s?|collecte|ramassage"
    r"|jours? de|sont|est|a lieu|ont lieu|se fait|s'effectue|effectuee?)\b"
)
# « jeudi, une semaine sur deux (impaires) »: of the weeks.
_BARE_PARITY: Final = re.compile(r"(?<!semaine )(?<!semaines )\b(?=(?:im)?paires?\b)")
_NOTHING: Final = re.compile(r"[-–—/.\s]*|neant|aucune?|non|pas de collecte|non concerne|sans objet")


def is_empty(text: str) -> bool:
    """Whether a cell says that nothing is collected."""
    return _NOTHING.fullmatch(fold(text).strip()) is not None


def timed(round_: Round, text: str) -> Round:
    """The round with its days. What is not understood whole becomes its comment, and no day is believed."""
    given = _dates(text) if len(text) <= LONGEST else None
    if given:
        return replace(round_, dates=given)
    found = _weekly(round_, text) if len(text) <= LONGEST else None
    return found or replace(round_, comment=_joined(round_.comment, text))


def _dates(text: str) -> tuple[date, ...] | None:
    """The days of a list that has nothing else; a day without a year takes that of the list."""
    found = list(dates_in(text))
    rest = re.sub(r"\b(?:le|les|et|20\d\d|1er)\b|[\d/.,;&-]", " ", fold(text))
    names = {word for word in rest.split() if not word.isspace()}
    said = {word for day in found for word in _words_of(day)}
    years = {day.year for day in found if day.year}
    if not found or names - said or len(years) != 1:
        return None
    days = [day.on(day.year or min(years)) for day in found]
    return tuple(sorted(day for day in days if day)) if all(days) else None


def _words_of(day: Dated) -> set[str]:
    from ingest.sentences import MONTHS, WEEKDAYS

    return {fold(MONTHS[day.month - 1]), *(WEEKDAYS[n] for n in (day.weekday,) if n is not None)}


def _weekly(round_: Round, text: str) -> Round | None:
    folded = fold(text)
    every_other = _EVERY_OTHER.search(folded)
    if every_other:
        folded = folded.replace(every_other[0], every_other["day"] or " ")
        folded = _BARE_PARITY.sub("semaines ", folded)
    tokens = [
        t for t in tokens_of(_EVERY.sub(" ", folded)) if t.kind not in ("weak", "left", "right", "colon")
    ]
    days = [token for token in tokens if token.kind == "days"]
    if not days or {token.kind for token in tokens} - {"days", "condition", "part"}:
        return None
    ranked = {token.ranks for token in days}
    found = replace(
        round_, weekdays=tuple(sorted({day for token in days for day in token.days})), nth=min(ranked)
    )
    for token in tokens:
        if token.condition and token.kind == "condition":
            found = _under(found, token.condition)
    parts = " ".join(dict.fromkeys(token.text for token in tokens if token.kind == "part"))
    consistent = len(ranked) == 1 and (found.week_parity or not every_other)
    return replace(found, comment=_joined(found.comment, parts)) if consistent else None


def _under(round_: Round, condition: Condition) -> Round:
    if condition.kind == "parity":
        return replace(round_, week_parity=1 if True in condition.days else 2)
    held = {day[0] for day in condition.days if isinstance(day, tuple)}
    whole = condition.kind == "season" and condition.said.startswith(("de ", "d'", "en "))
    if whole and not round_.months:
        return replace(round_, months=tuple(sorted(held)))
    return replace(round_, comment=_joined(round_.comment, condition.said))


def _joined(*comments: str) -> str:
    said = (" ".join(comment.split()).rstrip(" .;") for comment in comments)
    return " ; ".join(dict.fromkeys(filter(None, said)))
