"""The street that a citizen writes in a question, and which of the known streets it is. Without I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference.facts.streets import is_part_of_street, street_key
from inference.facts.words import VOCABULARY, alternation, fold, one_slip_apart, read_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORDS: Final = read_words(Path(__file__).with_name("addresses.toml"))
_TYPES: Final = frozenset(_WORDS["types"]["whole"])
_STOPS: Final = frozenset(_WORDS["stops"]["words"]) | {
    day for days in VOCABULARY["weekdays"].values() for day in days
}
_STARTS: Final = re.compile(
    r"(?:(?<![\w.,/])(?:n |no |numero )?(?P<number>\d{1,4})(?: ?(?P<rank>bis|ter|quater|[abc])(?!\w))?,? )?"
    rf"(?<!\w)(?P<type>{alternation(_WORDS['types']['whole'] + _WORDS['types']['short'])})\.? (?=\w)"
)
_BY_NUMBER_ALONE: Final = re.compile(r"(?<=\d )r\.? (?=d)|(?<=bis )r\.? (?=d)")
_LINKING: Final = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "aux", "au", "a", "en"})
_POSTCODE: Final = re.compile(r"\d{5}$")
_MOST_WORDS: Final = 9
_LONG_ENOUGH: Final = 5


@dataclass(frozen=True, slots=True)
class WrittenAddress:
    """An address as written in folded text. number: `12 bis`, empty for a street alone."""

    number: str
    street: str

    @property
    def words(self) -> str:
        return f"{self.number} {self.street}".strip()


def written_addresses(said: str, stops: Collection[str] = ()) -> list[WrittenAddress]:
    """The streets that a folded text names, in its order. stops: other words at which a name ends."""
    found = []
    for start in _STARTS.finditer(_BY_NUMBER_ALONE.sub("rue ", said)):
        name = _name(start.string[start.end() :], stops)
        if name:
            number = f"{start['number'] or ''} {start['rank'] or ''}".strip()
            found.append(WrittenAddress(number, f"{start['type']} {name}"))
    return found


def _name(following: str, stops: Collection[str]) -> str:
    """The words of a street's name with which a text begins: « rue du Passage » though « passage » stops."""
    words = re.findall(r"\w+|[^\w\s]", following)
    kept = list(takewhile(_is_of_name, words[:_MOST_WORDS]))
    first = next((place for place, word in enumerate(kept) if word not in _LINKING), len(kept))
    kept = kept[: next((place for place, word in enumerate(kept) if place > first and word in stops), None)]
    while kept and kept[-1] in _LINKING:
        kept.pop()
    return " ".join(kept)


def _is_of_name(word: str) -> bool:
    return word[0].isalnum() and word not in _STOPS and not _POSTCODE.match(word)


def streets_meant(street: str, names: Iterable[str], ignored: Iterable[str] = ()) -> list[str]:
    """Those of the names that a written street can be: one when it is sure, several to choose from, none.

    ignored: words that are no part of a street, such as the commune's name.
    """
    known = {name: _key(name) for name in names}
    asked = street_key(street)
    shorter = tuple(word for word in asked if word not in {fold(part) for part in ignored})
    for key in dict.fromkeys((asked, shorter)):
        for alike in (_same, _with_slips, _holds):
            if found := [name for name, words in known.items() if _bare(key) and alike(key, words)]:
                return found
    return []


def is_written_so(street: str, name: str) -> bool:
    """Whether a street is written with the very words of a name, some left out, and no slip is forgiven."""
    return set(street_key(street)) & set(_key(name)) >= set(_bare(street_key(street)))


@lru_cache(maxsize=16384)
def _key(name: str) -> tuple[str, ...]:
    return street_key(_whole(name))


def _whole(name: str) -> str:
    """« Rue du Pont (côté pair) » without what restricts it."""
    return re.split(r"\(|\bcôté\b| du n°| n°", name)[0] if is_part_of_street(name) else name


def _same(asked: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return asked == name


def _with_slips(asked: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(asked) == len(name) and all(map(_alike, asked, name))


def _holds(asked: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """« rue Sérignan » for « Rue Camille-Sérignan »: all its words, and the type that it gives."""
    return all(any(_alike(word, other) for other in name) for word in asked)


def _alike(word: str, other: str) -> bool:
    long_enough = min(len(word), len(other)) >= _LONG_ENOUGH and word not in _TYPES and word.isalpha()
    return word == other or (long_enough and one_slip_apart(word, other))


def _bare(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in key if word not in _TYPES)


def names_said(said: str, names: Iterable[str]) -> list[str]:
    """The names of which every word but the type stands in the text, in one run: « à Malvoisine »."""
    words = [word for word in street_key(said) if word not in _TYPES]
    found = []
    for name in names:
        bare = _bare(_key(name))
        runs = (tuple(words[place : place + len(bare)]) for place in range(len(words) - len(bare) + 1))
        if bare and any(run == bare for run in runs):
            found.append(name)
    return found
