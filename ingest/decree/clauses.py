"""The sentences of a ruling with the dates that are its own, not those of the acts it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.decree.dates import dates_in
from ingest.decree.letters import plain
from ingest.decree.links import named_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.decree.dates import Dated

_ARTICLE = re.compile(r"\W{0,3}art(?:icle|\.)\s+(?P<number>\d+|premier|unique|[ivx]+|l)(?:er)?\b")
_NUMBERED = re.compile(r"\W{0,3}(?P<number>\d{1,2})\s?[.)](?=\s|$)")
_FIRST = frozenset(("1", "premier", "unique", "i", "l"))
_PASSING = re.compile(
    r"temporaire|provisoire|travaux|chantier|a l'occasion|manifestation|\bfete|brocante|vide.greniers?"
    r"|\bcourse|demenagement|festival|defile|concert|tournage|braderie|carnaval|spectacle|tir de feu|\bbenne"
    r"|echafaudage"
)
_ITSELF = re.compile(r"\bpresente?s?\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """folded: the sentence, letter by letter. governs: whether what it dates is the act, not one detail."""

    folded: str
    dated: tuple[Dated, ...]
    governs: bool


def clauses_of(sentences: Iterable[str], subject: str) -> list[Clause]:
    """subject: what the act is about; when it is a passing matter, each article may date it."""
    passing = bool(_PASSING.search(plain(subject)))
    said = [(sentence, plain(sentence)) for sentence in sentences]
    # Where no article is called one, numbers alone tell them apart; else they number what an article lists.
    opening = _ARTICLE if any(_ARTICLE.match(folded) for _, folded in said) else _NUMBERED
    clauses, first = [], True
    for sentence, folded in said:
        if article := opening.match(folded):
            first = article["number"] in _FIRST
        governs = passing or first or bool(_ITSELF.search(folded))
        clauses.append(Clause(folded, _own_dates(sentence), governs))
    return clauses


def _own_dates(sentence: str) -> tuple[Dated, ...]:
    dated = dates_in(sentence)
    names = named_in(sentence, of_prefect=True) if dated else []
    return tuple(one for one in dated if not any(name.start <= one.start < name.end for name in names))
