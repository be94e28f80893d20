"""The streets of a commune, found however a person writes them. Without I/O, knows no position."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORDS = tomllib.loads(Path(__file__).with_name("streets.toml").read_text("utf-8"))
_ABBREVIATIONS: dict[str, str] = _WORDS["abbreviations"]
_TYPES, _SMALL = frozenset(_WORDS["types"]), frozenset(_WORDS["small"])
_ASKED = re.compile(
    r"(?:^|[^\w])(?:n\s?[°ºo]\s*)?(\d{1,4})\s*(?:(bis|ter|quater|quinquies)\b|([a-htq])(?![\w'’]))?\s*,?\s+(?=[^\W\d])",
    re.IGNORECASE,
)
_SIMILAR, _AS_GOOD = 0.55, 0.06
_MOST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wrote, taken apart. number: `12 bis`, empty for a street alone."""

    number: str
    street: str


def asked_address(text: str) -> Asked:
    """`12 bis, rue de la Mairie, 41100 Pezou` → `12 bis` and `rue de la Mairie`."""
    found = _ASKED.search(text)
    number = f"{found[1].lstrip('0')} {(found[2] or found[3] or '').lower()}".strip() if found else ""
    rest = text[found.end() :] if found else text
    return Asked(number, re.split(r"[,;?!\n]|\b\d{5}\b", rest.strip(" ,"))[0].strip())


def same_number(asked: str, known: str) -> bool:
    """`12b` is `12 bis` where there is no other."""
    return _short(asked) == _short(known)


class Streets:
    """names: as the address file writes them. ignored: the commune's name, which is no part of a street."""

    def __init__(self, names: Sequence[str], ignored: str = "") -> None:
        self._names = names
        self._ignored = set(_words(ignored))
        self._words = [frozenset(_telling(_words(name))) for name in names]
        self._grams = [_grams(_words(name)) for name in names]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, grams in enumerate(self._grams):
            for gram in grams:
                self._holders[gram].append(place)

    def called(self, street: str) -> list[int]:
        """The places in `names` of what this may be: one when it is sure, several to choose from, none."""
        words = _words(street)
        trimmed = [word for word in words if word not in self._ignored] if len(words) > 2 else words
        for said in [words] if trimmed == words else [words, trimmed]:
            if found := self._exactly(said):
                return found[:_MOST]
        return self._nearly(trimmed)[:_MOST]

    def _exactly(self, said: Sequence[str]) -> list[int]:
        """All the same words, else the same name under another type, else a name that holds all words."""
        words = frozenset(_telling(said))
        if not words:
            return []
        bare = words - _TYPES
        ways = (
            [place for place, name in enumerate(self._words) if name == words],
            [place for place, name in enumerate(self._words) if bare and name - _TYPES == bare],
            [place for place, name in enumerate(self._words) if bare and words <= name],
        )
        return next((found for found in ways if found), [])

    def _nearly(self, said: Sequence[str]) -> list[int]:
        """By the letters they share, three by three: a typing error or a missing word is forgiven."""
        grams = _grams(said)
        shared = Counter(place for gram in grams for place in self._holders.get(gram, ()))
        scores = {
            place: 2 * count / (len(grams) + len(self._grams[place])) for place, count in shared.items()
        }
        best = max(scores.values(), default=0.0)
        if best < _SIMILAR:
            return []
        near = (place for place, score in scores.items() if score >= best - _AS_GOOD)
        return sorted(near, key=lambda place: (-scores[place], place))


def _words(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", fold(text))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words).split()


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _grams(words: Iterable[str]) -> frozenset[str]:
    """Of each word, so that their order counts little: `mairie` → ` ma`, `mai`, `air`…"""
    padded = (f" {word} " for word in words if word not in _SMALL)
    return frozenset(word[place : place + 3] for word in padded for place in range(len(word) - 2))


def _short(number: str) -> str:
    found = re.fullmatch(r"(\d+)\s*(?:(b)(?:is)?|(t)(?:er)?|(q)(?:uater)?|(\w*))", number.strip().lower())
    return "".join(part for part in found.groups() if part) if found else number
