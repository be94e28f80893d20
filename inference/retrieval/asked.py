"""A question as the lexical index is asked it: its telling words, each with the forms it may take.

Slips of the finger and telephone shorthand are mended against the words that the commune's documents use;
everyday words also find the administrative ones (`everyday.toml`). Knows no passage.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.retrieval.spelling import joined, parted, spelled_like, written_out
from ingest.folding import STOPWORDS, fold
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ingest.lexical import Lexical

EVERYDAY: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("everyday.toml").read_text(encoding="utf-8")
)
_COUPLED: Final = re.compile(r"([a-z]+)(\d+)")  # `rue12`: a code only when its letters are no common word
_QUANTITY: Final = re.compile(r"\d+(?:m2|ml?|cm|km|kg|t|ha|ans?|euros?)")
_OTHER_WORD: Final = 0.6  # what a word of the same class is worth beside the word itself
_MENDED: Final = 0.9
_DERIVED: Final = 0.8  # the noun of the asked verb, or its verb: « afficher », « l’affichage »
# What a stem leaves of endings that make a noun of a verb: -age, -eture, -aison.
_NOUN_ENDINGS: Final = ("ag", "etur", "aison")
_ROOT: Final = 4  # letters of a verb, at least
_VERB: Final = re.compile(r"\b[a-z]+(?:er|ez)\b")  # that may be one; « un village » is of no « ville »
_SHORT: Final = 2  # figures
_MENDABLE: Final = 5  # letters


@dataclass(frozen=True, slots=True)
class Term:
    """One asked word. forms: what finds it, and how well (0 to 1). weight: how telling it is, in nats.

    thing: it names something that a commune has or has not, by one of all its names.
    """

    word: str
    forms: Mapping[str, float]
    weight: float
    thing: bool = False

    @property
    def exact(self) -> bool:
        """A number of an act, a parcel, an article: nothing else will do."""
        return any(c.isdigit() for c in self.word) and any(c.isalpha() for c in self.word)

    def found_in(self, words: Iterable[str]) -> float:
        """How well a text of these words holds it, 0 to 1."""
        return max((self.forms[word] for word in self.forms.keys() & words), default=0.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """text: the question with its shorthand written out, for the vectors."""

    text: str
    terms: tuple[Term, ...]

    @property
    def weight(self) -> float:
        return sum(term.weight for term in self.terms)

    def share(self, text: frozenset[str], above: frozenset[str]) -> float:
        """The share of the asked words, by weight, that a passage holds in its text or above it."""
        if not self.weight:
            return 0.0
        held = (term.weight * max(term.found_in(text), term.found_in(above)) for term in self.terms)
        return sum(held) / self.weight


def asked(question: str, lexical: Lexical) -> Asked:
    """The question as this commune's index may answer it."""
    text = parted(written_out(question, lexical), lexical)
    words = [word for word in stems(text) if not _is_noise(word, lexical)]
    together = joined(text, lexical)
    verbs = {stem for verb in _VERB.findall(fold(text)) for stem in stems(verb)}
    forms = {
        word: _forms(word, lexical, word in verbs) | dict.fromkeys(together.get(word, ()), _MENDED)
        for word in words
    }
    rarity = lexical.rarity({form for told in forms.values() for form in told})
    silent = _stems("asking")
    terms = tuple(
        Term(
            word,
            forms[word],
            min(rarity[form] for form in forms[word] if forms[word][form] >= _MENDED),
            word in _things(),
        )
        for word in words
        if word not in silent
    )
    return Asked(text, terms)


def _is_noise(word: str, lexical: Lexical) -> bool:
    """`le7`, `en2014`: two words that were joined for nothing, not `CE2`; `32m2`: a quantity, not a word."""
    coupled = _COUPLED.fullmatch(word)
    if coupled is None:
        return _QUANTITY.fullmatch(word) is not None and not lexical.knows(word)
    if word in _classes():
        return False
    return coupled[1] in STOPWORDS or not lexical.knows(word)


def _forms(word: str, lexical: Lexical, verb: bool) -> dict[str, float]:
    forms = {word: 1.0} | dict.fromkeys(_numbers().get(word, ()), _MENDED)
    if word.isdigit() and len(word) <= _SHORT:
        return forms | {word.lstrip("0") or "0": 1.0, word.zfill(_SHORT): 1.0}
    for other in _derived(word, verb):
        if lexical.knows(other):
            forms[other] = _DERIVED
    for other in _classes().get(word, ()):
        forms.setdefault(other, _OTHER_WORD)
    if len(forms) == 1 and len(word) >= _MENDABLE and word.isalpha() and not lexical.knows(word):
        forms |= dict.fromkeys(spelled_like(word, lexical), _MENDED)
    return forms


def _derived(word: str, verb: bool) -> Iterator[str]:
    """The stems of the nouns that a verb makes, and of the verb that made a noun."""
    for ending in _NOUN_ENDINGS:
        root = word.removesuffix(ending)
        if len(root) < _ROOT:
            continue
        if root != word:
            yield root
        elif verb:
            yield word + ending


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Every stem of the classes with the other stems of its own."""
    others: dict[str, frozenset[str]] = {}
    for words in EVERYDAY["classes"].values():
        alike = frozenset(stem for word in words for stem in stems(word))
        for stem in alike:
            others[stem] = others.get(stem, frozenset()) | alike - {stem}
    return others


@cache
def _things() -> frozenset[str]:
    """The stems of what a commune has or has not: a pool, a nursery."""
    things, classes = EVERYDAY["things"], EVERYDAY["classes"]
    words = [*things["words"], *(word for name in things["classes"] for word in classes[name])]
    return frozenset(stem for word in words for stem in stems(word))


@cache
def _numbers() -> dict[str, tuple[str, ...]]:
    """The figure of a number in letters, and its letters: « seize », 16."""
    pairs = [(stem, str(figure)) for word, figure in EVERYDAY["numbers"].items() for stem in stems(word)]
    return {one: (other,) for word, figure in pairs for one, other in ((word, figure), (figure, word))}


@cache
def _stems(table: str) -> frozenset[str]:
    return frozenset(stem for word in EVERYDAY[table]["words"] for stem in stems(word))
