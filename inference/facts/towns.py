"""Whether a question is about the mairie of another town. Knows one name: this commune's."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from inference.facts.words import VOCABULARY, alternation, filler, fold, known_words, one_slip_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINKING: Final = frozenset(VOCABULARY["communes"]["linking"])
_NOUNS: Final = frozenset(VOCABULARY["communes"]["nouns"])
_SUBJECTS: Final = alternation([name for names in VOCABULARY["subjects"].values() for name in names])
# On text whose case is kept; group 1 says how the name is joined.
_AFTER_SUBJECT: Final = re.compile(
    rf"\b(?:{_SUBJECTS})s?\b (?:municipale |est |se trouve )?"
    r"(?:(?P<of>de la|de l|d|de|du|des|of|von|di)|(?P<at>a|au|aux|en|in))? ?(?P<rest>(?:(?<= )\w+ ?)+)",
    re.IGNORECASE,
)
_SHORT: Final = {"st": "saint", "ste": "sainte", "sts": "saints"}


def other_town(text: str, commune: str, service_names: Iterable[str] = ()) -> str | None:
    """The name of another town that the citizen's text attaches to a service, or None.

    service_names: the services of this commune, whose own names are no towns.
    """
    bare = _fold_keeping_case(text)
    for match in _AFTER_SUBJECT.finditer(bare):
        words = match["rest"].split()
        name = _name(words, capital=not match["of"], shouted=text.isupper())
        if name and not any(_is_ours(name, own) for own in (commune, *service_names)):
            return " ".join(name).title()
    return None


def _fold_keeping_case(text: str) -> str:
    """Letter for letter as typed, without accents; apostrophes and hyphens as spaces."""
    words = re.findall(r"\w+|[.,;:!?]", text)
    return " ".join(
        w.upper() if w.isupper() else fold(w).capitalize() if w[0].isupper() else fold(w) for w in words
    )


def _name(words: list[str], *, capital: bool, shouted: bool) -> list[str]:
    """The leading words that make a name: unknown to the vocabulary, or written with a capital."""

    start = 1 if words and fold(words[0]) in _LINKING else 0
    with_capital = bool(words[start:]) and words[start][0].isupper() and not shouted

    def is_name(word: str) -> bool:
        if fold(word) in _never_a_name() or word[0].isdigit():
            return False
        if capital or with_capital:
            return word[0].isupper() and not shouted
        return fold(word) not in known_words()

    if not words[start:] or not is_name(words[start]):
        return []
    return list(takewhile(lambda word: fold(word) in _LINKING or is_name(word), words))


@cache
def _never_a_name() -> frozenset[str]:
    """Words of hours and of courtesy, whatever their capital."""
    lists = [*VOCABULARY["opening"].values(), *VOCABULARY["moments"].values(), *VOCABULARY["feasts"].values()]
    lists += [*VOCABULARY["weekdays"].values(), *VOCABULARY["months"].values()]
    abroad = " ".join(name for names in VOCABULARY["feasts_abroad"].values() for name in names)
    return filler() | _NOUNS | set(abroad.split()) | {word for words in lists for word in words}


def _is_ours(name: list[str], commune: str) -> bool:
    ours = _significant(fold(commune).split())
    return all(any(one_slip_apart(word, own) for own in ours) for word in _significant(name))


def _significant(words: list[str]) -> list[str]:
    folded = [_SHORT.get(fold(word), fold(word)) for word in words]
    return [word for word in folded if word not in _LINKING]
