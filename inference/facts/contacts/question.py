"""Whether a question asks how to reach a service of the commune, and by which means.

Every word of the clause must be accounted for: « l'adresse personnelle du maire » is another question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.moments import read_moments
from inference.facts.subjects import meant, mentions, usual_services
from inference.facts.towns import other_town
from inference.facts.words import VOCABULARY, filler, fold, phrases, plain, read_words, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.days import Calendar
    from inference.facts.subjects import Mention
    from ingest.facts import Service

ACCESS: Final = "access"
MEANS: Final = ("phone", "email", "address", "website", ACCESS)
_LONGEST_FIRST: Final = ("email", "website", "phone", "address", ACCESS)  # « adresse mail » is no address
_WORDS: Final[dict[str, Any]] = read_words(Path(__file__).with_name("words.toml"))
_MEANS: Final = {means: whole_words(_WORDS["means"][means]) for means in MEANS}
_ANY: Final = whole_words(_WORDS["means"]["any"])
_BESIDE, _COMING = (frozenset(fold(word) for word in _WORDS[name]["words"]) for name in ("beside", "coming"))
# « peut-il », « est-ce qu'on »: a clause that asks, whatever it asks.
_ASKING: Final = re.compile(
    rf"{whole_words(VOCABULARY['conversation']['interrogatives']).pattern}"
    r"|\b(?:est ce|peut|puis|dois|faut|doit|peuvent|est|sont|a t) (?:que?|il|elle|je|on|ils|elles)\b"
)
_PURPOSE: Final = re.compile(rf"{whole_words(_WORDS['purpose']['words']).pattern} .*")
_OPENING: Final = phrases("opening", "words")
_CLAUSE_END: Final = re.compile(r"[?!;,:.]")


@dataclass(frozen=True, slots=True)
class ContactRequest:
    """means: those asked for, empty for any. other_commune: the name of another town, asked about."""

    means: tuple[str, ...]
    services: tuple[Service, ...]
    other_commune: str = ""


def understand(
    text: str, commune: str, services: Sequence[Service], calendar: Calendar, today: date
) -> ContactRequest | None:
    """What a citizen's text asks about reaching a service; None when it asks something else."""
    said = plain(text)
    if _OPENING.search(said):
        return None
    clauses = [_PURPOSE.sub("", clause) for clause in _CLAUSE_END.split(said)]
    asking = [clause for clause in clauses if _asks(clause) or _ASKING.search(clause)]
    if not any(_asks(clause) for clause in asking) or _is_timed(said, calendar, today):
        return None
    named = [mention for clause in asking for mention in _named(clause, services)]
    if any(_residue(clause, _named(clause, services), commune) for clause in asking):
        elsewhere = named and len(asking) == 1 and other_town(text, commune, (s.name for s in services))
        return ContactRequest(_means(said), (), elsewhere) if elsewhere else None
    named = named or _named(said, services)
    if not named and _PURPOSE.search(said):
        return None  # « qui contacter pour… ? »: not always the mairie
    return _request(said, named, text, commune, services)


def _is_timed(said: str, calendar: Calendar, today: date) -> bool:
    """Whether a day or an hour is asked about: whom to call then is another question."""
    moments = read_moments(said, today, calendar)
    return bool(moments.days) or moments.every is not None or moments.minute is not None


def _asks(clause: str) -> bool:
    return _ANY.search(clause) is not None or bool(_means(clause))


def _means(clause: str) -> tuple[str, ...]:
    """The means that a clause names."""
    found = []
    for means in _LONGEST_FIRST:
        if _MEANS[means].search(clause):
            found.append(means)
            clause = _MEANS[means].sub(" ", clause)
    return tuple(means for means in MEANS if means in found)


def _named(clause: str, services: Sequence[Service]) -> list[Mention]:
    """The services that a clause names: « електронна пошта » is no post office."""
    return mentions(_MEANS["email"].sub(" ", clause), services)


def _residue(clause: str, named: Sequence[Mention], commune: str) -> list[str]:
    """The words that nothing explains."""
    for mention in named:
        clause = clause.replace(mention.words, " ")
    for pattern in (*(_MEANS[means] for means in _LONGEST_FIRST), _ANY):
        clause = pattern.sub(" ", clause)
    explained = filler() | _BESIDE | _COMING | set(fold(commune).split())
    return [word for word in re.findall(r"[^\W\d]\w*", clause) if word not in explained]


def _request(
    clause: str, named: Sequence[Mention], text: str, commune: str, services: Sequence[Service]
) -> ContactRequest | None:
    elsewhere = other_town(text, commune, (service.name for service in services))
    if elsewhere:
        return ContactRequest(_means(clause), (), elsewhere)
    if any(not mention.services for mention in named):
        return None
    groups = [mention.services for mention in named] or [usual_services(services)]
    wanted = tuple(dict.fromkeys(service for group in groups for service in meant(group, commune)))
    return ContactRequest(_means(clause), wanted) if wanted else None
