"""The people whom a text names: « Madame Ariane VERNET », « Paul Lormeau », « Maître Sauvel ».

A street, a school or a hall that bears somebody's name names nobody. Knows no list of names.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from inference.figures import fold

_BIG = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w"
_LINK = r"(?:de la |de |du |des |la |le |el |van |von |d[’'])*"
_TITLED = re.compile(
    r"\b(?:MM?\.|Mmes?|Mlle|Messieurs|Mesdames|Monsieur|Madame|Ma[îi]tre|Docteur) "
    rf"(?P<name>(?:{_LINK}{_BIG}\s?)+)"
)
_WHOLE = re.compile(rf"(?<![\w’'-])(?P<name>{_BIG}(?: {_LINK}{_BIG}){{1,3}})")
_QUOTED = re.compile(r"[«“\"] ?([^»”\"]{3,80}?) ?[»”\"]")
# A word with a capital inside a sentence, or a code: « Valfleury », « UBa », « RSA ».
_INSIDE = re.compile(r"(?<=[^\s.!?…:«\"“(\[] )(?:[dlDL]['’])?(?P<name>[A-ZÀ-ÖØ-Þ][\w-]+)")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"([^\W\d_]+)(?: (?:de la|de l|du|des|de|d|la|le|les|l))?[ '’«\"“]*$")


def people(text: str, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """The folded words of the names of people in `text`, without those `known`."""
    found = [match["name"] for match in _TITLED.finditer(text)]
    found += [
        match["name"]
        for match in _WHOLE.finditer(text)
        if not (match["name"].isupper() or _of_a_thing(match["name"]) or _bears(text[: match.start()]))
    ]
    words = frozenset(fold(word) for name in found for word in _WORD.findall(name) if len(word) > 2)
    return words - known - _things()


def named(text: str, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """The folded words of what `text` calls by a name, without those `known`: within quotation marks, or of
    several capitals.
    """
    found = [match[1] for match in _QUOTED.finditer(text)] + [
        match["name"] for match in _WHOLE.finditer(text)
    ]
    words = frozenset(fold(word) for name in found for word in _WORD.findall(name) if len(word) > 2)
    return words - known - frozenset(_table()["things"])


def proper(question: str) -> frozenset[str]:
    """The names that a question calls things by, as they are written; none where all is in capitals."""
    if question.isupper():
        return frozenset()
    found = (match["name"] for match in _INSIDE.finditer(question))
    return frozenset(name for name in found if fold(name) not in _things())


def _of_a_thing(name: str) -> bool:
    """« Conseil Municipal », « École Jean Moulin »: what begins with the word of a thing is one."""
    return fold(_WORD.findall(name)[0]) in _things()


def _bears(before: str) -> bool:
    """Whether what stands before says that the name is of a thing: « rue », « résidence »."""
    word = _BEFORE.search(before)
    return word is not None and fold(word[1]) in _places()


@cache
def _things() -> frozenset[str]:
    return _places() | frozenset(_table()["things"])


@cache
def _places() -> frozenset[str]:
    return frozenset(_table()["places"])


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "people.toml").read_text(encoding="utf-8"))
