"""What a text is about: which service of the commune, or which place that the table does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from inference.facts.words import VOCABULARY, alternation, filler, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.facts import Service

MAIRIE: Final = "mairie"
_LONG_WEEK_END: Final = re.compile(
    rf"\bpont (?:de l |de |du )(?:{alternation(VOCABULARY['feasts']['fr'] + VOCABULARY['months']['fr'])}|\d)"
)
_LOCATING: Final = re.compile(r" (?:de la|de l|du|des|de|d) ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject named in a text. services: those of the table that bear it, none when it is not held."""

    start: int
    end: int
    words: str
    services: tuple[Service, ...]


def _whole_words(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:ال|لل)?(?:{alternation(phrases)})s?(?!\w)")


@cache
def _subjects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, _whole_words(names)) for key, names in VOCABULARY["subjects"].items())


@cache
def _places() -> re.Pattern[str]:
    return _whole_words(VOCABULARY["places"]["words"])


@lru_cache(maxsize=1024)
def subject_of(service: Service) -> str:
    """The key of its kind in the vocabulary, or "" for a service of no usual kind."""
    kind, name = fold(service.kind).replace("_", " "), fold(service.name)
    for described in (name, kind):
        for key, pattern in _subjects():
            if pattern.search(described) or described == key.replace("_", " "):
                return key
    return ""


@lru_cache(maxsize=1024)
def subject_noun(service: Service) -> str:
    """The words of its name that say its kind: `mediatheque`, `bibliotheque`; "" when none does."""
    name = fold(service.name)
    found = (match[0] for _, pattern in _subjects() if (match := pattern.search(name)))
    return next(found, "")


@lru_cache(maxsize=1024)
def own_words(service: Service, commune: str) -> frozenset[str]:
    """What tells a service from another of its kind: without its noun, its commune and words of courtesy."""
    name = fold(service.name).replace(subject_noun(service), " ", 1)
    common = filler() | set(fold(commune).split())
    return frozenset(word for word in re.findall(r"[^\W\d_]+", name) if word not in common)


@lru_cache(maxsize=1024)
def _own_name(service: Service) -> re.Pattern[str] | None:
    """The name of the service without its commune: « Médiathèque Simone-Veil - Sandillon »."""
    name = re.split(r"\s[-–—]\s", service.name)[0]
    words = [re.escape(word) for word in fold(name).split() if word not in filler()]
    joined = r"(?:\s\w{1,3})*\s".join(words)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if words else None


def mentions(text: str, services: Sequence[Service]) -> list[Mention]:
    """Every subject that the plain text names, in its order, the longest name at each place."""
    found = [
        Mention(match.start(), match.end(), match[0], tuple(s for s in services if subject_of(s) == key))
        for key, pattern in _subjects()
        for match in pattern.finditer(text)
    ]
    found += [
        Mention(match.start(), match.end(), match[0], _called(match[0], services))
        for match in _places().finditer(text)
    ]
    found += [
        Mention(match.start(), match.end(), match[0], (service,))
        for service in services
        for match in _named(text, service)
    ]
    return _alone(_outermost(found), text)


def _called(place: str, services: Sequence[Service]) -> tuple[Service, ...]:
    """The services whose name begins with the word for a place: « Piscine des Lacs » for « la piscine »."""
    return tuple(service for service in services if _folded_name(service).startswith(f"{place} "))


@lru_cache(maxsize=1024)
def _folded_name(service: Service) -> str:
    return f"{fold(service.name)} "


def _alone(found: list[Mention], text: str) -> list[Mention]:
    """Without those that only locate another: « la rue de la mairie » is not about the mairie."""
    return [
        mention
        for mention in found
        if not any(
            _LOCATING.fullmatch(text[other.end : mention.start])
            for other in found
            if other.end < mention.start
        )
    ]


def named_subjects(text: str) -> list[str]:
    """The words of a plain text that name a kind of service or another place, whatever the commune has."""
    patterns = (*(pattern for _, pattern in _subjects()), _places())
    return [match[0] for pattern in patterns for match in pattern.finditer(text)]


def _named(text: str, service: Service) -> list[re.Match[str]]:
    pattern = _own_name(service)
    return list(pattern.finditer(text)) if pattern else []


def _outermost(found: list[Mention]) -> list[Mention]:
    """Of two mentions that overlap the longer stays; of two alike the one that points to fewer services."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, not m.services, len(m.services))):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def usual_services(services: Sequence[Service]) -> tuple[Service, ...]:
    """What is meant when nothing is named: the mairie."""
    return tuple(service for service in services if subject_of(service) == MAIRIE)


def meant(services: Sequence[Service], commune: str) -> tuple[Service, ...]:
    """Of the services that a question's words fit: the mairie itself before its annexes, else all of them."""
    here = [service for service in services if not _is_elsewhere(service, commune)]
    main = [service for service in here if subject_of(service) == MAIRIE and not own_words(service, commune)]
    return tuple(main[:1] or here)


def _is_elsewhere(service: Service, commune: str) -> bool:
    """Whether its name is that of another town's mairie: a notice may speak of the neighbours'."""
    of_town = re.match(
        r"mairie (?:de|d|du|des) (?!quartier|secteur|proximite|la ville)(.+)", fold(service.name)
    )
    return of_town is not None and not set(of_town[1].split()) & set(fold(commune).split())


@lru_cache(maxsize=4096)
def closes_service(title: str, where: str, service: Service) -> bool:
    """Whether a closure concerns the service: its title names it, else its place, else it names none."""
    for text in (_LONG_WEEK_END.sub(" ", fold(title)), fold(where)):
        named = mentions(text, (service,))
        if named:
            return any(mention.services for mention in named)
    return True


def closes_another(title: str, service: Service, services: Sequence[Service]) -> bool:
    """Whether a closure names other services than this one, as one library of two."""
    named = [mention for mention in mentions(fold(title), services) if mention.services]
    return bool(named) and not any(service in mention.services for mention in named)
