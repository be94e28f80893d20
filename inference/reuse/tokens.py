"""A citizen's text as a row of comparable words: signs spelt out, plurals undone, figures in one form.

Knows no meaning: the tables of `entities.toml` and `synonyms.toml` give some to phrases of these words.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from text_to_num import alpha2digit

from inference.facts.words import fold, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TABLES: Final[dict[str, Any]] = {
    name: tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("entities", "synonyms")
}
FIGURE: Final = "#"
_SIGNS: Final[dict[str, str]] = TABLES["entities"]["signs"]
_SIGN: Final = re.compile("|".join(map(re.escape, _SIGNS)))
_MORE: Final = re.compile(r"(?<!\w)\+ ?(?=de\b|d['’]|\d)")
_LESS: Final = re.compile(r"(?<!\w)[-−–] ?(?=de\b|d['’])")
_WHERE: Final = re.compile(r"\b[oO]ù\b")
_HOW_MANY: Final = re.compile(r"\bcombien d (?=\w)")
_ACT: Final = re.compile(r"(?<![\d/-])((?:19|20)\d\d) ?[-‐–/] ?0*(\d{1,4})(?![\d/-])")
_ELIDED: Final = frozenset({"l", "d", "j", "m", "t", "s", "c", "n", "qu"})
_ORDINAL: Final = re.compile(r"\b(\d+)(?:ere|er|re|emes?|nde|nd|e)\b")
_TIME: Final = re.compile(r"\b([01]?\d|2[0-4]) ?(?:(?:heures?|h)(?: ?([0-5]\d)\b)?|:([0-5]\d)\b)(?![a-z])")
_THOUSANDS: Final = re.compile(r"(?<![\d.,/])[1-9]\d{0,2}(?: \d{3})+(?![\d])")
_TOKEN: Final = re.compile(r"\d+[hx]\d+|\d+(?:[.,]\d+)*|[^\W\d_]+")
_LONG_PARTICIPLE: Final = 7


def spoken(text: str) -> str:
    """The text with its signs spelt out: « + de 65 ans », « 5 % »."""
    told = _LESS.sub("moins ", _MORE.sub("plus ", _ACT.sub(r"\1x\2", _WHERE.sub("oulieu", text))))
    return _SIGN.sub(lambda match: _SIGNS[match[0]], told)


def tokens(folded: str) -> tuple[str, ...]:
    """The words of a folded text in order, elided letters left out; a figure begins with `#`."""
    clear = _HOW_MANY.sub("combien de ", folded.replace("pour cent", "pourcent"))
    counted = alpha2digit(_ORDINAL.sub(r"nth \1 ", clear), "fr")
    joined = _THOUSANDS.sub(lambda match: match[0].replace(" ", ""), _TIME.sub(_clock, counted))
    return tuple(_token(word) for word in _TOKEN.findall(joined) if word not in _ELIDED)


def mended_tokens(text: str) -> tuple[str, ...]:
    """Those of a text as it was typed, its slips and shorthand undone."""
    return tokens(plain(spoken(text)))


def exact_tokens(text: str) -> tuple[str, ...]:
    """Those of a text as it was typed; nothing is guessed."""
    return tokens(fold(spoken(text)))


def _clock(match: re.Match[str]) -> str:
    return f" {int(match[1])}h{match[2] or match[3] or '00'} "


def _token(word: str) -> str:
    if not word[0].isdigit():
        return _singular(word)
    if "h" in word or "x" in word:
        return FIGURE + word
    whole, _, decimals = word.replace(",", ".").partition(".")
    decimals = decimals.rstrip("0") if "." not in decimals else decimals
    return FIGURE + (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


@lru_cache(maxsize=8192)
def _singular(word: str) -> str:
    """Without the mark of the plural, and long participles without that of the feminine."""
    if word in _whole_words() or len(word) < 4:
        return word
    bare = word[:-1] if word[-1] in "sx" else word
    return bare[:-1] if bare.endswith("ee") and len(bare) >= _LONG_PARTICIPLE else bare


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    return frozenset(fold(word) for word in TABLES["entities"]["whole"]["words"])


class Phrases:
    """Phrases of tokens, each with what it stands for; the longest that fits counts."""

    def __init__(self, meanings: Iterable[tuple[str, str]]) -> None:
        self._starting: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in meanings:
            words = exact_tokens(phrase)
            self._starting.setdefault(words[0], []).append((words, meaning))
        for known in self._starting.values():
            known.sort(key=lambda entry: len(entry[0]), reverse=True)

    def read(self, words: Sequence[str]) -> list[str]:
        """The words, with the meaning of each phrase in its place; a phrase without meaning goes."""
        told: list[str] = []
        place = 0
        while place < len(words):
            length, meaning = self._at(words, place)
            if meaning:
                told.append(meaning)
            place += length
        return told

    def found(self, words: Sequence[str]) -> bool:
        """Whether any of the phrases is there."""
        return any(self._match(words, place) for place in range(len(words)))

    def _at(self, words: Sequence[str], place: int) -> tuple[int, str]:
        match = self._match(words, place)
        return (len(match[0]), match[1]) if match else (1, words[place])

    def _match(self, words: Sequence[str], place: int) -> tuple[tuple[str, ...], str] | None:
        for known in self._starting.get(words[place], ()):
            if tuple(words[place : place + len(known[0])]) == known[0]:
                return known
        return None


def named(table: Mapping[str, Sequence[str]], mark: str = "") -> list[tuple[str, str]]:
    """(phrase, `mark` + key) of every phrase of a table."""
    return [(phrase, mark + key) for key, phrases in table.items() for phrase in phrases]
