"""Citizens' words made comparable: accents, telephone shorthand and slips of the finger undone.

Knows no service and no date; the tables are in `vocabulary.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ingest.folding import unmarked

VOCABULARY: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
)
WEEKDAYS: Final[dict[str, int]] = {day: n for n, day in enumerate(VOCABULARY["weekdays"]["fr"])}
MONTHS: Final[dict[str, int]] = {month: n for n, month in enumerate(VOCABULARY["months"]["fr"], start=1)}
# In every language: no word is one month in one and another month in another.
ANY_WEEKDAY: Final[dict[str, int]] = {
    name: n for names in VOCABULARY["weekdays"].values() for n, name in enumerate(names)
}
ANY_MONTH: Final[dict[str, int]] = {
    name: n for names in VOCABULARY["months"].values() for n, name in enumerate(names, start=1)
}
_BESIDE: Final[dict[str, list[str]]] = VOCABULARY["shorthand_beside"]

LONGEST_MENDED: Final = 20
_QUESTIONS: Final = 1024  # each is folded a dozen times, by everything that reads it
_SEPARATORS: Final = re.compile(r"[^\w\s.,;:!?/]|_")
_TOWN_HALL_CALLED_MARIE: Final = re.compile(r"(?<=\bla )marie\b|(?<=\bvotre )marie\b")
# « am 24. Dezember »: the point belongs to the number and ends nothing.
_ORDINAL_POINT: Final = re.compile(rf"(?<=\d)\. (?=(?:{'|'.join(VOCABULARY['months']['de'])})\b)")
_DIGITS: Final = {ord(digit): str(n) for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}


def fold(text: str) -> str:
    """Lower case, no accents, apostrophes and hyphens as spaces; punctuation of sentences is kept."""
    bare = unmarked(unicodedata.normalize("NFKD", text.translate(_DIGITS))).casefold()
    bare = bare.replace("œ", "oe").replace("æ", "ae").replace("؟", "?").replace("،", ",")
    return " ".join(_SEPARATORS.sub(" ", bare).split())


def alternation(phrases: list[str]) -> str:
    """A regular expression that matches any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def phrases(*path: str) -> re.Pattern[str]:
    """Whole words of one list of the vocabulary, in folded text."""
    table: Any = VOCABULARY
    for key in path:
        table = table[key]
    return whole_words(table)


def whole_words(wanted: list[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words in folded text; they may be written with their accents."""
    return re.compile(rf"(?<!\w)(?:ال|لل)?(?:{alternation([fold(phrase) for phrase in wanted])})(?!\w)")


def unmarked_pattern(pattern: str) -> str:
    """A regular expression as `fold` leaves the texts that it is sought in: without accents."""
    return unmarked(unicodedata.normalize("NFKD", pattern))


def read_words(path: Path) -> dict[str, Any]:
    """A table of citizens' words that stands beside the module that reads it."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _without_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


@cache
def _slips() -> dict[str, str]:
    """Every forgiven word under itself and under each of its forms with one letter missing."""
    forms: dict[str, str] = {}
    for word in VOCABULARY["forgiven"]["words"]:
        for form in _without_one(word):
            forms.setdefault(form, word)
    return forms | {word: word for word in VOCABULARY["forgiven"]["words"]}


def one_slip_apart(left: str, right: str) -> bool:
    """One letter more, less or other, or two neighbours swapped."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest_alike = short[start + 1 :] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return rest_alike or (swapped and short[start + 2 :] == long[start + 2 :])


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The word that was meant, or the same word."""
    if word in VOCABULARY["shorthand"]:
        return str(VOCABULARY["shorthand"][word])
    if (
        not 5 <= len(word) <= LONGEST_MENDED
        or word in known_words()
        or word in VOCABULARY["forgiven"]["never"]
    ):
        return word
    for form in (word, *sorted(_without_one(word))):
        meant = _slips().get(form)
        if meant and one_slip_apart(word, meant):
            return meant
    return word


@cache
def known_words() -> frozenset[str]:
    """Every single word that the vocabulary knows: none of them is a slip of another."""
    lists = [v for name in ("opening", "topics", "places") for v in VOCABULARY[name].values()]
    lists += [v for name in ("months", "weekdays") for v in VOCABULARY[name].values()]
    lists += list(VOCABULARY["subjects"].values())
    return frozenset(word for phrases in lists for phrase in phrases for word in phrase.split()) | filler()


@cache
def filler() -> frozenset[str]:
    """Words that change nothing in a question about hours."""
    return frozenset(" ".join(VOCABULARY["filler"].values()).split())


def _read(match: re.Match[str]) -> str:
    return match[0] if match[0] in _BESIDE["short"] and not _beside_french(match) else mended(match[0])


def _beside_french(match: re.Match[str]) -> bool:
    """Whether shorthand that is also a word of another language ends its clause or stands in French."""
    before = re.findall(r"\w+", match.string[: match.start()])[-1:]
    after = re.findall(r"\w+|[,;:.!?]", match.string[match.end() :])[:1]
    return not after or not after[0].isalnum() or not {*before, *after}.isdisjoint(_BESIDE["words"])


@lru_cache(_QUESTIONS)
def plain(text: str) -> str:
    """A citizen's text, folded and mended, ready for the patterns of this folder."""
    words = re.sub(r"\w+", _read, fold(text)).replace("c est est", "c est")
    return _TOWN_HALL_CALLED_MARIE.sub("mairie", _ORDINAL_POINT.sub(" ", words))
