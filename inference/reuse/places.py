"""Where a question speaks of: zones of a town plan, parcels, streets and house numbers, lettered things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from inference.facts.streets import street_key
from inference.facts.words import alternation, fold
from inference.reuse.gist import empty_words
from inference.reuse.tokens import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE: Final = r"\d?[a-z]{1,3}\d?[a-z]{0,2}"
_ZONES: Final = re.compile(
    rf"\b(?:zones?|secteurs?|sous secteurs?) ({_CODE}(?: ?(?:,|et|ou|a) ?{_CODE}\b)*)\b"
)
_PARCEL: Final = re.compile(r"\b(?:parcelles?|section|cadastree?s?) ([a-z]{1,2}) ?(?:n |numero )?(\d{0,4})\b")
_BARE_CODE: Final = re.compile(r"(?<=\w )(?:AU|[AN])(?![\w'’])")
_LETTERED: Final = re.compile(
    rf"\b({alternation([fold(w) for w in TABLES['entities']['numbered']['words']])})s? ([a-z])\b"
)
_TYPES: Final = alternation([fold(word) for word in TABLES["entities"]["streets"]["types"]])
_STREET: Final = re.compile(
    r"(?:\b(?P<number>\d{1,4})(?: ?(?P<suffix>bis|ter|quater|[a-h]))? ?,? )?"
    rf"\b(?P<type>{_TYPES})\.? (?P<name>[^,;.?!:]+)"
)
_LINKING: Final = frozenset(TABLES["entities"]["streets"]["linking"])
_LONGEST_NAME: Final = 4
_NOT_WITHIN: Final = frozenset({"le", "la", "les", "en", "au", "aux", "et"})
_NEVER_FIRST: Final = frozenset({"en", "sur", "et", "au", "aux", "a"})
_BETWEEN: Final = frozenset({"et", "ou", "a"})


def read_places(text: str, folded: str) -> tuple[str, ...]:
    """Each place in a form of its own, in the order of its kind; `text` as typed, `folded` of it."""
    return (*_zones(folded), *_bare_codes(text), *_parcels(folded), *_streets(folded), *_lettered(folded))


def _zones(folded: str) -> Iterator[str]:
    for match in _ZONES.finditer(folded):
        for code in re.findall(_CODE, match[1]):
            if code not in _BETWEEN and (code not in empty_words() or len(code) < 3):
                yield f"zone {code}"


def _bare_codes(text: str) -> Iterator[str]:
    """A, N and AU written as a plan writes them: in small letters they are other words."""
    if not text.isupper():
        for match in _BARE_CODE.finditer(text):
            yield f"code {match[0].casefold()}"


def _parcels(folded: str) -> Iterator[str]:
    for match in _PARCEL.finditer(folded):
        yield f"parcel {match[1]} {match[2].lstrip('0')}".strip()


def _streets(folded: str) -> Iterator[str]:
    for match in _STREET.finditer(folded):
        name = _name(match["name"].split())
        if name:
            number = f"{match['number'] or ''} {match['suffix'] or ''}".strip()
            yield " ".join(["street", *street_key(f"{match['type']} {name}"), number]).strip()


def _name(words: list[str]) -> str:
    """The words of a street's own name: as far as a word that belongs to the sentence."""
    kept: list[str] = []
    if not words or words[0] in _NEVER_FIRST:
        return ""
    for word in words:
        after_name = bool(kept) and kept[-1] not in _LINKING
        ends = word in empty_words() or len(_telling(kept)) == _LONGEST_NAME
        if (after_name and word in _NOT_WITHIN) or (word not in _LINKING and ends):
            break
        kept.append(word)
    return " ".join(kept) if _telling(kept) else ""


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in _LINKING]


def _lettered(folded: str) -> Iterator[str]:
    for match in _LETTERED.finditer(folded):
        yield f"{match[1]} {match[2]}"
