"""In which language a citizen writes, among those that Parvis answers in; French unless it is sure.

Letters first, then words (`language.toml`), then statistics (lingua): an error costs most in French, whose
text messages look like anything. Knows no commune and no document.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ingest.folding import unmarked

if TYPE_CHECKING:
    from lingua import LanguageDetector

LANGUAGES: Final = ("fr", "en", "es", "pt", "de", "it", "tr", "uk", "ar")
FRENCH: Final = "fr"
_TABLE: Final = Path(__file__).with_name("language.toml")
_SURE: Final = 0.97
_FEWEST_WORDS: Final = 3
_CLEARLY: Final = 3
_READ_CHARACTERS: Final = 160
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_PERSIAN_OR_URDU: Final = re.compile(r"[\u067e\u0686\u0698\u06af\u06a9\u06cc\u0679\u0688\u0691\u06ba\u06d2]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_LATIN: Final = re.compile(r"[a-z]")
_STREET: Final = re.compile(
    r"\b(?:rue|avenue|chemin|place|impasse|allee|boulevard|route|quai)(?: (?:de|du|des|la|le|les|l|d))* \w+"
)


def detect(text: str, declared: str | None = None) -> str:
    """The two-letter code of the language to answer in.

    declared: what the citizen chose. It wins, unless the words are surely in another language than French: a
    page is French before anybody chose, and French words are often copied from a letter that one cannot read.
    """
    written = _written(text)
    if declared not in LANGUAGES:
        return written or FRENCH
    return declared if written in (None, FRENCH) else written


def warm() -> None:
    """Loads what the first question would wait for."""
    detect("Bonjour, à quelle heure la bibliothèque est-elle accessible ?")


def _written(text: str) -> str | None:
    """The language of the words, None when nothing says it."""
    plain = folded(text)
    known = _by_letters(text, plain) or _by_greeting(plain)
    return known or _by_words(text, plain)


def _by_letters(text: str, plain: str) -> str | None:
    """Arabic and Cyrillic letters, when they are more than the Latin ones of a quoted street or name."""
    latin = len(_LATIN.findall(plain))
    if len(_CYRILLIC.findall(text)) > latin:
        return "uk"
    if len(_ARABIC.findall(text)) > latin:
        return FRENCH if _PERSIAN_OR_URDU.search(text) else "ar"
    return None


def _by_greeting(plain: str) -> str | None:
    greetings = _table()["greetings"]
    return next((language for language, said in greetings.items() if plain in said), None)


def _by_words(text: str, plain: str) -> str | None:
    """The language that most words belong to, French among equals; of some words, statistics must agree."""
    votes, length = _votes(text, plain), len(plain.split())
    most = max(votes.values())
    leading = [language for language, count in votes.items() if count == most]
    if most == 0:
        return None
    if length >= _FEWEST_WORDS and most < _CLEARLY * max(1, votes[FRENCH]):
        likely, confidence = _by_statistics(text)
        if likely == FRENCH:
            return FRENCH
        if votes.get(likely) and confidence >= _SURE and FRENCH not in leading:
            return likely
    if FRENCH in leading:
        return FRENCH
    sure = len(leading) == 1 and (most > 1 or length <= _FEWEST_WORDS)
    return leading[0] if sure else None


def _votes(text: str, plain: str) -> dict[str, int]:
    """How many words of each language, those of a street's name aside; a letter of its own counts as one."""
    words = _STREET.sub(" ", plain).split()
    words = words if len(words) > 1 else plain.split()
    known, letters = _table()["words"], _table()["letters"]
    return {
        language: sum(word in known[language] for word in words)
        + any(letter in text.lower() for letter in letters.get(language, ""))
        for language in known
    }


def _by_statistics(text: str) -> tuple[str, float]:
    """The likeliest language, and from 0 to 1 how sure that is."""
    best = _statistics().compute_language_confidence_values(text[:_READ_CHARACTERS])[0]
    return str(best.language.iso_code_639_1.name).lower(), best.value


@cache
def _table() -> dict[str, dict[str, Any]]:
    """Greetings and words as sets, letters as they are."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    sets = {
        section: {language: frozenset(words) for language, words in table[section].items()}
        for section in ("greetings", "words")
    }
    return {**sets, "letters": table["letters"]}


@cache
def _statistics() -> LanguageDetector:
    """Half a second and 30 MB, once. Trigrams alone: the other n-grams cost many times the memory."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, language.upper()) for language in LANGUAGES]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    return builder.with_low_accuracy_mode().with_preloaded_language_models().build()


def folded(text: str) -> str:
    """Lower case without accents, words and figures alone, of any script."""
    lowered = text.replace("İ", "i").lower().replace("ı", "i").replace("ß", "ss").replace("œ", "oe")
    bare = unmarked(unicodedata.normalize("NFD", lowered))
    return " ".join(re.findall(r"\w+", bare))
