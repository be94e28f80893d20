"""Where citizens say that they live before they ask: « J’habite au 7 rue des Tanneurs. C’est quand… ? ».

Often it has no bearing on what is asked. Knows no document and no table of facts; how each language says it
is in `introduction.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.addresses import names_said, written_addresses
from inference.facts.words import fold, plain, read_words, unmarked_pattern
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inference.evidence.words import Weights
    from ingest.shelf import StoredPassage

_SENTENCE: Final = re.compile(r"(?<=[.!;])\s+|\n+")
_WORDS: Final[dict[str, Any]] = read_words(Path(__file__).with_suffix(".toml"))


def _any(patterns: Iterable[str]) -> str:
    """Any of the regular expressions, folded; a Turkish ı may be typed i."""
    return "|".join(unmarked_pattern(pattern).replace("ı", "[ıi]") for pattern in patterns)


_OPENS, _ENDS, _STOPS = ([*chain(*_WORDS[name].values())] for name in ("opens", "ends", "stops"))
_LIVES: Final = re.compile(
    rf"(?:(?:{_any(_WORDS['courtesy'])})[ ,!]*)*(?:(?:{_any(_OPENS)})(?!\w)|.*(?<!\w)(?:{_any(_ENDS)})\W*$)"
)
_NAME_ENDS: Final = frozenset(form for stop in _STOPS for form in (fold(stop), fold(stop).replace("ı", "i")))
_HOUSE_BEHIND: Final = re.compile(r"(?<=\w) \d{1,3}(?: ?(?:bis|ter|[a-c]))?$")  # « Rue du Lavoir 7 »
# Of the asked words, by how telling they are: « à quelle école va mon fils » shares one of three with a list
# of the streets of a school; the streets of the waste rounds share less with « tondre le dimanche matin ».
_MATTER: Final = 0.3


@dataclass(frozen=True, slots=True)
class Introduced:
    """told: the sentence. home: the street that it names, folded. question: what is asked behind it."""

    told: str
    home: str
    question: str

    @property
    def is_placed(self) -> bool:
        """Whether what is asked tells a street of its own: it is not about the home."""
        return bool(written_addresses(plain(self.question)))

    def bears_on(self, passages: Iterable[StoredPassage], weights: Weights) -> bool:
        """Whether one of them speaks of the street and of what is asked: the streets of a school.

        weights: the words of a text as they are indexed, each with how telling it is.
        """
        asked = weights(self.question)
        least = _MATTER * sum(asked.values())
        return any(
            names_said(fold(passage.text), [self.home])
            and sum(asked.get(word, 0.0) for word in stems(" ".join((passage.text, *passage.headings))))
            >= least
            for passage in passages
        )


def introduced(text: str) -> Introduced | None:
    """None where nobody says where they live, or nothing is asked behind it."""
    first, *rest = _SENTENCE.split(text.strip(), maxsplit=1)
    if not rest or not _LIVES.match(fold(first)):
        return None
    home = next(iter(written_addresses(plain(first), _NAME_ENDS)), None)
    return Introduced(first, _HOUSE_BEHIND.sub("", home.street), rest[0].strip()) if home else None
